// What may follow the words before a place, by the grammar of the declaration that it stands in.

extension CompletionPlace {
  /// What may be written.
  var candidates: [Completion.Candidate] {
    guard !before.isEmpty else { return keywords(Keyword.declarationWords) }
    if let named = namesAfterKeyword { return named }
    switch declaration {
    case .edition: return keywords(["title", "in force", "follows", "calendar"])
    case .outcome:
      return last?.kind == .comma ? keywords(["rated"]) : []
    case .fact: return ofFact
    case .define: return last?.kind == .colon ? conditions : afterCondition
    case .rule: return ofRule
    case .table: return ofTable
    case .scale: return startsLine ? names(.outcome) : keywords(["at", "points"])
    case .judgement: return startsLine ? keywords(["when"]) : afterCondition + keywords(["up to"])
    case .clock: return ofClock
    case .example: return ofExample
    case .answer: return ofAnswer
    default: return []
    }
  }

  /// The names that the words right before the place call for, whatever the declaration is.
  private var namesAfterKeyword: [Completion.Candidate]? {
    if let values = valuesOfTest { return values }
    let list = beforeList()
    if declaration == .fact {
      if list.last?.keyword == .by || list.last?.keyword == .to,
        [.held, .restricted].contains(list.dropLast().last?.keyword)
      {
        return names(.agency)
      }
      if last?.keyword == .unless { return names(.fact) }
      if last?.keyword == .when, let fact = word(before.dropFirst().first).nonEmpty {
        return line.first?.keyword == .silence ? names(.fact) : values(of: fact)
      }
    }
    guard !startsLine || last?.keyword.opensCondition == true else { return nil }
    switch last?.keyword {
    case .rated: return names(.rating)
    case .clause where declaration == .rule: return names(.clause)
    case .on where declaration == .rule || declaration == .table: return names(.scale)
    case .when, .unless, .where: return conditions
    case .and, .or, .not:
      return declaration == .table || isInExpectations || isInExample ? nil : conditions
    case .of where isGroup: return conditions
    default: break
    }
    if last?.kind == .openingBracket || last?.kind == .dash && last?.startsLine == true {
      return conditions
    }
    if list.last?.keyword == .also { return names(.action) }
    return nil
  }

  /// Whether `of` ends the heading of a group, and not `is one of`.
  private var isGroup: Bool {
    let words = before.suffix(3).map(\.keyword)
    return !(words.suffix(2) == [.one, .of] && (words.first == .is || words.first == .not))
  }

  /// The values that a test asks about: after `is`, `is not`, `is one of`, `includes`.
  private var valuesOfTest: [Completion.Candidate]? {
    let isList = beforeList(joinedBy: [.or]).suffix(3).last?.keyword == .of
    var rest = isList ? beforeList(joinedBy: [.or]) : before
    var isOne = false
    if rest.last?.keyword == .of, rest.dropLast().last?.keyword == .one {
      rest = rest.dropLast(2)
      isOne = true
    }
    if rest.last?.keyword == .not, rest.dropLast().last?.keyword == .is { rest = rest.dropLast() }
    if rest.last?.keyword == .least { return valuesOfLeast(rest) }
    guard rest.last?.keyword == .is || rest.last?.keyword == .includes,
      let subject = rest.dropLast().last, subject.kind == .word
    else { return nil }
    var words: [String] = []
    if !isOne, rest.last?.keyword == .is {
      words = wordsAfterIs(word(subject), isNegated: rest.endIndex < before.endIndex)
    }
    return values(of: word(subject)) + keywords(words)
  }

  private func wordsAfterIs(_ subject: String, isNegated: Bool) -> [String] {
    if subject == "outcome" || subject == "rating" {
      return isNegated ? ["one of"] : ["at least", "not", "one of"]
    }
    switch index.facts[subject] {
    case .oneOf: return isNegated ? ["known", "one of"] : ["one of", "not", "known", "not known"]
    case .date: return isNegated ? ["known"] : ["at least", "known", "not known"]
    default: return isNegated ? ["known"] : ["known", "not known"]
    }
  }

