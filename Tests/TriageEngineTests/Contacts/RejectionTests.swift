import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

struct RejectionTests {
  private func line(_ raw: [UInt8], field: String? = nil, column: Int? = nil) -> String {
    var output: [UInt8] = []
    Rejection(
      .notJSON, at: RowPlace(file: 0, line: 12), column: column, field: field,
      reason: "a \"quote\"", raw: raw
    ).appendJSONLine(file: "a\\b.jsonl", to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func `a rejection is a line of JSON with the row in it`() throws {
    #expect(
      line(Array("{\"é\":\t\u{1}".utf8), field: "é", column: 7)
        == #"{"file":"a\\b.jsonl","line":12,"column":7,"field":"é","code":"R0103","#
        + #""reason":"a \"quote\"","raw":"{\"é\":\t\u0001"}"# + "\n")
    #expect(
      line([0xFF, 0x41])
        == #"{"file":"a\\b.jsonl","line":12,"column":null,"field":null,"code":"R0103","#
        + #""reason":"a \"quote\"","raw_base64":"/0E="}"# + "\n")
  }

  @Test func `base64 is as the standard writes it`() {
    let cases = [
      "": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE=",
      "foobar": "Zm9vYmFy",
    ]
    for (text, wanted) in cases {
      var output: [UInt8] = []
      appendBase64(Array(text.utf8), to: &output)
      #expect(String(decoding: output, as: UTF8.self) == wanted)
    }
  }

  @Test func `any text written as JSON reads back as itself`() throws {
    var random = SplitMix64(seed: testSeed(8_259))
    for _ in 0..<2_000 {
      let text = String(
        String.UnicodeScalarView(
          (0..<8).compactMap { _ in
            Unicode.Scalar(
              random.oneIn(2)
                ? UInt32.random(in: 0...0x7F, using: &random)
                : UInt32.random(in: 0...0x10FFFF, using: &random))
          }))
      var output: [UInt8] = []
      JSONText.append(text.utf8, to: &output)
      let read = try JSONValue(output).string
      #expect(read?.utf8.elementsEqual(text.utf8) == true)
    }
  }

  @Test func `every code has a title, a page of help and its own number`() {
    #expect(Set(RejectionCode.allCases.map(\.rawValue)).count == RejectionCode.allCases.count)
    for code in RejectionCode.allCases {
      #expect(code.rawValue.count == 5 && code.rawValue.hasPrefix("R0"))
      #expect(!code.title.isEmpty && !code.title.hasSuffix("."))
      #expect(code.help.hasSuffix(".") && code.help.utf8.count > 60)
      #expect(RejectionCode.named(code.rawValue.lowercased()) == code)
    }
    for code in InputErrorCode.allCases {
      #expect(code.rawValue.hasPrefix("I01") && !code.message.hasSuffix("."))
    }
    #expect(RejectionCode.named("R9999") == nil)
  }
}
