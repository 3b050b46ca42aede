public import ThresholdDSL

/// A decision by names: one that has just been made, or one read back from a record.
///
/// What is expected is written in names too, so a decision of today and a record of years ago are
/// compared in one way.
public struct NamedDecision: Hashable, Sendable {
  /// The contact's id.
  public var contact: String
  /// The child's id; nil when unknown.
  public var child: String?
  /// The edition that it was made under.
  public var edition: String
  /// The names of the edition's outcomes, least first.
  public var outcomes: [String]
  /// The names of the edition's ratings, least first; empty where a record does not tell.
  public var ratings: [String]
  /// The outcome.
  public var outcome: String
  /// The outcome that it could rise to.
  public var couldRiseTo: String
  /// How sure it is.
  public var certainty: String
  /// The rating; nil for none.
  public var rating: String?
  /// The rules that decide, in the order of the decision.
  public var rules: [String]
  /// The clauses of those rules, each once.
  public var clauses: [String]
  /// What is asked, in order: facts, fields that are not recognised, or the questions of judgements.
  public var asks: [String]
  /// The actions called for, by name.
  public var actions: [String]
  /// The clocks that apply or may apply.
  public var clocks: [ClockVerdict]
  /// How the human decision compares; nil when there is none.
  public var human: Decision.HumanComparison?
  /// The human outcome; nil when there is none, and of a record, which does not tell.
  public var humanOutcome: String?

  /// What one clock says.
  public struct ClockVerdict: Hashable, Sendable {
    /// The clock's name.
    public var name: String
    /// Its verdict.
    public var status: String
    /// When it falls due; nil when that is not known.
    public var due: String?
  }

  /// What stands for a rule that only the hub may know, in a partner's record.
  public static let restrictedRule = "restricted"

  /// Whether it is the lowest outcome while something unknown could still raise it: such a decision
  /// is never counted with the settled ones.
  public var isUnsettled: Bool { outcome == outcomes.first && couldRiseTo != outcome }

  /// The place of an outcome among the edition's; nil when it has none of that name.
  public func level(_ outcome: String) -> Int? { outcomes.firstIndex(of: outcome) }
}

extension NamedDecision {
  /// A decision as the hub or a partner sees it, with what a person decided of the same contact.
  public init(_ decision: Decision, _ edition: Edition, human: HumanDecision?) {
    contact = decision.contact
    child = decision.child
    self.edition = edition.name
    outcomes = edition.outcomes.map(\.name)
    ratings = edition.ratings
    outcome = outcomes[decision.outcome.established]
    couldRiseTo = outcomes[decision.outcome.couldRiseTo]
    certainty = decision.outcome.certainty.rawValue
    rating = decision.rating.established.map { edition.ratings[$0] }
    rules = []
    clauses = []
    for reason in decision.because {
      switch reason {
      case .rule(let reason):
        let rule = edition.rules[reason.rule]
        rules.append(rule.name)
        if let clause = rule.clause?.number, !clauses.contains(clause) { clauses.append(clause) }
      case .restricted: rules.append(Self.restrictedRule)
      }
    }
    asks = decision.asks.map { ask in
      if case .restricted(let agency) = ask.subject { return Self.restrictedRule + " " + agency }
      let words = AskWords(ask, edition)
      return words.fact ?? words.field ?? words.question
    }
    actions = decision.actions
    clocks = decision.clocks.map { clock in
      ClockVerdict(
        name: clock.name, status: clock.status.rawValue,
        due: clock.due.map { MomentText.text($0) })
    }
    self.human = decision.human
    humanOutcome = human?.outcome.map { edition.outcomes[$0].name }
  }

  /// Whether a row has the members that a decision has and a contact has not.
  public static func isRecord(_ row: RawRow) -> Bool {
    ["because", "certainty", "outcome", "format"].allSatisfy { name in
      row.fields.contains { row.bytes(of: $0.name).says(name) }
    }
  }

  /// A row read back as a decision, with its line.
  public static func read(_ row: ReadRow) -> Result<(decision: NamedDecision, line: Int), Rejection>
  {
    switch row {
    case .rejected(let rejection): return .failure(rejection)
    case .row(let row):
      if let value = try? JSONValue(row.raw), let decision = NamedDecision(record: value) {
        return .success((decision, row.place.line))
      }
      return .failure(
        Rejection(
          .notADecision, at: row.place,
          reason: "the rows before it are decisions, and this is none", raw: row.raw))
    }
  }

  /// A decision read back from its record; nil when the object is no such record.
  public init?(record: JSONValue) {
    guard let contact = record["contact"]?.string, let outcome = record["outcome"]?.string,
      let certainty = record["certainty"]?.string, let because = record["because"]?.array,
      let couldRiseTo = record["could_rise_to"]?.string,
      let outcomes = record["scores"]?.members?.map(\.name), outcomes.contains(outcome)
    else { return nil }
    self.contact = contact
    child = record["child"]?.string
    edition = record["edition"]?.string ?? ""
    self.outcomes = outcomes
    ratings = []
    self.outcome = outcome
    self.couldRiseTo = couldRiseTo
    self.certainty = certainty
    rating = record["rating"]?.string
    rules = because.map { $0["rule"]?.string ?? Self.restrictedRule }
    clauses = []
    for clause in because.compactMap({ $0["clause"]?.string }) where !clauses.contains(clause) {
      clauses.append(clause)
    }
    asks = (record["ask"]?.array ?? []).compactMap { ask in
      if let agency = ask["restricted"]?.string { return Self.restrictedRule + " " + agency }
      return ask["fact"]?.string ?? ask["field"]?.string ?? ask["question"]?.string
    }
    actions = (record["also"]?.array ?? []).compactMap(\.string)
    clocks = (record["clocks"]?.members ?? []).map { clock in
      ClockVerdict(
        name: clock.name, status: clock.value["status"]?.string ?? "",
        due: clock.value["due"]?.string)
    }
    human = record["human"]?.string.flatMap { Decision.HumanComparison(rawValue: $0) }
    // Only where it is the same does a record tell the outcome, and a table of those alone would
    // show nothing but agreement.
    humanOutcome = nil
  }
}
