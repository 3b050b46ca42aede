import TestSupport
import Testing

@testable import TriageEngine

struct CSVTests {
  private let header = "contact,child,note\n"

  @Test func `reads records with a header, whatever ends the lines`() {
    let text =
      "\u{FEFF}contact, Child ,\"note\"\r\n1,2,\"a, \"\"b\"\"\r\nc\"\r\n\r\n,,\r\n3,,\" \"\r\n4,5,6"
    #expect(
      ReadFile(text, .csv).lines == [
        "2: contact='1'@1 Child='2'@3 note='a, \"b\"\r\nc'@5",
        "6: contact='3'@1 Child=''@3 note=' '@4", "7: contact='4'@1 Child='5'@3 note='6'@5",
      ])
    #expect(ReadFile("", .csv).lines == [])
    #expect(ReadFile("\r\n\ncontact", .csv).lines == [])
    #expect(ReadFile("\ncontact\n1\n", .csv).lines == ["3: contact='1'@1"])
    #expect(ReadFile("contact\n\"\"\n1\r", .csv).lines == ["3: contact='1'@1"])
  }

  @Test func `rejects a row alone and goes on with the next line`() {
    let cases: [(String, [String])] = [
      ("1,2", ["2 R0110"]), ("1,2,3,4", ["2 R0110"]), ("1,2,3,", ["2 R0110"]),
      ("1,a\"b,3", ["2:4 R0108"]), ("1,\"a\"b,3", ["2:6 R0108"]), ("1, \"a\",3", ["2:4 R0108"]),
      ("1,\"a\" ,3", ["2:6 R0108"]), ("1,\"a\nb\"x,3", ["2:8 R0108", "3:2 R0108"]),
      ("1,2,\0", ["2:5 R0112"]), ("1,2,\"\0\"", ["2:6 R0112"]), ("1,2\r3,4", ["2:4 R0112"]),
      ("1,\"2\"\r,3", ["2:6 R0112"]), ("1,\"2\"\n3", ["2 R0110", "3 R0110"]),
    ]
    for (row, wanted) in cases {
      let last = 2 + wanted.count
      let file = ReadFile(header + row + "\n7,8,9\n", .csv)
      #expect(file.lines == wanted + ["\(last): contact='7'@1 child='8'@3 note='9'@5"], "\(row)")
    }
    let bytes = Array("\(header)1,2,".utf8) + [0xE9] + Array("\n7,8,9\n".utf8)
    #expect(
      ReadFile(bytes, .csv).lines == ["2:5 R0102", "3: contact='7'@1 child='8'@3 note='9'@5"])
    let quoted = Array("\(header)1,2,\"".utf8) + [0xE9] + Array("\"\n7,8,9\n".utf8)
    #expect(
      ReadFile(quoted, .csv).lines == ["2:6 R0102", "3: contact='7'@1 child='8'@3 note='9'@5"])
  }

  @Test func `a missing quote swallows no row below it`() {
    let rows = (1...50).map { "\($0),p\($0),\"n\"\n" }.joined()
    #expect(
      ReadFile(header + "0,p0,\"open\n" + rows, .csv).lines.prefix(2) == [
        "2:18 R0108", "3: contact='1'@1 child='p1'@3 note='n'@6",
      ])
    #expect(ReadFile(header + "0,p0,\"open\n" + rows, .csv).rows.count == 51)
    let bare = (1...50).map { "\($0),p\($0),n\n" }.joined()
    let file = ReadFile(header + "0,p0,\"open\n" + bare, .csv)
    #expect(file.lines.prefix(2) == ["2:6 R0109", "3: contact='1'@1 child='p1'@3 note='n'@6"])
    #expect(file.rows.count == 51)
    guard case .rejected(let rejection) = file.rows[0] else {
      Issue.record("not rejected")
      return
    }
    #expect(rejection.raw == Array("0,p0,\"open".utf8))
  }

  @Test func `a header that cannot be trusted stops the whole file`() {
    let cases: [(String, String)] = [
      ("contact;child;received\n1;2;3\n", "1 I0104"), ("\"contact\";\"child\"\n", "1 I0104"),
      ("contact\tchild\n", "1 I0105"), ("contact,,child\n", "1:9 I0108"),
      ("contact,child,\n", "1:15 I0108"), ("contact,child,Child\n", "1:15 I0109 Child"),
      ("contact,date of birth,Date-of_birth\n", "1:23 I0109 Date-of_birth"),
      ("\nC-1,P-1,2021-05-04\n", "2 I0110"), ("contact,\"chi\"ld\n", "1:14 I0106"),
      ("contact,\"child\n1,2\n", "1:9 I0106"), ("contact,child\r1,2\r3,4\r", "1:14 I0111"),
    ]
    for (text, wanted) in cases {
      #expect(ReadFile(text, .csv).lines == [wanted], "\(text)")
      #expect(ReadFile(text, .csv, chunks: [1]).lines == [wanted], "\(text)")
    }
    #expect(
      ReadFile(Array("contact,n".utf8) + [0xE9] + Array("\n".utf8), .csv).lines == ["1:10 I0107"])
  }

  @Test func `rows, cells and columns may be as large as their limits`() {
    func lines(_ text: String) -> [String] {
      let parts = ReadFile(text, .csv, chunks: [70_001])
      #expect(parts.lines == ReadFile(text, .csv).lines)
      return parts.rows.map { if case .rejected = $0 { describe($0) } else { "ok" } }
    }
    let cell = String(repeating: "x", count: ContactLimits.cellBytes)
    let rest = "\n7,8,9\n"
    #expect(lines(header + "1,2,\(cell)" + rest) == ["ok", "ok"])
    #expect(lines(header + "1,2,\(cell)x" + rest) == ["2:5 R0111", "ok"])
    #expect(lines(header + "1,2,\"\(cell)\"" + rest) == ["ok", "ok"])
    #expect(lines(header + "1,2,\"\(cell)x\"" + rest) == ["2:5 R0111", "ok"])
    let breaks = String(repeating: "\n", count: ContactLimits.cellLineBreaks)
    #expect(lines(header + "1,2,\"\(breaks)\"" + rest) == ["ok", "ok"])
    #expect(lines(header + "1,2,\"\(breaks)\n\"" + rest).first == "2:5 R0111")

    let names = (1..<ContactLimits.columns).map { "f\($0)" }.joined(separator: ",")
    let cells = (1..<ContactLimits.columns).map { "\($0)" }.joined(separator: ",")
    #expect(lines("contact,\(names)\n0,\(cells)\n") == ["ok"])
    #expect(lines("contact,\(names)\n0,\(cells),1\n1,\(cells)\n") == ["2:87195 R0106", "ok"])
    #expect(
      ReadFile("contact,\(names),more\n", .csv).lines.map { String($0.suffix(5)) } == ["I0106"])
  }

  @Test func `a row over several lines may be as long as its limit`() {
    let columns = 5
    let names = "contact," + (1..<columns).map { "f\($0)" }.joined(separator: ",") + "\n"
    let filler = String(repeating: "x", count: 200_000)
    // Five quoted cells with a line break each, filled up to the limit by the last.
    let start = (1..<columns).map { _ in "\"\n\(filler)\"," }.joined() + "\"\n"
    for (over, wanted) in [(0, ["ok", "ok"]), (1, ["2:1048579 R0101"])] {
      let last = String(
        repeating: "y", count: ContactLimits.lineBytes - start.utf8.count - 1 + over)
      for chunk in [0, 65_536] {
        for ending in ["\n", "\r\n"] {
          let text = names + start + last + "\"" + ending + "1,2,3,4,5\n"
          let file = ReadFile(text, .csv, chunks: [chunk])
          let lines = file.rows.map { if case .rejected = $0 { describe($0) } else { "ok" } }
          #expect(Array(lines.prefix(wanted.count)) == wanted)
          #expect(lines.last == "ok")
        }
      }
    }
  }

  @Test func `a record without end is not kept without end`() throws {
    var reader = RowReader(.csv)
    _ = try reader.read(Array("contact,child\n1,\"a\nb\",".utf8))
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
    for _ in 0..<50 {
      _ = try reader.read(chunk)
      #expect(reader.pending.count <= ContactLimits.lineBytes + 2 * chunk.count)
    }
  }
}
