import Synchronization
import ThresholdDSL
import TriageEngine

/// A rule book made ready to decide contacts.
struct DecidingRules: Sendable {
  /// The rule book.
  let book: RuleBook
  /// Reads rows as contacts.
  let decoder: ContactDecoder
  /// The index of the edition that everything is decided under, when one is named.
  let namedEdition: Int?
  /// The files that were read: the rules and the calendars.
  let files: [String]
  /// The calendar of each edition, in the order of the book; nil where none is at hand.
  private let calendars: [CalendarFile?]
  private let desks: EditionDesks

  /// Reads the rule book that the options name.
  init(_ options: DecidingOptions, _ console: Console) throws(ToolError) {
    let (rules, book) = try LoadedRules.usable(options.rules, colour: options.colour, console)
    try self.init(rules, book, options, console)
  }

  /// Makes a rule book that has been read ready, as the options say.
  init(
    _ rules: LoadedRules, _ book: RuleBook, _ options: DecidingOptions, _ console: Console
  ) throws(ToolError) {
    let named = try options.edition.map { (name) throws(ToolError) in
      try Self.edition(named: name, in: book)
    }
    let reader = RuleFolderReader(environment: console.environment)
    try self.init(
      book, folder: rules.folder, reader,
      options: DecodingOptions(
        ignoredFields: options.ignored, isStrict: options.isStrict, edition: named,
        keepsLedgerRows: options.ledger != nil))
  }

  /// Reads a rule book, each contact to be read under the edition in force when it was received.
  init(
    _ named: String?, colour: ColourChoice?, _ console: Console
  ) throws(ToolError) {
    let (rules, book) = try LoadedRules.usable(named, colour: colour, console)
    try self.init(
      book, folder: rules.folder, RuleFolderReader(environment: console.environment))
  }

  /// Makes a checked rule book ready.
  init(
    _ book: RuleBook, folder: RuleFolder, _ reader: RuleFolderReader,
    options: DecodingOptions = DecodingOptions()
  ) throws(ToolError) {
    var shelf = CalendarShelf(folder: folder, reader: reader)
    var calendars: [CalendarFile?] = []
    for edition in book.editions {
      calendars.append(try shelf.calendar(of: edition))
    }
    self.book = book
    self.calendars = calendars
    files = folder.editions.flatMap { $0.files.map(\.name) } + shelf.paths
    desks = EditionDesks(count: book.editions.count)
    decoder = ContactDecoder(book, options: options)
    namedEdition = options.edition
  }

  /// The bank holidays of each edition, in the order of the book; nil where none are at hand.
  var holidays: [BankHolidays?] { calendars.map { $0?.holidays } }

  /// What an edition needs to decide.
  func desk(_ index: Int) -> EditionDesk {
    desks.desk(index) { makeDesk(index) }
  }

  /// What makes the recommendations of an edition for a ledger.
  func recommender(_ index: Int) -> LedgerRecommender {
    let desk = desk(index)
    return LedgerRecommender(decoder, edition: index, desk.decider, desk.encoder)
  }

  /// What reads earlier contacts for the rules; nil where no rule counts any.
  var earlierContactReader: EarlierContactReader? {
    let plan = HistoryPlan(book.editions, used: namedEdition.map { [$0] })
    return plan.isEmpty ? nil : EarlierContactReader(plan, decoder)
  }

  private func makeDesk(_ index: Int) -> EditionDesk {
    let (edition, calendar) = (book.editions[index], calendars[index])
    return EditionDesk(
      decider: Decider(
        edition,
        calendar: calendar.map { ServiceCalendar(hours: edition.hours, holidays: $0.holidays) }),
      encoder: DecisionEncoder(
        edition: edition, rules: "sha256:" + SHA256.hex(of: edition.canonicalText),
        calendar: calendar?.digest), words: DecisionWords(edition))
  }

  static func edition(named name: String, in book: RuleBook) throws(ToolError) -> Int {
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

/// What decides, encodes and words the contacts of one edition.
final class EditionDesk: Sendable {
  let decider: Decider
  let encoder: DecisionEncoder
  let words: DecisionWords
  let blocks: BlockDeciders

  init(decider: Decider, encoder: DecisionEncoder, words: DecisionWords) {
    self.decider = decider
    blocks = BlockDeciders(decider)
    self.encoder = encoder
    self.words = words
  }
}

/// The desks of a rule book, each made when it is first wanted and shared by all who hold the rules:
/// one contact needs one edition, and making the others ready would take most of a cold start.
private final class EditionDesks: Sendable {
  private let desks: Mutex<[EditionDesk?]>

  init(count: Int) { desks = Mutex(Array(repeating: nil, count: count)) }

  func desk(_ index: Int, _ make: () -> EditionDesk) -> EditionDesk {
    desks.withLock { desks in
      if let desk = desks[index] { return desk }
      let desk = make()
      desks[index] = desk
      return desk
    }
  }
}

/// A calendar as read, with its digest.
private struct CalendarFile: Sendable {
  var holidays: BankHolidays
  var digest: String
}

/// The calendars of a rule book, each read once.
private struct CalendarShelf {
  let folder: RuleFolder
  let reader: RuleFolderReader
  private var read: [(name: String, calendar: CalendarFile)] = []
  /// The files that were read.
  private(set) var paths: [String] = []

  init(folder: RuleFolder, reader: RuleFolderReader) {
    self.folder = folder
    self.reader = reader
  }

  /// The calendar that an edition names; nil when there is none and no clock needs it.
  mutating func calendar(
    of edition: Edition
  ) throws(ToolError) -> CalendarFile? {
    if let known = read.first(where: { $0.name == edition.calendar }) { return known.calendar }
    guard let file = try reader.calendar(named: edition.calendar, for: folder) else {
      if edition.clocks.isEmpty { return nil }
      throw .environment(
        "there is no calendar `\(edition.calendar)` for the clocks of edition `\(edition.name)`",
        hint: "put the bank holidays, as gov.uk publishes them, into "
          + "`calendars/\(edition.calendar).json` beside the rule book or in a folder above it")
    }
    do {
      let holidays = try BankHolidays(json: file.bytes, division: edition.calendar)
      let calendar = CalendarFile(
        holidays: holidays, digest: "sha256:" + SHA256.hex(of: file.bytes))
      read.append((edition.calendar, calendar))
      paths.append(file.path)
      return calendar
    } catch {
      throw .environment("\(file.path):\(error.line):\(error.column): \(error.message)")
    }
  }
}
