import TestSupport
import Testing

@testable import triage

/// What each command line shows, whole: standard output, standard error and status.
@Suite struct TranscriptTests {
  private static let toTerminal = Terminal(
    inputIsTerminal: true, outputIsTerminal: true, errorsIsTerminal: true)

  private func expectTranscripts(
    _ name: String, _ lines: [String], input: String = "", terminal: Terminal = Terminal(),
    variables: [String: String] = [:], prepare: (TemporaryFolder) -> Void = { _ in },
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let door = FrontDoor()
    prepare(door.folder)
    let shown = lines.map {
      door.run($0, input: input, terminal: terminal, variables: variables).shown
    }
    // Nothing of the machine's own may stand in a snapshot.
    let text = shown.joined(separator: "\n").split(
      separator: door.folder.path, omittingEmptySubsequences: false
    ).joined(separator: "FOLDER")
    expectSnapshot(text, "Transcripts", name, sourceLocation: sourceLocation)
  }

  @Test func `decisions are shown in each format`() {
    expectTranscripts(
      "decide-formats",
      [
        "contacts.jsonl", "--format csv contacts.jsonl", "--format csv --excel -q contacts.jsonl",
        "--format text contacts.jsonl", "--audience hub --format text -q contacts.jsonl",
        "--format text -q --as-of 2021-05-06T12:00 contacts.jsonl",
      ])
  }

  @Test func `on a terminal decisions are for people and in colour`() {
    expectTranscripts(
      "decide-terminal",
      [
        "contacts.jsonl", "--color never --quiet contacts.jsonl",
        "--format jsonl -q contacts.jsonl",
      ],
      terminal: Self.toTerminal)
  }

  @Test func `a report is written, and what cannot be meant is refused`() {
    let report = "report --ledger ledger.jsonl --as-of 2021-06-01T09:00"
    expectTranscripts(
      "report",
      [
        "-q --ledger ledger.jsonl -o out contacts.jsonl", report,
        report + " --from 2021-05-05 --to 2021-05-05 --convention 24-hours",
        "report", "report --ledger ledger.jsonl",
        "report --ledger none.jsonl --as-of 2021-06-01T09:00",
        "report --ledger contacts.jsonl --as-of 2021-06-01T09:00",
        "report --ledger ledger.jsonl --as-of 2021-06-01", report + " --from yesterday",
        report + " --from 2021-05-05 --to 2021-05-04", report + " --convention days",
        report + " --working-hours 0", report + " --excel", report + " --html -",
        report + " --html ledger.jsonl", report + " -o r --html r", report + " more.jsonl",
        report + " --format jsonl", report + " --html none/page.html",
      ])
  }

  @Test func `bad rows are rejected alone, and bad values make facts unknown`() {
    let rows = """
      {"contact":"C-1","child":"P-1","received":"2021-05-04T10:00","injry":"yes"}
      {"contact":"C-2","child":"P-2","received":"04/05/2021 10:00"}
      {"contact":"C-3","child":"P-3","received":"2021-05-04T10:00","date_of_birth":"01/02/2021"}
      {"contact":"C-4","child":"P-4"
      {"contact":"C-5","child":"P-5","received":"2017-05-04T10:00"}

      {"contact":"C-6","received":"2021-05-04T10:00"}
      {"contact":"C-7","child":"P-7","received":"2021-05-04T10:00","home":"mansion"}
      {"contact":"C-8","child":"P-8","received":"2021-05-04T10:00","other_child":"P-9"}
      {"contact":"C-8","child":"P-8","received":"2021-05-04T10:00","screening_completed":true}
      """
    expectTranscripts(
      "decide-rejects",
      [
        "--format text bad.jsonl", "--format text --ignore injry -q bad.jsonl",
        "--strict --format text bad.jsonl", "--fail-on provisional -q --format csv bad.jsonl",
        "bad.jsonl --rejects rejected.jsonl -o decided.jsonl",
      ]
    ) { $0.write("bad.jsonl", rows) }
  }

  @Test func `a spreadsheet's file is read as it is saved`() {
    let sheet =
      "\u{FEFF}Contact,Child,Received,Screening Completed,Injury,Mobile,Surname\r\n"
      + "C-1,P-1,2021-05-04 15:42,Yes,Y,N,\"Hid,den\"\r\n"
      + "C-2,P-2,04/05/2021,Yes,,,\r\n"
      + "C-3,P-3,2021-05-04 10:00,Yes\r\n"
    expectTranscripts("decide-spreadsheet", ["--format text sheet.csv", "sheet.txt -q"]) {
      $0.write("sheet.csv", sheet)
      $0.write("sheet.txt", sheet)
    }
    expectTranscripts("decide-not-contacts", ["a.csv", "b.csv", "c.json", "d.csv", "e.jsonl"]) {
      $0.write("a.csv", "name,age\nHidden,3\n")
      $0.write("b.csv", "contact;child;received\nC-1;P-1;2021-05-04\n")
      $0.write("c.json", "[{\"contact\":\"C-1\"}]\n")
      $0.write("d.csv", [0xFF, 0xFE, 0x41, 0x00, 0x42, 0x00])
      $0.write("e.jsonl", "")
    }
  }

