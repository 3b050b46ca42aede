import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

/// What each mistake in a file of contacts says, exactly as it is shown.
struct MessageTests {
  private let needed = #""contact":"C-1","child":"P-1","received":"2021-05-04T15:42""#

  /// An input for each code of a rejection, so that none is without one.
  private func input(for code: RejectionCode) -> (bytes: [UInt8], format: InputFormat) {
    func json(_ text: String) -> ([UInt8], InputFormat) { (Array(text.utf8), .jsonLines) }
    func csv(_ row: String) -> ([UInt8], InputFormat) {
      (Array("contact,child,received\n\(row)\n".utf8), .csv)
    }
    return switch code {
    case .lineTooLong: json(String(repeating: "x", count: ContactLimits.lineBytes + 1))
    case .notUTF8: (Array("{\"a\":\"".utf8) + [0xE9] + Array("\"}".utf8), .jsonLines)
    case .notJSON: json("{\"contact\":'C-1'}")
    case .duplicateField: json("{\"injury\":true,\"Injury\":false}")
    case .tooDeep: json("{\"a\":" + String(repeating: "[", count: 20))
    case .tooManyFields: csv(String(repeating: ",x", count: ContactLimits.columns))
    case .notAnObject: json("\"C-1\"")
    case .strayQuote: csv("C-1,P\"1,2021-05-04")
    case .unclosedQuote: csv("C-1,P-1,\"2021-05-04")
    case .wrongNumberOfCells: csv("C-1,P-1")
    case .cellTooLong:
      csv("C-1," + String(repeating: "x", count: ContactLimits.cellBytes + 1) + ",1")
    case .controlCharacter: csv("C-1,P\u{0}1,2021-05-04")
    case .contactMissing: csv(",P-1,2021-05-04")
    case .contactUnreadable: json(#"{"contact":1.5}"#)
    case .childMissing: csv("C-1,,2021-05-04")
    case .childUnreadable: json(#"{"contact":1,"child":[]}"#)
    case .receivedMissing: csv("C-1,P-1,")
    case .receivedUnreadable: csv("C-1,P-1,04/05/2021")
    case .receivedSkipped: csv("C-1,P-1,2021-03-28 01:30")
    case .outsideEditions: csv("C-1,P-1,2017-05-04")
    case .unrecognisedField: json("{\(needed),\"injry\":true}")
    case .unreadableValue: json("{\(needed),\"injury\":\"perhaps\"}")
    case .notADecision: json("{\(needed)}")
    }
  }

  @Test func `each code of a rejection is given, and says this`() {
    var shown = ""
    let book = sampleBook(sampleFacts)
    for code in RejectionCode.allCases {
      let (bytes, format) = input(for: code)
      let strict = DecodingOptions(isStrict: code.rawValue.hasPrefix("R03"))
      let found =
        code == .notADecision
        ? rejectionAmongDecisions(bytes) : DecodedSample(bytes, format, book, strict).rejection
      #expect(found?.code == code)
      guard let found else { continue }
      shown += "\(describe(found)): \(found.reason)\n"
    }
    expectSnapshot(shown, "Contacts", "rejections")
  }

  /// The rejection of a row where decisions are read back.
  private func rejectionAmongDecisions(_ bytes: [UInt8]) -> Rejection? {
    var reader = RowReader(.jsonLines)
    let rows = ((try? reader.read(bytes)) ?? []) + ((try? reader.finish()) ?? [])
    for case .failure(let rejection) in rows.map({ NamedDecision.read($0) }) { return rejection }
    return nil
  }

  @Test func `each mistake in JSON says this`() {
    let shown = JSONError.Problem.allCases.map { "\($0): \($0.message)\n" }.joined()
    expectSnapshot(shown, "Contacts", "json")
  }

  @Test func `each input that cannot be read says this`() {
    let shown = InputErrorCode.allCases.map { code in
      "\(code.rawValue): \(InputError(code, at: RowPlace(file: 0, line: 1)).message)\n"
    }.joined()
    let twice = ReadFile("contact,Child,child\n", .csv).error
    expectSnapshot(shown + (twice?.message ?? "") + "\n", "Contacts", "inputs")
  }

  @Test func `notes say this`() {
    let rows = [
      #""received":"2021-05-04","injry":true,"colour":1,"child_age":3,"earlier_contacts":1"#,
      #""received":"2021-10-31T01:30","injury":"perhaps","home":"x","concerns":["x"]"#,
      #""received":"2021-05-04T10:00","missed":"x","reviewed":"4/5/21","returned":"2021-02-30""#,
      #""received":"2021-05-04T10:00","carer_age":"x","source":"x","channel":"x","sex":"x""#,
      #""received":"2021-05-04T10:00","role":"x","household":[],"decided":"2021-03-28T01:30""#,
      #""received":"2021-05-04T10:00","date_of_birth":"2021-06-01""#,
      #""received":"2021-05-04T10:00","date_of_birth":"2021-05-01","#
        + #""expected_date_of_birth":"2021-06-01""#,
      #""received":"2021-05-04T10:00","expected_date_of_birth":"2020-06-01""#,
    ]
    var shown = ""
    for row in rows {
      let sample = DecodedSample(line: "{\"contact\":1,\"child\":1,\(row)}")
      for note in sample.contact?.notes ?? [] {
        shown += "\(note.code.rawValue) \(note.field ?? ""): \(note.text)\n"
      }
    }
    expectSnapshot(shown, "Contacts", "notes")
  }
}
