public import ThresholdDSL

/// A made-up contact as the fields of one row: text as a contact file states it; nil for a field
/// that is not stated.
public struct ContactRow: Sendable {
  /// The fields stated, in the order of their names.
  public var fields: [String: String]

  /// A row with these fields.
  public init(fields: [String: String]) {
    self.fields = fields
  }

  /// The row as a line of JSON, fields in the order of their names.
  public var line: String {
    let members = fields.keys.sorted().map { name in
      let value = fields[name] ?? ""
      return value == "null" ? "\"\(name)\":null" : "\"\(name)\":\"\(value)\""
    }
    return "{" + members.joined(separator: ",") + "}\n"
  }
}

extension Edition {
  /// A made-up contact: received while the edition is in force, each fact stated with one chance in
  /// `sparseness`, the screening done with a chance of one half.
  public func randomRow(
    _ number: Int, sparseness: Int, using random: inout SplitMix64
  ) -> ContactRow {
    let span = Int((lastDay ?? firstDay.adding(days: 900)).dayNumber - firstDay.dayNumber)
    let received = firstDay.adding(days: Int.random(in: 0...span, using: &random))
    var fields = ["contact": "C-\(number)", "child": "P-\(number)"]
    let hour = Int.random(in: 10...23, using: &random)
    fields["received"] = "\(received)T\(hour):30:00"
    switch Int.random(in: 0..<6, using: &random) {
    case 0: break
    case 1: fields["expected_date_of_birth"] = received.adding(days: 90).description
    default:
      let age = Int.random(in: 0...(random.oneIn(2) ? 700 : 6_500), using: &random)
      fields["date_of_birth"] = received.adding(days: -age).description
    }
    if random.oneIn(2) { fields["source"] = random.pick(ReservedFact.sourceCodes) }
    for fact in facts where fact.reserved == nil && random.oneIn(sparseness) {
      fields[fact.name] = randomText(for: fact, received, using: &random)
    }
    if random.oneIn(2), facts.contains(where: { $0.name == "screening_completed" }) {
      fields["screening_completed"] = "yes"
    }
    return ContactRow(fields: fields)
  }

  /// A value of a fact as a contact states it, a stated unknown now and then; nil for history.
  public func randomText(
    for fact: Fact, _ received: CivilDate, using random: inout SplitMix64
  ) -> String? {
    if random.oneIn(12) { return "null" }
    switch fact.type {
    case .yesNo: return random.oneIn(3) ? "no" : "yes"
    case .oneOf(let values): return random.pick(values)
    case .anyOf(let values):
      return values.filter { _ in random.oneIn(2) }.joined(separator: "|")
    case .number: return String(Int.random(in: 0...12, using: &random))
    case .date: return received.adding(days: Int.random(in: -60...60, using: &random)).description
    case .dateAndTime:
      let day = received.adding(days: Int.random(in: 0...60, using: &random))
      return "\(day)T1\(Int.random(in: 0...9, using: &random)):15:00"
    case .age: return "\(Int.random(in: 0...40, using: &random)) years"
    case .history: return nil
    }
  }
}
