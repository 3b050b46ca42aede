import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// The page that compares made-up contacts with the figures aimed at: what it says is counted here.
@Suite struct MadeUpPageTests {
  /// The rows counted, and those made beside them that people decide.
  private static let rows = 12_000
  private static let decided = 1_500
  private static let seed: UInt64 = 2024

  private static func measure() throws -> MadeUpMeasures {
    let book = try #require(ReferenceRuleBookTests.loaded.result.book)
    let json = try #require(
      readFile(packageFolder + "/rules/calendars/england-and-wales.json"))
    let holidays = try BankHolidays(json: json, division: "england-and-wales")
    let calendars: [ServiceCalendar?] = book.editions.map {
      ServiceCalendar(hours: $0.hours, holidays: holidays)
    }
    var measures = MadeUpMeasures(book, MadeUpFields(book), calendars)
    for row in try made(rows, book, calendars).rows { measures.add(row) }
    measures.finish()
    var (few, settings) = try made(decided, book, calendars)
    let fields = MadeUpFields(book)
    decide(
      &few, fields, book, zip(book.editions, calendars).map { Decider($0, calendar: $1) },
      settings)
    let decoder = ContactDecoder(book)
    for (place, row) in few.enumerated() {
      let contact = try #require(row.decoded(fields, decoder), "row \(place) is rejected")
      #expect(contact.notes.allSatisfy { $0.code == .timeUnknown }, "\(place): \(contact.notes)")
      measures.addDecision(row)
    }
    return measures
  }

  private static func made(
    _ count: Int, _ book: RuleBook, _ calendars: [ServiceCalendar?]
  ) throws -> (rows: [MadeUpRow], settings: GenerationSettings) {
    let days = try #require(GenerationSettings.usualDays(book))
    let settings = GenerationSettings(count: count, seed: seed, days: days)
    var generator = ContactGenerator(book, calendars: calendars, settings: settings)
    var rows: [MadeUpRow] = []
    while let row = generator.next() { rows.append(row) }
    return (rows, settings)
  }

  /// The tables of the page: a title, and the shares under it.
  private static let sections: [(title: String, aims: [Aim])] = [
    (
      "How contacts go on",
      [Aims.referral, Aims.strategyMeeting, Aims.earlyHelp, Aims.repeated]
    ),
    ("Who decides, and when", [Aims.inTime, Aims.disagreement, Aims.undecided]),
    ("Who makes contact", Aims.sources.map(\.aim)),
    ("When", Aims.months.map(\.aim) + [Aims.outOfHours]),
    ("Difficulties, among what is decided as an assessment or more", Aims.factors.map(\.aim)),
    (
      "Children",
      [Aims.boys, Aims.unborn] + Aims.ages.map(\.aim) + Aims.children + Aims.ethnicities.map(\.aim)
    ),
    (
      "What is missing",
      [
        Aims.screened, Aims.dateOnly, Aims.childUnknown, Aims.birthMissing, Aims.birthApproximate,
        Aims.incidentTwice, Aims.otherChild, Aims.statedUnknown,
      ]
    ),
  ]

  @Test func `the page of made-up contacts says what is made, and it is near what is aimed at`()
    throws
  {
    let measures = try Self.measure()
    #expect(measures.rows == Self.rows)
    for aim in Self.sections.flatMap(\.aims) {
      let count = measures.count(aim)
      #expect(count.whole > 0, "\(aim.name) is not counted")
      // Four standard errors of a share of so many, and three points or a quarter of the share for
      // what the rules themselves make of the contacts.
      let variance = aim.share * (Aim.whole - aim.share) / max(1, count.whole)
      let slack = 16 * variance
      let leeway = max(300, aim.share / 4)
      let distance = abs(count.share - aim.share)
      #expect(
        distance <= leeway || (distance - leeway) * (distance - leeway) <= slack,
        "\(aim.name): \(count.share) of \(count.whole), aimed at \(aim.share)")
    }
    let page = Self.page(measures)
    let path = packageFolder + "/Sources/triage/triage.docc/MadeUpContacts.md"
    let stored = readFile(path).map { String(decoding: $0, as: UTF8.self) }
    if stored == page { return }
    if environmentVariable("RECORD_SNAPSHOTS") == "1" {
      writeFile(path, Array(page.utf8))
      Issue.record("recorded MadeUpContacts.md")
      return
    }
    Issue.record(
      Comment(
        rawValue: "MadeUpContacts.md is out of date; record it with RECORD_SNAPSHOTS=1\n"
          + lineDifference(stored ?? "", page)))
  }

  private static func page(_ measures: MadeUpMeasures) -> String {
    var text = introduction
    for (title, aims) in sections {
      text += "\n## \(title)\n\n| share | aimed at | made | of | where the figure is from |\n"
      text += "| --- | ---: | ---: | ---: | --- |\n"
      for aim in aims {
        let count = measures.count(aim)
        let origin =
          switch aim.origin {
          case .published(let source): source
          case .assumed(let reason): "*assumed*: " + reason
          }
        text += "| \(aim.name) | \(percent(aim.share)) | \(percent(count.share)) |"
        text += " \(count.whole) | \(origin) |\n"
      }
    }
    return text
  }

  private static func percent(_ share: Int) -> String {
    let tenths = (share + 5) / 10
    return "\(tenths / 10).\(tenths % 10)%"
  }

  private static let introduction = """
    # Made-up contacts

    What `triage generate` makes, beside the figures that it aims at. This page is written by a test,
    which fails when it is out of date: its numbers are counted, from \(rows) rows for the reference
    rule book made from the seed \(seed), and what people decide from \(decided) rows over the same
    year. A share counted among few rows strays from its aim by chance alone: among 400, by some two
    points.

    ## How they are made

    - **When.** Each day has its part of its month's published share of the year, by its weekday and
      whether it is a bank holiday; each hour its part of the day. Moments are given in order.
    - **Who.** The source follows its published share, and by night more often those who work then.
      A child is a number. Some contacts are about a household heard of before, up to \
    \(HouseholdPool.most) of which are remembered, and some tell of an incident that another service
      told of in the \(HouseholdPool.daysOfIncident) days before.
    - **What about.** First it is drawn how far the contact should go, by the national funnel: of ten
      contacts two become referrals. What counts as a referral has each national factor with its
      published share; the difficulties of a home come together, since the census publishes no pairs.
      Then, for each factor, a *scenario* of the rule book is taken: a few facts that meet one of its
      rules or just miss it, found from its conditions and limits, evaluated once by the rules, and
      matched to factors by words in the names of facts. A rule book whose facts are named otherwise
      has its scenarios drawn without factors.
    - **What is left open.** Most contacts were screened, some say that a thing is not known, some have
      no time, no date of birth or an approximate one.
    - **What people decide.** Each row is read back and evaluated by the rules as any contact is, with
      the rows before it as its history and what was decided of them; the person decides as the rules
      recommend or, at the rate of disagreement, the outcome above or below, with a reason. So
      `--disagreement 0` makes a file that `decide` agrees with in every row. `--without-decisions`
      leaves this out and changes nothing else.

    ## What they are not

    The published figures count referrals and assessments; few are published of contacts. Shares of
    referrals stand in for shares of contacts, and whatever is marked *assumed* is nobody's figure. A
    repeat within twelve months is drawn among the contacts made, so a year that starts with nobody
    known has a few repeats too few in what it shows of earlier months. No conclusion about real
    children can be drawn from them: they try the rules, the programs and the people who use them.

    ## The same bytes

    A seed makes the same contacts on any machine and any number of threads: chance is SplitMix64, every
    share is a whole number of ten-thousandths, and no floating point takes part. Of the contacts made,
    only those of one block are held, which ends with a day; of earlier ones the remembered households,
    and, for the decisions, what the rules count within their window; of the days one number each. So
    memory does not grow with the number of rows beyond those of the longest window.

    """
}
