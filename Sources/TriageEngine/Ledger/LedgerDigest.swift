/// A SHA-256 digest, written `sha256:` and 64 small hexadecimal digits.
public struct LedgerDigest: Hashable, Sendable {
  /// The bytes of the digest, eight to a word and the first highest.
  private let words: SIMD4<UInt64>

  /// What stands before the first entry of a ledger.
  public static let zero = LedgerDigest(words: SIMD4(repeating: 0))

  private init(words: SIMD4<UInt64>) {
    self.words = words
  }

  /// The digest of some bytes.
  public init(of bytes: Span<UInt8>) {
    var digest = SHA256()
    digest.update(bytes)
    self.init(bytes: digest.finish())
  }

  /// The digest of some bytes.
  public init(of bytes: [UInt8]) {
    self.init(of: bytes.span)
  }

  private init(bytes: [UInt8]) {
    var words = SIMD4<UInt64>(repeating: 0)
    for (index, byte) in bytes.prefix(32).enumerated() {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    self.words = words
  }

  /// The digest written as text, or nil when it is not written so.
  public init?(_ text: String) {
    self.init(Array(text.utf8).span)
  }

  /// The digest written as bytes of text, or nil when it is not written so.
  init?(_ text: Span<UInt8>) {
    guard text.count == Self.textCount else { return nil }
    for (index, byte) in Self.scheme.enumerated() where text[index] != byte { return nil }
    var words = SIMD4<UInt64>(repeating: 0)
    for index in 0..<64 {
      let digit: UInt8
      switch text[Self.scheme.count + index] {
      case let byte where byte &- 0x30 <= 9: digit = byte - 0x30
      case let byte where byte &- 0x61 < 6: digit = byte - 0x57
      default: return nil
      }
      words[index / 16] = words[index / 16] << 4 | UInt64(digit)
    }
    self.words = words
  }

  private static let scheme = Array("sha256:".utf8)

  /// The bytes of a digest as text.
  static let textCount = 71

  /// The digest as text.
  public var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the digest as text.
  func append(to output: inout [UInt8]) {
    output.append(contentsOf: Self.scheme)
    for word in 0..<4 {
      for shift in stride(from: 60, through: 0, by: -4) {
        let digit = UInt8(truncatingIfNeeded: words[word] >> UInt64(shift)) & 15
        output.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
  }
}

/// The end of a ledger: how many entries there are, and the digest of the last.
///
/// Kept elsewhere it is a receipt: nothing up to it can be changed or cut off unnoticed.
public struct LedgerHead: Hashable, Sendable {
  /// How many entries there are.
  public var count: Int
  /// The digest of the last entry; zeros when there is none.
  public var digest: LedgerDigest

  /// The end of a ledger.
  public init(count: Int, digest: LedgerDigest) {
    self.count = count
    self.digest = digest
  }

  /// The end of a ledger that has no entries.
  public static let empty = LedgerHead(count: 0, digest: .zero)
}
