/// Which way a level has moved from one edition to another: levels are the same where their names are.
public struct LevelMove: Sendable, Hashable {
  /// Less than 0 when it is lower, more when it is higher.
  public let direction: Int

  /// The move from a level of the old names to one of the new; nil is below every level.
  public init(from level: Int?, of old: [String], to newLevel: Int?, of new: [String]) {
    let before = level.map { Self.rank($0, of: old, among: new) } ?? -2
    let after = newLevel.map { 2 * $0 } ?? -2
    direction = (after - before).signum()
  }

  /// Where an old level stands among the new ones, each of which stands at twice its number: one
  /// that is no more stands just above the next lower one that there still is.
  static func rank(_ level: Int, of old: [String], among new: [String]) -> Int {
    if let place = new.firstIndex(of: old[level]) { return 2 * place }
    for lower in old[..<level].reversed() {
      if let place = new.firstIndex(of: lower) { return 2 * place + 1 }
    }
    return -1
  }
}
