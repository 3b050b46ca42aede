extension Lexer {
  /// Reads a number, date, time or code; `start` is the number's sign if it has one, else its first
  /// digit, and the lexer is at the first digit.
  mutating func number(from start: Int) {
    if previous?.keyword == .clause { return clauseNumber() }
    let digits = position
    skipDigits()
    let length = position - digits
    switch byte(ahead: 0) {
    case UInt8(ascii: "-") where length == 4 && isDigit(byte(ahead: 1)):
      date(from: start)
    case UInt8(ascii: ":") where length <= 2 && isDigit(byte(ahead: 1)):
      time(from: start)
    case UInt8(ascii: "/") where length <= 2 && isDigit(byte(ahead: 1)):
      slashedDate(from: start)
    case UInt8(ascii: ".") where isDigit(byte(ahead: 1)):
      decimal(from: start)
    case UInt8(ascii: ",") where length <= 3 && isThousands(at: position):
      thousands(from: start)
    case let next where isLowerCase(next) || isUpperCase(next) || next == UInt8(ascii: "_"):
      numberAndWord(from: start)
    default:
      add(.number, from: start)
    }
  }

  private mutating func skipDigits() {
    while position < limit, isDigit(bytes[position]) { position += 1 }
  }

  private mutating func decimal(from start: Int) {
    position += 1
    skipDigits()
    if byte(ahead: 0) == UInt8(ascii: "."), isDigit(byte(ahead: 1)) {
      while byte(ahead: 0) == UInt8(ascii: "."), isDigit(byte(ahead: 1)) {
        position += 1
        skipDigits()
      }
      // `24.12.2021`
      if let date = dayMonthYear(start..<position) {
        return reportSlashedDate(start, date)
      }
      return add(.code, from: start)
    }
    if isLowerCase(byte(ahead: 0)) { return numberAndWord(from: start) }
    add(.number, from: start)
  }

  private func isThousands(at place: Int) -> Bool {
    guard place + 3 < limit, bytes[place + 1..<place + 4].allSatisfy(isDigit) else { return false }
    return place + 4 >= limit || !isNameByte(bytes[place + 4]) && bytes[place + 4] != 0x2D
  }

  private mutating func thousands(from start: Int) {
    while byte(ahead: 0) == UInt8(ascii: ","), isThousands(at: position) { position += 4 }
    let plain = bytes[start..<position].filter { $0 != UInt8(ascii: ",") }
    let right = String(decoding: plain, as: UTF8.self)
    report(
      .badNumber, "numbers are written without commas", start..<position,
      hint: "write `\(right)`", replacement: right)
    add(.number, from: start)
  }

  /// `1A` is a code; in `28days` a space is missing.
  private mutating func numberAndWord(from start: Int) {
    let wordStart = position
    while position < limit, isNameByte(bytes[position]) || isUpperCase(bytes[position]) {
      position += 1
    }
    let keyword = KeywordTable.shared.keyword(bytes[wordStart..<position])
    guard keyword.ageUnit != nil || [.hour, .hours, .point, .points, .working].contains(keyword)
    else { return add(.code, from: start) }
    let end = position
    let right = String(decoding: bytes[start..<wordStart], as: UTF8.self) + " " + keyword.rawValue
    report(
      .badNumber, "a number and the word after it are kept apart by a space", start..<end,
      hint: "write `\(right)`", replacement: right)
    position = wordStart
    add(.number, from: start)
    position = end
    add(.word, from: wordStart, keyword: keyword)
  }

  // MARK: Dates and times

  private mutating func date(from start: Int) {
    position += 1
    let month = position
    skipDigits()
    guard byte(ahead: 0) == UInt8(ascii: "-"), isDigit(byte(ahead: 1)) else {
      // `2012-03`: a month, which a date of birth may be.
      return add(.code, from: start)
    }
    let monthEnd = position
    position += 1
    let day = position
    skipDigits()
    let range = start..<position
    let (year, monthNumber, dayNumber) = (
      value(start..<start + 4), value(month..<monthEnd), value(day..<position)
    )
    if let date = CivilDate(year: year, month: monthNumber, day: dayNumber) {
      if position - start != 10 {
        report(
          .badDate, "a date has four digits of year, two of month and two of day", range,
          hint: "write `\(date)`", replacement: date.description)
      }
    } else {
      report(
        .badDate, "there is no such day in the calendar", range,
        hint: "dates are written year, month, day: `2021-05-04` is 4 May 2021")
    }
    add(.date, from: start)
    if byte(ahead: 0) == UInt8(ascii: "T"), isDigit(byte(ahead: 1)) {
      report(
        .badDate, "a date and a time are kept apart by a space", position..<position + 1,
        hint: "write a space instead of `T`", replacement: " ")
      position += 1
    }
  }

  private mutating func time(from start: Int) {
    let hour = value(start..<position)
    position += 1
    let minuteStart = position
    skipDigits()
    let minute = value(minuteStart..<position)
    var isRight = position - start == 5 && hour * 60 + minute <= 24 * 60 && minute < 60
    let end = position
    var tail = position
    while tail < limit,
      isNameByte(bytes[tail]) || isUpperCase(bytes[tail]) || bytes[tail] == 0x3A
        || bytes[tail] == 0x2E && tail + 1 < limit && isDigit(bytes[tail + 1])
    {
      tail += 1
    }
    if tail > end {
      isRight = false
      position = tail
    }
    if !isRight { reportTime(start..<position, hour, minute, suffix: bytes[end..<tail]) }
    add(.time, from: start)
  }

  private mutating func reportTime(
    _ range: Range<Int>, _ hour: Int, _ minute: Int, suffix: ArraySlice<UInt8>
  ) {
    let suffixText = suffix.map { isUpperCase($0) ? $0 | 0x20 : $0 }
    let isAfternoon = suffixText.elementsEqual("pm".utf8)
    var hour = hour
    if isAfternoon, hour < 12 { hour += 12 }
    if suffixText.elementsEqual("am".utf8), hour == 12 { hour = 0 }
    guard hour < 24, minute < 60 else {
      return report(
        .badDate, "there is no such time of day", range,
        hint: "times are written from `00:00` to `24:00`")
    }
    let right = padded(hour) + ":" + padded(minute)
    report(
      .badDate, "a time has two digits of hour and two of minute, on the 24-hour clock", range,
      hint: "write `\(right)`", replacement: right)
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  /// `04/05/2021`, as a British reader writes it.
  private mutating func slashedDate(from start: Int) {
    let slash = position
    while byte(ahead: 0) == UInt8(ascii: "/"), isDigit(byte(ahead: 1)) {
      position += 1
      skipDigits()
    }
    guard let date = dayMonthYear(start..<position) else {
      position = slash
      return add(.number, from: start)
    }
    reportSlashedDate(start, date)
  }

  private mutating func reportSlashedDate(_ start: Int, _ date: CivilDate) {
    report(
      .badDate, "a date is written year, month, day", start..<position,
      hint: "write `\(date)` if that is the day you mean", replacement: date.description)
    add(.date, from: start)
  }

  private func value(_ digits: Range<Int>) -> Int { partOfDate(bytes[digits]) }

  private func dayMonthYear(_ range: Range<Int>) -> CivilDate? {
    dateWrittenDayFirst(bytes[range])
  }
}

/// The year, month, day, hour or minute that digits make; at most 9999, the last year.
func partOfDate(_ digits: ArraySlice<UInt8>) -> Int {
  var number = 0
  for digit in digits where isDigit(digit) { number = min(9_999, number * 10 + Int(digit - 0x30)) }
  return number
}

/// The date that three numbers with slashes or dots between them make, day first, or nil.
func dateWrittenDayFirst(_ written: ArraySlice<UInt8>) -> CivilDate? {
  let parts = written.split { !isDigit($0) }
  guard parts.count == 3, parts[2].count == 4 || parts[2].count == 2 else { return nil }
  let year = partOfDate(parts[2]) + (parts[2].count == 2 ? 2000 : 0)
  return CivilDate(year: year, month: partOfDate(parts[1]), day: partOfDate(parts[0]))
}
