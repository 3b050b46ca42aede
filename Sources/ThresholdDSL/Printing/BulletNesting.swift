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

  /// The depth of the bullet that a line without one goes on from: 0 for none.
  mutating func goOn(at column: UInt8) -> Int {
    while let last = columns.last, last >= column { columns.removeLast() }
    return columns.count
  }

  /// Closes every bullet.
  mutating func close() {
    columns.removeAll(keepingCapacity: true)
  }
}
