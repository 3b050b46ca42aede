public import ThresholdDSL

/// A known value of a fact, of the fact's declared type.
public enum FactValue: Hashable, Sendable {
  /// A yes/no fact.
  case yesNo(Bool)
  /// A `one of` fact: an index into its declared values.
  case choice(Int)
  /// A `one of` fact that has none of its values: read from silence alone.
  case noneOfTheValues
  /// An `any of` fact: bit N is set when value N is included.
  case choices(UInt64)
  /// A number.
  case number(Quantity)
  /// A date.
  case date(CivilDate)
  /// A date and time.
  case moment(Moment)
  /// A stated length of life: `count` completed units, and less than one unit more.
  case age(Age)
  /// The child's age, from the day or days on which the child can have been born and the day on
  /// which the contact was received. An unborn child has none: `child_age` is then unknown from
  /// silence, and `unborn` is known to be yes.
  case life(born: ClosedRange<CivilDate>, on: CivilDate)
  /// The days since the last contact where there is none: more than any number.
  case never
  /// A count of earlier contacts, or days, not known exactly; stands in reasons alone.
  case between(CountRange)
}

/// What a contact says of one fact.
public enum FactState: Hashable, Sendable {
  /// It has a value.
  case known(FactValue, KnownFrom)
  /// It has none.
  case unknown(UnknownBecause)
  /// It is counted from history, and known to lie in a range.
  case between(CountRange, UnknownBecause)
}

/// Where a known value comes from.
public enum KnownFrom: Hashable, Sendable {
  /// The contact states it, or it is worked out from what the contact states.
  case statement
  /// The rule book reads silence so.
  case silence
}

/// Why a fact is unknown.
public enum UnknownBecause: Hashable, Sendable {
  /// The contact does not state it.
  case silence
  /// The contact does not state it, and it would be no if the fact with this index were yes.
  case silenceUntil(fact: Int)
  /// The contact states that it is unknown.
  case statement
  /// What the contact states cannot be read; a note says so.
  case unreadable
  /// It is counted from history, and not all of that is known.
  case noHistory
}
