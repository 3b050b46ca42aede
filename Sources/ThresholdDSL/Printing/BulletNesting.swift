/// How deep the bullets of a condition are nested, read from the columns in which they stand.
struct BulletNesting {
  /// The columns of the bullets that are open, outermost first.
  ///
  /// INVARIANT: strictly rising.
  private var columns: [UInt8] = []

  /// The depth of a bullet in a column: 1 for an outermost one.
  mutating func enter(_ column: UInt8) -> Int {
    while let last = columns.last, last > column { columns.removeLast() }
    if columns.last != column { columns.append(column) }
    return columns.count
  }

  /// The depth of the innermost bullet that is open: 0 for none. A line without a bullet goes on
  /// from it, in whatever column it stands.
  var depth: Int { columns.count }

  /// Whether a line that starts with a token ends the condition before it, bullets and all.
  static func ends(at token: Token) -> Bool {
    switch token.keyword {
    case .and, .or, .not: false
    default: token.keyword.startsLine || token.kind == .comma
    }
  }

  /// Closes every bullet.
  mutating func close() {
    columns.removeAll(keepingCapacity: true)
  }
}
