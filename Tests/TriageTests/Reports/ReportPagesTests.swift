import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

@testable import triage

/// What text, CSV and the page make of the same report.
@Suite struct ReportPagesTests {
  private static let outcomes = ["nfa", "early_help", "assessment", "strategy_meeting"]
  private static let hostile = "<script>alert('&\"')</script>\u{1B}[31m"

  private func document(
    _ cases: [MeasuredCase], _ convention: TimingConvention? = nil
  ) throws -> ReportDocument {
    let file = packageFolder + "/rules/calendars/england-and-wales.json"
    let holidays = try BankHolidays(
      json: #require(readFile(file)), division: "england-and-wales")
    let week = Array(repeating: DailyHours(opens: 510, closes: 1_020), count: 5)
    let calendar = ServiceCalendar(
      hours: ServiceHours(week: week + [nil, nil], closures: [], outOfHours: .nextWorkingDay),
      holidays: holidays)
    let clock = Clock(
      name: "decision", start: .received, end: .decided, limit: .endOfWorkingDays(1),
      outOfHours: .nextWorkingDay)
    let report = ActivityReport(
      cases, outcomes: Self.outcomes, editions: [TimingRules(calendar: calendar, clock: clock)],
      period: ReportPeriod(
        first: try #require(CivilDate(year: 2021, month: 1, day: 1)),
        last: try #require(CivilDate(year: 2021, month: 6, day: 30)),
        asOf: Instant(seconds: 1_626_080_400)),
      convention: convention ?? .ruleBook,
      conventions: convention.map { [$0] } ?? TimingConvention.all())
    return ReportWords(report, [], showsConventions: convention == nil)
      .document(facts: [("Rule book", Self.hostile)])
  }

  /// Made-up cases of half a year, some of them with an id that is an attack.
  private func cases(_ count: Int) -> [MeasuredCase] {
    var random = SplitMix64(seed: 0x5EED)
    let first = Int64(CivilDate(year: 2021, month: 1, day: 1)?.dayNumber ?? 0) * 86_400
    return (0..<count).map { index in
      let received = Instant(seconds: first + Int64.random(in: 0..<181 * 86_400, using: &random))
      var measured = MeasuredCase(
        contact: index % 50 == 0 ? Self.hostile + "\(index)" : "C-\(index)",
        child: index % 9 == 0 ? nil : "P-\(index / 3)",
        received: index % 20 == 3 ? Moment(on: London.date(of: received)) : Moment(at: received),
        isRejected: index % 97 == 5, edition: 0)
      let outcome = random.pick([0, 0, 0, 1, 1, 2, 3])
      if index % 23 != 0, !measured.isRejected {
        let delay = Int64.random(in: 600..<3 * 86_400, using: &random)
        measured.decisions = [
          MeasuredCase.Decision(
            outcome: Self.outcomes[outcome],
            at: Moment(at: Instant(seconds: received.seconds + delay)))
        ]
      }
      let recommended = random.oneIn(9) ? random.pick([0, 1, 2, 3]) : outcome
      measured.recommendation = MeasuredCase.Recommendation(
        outcome: Self.outcomes[recommended], isSettled: !random.oneIn(5))
      measured.source =
        index % 31 == 0
        ? .unreadable(Self.hostile) : .known(random.pick([0, 4, 6, 13, 17, 17, 17]))
      measured.sex = .known(random.pick([0, 1]))
      measured.age = random.pick(AgeBand.allCases)
      measured.clocks = [
        ClockReading(name: "conference", status: random.pick(ClockReading.Status.allCases))
      ]
      return measured
    }
  }

  @Test func `nothing from a ledger can speak to a browser`() throws {
    let page = ReportPage.html(try document(cases(400)))
    #expect(page.contains("&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;"))
    #expect(!page.contains("<script"))
    #expect(!page.contains("alert('"))
    #expect(!page.utf8.contains(0x1B))
    for word in ["http:", "https:", "url(", "@import", "<link", "<iframe", "javascript:", " on"] {
      let allowed = word == " on"
      #expect(allowed || !page.contains(word), "\(word)")
    }
  }

  @Test func `every table has a caption and headers, every chart a name`() throws {
    let page = ReportPage.html(try document(cases(400)))
    func count(_ text: String) -> Int { page.split(separator: text).count - 1 }
    #expect(count("<table>") > 15)
    #expect(count("<table>") == count("<caption id="))
    #expect(count("<tr>") == count("<tr><th scope="))
    #expect(count("<svg class=\"run\"") == 2)
    #expect(count("<title id=\"chart-") == 2 && count("<desc id=\"chart-") == 2)
    #expect(count("<figure>") == count("<svg class=\"run\"") + count("role=\"img\" aria-label="))
    #expect(count("<main ") == 1 && count("<h1>") == 1)
    #expect(page.contains("<html lang=\"en-GB\">"))
  }

  @Test func `text fits a hundred columns, and no escape reaches the terminal`() throws {
    for count in [0, 1, 7, 400] {
      for convention in [nil, TimingConvention.twentyFourHours] {
        let text = ReportText.text(try document(cases(count), convention))
        for line in text.split(separator: "\n") {
          #expect(line.unicodeScalars.count <= ReportText.width, "\(line)")
        }
        #expect(!text.utf8.contains(0x1B))
      }
    }
  }

  @Test func `the table of figures has six columns in every line`() throws {
    let bytes = ReportSheet.bytes(try document(cases(400)), isForExcel: false)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "section,measure,group,value,n,N")
    for line in lines where !line.contains("\"") {
      #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == 6, "\(line)")
    }
  }

  @Test func `a report on nothing says so in words`() throws {
    let empty = try document([])
    let text = ReportText.text(empty)
    #expect(text.contains("Nobody is waiting past the time that a decision was due."))
    #expect(text.contains("No row was received in the period."))
    #expect(!text.contains("nan") && !ReportPage.html(empty).contains("NaN"))
  }

  @Test func `a small report is shown as it was`() throws {
    expectSnapshot(ReportText.text(try document(cases(60))), "Reports", "text")
    let sheet = ReportSheet.bytes(try document(cases(12)), isForExcel: false)
    expectSnapshot(String(decoding: sheet, as: UTF8.self), "Reports", "csv")
    if let file = environmentVariable("TRIAGE_PAGE") {
      writeFile(file, Array(ReportPage.html(try document(cases(3_000))).utf8))
    }
  }

  @Test func `numbers are written for people and for programs`() {
    #expect(grouped(0) == "0" && grouped(999) == "999" && grouped(1_234_567) == "1,234,567")
    #expect(grouped(-1_234) == "-1,234")
    #expect(decimal(2.66, places: 1) == "2.7" && decimal(0.04, places: 1) == "0.0")
    #expect(decimal(-0.56, places: 1) == "-0.6" && decimal(7, places: 0) == "7")
    #expect(decimal(0.005, places: 2) == "0.01")
  }
}
