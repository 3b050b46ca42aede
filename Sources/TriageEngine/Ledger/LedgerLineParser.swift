import ThresholdDSL

/// Reads the members of one line, which stand in one order and are written in one way only.
struct LedgerLineParser {
  /// That a line is not written as an entry is.
  struct NotAnEntry: Error {}

  private let bytes: [UInt8]
  private let end: Int
  private var position: Int
  /// Whether the decision of a recommendation is kept.
  private let keepsDecisions: Bool

  /// What stands before the event.
  struct Start {
    var number: Int
    var previous: LedgerDigest
    var recorded: Instant
  }

  init(_ bytes: [UInt8], in range: Range<Int>, keepsDecisions: Bool) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
    self.keepsDecisions = keepsDecisions
  }

  /// The number, the digest and the time.
  mutating func readStart() throws(NotAnEntry) -> Start {
    try take("{\"entry\":")
    let number = try number()
    try take(",\"previous\":")
    let previous = try digest()
    try take(",\"recorded\":")
    let recorded = try moment()
    guard recorded.precision == .exact else { throw NotAnEntry() }
    return Start(number: number, previous: previous, recorded: recorded.earliest)
  }

  /// The event, up to the end of the bytes given.
  mutating func readEvent() throws(NotAnEntry) -> LedgerEvent {
    try take(",\"event\":")
    let event: LedgerEvent
    switch try text() {
    case "received": event = .received(try received())
    case "rejected": event = .rejected(try rejected())
    case "recommended": event = .recommended(try recommended())
    case "decided": event = .decided(try decided(isRevision: false))
    case "revised": event = .decided(try decided(isRevision: true))
    default: throw NotAnEntry()
    }
    guard position == end else { throw NotAnEntry() }
    return event
  }

  private mutating func received() throws(NotAnEntry) -> LedgerReceived {
    let subject = try subject()
    try key("received")
    let received = try moment()
    try key("content")
    let content = try digest()
    try key("row")
    return LedgerReceived(
      subject: subject, received: received, content: content, row: Array(bytes[try object()]))
  }

  private mutating func rejected() throws(NotAnEntry) -> LedgerRejected {
    var identity = RowIdentity()
    identity.contact = try optionalText("contact")
    identity.child = try optionalText("child")
    try key("received")
    identity.received = try optionalMoment()
    try key("content")
    let content = try digest()
    let file = try text("file")
    try key("line")
    let line = try number()
    let field = try optionalText("field")
    let code = try text("code")
    return LedgerRejected(
      identity: identity, content: content, file: file, line: line, field: field, code: code,
      reason: try text("reason"))
  }

  private mutating func recommended() throws(NotAnEntry) -> LedgerRecommended {
    let subject = try subject()
    try key("content")
    let content = try digest()
    let edition = try text("edition")
    let outcome = try text("outcome")
    let certainty = try text("certainty")
    let couldRiseTo = try text("could_rise_to")
    let couldFallTo = try text("could_fall_to")
    let rating = try optionalText("rating")
    let ratingCouldRiseTo = try optionalText("rating_could_rise_to")
    let outcomes = try texts("outcomes")
    let ratings = try texts("ratings")
    let rules = try text("rules")
    let calendar = try optionalText("calendar")
    try key("history")
    let history = Array(bytes[try object()])
    try key("supersedes")
    let supersedes = try optionalNumber()
    try key("decision")
    let decision = try object()
    return LedgerRecommended(
      subject: subject, content: content, edition: edition, outcome: outcome,
      certainty: certainty, couldRiseTo: couldRiseTo, couldFallTo: couldFallTo, rating: rating,
      ratingCouldRiseTo: ratingCouldRiseTo, outcomes: outcomes, ratings: ratings, rules: rules,
      calendar: calendar, history: history, supersedes: supersedes,
      decision: keepsDecisions ? Array(bytes[decision]) : [])
  }

  private mutating func decided(isRevision: Bool) throws(NotAnEntry) -> LedgerDecided {
    let subject = try subject()
    let outcome = try optionalText("outcome")
    let rating = try optionalText("rating")
    try key("decided")
    let decided = try optionalMoment()
    let by = try optionalText("by")
    let role = try optionalText("role")
    let reason = try optionalText("reason")
    let agreedBy = try optionalText("agreed_by")
    try key("recommendation")
    let recommendation = try optionalNumber()
    guard let source = LedgerDecided.Source(rawValue: try text("source")) else {
      throw NotAnEntry()
    }
    var lacking: [LedgerDecided.Lack] = []
    for word in try texts("lacking") {
      guard let lack = LedgerDecided.Lack(rawValue: word) else { throw NotAnEntry() }
      lacking.append(lack)
    }
    try key("supersedes")
    let supersedes = try optionalNumber()
    guard isRevision == (supersedes != nil) else { throw NotAnEntry() }
    return LedgerDecided(
      subject: subject, outcome: outcome, rating: rating, decided: decided, by: by, role: role,
      reason: reason, agreedBy: agreedBy, recommendation: recommendation, source: source,
      lacking: lacking, supersedes: supersedes)
  }

  private mutating func subject() throws(NotAnEntry) -> LedgerSubject {
    try key("case")
    let number = try number()
    let contact = try text("contact")
    return LedgerSubject(number: number, contact: contact, child: try optionalText("child"))
  }
}

