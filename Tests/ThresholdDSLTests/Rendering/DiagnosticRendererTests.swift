import TestSupport
import Testing

@testable import ThresholdDSL

/// Diagnostics are made here by hand, so that the layout is tested apart from the checker's wording.
@Suite struct DiagnosticRendererTests {
  private static let error = DiagnosticCode("T9901", .error, "an error", help: "")
  private static let warning = DiagnosticCode("T9902", .warning, "a warning", help: "")

  private let document = SourceText(
    name: "rules/x/injury.md",
    bytes: Array(
      """
      # Continuum of need
      ## 4.2 Injury to a child who cannot yet move independently
      It is mobility that matters.
      ```threshold
      rule injury_not_mobile: strategy_meeting
        when injry and not mobile
      \tbecause "pasted\u{A0}from\u{200B} Word: 日本"
      ```
      """.utf8))
  private let facts = SourceText(
    name: "rules/x/facts.md", bytes: Array("```threshold\nfact injury yes/no\n```\n".utf8))

  /// The span of the first occurrence of some text.
  private func span(_ text: String, in source: SourceText, file: Int) -> SourceSpan {
    let wanted = Array(text.utf8)
    for start in source.bytes.indices where source.bytes[start...].starts(with: wanted) {
      return SourceSpan(file: file, start: start, end: start + wanted.count)
    }
    Issue.record("\(text) is not in \(source.name)")
    return SourceSpan(file: file, start: 0, end: 0)
  }

  private func renderer(_ style: TextStyle = .plain) -> DiagnosticRenderer {
    let heading = span("## 4.2", in: document, file: 0)
    return DiagnosticRenderer(
      sources: [document, facts],
      clauses: [
        Clause(
          number: "4.2", title: "Injury to a child who cannot yet move independently",
          span: heading)
      ], style: style)
  }

  private var misspelt: Diagnostic {
    let place = span("injry", in: document, file: 0)
    return Diagnostic(
      Self.error, "there is no fact or define called `injry`", at: place,
      related: [
        Diagnostic.Label(
          span: span("injury yes", in: facts, file: 1), text: "`injury` is declared here")
      ],
      hints: [
        Diagnostic.Hint(
          "did you mean `injury`?", replacement: .init(span: place, text: "injury")),
        Diagnostic.Hint("names are declared with `fact` or `define`"),
      ])
  }

  @Test func `a mistake shows its place, clause, line, other places and advice`() {
    expectSnapshot(renderer().text([misspelt]), "Rendering", "misspelt name")
  }

  @Test func `colour changes nothing but colour`() {
    let coloured = renderer(.ansi).text([misspelt])
    expectSnapshot(coloured, "Rendering", "misspelt name in colour")
    var plain = ""
    var inSequence = false
    for scalar in coloured.unicodeScalars {
      if scalar == "\u{1B}" { inSequence = true }
      if !inSequence { plain.unicodeScalars.append(scalar) }
      if inSequence, scalar == "m" { inSequence = false }
    }
    #expect(plain == renderer().text([misspelt]))
  }

  @Test func `characters that cannot be seen are made visible`() {
    let tab = span("\tbecause", in: document, file: 0)
    let space = span("\u{A0}", in: document, file: 0)
    let wide = span("日本", in: document, file: 0)
    let nothing = span("\u{200B}", in: document, file: 0)
    let diagnostics = [tab, space, nothing, wide].map {
      Diagnostic(Self.warning, "this is not plain text: `a\u{1B}[31m\nb`", at: $0)
    }
    expectSnapshot(renderer().text(diagnostics), "Rendering", "invisible characters")
  }

  @Test func `spans over several lines, empty spans and spans outside the file are shown`() {
    let rule = span("rule", in: document, file: 0)
    let spans: [SourceSpan?] = [
      SourceSpan(file: 0, start: rule.start, end: rule.end + 60),
      SourceSpan(file: 0, start: rule.start, end: rule.start),
      SourceSpan(file: 0, start: document.bytes.count, end: document.bytes.count),
      SourceSpan(file: 0, start: -7, end: 1_000_000), SourceSpan(file: 9, start: 0, end: 1), nil,
    ]
    expectSnapshot(
      renderer().text(spans.map { Diagnostic(Self.error, "look here", at: $0) }), "Rendering",
      "unusual places")
  }

  @Test func `a long line is cut around the mistake`() {
    let words = (1...200).map { "word\($0)" }.joined(separator: " ")
    let source = SourceText(name: "long.md", bytes: Array(words.utf8))
    let renderer = DiagnosticRenderer(sources: [source])
    let places = ["word1 ", "word100", "word200"].map { span($0, in: source, file: 0) }
    let all = SourceSpan(file: 0, start: 10, end: words.utf8.count)
    expectSnapshot(
      renderer.text(
        (places + [all]).map {
          Diagnostic(
            Self.error, "look here", at: $0,
            hints: [.init("write this", replacement: .init(span: $0, text: "other"))])
        }), "Rendering", "long lines")
    let huge = SourceText(name: "huge.md", bytes: Array(repeating: 0xC3, count: 300_000))
    let text = DiagnosticRenderer(sources: [huge]).text([
      Diagnostic(Self.error, "look here", at: SourceSpan(file: 0, start: 150_000, end: 300_000))
    ])
    #expect(text.utf8.count < 1_000)
  }

