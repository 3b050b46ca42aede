/// Conditions and history queries by the names that they use, with what definitions stand for in
/// their place: equal text means an equal meaning, in whichever edition.
struct ConditionSignature {
  private let edition: Edition

  init(_ edition: Edition) {
    self.edition = edition
  }

  func text(of query: HistoryQuery) -> String {
    var parts = ["\(query.measure)"]
    if let window = query.window?.inSmallerUnits {
      let unit = window.count == 1 ? window.unit.singular : window.unit.plural
      parts.append("within \(window.count) \(unit)")
    }
    if let decided = query.decided {
      parts.append("decided \(edition.outcomes[decided].name)")
      if query.decidedOrAbove { parts.append("or above") }
    }
    if !query.sources.isEmpty {
      let names = query.sources.map { ReservedFact.sourceNames[$0] }.sorted()
      parts.append("from " + names.joined(separator: " "))
    }
    if let condition = query.condition { parts.append("where " + text(of: condition)) }
    if query.forHousehold { parts.append("for household") }
    return parts.joined(separator: ", ")
  }

  func text(of condition: Condition) -> String {
    switch condition {
    case .atom(let atom): text(of: atom)
    case .definition(let index): text(of: edition.definitions[index].condition)
    case .not(let inner): "not(\(text(of: inner)))"
    case .all(let parts): "all(\(list(parts)))"
    case .any(let parts): "any(\(list(parts)))"
    case .none(let parts): "none(\(list(parts)))"
    case .atLeast(let count, let parts): "at least \(count)(\(list(parts)))"
    }
  }

  private func list(_ parts: [Condition]) -> String {
    parts.map(text).joined(separator: ", ")
  }

  private func text(of atom: Atom) -> String {
    func name(_ fact: Int) -> String { edition.facts[fact].name }
    func value(_ fact: Int, _ index: Int) -> String {
      edition.facts[fact].type.values?[index] ?? "\(index)"
    }
    return switch atom {
    case .isYes(let fact): name(fact)
    case .isOneOf(let fact, let values):
      "\(name(fact)) is \(values.map { value(fact, $0) }.sorted().joined(separator: " or "))"
    case .includes(let fact, let index): "\(name(fact)) includes \(value(fact, index))"
    case .number(let fact, let comparison, let limit): "\(name(fact)) \(comparison) \(limit)"
    case .age(let fact, let comparison, let limit):
      "\(name(fact)) \(comparison) \(limit.count) \(limit.unit.plural)"
    case .date(let fact, let comparison, let limit): "\(name(fact)) \(comparison) \(limit)"
    case .daysApart(let later, let earlier, let days):
      "\(name(later)) \(days) days after \(name(earlier))"
    case .isKnown(let fact): "\(name(fact)) known"
    case .outcome(let test, let level): "outcome \(test) \(edition.outcomes[level].name)"
    case .rating(let test, let level): "rating \(test) \(edition.ratings[level])"
    }
  }
}

extension Age {
  /// The same length in months or days: a window of 1 year is one of 12 months.
  fileprivate var inSmallerUnits: Age {
    Age(count: count * unit.smallerUnits, unit: unit.isCalendarMonths ? .months : .days)
  }
}
