import TestSupport
import Testing

@testable import ThresholdDSL

@Suite struct FormatterTests {
  private func tree(_ bytes: [UInt8]) -> SyntaxTree {
    SyntaxTree(parsing: SourceText(name: "book.md", bytes: bytes), file: 0)
  }

  private func formatted(_ text: String) -> String {
    String(decoding: Formatter.format(tree(Array(text.utf8))), as: UTF8.self)
  }

  private func fence(_ rules: String) -> String { "## 1 Clause\n```threshold\n\(rules)\n```\n" }

  /// The files that properties are tried on: the untidy book and the reference rule book.
  private static let books: [[UInt8]] =
    [Array(untidyBook.utf8)]
    + PackageFile.below("rules", suffix: ".md").map { Array($0.text.utf8) }

  @Test func `an untidy book becomes tidy`() {
    let tree = tree(Array(untidyBook.utf8))
    for diagnostic in tree.diagnostics { Issue.record("\(diagnostic.message)") }
    expectSnapshot(formatted(untidyBook), "Formatting", "untidy book")
  }

  @Test func `a broken declaration stays byte for byte and its neighbours are laid out`() {
    let text = formatted(
      fence(
        """
        rule  a :  assessment
         when   b   -- fine

        rule  c : : assessment
           when    (d
              also  ,,  e

        rule  f :  assessment
         when   g
        """))
    #expect(
      text
        == fence(
          """
          rule a: assessment
            when b  -- fine

          rule  c : : assessment
             when    (d
                also  ,,  e

          rule f: assessment
            when g
          """))
  }

  @Test func `CRLF stays CRLF`() {
    let text = fence("rule  a : assessment\n when b\n\n\n unless c, because \"d\"")
      .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    let expected = fence("rule a: assessment\n  when b\n\n  unless c, because \"d\"")
      .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    #expect(formatted(text) == expected)
  }

  @Test func `blank lines are kept once between declarations and not at the ends`() {
    let text = formatted(fence("\n\naction a \"A\"\n\n\n\naction b \"B\"\naction c \"C\"\n\n"))
    #expect(text == fence("action a \"A\"\n\naction b \"B\"\naction c \"C\""))
    #expect(formatted("```threshold\n\n \n```") == "```threshold\n```")
  }

  @Test func `a fence that is not closed is left alone`() {
    let text = "```threshold\naction   a   \"A\"\n"
    #expect(formatted(text) == text)
  }

  @Test func `a line that alignment would make too long to be read is left alone`() {
    let long = String(repeating: "a", count: Limits.lineBytes - 60)
    let text = fence(
      "table t\n  row|mobile|outcome\n  \(long)|yes|assessment\n  short   row|yes|assessment")
    let short = fence("table t\n  row|mobile|outcome\n  x|yes|assessment")
    #expect(formatted(text) == text)
    #expect(formatted(short) != short)
    let outcomes = (0..<2).map { "outcome \($0 == 0 ? "b" : long)   \"\($0)\"" }
    for line in formatted(fence(outcomes.joined(separator: "\n"))).split(separator: "\n") {
      #expect(line.utf8.count <= Limits.lineBytes)
    }
  }

  @Test func `formatting changes no token, comment or prose, and twice is once, whatever the file`()
  {
    let seed = testSeed(0xF02A)
    var random = SplitMix64(seed: seed)
    for (number, book) in Self.books.enumerated() {
      check(book, "as it is")
      // The untidy book is small and has everything in it.
      for round in 0..<(number == 0 ? 300 : 1) {
        check(mutated(book, using: &random), "seed \(seed), book \(number), round \(round)")
      }
    }
  }

  @Test func `noise in the layout is taken out again`() {
    let seed = testSeed(0x2015E)
    var random = SplitMix64(seed: seed)
    for (number, book) in Self.books.enumerated() {
      let tidy = Formatter.format(tree(book))
      // A broken declaration keeps its noise, and should.
      if tree(book).declarations.contains(where: \.isBroken) { continue }
      for round in 0..<(number == 0 ? 60 : 1) {
        let noisy = withNoise(tree(tidy), using: &random)
        let again = Formatter.format(tree(noisy))
        if again != tidy {
          let difference = lineDifference(
            String(decoding: tidy, as: UTF8.self), String(decoding: again, as: UTF8.self))
          Issue.record("seed \(seed), book \(number), round \(round)\n\(difference)")
          return
        }
      }
    }
  }

  // MARK: - Properties

  private func check(_ bytes: [UInt8], _ name: String) {
    let before = tree(bytes)
    let text = Formatter.format(before)
    let after = tree(text)
    guard Formatter.format(after) == text else {
      Issue.record("formatting twice is not formatting once (\(name))")
      return
    }
    guard tokens(before) == tokens(after) else {
      Issue.record("formatting changed a token (\(name))")
      return
    }
    guard comments(before) == comments(after) else {
      Issue.record("formatting changed a comment (\(name))")
      return
    }
    guard prose(before) == prose(after) else {
      Issue.record("formatting changed prose (\(name))")
      return
    }
    guard before.declarations.map(\.isBroken) == after.declarations.map(\.isBroken),
      canonicalText(of: [before]) == canonicalText(of: [after])
    else {
      Issue.record("formatting changed what a declaration says (\(name))")
      return
    }
  }

  private func tokens(_ tree: SyntaxTree) -> [[UInt8]] {
    tree.tokens.map { [$0.kind.rawValue] + tree.source.bytes[$0.bytes] }
  }

  private func prose(_ tree: SyntaxTree) -> [[UInt8]] {
    tree.regions.filter { $0.kind == .prose }.map { Array(tree.source.bytes[$0.bytes]) }
  }

  /// What stands between the tokens, white space left out.
  private func comments(_ tree: SyntaxTree) -> [[UInt8]] {
    var found: [[UInt8]] = []
    for region in tree.regions where region.kind == .fence {
      for index in region.tokens.lowerBound...region.tokens.upperBound {
        for line in tree.source.bytes[tree.gap(before: index, in: region)].split(
          whereSeparator: { $0 == 0x0A || $0 == 0x0D })
        {
          var trimmed = line
          while let last = trimmed.last, last == 0x20 || last == 0x09 { trimmed.removeLast() }
          while let first = trimmed.first, first == 0x20 || first == 0x09 { trimmed.removeFirst() }
          if !trimmed.isEmpty { found.append(Array(trimmed)) }
        }
      }
    }
    return found
  }

  /// A file with a few bytes or lines taken out, put in, doubled or exchanged.
  private func mutated(_ bytes: [UInt8], using random: inout SplitMix64) -> [UInt8] {
    let pieces: [[UInt8]] =
      [
        "\n", "\r", "\r\n", " ", "   ", "\t", "--", "-", "|", "||", "\"", ":", ",", "(", ")", "```",
        "```threshold\n", "\u{A0}", "“", "=>", "&&", "rule", "\nrule x: nfa\n", "\n- a\n", "é", "0",
      ].map { Array($0.utf8) } + [[0xFF], [0x00]]
    var changed = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) where !changed.isEmpty {
      let place = Int.random(in: 0..<changed.count, using: &random)
      let length = min(Int.random(in: 1...12, using: &random), changed.count - place)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: changed.removeSubrange(place..<place + length)
      case 1: changed.insert(contentsOf: changed[place..<place + length], at: place)
      case 2: changed.swapAt(place, Int.random(in: 0..<changed.count, using: &random))
      default: changed.insert(contentsOf: random.pick(pieces), at: place)
      }
    }
    return changed
  }

  /// The same file with more space where space is free: before, between and after tokens.
  private func withNoise(_ tree: SyntaxTree, using random: inout SplitMix64) -> [UInt8] {
    let bytes = tree.source.bytes
    let factor = Int.random(in: 1...3, using: &random)
    var noisy: [UInt8] = []
    for region in tree.regions {
      guard region.kind == .fence else {
        noisy += bytes[region.bytes]
        continue
      }
      noisy += bytes[region.bytes.lowerBound..<region.content.lowerBound]
      for index in region.tokens.lowerBound...region.tokens.upperBound {
        let gap = Array(bytes[tree.gap(before: index, in: region)])
        noisy += noise(in: gap, indentedBy: factor, using: &random)
        if index < region.tokens.upperBound { noisy += bytes[tree.tokens[index].bytes] }
      }
      noisy += bytes[region.content.upperBound..<region.bytes.upperBound]
    }
    return noisy
  }

  private func noise(
    in gap: [UInt8], indentedBy factor: Int, using random: inout SplitMix64
  ) -> [UInt8] {
    var noisy: [UInt8] = []
    var isComment = false
    var isIndentation = false
    for (place, byte) in gap.enumerated() {
      if byte == 0x0A {
        if random.oneIn(3) { noisy += [0x20, 0x20] }
        (isComment, isIndentation) = (false, true)
      }
      if gap[place...].starts(with: [0x2D, 0x2D]) { isComment = true }
      noisy.append(byte)
      if byte == 0x0A, place > 0, gap[place - 1] == 0x0A, random.oneIn(3) { noisy.append(0x0A) }
      if byte == 0x20, !isComment {
        let more = isIndentation ? factor - 1 : Int.random(in: 0...2, using: &random)
        noisy += Array(repeating: 0x20, count: more)
      }
    }
    return noisy
  }
}
