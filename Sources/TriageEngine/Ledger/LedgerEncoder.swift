import ThresholdDSL

/// Writes entries as the canonical bytes of their lines.
enum LedgerEncoder {
  /// The bytes of the key `check`, its value and the bracket, which end every line.
  static let tailCount = 20

  /// Appends an entry as a line, with its line break; the entry.
  static func append(
    _ event: LedgerEvent, at recorded: Instant, after head: LedgerHead, to output: inout [UInt8]
  ) -> LedgerEntry {
    let start = output.count
    let number = head.count + 1
    output.append(contentsOf: "{\"entry\":\(number),\"previous\":\"".utf8)
    head.digest.append(to: &output)
    output.append(contentsOf: "\",\"recorded\":\"".utf8)
    MomentText.write(recorded, into: &output)
    output.append(contentsOf: "\",\"event\":\"".utf8)
    var members = LedgerMembers(bytes: [])
    members.write(event)
    output.append(contentsOf: members.bytes)
    let sum = CheckSum.of(output.span.extracting(start..<output.count))
    output.append(contentsOf: ",\"check\":\"".utf8)
    for shift in stride(from: 28, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: sum >> UInt32(shift)) & 15
      output.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
    output.append(contentsOf: "\"}".utf8)
    let digest = LedgerDigest(of: output.span.extracting(start..<output.count))
    output.append(0x0A)
    return LedgerEntry(
      number: number, previous: head.digest, recorded: recorded, event: event, digest: digest)
  }
}

/// The members of an event, from the name of the event to before `check`.
private struct LedgerMembers {
  var bytes: [UInt8]

  mutating func write(_ event: LedgerEvent) {
    switch event {
    case .received(let event):
      name("received", event.subject)
      member("received", MomentText.text(event.received))
      member("content", event.content.text)
      member("row", raw: event.row)
    case .rejected(let event):
      bytes += "rejected\"".utf8
      member("contact", event.identity.contact)
      member("child", event.identity.child)
      member("received", event.identity.received.map { MomentText.text($0) })
      member("content", event.content.text)
      member("file", event.file)
      member("line", event.line)
      member("field", event.field)
      member("code", event.code)
      member("reason", event.reason)
    case .recommended(let event): write(event)
    case .decided(let event): write(event)
    }
  }

  private mutating func write(_ event: LedgerRecommended) {
    name("recommended", event.subject)
    member("content", event.content.text)
    member("edition", event.edition)
    member("outcome", event.outcome)
    member("certainty", event.certainty)
    member("could_rise_to", event.couldRiseTo)
    member("could_fall_to", event.couldFallTo)
    member("rating", event.rating)
    member("rating_could_rise_to", event.ratingCouldRiseTo)
    member("outcomes", event.outcomes)
    member("ratings", event.ratings)
    member("rules", event.rules)
    member("calendar", event.calendar)
    member("history", raw: event.history)
    member("supersedes", event.supersedes)
    member("decision", raw: event.decision)
  }

  private mutating func write(_ event: LedgerDecided) {
    name(event.supersedes == nil ? "decided" : "revised", event.subject)
    member("outcome", event.outcome)
    member("rating", event.rating)
    member("decided", event.decided.map { MomentText.text($0) })
    member("by", event.by)
    member("role", event.role)
    member("reason", event.reason)
    member("agreed_by", event.agreedBy)
    member("recommendation", event.recommendation)
    member("source", event.source.rawValue)
    member("lacking", event.lacking.map(\.rawValue))
    member("supersedes", event.supersedes)
  }

  /// Ends the name of the event, and writes whom it is about.
  private mutating func name(_ event: String, _ subject: LedgerSubject) {
    bytes += event.utf8
    bytes.append(UInt8(ascii: "\""))
    member("case", subject.number)
    member("contact", subject.contact)
    member("child", subject.child)
  }

  private mutating func key(_ name: String) {
    bytes += ",\"".utf8
    bytes += name.utf8
    bytes += "\":".utf8
  }

  private mutating func member(_ name: String, _ text: String?) {
    key(name)
    guard let text else {
      bytes += "null".utf8
      return
    }
    JSONText.append(text.utf8, to: &bytes)
  }

  private mutating func member(_ name: String, _ number: Int?) {
    key(name)
    bytes += (number.map { String($0) } ?? "null").utf8
  }

  private mutating func member(_ name: String, _ list: [String]) {
    key(name)
    bytes.append(UInt8(ascii: "["))
    for (index, text) in list.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONText.append(text.utf8, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func member(_ name: String, raw object: [UInt8]) {
    key(name)
    bytes += object
  }
}
