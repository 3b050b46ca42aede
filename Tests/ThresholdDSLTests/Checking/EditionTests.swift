import TestSupport
import Testing
import ThresholdDSL

/// What is wrong with the header of an edition, or with several editions together.
@Suite struct EditionTests {
  private func edition(
    _ name: String, _ inForce: String, language: String = "language 1",
    calendar: String = "calendar england-and-wales",
    outcomes: String = "outcome nfa \"None\"\noutcome help \"Help\"", more: String = ""
  ) -> (folder: String, files: [(name: String, text: String)]) {
    let header = name.isEmpty ? "" : "edition \"\(name)\"\n  \(inForce)\n  \(calendar)\n"
    return (
      name, [(name + "/all.md", "```threshold\n\(language)\n\(header)\(outcomes)\n\(more)\n```\n")]
    )
  }

  private func codes(
    _ editions: [(folder: String, files: [(name: String, text: String)])]
  ) -> [String] {
    checked(editions: editions).result.diagnostics.map(\.code.code)
  }

  @Test func `a file that cannot be read is one message, whatever it was to declare`() {
    let before = edition("before", "in force 2019-01-01 to 2019-12-31")
    var broken = edition("a", "in force 2020-01-01 to 2020-12-31", outcomes: "")
    let after = edition("after", "in force from 2021-01-01")
    let outcomes = "```threshold\noutcome nfa \"None\"\noutcome help \"Help\"\n```\n"
    // As Word's "Unicode" is, without a byte-order mark: a byte 0 after each letter.
    broken.files.append(("a/outcomes.md", outcomes.map { "\($0)\u{0}" }.joined()))
    #expect(codes([before, broken, after]) == ["T0101"])
    broken.files[1].text = "\u{0}" + broken.files[1].text
    #expect(codes([before, broken, after]) == ["T0101"])
    broken.files[1].text = outcomes
    #expect(codes([before, broken, after]) == [])
    broken.files[0].text = "\u{0}" + broken.files[0].text
    #expect(codes([before, broken, after]) == ["T0101"])
  }

  @Test func `a missing or mistaken header is one message`() {
    let cases: [(String, [String], (folder: String, files: [(name: String, text: String)]))] = [
      ("fine", [], edition("a", "in force from 2020-01-01")),
      ("no language", ["T0601"], edition("a", "in force from 2020-01-01", language: "")),
      ("language 2", ["T0602"], edition("a", "in force from 2020-01-01", language: "language 2")),
      ("no edition", ["T0603"], edition("", "")),
      ("never in force", ["T0605"], edition("a", "title \"A\"")),
      ("backwards", ["T0606"], edition("a", "in force 2020-02-01 to 2020-01-01")),
      ("no calendar", ["T0610"], edition("a", "in force from 2020-01-01", calendar: "")),
      (
        "one outcome", ["T0611"],
        edition("a", "in force from 2020-01-01", outcomes: "outcome nfa \"None\"")
      ),
      (
        "a clock without hours", ["T0701"],
        edition(
          "a", "in force from 2020-01-01",
          more: "out of hours counts from the same day\n"
            + "clock c from received to decided: 4 working hours")
      ),
      (
        "out of hours left open", ["T0704"],
        edition(
          "a", "in force from 2020-01-01",
          more:
            "hours monday to friday 09:00-17:00\nclock c from received to decided: 4 working hours")
      ),
    ]
    for (name, expected, edition) in cases {
      let (result, sources, clauses) = checked(editions: [edition])
      #expect(result.diagnostics.map(\.code.code) == expected, "\(name)")
      guard !expected.isEmpty else { continue }
      let shown = DiagnosticRenderer(sources: sources, clauses: clauses).text(result.diagnostics)
      expectSnapshot(shown, "Editions", name.replacing(" ", with: "-"))
    }
  }

  @Test func `editions follow one another without overlap or gap`() {
    let first = edition("a", "in force 2018-07-01 to 2023-12-14")
    #expect(codes([first, edition("b", "in force from 2023-12-15")]) == [])
    #expect(codes([edition("b", "in force from 2023-12-15"), first]) == [])
    #expect(codes([first, edition("b", "in force from 2023-12-14")]) == ["T0607"])
    #expect(codes([first, edition("b", "in force from 2023-12-16")]) == ["T0608"])
    #expect(codes([first, edition("a", "in force from 2023-12-15")]) == ["T0609"])
    #expect(
      codes([edition("a", "in force from 2018-07-01"), edition("b", "in force from 2023-12-15")])
        == ["T0607"])
    #expect(codes([]) == ["T0613"])
  }

  @Test func `the edition is the one in force on the day`() throws {
    let book = try #require(
      checked(editions: [
        edition("b", "in force from 2023-12-15"), edition("a", "in force 2018-07-01 to 2023-12-14"),
      ]).result.book)
    func name(_ year: Int, _ month: Int, _ day: Int) -> String? {
      CivilDate(year: year, month: month, day: day)
        .flatMap { book.edition(inForceOn: $0) }?.name
    }
    #expect(name(2018, 6, 30) == nil)
    #expect(name(2018, 7, 1) == "a")
    #expect(name(2023, 12, 14) == "a")
    #expect(name(2023, 12, 15) == "b")
    #expect(name(9999, 12, 31) == "b")
  }
}

@Suite struct DirectionTests {
  private func warnings(_ rules: String) -> [String] {
    let text = "# 9 More\n```threshold\n\(rules)\n```\n"
    return checked([("base.md", CheckingTests.base), ("more.md", text)]).result.diagnostics
      .map(\.code.code)
  }

  @Test func `a row for a middle value is fine beside a row for each higher one`() {
    let table = """
      table homes
        row  | home_conditions | injury | outcome
        poor | poor            | yes    | assessment
      """
    #expect(warnings(table) == ["T0506"])
    #expect(warnings(table + "\n  bad  | dangerous | any | strategy_meeting") == [])
    #expect(warnings(table + "\n  bad  | dangerous | yes | early_help") == ["T0506"])
    #expect(warnings(table + "\n  bad  | dangerous | no | strategy_meeting") != [])
  }
}
