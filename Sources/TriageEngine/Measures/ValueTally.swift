/// How well one field was filled in: each row stands in exactly one place.
public struct ValueTally: Hashable, Sendable {
  /// The field.
  public let field: String
  /// Rows with a value that is read.
  public private(set) var known = 0
  /// Rows that state that it is unknown.
  public private(set) var unknown = 0
  /// Rows that do not say.
  public private(set) var notStated = 0
  /// Rows with a value that is not in the list of values.
  public private(set) var unreadable = 0
  /// The values that are not in the list and stand in more rows than a small count, most rows first.
  ///
  /// A rarer value may be something about a child in the wrong column, so it is counted and not shown.
  public private(set) var labels: [Label] = []

  /// A value that is not in the list.
  public struct Label: Hashable, Sendable {
    /// The value.
    public var text: String
    /// The rows that have it.
    public var rows: Int
  }

  /// The values of a field in some cases.
  init(_ field: String, _ cases: [MeasuredCase], _ value: (MeasuredCase) -> StatedCategory) {
    self.field = field
    var labels: [String: Int] = [:]
    for measured in cases {
      switch value(measured) {
      case .known: known += 1
      case .unknown: unknown += 1
      case .notStated: notStated += 1
      case .unreadable(let text):
        unreadable += 1
        labels[text, default: 0] += 1
      }
    }
    self.labels = labels.filter { $0.value > SuppressedTable.threshold }
      .map { Label(text: $0.key, rows: $0.value) }
      .sorted { left, right in
        left.rows != right.rows
          ? left.rows > right.rows : left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
      }
  }

  /// Every row counted.
  public var total: Int { known + unknown + notStated + unreadable }
}
