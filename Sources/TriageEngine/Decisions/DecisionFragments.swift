import ThresholdDSL

/// The parts of a record that are the same whenever they are written, as JSON: names, questions and
/// reasons are escaped once for an edition.
struct DecisionFragments: Sendable {
  /// From `"edition"` to the name of the outcome's member.
  let edition: [UInt8]
  /// `"rules"` and `"calendar"`, and the end of the record.
  let digests: [UInt8]
  /// Each outcome and rating in quotes.
  let outcomes: [[UInt8]]
  let ratings: [[UInt8]]
  /// Each outcome's name as that of a member, after a comma for all but the first.
  let scores: [[UInt8]]
  let scales: [[UInt8]]
  let facts: [[UInt8]]
  let rules: [RuleFragments]
  /// What is asked of each fact and each judgement, up to the clause.
  let factAsks: [[UInt8]]
  let judgementAsks: [[UInt8]]

  /// The clocks by name, each with its name in quotes.
  let clocks: [(name: String, quoted: [UInt8])]

  /// The parts of a rule.
  struct RuleFragments: Sendable {
    /// Its name and clause, up to the outcome.
    var name: [UInt8]
    /// From its reason to its facts.
    var reason: [UInt8]
    /// What stands after its facts.
    var end: [UInt8]
  }

  init(_ edition: Edition, rules digest: String, calendar: String?) {
    self.edition = Self.text(",\"edition\":", edition.name, ",\"outcome\":")
    digests =
      Self.text(",\"rules\":", digest, ",\"calendar\":") + Self.quoted(calendar)
      + Array("}\n".utf8)
    outcomes = edition.outcomes.map { Self.quoted($0.name) }
    ratings = edition.ratings.map { Self.quoted($0) }
    scores = edition.outcomes.enumerated().map { index, outcome in
      Self.text(index == 0 ? "" : ",", outcome.name, ":")
    }
    scales = edition.scales.map { Self.text("", $0.name, ":{\"points\":") }
    facts = edition.facts.map { Self.text("", $0.name, ":") }
    rules = edition.rules.map { RuleFragments($0, edition) }
    factAsks = edition.facts.indices.map { Self.question(.fact($0), edition) }
    clocks = edition.clocks.map(\.name).sorted().map { ($0, Self.quoted($0)) }
    judgementAsks = edition.judgements.indices.map { Self.question(.judgement($0), edition) }
  }

  /// Text in quotes, or null.
  static func quoted(_ text: String?) -> [UInt8] {
    guard let text else { return Array("null".utf8) }
    var bytes: [UInt8] = []
    JSONText.append(text, to: &bytes)
    return bytes
  }

  /// Text in quotes between what is JSON already.
  fileprivate static func text(_ before: String, _ text: String?, _ after: String) -> [UInt8] {
    Array(before.utf8) + quoted(text) + Array(after.utf8)
  }

  /// What is asked, up to the clause.
  static func question(_ subject: Decision.Ask.Subject, _ edition: Edition) -> [UInt8] {
    let words = AskWords(Decision.Ask(subject: subject), edition)
    var bytes = Array("{\"fact\":".utf8) + quoted(words.fact)
    if let field = words.field { bytes += text(",\"field\":", field, "") }
    bytes += text(",\"question\":", words.question, ",\"held_by\":[")
    for (index, agency) in words.heldBy.enumerated() {
      bytes += text(index == 0 ? "" : ",", agency, "")
    }
    return bytes + Array("],\"clause\":".utf8)
  }
}

extension DecisionFragments.RuleFragments {
  init(_ rule: Rule, _ edition: Edition) {
    name =
      DecisionFragments.text("{\"rule\":", rule.name, ",\"clause\":")
      + DecisionFragments.quoted(rule.clause?.number) + Array(",\"outcome\":".utf8)
    reason = DecisionFragments.text(",\"reason\":", rule.reason, ",\"facts\":{")
    end = Array("}".utf8)
    if let rating = rule.rating {
      end += DecisionFragments.text(",\"rating\":", edition.ratings[rating], "")
    }
    if !rule.points.isEmpty {
      end += Array(",\"points\":{".utf8)
      let named = rule.points.map { (name: edition.scales[$0.scale].name, count: $0.count) }
      for (index, added) in named.sorted(by: { $0.name < $1.name }).enumerated() {
        end += DecisionFragments.text(index == 0 ? "" : ",", added.name, ":\(added.count)")
      }
      end += Array("}".utf8)
    }
    end += Array("}".utf8)
  }
}
