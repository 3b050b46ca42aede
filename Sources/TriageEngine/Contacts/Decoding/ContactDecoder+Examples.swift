public import ThresholdDSL

extension ContactDecoder {
  /// The contact that an example of an edition states, read by the same road as any row.
  public func decode(_ example: Example, edition: Int) -> Result<Contact, Rejection> {
    decode(exampleFields: example.fields, edition: edition)
  }

  /// The contact that an example's fields state.
  ///
  /// What every contact needs and an example leaves out is made up: the ids, and noon on the first
  /// day of the edition as the time received.
  public func decode(
    exampleFields fields: [ExampleField], edition: Int
  ) -> Result<Contact, Rejection> {
    let (line, isBorn) = line(fields, edition)
    return decode(line, edition: edition, isBorn: isBorn)
  }

  /// The contact that an example's fields state, as a line of a contact file.
  public func line(exampleFields fields: [ExampleField], edition: Int) -> [UInt8] {
    line(fields, edition).line.object
  }

  /// The line, and whether the fields say that the child is born and nothing of when.
  private func line(
    _ fields: [ExampleField], _ edition: Int
  ) -> (line: ExampleLine, isBorn: Bool) {
    var line = ExampleLine()
    for name in ["contact", "child"] where !fields.contains(where: { $0.name == name }) {
      line.append(name, .text("example"))
    }
    let received = received(fields, edition)
    if !fields.contains(where: { $0.name == "received" }) {
      line.append("received", .text(received.text))
    }
    var isBorn = false
    for field in fields {
      switch field.name {
      case ReservedFact.childAge.rawValue:
        line.append("date_of_birth", dateOfBirth(field.value, received.date))
      case ReservedFact.unborn.rawValue:
        switch yesNo(field.value) {
        case true?: line.append("expected_date_of_birth", expectedDate(received.date))
        case false?: isBorn = true
        case nil: line.append("expected_date_of_birth", .unknown)
        }
      default: line.append(field.name, field.value)
      }
    }
    return (line, isBorn)
  }

  private func decode(
    _ line: ExampleLine, edition: Int, isBorn: Bool
  ) -> Result<Contact, Rejection> {
    var parser = JSONRowParser()
    let bytes = line.object
    let row: RawRow
    switch parser.parse(bytes, in: 0..<bytes.count, at: RowPlace(file: 0, line: 1)) {
    case .rejected(let rejection): return .failure(rejection)
    case .row(let read): row = read
    }
    var tally = FieldTally()
    do throws(Rejection) {
      guard case .contact(var contact, _) = try decode(row, edition: edition, &tally) else {
        return .failure(Rejection.of(row, .notJSON, "contact", "the example is not a contact"))
      }
      // `not unborn` says that the child is born, and nothing of the age.
      if isBorn, let index = tables[edition].index(of: .unborn),
        case .unknown = contact.facts[index]
      {
        contact.facts[index] = .known(.yesNo(false), .statement)
      }
      return .success(contact)
    } catch {
      return .failure(error)
    }
  }

  /// The time received that the fields state, or noon on the edition's first day.
  private func received(_ fields: [ExampleField], _ edition: Int) -> (text: String, date: CivilDate)
  {
    let first = editions[edition].firstDay
    guard let field = fields.first(where: { $0.name == "received" }),
      case .text(let text) = field.value,
      case .value(let moment) = ValueReader.moment(.text(Array(text.utf8)[...], isNumber: false))
    else { return ("\(first) 12:00", first) }
    return (text, moment.date)
  }

  /// The date of birth of a child who has completed exactly so much on a day.
  private func dateOfBirth(_ value: ExampleValue, _ received: CivilDate) -> ExampleValue {
    switch value {
    case .age(let age): return .text("\(received.subtracting(age))")
    case .text(let text):
      let stated = StatedValue.text(Array(text.utf8)[...], isNumber: false)
      guard case .value(let age) = ValueReader.age(stated) else { return value }
      return .text("\(received.subtracting(age))")
    case .unknown, .list: return value
    }
  }

  private func expectedDate(_ received: CivilDate) -> ExampleValue {
    .text("\(received.adding(days: 90))")
  }

  private func yesNo(_ value: ExampleValue) -> Bool? {
    guard case .text(let text) = value,
      case .value(let answer) = ValueReader.yesNo(.text(Array(text.utf8)[...], isNumber: false))
    else { return nil }
    return answer
  }
}

/// The fields of an example as the line of JSON that a contact file would have.
private struct ExampleLine {
  private var bytes: [UInt8] = []

  /// The line.
  var object: [UInt8] { [UInt8(ascii: "{")] + bytes + [UInt8(ascii: "}")] }

  /// Adds a field.
  mutating func append(_ name: String, _ value: ExampleValue) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
    JSONText.append(name.utf8, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    switch value {
    case .unknown: bytes.append(contentsOf: "null".utf8)
    case .text(let text): JSONText.append(text.utf8, to: &bytes)
    case .age(let age):
      JSONText.append("\(age.count) \(age.unit.plural)".utf8, to: &bytes)
    case .list(let names):
      bytes.append(UInt8(ascii: "["))
      for (index, name) in names.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONText.append(name.utf8, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    }
  }
}
