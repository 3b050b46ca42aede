/// What one clock of the rule book says of all the cases to which it applies, or may apply.
public struct ClockTally: Hashable, Sendable {
  /// The clock's name.
  public let name: String
  /// The cases by what the clock says.
  public private(set) var counts: [ClockReading.Status: Int] = [:]

  /// The cases of which the clock says something.
  public func count(_ status: ClockReading.Status) -> Int { counts[status] ?? 0 }

  /// Done in time, of those that have been done or ought to have been.
  public var share: Share {
    Share(count(.met), of: count(.met) + count(.missed) + count(.overdue))
  }

  /// Done late, or past due and not done.
  public var late: Int { count(.missed) + count(.overdue) }

  /// Every case of the clock.
  public var total: Int { ClockReading.Status.allCases.reduce(0) { $0 + count($1) } }

  /// The tallies of all clocks that some cases have, by name.
  static func all(_ cases: [MeasuredCase]) -> [ClockTally] {
    var tallies: [String: ClockTally] = [:]
    for reading in cases.lazy.flatMap(\.clocks) {
      tallies[reading.name, default: ClockTally(name: reading.name)]
        .counts[reading.status, default: 0] += 1
    }
    return tallies.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private init(name: String) {
    self.name = name
  }
}
