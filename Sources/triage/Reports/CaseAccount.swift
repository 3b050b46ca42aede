import ThresholdDSL
import TriageEngine

/// What an auditor is shown of a case: what was decided, by whom, when and why, and what had been
/// recommended and why.
struct CaseAccount {
  let found: LedgerCase
  /// What a person decided last; nil when nobody has, or recommendations are audited.
  let decision: LedgerDecision?
  /// The recommendation that it was made on, or the last.
  let recommendation: LedgerRecommendation?
  /// The recommendation's reasons; nil when they are not at hand.
  private(set) var reasons: Reasons?
  private let event: SampledEvent
  /// Whether what people wrote may be shown: it may quote what is restricted.
  let showsWords: Bool

  init(_ found: LedgerCase, _ options: SampleOptions) {
    self.found = found
    event = options.event
    decision = event == .decisions ? found.lastDecision : nil
    recommendation =
      decision.flatMap { found.recommendation(entry: $0.event.recommendation) }
      ?? found.recommendation
    showsWords = options.audience == .hub
  }

  /// The account with the reasons of a decision as it is written.
  func with(record: [UInt8]?) -> CaseAccount {
    var account = self
    account.reasons = record.flatMap { try? JSONValue($0) }.map { Reasons($0) }
    return account
  }

  /// Whether there is anything to audit.
  var isThere: Bool { event == .decisions ? decision != nil : recommendation != nil }

  /// The outcome that is audited; nil when none was stated.
  var outcome: String? {
    event == .decisions ? decision?.event.outcome : recommendation?.event.outcome
  }

  /// The outcomes that there were to choose from, lowest first.
  var outcomes: [String] { recommendation?.event.outcomes ?? [] }

  /// How the decision compares with the recommendation.
  var agreement: SampleStratum {
    guard let decided = decision?.event.outcome, let recommended = recommendation?.event,
      let mine = recommended.outcomes.firstIndex(of: decided),
      let its = recommended.outcomes.firstIndex(of: recommended.outcome)
    else { return SampleStratum(rank: 3, name: "not compared") }
    if mine == its { return SampleStratum(rank: 2, name: "as recommended") }
    return mine < its
      ? SampleStratum(rank: 0, name: "lower than recommended")
      : SampleStratum(rank: 1, name: "higher than recommended")
  }

  /// The reasons of a decision, read from its line of JSON.
  struct Reasons {
    /// The rules that decided, each with its clause, reason and the facts that met it.
    var because: [String] = []
    /// The agencies whose restricted information was relied on or should be asked.
    var restricted: [String] = []
    /// The questions that were open.
    var asks: [String] = []

    init(_ decision: JSONValue) {
      for reason in decision["because"]?.array ?? [] {
        if let agency = reason["restricted"]?.string {
          add(agency)
        } else {
          because.append(Self.line(reason))
        }
      }
      for ask in decision["ask"]?.array ?? [] {
        if let agency = ask["restricted"]?.string {
          add(agency)
        } else if let question = ask["question"]?.string {
          asks.append(question)
        }
      }
    }

    private mutating func add(_ agency: String) {
      if !restricted.contains(agency) { restricted.append(agency) }
    }

    private static func line(_ reason: JSONValue) -> String {
      let clause = reason["clause"]?.string.map { $0 + " " } ?? ""
      let words = reason["reason"]?.string ?? reason["rule"]?.string.map(spaced) ?? ""
      let facts = (reason["facts"]?.members ?? []).map {
        spaced($0.name) + " is " + value($0.value)
      }
      return clause + words + (facts.isEmpty ? "" : " (" + facts.joined(separator: "; ") + ")")
    }

    private static func value(_ value: JSONValue) -> String {
      switch value.content {
      case .bool(let yes): yes ? "yes" : "no"
      case .number(let text): text
      case .string(let text): spaced(text)
      case .array(let values): values.map { self.value($0) }.joined(separator: " and ")
      case .null, .object: ""
      }
    }

    private static func spaced(_ name: String) -> String {
      name.split(separator: "_").joined(separator: " ")
    }
  }
}
