/// CRC-32, as in ZIP and Ethernet (IEEE 802.3): finds every change of up to four bytes in a row.
enum CheckSum {
  /// The sum of some bytes.
  static func of(_ bytes: Span<UInt8>) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for index in bytes.indices {
      sum = sum >> 8 ^ table[Int((sum ^ UInt32(bytes[index])) & 0xFF)]
    }
    return ~sum
  }

  /// For each byte the remainder of dividing by the polynomial 0xEDB88320, bits reversed.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
  }
}
