import TestSupport
import Testing

@testable import triage

/// Dip samples drawn from a ledger, and the verdicts on them.
@Suite struct SampleTests {
  /// Eight decided contacts, one undecided and one of a month before: what people decided agrees with
  /// what is recommended in some and not in others.
  static let rows = """
    {"contact":"C-1","child":"P-1","received":"2021-05-04T10:00","screening_completed":true,\
    "source":"2A","decided":"2021-05-05T11:02","decided_outcome":"nfa","decided_by":"A. Worker",\
    "home":"good"}
    {"contact":"C-2","child":"P-2","received":"2021-05-04T10:30","screening_completed":true,\
    "hungry":true,"source":"police","decided":"2021-05-05T12:00","decided_outcome":"nfa",\
    "decided_by":"B. Worker","decided_reason":"The police say: nothing known","home":"good"}
    {"contact":"C-3","child":"P-3","received":"2021-05-04T11:00","screening_completed":true,\
    "hungry":true,"source":"police","decided":"2021-05-05T12:30","decided_outcome":"early_help",\
    "decided_by":"A. Worker","home":"good"}
    {"contact":"C-4","child":"P-4","received":"2021-05-05T09:00","screening_completed":true,\
    "injury":true,"mobile":true,"decided":"2021-05-06","decided_outcome":"early_help",\
    "decided_by":"B. Worker","home":"good"}
    {"contact":"C-5","child":"unknown","received":"2021-05-05T09:30","screening_completed":true,\
    "police_intelligence":true,"decided":"2021-05-05T16:00","decided_outcome":"nfa",\
    "decided_by":"A. Worker","decided_reason":"spoke to the police about the intelligence"}
    {"contact":"C-6","child":"P-6","received":"2021-05-05T10:00","screening_completed":true,\
    "decided":"2021-05-06T10:00","decided_outcome":"nfa","home":"good"}
    {"contact":"C-7","child":"P-7","received":"2021-05-05T10:00","screening_completed":true,\
    "injury":true,"mobile":false,"decided":"2021-05-05T12:00","decided_outcome":"strategy_meeting",\
    "decided_by":"A. Worker"}
    {"contact":"C-8","child":"P-8","received":"2021-05-05T10:00","screening_completed":true}
    {"contact":"C-9","child":"P-9","received":"2021-04-05T10:00","screening_completed":true,\
    "decided":"2021-04-06T10:00","decided_outcome":"nfa","decided_by":"A. Worker"}
    {"contact":"C-10","child":"P-10","received":"not a time"}

    """

  /// A front door with a ledger of those rows.
  private func door(_ rows: String = Self.rows) -> FrontDoor {
    let door = FrontDoor()
    door.folder.write("rows.jsonl", rows)
    let run = door.run("decide --ledger ledger.jsonl -q -o /dev/null rows.jsonl")
    #expect(run.status == .rejectedRows || run.status == .done, "\(run.errors)")
    return door
  }

  private let draw = "sample --ledger ledger.jsonl --count 4 --seed 2026"

  private func transcripts(_ door: FrontDoor, _ lines: [String]) -> String {
    lines.map { door.run($0).shown }.joined(separator: "\n")
  }

  /// The cells of a column of a form; no cell of these has a comma or a line break.
  private func column(_ name: String, _ form: String) -> [String] {
    let lines = form.split(separator: "\n").map { cells($0) }
    guard let index = lines.first?.firstIndex(of: name) else { return [] }
    return lines.dropFirst().map { $0[index] }
  }

  private func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  /// The form with verdicts in place of the three empty cells that end each row.
  private func filled(_ form: String, _ verdicts: [String]) -> String {
    let lines = form.split(separator: "\n")
    let rows = zip(lines.dropFirst(), verdicts).map { line, verdict in
      String(line.dropLast(3)) + "," + verdict
    }
    return ([String(lines[0])] + rows).joined(separator: "\n") + "\n"
  }

  @Test func `a sample is shown for people, inside the hub and for partners`() {
    let door = door()
    expectSnapshot(
      transcripts(door, [draw + " --audience hub", draw + " --from 2021-05-04 --to 2021-05-04"]),
      "Transcripts", "sample-text")
  }

