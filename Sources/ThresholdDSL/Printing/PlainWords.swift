/// Conditions of a checked edition in plain English, short and with one reading only.
///
/// A fact is called by its name with spaces for underscores. `and` and `or` of more than single
/// questions stand in brackets wherever they stand inside one another, and the parts of a counted
/// group are parted by semicolons, so no reader has to know which binds more tightly.
public struct PlainWords: Sendable {
  private let edition: Edition

  /// The words of one edition's names.
  public init(_ edition: Edition) {
    self.edition = edition
  }

  /// A condition, such as `injury, and not mobile`.
  public func condition(_ condition: Condition) -> String {
    sentence(simplified(condition)).text
  }

  /// The opposite of a condition, such as `not injury`.
  public func opposite(_ condition: Condition) -> String {
    sentence(simplified(.not(condition))).text
  }

  /// Why a rule is met: the reason written for people, else its condition.
  public func reason(_ rule: Rule) -> String {
    rule.reason ?? condition(rule.condition)
  }

  /// What a named condition stands for, such as `infant means unborn, or the child is under 1 year
  /// old`.
  public func definition(_ index: Int) -> String {
    let definition = edition.definitions[index]
    return spaced(definition.name) + " means " + condition(definition.condition)
  }

  /// A fact's name as words.
  public func fact(_ index: Int) -> String {
    let fact = edition.facts[index]
    return fact.reserved == .childAge ? "the child's age" : spaced(fact.name)
  }

  /// A name as words: spaces for underscores.
  public func spaced(_ name: String) -> String {
    let underscore = UInt8(ascii: "_")
    return String(decoding: name.utf8.map { $0 == underscore ? 0x20 : $0 }, as: UTF8.self)
  }

  /// A date as it is said, such as `4 May 2021`.
  public static func date(_ date: CivilDate) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    let (year, month, day) = date.components
    return "\(day) \(names[month - 1]) \(year)"
  }

  /// A length of life, such as `1 year` or `13 years`.
  public static func age(_ age: Age) -> String {
    counted(age.count, age.unit.singular)
  }
}

// MARK: - How parts are joined

extension PlainWords {
  /// Words, and whether they need brackets inside other words.
  private struct Phrase {
    var text: String
    /// Whether it is one question, which needs no brackets anywhere.
    var isSingle: Bool

    /// The words as a part of something longer.
    var inside: String { isSingle ? text : "(" + text + ")" }
  }

  private func sentence(_ condition: Condition) -> Phrase {
    switch condition {
    case .atom(let atom): Phrase(text: words(atom, negated: false), isSingle: true)
    case .definition(let index):
      Phrase(text: named(edition.definitions[index].name, negated: false), isSingle: true)
    case .not(.atom(let atom)): Phrase(text: words(atom, negated: true), isSingle: true)
    case .not(.definition(let index)):
      Phrase(text: named(edition.definitions[index].name, negated: true), isSingle: true)
    case .not(let inner): Phrase(text: "not (" + sentence(inner).text + ")", isSingle: true)
    case .all(let parts): joined(parts, by: "and", empty: "always")
    case .any(let parts): joined(parts, by: "or", empty: "never")
    case .none(let parts): group("none of", parts)
    case .atLeast(let count, let parts): group("at least \(count) of", parts)
    }
  }

  /// `a, and b`; `a, b, and c`.
  private func joined(_ parts: [Condition], by word: String, empty: String) -> Phrase {
    let phrases = phrases(parts, joinedBy: word)
    guard let last = phrases.last else { return Phrase(text: empty, isSingle: true) }
    if phrases.count == 1 { return last }
    let start = phrases.dropLast().map(\.inside).joined(separator: ", ")
    return Phrase(text: start + ", " + word + " " + last.inside, isSingle: false)
  }

  /// The words of parts that are joined; values of one `any of` fact that follow one another are
  /// named together: `concerns includes physical or neglect`.
  private func phrases(_ parts: [Condition], joinedBy word: String) -> [Phrase] {
    var phrases: [Phrase] = []
    var previous: Int?
    for part in parts {
      guard case .atom(.includes(let fact, let value)) = part else {
        previous = nil
        phrases.append(sentence(part))
        continue
      }
      if fact == previous {
        phrases[phrases.count - 1].text += " " + word + " " + valueWords(value, of: fact)
      } else {
        phrases.append(sentence(part))
      }
      previous = fact
    }
    return phrases
  }

  /// `at least 2 of: a; b; c`, or `concerns includes at least 2 of: physical; neglect`.
  private func group(_ heading: String, _ parts: [Condition]) -> Phrase {
    if let (fact, values) = valuesOfOneFact(parts) {
      let names = values.map { valueWords($0, of: fact) }.joined(separator: "; ")
      return Phrase(text: self.fact(fact) + " includes " + heading + ": " + names, isSingle: false)
    }
    let phrases = parts.map { part -> String in
      let phrase = sentence(part)
      // Semicolons part the items, so only an item with semicolons of its own needs brackets.
      return isGroup(part) ? phrase.inside : phrase.text
    }
    return Phrase(text: heading + ": " + phrases.joined(separator: "; "), isSingle: false)
  }

  /// The values that all parts ask about, when each asks whether one and the same fact includes one.
  private func valuesOfOneFact(_ parts: [Condition]) -> (fact: Int, values: [Int])? {
    var found: (fact: Int, values: [Int])?
    for part in parts {
      guard case .atom(.includes(let fact, let value)) = part, found == nil || found?.fact == fact
      else { return nil }
      found = (fact, (found?.values ?? []) + [value])
    }
    return found
  }

