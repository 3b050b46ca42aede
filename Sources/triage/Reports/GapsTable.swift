import ThresholdDSL
import TriageEngine

/// The lists of questions as rows, one a question: JSON Lines or CSV.
struct GapsTable {
  let rules: DecidingRules

  /// Every question as one line of JSON.
  func lines(_ lists: [GapsLists.List]) -> [UInt8] {
    var bytes: [UInt8] = []
    for list in lists {
      for gaps in list.cases {
        let encoder = rules.desk(gaps.edition).encoder
        for question in gaps.questions {
          bytes += encoder.line(question, of: gaps.decision, answerBy: gaps.clock)
        }
      }
    }
    return bytes
  }

  /// The names of the columns.
  static let columns = [
    "list", "agency", "contact", "child", "edition", "question", "fact", "field", "restricted",
    "held_by", "clause", "could_rise_to", "could_lower_to", "rating_could_rise_to", "answer_by",
    "clock",
  ]

  /// Every question as one row of CSV, after a row of names.
  func sheet(_ lists: [GapsLists.List], isForExcel: Bool) -> [UInt8] {
    let sheet = CSVSheet(isForExcel: isForExcel)
    var bytes = sheet.mark + sheet.line(Self.columns)
    for list in lists {
      for gaps in list.cases {
        for question in gaps.questions { bytes += sheet.line(cells(question, gaps)) }
      }
    }
    return bytes
  }

  private func cells(_ question: ContactGaps.Question, _ gaps: GapsCase) -> [String] {
    let edition = rules.book.editions[gaps.edition]
    let ask = question.ask
    let words = AskWords(ask, edition)
    func outcome(_ level: Int?) -> String { level.map { edition.outcomes[$0].name } ?? "" }
    return [
      question.recipient.list, question.recipient.agency ?? "", gaps.decision.contact,
      gaps.decision.child ?? "", edition.name, words.question, words.fact ?? "",
      words.field ?? "", ask.restrictedTo(edition) ?? "", words.heldBy.joined(separator: "|"),
      ask.clause ?? "", outcome(ask.couldRiseTo), outcome(ask.couldLowerTo),
      ask.ratingCouldRiseTo.map { edition.ratings[$0] } ?? "",
      gaps.clock?.due.map { MomentText.text($0) } ?? "", gaps.clock?.status.rawValue ?? "",
    ]
  }
}
