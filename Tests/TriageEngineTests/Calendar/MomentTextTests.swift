import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

@Suite struct MomentTextTests {
  private func read(_ text: String) -> Result<Moment, DateProblem> {
    MomentText.read(Array(text.utf8).span)
  }

  @Test func `a time is read with its offset, in London or as a day`() throws {
    let cases: [(text: String, written: String)] = [
      ("2021-05-04T15:42:00+01:00", "2021-05-04T15:42:00+01:00"),
      ("2021-05-04T14:42:00Z", "2021-05-04T15:42:00+01:00"),
      ("2021-05-04t14:42z", "2021-05-04T15:42:00+01:00"),
      ("2021-05-04T15:42", "2021-05-04T15:42:00+01:00"),
      ("2021-05-04 15:42:07", "2021-05-04T15:42:07+01:00"),
      ("2021-05-04 15:42:07.999999999", "2021-05-04T15:42:07+01:00"),
      ("2021-05-04T15:42:07,5", "2021-05-04T15:42:07+01:00"),
      ("2021-05-04T15:42:00+0100", "2021-05-04T15:42:00+01:00"),
      ("2021-05-04T15:42:00+01", "2021-05-04T15:42:00+01:00"),
      ("2021-05-04 15:42:00.0000000 +01:00", "2021-05-04T15:42:00+01:00"),
      ("2021-05-04T23:30:00-00:30", "2021-05-05T01:00:00+01:00"),
      ("2021-12-31T23:30:00-12:00", "2022-01-01T11:30:00+00:00"),
      ("2021-01-04T10:00", "2021-01-04T10:00:00+00:00"),
      ("2021-05-04", "2021-05-04"),
      ("2021-10-31T01:30", "2021-10-31T01:30:00"),
      ("2021-10-31T01:30:00+01:00", "2021-10-31T01:30:00+01:00"),
      ("2021-10-31T01:30:00+00:00", "2021-10-31T01:30:00+00:00"),
      ("1972-01-01", "1972-01-01"),
      ("9999-12-31T23:59:59", "9999-12-31T23:59:59+00:00"),
    ]
    for row in cases {
      #expect(MomentText.text(try moment(row.text)) == row.written, "\(row.text)")
    }
  }

  @Test func `what cannot be read says which of the reasons it is`() {
    let cases: [(text: String, problem: DateProblem)] = [
      ("", .notADate), ("yesterday", .notADate), ("2021", .notADate), ("2021-05", .notADate),
      ("2021-5-4", .notADate), ("20210504", .notADate), ("2021-05-04T", .notADate),
      ("2021-05-04T15", .notADate), ("2021-05-04T15:4", .notADate), ("2021-05-04 ", .notADate),
      ("2021-05-04T15:42x", .notADate), ("2021-05-04T15:42:", .notADate),
      ("2021-05-04T15:42:00.", .notADate), ("2021-05-04T15:42+", .notADate),
      ("2021-05-04T15:42+01:", .notADate), ("2021-05-04T15:42+01:0", .notADate),
      ("2021-05-04T15:42+01:000", .notADate), ("2021-05-04T15:42Z ", .notADate),
      ("2021-05-04T15:42 ", .notADate), ("2021-05-04T15:42 Z", .notADate),
      ("2021-05-04T3:42 pm", .notADate), (" 2021-05-04", .notADate), ("2021/05/04", .notADate),
      ("２０２１-05-04", .notADate), ("2021-05-04T15:42+01:00[Europe/London]", .notADate),
      ("04/05/2021", .dayFirst), ("4/5/21", .dayFirst), ("04.05.2021", .dayFirst),
      ("04-05-2021", .dayFirst), ("04/05/2021 15:42", .dayFirst), ("13/13/2021", .dayFirst),
      ("04/05/20211", .notADate), ("04/05-2021", .notADate), ("104/05/2021", .notADate),
      ("2021-02-29", .noSuchDay), ("2021-13-01", .noSuchDay), ("2021-04-31T10:00", .noSuchDay),
      ("0000-01-01", .noSuchDay), ("2021-00-10", .noSuchDay), ("2021-01-00", .noSuchDay),
      ("2021-05-04T24:00", .noSuchTime), ("2021-05-04T15:60", .noSuchTime),
      ("2021-05-04T23:59:60", .noSuchTime), ("2021-05-04T15:42+14:01", .noSuchTime),
      ("2021-05-04T15:42-12:01", .noSuchTime), ("2021-05-04T15:42+01:60", .noSuchTime),
      ("2021-03-28T01:30", .skippedByClockChange),
      ("2021-03-28 01:00:00", .skippedByClockChange),
      ("1971-12-31", .outsideYears), ("1971-12-31T23:59:59Z", .outsideYears),
      ("0001-01-01T00:00:00+14:00", .outsideYears), ("9999-12-31T23:00:00-12:00", .outsideYears),
    ]
    for row in cases {
      #expect(read(row.text) == .failure(row.problem), "\(row.text)")
    }
    let seen = Set(cases.map(\.problem))
    #expect(seen.union([.timeOnADay]) == Set(DateProblem.allCases))
  }

