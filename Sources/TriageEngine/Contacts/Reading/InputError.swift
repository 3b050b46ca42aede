/// Why a whole input cannot be read as contacts, and where.
///
/// It is thrown where reading on could only go wrong: a header that cannot be trusted, or bytes
/// that are not the format. One row gone wrong is a ``Rejection`` instead.
public struct InputError: Error, Hashable, Sendable {
  /// The stable code.
  public var code: InputErrorCode
  /// The file, as an index into the list of inputs, and the line.
  public var place: RowPlace
  /// The byte of the line, from 1.
  public var column: Int?
  /// The name of the column it is about.
  public var field: String?

  /// An input that cannot be read.
  public init(
    _ code: InputErrorCode, at place: RowPlace, column: Int? = nil, field: String? = nil
  ) {
    self.code = code
    self.place = place
    self.column = column
    self.field = field
  }

  /// What is wrong and what to do, in plain English without a full stop.
  public var message: String {
    guard let field else { return code.message }
    return "`\(field)`: \(code.message)"
  }
}

/// The stable codes of inputs that cannot be read.
public enum InputErrorCode: String, Hashable, Sendable, CaseIterable {
  /// UTF-16 or UTF-32.
  case utf16 = "I0101"
  /// A workbook of a spreadsheet, or another compressed file.
  case compressed = "I0102"
  /// One JSON array instead of one object a line.
  case jsonArray = "I0103"
  /// Cells separated by semicolons.
  case semicolons = "I0104"
  /// Cells separated by tabs.
  case tabs = "I0105"
  /// A header that is not CSV.
  case headerUnreadable = "I0106"
  /// A header whose bytes are not UTF-8.
  case headerNotUTF8 = "I0107"
  /// A column without a name.
  case columnWithoutName = "I0108"
  /// Two columns of the same name.
  case columnTwice = "I0109"
  /// A first line that is no header of contacts.
  case noHeader = "I0110"
  /// Lines that end in a carriage return alone.
  case carriageReturns = "I0111"

  /// What is wrong and what to do, in plain English without a full stop.
  public var message: String {
    switch self {
    case .utf16: "the file is UTF-16; save it as CSV UTF-8, or export it as UTF-8"
    case .compressed:
      "the file is a workbook or an archive; save it as CSV UTF-8, or unpack it first"
    case .jsonArray:
      "the file is one JSON list; write one object a line, without the list's brackets and commas"
    case .semicolons: "the cells are separated by semicolons; save the file as CSV with commas"
    case .tabs: "the cells are separated by tabs; save the file as CSV with commas"
    case .headerUnreadable: "the header cannot be read; check its quotes and its length"
    case .headerNotUTF8: "the header is not UTF-8; save the file as CSV UTF-8"
    case .columnWithoutName: "a column has no name; name it or delete it"
    case .columnTwice: "two columns have this name; rename or delete one"
    case .noHeader:
      "the first line names no column `contact`, `child` or `received`; a header with the names "
        + "of the fields comes first"
    case .carriageReturns:
      "the lines end in a carriage return alone; save the file as CSV UTF-8"
    }
  }
}
