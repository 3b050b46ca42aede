/// What left rules open before, by what their tests said: most contacts leave a rule open in one of a
/// few ways.
struct OpenSubjects: Sendable {
  /// What the tests of a rule said of a contact: four bits each, yes and no, as it stands and for the
  /// bounds.
  struct Key: Equatable, Sendable {
    var first: UInt64 = 0
    var second: UInt64 = 0
  }

  /// The tests that fit into a key.
  static let mostTests = 32
  /// The ways that are kept of one rule.
  static let mostWays = 16

  private struct Way: Sendable {
    var key = Key()
    var list = SubjectList(0..<0)
  }

  /// So many for each rule.
  private var ways: [Way]
  private var counts: [Int]
  /// What was left open, list after list.
  private(set) var subjects: [Int32] = []

  init(rules: Int) {
    ways = Array(repeating: Way(), count: rules * Self.mostWays)
    counts = Array(repeating: 0, count: rules)
  }

  /// What was left open, or nil.
  func subjects(of position: Int, _ key: Key) -> SubjectList? {
    let first = position * Self.mostWays
    for place in first..<first + counts[position] where ways[place].key == key {
      return ways[place].list
    }
    return nil
  }

  /// Keeps what is left open; nil where no more is kept of the rule.
  mutating func keep(
    _ open: ArraySlice<Int32>, of position: Int, _ key: Key
  ) -> SubjectList? {
    guard counts[position] < Self.mostWays else { return nil }
    var list = SubjectList(subjects.count..<subjects.count + open.count)
    list.isKept = true
    subjects += open
    ways[position * Self.mostWays + counts[position]] = Way(key: key, list: list)
    counts[position] += 1
    return list
  }
}

/// A list of subjects: among those kept, or those found for the contact at hand.
struct SubjectList: Sendable {
  private var start: Int32
  private var end: Int32
  var isKept = false

  init(_ range: Range<Int>) {
    start = Int32(range.lowerBound)
    end = Int32(range.upperBound)
  }

  /// INVARIANT: `start <= end`, since it was made from a range.
  var indices: Range<Int> { Int(start)..<Int(max(start, end)) }
  var count: Int { Int(end - start) }
}

extension BlockDecider {
  /// What the tests of a rule say of a contact; nil where more than they decides what leaves it open.
  func key(of position: Int, _ view: View, _ lane: Int) -> OpenSubjects.Key? {
    let steps = program.rules[position].testSteps
    guard !steps.isEmpty else { return nil }
    let base = view.rawValue * program.steps.count
    var key = OpenSubjects.Key()
    var shift: UInt64 = 0
    for step in steps {
      let truths = planes.truths[base + Int(step)]
      let yes = truths.yes &>> SIMD2(repeating: UInt64(lane)) & SIMD2(repeating: 1)
      let no = truths.no &>> SIMD2(repeating: UInt64(lane)) & SIMD2(repeating: 1)
      let bits = yes.x | yes.y << 1 | no.x << 2 | no.y << 3
      if shift < 64 { key.first |= bits << shift } else { key.second |= bits << (shift - 64) }
      shift += 4
    }
    return key
  }
}
