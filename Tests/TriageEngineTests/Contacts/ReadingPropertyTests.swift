import TestSupport
import Testing

@testable import TriageEngine

struct ReadingPropertyTests {
  private static let pieces: [String] = [
    "{\"contact\":\"1\",\"child\":\"2\"}", "{\"a\":\"x\\n\\\"\",\"é\":[1,2]}", "contact,child",
    "\"a\"\"b\"", "\"a\nb\"", "1,2", ",", "\"", "\n", "\r\n", "\r", "\0", "{", "}", "x", "é", ";",
    "\u{FEFF}", "[1]", "\"q\",2\n", "\n\n", " ",
  ]

  @Test func `the chunks that a file comes in change nothing`() {
    let seed = testSeed(1_989)
    var random = SplitMix64(seed: seed)
    var rejected = 0
    var read = 0
    for _ in 0..<3_000 {
      var bytes: [UInt8] = random.oneIn(2) ? Array("contact,child\n".utf8) : []
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        bytes += Array(random.pick(Self.pieces).utf8)
      }
      if random.oneIn(4), !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      for format in InputFormat.allCases {
        let whole = ReadFile(bytes, format)
        for row in whole.rows { if case .rejected = row { rejected += 1 } else { read += 1 } }
        let sizes = (0..<8).map { _ in Int.random(in: 1...9, using: &random) }
        for chunks in [[1], sizes] {
          let parts = ReadFile(bytes, format, chunks: chunks)
          #expect(parts.lines == whole.lines, "seed \(seed): \(bytes)")
        }
      }
    }
    #expect(rejected > 1_000 && read > 500)
  }

  @Test func `every line that is not blank is a row of JSON Lines, read or rejected`() {
    let seed = testSeed(44)
    var random = SplitMix64(seed: seed)
    for _ in 0..<3_000 {
      var bytes = Array("{\"a\":1}\n".utf8)
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        bytes += Array(random.pick(Self.pieces).utf8)
      }
      let lines = bytes.split(separator: 0x0A).filter { !$0.allSatisfy(isWhiteSpace) }
      #expect(ReadFile(bytes, .jsonLines).rows.count == lines.count, "seed \(seed): \(bytes)")
    }
  }

  @Test func `rows of CSV that are written are the rows that are read`() {
    let seed = testSeed(4_180)
    var random = SplitMix64(seed: seed)
    let texts = ["", "a", "a,b", "\"", "a\nb", "\r\n", " é ", "\"\"", ",", "x\"y", "😀"]
    for _ in 0..<500 {
      let columns = Int.random(in: 1...4, using: &random)
      let names = ["contact", "b", "c", "d"].prefix(columns)
      var rows: [[String]] = []
      var text = names.joined(separator: ",") + "\r\n"
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        let row = names.map { _ in random.pick(texts) }
        if row.allSatisfy({ $0.utf8.allSatisfy(isWhiteSpace) }) { continue }
        rows.append(row)
        text +=
          row.map { cell in
            let mustQuote = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
            guard mustQuote || random.oneIn(3) else { return cell }
            return "\""
              + cell.split(separator: "\"", omittingEmptySubsequences: false)
              .joined(separator: "\"\"") + "\""
          }.joined(separator: ",") + (random.oneIn(2) ? "\n" : "\r\n")
      }
      let read = ReadFile(text, .csv).rows.map { row -> [String] in
        guard case .row(let row) = row else { return ["rejected"] }
        return row.fields.map { field in
          guard case .string(let text) = field.value else { return "no text" }
          return row.string(text)
        }
      }
      #expect(read == rows, "seed \(seed)")
    }
  }
}