  @Test func `a form is written for spreadsheets and programs`() {
    let door = door()
    expectSnapshot(
      transcripts(
        door,
        [
          draw + " --audience hub --format csv",
          "sample --ledger ledger.jsonl --count 2 --seed x -q --format jsonl --by agreement",
          "sample --ledger ledger.jsonl --count 2 --seed x -q --of recommendations --format csv",
        ]),
      "Transcripts", "sample-forms")
  }

  @Test func `verdicts are read back and reported`() {
    let door = door()
    let form = door.run(
      "sample --ledger ledger.jsonl --count 5 --seed 2026 -q --audience hub --format csv"
    ).output
    door.folder.write(
      "filled.csv",
      filled(
        form,
        ["Agree,,fine", "disagree,assessment,", "Cannot tell,,", "disagree,,", "agree,,"]))
    door.folder.write(
      "wrong.csv",
      filled(form, ["yes,,", "agree,assessment,", "disagree,nothing,", ",,", "agree,,"]))
    expectSnapshot(
      transcripts(
        door,
        [
          "sample --verdicts filled.csv", "sample --verdicts --format jsonl -q filled.csv",
          "sample --verdicts wrong.csv", "sample --verdicts rows.jsonl",
        ]),
      "Transcripts", "sample-verdicts")
    let piped = door.run("sample --verdicts", input: door.folder.text("filled.csv") ?? "")
    #expect(piped.output == door.run("sample --verdicts filled.csv").output)
  }

  @Test func `a form with any character in its cells can be read back`() {
    let door = FrontDoor()
    let reason = #"because \u0000 of \"this\",\r\nand that"#
    let row =
      #"{"contact":"C-1,\"\t.","child":"P-1","received":"2021-05-04T10:00","#
      + #""decided":"2021-05-04T11:00","decided_outcome":"nfa","decided_by":"A\u0000","#
      + "\"decided_reason\":\"\(reason)\"}"
    #expect(door.run("-q --ledger ledger.jsonl -o out", input: row).status == .done)
    let draw = "sample --ledger ledger.jsonl --outcome all --count 1 --seed 1 --format csv"
    let form = door.run("\(draw) -q").output
    door.folder.write("form.csv", form)
    let again = door.run("\(draw) -q --exclude form.csv")
    #expect(again.status == .done, "\(again.errors)")
    #expect(!again.output.contains("C-1"), "\(again.output)")
    let read = door.run("sample --verdicts form.csv")
    #expect(!read.errors.contains("rejected"), "\(read.errors)")
    #expect(read.errors.contains("1 row read"), "\(read.errors)")
  }

  @Test func `a sample that cannot be meant is refused`() {
    let door = door()
    door.folder.write("list.csv", "contact,child\nC-1,P-1\n,P-2\n")
    expectSnapshot(
      transcripts(
        door,
        [
          "sample", "sample --ledger ledger.jsonl --seed 1",
          "sample --ledger ledger.jsonl --count 3",
          draw + " --by colour", draw + " --outcome early_hepl", draw + " --outcome nfa,nothing",
          draw + " --from 2021-05-04 --to 2021-05-03", draw + " --to yesterday",
          draw + " form.csv", draw + " --exclude list.csv", draw + " -o ledger.jsonl",
          draw + " --exclude rows.jsonl", draw + " --of recommendations --by worker",
          draw + " --excel",
          "sample --ledger none.jsonl --count 3 --seed 1", "sample --verdicts --seed 1 form.csv",
          "sample --verdicts --format csv list.csv", "sample --verdicts -o list.csv list.csv",
        ]),
      "Transcripts", "sample-errors")
    #expect(door.folder.text("list.csv")?.hasPrefix("contact,child\n") == true)
  }

