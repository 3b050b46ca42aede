import ThresholdDSL

/// One step of a program: a condition over steps that stand before it.
struct Step: Sendable {
  /// What a step makes of its parts.
  enum Kind: UInt8, Sendable {
    /// What a test of the contact says; `operand` is the atom.
    case atom
    /// Always no (`operand` 0) or always yes (1).
    case constant
    /// What a definition's condition is; `operand` is the definition.
    case definition
    /// The opposite of its one part.
    case not
    /// Yes when all parts are.
    case all
    /// Yes when any part is.
    case any
    /// The opposite of `any`.
    case none
    /// Yes when at least `operand` parts are.
    case atLeast
  }

  var kind: Kind
  var operand: Int32
  var firstPart: Int32
  var partCount: Int32
  /// Whether it reads the outcome or the rating.
  var readsLevels: Bool

  /// Its parts, as a range of the program's list of parts.
  var parts: Range<Int> { Int(firstPart)..<Int(firstPart + partCount) }
}

/// A test of one or two facts, or of the outcome or the rating so far, that any number of rules
/// share.
struct CompiledAtom: Sendable {
  enum Test: Sendable {
    case isYes
    /// The values, as a range of the program's list of values.
    case isOneOf(first: Int32, count: Int32)
    /// The bit of the value.
    case includes(UInt64)
    case number(Comparison, Quantity)
    case age(Comparison, Age)
    case date(Comparison, CivilDate)
    case daysApart(atLeast: Int)
    case isKnown
    case outcome(LevelTest, Int)
    case rating(LevelTest, Int)
  }

  var test: Test
  /// The step that it is.
  var step: Int32
  /// The fact that it reads, for `daysApart` the later; -1 for the outcome and the rating.
  var fact: Int32 = -1
  /// The earlier of two facts; -1 for none.
  var other: Int32 = -1
  /// Whether a no of it that rests on `silence means no, because "…"` settles nothing.
  var isPresumedInSilence = false
}

/// A fact as the program reads it.
struct CompiledFact: Sendable {
  /// Whether what silence says of a fact is only presumed.
  enum Presumption: Sendable {
    case never
    /// It is where the test is about a concern.
    case always
    /// It is where another fact's is.
    case following(Int32)
  }

  /// The atom that it is yes, and that it is known; -1 for none.
  var yesAtom: Int32 = -1
  var knownAtom: Int32 = -1
  /// Its other tests, as a range of the program's list of atoms by fact.
  var firstAtom: Int32 = 0
  var atomCount: Int32 = 0
  var presumption = Presumption.never
  /// Whether the whole fact is about a concern, whichever value is asked for.
  var raisesConcern = false
  var isReserved = false
  /// What it is once a screening is done and finds nothing.
  var whenNothingFound = FactState.unknown(.silence)
  /// The agency to whose information it is restricted; -1 for none.
  var agency: Int8 = -1
  /// Whether it is restricted, and whether other facts wait for it.
  var isRestricted = false
  var isGate = false

  var atoms: Range<Int> { Int(firstAtom)..<Int(firstAtom + atomCount) }
}
