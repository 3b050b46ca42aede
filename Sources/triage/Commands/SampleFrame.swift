import ThresholdDSL
import TriageEngine

/// The cases that a sample is drawn from: those of the period with an outcome that is wanted, each in
/// its stratum, and how many were left out and why.
struct SampleFrame {
  /// A case and its place in the ledger's list.
  struct Member {
    var sampled: SampleCase
    var index: Int
  }

  private let options: SampleOptions
  private(set) var cases: [Member] = []
  private var byNumber: [Int: Int] = [:]
  private var total = 0
  private var undecided = 0
  private var outsidePeriod = 0
  private var otherOutcome = 0

  init(_ options: SampleOptions) {
    self.options = options
  }

  /// Adds a case of the ledger, or counts why it is left out.
  mutating func add(_ found: LedgerCase, at index: Int) {
    total += 1
    let account = CaseAccount(found, options)
    guard account.isThere else {
      undecided += 1
      return
    }
    let day = found.received.date
    if day < options.from ?? .earliest || day > options.to ?? .latest {
      outsidePeriod += 1
      return
    }
    guard isWanted(account) else {
      otherOutcome += 1
      return
    }
    byNumber[found.subject.number] = index
    cases.append(
      Member(
        sampled: SampleCase(
          contact: found.contact, child: found.child, number: found.subject.number,
          stratum: stratum(found, account)), index: index))
  }

  /// Where a case that was drawn stands in the ledger's list.
  func index(of sampled: SampleCase) -> Int? { byNumber[sampled.number] }

  private func isWanted(_ account: CaseAccount) -> Bool {
    guard let named = options.outcomes else {
      // The typical audit: was nothing, or early help, enough?
      return account.outcomes.prefix(2).contains { $0 == account.outcome }
    }
    if named.contains(SampleOptions.everyOutcome) { return true }
    return account.outcome.map { named.contains($0) } ?? false
  }

  private func stratum(_ found: LedgerCase, _ account: CaseAccount) -> SampleStratum {
    func named(_ name: String?) -> SampleStratum {
      // What is not stated stands last.
      SampleStratum(rank: name == nil ? 1 : 0, name: name ?? "not stated")
    }
    switch options.grouping {
    case .none: return SampleStratum(name: "all")
    case .outcome:
      guard let outcome = account.outcome else {
        return SampleStratum(rank: .max, name: "not stated")
      }
      let rank = account.outcomes.firstIndex(of: outcome) ?? account.outcomes.count
      return SampleStratum(rank: rank, name: outcome)
    case .source: return SampleStratum(name: found.sourceName)
    case .channel: return SampleStratum(name: found.channelName)
    case .worker: return named(account.decision?.event.by)
    case .certainty: return named(account.recommendation?.event.certainty)
    case .agreement: return account.agreement
    }
  }

  /// What was drawn from what, for standard error.
  func summary(_ sample: DipSample, rejected: Int, asked: Int) -> String {
    let what = options.event == .decisions ? "decision" : "recommendation"
    var text = "\(counted(total, "case")) in the ledger: \(sample.population) to draw from, "
    text += "\(sample.count) drawn\n"
    func leftOut(_ count: Int, _ why: String) {
      if count > 0 { text += "  \(count) left out: \(why)\n" }
    }
    leftOut(undecided, "no \(what)")
    leftOut(outsidePeriod, "received outside the period")
    leftOut(otherOutcome, "another outcome, or none stated")
    leftOut(cases.count - sample.population, "sampled before")
    leftOut(rejected, "a rejected row, which nobody has decided")
    if sample.count < asked {
      text += "  fewer than the \(asked) asked for: these are all there are\n"
    }
    return text
  }
}