  @Test func `the default is the two lowest outcomes, and all may be asked for`() {
    let door = door()
    let draw = "sample --ledger ledger.jsonl --count 50 --seed 1 -q --format csv"
    #expect(
      Set(column("outcome", door.run(draw).output)) == ["nfa", "early_help"])
    #expect(column("contact", door.run(draw).output).count == 7)
    let all = door.run(draw + " --outcome all").output
    #expect(column("contact", all).count == 8)
    #expect(column("outcome", all).contains("strategy_meeting"))
    let one = door.run(draw + " --outcome strategy_meeting,assessment").output
    #expect(column("contact", one) == ["C-7"])
  }

  @Test func `the order of the ledger changes nothing that is drawn`() {
    let lines = Self.rows.split(separator: "\n").map { $0 + "\n" }
    let forwards = door()
    let backwards = door(lines.reversed().joined())
    for by in SampleGrouping.words {
      let line = "sample --ledger ledger.jsonl --count 3 --seed s -q --format csv --by \(by)"
      let (left, right) = (forwards.run(line).output, backwards.run(line).output)
      #expect(column("contact", left).count == 3, "\(by)")
      for name in ["contact", "child", "stratum", "stratum_cases", "outcome", "because"] {
        #expect(column(name, left) == column(name, right), "\(by) \(name)")
      }
    }
  }

  @Test func `earlier samples are not drawn again, in any format`() {
    let door = door()
    var seen: Set<String> = []
    var exclude = ""
    for round in 0..<4 {
      let format = round == 1 ? "jsonl" : "csv"
      let line = "sample --ledger ledger.jsonl --count 2 --seed r\(round) -q" + exclude
      let form = door.run("\(line) --format csv").output
      #expect(
        door.run("\(line) --format \(format) -o form\(round).\(format)").status == .done)
      let drawn = column("contact", form)
      #expect(drawn.count == (round < 3 ? 2 : 1))
      for contact in drawn { #expect(seen.insert(contact).inserted, "\(contact)") }
      exclude += " --exclude form\(round).\(format)"
    }
    #expect(seen.count == 7)
    let none = door.run("sample --ledger ledger.jsonl --count 2 --seed z" + exclude)
    #expect(none.output == "There is nothing to sample.\n")
    #expect(none.errors.contains("7 left out: sampled before"))
  }

  @Test func `for partners nothing shows what is restricted, nor what people wrote`() {
    let door = door()
    for format in OutputFormat.words where format != "sarif" {
      for by in SampleGrouping.words {
        let run = door.run(
          "sample --ledger ledger.jsonl --count 20 --seed 1 --outcome all --format \(format) --by \(by)"
        )
        #expect(run.output.contains("C-5"))
        for secret in ["intelligence", "known_to_police", "nothing known", "spoke to"] {
          #expect(!(run.output + run.errors).contains(secret), "\(format) \(by) \(secret)")
        }
        #expect(run.output.contains("hunger wears a child down"))
      }
    }
    let hub = door.run(
      "sample --ledger ledger.jsonl --count 20 --seed 1 --outcome all --audience hub"
    ).output
    #expect(hub.contains("intelligence") && hub.contains("nothing known"))
  }

  @Test func `without the rules that made it a partner's form says that reasons are not shown`() {
    let door = door()
    runShell("mv '\(door.folder.path)/rules' '\(door.folder.path)/elsewhere'")
    let run = door.run(draw)
    #expect(run.status == .done, "\(run.errors)")
    #expect(run.output.contains("the rules that it was made by are not at hand"))
    #expect(!run.output.contains("hunger"))
    #expect(door.run(draw + " --audience hub").output.contains("hunger wears a child down"))
    let named = door.run(draw + " --rules elsewhere/front_door")
    #expect(named.output.contains("hunger wears a child down"))
  }

  @Test func `a spreadsheet's form is read back`() {
    let door = door()
    let draw = "sample --ledger ledger.jsonl --count 3 --seed s -q --format csv"
    let form = door.run(draw + " --excel").output
    #expect(form.hasPrefix("\u{FEFF}") && form.contains("\r\n"))
    let plain = form.split(separator: "\r\n").joined(separator: "\n")
    door.folder.write("filled.csv", filled(plain, ["agree,,", "AGREE,,", "agree ,,"]))
    let run = door.run("sample --verdicts filled.csv")
    #expect(run.status == .done)
    #expect(run.output.contains("Verdicts on 3 of them: 3 agree"))
  }
}
