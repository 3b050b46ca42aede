import ThresholdDSL

/// Makes the partner record of a recommendation in a ledger again, under one edition: a ledger keeps
/// decisions as the hub sees them, which nobody outside it may.
public struct RecordMaker: Sendable {
  private let decoder: ContactDecoder
  private let index: Int
  private let decider: Decider
  private let encoder: DecisionEncoder

  /// A maker of the records of an edition, by its index in the decoder's rule book.
  public init(
    _ decoder: ContactDecoder, edition: Int, _ decider: Decider, _ encoder: DecisionEncoder
  ) {
    self.decoder = decoder
    index = edition
    self.decider = decider
    self.encoder = encoder
  }

  /// Whether it has the rules and the calendar that a recommendation was made by.
  public func made(_ recommendation: LedgerRecommended) -> Bool {
    encoder.rules == recommendation.rules && encoder.calendar == recommendation.calendar
  }

  /// The record as ``DecisionEncoder`` writes it; nil when the row cannot be decided.
  public func partnerRecord(
    of recommendation: LedgerRecommended, on statement: LedgerStatement
  ) -> [UInt8]? {
    var tally = FieldTally()
    guard let row = statement.rawRow,
      case .contact(var contact, _) = try? decoder.decode(row, edition: index, &tally)
    else { return nil }
    LedgerHistory(bytes: recommendation.history).restore(to: &contact, decider.edition)
    return encoder.line(decider.decide(contact, for: .partner))
  }
}

extension LedgerCase {
  /// What the contact stated when a recommendation was made.
  public func statement(of recommendation: LedgerRecommended) -> LedgerStatement? {
    statements.last { $0.content == recommendation.content }
  }

  /// Who made the contact, as the row states it last: a name of ``ReservedFact/sourceNames``,
  /// `unknown`, `unreadable` or `not stated`.
  public var sourceName: String {
    name(of: "source", ReservedFact.sourceNames, ReservedValueReader.source)
  }

  /// How the contact arrived: a name of ``ReservedFact/channelNames``, `unknown`, `unreadable` or
  /// `not stated`.
  public var channelName: String {
    name(of: "channel", ReservedFact.channelNames, ReservedValueReader.channel)
  }

  private func name(
    of field: String, _ names: [String], _ read: (StatedValue) -> Reading<Int>
  ) -> String {
    guard let row = statement.rawRow,
      let stated = row.fields.first(where: { row.bytes(of: $0.name).says(field) })
    else { return "not stated" }
    return switch read(StatedValue(stated.value, in: row)) {
    case .silence: "not stated"
    case .unknown: "unknown"
    case .unreadable: "unreadable"
    case .value(let index): names[index]
    }
  }
}

extension SampledBefore {
  /// Adds the case that a row of an earlier list is about; whether it says which.
  public mutating func insert(_ row: RawRow) -> Bool {
    let cells = FormCells(row)
    guard let contact = cells["contact"] else { return false }
    // Every row of a form has one: what has none, such as a contact, was not sampled.
    guard let number = cells["case"].flatMap({ Int($0) }) else { return false }
    let child = cells["child"].flatMap { $0 == "unknown" ? nil : $0 }
    insert(contact: contact, child: child, number: number)
    return true
  }
}
