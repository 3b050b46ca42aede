import TestSupport
import Testing

@testable import TriageEngine

struct JSONLinesTests {
  @Test func `reads one object a line, whatever ends the lines`() {
    let text =
      "\u{FEFF}{\"a\":1}\r\n\n   \t\r\n{\"b\" : \"x\\\"\\u00e9\" , \"c\":[1, \"y\"],\"d\":null}\n"
      + "{\"e\":true,\"f\":{\"g\":[]}}"
    #expect(
      ReadFile(text, .jsonLines).lines == [
        "1: a=1@6", "4: b='x\"é'@8 c=[1, \"y\"]@26 d=null@39", "5: e=true@6 f={}@15",
      ])
    #expect(ReadFile("", .jsonLines).lines == [])
    #expect(ReadFile("\n\n", .jsonLines).lines == [])
    #expect(ReadFile("{}", .jsonLines).lines == ["1: "])
    #expect(ReadFile("{\"a\":1}\r", .jsonLines).lines == ["1: a=1@6"])
  }

  @Test func `rejects a line alone, with its place, code and field`() {
    let cases: [(String, String)] = [
      ("{\"a\":1", "1:7 R0103"), ("{\"a\":", "1:6 R0103 a"), ("{a:1}", "1:2 R0103"),
      ("{\"a\":1}{\"a\":2}", "1:8 R0103"), ("{\"a\":01}", "1:6 R0103 a"),
      ("{\"a\":1,\"b\":'x'}", "1:12 R0103 b"), ("{\"a\":1,\"a\":2}", "1:8 R0104 a"),
      ("{\"date_of_birth\":1,\"Date of-Birth\":2}", "1:20 R0104 Date of-Birth"),
      ("{\"a\":1,\"\\u0061\":2}", "1:8 R0104 a"), ("{\"a\":{\"b\":1,\"b\":2}}", "1:13 R0104 a"),
      ("7", "1:1 R0107"), ("\"x\"", "1:1 R0107"), ("contact,child", "1:1 R0107"),
      ("{\"a\":\"x\ty\"}", "1:8 R0103 a"), ("{\"a\":\"\\ud800\"}", "1:7 R0103 a"),
      ("{\"a\":NaN}", "1:6 R0103 a"), ("{\"a\":1,}", "1:7 R0103"), ("{\"a\":1 2}", "1:8 R0103"),
    ]
    for (line, wanted) in cases {
      let text = "\(line)\n{\"b\":2}\n"
      #expect(ReadFile(text, .jsonLines).lines == [wanted, "2: b=2@6"], "\(line)")
    }
    let bytes = Array("{\"a\":\"".utf8) + [0xFF] + Array("\"}\n{\"b\":2}".utf8)
    #expect(ReadFile(bytes, .jsonLines).lines == ["1:7 R0102 a", "2: b=2@6"])
  }

  @Test func `a list is told from objects on lines, and only at the start`() {
    #expect(ReadFile("\n [{\"a\":1}]\n", .jsonLines).lines == ["2:2 I0103"])
    #expect(ReadFile("{\"a\":1}\n[]\n", .jsonLines).lines == ["1: a=1@6", "2:1 R0107"])
  }

  @Test func `other encodings and compressed files are told`() {
    let files: [([UInt8], String)] = [
      ([0xFF, 0xFE, 0x7B, 0x00], "1 I0101"), ([0xFE, 0xFF, 0x00, 0x7B], "1 I0101"),
      ([0x7B, 0x00, 0x22, 0x00], "1 I0101"), ([0x00, 0x7B, 0x00, 0x22], "1 I0101"),
      ([0xFF, 0xFE], "1 I0101"), (Array("PK\u{3}\u{4}x".utf8), "1 I0102"),
      ([0x1F, 0x8B, 8, 1], "1 I0102"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "1 I0102"),
    ]
    for (bytes, wanted) in files {
      for format in InputFormat.allCases {
        #expect(ReadFile(bytes, format).lines == [wanted])
        #expect(ReadFile(bytes, format, chunks: [1]).lines == [wanted])
      }
    }
  }

  @Test func `a line may be as long as its limit`() {
    let limit = ContactLimits.lineBytes
    func line(_ count: Int) -> String {
      "{\"a\":\"" + String(repeating: "x", count: count - 8) + "\"}"
    }
    for ending in ["\n", "\r\n", ""] {
      let file = ReadFile(line(limit) + ending, .jsonLines)
      #expect(file.rows.count == 1 && file.lines[0].hasPrefix("1: a="))
    }
    for chunk in [0, 1_000, 65_536] {
      for ending in ["\n", "\r\n"] {
        let text = "{\"a\":1}\n" + line(limit + 1) + ending + "{\"b\":2}\n" + line(limit + 5_000)
        let file = ReadFile(text, .jsonLines, chunks: [chunk])
        #expect(
          file.lines == [
            "1: a=1@6", "2:\(limit + 1) R0101", "3: b=2@6", "4:\(limit + 1) R0101",
          ])
        guard case .rejected(let rejection) = file.rows[1] else { continue }
        #expect(rejection.raw.count == limit)
      }
    }
  }

  @Test func `a line without end is passed over without being kept`() throws {
    var reader = RowReader(.jsonLines)
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
    var rows: [ReadRow] = []
    for _ in 0..<100 {
      rows += try reader.read(chunk)
      #expect(reader.pending.count <= ContactLimits.lineBytes + chunk.count)
    }
    #expect(reader.pending.isEmpty)
    rows += try reader.read(Array("\n{\"a\":1}\n".utf8))
    rows += try reader.finish()
    #expect(rows.map(describe) == ["1:1048577 R0101", "2: a=1@6"])
  }

  @Test func `a row may have as many fields and brackets as their limits`() {
    func fields(_ count: Int) -> String {
      "{" + (0..<count).map { "\"f\($0)\":1" }.joined(separator: ",") + "}"
    }
    guard case .row(let row) = ReadFile(fields(ContactLimits.fields), .jsonLines).rows[0] else {
      Issue.record("rejected")
      return
    }
    #expect(row.fields.count == ContactLimits.fields)
    let more = ReadFile(fields(ContactLimits.fields + 1), .jsonLines).lines[0]
    #expect(more.hasSuffix(" R0106"))
    #expect(ReadFile("{\"a\":" + nested("[", "]", 15) + "}", .jsonLines).error == nil)
    for (open, close) in [("[", "]"), ("{\"b\":", "}")] {
      let deepest = "{\"a\":" + nested(open, close, ContactLimits.jsonDepth - 1) + "}"
      #expect(ReadFile(deepest, .jsonLines).lines[0].hasPrefix("1: a="))
      let deeper = "{\"a\":" + nested(open, close, ContactLimits.jsonDepth) + "}"
      #expect(ReadFile(deeper, .jsonLines).lines[0].hasSuffix("R0105 a"))
    }
  }

  private func nested(_ open: String, _ close: String, _ depth: Int) -> String {
    String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
  }

  @Test func `a name that stands twice is found among many`() {
    for count in [3, 127, 128, 129, 600, 5_000] {
      let names = (0..<count).map { "\"n\($0)\":1" }
      let good = "{" + names.joined(separator: ",") + "}"
      let bad = "{" + (names + ["\"N0\":1"]).joined(separator: ",") + "}"
      let lines = ReadFile("\(good)\n\(bad)\n\(good)\n", .jsonLines).lines
      #expect(lines[0].hasPrefix("1: n0="))
      #expect(lines[1].hasSuffix("R0104 N0"))
      #expect(lines[2].hasPrefix("3: n0="))
    }
  }

  @Test func `the format is told by the name, else by the first byte`() {
    func guess(_ name: String?, _ text: String) -> InputFormat {
      InputFormat.guess(fileName: name, firstBytes: Array(text.utf8))
    }
    #expect(guess("a.jsonl", "contact,child") == .jsonLines)
    #expect(guess("A.NDJSON", "") == .jsonLines)
    #expect(guess("a.csv", "{") == .csv)
    #expect(guess("contacts.txt", "\u{FEFF}\r\n {\"a\"") == .jsonLines)
    #expect(guess(nil, "[{") == .jsonLines)
    #expect(guess(nil, "contact,child") == .csv)
    #expect(guess(nil, "") == .csv)
  }
}
