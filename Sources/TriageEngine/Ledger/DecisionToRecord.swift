import ThresholdDSL

/// A decision that a person gives to be recorded.
public struct DecisionToRecord: Hashable, Sendable {
  /// The contact's id.
  public var contact: String
  /// The child's id; nil when unknown.
  public var child: String?
  /// The number of the case, where several children of the contact are unknown.
  public var number: Int?
  /// The name of the outcome.
  public var outcome: String
  /// The name of the rating.
  public var rating: String?
  /// Who decided.
  public var by: String
  /// In which role.
  public var role: String
  /// Why.
  public var reason: String?
  /// When; nil for now.
  public var decided: Moment?
  /// The second person, who agreed.
  public var agreedBy: String?

  /// The fields of a decision to record.
  public enum Field: String, Hashable, Sendable, CaseIterable {
    case contact, child
    case number = "case"
    case outcome, rating, by, role, reason, decided
    case agreedBy = "agreed_by"
  }
}

/// Why a decision is not recorded.
///
/// INVARIANT: it names fields, entries, outcomes and ratings, and no child.
public struct RecordRefusal: Error, Hashable, Sendable {
  /// The field it is about.
  public var field: DecisionToRecord.Field?
  /// What is wrong, in plain English without a full stop.
  public var message: String
  /// What to do about it.
  public var advice: String?

  init(_ field: DecisionToRecord.Field?, _ message: String, _ advice: String? = nil) {
    self.field = field
    self.message = message
    self.advice = advice
  }
}

extension DecisionToRecord {
  /// The decision that a row of decisions states.
  public init(_ row: RawRow) throws(RecordRefusal) {
    var stated: [Field: StatedValue] = [:]
    for field in row.fields {
      let name = row.bytes(of: field.name)
      guard let known = Field.allCases.first(where: { name.says($0.rawValue) }) else {
        throw RecordRefusal(
          nil, "there is a field that no decision has",
          "the fields are " + Field.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))
      }
      stated[known] = StatedValue(field.value, in: row)
    }
    let reader = FieldReader(stated: stated)
    contact = try reader.id(.contact)
    child = try reader.childID()
    number = try reader.number(.number)
    outcome = try reader.needed(.outcome)
    rating = try reader.text(.rating)
    by = try reader.needed(.by)
    role = try reader.needed(.role)
    reason = try reader.text(.reason)
    decided = try reader.moment(.decided)
    agreedBy = try reader.text(.agreedBy)
  }

  /// Reads what the fields of a row state.
  private struct FieldReader {
    let stated: [Field: StatedValue]

    func text(_ field: Field) throws(RecordRefusal) -> String? {
      switch stated[field] {
      case nil, .silence, .unknown: return nil
      case .text(let text, _):
        if text.count > LedgerLimits.textBytes {
          throw RecordRefusal(field, "it is longer than \(LedgerLimits.textBytes) bytes")
        }
        let words = String(decoding: text, as: UTF8.self)
        let letters = words.unicodeScalars.map(\.properties)
        guard letters.contains(where: { $0.isAlphabetic || $0.numericType != nil }) else {
          throw RecordRefusal(field, "it says nothing", "write it in words")
        }
        return words
      case .bool, .list, .object: throw RecordRefusal(field, "it is not text")
      }
    }

    func needed(_ field: Field) throws(RecordRefusal) -> String {
      guard let text = try text(field) else { throw RecordRefusal(field, "it is not stated") }
      return text
    }

    func id(_ field: Field) throws(RecordRefusal) -> String {
      switch ValueReader.id(stated[field] ?? .silence) {
      case .value(let id): return id
      case .silence, .unknown: throw RecordRefusal(field, "it is not stated")
      case .unreadable(let advice): throw RecordRefusal(field, "it cannot be read", advice)
      }
    }

    /// The child's id; that it is unknown must be stated.
    func childID() throws(RecordRefusal) -> String? {
      if case .unknown? = stated[.child] { return nil }
      return try id(.child)
    }

    func number(_ field: Field) throws(RecordRefusal) -> Int? {
      guard let text = try text(field) else { return nil }
      guard text.utf8.count < 16, text.utf8.allSatisfy({ $0 &- 0x30 <= 9 }) else {
        throw RecordRefusal(field, "it is not the number of an entry")
      }
      return Int(text)
    }

    func moment(_ field: Field) throws(RecordRefusal) -> Moment? {
      switch ValueReader.moment(stated[field] ?? .silence) {
      case .value(let moment): return moment
      case .silence, .unknown: return nil
      case .unreadable(let advice): throw RecordRefusal(field, "it cannot be read", advice)
      }
    }
  }
}
