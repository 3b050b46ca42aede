/// A condition of a rule, with every name resolved and every comparison typed.
///
/// It is evaluated in Kleene's three-valued logic: see "Unknown" in the language reference.
public indirect enum Condition: Hashable, Sendable {
  /// A question about one fact, or about the outcome or rating so far.
  case atom(Atom)
  /// A named condition: an index into ``Edition/definitions``.
  case definition(Int)
  /// The opposite; the opposite of unknown is unknown.
  case not(Condition)
  /// `and`, or `all of`.
  case all([Condition])
  /// `or`, or `any of`.
  case any([Condition])
  /// `none of`: the opposite of `any`.
  case none([Condition])
  /// `at least N of`: counts known yeses against known nos. `count` is at least 1.
  case atLeast(Int, [Condition])
}

/// The smallest question a condition asks.
public enum Atom: Hashable, Sendable {
  /// A yes/no fact (or `ever had outcome`) is yes.
  case isYes(fact: Int)
  /// A `one of` fact is one of these values: sorted indices into its declared values.
  case isOneOf(fact: Int, values: [Int])
  /// An `any of` fact includes this value: an index into its declared values.
  case includes(fact: Int, value: Int)
  /// A number, or a count of earlier contacts, compared with a constant.
  case number(fact: Int, Comparison, Quantity)
  /// An age compared with a constant, in completed units.
  case age(fact: Int, Comparison, Age)
  /// A date, or the London date of a date and time, compared with a constant.
  case date(fact: Int, Comparison, CivilDate)
  /// `later` is at least `days` days after `earlier` (both dates or dates and times, by London date).
  case daysApart(later: Int, earlier: Int, atLeast: Int)
  /// The fact has a value. On an unknown fact this counts as undetermined for the bounds.
  case isKnown(fact: Int)
  /// The outcome so far, read by the later layer and by clocks.
  case outcome(LevelTest, level: Int)
  /// The rating so far, read by the later layer and by clocks.
  case rating(LevelTest, level: Int)
}

/// How an outcome or a rating is compared.
public enum LevelTest: Hashable, Sendable {
  /// Exactly this one.
  case equals
  /// This one or one declared after it.
  case atLeast
}

/// `<`, `<=`, `>` and `>=`; equality of numbers is written with two of them, or `is` in the text.
public enum Comparison: Hashable, Sendable {
  /// `<`
  case less
  /// `<=`
  case lessOrEqual
  /// `>`
  case greater
  /// `>=`
  case greaterOrEqual
  /// `is`
  case equal

  /// Whether `left` stands in this relation to `right`.
  public func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .equal: left == right
    }
  }
}

/// A length of life in completed calendar units.
public struct Age: Hashable, Sendable {
  /// How many completed units; 0 or more.
  public var count: Int
  /// The unit counted in.
  public var unit: AgeUnit

  /// That many completed units.
  public init(count: Int, unit: AgeUnit) {
    self.count = count
    self.unit = unit
  }
}

/// The units that ages and windows are counted in.
public enum AgeUnit: Int, Hashable, Sendable, CaseIterable {
  /// Calendar days.
  case days
  /// Seven days.
  case weeks
  /// Calendar months.
  case months
  /// Twelve calendar months.
  case years

  /// The word for one of them.
  public var singular: String {
    switch self {
    case .days: "day"
    case .weeks: "week"
    case .months: "month"
    case .years: "year"
    }
  }

  /// The word for several of them.
  public var plural: String { singular + "s" }

  /// Whether the unit is a whole number of calendar months; months are not compared with days.
  public var isCalendarMonths: Bool { self == .months || self == .years }
}