  @Test func `what cannot be run is one message`() {
    expectTranscripts(
      "decide-errors",
      [
        "chekc", "contacts.json", "rules", "--edition 2081 contacts.jsonl",
        "--rules none contacts.jsonl", "--rules contacts.jsonl contacts.jsonl",
        "--as-of yesterday contacts.jsonl", "--as-of 2021-05-04 contacts.jsonl",
        "--as-of 2021-10-31T01:30 contacts.jsonl", "--jobs 0 contacts.jsonl",
        "--jobs many contacts.jsonl", "--excel contacts.jsonl", "--rejects - contacts.jsonl",
        "-o a --rejects a contacts.jsonl", "--fail-on overdue contacts.jsonl", "- -",
        "-o none/a contacts.jsonl", "-o rules contacts.jsonl", "--histry a contacts.jsonl",
      ])
    expectTranscripts("decide-no-input", ["", "explain"], terminal: Self.toTerminal)
    expectTranscripts("decide-no-calendar", ["contacts.jsonl"]) {
      runShell("rm -r '\($0.path)/rules/calendars'")
    }
    expectTranscripts("decide-bad-calendar", ["contacts.jsonl"]) {
      $0.write("rules/calendars/england-and-wales.json", "{\"scotland\":{}}")
    }
    expectTranscripts("decide-no-rules", ["contacts.jsonl"]) {
      runShell("rm -r '\($0.path)/rules'")
    }
    expectTranscripts("decide-empty-rules", ["contacts.jsonl"]) {
      runShell("rm -r '\($0.path)/rules/front_door'")
    }
    expectTranscripts("decide-two-rule-books", ["contacts.jsonl", "--rules rules contacts.jsonl"]) {
      runShell("cp -r '\($0.path)/rules/front_door' '\($0.path)/rules/other'")
    }
    expectTranscripts(
      "decide-environment", ["contacts.jsonl"], variables: ["TRIAGE_RULES": "elsewhere"])
  }

  @Test func `one decision is explained in plain words`() {
    expectTranscripts(
      "explain",
      [
        "explain contacts.jsonl --contact C-1", "explain contacts.jsonl --contact C-1 --child P-2",
        "explain contacts.jsonl --contact C-2", "explain contacts.jsonl --contact C-4",
        "explain contacts.jsonl --contact C-5",
        "explain contacts.jsonl --contact C-5 --audience hub", "explain contacts.jsonl",
        "explain contacts.jsonl --contact C-9", "explain one.jsonl",
        "explain one.jsonl --format jsonl", "explain contacts.jsonl --child unknown",
      ]
    ) {
      $0.write(
        "one.jsonl",
        "{\"contact\":\"C-1\",\"child\":\"P-1\",\"received\":\"2021-05-04T10:00\","
          + "\"home\":\"poor\"}\n{broken\n")
    }
  }

  @Test func `a rule book is checked`() {
    expectTranscripts(
      "check-clean",
      [
        "check", "check rules/front_door/2018", "check rules/front_door/2018/neglect.md",
        "check rules", "check --quiet", "check contacts.jsonl", "check none",
      ])
    expectTranscripts(
      "check-errors", ["check", "check --format jsonl", "contacts.jsonl"]
    ) { folder in
      folder.write(
        "rules/front_door/2018/mistakes.md",
        """
        ## 9.1 Mistakes

        ```threshold
        rule misspelt: assessment
          when injry
          because \u{201C}curly\u{201D}

        rule unclosed: assessment
          when (injury and hungry or mobile
        ```

        """)
      folder.write("rules/front_door/2018/lost.md.txt", "nobody reads this")
    }
    expectTranscripts("check-examples", ["check", "check rules/front_door/2018/document.md"]) {
      $0.write(
        "rules/front_door/2018/examples.md",
        """
        ## 9.1 Examples

        ```threshold
        example "wrong in every way"
          injury, not mobile, decided 2021-05-06 11:00, received 2021-05-04 10:00
          expect assessment, amber, provisional by injury_seen, misses injury_not_mobile, asks home, \
        clock decision due 2021-05-06 17:00, clock decision met
        ```

        """)
    }
  }

  @Test func `rules are laid out`() {
    let untidy =
      "# 1 One\n\nProse  stays.\n\n```threshold\nrule a:   early_help\n   when injury\n```\n"
    expectTranscripts(
      "format",
      [
        "format --check", "format --check rules/front_door/2018/untidy.md",
        "format --check -q rules/front_door/2018/neglect.md", "format", "format --check rules",
        "format -q rules/front_door/2018/untidy.md", "format --check --quiet", "format none",
        "format - rules",
      ]
    ) { $0.write("rules/front_door/2018/untidy.md", untidy) }
    expectTranscripts("format-stdin", ["format -", "format - --check"], input: untidy)
  }
}
