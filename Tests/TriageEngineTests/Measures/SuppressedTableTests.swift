import TestSupport
import Testing
import TriageEngine

struct SuppressedTableTests {
  private static let small = 1...SuppressedTable.threshold

  @Test func `a table without small counts is shown whole`() {
    let table = SuppressedTable([[6, 0, 40], [9, 12, 7]])
    #expect(!table.isPartial)
    #expect(table.shown(0, 3) == 46)
  }

  @Test func `one small count hides three others, so that no total gives it away`() {
    let table = SuppressedTable([[3, 60, 40], [20, 30, 10], [50, 8, 9]])
    #expect(table.shown(0, 0) == nil)
    #expect(table.isWithheld.joined().count { $0 } == 4)
    // The cheapest rectangle: the third column, and the second group.
    #expect(table.isWithheld[0] == [true, false, true, false])
    #expect(table.isWithheld[1] == [true, false, true, false])
  }

  @Test func `where nothing can hide a count, everything but the sums is withheld`() {
    let table = SuppressedTable([[2, 0], [0, 3]])
    #expect(table.isWithheld.joined().allSatisfy { $0 })
  }

  @Test func `a column of small counts hides them in one another, and no more than it must`() {
    let table = SuppressedTable([[300, 200, 2], [150, 90, 1], [80, 70, 0], [200, 90, 3]])
    #expect(table.isWithheld.map { $0[2] } == [true, true, false, true])
    #expect(table.isWithheld.joined().count { $0 } < 9)
    #expect(table.isWithheld[2].allSatisfy { !$0 })
  }

  @Test func `no small count can be worked out from what is shown`() {
    let seed = testSeed(0x5A11)
    var random = SplitMix64(seed: seed)
    for round in 0..<3_000 {
      let groups = Int.random(in: 1...7, using: &random)
      let columns = Int.random(in: 1...6, using: &random)
      let most = random.pick([4, 12, 60, 400])
      let counts = (0..<groups).map { _ in
        (0..<columns).map { _ in
          random.oneIn(4) ? 0 : Int.random(in: 0...most, using: &random)
        }
      }
      let table = SuppressedTable(counts)
      if table.isWithheld.joined().allSatisfy({ $0 }) { continue }
      for group in counts.indices {
        for column in 0...columns where Self.small.contains(table.counts[group][column]) {
          let count = table.counts[group][column]
          let others = otherTables(table, group, column).map { $0[group][column] }
          #expect(others.contains { $0 > count }, "seed \(seed), round \(round)")
          #expect(others.contains { $0 < count }, "seed \(seed), round \(round)")
        }
      }
    }
  }

  /// Tables with the same sums of columns and the same counts shown in which one count differs.
  private func otherTables(
    _ table: SuppressedTable, _ group: Int, _ column: Int
  ) -> [[[Int]]] {
    let (counts, total) = (table.counts, table.counts[group].count - 1)
    var found: [[[Int]]] = []
    for other in counts.indices where other != group {
      for side in 0...total where side != column {
        for step in [-1, 1, SuppressedTable.threshold] {
          var changed = counts
          // Where a column is the total, the two cells of a row move together.
          let turn = column == total || side == total ? 1 : -1
          changed[group][column] += step
          changed[group][side] += step * turn
          changed[other][column] -= step
          changed[other][side] -= step * turn
          if isPossible(changed, table) { found.append(changed) }
        }
      }
    }
    return found
  }

  private func isPossible(_ changed: [[Int]], _ table: SuppressedTable) -> Bool {
    let total = changed[0].count - 1
    return changed.indices.allSatisfy { group in
      changed[group].dropLast().reduce(0, +) == changed[group][total]
        && changed[group].indices.allSatisfy { column in
          changed[group][column] >= 0
            && table.shown(group, column).map { $0 == changed[group][column] } ?? true
        }
    }
      && (0...total).allSatisfy { column in
        changed.reduce(0) { $0 + $1[column] } == table.counts.reduce(0) { $0 + $1[column] }
      }
  }
}
