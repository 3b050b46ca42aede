import ThresholdDSL

/// What the filled-in forms of one sample say: how often the auditors agree, and where they do not.
///
/// INVARIANT: every row is counted once: among the verdicts, the blanks, the rows that repeat another,
/// or the problems.
public struct AuditFindings: Sendable {
  /// The name of the sample; nil when no row can be used.
  public private(set) var sample: String?
  /// How many cases the sample was drawn from.
  public private(set) var population = 0
  /// How many cases were drawn.
  public private(set) var sampleSize = 0
  /// The strata of which there are rows: by outcome, lowest first, else by name.
  public private(set) var strata: [Stratum] = []
  /// The cases on which the auditors disagree: those that should have been higher first, furthest
  /// first; then those that should have been lower, then those that do not say.
  public private(set) var disagreements: [Disagreement] = []
  /// The rows that cannot count, and why, in the order read.
  public private(set) var problems: [Problem] = []
  /// The rows read.
  public private(set) var rows = 0

  /// The verdicts on one stratum.
  public struct Stratum: Sendable {
    /// Its name.
    public var name: String
    /// How many cases it has.
    public var population: Int
    /// How many were drawn.
    public var sampled: Int
    /// How many the auditors agree with.
    public var agree = 0
    /// How many they do not agree with.
    public var disagree = 0
    /// How many they cannot tell of.
    public var cannotTell = 0

    /// The cases drawn on which there is no verdict that counts.
    public var open: Int { max(0, sampled - agree - disagree - cannotTell) }
    /// Of the cases on which the auditors could tell, those on which they agree.
    public var agreement: SampledShare { SampledShare(agree, of: agree + disagree) }
  }

  /// A case on which the auditors disagree.
  public struct Disagreement: Hashable, Sendable {
    /// The contact's id.
    public var contact: String
    /// The child's id, or `unknown`.
    public var child: String
    /// The stratum.
    public var stratum: String
    /// The outcome that was decided.
    public var decided: String
    /// The outcome that the auditor would have decided; nil when not stated.
    public var auditor: String?
    /// How many outcomes higher the auditor's is, below 0 for a lower one; nil when not stated.
    public var steps: Int?
  }

  /// Why a row does not count.
  public struct Problem: Error, Hashable, Sendable {
    /// What is wrong.
    public var kind: Kind
    /// Where.
    public var place: RowPlace

    /// What can be wrong with a row.
    public enum Kind: Hashable, Sendable {
      /// The row cannot be read at all, with the code of the rejection.
      case unreadable(code: String)
      /// It has not all that a row of a form has.
      case missing(column: String)
      /// Its letters do not fit it: it was changed, or was never in a sample.
      case notAsDrawn
      /// It belongs to another sample than the rows before.
      case otherSample
      /// The verdict is none of the three words.
      case unknownVerdict
      /// The auditor's outcome is none of the case's outcomes.
      case unknownOutcome
      /// The verdict and the auditor's outcome contradict one another.
      case contradiction
      /// There is an outcome and no verdict.
      case noVerdict
      /// The case has another verdict in another row: neither counts.
      case twoVerdicts
    }
  }

  /// The findings of forms, row by row in the order read.
  public init(_ rows: [ReadRow]) {
    self.rows = rows.count
    var filled: [FilledRow] = []
    for row in rows {
      switch row {
      case .rejected(let rejection):
        problems.append(
          Problem(kind: .unreadable(code: rejection.code.rawValue), place: rejection.place))
      case .row(let raw):
        do throws(Problem) {
          try take(raw, &filled)
        } catch {
          problems.append(error)
        }
      }
    }
    count(filled)
    problems.sort { ($0.place.file, $0.place.line) < ($1.place.file, $1.place.line) }
  }

  /// Takes a row as it was drawn; one whose verdict cannot count still says how large its stratum is.
  private mutating func take(_ raw: RawRow, _ filled: inout [FilledRow]) throws(Problem) {
    let (read, problem) = try FilledRow.read(raw)
    if let sample, sample != read.row.sample {
      throw Problem(kind: .otherSample, place: read.place)
    }
    sample = read.row.sample
    (population, sampleSize) = (read.row.sampleCases, read.row.sampleSize)
    filled.append(read)
    if let problem { throw problem }
  }

