/// A table of counts, groups by columns with a total for each group, in which small counts are withheld
/// together with others, so that no total gives them away.
///
/// The sums of the columns are public. Each small count is hidden in a rectangle: two groups and two
/// columns whose four cells are withheld, so that the same sums are met by other tables in which the
/// small count is greater, and less (the hypercube method of statistical offices). Of the rectangles
/// in which it could be more than small the one that withholds least is taken, else any. Where there
/// is none, everything but the sums is withheld.
///
/// INVARIANT: every count from 1 to `threshold` is withheld, and what is shown is met by tables with a
/// greater and with a lesser count in its place.
public struct SuppressedTable: Hashable, Sendable {
  /// Counts from 1 up to this are small: they could be recognised as children.
  public static let threshold = 5

  /// The counts, with each group's total as the last of its row.
  public let counts: [[Int]]
  /// Which of them are withheld.
  public private(set) var isWithheld: [[Bool]]

  /// A table of counts by group and column; every group has the same number of columns.
  public init(_ counts: [[Int]]) {
    self.counts = counts.map { $0 + [$0.reduce(0, +)] }
    isWithheld = self.counts.map { $0.map { (1...Self.threshold).contains($0) } }
    for group in counts.indices {
      for column in self.counts[group].indices
      where (1...Self.threshold).contains(self.counts[group][column]) {
        guard
          let rectangle = cheapest(for: group, column, room: Self.threshold)
            ?? cheapest(for: group, column, room: 1)
        else {
          isWithheld = self.counts.map { $0.map { _ in true } }
          return
        }
        isWithheld[group][rectangle.column] = true
        isWithheld[rectangle.group][column] = true
        isWithheld[rectangle.group][rectangle.column] = true
      }
    }
  }

  /// The count of a group in a column (the total after the last); nil when withheld.
  public func shown(_ group: Int, _ column: Int) -> Int? {
    isWithheld[group][column] ? nil : counts[group][column]
  }

  /// Whether anything is withheld.
  public var isPartial: Bool { isWithheld.contains { $0.contains(true) } }

  /// The opposite corner of the rectangle that withholds least in hiding a cell; nil for none.
  private func cheapest(
    for group: Int, _ column: Int, room: Int
  ) -> (group: Int, column: Int)? {
    var best: (group: Int, column: Int)?
    var least = Int.max
    for other in counts.indices where other != group {
      for side in counts[group].indices where side != column {
        guard hides(group, column, other, side, room: room) else { continue }
        let cells = [(group, side), (other, column), (other, side)]
        let cost = cells.reduce(0) { $0 + (isWithheld[$1.0][$1.1] ? 0 : counts[$1.0][$1.1]) }
        if cost < least {
          least = cost
          best = (other, side)
        }
      }
    }
    return best
  }

  /// Whether a rectangle leaves the cell free to be greater by so many, and to be less than it is.
  ///
  /// Moving a child into the cell takes one out of the cells beside it and puts one into the opposite
  /// corner; where one of the columns is the total, a row's two cells move together.
  private func hides(
    _ group: Int, _ column: Int, _ other: Int, _ side: Int, room: Int
  ) -> Bool {
    let total = counts[group].count - 1
    let givesWay: [Int]
    let takesWith: [Int]
    if column == total || side == total {
      givesWay = [counts[other][column], counts[other][side]]
      takesWith = [counts[group][side]]
    } else {
      givesWay = [counts[group][side], counts[other][column]]
      takesWith = [counts[other][side]]
    }
    return givesWay.allSatisfy { $0 >= room } && takesWith.allSatisfy { $0 > 0 }
  }
}
