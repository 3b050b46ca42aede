import ThresholdDSL

/// What an auditor says of a decision.
public enum AuditVerdict: String, Hashable, Sendable, CaseIterable {
  /// It is what the auditor would have decided.
  case agree
  /// It is not.
  case disagree
  /// What is recorded does not let the auditor tell.
  case cannotTell = "cannot_tell"
}

/// A row of a filled-in form, as read.
struct FilledRow {
  /// Which case it is about.
  var row: AuditFormRow
  /// The verdict; nil when it is blank.
  var verdict: AuditVerdict?
  /// The outcome that the auditor would have decided; nil when not stated.
  var outcome: String?
  /// Where it stands.
  var place: RowPlace
}

extension FilledRow {
  /// Reads a row as it was drawn and what is wrong with its verdict; a row that is not as it was drawn
  /// is a problem and nothing else.
  static func read(
    _ raw: RawRow
  ) throws(AuditFindings.Problem) -> (filled: FilledRow, problem: AuditFindings.Problem?) {
    let cells = FormCells(raw)
    func problem(_ kind: AuditFindings.Problem.Kind) -> AuditFindings.Problem {
      AuditFindings.Problem(kind: kind, place: raw.place)
    }
    for name in AuditFormRow.columns where name != "outcome" && cells[name] == nil {
      throw problem(.missing(column: name))
    }
    func number(_ name: String) -> Int { cells[name].flatMap { Int($0) } ?? -1 }
    let row = AuditFormRow(
      sample: cells["sample"] ?? "", contact: cells["contact"] ?? "", child: cells["child"] ?? "",
      number: number("case"), stratum: cells["stratum"] ?? "",
      stratumCases: number("stratum_cases"), stratumSampled: number("stratum_sampled"),
      sampleCases: number("sample_cases"), sampleSize: number("sample_size"),
      outcome: cells["outcome"] ?? "",
      outcomes: (cells["outcomes"] ?? "").split(separator: "|").map(String.init))
    guard row.check == cells["check"] else { throw problem(.notAsDrawn) }
    var filled = FilledRow(row: row, place: raw.place)
    if let kind = filled.read(verdict: cells["verdict"], outcome: cells["auditor_outcome"]) {
      filled.verdict = nil
      return (filled, problem(kind))
    }
    return (filled, nil)
  }

  /// Reads what the auditor wrote; what is wrong with it.
  private mutating func read(
    verdict writtenVerdict: String?, outcome writtenOutcome: String?
  ) -> AuditFindings.Problem.Kind? {
    if let written = writtenVerdict {
      let bytes = Array(written.utf8)[...]
      verdict = AuditVerdict.allCases.first { bytes.says($0.rawValue) }
      if verdict == nil { return .unknownVerdict }
    }
    if let written = writtenOutcome {
      let bytes = Array(written.utf8)[...]
      outcome = row.outcomes.first { bytes.says($0) }
      if outcome == nil { return .unknownOutcome }
    }
    guard let outcome else { return nil }
    let isOther = outcome != row.outcome
    return switch verdict {
    case .agree? where isOther, .disagree? where !isOther: .contradiction
    case nil: .noVerdict
    case .agree?, .disagree?, .cannotTell?: nil
    }
  }
}

/// The cells of a row by the names of their columns.
struct FormCells {
  private let row: RawRow

  init(_ row: RawRow) {
    self.row = row
  }

  /// What a cell says; nil when it is empty or not there.
  subscript(_ name: String) -> String? {
    guard let field = row.fields.first(where: { row.bytes(of: $0.name).says(name) }) else {
      return nil
    }
    switch field.value {
    case .string(let text), .number(let text): return Self.plain(row.bytes(of: text))
    case .null, .bool, .array, .object: return nil
    }
  }

  /// The text without white space around it, and without the apostrophe that keeps a spreadsheet from
  /// running it as a formula.
  private static func plain(_ bytes: ArraySlice<UInt8>) -> String? {
    var text = trimmed(bytes)
    if text.first == UInt8(ascii: "'"), let second = text.dropFirst().first,
      "=+-@".utf8.contains(second)
    {
      text = text.dropFirst()
    }
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }
}
