/// Which way a level has moved from one edition to another: levels are the same where their names are.
public struct LevelMove: Sendable, Hashable {
  /// Less than 0 when it is lower, more when it is higher.
  public let direction: Int
  /// Whether nothing says which of the two is higher: each edition has a level of its own in one place.
  public let isUnordered: Bool

  /// The move from a level of the old names to one of the new; nil is below every level.
  public init(from level: Int?, of old: [String], to newLevel: Int?, of new: [String]) {
    if let level, let newLevel {
      let order = LevelOrder(from: old, to: new)
      isUnordered = order.isUnordered(level, newLevel)
      direction = isUnordered ? 0 : (2 * newLevel - order.ranks[level]).signum()
    } else {
      isUnordered = false
      direction = (newLevel == nil ? 0 : 1) - (level == nil ? 0 : 1)
    }
  }
}

/// How the levels of one edition stand among those of another: in the order of those that both have.
struct LevelOrder {
  /// Where each old level stands among the new ones, each of which stands at twice its number: one
  /// that is no more stands just above the next lower one that there still is.
  let ranks: [Int]
  private let old: [String]
  private let new: [String]

  init(from old: [String], to new: [String]) {
    self.old = old
    self.new = new
    ranks = old.indices.map { level in
      if let place = new.firstIndex(of: old[level]) { return 2 * place }
      for lower in old[..<level].reversed() {
        if let place = new.firstIndex(of: lower) { return 2 * place + 1 }
      }
      return -1
    }
  }

  /// Whether levels that both have stand in another order.
  var isReordered: Bool { ranks != ranks.sorted() }

  /// Whether each edition has the level alone, between the same two of both.
  func isUnordered(_ level: Int, _ newLevel: Int) -> Bool {
    !new.contains(old[level]) && !old.contains(new[newLevel])
      && ranks[level] == 2 * lastOfBoth(upTo: newLevel) + 1
  }

  /// The levels of which nothing says which is higher, the lowest first.
  var unordered: [EditionComparison.UnorderedLevels] {
    (-1..<new.count).compactMap { place in
      let olds = old.indices.filter { ranks[$0] == 2 * place + 1 }
      let news = new.indices.filter { !old.contains(new[$0]) && lastOfBoth(upTo: $0) == place }
      guard !olds.isEmpty, !news.isEmpty else { return nil }
      return .init(old: olds.map { old[$0] }, new: news.map { new[$0] })
    }
  }

  /// The lowest old level of which it is sure that it is not below a new one; their number for none.
  func oldLevels(reachingSurely level: Int) -> Int {
    ranks.firstIndex { $0 >= 2 * level } ?? old.count
  }

  /// The lowest old level that is not surely below a new one.
  func oldLevels(reachingPerhaps level: Int) -> Int {
    if old.contains(new[level]) { return oldLevels(reachingSurely: level) }
    let below = 2 * lastOfBoth(upTo: level)
    return ranks.firstIndex { $0 > below } ?? old.count
  }

  /// The lowest new level of which it is sure that it is not below an old one that is no more.
  func newLevels(reachingSurely level: Int) -> Int {
    let first = newLevels(reachingPerhaps: level)
    return new[first...].firstIndex { old.contains($0) } ?? new.count
  }

  /// The lowest new level that is not surely below an old one that is no more.
  func newLevels(reachingPerhaps level: Int) -> Int { (ranks[level] + 1) / 2 }

  /// The highest new level below one that both have; -1 for none.
  private func lastOfBoth(upTo newLevel: Int) -> Int {
    new[..<newLevel].lastIndex { old.contains($0) } ?? -1
  }
}