extension LedgerLineParser {
  /// Passes over bytes that must stand here.
  private mutating func take(_ text: String) throws(NotAnEntry) {
    for byte in text.utf8 {
      guard position < end, bytes[position] == byte else { throw NotAnEntry() }
      position += 1
    }
  }

  private mutating func key(_ name: String) throws(NotAnEntry) {
    try take(",\"")
    try take(name)
    try take("\":")
  }

  /// Whether `null` stands here, which is passed over.
  private mutating func takeNull() throws(NotAnEntry) -> Bool {
    guard position < end, bytes[position] == UInt8(ascii: "n") else { return false }
    try take("null")
    return true
  }

  private mutating func number() throws(NotAnEntry) -> Int {
    let start = position
    var number = 0
    // No sound ledger has an entry of more than fifteen digits.
    while position < end, bytes[position] &- 0x30 <= 9, position - start < 15 {
      number = number * 10 + Int(bytes[position] - 0x30)
      position += 1
    }
    guard position > start, bytes[start] != 0x30 else { throw NotAnEntry() }
    return number
  }

  private mutating func optionalNumber() throws(NotAnEntry) -> Int? {
    try takeNull() ? nil : try number()
  }

  /// Text, written with no more escapes than it needs.
  private mutating func text() throws(NotAnEntry) -> String {
    var scanner = JSONScanner(bytes, in: position..<end)
    guard position < end, bytes[position] == UInt8(ascii: "\"") else { throw NotAnEntry() }
    do {
      let text = try scanner.readText()
      let written = position..<scanner.position
      position = scanner.position
      if !text.hasEscapes { return String(decoding: bytes[text.range], as: UTF8.self) }
      var plain: [UInt8] = []
      scanner.appendText(text, to: &plain)
      var again: [UInt8] = []
      JSONText.append(plain, to: &again)
      guard again[...] == bytes[written] else { throw NotAnEntry() }
      return String(decoding: plain, as: UTF8.self)
    } catch {
      throw NotAnEntry()
    }
  }

  private mutating func text(_ name: String) throws(NotAnEntry) -> String {
    try key(name)
    return try text()
  }

  private mutating func optionalText(_ name: String) throws(NotAnEntry) -> String? {
    try key(name)
    return try takeNull() ? nil : try text()
  }

  private mutating func texts(_ name: String) throws(NotAnEntry) -> [String] {
    try key(name)
    try take("[")
    var texts: [String] = []
    while position < end, bytes[position] != UInt8(ascii: "]") {
      if !texts.isEmpty { try take(",") }
      texts.append(try text())
    }
    try take("]")
    return texts
  }

  private mutating func digest() throws(NotAnEntry) -> LedgerDigest {
    let last = position + LedgerDigest.textCount + 2
    guard last <= end, bytes[position] == UInt8(ascii: "\""),
      bytes[last - 1] == UInt8(ascii: "\""),
      let digest = LedgerDigest(bytes.span.extracting(position + 1..<last - 1))
    else { throw NotAnEntry() }
    position = last
    return digest
  }

  /// A moment, written as it would be written again.
  private mutating func moment() throws(NotAnEntry) -> Moment {
    let text = Array(try text().utf8)
    guard case .success(let moment) = MomentText.read(text.span),
      MomentText.text(moment).utf8.elementsEqual(text)
    else { throw NotAnEntry() }
    return moment
  }

  private mutating func optionalMoment() throws(NotAnEntry) -> Moment? {
    try takeNull() ? nil : try moment()
  }

  /// The range of an object, whose inside is only passed over.
  private mutating func object() throws(NotAnEntry) -> Range<Int> {
    let start = position
    guard position < end, bytes[position] == UInt8(ascii: "{") else { throw NotAnEntry() }
    var depth = 0
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\""): try skipText()
      default: break
      }
      position += 1
      if depth == 0 { return start..<position }
    }
    throw NotAnEntry()
  }

  /// Passes over text, from its opening quote to its closing one.
  private mutating func skipText() throws(NotAnEntry) {
    position += 1
    while position < end, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < end else { throw NotAnEntry() }
  }
}
