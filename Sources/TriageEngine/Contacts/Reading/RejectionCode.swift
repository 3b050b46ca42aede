/// The stable codes of rejected rows: one table from which messages, help and tests derive.
///
/// `R01` is the reading of rows, `R02` the three fields without which no row can be decided, `R03`
/// what only `--strict` rejects, `R04` decisions read back. Codes are never reused.
public enum RejectionCode: String, Hashable, Sendable, CaseIterable {
  /// A line or row over the limit.
  case lineTooLong = "R0101"
  /// Bytes that are not UTF-8.
  case notUTF8 = "R0102"
  /// A line that is not JSON.
  case notJSON = "R0103"
  /// Two fields of the same name.
  case duplicateField = "R0104"
  /// Brackets nested over the limit.
  case tooDeep = "R0105"
  /// Fields or cells over the limit.
  case tooManyFields = "R0106"
  /// JSON that is not an object.
  case notAnObject = "R0107"
  /// A quote inside a cell without quotes, or text after a closing quote.
  case strayQuote = "R0108"
  /// A quote that is never closed.
  case unclosedQuote = "R0109"
  /// More or fewer cells than the header has names.
  case wrongNumberOfCells = "R0110"
  /// A cell over the limit.
  case cellTooLong = "R0111"
  /// A byte that no text has, such as NUL.
  case controlCharacter = "R0112"
  /// No contact id.
  case contactMissing = "R0201"
  /// A contact id that is none.
  case contactUnreadable = "R0202"
  /// No child id.
  case childMissing = "R0203"
  /// A child id that is none.
  case childUnreadable = "R0204"
  /// No time received.
  case receivedMissing = "R0205"
  /// A time received that cannot be read.
  case receivedUnreadable = "R0206"
  /// A time received that the clocks skip.
  case receivedSkipped = "R0207"
  /// A time received when no edition is in force.
  case outsideEditions = "R0208"
  /// A field that no one declares, under `--strict`.
  case unrecognisedField = "R0301"
  /// A value that cannot be read, under `--strict`.
  case unreadableValue = "R0302"
  /// A row among decisions that is none.
  case notADecision = "R0401"
}

extension RejectionCode {
  /// The code written so, in any case, or nil.
  public static func named(_ text: String) -> RejectionCode? {
    RejectionCode(rawValue: text.uppercased())
  }

  /// What is wrong, in a few words.
  public var title: String {
    switch self {
    case .lineTooLong: "the row is too long"
    case .notUTF8: "the row is not UTF-8"
    case .notJSON: "the line is not JSON"
    case .duplicateField: "a field stands twice"
    case .tooDeep: "brackets are nested too deep"
    case .tooManyFields: "the row has too many fields"
    case .notAnObject: "the line is not an object"
    case .strayQuote: "a quote stands where none may"
    case .unclosedQuote: "a quote is not closed"
    case .wrongNumberOfCells: "the row has not as many cells as the header"
    case .cellTooLong: "a cell is too long"
    case .controlCharacter: "a control character stands in a cell"
    case .contactMissing: "the contact has no id"
    case .contactUnreadable: "the contact's id cannot be read"
    case .childMissing: "the child is not stated"
    case .childUnreadable: "the child's id cannot be read"
    case .receivedMissing: "the time received is not stated"
    case .receivedUnreadable: "the time received cannot be read"
    case .receivedSkipped: "the clocks skip the time received"
    case .outsideEditions: "no edition was in force when the contact was received"
    case .unrecognisedField: "a field is not recognised"
    case .unreadableValue: "a value cannot be read"
    case .notADecision: "the row is not a decision"
    }
  }
}
