import TestSupport
import Testing

@testable import triage

/// Archives as `git` writes them, and archives as nobody should.
@Suite struct TarArchiveTests {
  /// A block that describes a file.
  private func header(
    _ path: String, size: String, kind: Character = "0", prefix: String = ""
  ) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
      for (offset, byte) in text.utf8.enumerated() { block[place + offset] = byte }
    }
    put(path, at: 0)
    put(size, at: 124)
    put(String(kind), at: 156)
    put("ustar", at: 257)
    put(prefix, at: 345)
    return block
  }

  private func padded(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
  }

  private let end = [UInt8](repeating: 0, count: 1_024)

  @Test func `files are read with their paths, and nothing else is`() throws {
    // The length of a record counts its own digits.
    let record = "28 path=a/very/long/name.md\n"
    #expect(record.utf8.count == 28)
    let bytes =
      header("pax_global_header", size: "00000000005 ", kind: "g") + padded("12345")
      + header("2018/", size: "0", kind: "5")
      + header("2018/a.md", size: "00000000003") + padded("one")
      + header("x", size: "00000000034", kind: "x") + padded(record)
      + header("a/very/long", size: "00000000000")
      + header("b.md", size: "00000001000", prefix: "2023")
      + padded(String(repeating: "b", count: 512))
      + header("link", size: "0", kind: "2")
      + end
    let archive = try #require(TarArchive(bytes))
    #expect(archive.files.map(\.path) == ["2018/a.md", "a/very/long/name.md", "2023/b.md"])
    #expect(archive.files.map(\.bytes.count) == [3, 0, 512])
    #expect(archive.files[0].bytes == Array("one".utf8))
  }

  @Test func `an archive that is broken or cut short is none`() {
    let whole = header("a.md", size: "00000000003") + padded("one") + end
    #expect(TarArchive(whole) != nil)
    #expect(TarArchive([]) == nil)
    for count in [1, 511, 512, 515, 1_023, 1_024] {
      #expect(TarArchive(Array(whole.prefix(count))) == nil, "\(count) bytes")
    }
    for size in ["-1", "9", "77777777777", "x", "", "000000 1\u{1}"] {
      #expect(TarArchive(header("a.md", size: size) + padded("one") + end) == nil, "\(size)")
    }
  }

  @Test func `whatever the bytes, reading ends`() {
    var random = SplitMix64(seed: testSeed(20_261_124))
    let whole =
      header("x", size: "00000000034", kind: "x") + padded("28 path=a/very/long/name.md\n")
      + header("a.md", size: "00000000003") + padded("one") + end
    var read = 0
    for _ in 0..<3_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let area = random.pick([0..<bytes.count, 124..<136, 512..<540, 156..<157])
        bytes[Int.random(in: area, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if random.oneIn(4) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      if let archive = TarArchive(bytes) {
        read += 1
        #expect(archive.files.count <= 2)
      }
    }
    #expect(read > 100)
  }
}
