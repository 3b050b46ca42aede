import TestSupport
import Testing

@testable import TriageEngine

/// The problem and offset that a text is refused for, or nil when it is read.
private func refusal(_ text: String, depth: Int = 64) -> JSONError? {
  refusal(Array(text.utf8), depth: depth)
}

private func refusal(_ bytes: [UInt8], depth: Int = 64) -> JSONError? {
  do throws(JSONError) {
    _ = try JSONValue(bytes, depth: depth)
    return nil
  } catch {
    return error
  }
}

struct JSONTests {
  @Test func `reads every kind of JSON value with its place`() throws {
    let text = #" {"a": [1, -0.5e+2, true, false, null], "é\n": {"\u00e9": "\ud83d\ude00\/"}} "#
    let value = try JSONValue(Array(text.utf8))
    #expect(value.offset == 1)
    #expect(value["a"]?.offset == 7)
    #expect(value["b"] == nil)
    let contents = value["a"]?.array?.map(\.content)
    #expect(contents == [.number("1"), .number("-0.5e+2"), .bool(true), .bool(false), .null])
    #expect(value["é\n"]?["é"]?.string == "😀/")
    #expect(value.members?.map(\.name) == ["a", "é\n"])
    #expect(value.members?[1].offset == 40)
  }

  @Test func `reads the JSON that the standard allows`() {
    let allowed = [
      "null", " true ", "0", "-0", "-0.0", "0e0", "1E-2", "1e+400", "\"\"", "[]", "{}", "[ ]",
      "{ }",
      "\t[\r\n1\t,\n2 ]\r\n", #""\u0000""#, "\"\u{7F}\u{2028}\u{10FFFF}\"", #""\"\\\/\b\f\n\r\t""#,
      "\u{FEFF}{}", #"{"":1}"#, "\"\u{FFFF}\"",
    ]
    for text in allowed { #expect(refusal(text) == nil, "\(text)") }
  }

  @Test func `refuses what is not JSON, where it shows`() {
    let refused: [(String, JSONError.Problem, Int)] = [
      ("", .empty, 0), ("  \n", .empty, 3), ("\u{FEFF}", .empty, 3),
      ("{", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2), ("[1,", .unexpectedEnd, 3),
      (#"{"a""#, .unexpectedEnd, 4), (#"{"a":"#, .unexpectedEnd, 5),
      (#"{"a":1,"#, .unexpectedEnd, 7),
      (#""a"#, .unexpectedEnd, 2), (#""a\"#, .unexpectedEnd, 3),
      ("[,1]", .valueWanted, 1), (#"{"a":}"#, .valueWanted, 5), ("]", .valueWanted, 0),
      ("// x", .valueWanted, 0), ("\u{A0}1", .valueWanted, 0),
      ("[1,]", .trailingComma, 2), (#"{"a":1 , }"#, .trailingComma, 7),
      ("[1 2]", .commaWanted, 3), (#"{"a":1;"b":2}"#, .commaWanted, 6), ("[1}", .commaWanted, 2),
      (#"{"a" 1}"#, .colonWanted, 5), (#"{"a","b"}"#, .colonWanted, 4),
      ("{a:1}", .nameWanted, 1), ("{1:1}", .nameWanted, 1), (#"{"a":1,,}"#, .nameWanted, 7),
      ("{'a':1}", .wrongQuotes, 1), ("['a']", .wrongQuotes, 1), ("[“a”]", .wrongQuotes, 1),
      ("1 2", .trailingText, 2), ("{}{}", .trailingText, 2), ("1,", .trailingText, 1),
      ("TRUE", .unknownWord, 0), ("[None]", .unknownWord, 1), ("[NaN]", .unknownWord, 1),
      ("truefalse", .unknownWord, 0), ("nul", .unknownWord, 0),
      ("01", .badNumber, 0), ("-", .badNumber, 1), ("-01", .badNumber, 0), ("1.", .badNumber, 2),
      (".5", .badNumber, 0), ("+1", .badNumber, 0), ("1e", .badNumber, 2), ("1e+", .badNumber, 3),
      ("0x1", .badNumber, 0), ("1.2.3", .badNumber, 0), ("12a", .badNumber, 0),
      ("-Infinity", .badNumber, 1),
      (#""\x""#, .badEscape, 1), (#""\u12G4""#, .badEscape, 1), (#""\u+123""#, .badEscape, 1),
      (#""\U0041""#, .badEscape, 1), (#""ab\u123""#, .badEscape, 3),
      (#""\ud83d""#, .loneSurrogate, 1), (#""\udc00""#, .loneSurrogate, 1),
      (#""\ud83dx""#, .loneSurrogate, 1), (#""\ud83d\u0041""#, .loneSurrogate, 1),
      (#""\ud83d\ud83d""#, .loneSurrogate, 1), (#""\ud83d\n""#, .loneSurrogate, 1),
      ("\"a\nb\"", .controlCharacter, 2), ("\"\t\"", .controlCharacter, 1),
      ("\"\0\"", .controlCharacter, 1),
      (#"{"a":1,"b":2,"a":3}"#, .duplicateName, 13), (#"{"a":1,"\u0061":3}"#, .duplicateName, 7),
      (#"[{"é":1,"\u00e9":3}]"#, .duplicateName, 9),
    ]
    for (text, problem, offset) in refused {
      #expect(refusal(text) == JSONError(problem, at: offset), "\(text)")
    }
  }

  @Test func `names that Unicode calls equivalent are two names`() {
    #expect(refusal("{\"\u{E9}\":1,\"e\u{301}\":2}") == nil)
  }

  @Test func `refuses bytes that are not UTF-8`() {
    let sequences: [[UInt8]] = [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0xC3, 0x28],
      [0xF0, 0x9F, 0x98],
    ]
    for sequence in sequences {
      let bytes = [0x5B, 0x22, 0x61] + sequence + [0x22, 0x5D]
      #expect(refusal(bytes) == JSONError(.notUTF8, at: 3), "\(sequence)")
      #expect(firstByteNotUTF8(bytes, in: 0..<bytes.count) == 3, "\(sequence)")
    }
    #expect(refusal([0x5B, 0xFF]) == JSONError(.notUTF8, at: 1))
  }

  @Test func `well-formed UTF-8 is what the standard library takes for it`() {
    var random = SplitMix64(seed: testSeed(7))
    for _ in 0..<50_000 {
      let count = Int.random(in: 1...5, using: &random)
      let bytes = (0..<count).map { _ in
        random.pick([
          0x41, 0x80, 0x9F, 0xA0, 0xBF, 0xC2, 0xE0, 0xE1, 0xED, 0xF0, 0xF4, 0xF5, 0x8F, 0x90,
        ])
      }.map { UInt8($0) }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect((firstByteNotUTF8(bytes, in: 0..<count) == nil) == isValid, "\(bytes)")
    }
  }

  @Test func `nesting is read to its limit and no deeper`() {
    func nested(_ depth: Int, _ open: String, _ close: String) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    #expect(refusal(nested(64, "[", "]")) == nil)
    #expect(refusal(nested(65, "[", "]")) == JSONError(.tooDeep, at: 64))
    #expect(refusal(nested(64, "{\"a\":", "}")) == nil)
    #expect(refusal(nested(65, "{\"a\":", "}"))?.problem == .tooDeep)
    #expect(refusal(String(repeating: "[", count: 1_000_000))?.problem == .tooDeep)
    #expect(refusal("1", depth: 0) == nil)
    #expect(refusal("[]", depth: 0)?.problem == .tooDeep)
  }

  @Test func `an offset has a line and a column`() {
    let bytes = Array("{\n  \"a\": x\n}".utf8)
    #expect(refusal(bytes) == JSONError(.unknownWord, at: 9))
    let place = JSONValue.place(ofOffset: 9, in: bytes)
    #expect(place.line == 2 && place.column == 8)
    let start = JSONValue.place(ofOffset: 0, in: bytes)
    #expect(start.line == 1 && start.column == 1)
  }

  @Test func `changed bytes of a document never crash the reader, and it stops inside them`() {
    let seed = testSeed(20_210_504)
    var random = SplitMix64(seed: seed)
    let original = Array(
      #"{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00"],"b":{"c":null,"d":true},"é":"\\\"/"}"#.utf8)
    var read = 0
    for _ in 0..<20_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: index)
        default: bytes.insert(random.pick(original), at: index)
        }
      }
      guard let error = refusal(bytes) else {
        read += 1
        continue
      }
      #expect((0...bytes.count).contains(error.offset), "seed \(seed)")
    }
    #expect(read > 0)
  }
}
