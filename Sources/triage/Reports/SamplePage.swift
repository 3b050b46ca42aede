import ThresholdDSL
import TriageEngine

/// A sample for people: how it was drawn, then each case with room for the auditor's verdict.
struct SamplePage {
  /// Where the words of a labelled line start.
  private static let column = 13
  private static let room = String(repeating: "_", count: 40)

  private let sample: DipSample
  private let options: SampleOptions
  private var page = TextPage(isColoured: false)

  /// The whole page.
  static func text(
    _ sample: DipSample, _ rows: [(row: AuditFormRow, account: CaseAccount)],
    _ options: SampleOptions
  ) -> String {
    var page = SamplePage(sample: sample, options: options)
    page.writeHeading()
    var stratum: String?
    for (row, account) in rows {
      if row.stratum != stratum {
        page.page.gap()
        page.page.paragraph(
          "\(visibleText(row.stratum)): \(row.stratumSampled) of \(row.stratumCases)")
      }
      stratum = row.stratum
      page.write(row, account)
    }
    return page.page.text
  }

  private init(sample: DipSample, options: SampleOptions) {
    self.sample = sample
    self.options = options
  }

  private mutating func writeHeading() {
    guard sample.population > 0 else {
      page.paragraph("There is nothing to sample.")
      return
    }
    page.paragraph(
      "Dip sample \(sample.name): \(sample.count) of \(counted(sample.population, "case")), "
        + "seed \(visibleText(options.seed)), \(options.allocation.rawValue) allocation")
    for stratum in sample.strata {
      page.paragraph(
        "\(visibleText(stratum.stratum.name)): \(stratum.drawn.count) of \(stratum.population)"
          + (stratum.isUsedUp
            ? " (fewer than its share: all are taken, and the rest shared out)" : "")
          + (stratum.drawn.isEmpty ? " (none: nothing can be said of these)" : ""),
        indent: 2, hanging: 2)
    }
    page.paragraph(
      "Drawn by the order of the SHA-256 digests of SEED|CONTACT|CHILD, so that anybody can draw it "
        + "again. Fill in the form that `--format csv` writes, and read it back with "
        + "`triage sample --verdicts`.")
    if !options.audience.showsEverything {
      page.paragraph(
        "For partners: restricted information is not shown, nor the reasons that people wrote, which "
          + "may quote it. The hub's own form is `--audience hub`.")
    }
  }

  private mutating func write(_ row: AuditFormRow, _ account: CaseAccount) {
    let found = account.found
    let child = found.child.map { "child " + visibleText($0) } ?? "the child is not known"
    page.gap()
    page.paragraph(
      "\(visibleText(found.contact)), \(child), received \(DecisionWords.time(found.received)) "
        + "(case \(row.number))")
    if let decision = account.decision?.event { write(decision, account) }
    write(account.recommendation?.event, account)
    line("verdict", "agree / disagree / cannot tell: " + Self.room)
    line("outcome", "if you disagree: " + Self.room)
    line("comment", Self.room)
  }

  private mutating func write(_ decision: LedgerDecided, _ account: CaseAccount) {
    var text = decision.outcome.map(spaced) ?? "the outcome is not stated"
    if let rating = decision.rating { text += ", rated " + spaced(rating) }
    if let decided = decision.decided {
      text += ", on " + DecisionWords.time(decided)
    } else {
      text += ", at a time that is not stated"
    }
    text += ", by " + (decision.by.map { visibleText($0) } ?? "somebody who is not named")
    if let role = decision.role { text += ", " + visibleText(role) }
    if let second = decision.agreedBy { text += "; agreed by " + visibleText(second) }
    if account.found.decisions.count > 1 {
      text += "; revised: the " + ordinal(account.found.decisions.count) + " decision"
    }
    line("decided", text)
    if let reason = decision.reason {
      line("reason", account.showsWords ? visibleText(reason) : "kept in the hub")
    } else {
      line("reason", "none is recorded")
    }
  }

  private mutating func write(_ recommended: LedgerRecommended?, _ account: CaseAccount) {
    guard let recommended else {
      line("recommended", "nothing")
      return
    }
    var text = spaced(recommended.outcome)
    if let rating = recommended.rating { text += ", rated " + spaced(rating) }
    if recommended.couldRiseTo != recommended.outcome {
      text += "; it could rise to " + spaced(recommended.couldRiseTo)
    }
    if recommended.couldFallTo != recommended.outcome {
      text += "; it could fall to " + spaced(recommended.couldFallTo)
    }
    if recommended.certainty == Decision.Certainty.firm.rawValue { text += "; firm" }
    line("recommended", text + " (edition \(visibleText(recommended.edition)))")
    guard let reasons = account.reasons else {
      line("because", "not shown: the rules that it was made by are not at hand (see `--rules`)")
      return
    }
    for reason in reasons.because { line("because", visibleText(reason)) }
    if reasons.because.isEmpty, reasons.restricted.isEmpty {
      line("because", "no rule was met for more")
    }
    if !reasons.restricted.isEmpty {
      line("restricted", "information of " + reasons.restricted.map(spaced).joined(separator: ", "))
    }
    for ask in reasons.asks { line("not known", visibleText(ask)) }
  }

  private mutating func line(_ label: String, _ words: String) {
    page.label(label, words, indent: 2, labelWidth: Self.column)
  }

  private func ordinal(_ number: Int) -> String {
    let ending =
      switch (number % 10, number % 100) {
      case (_, 11...13): "th"
      case (1, _): "st"
      case (2, _): "nd"
      case (3, _): "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }

  /// A name of the rule book as words.
  private func spaced(_ name: String) -> String {
    visibleText(name.split(separator: "_").joined(separator: " "))
  }
}

extension AudienceName {
  fileprivate var showsEverything: Bool { self == .hub }
}
