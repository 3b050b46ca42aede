import ThresholdDSL

/// What a document says of a fact.
enum FactWords {
  /// The question, or the name where none is written.
  static func question(_ fact: Fact, _ name: String) -> String {
    fact.question ?? name.capitalisedStart
  }

  /// What can be answered.
  static func values(_ type: FactType, _ edition: Edition) -> String {
    switch type {
    case .yesNo: "yes or no"
    case .oneOf(let values): "one of: " + listed(values)
    case .anyOf(let values): "any of: " + listed(values)
    case .number: "a number"
    case .date: "a day"
    case .dateAndTime: "a day and time"
    case .age: "worked out from the date of birth"
    case .history: "counted from earlier contacts"
    }
  }

  /// Who holds the answer, and to whom it is restricted.
  static func holders(_ fact: Fact) -> String {
    var parts = fact.heldBy.isEmpty ? [] : [listed(fact.heldBy)]
    if let agency = fact.restrictedTo { parts.append("restricted information of \(agency)") }
    return parts.joined(separator: "; ")
  }

  /// What it means when a contact does not say.
  static func silence(_ fact: Fact, _ words: PlainWords) -> String {
    switch fact.silence {
    case .unknown: return "unknown, and asked"
    case .no(let reason): return "no: \(reason)"
    case .noWhen(let gate, let unless):
      let start = "no where \(words.fact(gate)) is yes"
      return unless.map { "\(start) and \(words.fact($0)) is no" } ?? start
    }
  }

  private static func listed(_ names: [String]) -> String {
    names.map { $0.replacing("_", with: " ") }.joined(separator: ", ")
  }
}