  @Test func `a time with its offset is not skipped by a clock change`() throws {
    #expect(try instant("2021-03-28T01:30:00Z").seconds == 1_616_895_000)
  }

  @Test func `a double time and a day keep both their ends`() throws {
    let double = try moment("2021-10-31 01:30")
    #expect(double.precision == .ambiguous)
    #expect(double.earliest == (try instant("2021-10-31T00:30:00Z")))
    #expect(double.latest == (try instant("2021-10-31T01:30:00Z")))
    let whole = try moment("2021-10-31")
    #expect(whole.precision == .dateOnly)
    #expect(whole.latest.seconds - whole.earliest.seconds == 25 * 3_600 - 1)
    #expect(whole.date == (try day("2021-10-31")))
  }

  @Test func `a day may be followed by midnight and by no other time`() throws {
    func read(_ text: String) -> Result<CivilDate, DateProblem> {
      DateText.read(Array(text.utf8).span)
    }
    let fourth = try day("2021-05-04")
    for text in [
      "2021-05-04", "2021-05-04T00:00", "2021-05-04 00:00:00", "2021-05-04T00:00:00.000",
    ] {
      #expect(read(text) == .success(fourth), "\(text)")
    }
    for text in [
      "2021-05-04T00:01", "2021-05-04T00:00:00Z", "2021-05-04T00:00:00+01:00",
      "2021-05-04 00:00:00.001", "2021-05-03T23:00:00Z",
    ] {
      #expect(read(text) == .failure(.timeOnADay), "\(text)")
    }
    #expect(read("04/05/2021") == .failure(.dayFirst))
    #expect(read("1931-05-04") == .success(try day("1931-05-04")))
  }

  @Test func `part of a date is the range of its days`() throws {
    func read(_ text: String) -> Result<ClosedRange<CivilDate>, DateProblem> {
      DateText.readRange(Array(text.utf8).span)
    }
    #expect(read("2012") == .success(try day("2012-01-01")...day("2012-12-31")))
    #expect(read("2012-02") == .success(try day("2012-02-01")...day("2012-02-29")))
    #expect(read("2012-03-04") == .success(try day("2012-03-04")...day("2012-03-04")))
    let refused: [(String, DateProblem)] = [
      ("2012-13", .noSuchDay), ("2012-00", .noSuchDay), ("0000", .noSuchDay), ("12", .notADate),
      ("2012-3", .notADate), ("2012/03", .notADate), ("03/2012", .notADate),
      ("4/3/12", .dayFirst), ("04/3/12", .dayFirst), ("c2012", .notADate), ("", .notADate),
    ]
    for (text, problem) in refused {
      #expect(read(text) == .failure(problem), "\(text)")
    }
  }

  @Test func `what is written reads back as the same moment`() throws {
    let seed = testSeed(0xB00C)
    var random = SplitMix64(seed: seed)
    for _ in 0..<20_000 {
      let exact = Moment(
        at: Instant(seconds: Int64.random(in: 63_072_000...4_102_444_800, using: &random)))
      for moment in [exact, Moment(on: exact.date)] {
        #expect(read(MomentText.text(moment)) == .success(moment), "seed \(seed)")
      }
      if let local = Moment(local: London.localTime(of: exact.earliest)) {
        #expect(read(MomentText.text(local)) == .success(local), "seed \(seed)")
      }
    }
  }

  @Test func `no bytes make reading trap, and what is read lies in its day`() {
    let seed = testSeed(0xFADE)
    var random = SplitMix64(seed: seed)
    let alphabet = Array("0123456789-:.,+TZ /tz\u{e9}".utf8)
    for _ in 0..<50_000 {
      var bytes = Array("2021-05-04T15:42:00.0+01:00".utf8)
      bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
      for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = random.pick(alphabet)
      }
      _ = DateText.readRange(bytes.span)
      _ = DateText.read(bytes.span)
      guard case .success(let moment) = MomentText.read(bytes.span) else { continue }
      #expect(moment.earliest <= moment.latest, "seed \(seed)")
      #expect(London.date(of: moment.earliest) == moment.date, "seed \(seed)")
      #expect(London.date(of: moment.latest) == moment.date, "seed \(seed)")
    }
  }
}
