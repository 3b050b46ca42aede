import TestSupport
import Testing

@testable import ThresholdDSL

/// The smallest text that is wrong stands between `‹` and `›`; `‹›` is a place between two bytes.
@Suite struct UnderlineTests {
  @Test func `the smallest wrong text is underlined`() {
    let cases: [(code: DiagnosticCode, rules: String)] = [
      (.mixedConnectives, "define a: b and c ‹or› d"),
      (.mixedConnectives, "define a: b or c or (d and e) ‹and› f"),
      (.bracket, "define a: b and ‹(›c or d"),
      (.bracket, "define a: b and c‹)›"),
      (.wrongOperator, "define a: b ‹&&› c"),
      (.wrongOperator, "define a: b ‹=› c"),
      (.badName, "define a: b and ‹Home_Bad›"),
      (.badName, "define ‹early-help›: b"),
      (.wrongQuotes, "action a ‹“Look”›"),
      (.wrongQuotes, "action a ‹'Look'›"),
      (.badText, "action a ‹\"Look›"),
      (.badNumber, "define a: b < ‹1,000›"),
      (.badDate, "define a: b < ‹04/05/2021›"),
      (.wrongSpace, "define a: b‹\u{A0}›and c"),
      (.strayMark, "define a: b‹.›"),
      (.strayMark, "define a: ‹**b**› and c"),
      (.conditionExpected, "define a: b and‹›"),
      (.conditionExpected, "define a:‹›"),
      (.joinedWords, "define a: ‹child present› and b"),
      (.colon, "define a ‹b› or c"),
      (.valueExpected, "define a: b >=‹›"),
      (.valueExpected, "define a: at least ‹two› of\n    - b\n    - c"),
      (.chainedComparison, "define a: b and ‹1 < c < 5›"),
      (.isExpected, "define a: b ‹is more than› 3"),
      (.alternatives, "define a: b is one of c ‹or d›"),
      (.groupHeading, "define a: ‹at least 2›\n    - b\n    - c"),
      (.bullets, "define a: any of\n    - b\n      ‹-› c"),
      (.missingWhen, "rule ‹a›: nfa"),
      (.missingWhen, "rule a: nfa\n  ‹b› and c"),
      (.missingBecause, "rule a: nfa\n  when b\n  ‹unless› c"),
      (.writtenTwice, "rule a: nfa\n  when b\n  ‹when› c"),
      (.unknownLine, "rule a: nfa\n  when b\n  ‹becuase› \"c\""),
      (.otherLanguage, "rule a: nfa\n  when b ‹then› c"),
      (.nameExpected, "rule a:‹›\n  when b"),
      (.nameExpected, "rule ‹\"a b\"›: nfa\n  when b"),
      (.reservedWord, "fact ‹when› yes/no"),
      (.factType, "fact a ‹boolean›"),
      (.factType, "fact a‹›\n  raises concern"),
      (.badList, "fact a one of b ‹or› c"),
      (.badList, "fact a one of b, c‹,›\n  raises concern"),
      (.unknownDeclaration, "‹rul› a: nfa\n  when b"),
      (.wrongIndentation, "rule a: nfa\n‹when› b"),
      (.rowCells, "table a\n  row | b | outcome\n  ‹c | nfa›"),
      (.tableCell, "table a\n  row | b | outcome\n  c |‹› | nfa"),
      (.tableCell, "table a\n  row | b | outcome\n  c | d ‹and› e | nfa"),
      (.clock, "clock a from b to c: ‹3 days›"),
      (.hours, "hours ‹mon› 08:30-17:00"),
      (.exampleFact, "example \"a\"\n  b yes ‹c› no\n  expect nfa"),
      (.expectation, "example \"a\"\n  b\n  expect nfa ‹firm›"),
      (.leftover, "define a: b‹:› c"),
    ]
    for (code, rules) in cases {
      let start = "‹".utf8.count
      let marked = Array(("```threshold\n" + rules + "\n```\n").utf8)
      guard let open = place(of: "‹", in: marked), let close = place(of: "›", in: marked) else {
        Issue.record("no marks in \(rules)")
        continue
      }
      let bytes =
        marked[..<open] + marked[(open + start)..<close] + marked[(close + start)...]
      let tree = SyntaxTree(parsing: SourceText(name: "a.md", bytes: Array(bytes)), file: 7)
      #expect(tree.diagnostics.map(\.code) == [code], "\(rules)")
      let expected = SourceSpan(file: 7, start: open, end: close - start)
      #expect(tree.diagnostics.first?.span == expected, "\(rules)")
    }
  }

  private func place(of mark: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(mark.utf8)
    return bytes.indices.first { bytes[$0...].starts(with: wanted) }
  }
}
