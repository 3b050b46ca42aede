import ThresholdDSL
import TriageEngine

/// One contact's questions on one list.
struct GapsCase: Sendable {
  /// The place of the row in the input, which settles what is equally consequential.
  var number: Int
  /// The index of the edition that it is decided under.
  var edition: Int
  /// The decision, as partners see it.
  var decision: Decision
  /// The clock of the decision; nil when the edition has none.
  var clock: ClockReading?
  /// The questions, most consequential first.
  var questions: [ContactGaps.Question]
}

/// The questions of a run, gathered by list and each list put in order once all rows are read.
///
/// Memory grows with the questions: which is most consequential is known only at the end.
struct GapsLists {
  /// One list.
  struct List {
    var recipient: ContactGaps.Recipient
    /// The cases, most consequential first.
    var cases: [GapsCase]

    /// How many questions there are.
    var count: Int { cases.reduce(0) { $0 + $1.questions.count } }
  }

  private var cases: [ContactGaps.Recipient: [GapsCase]] = [:]
  /// The agency whose list alone is wanted; nil for every list.
  private let agency: String?
  /// The contacts that something is asked about, on any list.
  private(set) var contacts = 0

  /// Lists of every agency, or of one.
  init(agency: String?) {
    self.agency = agency
  }

  /// Adds the questions about a contact.
  mutating func add(_ gaps: ContactGaps, number: Int, edition: Int, clock: ClockReading?) {
    var isAsked = false
    var rest = gaps.questions[...]
    while let recipient = rest.first?.recipient {
      let own = rest.prefix { $0.recipient == recipient }
      rest = rest.dropFirst(own.count)
      if let agency, recipient != .agency(agency) { continue }
      isAsked = true
      cases[recipient, default: []].append(
        GapsCase(
          number: number, edition: edition, decision: gaps.decision, clock: clock,
          questions: Array(own)))
    }
    if isAsked { contacts += 1 }
  }

  /// The lists: the agencies by name, then what nobody is named for, then what the hub keeps.
  func ordered(_ book: RuleBook) -> [List] {
    cases.keys.sorted().map { recipient in
      let ranked = (cases[recipient] ?? []).map { ($0, Consequence($0, book.editions[$0.edition])) }
      return List(
        recipient: recipient, cases: ranked.sorted { $0.1 < $1.1 }.map(\.0))
    }
  }
}

/// How consequential a case is: by how high an answer could take the outcome, how low, how high the
/// rating, then by when it is wanted.
///
/// Levels are counted from the highest, which stands for the same in editions with more or fewer.
private struct Consequence: Comparable {
  private let rank: [Int64]

  init(_ gaps: GapsCase, _ edition: Edition) {
    let ask = gaps.questions.first?.ask
    func below(_ level: Int?, _ count: Int) -> Int64 {
      level.map { Int64(count - $0) } ?? .max
    }
    rank = [
      below(ask?.couldRiseTo, edition.outcomes.count),
      ask?.couldLowerTo.map { Int64($0) } ?? .max,
      below(ask?.ratingCouldRiseTo, edition.ratings.count),
      // What may be wanted already comes first.
      gaps.clock?.due?.seconds ?? .min,
      Int64(gaps.number),
    ]
  }

  static func < (left: Consequence, right: Consequence) -> Bool {
    left.rank.lexicographicallyPrecedes(right.rank)
  }
}

extension Edition {
  /// The clock of the decision itself: the one that always runs from the time received to the human
  /// decision, by the name `decision` where there are several.
  var decisionClock: String? {
    let whole = clocks.filter {
      $0.start == .received && $0.end == .decided && $0.condition == nil
    }.map(\.name)
    return whole.contains("decision") ? "decision" : whole.min()
  }
}