  /// The levels after `outcome is at least`.
  private func valuesOfLeast(_ rest: ArraySlice<Token>) -> [Completion.Candidate]? {
    let words = rest.suffix(4)
    guard words.dropFirst(2).map(\.keyword) == [.at, .least],
      words.dropFirst().first?.keyword == .is, let subject = words.first
    else { return nil }
    return subject.keyword == .outcome || subject.keyword == .rating
      ? values(of: word(subject)) : nil
  }

  /// The values of a fact, and the levels of `outcome` and `rating`.
  func values(of subject: String) -> [Completion.Candidate] {
    switch subject {
    case "outcome": names(.outcome)
    case "rating": names(.rating)
    default:
      index.values(ofFact: subject).map {
        Completion.Candidate(text: $0, kind: .name(.value), owner: subject)
      }
    }
  }

  // MARK: Lists of candidates

  /// What may stand where a condition does.
  var conditions: [Completion.Candidate] {
    let decision =
      declaration == .rule || declaration == .clock ? ["outcome", "rating", "rated"] : []
    return names(.fact) + names(.define)
      + keywords(["not", "all of", "any of", "none of", "at least"] + decision)
  }

  /// What may follow a part of a condition.
  var afterCondition: [Completion.Candidate] {
    if let last, last.kind == .word, let fact = index.facts[word(last)] {
      return keywords(Self.tests(of: fact) + ["and", "or"])
    }
    if last?.keyword == .outcome || last?.keyword == .rating { return keywords(["is"]) }
    return keywords(["and", "or"])
  }

  private static func tests(of fact: NameIndex.FactKind) -> [String] {
    switch fact {
    case .oneOf: ["is", "is not", "is one of", "is not one of", "is known", "is not known"]
    case .anyOf: ["includes", "is known", "is not known"]
    case .yesNo: ["is known", "is not known"]
    case .number, .age: ["is", "is known", "is not known"]
    case .date: ["is at least", "is known", "is not known"]
    }
  }

  func keywords(_ words: [String]) -> [Completion.Candidate] {
    words.map { Completion.Candidate(text: $0, kind: .keyword) }
  }

  func names(_ kind: DeclaredName.Kind) -> [Completion.Candidate] {
    var names = kind == .agency ? index.names(kind) : index.declaredNames(kind)
    if kind == .fact { names += ReservedFact.allCases.map(\.rawValue) }
    return names.map { Completion.Candidate(text: $0, kind: .name(kind)) }
  }

  // MARK: Declarations

  private var ofFact: [Completion.Candidate] {
    if startsLine {
      return keywords([
        "asks", "raises concern", "lowers concern", "neither", "silence means unknown",
        "silence means no when", "silence means no, because", "held by", "restricted to",
      ])
    }
    if before.count == 2 {
      return keywords([
        "yes/no", "one of", "any of", "number", "date", "date and time", "age",
        "count of contacts within", "ever had outcome", "days since the last contact",
      ])
    }
    switch (line.first?.keyword, last?.keyword) {
    case (.fact, .decided), (.fact, .outcome): return names(.outcome)
    case (.fact, .from): return values(of: ReservedFact.source.rawValue)
    case (.raises, .raises), (.lowers, .lowers): return keywords(["concern"])
    case (.raises, .concern), (.lowers, .concern): return keywords(["when"])
    case (.raises, _) where last?.kind == .comma, (.lowers, _) where last?.kind == .comma:
      return values(of: word(before.dropFirst().first))
    case (.silence, .silence): return keywords(["means unknown", "means no when", "means no"])
    case (.silence, .means): return keywords(["unknown", "no when", "no, because"])
    case (.silence, .no): return keywords(["when"])
    case (.silence, _) where last?.kind == .comma: return keywords(["unless", "because"])
    case (.held, .held): return keywords(["by"])
    case (.restricted, .restricted): return keywords(["to"])
    default: return []
    }
  }

  private var levels: [Completion.Candidate] {
    names(.outcome) + names(.rating) + keywords(["also"])
  }

  private var ofRule: [Completion.Candidate] {
    if startsLine { return keywords(["when", "unless", "because", "also", "and", "or"]) }
    if line.first?.keyword == .rule {
      let isPlace = last?.kind == .colon || last?.kind == .comma
      return isPlace ? levels : last?.kind == .number ? keywords(["points on"]) : []
    }
    if line.first?.keyword == .unless, last?.kind == .comma {
      return keywords(["clause", "because"])
    }
    return line.first?.keyword == .because ? [] : afterCondition
  }

