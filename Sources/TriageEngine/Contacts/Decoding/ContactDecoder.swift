public import ThresholdDSL

/// Decodes rows into contacts: what each declared fact is, by the edition in force when the contact
/// was received.
///
/// A row is rejected only when it cannot be told which contact, child or edition it belongs to. Any
/// other value that cannot be read makes its fact unknown, and a note says so: a wrong postcode must
/// not lose a bruised baby. The decoder never changes, so threads can share it.
public struct ContactDecoder: Sendable {
  /// The rule book's editions, earliest first.
  let editions: [Edition]
  let tables: [FieldTable]
  let options: DecodingOptions
  /// The hashes of `contact`, `child` and `received`.
  private let keys: [UInt32]

  /// A decoder for a rule book.
  public init(_ book: RuleBook, options: DecodingOptions = DecodingOptions()) {
    editions = book.editions
    tables = book.editions.map { FieldTable($0, ignored: options.ignoredFields) }
    self.options = options
    keys = ["contact", "child", "received"].map { name in
      FieldName.hash(Array(name.utf8), in: 0..<name.utf8.count)
    }
  }

  /// Decodes a row; fields that nothing declares are added to the tally.
  public func decode(_ row: RawRow, tally: inout FieldTally) -> DecodedRow {
    do throws(Rejection) {
      return try decode(row, edition: options.edition, &tally)
    } catch {
      return .rejected(error)
    }
  }

  func decode(
    _ row: RawRow, edition forced: Int?, _ tally: inout FieldTally
  ) throws(Rejection) -> DecodedRow {
    let identity = try identify(row)
    let edition = try edition(on: identity.received.value.date, forced, identity.received, row)
    var draft = ContactDraft(
      row: row, table: tables[edition], edition: edition, isStrict: options.isStrict,
      received: identity.received.value)
    for field in row.fields { try draft.take(field, in: row, &tally) }
    var contact = draft.contact(id: identity.contact, child: identity.child)
    if options.keepsLedgerRows { contact.ledgerRow = ledgerRow(row, edition: edition) }
    return .contact(contact, edition: edition)
  }
}

/// How rows are decoded.
public struct DecodingOptions: Sendable {
  /// Fields that no rule reads, beside those that the rule book ignores. A fact cannot be ignored.
  public var ignoredFields: [String]
  /// Whether a value that cannot be read, or a field that nothing declares, rejects the row.
  public var isStrict: Bool
  /// The edition to decode every row under, by index, whenever it was received; nil for the one in
  /// force.
  public var edition: Int?
  /// Whether contacts keep what a ledger takes from their rows.
  public var keepsLedgerRows: Bool

  /// Options; without any, nothing is ignored and nothing is strict.
  public init(
    ignoredFields: [String] = [], isStrict: Bool = false, edition: Int? = nil,
    keepsLedgerRows: Bool = false
  ) {
    self.ignoredFields = ignoredFields
    self.isStrict = isStrict
    self.edition = edition
    self.keepsLedgerRows = keepsLedgerRows
  }
}

/// What becomes of a row that is decoded.
public enum DecodedRow: Sendable {
  /// A contact, and the index of the edition that it is decided under.
  case contact(Contact, edition: Int)
  /// The row cannot be decided.
  case rejected(Rejection)
}

extension ContactDecoder {
  /// What a row must state to be decided at all.
  private struct Identity {
    var contact: String
    var child: String?
    var received: (value: Moment, field: RawField)
  }

  private func identify(_ row: RawRow) throws(Rejection) -> Identity {
    var (contact, child, received): (RawField?, RawField?, RawField?) = (nil, nil, nil)
    for field in row.fields {
      if field.hash == keys[0], row.bytes(of: field.name).says("contact") { contact = field }
      if field.hash == keys[1], row.bytes(of: field.name).says("child") { child = field }
      if field.hash == keys[2], row.bytes(of: field.name).says("received") { received = field }
    }
    return Identity(
      contact: try self.contact(contact, row), child: try self.child(child, row),
      received: try self.received(received, row))
  }

  private func contact(_ field: RawField?, _ row: RawRow) throws(Rejection) -> String {
    guard let field else {
      throw Rejection.of(row, .contactMissing, "contact", "the contact's id is not stated")
    }
    switch ValueReader.id(StatedValue(field.value, in: row)) {
    case .value(let id): return id
    case .silence, .unknown:
      throw Rejection.of(
        row, .contactMissing, "contact", "the contact's id is empty or unknown", at: field)
    case .unreadable(let advice):
      throw Rejection.of(row, .contactUnreadable, "contact", advice, at: field)
    }
  }

  private func child(_ field: RawField?, _ row: RawRow) throws(Rejection) -> String? {
    let advice = "write the child's id, or unknown"
    guard let field else {
      throw Rejection.of(row, .childMissing, "child", "the child is not stated; \(advice)")
    }
    switch ValueReader.id(StatedValue(field.value, in: row)) {
    case .value(let id): return id
    case .unknown: return nil
    case .silence:
      throw Rejection.of(row, .childMissing, "child", "the child is empty; \(advice)", at: field)
    case .unreadable(let reason):
      throw Rejection.of(row, .childUnreadable, "child", reason, at: field)
    }
  }

  private func received(
    _ field: RawField?, _ row: RawRow
  ) throws(Rejection) -> (value: Moment, field: RawField) {
    let advice = "write the day or time at which the contact was received, such as 2021-05-04T15:42"
    guard let field else {
      throw Rejection.of(row, .receivedMissing, "received", "it is not stated; \(advice)")
    }
    switch ValueReader.moment(StatedValue(field.value, in: row)) {
    case .value(let moment): return (moment, field)
    case .silence, .unknown:
      throw Rejection.of(
        row, .receivedMissing, "received", "it is empty or unknown; \(advice)", at: field)
    case .unreadable(let reason):
      let isSkipped = reason == DateProblem.skippedByClockChange.explanation
      throw Rejection.of(
        row, isSkipped ? .receivedSkipped : .receivedUnreadable, "received", reason, at: field)
    }
  }

  /// The edition that a contact received on a day is decided under.
  private func edition(
    on day: CivilDate, _ forced: Int?, _ received: (value: Moment, field: RawField), _ row: RawRow
  ) throws(Rejection) -> Int {
    if let forced, tables.indices.contains(forced) { return forced }
    let index = editions.firstIndex {
      $0.firstDay <= day && day <= ($0.lastDay ?? .latest)
    }
    if let index { return index }
    let reason =
      if let first = editions.first, day < first.firstDay {
        "the contact was received before \(first.firstDay), the first day of the first edition, \(first.name)"
      } else if let last = editions.last, let lastDay = last.lastDay {
        "the contact was received after \(lastDay), the last day of the last edition, \(last.name)"
      } else {
        "no edition was in force on the day the contact was received"
      }
    throw Rejection.of(row, .outsideEditions, "received", reason, at: received.field)
  }
}

extension Rejection {
  /// The rejection of a row for one of its fields.
  static func of(
    _ row: RawRow, _ code: RejectionCode, _ field: String, _ reason: String,
    at raw: RawField? = nil
  ) -> Rejection {
    Rejection(
      code, at: row.place, column: raw?.column, field: field, reason: reason, raw: row.raw,
      identity: RowIdentity(row))
  }
}
