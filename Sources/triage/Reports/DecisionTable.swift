import ThresholdDSL
import TriageEngine

/// Decisions as a table: one flat row of CSV (RFC 4180) each, lists joined by `|`.
///
/// The columns are those of every edition in use together, so that each row has them all.
struct DecisionTable: Sendable {
  private let sheet: CSVSheet
  private let outcomes: [String]
  private let scales: [String]
  private let clocks: [String]

  /// A table of the decisions made under some editions.
  ///
  /// For partners it has the columns of every edition's scales and clocks too: which there are is
  /// the rule book's, not the child's.
  init(_ editions: [Edition], isForExcel: Bool) {
    sheet = CSVSheet(isForExcel: isForExcel)
    outcomes = Self.union(editions.map { $0.outcomes.map(\.name) })
    scales = Self.union(editions.map { $0.scales.map(\.name) })
    clocks = Self.union(editions.map { $0.clocks.map(\.name) })
  }

  /// The names of all lists, each once, in the order in which they first stand.
  private static func union(_ lists: [[String]]) -> [String] {
    var names: [String] = []
    for name in lists.joined() where !names.contains(name) { names.append(name) }
    return names
  }

  /// The first line, with the byte-order mark where there is one.
  var header: [UInt8] {
    var names = [
      "contact", "child", "received", "edition", "decision", "outcome", "certainty",
      "could_rise_to", "could_fall_to", "rating", "rating_could_rise_to",
    ]
    names += outcomes.map { "score_" + $0 }
    names += outcomes.map { "score_could_reach_" + $0 }
    names += scales.flatMap { ["points_" + $0, "points_could_reach_" + $0] }
    names += [
      "because", "because_clauses", "because_reasons", "restricted", "also_met", "ask",
      "ask_questions", "ask_held_by", "also",
    ]
    names += clocks.flatMap { clock in
      ["due", "at", "working_days", "status"].map { "clock_" + clock + "_" + $0 }
    }
    names += ["read_from_silence", "notes", "human", "rules", "calendar"]
    return sheet.mark + sheet.line(names)
  }

  /// Adds the row of a decision made under an edition.
  func append(_ decision: Decision, _ encoder: DecisionEncoder, to bytes: inout [UInt8]) {
    let edition = encoder.edition
    var cells = level(decision, edition)
    for scores in [decision.scores, decision.scoresCouldReach] {
      for name in outcomes {
        let place = edition.outcomes.firstIndex { $0.name == name }
        cells.append(place.map { String(scores[$0]) } ?? "")
      }
    }
    for name in scales {
      let score = decision.scales.first { edition.scales[$0.scale].name == name }
      cells += [score.map { String($0.points) } ?? "", score.map { String($0.couldReach) } ?? ""]
    }
    cells += reasons(decision, edition)
    cells += asks(decision, edition)
    cells.append(list(decision.actions))
    for name in clocks {
      cells += clock(decision.clocks.first { $0.name == name })
    }
    let notes = decision.notes.map { $0.code.rawValue + ($0.field.map { " " + $0 } ?? "") }
    cells += [
      String(decision.readFromSilence), list(notes), decision.human?.rawValue ?? "",
      encoder.rules, encoder.calendar ?? "",
    ]
    bytes += sheet.line(cells)
  }

  private func level(_ decision: Decision, _ edition: Edition) -> [String] {
    let bounds = decision.outcome
    let outcome = edition.outcomes[bounds.established].name
    func rating(_ level: Int?) -> String { level.map { edition.ratings[$0] } ?? "" }
    return [
      decision.contact, decision.child ?? "", MomentText.text(decision.received), edition.name,
      outcome + (DecisionWords.isUnsettled(decision) ? " (not settled)" : ""), outcome,
      bounds.certainty.rawValue, edition.outcomes[bounds.couldRiseTo].name,
      edition.outcomes[bounds.couldFallTo].name, rating(decision.rating.established),
      rating(decision.rating.couldRiseTo),
    ]
  }

  private func reasons(_ decision: Decision, _ edition: Edition) -> [String] {
    var rules: [Rule] = []
    var restricted: [String] = []
    for reason in decision.because {
      switch reason {
      case .rule(let reason): rules.append(edition.rules[reason.rule])
      case .restricted(let agency, let outcome):
        restricted.append(agency + (outcome.map { " " + edition.outcomes[$0].name } ?? ""))
      }
    }
    return [
      list(rules.map(\.name)), list(rules.map { $0.clause?.number ?? "" }),
      list(rules.map { $0.reason ?? "" }), list(restricted),
      list(decision.alsoMet.map { edition.rules[$0.rule].name }),
    ]
  }

  private func asks(_ decision: Decision, _ edition: Edition) -> [String] {
    let words = decision.asks.map { AskWords($0, edition) }
    let subjects = zip(decision.asks, words).map { ask, words in
      if case .restricted(let agency) = ask.subject { return "restricted " + agency }
      return words.fact ?? words.field ?? "judgement"
    }
    return [
      list(subjects), list(words.map(\.question)),
      list(words.map { $0.heldBy.joined(separator: " ") }),
    ]
  }

  private func clock(_ reading: ClockReading?) -> [String] {
    guard let reading else { return ["", "", "", ""] }
    return [
      reading.due.map { MomentText.text($0) } ?? "", reading.at.map { MomentText.text($0) } ?? "",
      reading.workingDays.map { String($0) } ?? "", reading.status.rawValue,
    ]
  }

  private func list(_ items: [String]) -> String {
    items.joined(separator: "|")
  }
}

/// Lines of CSV, as RFC 4180 has them or as spreadsheets open them without harm.
struct CSVSheet: Sendable {
  /// Whether the file is meant for a spreadsheet: with a byte-order mark, CR LF, and no formulas.
  let isForExcel: Bool

  /// The byte-order mark, where there is one.
  var mark: [UInt8] { isForExcel ? [0xEF, 0xBB, 0xBF] : [] }

  /// One line of cells.
  func line(_ cells: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell, to: &bytes)
    }
    if isForExcel { bytes.append(0x0D) }
    bytes.append(0x0A)
    return bytes
  }

  private func append(_ cell: String, to bytes: inout [UInt8]) {
    // A spreadsheet runs a cell that starts so as a formula; the apostrophe makes it text.
    let isFormula = isForExcel && cell.utf8.first.map { Self.formulaStarts.contains($0) } ?? false
    let text = isFormula ? "'" + cell : cell
    guard text.utf8.contains(where: { Self.quoted.contains($0) }) else {
      bytes += text.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      // No CSV can say a NUL, and a reader refuses the row; the mark of a lost character stands for it.
      if byte == 0 { bytes += "\u{FFFD}".utf8 } else { bytes.append(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The bytes with which a spreadsheet's formula starts, tab and line breaks included.
  private static let formulaStarts: [UInt8] = Array("=+-@\t\r\n".utf8)
  /// The bytes for which a cell stands in quotes.
  private static let quoted: [UInt8] = Array(",\"\r\n\0".utf8)
}
