import ThresholdDSL
import TriageEngine

/// A rule book made ready to decide contacts: a decider an edition, with its calendar.
struct DecidingRules: Sendable {
  /// The rule book.
  let book: RuleBook
  /// A decider for each edition of the book, in the same order.
  let deciders: [Decider]
  /// The words of each edition, in the same order.
  let words: [DecisionWords]
  /// The digest of each edition's calendar, in the same order; nil where none is at hand.
  let calendarDigests: [String?]
  /// Reads rows as contacts.
  let decoder: ContactDecoder
  /// The index of the edition that everything is decided under, when one is named.
  let namedEdition: Int?

  /// Reads the rule book that the options name.
  init(_ options: DecidingOptions, _ console: Console) throws(ToolError) {
    let (rules, book) = try LoadedRules.usable(options.rules, colour: options.colour, console)
    let named = try options.edition.map { (name) throws(ToolError) in
      try Self.edition(named: name, in: book)
    }
    let reader = RuleFolderReader(environment: console.environment)
    try self.init(
      book, folder: rules.folder, reader,
      options: DecodingOptions(
        ignoredFields: options.ignored, isStrict: options.isStrict, edition: named))
  }

  /// Makes a checked rule book ready.
  init(
    _ book: RuleBook, folder: RuleFolder, _ reader: RuleFolderReader,
    options: DecodingOptions = DecodingOptions()
  ) throws(ToolError) {
    var calendars = CalendarShelf(folder: folder, reader: reader)
    var deciders: [Decider] = []
    var digests: [String?] = []
    for edition in book.editions {
      let calendar = try calendars.calendar(of: edition)
      digests.append(calendar?.digest)
      deciders.append(
        Decider(
          edition,
          calendar: calendar.map { ServiceCalendar(hours: edition.hours, holidays: $0.holidays) }))
    }
    self.book = book
    self.deciders = deciders
    words = book.editions.map { DecisionWords($0) }
    calendarDigests = digests
    decoder = ContactDecoder(book, options: options)
    namedEdition = options.edition
  }

  private static func edition(named name: String, in book: RuleBook) throws(ToolError) -> Int {
    if let index = book.editions.firstIndex(where: { $0.name == name }) { return index }
    let names = book.editions.map(\.name)
    throw .usage(
      "the rule book has no edition `\(name)`",
      hint: nearestNames(to: name, among: names).first.map { "did you mean `\($0)`?" }
        ?? "it has " + names.map { "`\($0)`" }.joined(separator: ", "))
  }

  /// The editions that decisions may be made under, in order.
  var editionsInUse: [Int] {
    namedEdition.map { [$0] } ?? Array(book.editions.indices)
  }
}

/// The calendars of a rule book, each read once.
private struct CalendarShelf {
  let folder: RuleFolder
  let reader: RuleFolderReader
  private var read: [(name: String, calendar: (holidays: BankHolidays, digest: String)?)] = []

  init(folder: RuleFolder, reader: RuleFolderReader) {
    self.folder = folder
    self.reader = reader
  }

  /// The calendar that an edition names; nil when there is none and no clock needs it.
  mutating func calendar(
    of edition: Edition
  ) throws(ToolError) -> (holidays: BankHolidays, digest: String)? {
    if let known = read.first(where: { $0.name == edition.calendar }) {
      if known.calendar != nil || edition.clocks.isEmpty { return known.calendar }
    }
    guard let file = try reader.calendar(named: edition.calendar, for: folder) else {
      if edition.clocks.isEmpty { return nil }
      throw .environment(
        "there is no calendar `\(edition.calendar)` for the clocks of edition `\(edition.name)`",
        hint: "put the bank holidays, as gov.uk publishes them, into "
          + "`calendars/\(edition.calendar).json` beside the rule book or in a folder above it")
    }
    do {
      let holidays = try BankHolidays(json: file.bytes, division: edition.calendar)
      let calendar = (holidays, "sha256:" + SHA256.hex(of: file.bytes))
      read.append((edition.calendar, calendar))
      return calendar
    } catch {
      throw .environment("\(file.path):\(error.line):\(error.column): \(error.message)")
    }
  }
}
