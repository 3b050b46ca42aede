import ThresholdDSL

/// Appends records to bytes: each of its methods knows what stands before it, so that commas are
/// written with what they separate.
struct RecordWriter: ~Copyable {
  var bytes: [UInt8]
  /// The moment that was written last, and as what: most clocks of a contact start with one event.
  private var lastMoment: Moment?
  private var lastText: [UInt8] = []

  init(_ bytes: consuming [UInt8]) { self.bytes = bytes }

  /// JSON that is written again and again.
  enum Piece {
    static let start = Array("{\"format\":\(DecisionEncoder.format),\"contact\":".utf8)
    static let child = Array(",\"child\":".utf8)
    static let received = Array(",\"received\":".utf8)
    static let certainty = Array(",\"certainty\":\"".utf8)
    static let couldRiseTo = Array("\",\"could_rise_to\":".utf8)
    static let couldFallTo = Array(",\"could_fall_to\":".utf8)
    static let rating = Array(",\"rating\":".utf8)
    static let ratingCouldRiseTo = Array(",\"rating_could_rise_to\":".utf8)
    static let scores = Array(",\"scores\":{".utf8)
    static let scoresCouldReach = Array("},\"scores_could_reach\":{".utf8)
    static let scales = Array("},\"scales\":{".utf8)
    static let couldReach = Array(",\"could_reach\":".utf8)
    static let because = Array("},\"because\":[".utf8)
    static let restricted = Array("{\"restricted\":".utf8)
    static let outcome = Array(",\"outcome\":".utf8)
    static let alsoMet = Array("],\"also_met\":[".utf8)
    static let ask = Array("],\"ask\":[".utf8)
    static let askCouldRiseTo = Array(",\"could_rise_to\":".utf8)
    static let askCouldLowerTo = Array(",\"could_lower_to\":".utf8)
    static let also = Array("],\"also\":[".utf8)
    static let clocks = Array("],\"clocks\":{".utf8)
    static let from = Array(":{\"from\":".utf8)
    static let neverStarted =
      Array(":{\"from\":null,\"day_0\":null,\"due\":null".utf8)
    static let notStopped = Array(",\"at\":null,\"working_days\":null,\"status\":\"".utf8)
    static let dayZero = Array(",\"day_0\":".utf8)
    static let due = Array(",\"due\":".utf8)
    static let at = Array(",\"at\":".utf8)
    static let workingDays = Array(",\"working_days\":".utf8)
    static let status = Array(",\"status\":\"".utf8)
    static let endOfClock = Array("\"}".utf8)
    static let readFromSilence = Array("},\"read_from_silence\":".utf8)
    static let notes = Array(",\"notes\":[".utf8)
    static let code = Array("{\"code\":\"".utf8)
    static let field = Array("\",\"field\":".utf8)
    static let text = Array(",\"text\":".utf8)
    static let human = Array("],\"human\":".utf8)
    static let null = Array("null".utf8)
    static let yes = Array("true".utf8)
    static let no = Array("false".utf8)
  }

  /// Writes JSON.
  mutating func put(_ piece: [UInt8]) { bytes.append(contentsOf: piece) }

  /// Writes one character.
  mutating func put(_ character: UInt8) { bytes.append(character) }

  /// Writes a comma before all but the first.
  mutating func separate(_ index: Int) {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
  }

  /// Writes text in quotes, or null.
  mutating func put(text: String?) {
    guard let text else { return put(Piece.null) }
    JSONText.append(text, to: &bytes)
  }

  /// Writes one of some JSON, or null.
  mutating func put(_ index: Int?, of pieces: [[UInt8]]) {
    guard let index else { return put(Piece.null) }
    put(pieces[index])
  }

  /// Writes a whole number, or null.
  mutating func put(number: Int?) {
    guard let number else { return put(Piece.null) }
    if number >= 0, number < 10 {
      bytes.append(UInt8(0x30 + number))
    } else if number >= 10, number < 100 {
      DateText.append(number, into: &bytes)
    } else {
      bytes.append(contentsOf: String(number).utf8)
    }
  }

  /// Writes a moment in quotes, or null.
  mutating func put(moment: Moment?) {
    guard let moment else { return put(Piece.null) }
    if lastMoment != moment {
      lastText.removeAll(keepingCapacity: true)
      lastText.append(UInt8(ascii: "\""))
      MomentText.write(moment, into: &lastText)
      lastText.append(UInt8(ascii: "\""))
      lastMoment = moment
    }
    put(lastText)
  }

  /// Writes a moment known to the second in quotes, or null.
  mutating func put(instant: Instant?) {
    guard let instant else { return put(Piece.null) }
    bytes.append(UInt8(ascii: "\""))
    MomentText.write(instant, into: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a day in quotes, or null.
  mutating func put(day: CivilDate?) {
    guard let day else { return put(Piece.null) }
    bytes.append(UInt8(ascii: "\""))
    DateText.write(day, into: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }
}
