import ThresholdDSL

/// What a ledger takes from one row of contacts.
public struct LedgerRow: Hashable, Sendable {
  /// What the contact is decided on.
  public var row: CanonicalRow
  /// What a person decided, where the row states it.
  public var decision: StatedDecision?
}

/// What a row of contacts states of a person's decision.
public struct StatedDecision: Hashable, Sendable {
  /// The name of the outcome; nil when it is not stated or cannot be read.
  public var outcome: String?
  /// The name of the rating.
  public var rating: String?
  /// When it was decided.
  public var decided: Moment?
  /// Who decided.
  public var by: String?
  /// Why.
  public var reason: String?
}

extension ContactDecoder {
  /// What a ledger takes from a row that is decided under an edition, by index.
  public func ledgerRow(_ row: RawRow, edition: Int) -> LedgerRow {
    LedgerRow(
      row: canonicalRow(row, edition: edition), decision: statedDecision(row, edition: edition))
  }

  /// The decision that a row states: one that names a time, an outcome or a rating, readable or not.
  private func statedDecision(_ row: RawRow, edition: Int) -> StatedDecision? {
    let table = tables[edition]
    var decision = StatedDecision()
    var isStated = false
    for field in row.fields {
      guard case .reserved(let reserved) = table.role(of: field, in: row) else { continue }
      let stated = StatedValue(field.value, in: row)
      switch stated {
      case .silence, .unknown: continue
      default: break
      }
      switch reserved {
      case .decided:
        isStated = true
        if case .value(let moment) = ValueReader.moment(stated) { decision.decided = moment }
      case .decidedOutcome:
        isStated = true
        decision.outcome = name(stated, among: table.outcomes)
      case .decidedRating:
        isStated = true
        decision.rating = name(stated, among: table.ratings)
      case .decidedBy: decision.by = text(stated)
      case .decidedReason: decision.reason = text(stated)
      default: break
      }
    }
    return isStated ? decision : nil
  }

  private func name(_ stated: StatedValue, among names: [String]) -> String? {
    guard case .value(let index) = ValueReader.choice(stated, among: names) else { return nil }
    return names[index]
  }

  private func text(_ stated: StatedValue) -> String? {
    guard case .text(let text, _) = stated else { return nil }
    return String(decoding: text, as: UTF8.self)
  }
}
