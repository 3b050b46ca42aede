import ThresholdDSL
import TriageEngine

/// Turns the measures of a report into words and tables.
struct ReportWords {
  let report: ActivityReport
  /// The outcomes' titles, in the order of the report.
  let outcomeTitles: [String]
  /// The clocks' titles by name.
  let clockTitles: [String: String]
  /// Whether all conventions stand side by side.
  let showsConventions: Bool
  /// The outcome from which a contact counts as a referral; nil when the rule book has none.
  let referral: Int?

  /// The outcome from which a contact has become a referral, in rule books that have one of that name.
  static let referralOutcome = "assessment"

  init(
    _ report: ActivityReport, _ editions: [Edition], showsConventions: Bool
  ) {
    self.report = report
    self.showsConventions = showsConventions
    let editions = Self.inForce(editions, report.period)
    outcomeTitles = report.outcomes.map { name in
      editions.last { $0.outcomes.contains { $0.name == name } }?
        .outcomes.first { $0.name == name }?.title ?? name
    }
    var titles: [String: String] = [:]
    for clock in editions.flatMap(\.clocks) {
      titles[clock.name] = clock.title ?? clock.name
    }
    clockTitles = titles
    referral = report.outcomes.firstIndex(of: Self.referralOutcome)
  }

  /// The editions that were in force on some day of a period; all of them when none was.
  static func inForce(_ editions: [Edition], _ period: ReportPeriod) -> [Edition] {
    let found = editions.filter {
      $0.firstDay <= period.last && period.first <= ($0.lastDay ?? .latest)
    }
    return found.isEmpty ? editions : found
  }

  /// The whole report.
  func document(facts: [(label: String, words: String)]) -> ReportDocument {
    ReportDocument(
      title: "Front door report", facts: facts, headlines: headlines(),
      sections: [
        waiting(), timeliness(), series(report.weeks, .week), series(report.months, .month),
        outcomes(), agreement(), clocks(), repeats(), arrivals(), cuts(), values(), method(),
      ])
  }

  // MARK: Headlines

  private func headlines() -> [ReportDocument.Headline] {
    let share = report.timeliness.share
    let late = report.timeliness.late + report.timeliness.overdue
    let three = report.withinThreeDays
    let lateByThree = Share(three.late + three.overdue, of: three.share.whole)
    var found = [
      headline("Decided within one working day", share, "first decisions"),
      headline("Over one working day", Share(late, of: share.whole), "decided late, or overdue"),
      headline("Over three working days", lateByThree, "decided late, or overdue"),
      ReportDocument.Headline(
        label: "Overdue now", figure: grouped(report.overdue.count),
        detail: "of \(grouped(report.undecided)) undecided, named below"),
      ReportDocument.Headline(
        label: "Received", figure: grouped(report.rows),
        detail: "rows, from \(counted(report.contacts, "contact")) about "
          + "\(counted(report.children, "known child", "known children"))"),
    ]
    found.append(hoursHeadline())
    if let referral {
      found.append(
        headline(
          "Became a referral", report.reaching(referral),
          "decided for \(lowered(outcomeTitles[referral])) or above"))
    }
    found.append(
      headline("Arrived out of hours", report.arrivals.outOfHours, "where the time is known"))
    return found
  }

  private func headline(
    _ label: String, _ share: Share, _ detail: String
  ) -> ReportDocument.Headline {
    guard let percentage = share.percentage else {
      return ReportDocument.Headline(label: label, figure: "–", detail: "there are none to count")
    }
    return ReportDocument.Headline(
      label: label, figure: percentage,
      detail: "\(grouped(share.part)) of \(grouped(share.whole)), \(detail)")
  }

  private func hoursHeadline() -> ReportDocument.Headline {
    let seconds = report.openSeconds
    guard let median = Percentile.of(seconds, 50), let most = Percentile.of(seconds, 90) else {
      return ReportDocument.Headline(
        label: "Median working hours", figure: "–", detail: "no decision has both times")
    }
    return ReportDocument.Headline(
      label: "Median working hours", figure: Self.hours(median),
      detail: "to a decision; nine in ten within \(Self.hours(most)), "
        + "of \(grouped(seconds.count)) decided")
  }

  // MARK: Phrases

  /// Seconds as hours with one decimal, such as `6.5 h`.
  static func hours(_ seconds: Int) -> String {
    decimal(Double(seconds) / 3_600, places: 1) + " h"
  }

  /// A number of things.
  func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    groupedCount(count, one, many)
  }

  /// A title as it stands inside a sentence.
  func lowered(_ title: String) -> String {
    guard let first = title.utf8.first, first >= 0x41, first <= 0x5A else { return title }
    return String(decoding: [first + 32] + Array(title.utf8.dropFirst()), as: UTF8.self)
  }

  /// A moment, short enough for a table: `2021-05-04 15:42`.
  static func stamp(_ instant: Instant) -> String {
    var bytes: [UInt8] = []
    MomentText.write(London.localTime(of: instant), into: &bytes)
    bytes[10] = UInt8(ascii: " ")
    return String(decoding: bytes.prefix(16), as: UTF8.self)
  }

  /// A moment as exactly as it is known.
  static func stamp(_ moment: Moment?) -> String {
    guard let moment else { return "not stated" }
    switch moment.precision {
    case .exact: return stamp(moment.earliest)
    case .ambiguous: return stamp(moment.earliest) + " (clocks went back)"
    case .dateOnly: return "\(moment.date) (time not known)"
    }
  }
}
