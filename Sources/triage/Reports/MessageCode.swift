import ThresholdDSL
import TriageEngine

/// A code that stands in messages, with its page of help, whichever part of the program it is of.
struct MessageCode: Sendable {
  /// The code, such as `T0203`.
  var code: String
  /// What it is about, in a few words.
  var title: String
  /// What kind of message has it.
  var kind: String
  /// The page of help.
  var help: String

  /// Every code: mistakes in rules, rejected rows, notes.
  static let all: [MessageCode] =
    DiagnosticCode.all.map {
      MessageCode(
        code: $0.code, title: $0.title,
        kind: $0.severity == .error ? "an error in a rule book" : "a warning about a rule book",
        help: $0.help)
    }
    + InputErrorCode.allCases.map {
      MessageCode(
        code: $0.rawValue, title: ($0.message.split(separator: ";").first ?? "").capitalisedStart,
        kind: "a file of contacts that cannot be read", help: $0.message.capitalisedStart + ".")
    }
    + RejectionCode.allCases.map {
      MessageCode(
        code: $0.rawValue, title: $0.title.capitalisedStart, kind: "a rejected row", help: $0.help)
    }
    + NoteCode.allCases.map {
      MessageCode(
        code: $0.rawValue, title: $0.title.capitalisedStart, kind: "a note on a decided row",
        help: $0.help)
    }

  /// The code written so, in any case; nil when there is none.
  static func named(_ text: String) -> MessageCode? {
    let wanted = text.uppercased()
    return all.first { $0.code == wanted }
  }
}
