import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// Decides rows of text under one edition, the whole road: read, decode, decide, encode.
struct RowDecider {
  let book: RuleBook
  let index: Int
  let decoder: ContactDecoder
  let decider: Decider
  let encoder: DecisionEncoder

  static let holidays = readFile(packageFolder + "/rules/calendars/england-and-wales.json")

  init(_ book: RuleBook, edition index: Int) throws {
    let edition = book.editions[index]
    let holidays = try BankHolidays(
      json: try #require(Self.holidays), division: "england-and-wales")
    self.book = book
    self.index = index
    decoder = ContactDecoder(book)
    decider = Decider(
      edition, calendar: ServiceCalendar(hours: edition.hours, holidays: holidays))
    encoder = DecisionEncoder(
      edition: edition, rules: SHA256.hex(of: edition.canonicalText), calendar: nil)
  }

  func contact(_ row: ContactRow) throws -> Contact {
    var reader = RowReader(.jsonLines)
    let rows = try reader.read(Array(row.line.utf8)) + reader.finish()
    var tally = FieldTally()
    guard case .row(let raw)? = rows.first,
      case .contact(let contact, _) = decoder.decode(raw, tally: &tally)
    else { throw Unreadable() }
    return contact
  }

  func decision(_ row: ContactRow, for audience: Audience = .hub) throws -> Decision {
    decider.decide(try contact(row), for: audience)
  }

  func text(_ row: ContactRow, for audience: Audience = .hub) throws -> String {
    String(decoding: encoder.line(try decision(row, for: audience)), as: UTF8.self)
  }

  struct Unreadable: Error {}
}

/// The reference rule book, checked once.
enum Reference {
  static let files = ruleBookFiles(packageFolder + "/rules/reference")
  static let book = checked(editions: files).result.book
}
