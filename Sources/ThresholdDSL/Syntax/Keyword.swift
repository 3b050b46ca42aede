/// The words that the grammar knows, in one table.
///
/// Most may also be names, since the place tells the two apart; those that may not are
/// ``isReserved``.
enum Keyword: String, CaseIterable, Sendable {
  /// Any other word.
  case other = ""

  // Declarations.
  case language, edition, outcome, rating, fact, define, rule, table, scale, judgement, action
  case ignored, hours, closed, out, clock, example, answer

  // Their lines.
  case title, `in`, force, follows, calendar, rated, asks, raises, lowers, concern, neither
  case silence, means, held, by, restricted, when, unless, because, also, clause, row, expect
  case earlier, up, field, counts, from, next, working, same, the, to, until

  // Types and history.
  case yes, no, unknown, one, any, of, number, date, and, time, age, count, contacts, contact
  case within, ever, had, days, since, last, decided, or, above, `where`, `for`, household

  // Conditions.
  case not, `is`, known, includes, all, none, at, least, before, after, points, point, on
  case day, week, weeks, month, months, year, years

  // Clocks and examples.
  case end, open, hour, firm, provisional, may, rise, fall, meets, misses, undetermined, due
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  // Words of other languages, kept so that each gets its own message.
  case `if`, then, `else`, `true`, `false`
}

extension Keyword {
  /// Whether the word may not be a name, because a condition or a line could not be told from it.
  var isReserved: Bool {
    switch self {
    case .and, .or, .not, .is, .any, .all, .none, .at, .of, .yes, .no, .known, .unknown, .when,
      .unless, .because, .also, .includes, .rated, .outcome, .rating, .rule, .fact, .define,
      .table, .scale, .judgement, .action, .clock, .example, .expect, .row, .if, .then, .else,
      .true, .false:
      true
    default:
      false
    }
  }

  /// Whether a line at the margin that starts with it starts a declaration.
  var startsDeclaration: Bool {
    switch self {
    case .language, .edition, .outcome, .rating, .fact, .define, .rule, .table, .scale, .judgement,
      .action, .ignored, .hours, .closed, .out, .clock, .example, .answer:
      true
    default:
      false
    }
  }

  /// Whether it starts one of the lines inside a declaration and nothing else.
  var startsLine: Bool {
    switch self {
    case .title, .in, .follows, .calendar, .asks, .raises, .lowers, .neither, .silence, .held,
      .restricted, .when, .unless, .because, .also, .row, .expect, .earlier, .and, .or, .not:
      true
    default:
      false
    }
  }

  /// The unit of age that the word names.
  var ageUnit: AgeUnit? {
    switch self {
    case .day, .days: .days
    case .week, .weeks: .weeks
    case .month, .months: .months
    case .year, .years: .years
    default: nil
    }
  }

  /// The day of the week that the word names: 1 for Monday to 7.
  var weekday: Int? {
    switch self {
    case .monday: 1
    case .tuesday: 2
    case .wednesday: 3
    case .thursday: 4
    case .friday: 5
    case .saturday: 6
    case .sunday: 7
    default: nil
    }
  }

  /// The words that start a declaration, for suggestions.
  static let declarationWords: [String] = allCases.filter(\.startsDeclaration).map(\.rawValue)
}

/// Finds keywords by their bytes, packed eight to a machine word, without making strings.
///
/// INVARIANT: `slots.count` is a power of two larger than the number of keywords, so that every
/// search meets an empty slot.
struct KeywordTable: Sendable {
  private struct Slot {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var keyword = Keyword.other
  }

  private var slots = [Slot](repeating: Slot(), count: 512)

  /// The one table.
  static let shared = KeywordTable()

  private init() {
    for keyword in Keyword.allCases where keyword != .other {
      var low: UInt64 = 0
      var high: UInt64 = 0
      for (offset, byte) in keyword.rawValue.utf8.enumerated() {
        if offset < 8 {
          low |= UInt64(byte) << UInt64(8 * offset)
        } else {
          high |= UInt64(byte) << UInt64(8 * (offset - 8))
        }
      }
      var place = Self.hash(low, high)
      while slots[place].low != 0 { place = (place + 1) & 511 }
      slots[place] = Slot(low: low, high: high, keyword: keyword)
    }
  }

  /// The keyword whose bytes these are: the first eight in `low`, the next eight in `high`.
  func keyword(low: UInt64, high: UInt64) -> Keyword {
    var place = Self.hash(low, high)
    while slots[place].low != 0 {
      if slots[place].low == low, slots[place].high == high { return slots[place].keyword }
      place = (place + 1) & 511
    }
    return .other
  }

  /// The keyword that a text is.
  func keyword(_ text: some Collection<UInt8>) -> Keyword {
    guard text.count <= 16 else { return .other }
    var low: UInt64 = 0
    var high: UInt64 = 0
    for (offset, byte) in text.enumerated() {
      if offset < 8 {
        low |= UInt64(byte) << UInt64(8 * offset)
      } else {
        high |= UInt64(byte) << UInt64(8 * (offset - 8))
      }
    }
    return keyword(low: low, high: high)
  }

  private static func hash(_ low: UInt64, _ high: UInt64) -> Int {
    Int(truncatingIfNeeded: ((low ^ (high &* 31)) &* 0x9E37_79B9_7F4A_7C15) >> 55)
  }
}
