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
    var key: Key
    var subjects: [Int32]
  }

  private var ways: [[Way]]

  init(rules: Int) {
    ways = Array(repeating: [], count: rules)
  }

  /// What was left open, or nil.
  func subjects(of position: Int, _ key: Key) -> [Int32]? {
    for way in ways[position] where way.key == key { return way.subjects }
    return nil
  }

  /// Keeps what is left open.
  mutating func keep(_ subjects: ArraySlice<Int32>, of position: Int, _ key: Key) {
    guard ways[position].count < Self.mostWays else { return }
    ways[position].append(Way(key: key, subjects: Array(subjects)))
  }
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