  private var ofTable: [Completion.Candidate] {
    if startsLine { return keywords(["because", "also", "row"]) }
    guard let header = before.firstIndex(where: { $0.startsLine && $0.keyword == .row }) else {
      return []
    }
    let cell = line.count { $0.kind == .bar }
    guard cell > 0 else { return [] }
    if line.startIndex == header { return names(.fact) + names(.define) + keywords(["outcome"]) }
    let headings = before[header...].dropFirst().prefix { !$0.startsLine }
      .split { $0.kind == .bar }.map { word($0.first) }
    guard cell <= headings.count else { return [] }
    let column = headings[cell - 1] == "child" ? "child_age" : headings[cell - 1]
    if column == "outcome" { return levels }
    let answers =
      index.facts[column] == .yesNo || index.facts[column] == nil ? ["yes", "no"] : []
    return values(of: column) + keywords(answers + ["any", "not", "known", "not known"])
      + names(.define)
  }

  private var ofClock: [Completion.Candidate] {
    switch last?.keyword {
    case .from where line.first?.keyword == .clock, .to:
      let dates = names(.fact).filter { index.facts[$0.text] == .date }
      return keywords(["decided"]) + dates
    case .end: return keywords(["of"])
    default:
      if last?.kind == .comma { return keywords(["when", "out of hours counts from"]) }
      if last?.kind == .colon { return keywords(["end of"]) }
      return line.contains { $0.keyword == .when } ? afterCondition : keywords(["from", "to"])
    }
  }

  // MARK: Examples and answers

  /// The first word of the statements that the place belongs to, `expect` or another.
  private var statement: Keyword {
    before.last { $0.startsLine && [.expect, .earlier].contains($0.keyword) }?.keyword ?? .other
  }

  private var isInExpectations: Bool { declaration == .example && statement == .expect }
  private var isInExample: Bool { declaration == .example }

  private var ofExample: [Completion.Candidate] {
    if isInExpectations, !startsLine { return expectations }
    let facts =
      names(.fact) + keywords(["date_of_birth", "expected_date_of_birth", "decided"])
    if startsLine {
      return facts + keywords(statement == .expect ? [] : ["expect", "not", "earlier contact"])
    }
    if last?.kind == .comma || last?.keyword == .not || last?.keyword == .contact { return facts }
    if last?.keyword == .decided { return names(.outcome) }
    // The fact that the values belong to, past those that stand already.
    guard let fact = beforeList(joinedBy: [.and]).last, fact.kind == .word else { return [] }
    let answers = index.facts[word(fact)] == .yesNo ? ["yes", "no"] : []
    return values(of: word(fact)) + keywords(answers + ["unknown"])
  }

  private var expectations: [Completion.Candidate] {
    let head = beforeList(joinedBy: [.and]).last?.keyword
    switch last?.keyword == .and ? head : last?.keyword {
    case .by, .meets, .misses, .undetermined: return names(.rule)
    case .asks: return names(.fact)
    case .also: return names(.action)
    case .clock: return names(.clock)
    case .may: return keywords(["rise to", "fall to"])
    case .rise, .fall: return keywords(["to"])
    case .to: return names(.outcome)
    case .due: return []
    default: break
    }
    if last?.kind == .comma || last?.keyword == .expect {
      return names(.outcome) + names(.rating)
        + keywords([
          "firm", "provisional", "may rise to", "may fall to", "by", "meets", "misses",
          "undetermined", "asks", "also", "clock",
        ])
    }
    return keywords(["by"])
  }

  private var ofAnswer: [Completion.Candidate] {
    if startsLine { return keywords(["because"]) }
    switch line.count {
    case 1:
      return DiagnosticCode.all.filter { $0.severity == .warning }.map {
        Completion.Candidate(text: $0.code, kind: .keyword)
      }
    case 2: return names(.rule) + names(.table) + names(.fact) + names(.define) + names(.scale)
    default: return []
    }
  }
}

extension Keyword {
  /// Whether a condition goes on after it on the next line.
  var opensCondition: Bool {
    switch self {
    case .and, .or, .not, .when, .unless, .of: true
    default: false
    }
  }
}

extension String {
  /// The text, unless there is none.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