  private func isGroup(_ condition: Condition) -> Bool {
    switch condition {
    case .none, .atLeast: true
    default: false
    }
  }

  /// The same condition without what only repeats itself: double `not`, and groups of one part or
  /// of the same kind inside one another. Each step keeps the value, unknown included.
  private func simplified(_ condition: Condition) -> Condition {
    switch condition {
    case .atom, .definition: return condition
    case .not(let inner):
      switch simplified(inner) {
      case .not(let twice): return twice
      case .none(let parts): return simplified(.any(parts))
      case .any(let parts): return simplified(.none(parts))
      case let plain: return .not(plain)
      }
    case .all(let parts):
      let flat = parts.flatMap { part -> [Condition] in
        if case .all(let inner) = simplified(part) { inner } else { [simplified(part)] }
      }
      return flat.count == 1 ? flat[0] : .all(flat)
    case .any(let parts):
      let flat = parts.flatMap { part -> [Condition] in
        if case .any(let inner) = simplified(part) { inner } else { [simplified(part)] }
      }
      return flat.count == 1 ? flat[0] : .any(flat)
    case .none(let parts):
      return parts.count == 1 ? simplified(.not(parts[0])) : .none(parts.map(simplified))
    case .atLeast(let count, let parts):
      return .atLeast(count, parts.map(simplified))
    }
  }
}

// MARK: - Single questions

extension PlainWords {
  private func words(_ atom: Atom, negated: Bool) -> String {
    let not = negated ? "not " : ""
    switch atom {
    case .isYes(let fact): return named(edition.facts[fact].name, negated: negated)
    case .isOneOf(let fact, let values):
      let names = values.map { valueWords($0, of: fact) }
      if negated, names.count > 1 {
        return self.fact(fact) + " is neither " + names.joined(separator: " nor ")
      }
      return self.fact(fact) + " is " + not + names.joined(separator: " or ")
    case .includes(let fact, let value):
      let verb = negated ? " does not include " : " includes "
      return self.fact(fact) + verb + valueWords(value, of: fact)
    case .number(let fact, let comparison, let quantity):
      return self.fact(fact) + " is " + not + number(comparison, quantity)
    case .age(let fact, let comparison, let age):
      return edition.facts[fact].reserved == .childAge
        ? "the child is " + not + childAge(comparison, age)
        : self.fact(fact) + " is " + not + self.age(comparison, age)
    case .date(let fact, let comparison, let date):
      return self.fact(fact) + " is " + not + self.date(comparison, date)
    case .daysApart(let later, let earlier, let days):
      return self.fact(later) + " is " + not + "at least \(counted(days, "day")) after "
        + self.fact(earlier)
    case .isKnown(let fact): return self.fact(fact) + " is " + not + "known"
    case .outcome(let test, let level):
      return "the outcome is " + not + levels(test, spaced(edition.outcomes[level].name))
    case .rating(let test, let level):
      return "the rating is " + not + levels(test, spaced(edition.ratings[level]))
    }
  }

  /// A yes/no name. One whose own words could be taken for the language's stands in quotes.
  private func named(_ name: String, negated: Bool) -> String {
    let text = spaced(name)
    let quotes = negated ? connects(text) : text.hasPrefix("not ")
    let shown = quotes ? "\"" + text + "\"" : text
    return negated ? "not " + shown : shown
  }

  /// A value, in quotes if it could be taken for several.
  private func valueWords(_ index: Int, of fact: Int) -> String {
    switch edition.facts[fact].type {
    case .oneOf(let values), .anyOf(let values):
      let text = spaced(values[index])
      return connects(text) ? "\"" + text + "\"" : text
    default: return ""
    }
  }

  /// Whether the words hold one that joins or turns round other words.
  private func connects(_ text: String) -> Bool {
    let connecting = ["and", "or", "not", "no", "nor", "neither", "none", "without"]
    return text.split(separator: " ").contains { connecting.contains(String($0)) }
  }

  private func number(_ comparison: Comparison, _ quantity: Quantity) -> String {
    switch comparison {
    case .less: "less than \(quantity)"
    case .lessOrEqual: "\(quantity) or less"
    case .greater: "more than \(quantity)"
    case .greaterOrEqual: "\(quantity) or more"
    case .equal: "\(quantity)"
    }
  }

  /// Ages count completed units, so `<= 12 years` is everybody under 13.
  private func childAge(_ comparison: Comparison, _ age: Age) -> String {
    let next = Age(count: age.count + 1, unit: age.unit)
    return switch comparison {
    case .less: "under \(Self.age(age)) old"
    case .lessOrEqual: "under \(Self.age(next)) old"
    case .greater: "\(Self.age(next)) or older"
    case .greaterOrEqual: "\(Self.age(age)) or older"
    case .equal: "\(Self.age(age)) old"
    }
  }

  private func age(_ comparison: Comparison, _ age: Age) -> String {
    let next = Age(count: age.count + 1, unit: age.unit)
    return switch comparison {
    case .less: "under " + Self.age(age)
    case .lessOrEqual: "under " + Self.age(next)
    case .greater: Self.age(next) + " or more"
    case .greaterOrEqual: Self.age(age) + " or more"
    case .equal: Self.age(age)
    }
  }

  private func date(_ comparison: Comparison, _ date: CivilDate) -> String {
    switch comparison {
    case .less: "before " + Self.date(date)
    case .lessOrEqual: "on or before " + Self.date(date)
    case .greater: "after " + Self.date(date)
    case .greaterOrEqual: "on or after " + Self.date(date)
    case .equal: "on " + Self.date(date)
    }
  }

  private func levels(_ test: LevelTest, _ name: String) -> String {
    test == .atLeast ? name + " or above" : name
  }
}
