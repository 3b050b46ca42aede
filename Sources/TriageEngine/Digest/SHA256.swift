/// The SHA-256 digest of a stream of bytes (FIPS 180-4).
public struct SHA256: Sendable {
  private var state = SHA256State()
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  /// A digest of nothing yet.
  public init() {
    pending.reserveCapacity(64)
  }

  /// Takes in more bytes.
  public mutating func update(_ bytes: Span<UInt8>) {
    length &+= UInt64(bytes.count)
    var index = 0
    if !pending.isEmpty {
      while pending.count < 64, index < bytes.count {
        pending.append(bytes[index])
        index += 1
      }
      guard pending.count == 64 else { return }
      compressPending()
    }
    while bytes.count - index >= 64 {
      state.compress(bytes, from: index)
      index += 64
    }
    while index < bytes.count {
      pending.append(bytes[index])
      index += 1
    }
  }

  /// Takes in more bytes.
  public mutating func update(_ bytes: [UInt8]) {
    update(bytes.span)
  }

  private mutating func compressPending() {
    let block = pending
    state.compress(block.span, from: 0)
    pending.removeAll(keepingCapacity: true)
  }

  /// The 32 bytes of the digest of everything taken in.
  public consuming func finish() -> [UInt8] {
    let bits = length &* 8
    pending.append(0x80)
    if pending.count > 56 {
      pending.append(contentsOf: repeatElement(0, count: 64 - pending.count))
      compressPending()
    }
    pending.append(contentsOf: repeatElement(0, count: 56 - pending.count))
    for shift in stride(from: 56, through: 0, by: -8) {
      pending.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    compressPending()
    var digest: [UInt8] = []
    digest.reserveCapacity(32)
    for index in 0..<8 {
      for shift in stride(from: 24, through: 0, by: -8) {
        digest.append(UInt8(truncatingIfNeeded: state.words[index] >> UInt32(shift)))
      }
    }
    return digest
  }

  /// The digest of some bytes.
  public static func digest(of bytes: [UInt8]) -> [UInt8] {
    var digest = SHA256()
    digest.update(bytes.span)
    return digest.finish()
  }

  /// The digest of bytes in base64, as the policies of web pages write it.
  public static func base64(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    appendBase64(digest(of: bytes), to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The digest of some bytes in lower-case hexadecimal.
  public static func hex(of bytes: [UInt8]) -> String {
    hex(digest(of: bytes))
  }

  /// Bytes in lower-case hexadecimal.
  public static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// The eight words that a digest is carried in.
private struct SHA256State {
  var words: SIMD8<UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// Mixes one block of 64 bytes into the state (FIPS 180-4 §6.2.2).
  ///
  /// The schedule is kept as the sixteen words that the next sixteen are made of, and eight rounds
  /// are written out, so that no word moves from name to name: a digest of the rules stands in every
  /// decision, and a cold start waits for it.
  mutating func compress(_ bytes: Span<UInt8>, from start: Int) {
    var schedule = [16 of UInt32](repeating: 0)
    for index in 0..<16 {
      let at = start + index * 4
      schedule[index] =
        UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
        | UInt32(bytes[at + 3])
    }
    var (a, b, c, d) = (words[0], words[1], words[2], words[3])
    var (e, f, g, h) = (words[4], words[5], words[6], words[7])
    for first in stride(from: 0, to: 64, by: 8) {
      if first >= 16 { extend(&schedule, from: first) }
      let place = first & 15
      func next(_ index: Int) -> UInt32 { Self.constants[first + index] &+ schedule[place + index] }
      mix(a, b, c, &d, e, f, g, &h, next(0))
      mix(h, a, b, &c, d, e, f, &g, next(1))
      mix(g, h, a, &b, c, d, e, &f, next(2))
      mix(f, g, h, &a, b, c, d, &e, next(3))
      mix(e, f, g, &h, a, b, c, &d, next(4))
      mix(d, e, f, &g, h, a, b, &c, next(5))
      mix(c, d, e, &f, g, h, a, &b, next(6))
      mix(b, c, d, &e, f, g, h, &a, next(7))
    }
    words &+= [a, b, c, d, e, f, g, h]
  }

  /// The next eight words of the schedule, in the places of those that are used up.
  @inline(__always)
  private func extend(_ schedule: inout [16 of UInt32], from first: Int) {
    for index in first..<first + 8 {
      let early = schedule[(index &+ 1) & 15]
      let late = schedule[(index &+ 14) & 15]
      let small0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >> 3)
      let small1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >> 10)
      schedule[index & 15] = schedule[index & 15] &+ small0 &+ schedule[(index &+ 9) & 15] &+ small1
    }
  }

  /// One round: of the eight words only two change.
  @inline(__always)
  private func mix(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
    _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ next: UInt32
  ) {
    let large1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let first = h &+ large1 &+ ((e & f) ^ (~e & g)) &+ next
    let large0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    d = d &+ first
    h = first &+ large0 &+ ((a & b) ^ (a & c) ^ (b & c))
  }

  @inline(__always)
  private func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    (word &>> count) | (word &<< (32 &- count))
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [64 of UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
