/// Says whether answers to questions about days can all be true of some days, and of which.
///
/// Each answer is a difference between two days, so days can be found unless some answers go round
/// in a ring that adds up to less than nothing (Bellman and Ford).
struct DayTheory {
  /// An answer: the later day less the earlier one is at least so much.
  private struct Difference {
    var later: Int
    var earlier: Int
    var atLeast: Int
    /// What it rests on; nil for what is so of every contact.
    var literal: Literal?
  }

  /// Day 0 stands first.
  private var nodes: [Int?] = [nil]
  private var differences: [Difference] = []

  /// The answers that a model gives, with the days on which a contact can be received.
  init(
    _ answers: [(test: DayTest, literal: Literal, holds: Bool)], received: Int,
    within days: ClosedRange<CivilDate>
  ) {
    let node = self.node(received)
    bound(node, days)
    for (test, literal, holds) in answers {
      let (later, earlier) = (self.node(test.later), self.node(test.earlier))
      differences.append(
        holds
          ? Difference(later: later, earlier: earlier, atLeast: test.atLeast, literal: literal)
          : Difference(
            later: earlier, earlier: later, atLeast: 1 - test.atLeast, literal: !literal))
    }
    for node in nodes.indices.dropFirst() where nodes[node] != received {
      bound(node, .earliest ... .latest)
    }
  }

  private mutating func node(_ fact: Int?) -> Int {
    if let place = nodes.firstIndex(of: fact) { return place }
    nodes.append(fact)
    return nodes.count - 1
  }

  private mutating func bound(_ node: Int, _ days: ClosedRange<CivilDate>) {
    let (first, last) = (Int(days.lowerBound.dayNumber), Int(days.upperBound.dayNumber))
    differences.append(Difference(later: node, earlier: 0, atLeast: first))
    differences.append(Difference(later: 0, earlier: node, atLeast: -last))
  }

  /// What comes of looking for days.
  enum Finding {
    /// The day of each fact.
    case days([Int: CivilDate])
    /// Answers that cannot be true together.
    case contradiction([Literal])
  }

  /// The days on which a fact can lie; nil when the answers contradict one another.
  func range(of fact: Int) -> ClosedRange<Int>? {
    guard let node = nodes.firstIndex(of: fact), case .success(let least) = distances(),
      case .success(let most) = distances(isReversed: true)
    else { return nil }
    return least[node]...max(least[node], -most[node])
  }

  /// Days for every fact: those wanted where they will do, and otherwise as near as can be.
  func days(wanted: [Int: CivilDate], otherwise: CivilDate) -> Finding {
    if case .failure(let ring) = distances() { return .contradiction(ring.literals) }
    var theory = self
    var days: [Int: CivilDate] = [:]
    for (node, fact) in nodes.enumerated() {
      guard let fact, let range = theory.range(of: fact) else { continue }
      let day = Int((wanted[fact] ?? otherwise).dayNumber)
      let chosen = min(max(day, range.lowerBound), range.upperBound)
      days[fact] = CivilDate(dayNumber: chosen)
      theory.differences.append(Difference(later: node, earlier: 0, atLeast: chosen))
      theory.differences.append(Difference(later: 0, earlier: node, atLeast: -chosen))
    }
    return .days(days)
  }

  /// Whether a fact can lie on a day.
  func allows(_ fact: Int, on day: CivilDate) -> Bool {
    range(of: fact)?.contains(Int(day.dayNumber)) ?? true
  }

  private struct Ring: Error {
    var literals: [Literal]
  }

  /// For each node the least it can be, day 0 being 0; reversed, less the most it can be.
  private func distances(isReversed: Bool = false) -> Result<[Int], Ring> {
    var least = Array(repeating: Int.min / 2, count: nodes.count)
    var reasons: [Int?] = Array(repeating: nil, count: nodes.count)
    least[0] = 0
    for round in 0...nodes.count {
      var changed: Int?
      for (index, difference) in differences.enumerated() {
        let from = isReversed ? difference.later : difference.earlier
        let to = isReversed ? difference.earlier : difference.later
        guard least[from] > Int.min / 2, least[from] + difference.atLeast > least[to] else {
          continue
        }
        least[to] = least[from] + difference.atLeast
        reasons[to] = index
        changed = to
      }
      guard let changed else { return .success(least) }
      if round == nodes.count { return .failure(ring(through: changed, reasons, isReversed)) }
    }
    return .success(least)
  }

  private func ring(through start: Int, _ reasons: [Int?], _ isReversed: Bool) -> Ring {
    func previous(_ node: Int) -> Int? {
      reasons[node].map { isReversed ? differences[$0].later : differences[$0].earlier }
    }
    // As many steps back as there are nodes lead into the ring.
    var node = start
    for _ in nodes.indices { node = previous(node) ?? node }
    let first = node
    var literals: [Literal] = []
    repeat {
      guard let reason = reasons[node] else { break }
      if let literal = differences[reason].literal { literals.append(literal) }
      node = previous(node) ?? first
    } while node != first
    return Ring(literals: literals)
  }
}
