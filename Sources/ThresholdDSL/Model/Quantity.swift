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
    var digits: [UInt8] = []
    var exponent = 0
    var index = bytes.startIndex
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    var negative = false
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: "-") {
      negative = true
      bytes.formIndex(after: &index)
    }
    let firstDigit = index
    while index < bytes.endIndex, isDigit(bytes[index]) {
      digits.append(bytes[index] - 0x30)
      bytes.formIndex(after: &index)
    }
    guard !digits.isEmpty, digits.count == 1 || bytes[firstDigit] != UInt8(ascii: "0")
    else { return nil }
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: ".") {
      bytes.formIndex(after: &index)
      let before = digits.count
      while index < bytes.endIndex, isDigit(bytes[index]) {
        digits.append(bytes[index] - 0x30)
        exponent -= 1
        bytes.formIndex(after: &index)
      }
      guard digits.count > before else { return nil }
    }
    if index < bytes.endIndex, bytes[index] | 0x20 == UInt8(ascii: "e") {
      bytes.formIndex(after: &index)
      var exponentIsNegative = false
      if index < bytes.endIndex,
        bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+")
      {
        exponentIsNegative = bytes[index] == UInt8(ascii: "-")
        bytes.formIndex(after: &index)
      }
      var stated = 0
      let start = index
      while index < bytes.endIndex, isDigit(bytes[index]) {
        // Larger exponents cannot be told apart by any number that fits.
        stated = min(100_000, stated * 10 + Int(bytes[index] - 0x30))
        bytes.formIndex(after: &index)
      }
      guard index > start else { return nil }
      exponent += exponentIsNegative ? -stated : stated
    }
    guard index == bytes.endIndex else { return nil }
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
    self.init(millionths: negative ? -total : total)
  }
}
