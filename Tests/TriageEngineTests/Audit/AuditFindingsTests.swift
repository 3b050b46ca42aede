import TestSupport
import Testing

@testable import TriageEngine

/// What comes back from the auditors.
@Suite struct AuditFindingsTests {
  private static let outcomes = ["nfa", "early_help", "assessment", "strategy_meeting"]

  /// A form of ten cases decided for no further action out of 90, and ten for early help out of 10.
  private func form() -> [AuditFormRow] {
    let cases = (0..<100).map { index in
      SampleCase(
        contact: "C-\(index)", child: index == 4 ? nil : "P,\"\(index)", number: index + 1,
        stratum: SampleStratum(rank: index < 90 ? 0 : 1, name: index < 90 ? "nfa" : "early_help"))
    }
    let sample = DipSample(20, of: cases, seed: "s", allocation: .equal)
    return sample.form { ($0.stratum.name, Self.outcomes) }.map(\.row)
  }

  private func line(_ row: AuditFormRow, _ verdict: String, _ outcome: String = "") -> String {
    let cells = row.cells + [verdict, outcome, "a comment"]
    return cells.map { cell in
      "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
    }.joined(separator: ",")
  }

  private let header =
    (AuditFormRow.columns + AuditFormRow.verdictColumns).joined(separator: ",")

  private func findings(_ lines: [String], lineBreak: String = "\n") throws -> AuditFindings {
    var reader = RowReader(.csv)
    let text = ([header] + lines).map { $0 + lineBreak }.joined()
    let rows = try reader.read(Array(text.utf8)) + reader.finish()
    return AuditFindings(rows)
  }

  @Test func `verdicts are counted by stratum and weighed by its size`() throws {
    let form = form()
    let lines = form.enumerated().map { index, row in
      switch index {
      case 0: line(row, "Disagree", "strategy meeting")
      case 1: line(row, "disagree")
      case 2: line(row, "Cannot tell")
      case 3: line(row, "")
      case 10: line(row, "disagree", "nfa")
      case 11: line(row, "disagree", "Assessment")
      default: line(row, index % 2 == 0 ? "agree" : "AGREE ", index % 4 == 0 ? row.outcome : "")
      }
    }
    for lineBreak in ["\n", "\r\n"] {
      let found = try findings(lines, lineBreak: lineBreak)
      #expect(found.problems == [] && found.rows == 20 && found.missing == 0)
      #expect(found.population == 100 && found.sampleSize == 20)
      #expect(found.strata.map(\.name) == ["nfa", "early_help"])
      #expect(found.strata.map(\.agree) == [6, 8])
      #expect(found.strata.map(\.disagree) == [2, 2])
      #expect(found.strata.map(\.cannotTell) == [1, 0])
      #expect(found.strata.map(\.open) == [1, 0])
      #expect(!found.isProportional)
      let weighted = try #require(found.weighted)
      #expect(abs(weighted.estimate - (0.9 * 6 / 8 + 0.1 * 8 / 10)) < 1e-12)
      #expect(found.disagreements.map(\.steps) == [3, 1, -1, nil])
      #expect(found.disagreements.map(\.decided) == ["nfa", "early_help", "early_help", "nfa"])
      #expect(found.disagreements[0].auditor == "strategy_meeting")
    }
  }

  @Test func `the order of the rows changes nothing but which problem stands first`() throws {
    var random = SplitMix64(seed: testSeed(431))
    let form = form()
    let lines = form.enumerated().map { index, row in
      line(row, ["agree", "disagree", "cannot tell", ""][index % 4])
    }
    let expected = try findings(lines)
    for _ in 0..<10 {
      let found = try findings(lines.shuffled(using: &random))
      #expect(found.disagreements == expected.disagreements)
      #expect(found.strata.map(\.agree) == expected.strata.map(\.agree))
      #expect(found.total.agreement == expected.total.agreement)
    }
  }

