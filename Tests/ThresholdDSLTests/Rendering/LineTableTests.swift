import TestSupport
import Testing
import ThresholdDSL

@Suite struct LineTableTests {
  private func positions(_ text: String) -> [String] {
    let table = LineTable(Array(text.utf8))
    return (0...text.utf8.count).map { offset in
      let (line, column) = table.position(at: offset)
      return "\(line):\(column)"
    }
  }

  @Test func `lines end with LF, CRLF or CR`() {
    #expect(positions("a\nb") == ["1:1", "1:2", "2:1", "2:2"])
    #expect(positions("a\r\nb") == ["1:1", "1:2", "1:2", "2:1", "2:2"])
    #expect(positions("a\rb\r\r\n") == ["1:1", "1:2", "2:1", "2:2", "3:1", "3:1", "4:1"])
    #expect(positions("") == ["1:1"])
  }

  @Test func `a column counts scalars and a byte order mark counts as nothing`() {
    #expect(positions("é1")[2] == "1:2")
    #expect(positions("😀!")[4] == "1:2")
    #expect(positions("\u{FEFF}rule")[3] == "1:1")
    #expect(positions("x\n\u{FEFF}y")[5] == "2:2")
  }

  @Test func `bytes that are not UTF-8 count one by one`() {
    let table = LineTable([0x61, 0xFF, 0xE2, 0x82, 0x62, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0x63])
    #expect(table.position(at: 4).column == 5)
    #expect(table.position(at: 10).column == 11)
  }

  @Test func `offsets outside the file count as its ends`() {
    let table = LineTable(Array("a\nbc".utf8))
    #expect(table.position(at: -5) == (1, 1))
    #expect(table.position(at: 99) == (2, 3))
    #expect(table.content(ofLine: 0).isEmpty)
    #expect(table.content(ofLine: 9).isEmpty)
  }

  @Test func `positions never go back and every line has its content, whatever the bytes`() {
    let seed = testSeed(0x11AE)
    var random = SplitMix64(seed: seed)
    let alphabet = Array("\n\r a\u{E9}\u{201D}\u{FEFF}".utf8) + [0xFF]
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in random.pick(alphabet) }
      let table = LineTable(bytes)
      var previous = (line: 1, column: 1)
      for offset in 0...bytes.count {
        let position = table.position(at: offset)
        #expect(position >= previous, "seed \(seed), \(bytes), \(offset)")
        previous = position
      }
      #expect(previous.line == table.count)
      var covered = 0
      for line in 1...table.count {
        let content = table.content(ofLine: line)
        #expect(content.lowerBound >= covered)
        #expect(!bytes[content].contains { $0 == 0x0A || $0 == 0x0D })
        covered = content.upperBound
      }
    }
  }
}
