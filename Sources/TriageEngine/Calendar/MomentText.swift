import ThresholdDSL

/// Reads and writes moments (ISO 8601).
///
/// Read are a day (`2021-05-04`), a time in London (`2021-05-04T15:42`, or a space for the `T`) and
/// a time with its offset (`2021-05-04T15:42:00+01:00`; also `Z`, `+01`, `+0100`, and a space
/// before the sign, as databases write it). Seconds may be left out, fractions of them are cut off.
public enum MomentText {
  /// Reads a moment.
  public static func read(_ text: Span<UInt8>) -> Result<Moment, DateProblem> {
    switch DateText.readDay(text) {
    case .failure(let problem): return .failure(problem)
    case .success(let date):
      if text.count == 10 {
        return covers(date) ? .success(Moment(on: date)) : .failure(.outsideYears)
      }
      switch TimeText.read(text, from: 10) {
      case .failure(let problem): return .failure(problem)
      case .success(let time): return moment(date, time)
      }
    }
  }

  private static func moment(_ date: CivilDate, _ time: TimeText) -> Result<Moment, DateProblem> {
    let local = LocalTime(date: date, secondOfDay: time.secondOfDay)
    guard let offset = time.offset else {
      guard covers(date) else { return .failure(.outsideYears) }
      return Moment(local: local).map { .success($0) } ?? .failure(.skippedByClockChange)
    }
    let seconds = Int64(date.dayNumber) * 86_400 + Int64(time.secondOfDay - offset)
    // An offset can carry the last hours of 9999 beyond the last day that can be written.
    guard seconds < (Int64(CivilDate.latest.dayNumber) + 1) * 86_400 else {
      return .failure(.outsideYears)
    }
    let moment = Moment(at: Instant(seconds: seconds))
    return covers(moment.date) ? .success(moment) : .failure(.outsideYears)
  }

  private static func covers(_ date: CivilDate) -> Bool {
    date.components.year >= London.firstYear
  }

  /// Writes a moment as exactly as it is known.
  ///
  /// A known time is written in London time with its offset, an ambiguous one in London time
  /// without an offset, a day as a day: each reads back as the same moment.
  public static func write(_ moment: Moment, into output: inout [UInt8]) {
    switch moment.precision {
    case .exact: write(moment.earliest, into: &output)
    case .dateOnly: DateText.write(moment.date, into: &output)
    case .ambiguous: write(London.localTime(of: moment.earliest), into: &output)
    }
  }

  /// Writes a moment in London time with its offset, such as `2021-05-04T15:42:00+01:00`.
  public static func write(_ instant: Instant, into output: inout [UInt8]) {
    let offset = London.offset(at: instant)
    write(London.localTime(of: instant, offset: offset), into: &output)
    output.append(contentsOf: offset != 0 ? summer : winter)
  }

  private static let summer = Array("+01:00".utf8)
  private static let winter = Array("+00:00".utf8)
  private static let nought = Array("0000-00-00T00:00:00".utf8)

  /// Writes a time in London without its offset, such as `2021-05-04T15:42:00`.
  public static func write(_ local: LocalTime, into output: inout [UInt8]) {
    let (year, month, day) = local.date.components
    let start = output.count
    output.append(contentsOf: nought)
    var text = output.mutableSpan
    put(year / 100, at: start, &text)
    put(year % 100, at: start + 2, &text)
    put(month, at: start + 5, &text)
    put(day, at: start + 8, &text)
    put(local.secondOfDay / 3_600, at: start + 11, &text)
    put(local.secondOfDay / 60 % 60, at: start + 14, &text)
    put(local.secondOfDay % 60, at: start + 17, &text)
  }

  /// Puts a number from 0 to 99 as two digits.
  @inline(__always)
  private static func put(_ number: Int, at place: Int, _ text: inout MutableSpan<UInt8>) {
    text[place] = UInt8(0x30 + number / 10)
    text[place + 1] = UInt8(0x30 + number % 10)
  }

  /// A moment as text.
  public static func text(_ moment: Moment) -> String {
    var bytes: [UInt8] = []
    write(moment, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A moment known to the second as text.
  public static func text(_ instant: Instant) -> String {
    text(Moment(at: instant))
  }
}

/// The time of day that follows a day, as written.
struct TimeText {
  /// Seconds after midnight.
  var secondOfDay: Int
  /// Seconds ahead of UTC; nil when no offset is written.
  var offset: Int?
  /// Whether a fraction of a second other than zero is cut off.
  var hasFraction: Bool

  /// Reads a `T` or a space, a time and perhaps an offset, up to the end of the text.
  static func read(_ text: Span<UInt8>, from start: Int) -> Result<TimeText, DateProblem> {
    guard start + 6 <= text.count, [0x20, 0x54, 0x74].contains(text[start]),
      let hour = DateText.digits(text, start + 1..<start + 3),
      text[start + 3] == UInt8(ascii: ":"),
      let minute = DateText.digits(text, start + 4..<start + 6)
    else { return .failure(.notADate) }
    var index = start + 6
    var second = 0
    var hasFraction = false
    if index < text.count, text[index] == UInt8(ascii: ":") {
      guard let seconds = DateText.digits(text, index + 1..<index + 3) else {
        return .failure(.notADate)
      }
      second = seconds
      index += 3
      switch readFraction(text, &index) {
      case nil: return .failure(.notADate)
      case let found?: hasFraction = found
      }
    }
    let offset: Int?
    switch readOffset(text, from: index) {
    case .failure(let problem): return .failure(problem)
    case .success(let found): offset = found
    }
    guard hour < 24, minute < 60, second < 60 else { return .failure(.noSuchTime) }
    let secondOfDay = hour * 3_600 + minute * 60 + second
    return .success(TimeText(secondOfDay: secondOfDay, offset: offset, hasFraction: hasFraction))
  }

  /// Passes over a fraction of a second; whether it is other than zero, nil when it is not one.
  private static func readFraction(_ text: Span<UInt8>, _ index: inout Int) -> Bool? {
    guard index < text.count, text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ",")
    else { return false }
    index += 1
    let first = index
    var found = false
    while index < text.count, text[index] &- 0x30 <= 9 {
      found = found || text[index] != UInt8(ascii: "0")
      index += 1
    }
    return index > first ? found : nil
  }

  /// Reads `Z`, `+01`, `+0100` or `+01:00` up to the end; nil when nothing is written.
  private static func readOffset(
    _ text: Span<UInt8>, from start: Int
  ) -> Result<Int?, DateProblem> {
    var index = start
    if index == text.count { return .success(nil) }
    if text[index] | 0x20 == UInt8(ascii: "z"), index + 1 == text.count { return .success(0) }
    if text[index] == UInt8(ascii: " "), index + 1 < text.count { index += 1 }
    let sign = text[index]
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let hours = DateText.digits(text, index + 1..<index + 3)
    else { return .failure(.notADate) }
    index += 3
    if index < text.count, text[index] == UInt8(ascii: ":") { index += 1 }
    var minutes = 0
    if index < text.count || text[index - 1] == UInt8(ascii: ":") {
      guard let found = DateText.digits(text, index..<index + 2), index + 2 == text.count else {
        return .failure(.notADate)
      }
      minutes = found
    }
    let size = hours * 3_600 + minutes * 60
    let isNegative = sign == UInt8(ascii: "-")
    // The world's offsets run from -12:00 to +14:00; anything beyond is a slip that moves the day.
    guard minutes < 60, size <= (isNegative ? 12 : 14) * 3_600 else {
      return .failure(.noSuchTime)
    }
    return .success(isNegative ? -size : size)
  }
}