  @Test func `a row that was not drawn so does not count`() throws {
    let form = form()
    let other = DipSample(
      1, of: [SampleCase(contact: "C", child: "P", number: 1, stratum: SampleStratum(name: "nfa"))],
      seed: "t", allocation: .equal
    ).form { _ in ("nfa", Self.outcomes) }[0].row
    var changed = form[3]
    changed.contact = "C-999"
    let own = Array(line(form[3], "agree").utf8)
    let forged = String(
      decoding: line(changed, "agree").utf8.dropLast(0), as: UTF8.self
    ).split(separator: changed.check).joined(separator: form[3].check)
    let found = try findings([
      line(form[0], "agree"), forged, line(other, "agree"), line(form[1], "yes"),
      line(form[2], "disagree", "nothing"), line(form[4], "agree", "assessment"),
      line(form[5], "disagree", form[5].outcome), line(form[6], "", "assessment"),
      line(form[7], "agree"), line(form[7], "disagree"), line(form[8], "agree"),
      line(form[8], "agree"), line(form[9], ""), line(form[9], "cannot_tell"), "a,b",
      "\"\"" + String(decoding: own.drop { $0 != 0x2C }, as: UTF8.self),
    ])
    #expect(found.rows == 16)
    #expect(
      found.problems.map(\.kind) == [
        .notAsDrawn, .otherSample, .unknownVerdict, .unknownOutcome, .contradiction,
        .contradiction, .noVerdict, .twoVerdicts, .twoVerdicts, .unreadable(code: "R0110"),
        .missing(column: "sample"),
      ])
    #expect(found.problems.map(\.place.line) == [3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 17])
    #expect(found.total.agree == 2 && found.total.cannotTell == 1 && found.total.disagree == 0)
    // Rows whose verdict does not count still stand for their stratum.
    #expect(found.strata.map(\.open) == [7] && found.missing == 10)
  }

  @Test func `what a spreadsheet does to a form is undone or found out`() throws {
    let row = SampleCase(
      contact: "=1+1", child: "-7", number: 12, stratum: SampleStratum(name: "@worker"))
    let form = DipSample(1, of: [row], seed: "s", allocation: .equal).form { _ in ("nfa", ["nfa"]) }
    let drawn = form[0].row
    let cells = (drawn.cells + ["agree", "", ""]).map { cell in
      ["=", "-", "@"].contains { cell.hasPrefix($0) } ? "'" + cell : cell
    }
    #expect(try findings([cells.joined(separator: ",")]).total.agree == 1)
    var spoilt = drawn.cells + ["agree", "", ""]
    spoilt[1] = "2"
    #expect(try findings([spoilt.joined(separator: ",")]).problems.map(\.kind) == [.notAsDrawn])
  }

  @Test func `the letters of a row change with everything that it is counted by`() {
    let row = form()[0]
    var changes: [AuditFormRow] = []
    func change(_ body: (inout AuditFormRow) -> Void) {
      var changed = row
      body(&changed)
      changes.append(changed)
    }
    change { $0.sample += "a" }
    change { $0.contact += "1" }
    change { $0.child += "1" }
    change { $0.number += 1 }
    change { $0.stratum += "s" }
    change { $0.stratumCases += 1 }
    change { $0.stratumSampled += 1 }
    change { $0.sampleCases += 1 }
    change { $0.sampleSize += 1 }
    change { $0.outcome = "early_help" }
    change { $0.outcomes.append("more") }
    #expect(Set(changes.map(\.check) + [row.check]).count == 12)
    for check in changes.map(\.check) {
      #expect(check.utf8.count == 8 && check.utf8.allSatisfy { (0x61...0x70).contains($0) })
    }
  }

  @Test func `nothing filled in is no agreement`() throws {
    let found = try findings(form().map { line($0, "") })
    #expect(found.problems == [] && found.total.open == 20)
    #expect(found.weighted == nil && found.total.agreement.estimate == nil)
    let empty = try findings([])
    #expect(empty.sample == nil && empty.strata.isEmpty && empty.weighted == nil)
  }
}