  @Test func `a replacement over several lines shows the lines as they would be`() {
    let line = span("  when injry and not mobile\n", in: document, file: 0)
    let hints = [
      Diagnostic.Hint(
        "put each on its own line",
        replacement: .init(span: line, text: "  when all of\n    - injury\n    - not mobile\n")),
      Diagnostic.Hint("take the line out", replacement: .init(span: line, text: "")),
    ]
    let diagnostic = Diagnostic(Self.error, "look here", at: line, hints: hints)
    expectSnapshot(renderer().text([diagnostic]), "Rendering", "replaced lines")
  }

  @Test func `every hundredth and later diagnostic is counted, and no warning hides an error`() {
    #expect(Limits.diagnosticsShown == 100)
    let place = span("rule", in: document, file: 0)
    let warnings = Array(repeating: Diagnostic(Self.warning, "a warning", at: place), count: 150)
    let last = span("```", in: document, file: 0)
    let errors = Array(repeating: Diagnostic(Self.error, "an error", at: last), count: 3)
    let text = renderer().text(warnings + errors)
    let lines = text.split(separator: "\n")
    #expect(lines.count { $0.contains("error: an error") } == 3)
    #expect(lines.count { $0.contains("warning: a warning") } == 97)
    #expect(lines.suffix(2) == ["and 53 warnings more, not shown", "3 errors, 150 warnings"])
    let few = renderer().text(Array(warnings.prefix(Limits.diagnosticsShown)))
    #expect(!few.contains("not shown"))
  }

  @Test func `the order is that of files, places and codes, whatever the order given`() {
    let early = span("rule", in: document, file: 0)
    let late = span("mobile\n", in: document, file: 0)
    let ordered = [
      Diagnostic(Self.error, "no place", at: nil), Diagnostic(Self.error, "a", at: early),
      Diagnostic(Self.error, "b", at: early), Diagnostic(Self.warning, "a", at: early),
      Diagnostic(Self.error, "a", at: late),
      Diagnostic(Self.error, "a", at: span("fact", in: facts, file: 1)),
    ]
    var random = SplitMix64(seed: testSeed(7))
    for _ in 0..<20 {
      #expect(DiagnosticRenderer.sorted(ordered.shuffled(using: &random)) == ordered)
    }
  }

  @Test func `the summary counts in words`() {
    let one = Diagnostic(Self.error, "x", at: nil)
    let other = Diagnostic(Self.warning, "x", at: nil)
    #expect(DiagnosticRenderer.summary(of: []) == "no errors")
    #expect(DiagnosticRenderer.summary(of: [one]) == "1 error")
    #expect(DiagnosticRenderer.summary(of: [other, other]) == "2 warnings")
    #expect(DiagnosticRenderer.summary(of: [one, one, other]) == "2 errors, 1 warning")
    #expect(renderer().text([]).isEmpty)
  }

  @Test func `JSON lines keep their keys in order and escape what they must`() {
    var odd = misspelt
    odd.span = nil
    odd.related = []
    odd.hints = []
    odd.message = "a \"quote\", a \\, a tab\t, a bell\u{7}, é"
    expectSnapshot(renderer().jsonLines([misspelt, odd]), "Rendering", "json lines")
  }

  @Test func `whatever the file and the place, nothing reaches a terminal that could steer it`() {
    let seed = testSeed(0x5EE)
    var random = SplitMix64(seed: seed)
    let pieces: [[UInt8]] =
      ["\u{1B}[31m", "\u{7}", "\r", "\n", "\r\n", "\t", "\u{202E}", "日", "a b", "\u{85}", "é"]
      .map { Array($0.utf8) } + [[0xFF], [0xE2, 0x82], [0x00]]
    for round in 0..<300 {
      let bytes = (0..<Int.random(in: 0..<30, using: &random)).flatMap { _ in random.pick(pieces) }
      func span() -> SourceSpan {
        let start = Int.random(in: -3..<bytes.count + 3, using: &random)
        return SourceSpan(
          file: Int.random(in: -1...1, using: &random), start: start,
          end: start + Int.random(in: -2..<40, using: &random))
      }
      let words = String(decoding: bytes, as: UTF8.self)
      let diagnostic = Diagnostic(
        Self.error, words, at: span(), related: [.init(span: span(), text: words)],
        hints: [.init(words, replacement: .init(span: span(), text: words))])
      let renderer = DiagnosticRenderer(sources: [SourceText(name: words, bytes: bytes)])
      for scalar in renderer.text([diagnostic]).unicodeScalars where scalar != "\n" {
        let category = scalar.properties.generalCategory
        if category == .control || category == .format {
          Issue.record("\(scalar.value) is shown (seed \(seed), round \(round))")
        }
      }
      let lines = renderer.jsonLines([diagnostic]).split(separator: "\n")
      #expect(lines.count == 1, "seed \(seed), round \(round)")
    }
  }
}