  private mutating func count(_ filled: [FilledRow]) {
    var verdicts: [AuditFormRow: [FilledRow]] = [:]
    for row in filled {
      addStratum(row.row)
      if row.verdict != nil { verdicts[row.row, default: []].append(row) }
    }
    var counted: Set<AuditFormRow> = []
    for row in filled where counted.insert(row.row).inserted {
      // A blank row beside a filled one is the form of an auditor who left the case to another.
      let all = verdicts[row.row] ?? []
      guard let first = all.first else { continue }
      if all.contains(where: { $0.verdict != first.verdict || $0.outcome != first.outcome }) {
        problems += all.map { Problem(kind: .twoVerdicts, place: $0.place) }
      } else {
        add(first)
      }
    }
    let outcomes = filled.first?.row.outcomes ?? []
    func order(_ stratum: Stratum) -> (Int, String) {
      (outcomes.firstIndex(of: stratum.name) ?? outcomes.count, stratum.name)
    }
    strata.sort { order($0) < order($1) }
    disagreements.sort { $0.order < $1.order }
  }

  private mutating func addStratum(_ row: AuditFormRow) {
    if strata.contains(where: { $0.name == row.stratum }) { return }
    strata.append(
      Stratum(name: row.stratum, population: row.stratumCases, sampled: row.stratumSampled))
  }

  private mutating func add(_ filled: FilledRow) {
    let row = filled.row
    guard let index = strata.firstIndex(where: { $0.name == row.stratum }) else { return }
    switch filled.verdict {
    case .agree?: strata[index].agree += 1
    case .cannotTell?: strata[index].cannotTell += 1
    case .disagree?:
      strata[index].disagree += 1
      let levels = [filled.outcome, row.outcome].map { name in
        name.flatMap { row.outcomes.firstIndex(of: $0) }
      }
      var steps: Int?
      if let auditor = levels[0], let decided = levels[1] { steps = auditor - decided }
      disagreements.append(
        Disagreement(
          contact: row.contact, child: row.child, stratum: row.stratum, decided: row.outcome,
          auditor: filled.outcome, steps: steps))
    case nil: break
    }
  }
}

extension AuditFindings {
  /// The cases of the sample of which no row was read.
  public var missing: Int { max(0, sampleSize - strata.reduce(0) { $0 + $1.sampled }) }

  /// The verdicts on all the strata together.
  public var total: Stratum {
    strata.reduce(into: Stratum(name: "all", population: population, sampled: sampleSize)) {
      $0.agree += $1.agree
      $0.disagree += $1.disagree
      $0.cannotTell += $1.cannotTell
    }
  }

  /// Whether every stratum was drawn in proportion to its size, as nearly as whole cases allow, so that
  /// the share of the sample stands for the share of all the cases.
  public var isProportional: Bool {
    strata.allSatisfy { abs($0.sampled * population - sampleSize * $0.population) < population }
  }

  /// The share of all the cases, each stratum counted by its size; nil without a verdict.
  public var weighted: WeightedShare? {
    WeightedShare(strata.map { ($0.agreement, $0.population) })
  }
}

extension AuditFindings.Disagreement {
  fileprivate var order: (Int, String, String) {
    // What was missed comes first, the most missed first of all.
    let rank = steps.map { $0 > 0 ? -$0 : 1_000 - $0 } ?? 10_000
    return (rank, contact, child)
  }
}

extension AuditFindings.Problem.Kind {
  /// What is wrong, as one phrase; nothing of the row is repeated.
  public var message: String {
    switch self {
    case .unreadable(let code): "the row cannot be read [\(code)]"
    case .missing(let column):
      "there is nothing in the column `\(column)`, which the form came with"
    case .notAsDrawn:
      "the row is not as it was drawn: it was never in the sample, or its case, stratum or outcome "
        + "was changed"
    case .otherSample: "the row belongs to another sample than the rows before it"
    case .unknownVerdict: "`verdict` is none of `agree`, `disagree` and `cannot tell`"
    case .unknownOutcome: "`auditor_outcome` is none of the outcomes in `outcomes`"
    case .contradiction: "`verdict` and `auditor_outcome` contradict one another"
    case .noVerdict: "`auditor_outcome` is filled in, and `verdict` is blank"
    case .twoVerdicts: "another row has another verdict on the same case: neither counts"
    }
  }
}
