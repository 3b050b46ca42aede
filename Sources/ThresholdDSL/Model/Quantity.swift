/// An exact decimal number: up to twelve digits before the point and six after it.
///
/// Thresholds are compared exactly, so nothing here is binary floating point.
public struct Quantity: Hashable, Comparable, Sendable {
  /// The number times one million.
  public let millionths: Int64

  /// The largest magnitude, as millionths: 999,999,999,999.999999.
  public static let largestMillionths: Int64 = 999_999_999_999_999_999

  /// The number with that many millionths, or nil when it is out of range.
  public init?(millionths: Int64) {
    guard millionths.magnitude <= UInt64(Self.largestMillionths) else { return nil }
    self.millionths = millionths
  }

  /// A whole number, or nil when it is out of range.
  public init?(_ whole: Int) {
    let (product, overflow) = Int64(whole).multipliedReportingOverflow(by: 1_000_000)
    guard !overflow else { return nil }
    self.init(millionths: product)
  }

  /// Orders by size.
  public static func < (left: Quantity, right: Quantity) -> Bool {
    left.millionths < right.millionths
  }
}

extension Quantity: CustomStringConvertible {
  /// The shortest decimal that reads back as the same number, such as `3`, `-1` or `89.5`.
  public var description: String {
    let magnitude = millionths.magnitude
    let sign = millionths < 0 ? "-" : ""
    let whole = String(magnitude / 1_000_000)
    var fraction = magnitude % 1_000_000
    guard fraction != 0 else { return sign + whole }
    var width = 6
    while fraction % 10 == 0 {
      fraction /= 10
      width -= 1
    }
    let digits = String(fraction)
    return sign + whole + "." + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}

extension Quantity {
  /// Reads a decimal such as `3`, `-0.5` or `1.25e2`, or nil when it is not one or does not fit
  /// exactly.
  ///
  /// The grammar is JSON's number (RFC 8259 §6); anything else is nil.
  public init?(decimal bytes: some Collection<UInt8>) {
    guard let written = WrittenDecimal(bytes) else { return nil }
    var (digits, exponent) = (written.digits, written.exponent)
    while let last = digits.last, last == 0, digits.count > 1 {
      digits.removeLast()
      exponent += 1
    }
    if digits.allSatisfy({ $0 == 0 }) {
      self.init(millionths: 0)
      return
    }
    guard exponent >= -6 else { return nil }
    var total: Int64 = 0
    for digit in digits + Array(repeating: 0, count: min(exponent + 6, 40)) {
      let (product, overflow) = total.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      let (sum, carried) = product.addingReportingOverflow(Int64(digit))
      guard !carried else { return nil }
      total = sum
    }
    self.init(millionths: written.isNegative ? -total : total)
  }
}

/// A decimal as it is written: its digits, and the power of ten that they are multiplied by.
private struct WrittenDecimal {
  var isNegative = false
  var digits: [UInt8] = []
  var exponent = 0

  /// Reads a number of JSON, or nil when the bytes are anything else.
  init?<Bytes: Collection<UInt8>>(_ bytes: Bytes) {
    var index = bytes.startIndex
    func take(_ wanted: (UInt8) -> Bool) -> UInt8? {
      guard index < bytes.endIndex, wanted(bytes[index]) else { return nil }
      defer { bytes.formIndex(after: &index) }
      return bytes[index]
    }
    func takeDigit() -> UInt8? { take(isDigit).map { $0 - 0x30 } }

    isNegative = take { $0 == UInt8(ascii: "-") } != nil
    while let digit = takeDigit() { digits.append(digit) }
    guard let first = digits.first, first != 0 || digits.count == 1 else { return nil }
    if take({ $0 == UInt8(ascii: ".") }) != nil {
      let whole = digits.count
      while let digit = takeDigit() { digits.append(digit) }
      exponent = whole - digits.count
      guard exponent < 0 else { return nil }
    }
    if take({ $0 | 0x20 == UInt8(ascii: "e") }) != nil {
      let sign = take { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      guard var stated = takeDigit().map({ Int($0) }) else { return nil }
      while let digit = takeDigit() {
        // Larger exponents cannot be told apart by any number that fits.
        stated = min(100_000, stated * 10 + Int(digit))
      }
      exponent += sign == UInt8(ascii: "-") ? -stated : stated
    }
    guard index == bytes.endIndex else { return nil }
  }
}
