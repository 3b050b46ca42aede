/// The limits of contact files, each named once and tested.
///
/// They are far above what a front door writes and keep every row inside bounded time and memory.
public enum ContactLimits {
  /// The bytes of one line of JSON Lines, or of one CSV row with the line breaks inside its cells.
  public static let lineBytes = 1 << 20
  /// The fields of one row.
  public static let fields = 16_384
  /// The columns of a CSV file: as many as a spreadsheet can have.
  public static let columns = 16_384
  /// How deep brackets may nest in one row; 1 is the row's own.
  public static let jsonDepth = 16
  /// The bytes of one CSV cell, its quotes not counted.
  public static let cellBytes = 1 << 18
  /// The line breaks inside one CSV cell.
  public static let cellLineBreaks = 1_000
  /// The names of fields that nothing declares, counted by name in one run.
  public static let talliedFields = 10_000
  /// The bytes of a field's name that a message shows.
  public static let shownNameBytes = 100
}
