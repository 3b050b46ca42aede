import TestSupport
import Testing

@testable import ThresholdDSL

/// To decide by, examples are passed over; all else is read as it is to check.
@Suite struct ExamplesPassedOverTests {
  @Test func `a file without errors has the same digest and the same declarations`() {
    for `case` in Case.all("ok") + Self.reference {
      let tree = `case`.tree
      guard !tree.diagnostics.contains(where: \.isError) else { continue }
      let short = shortened(tree)
      #expect(canonicalText(of: [short]) == canonicalText(of: [tree]), "\(`case`.name)")
      #expect(starts(short) == starts(tree), "\(`case`.name)")
      #expect(short.text == tree.source.bytes, "\(`case`.name)")
    }
  }

  @Test func `whatever stands outside examples is wrong in the same way`() {
    let seed = testSeed(12)
    var random = SplitMix64(seed: seed)
    let files = Self.reference
    for round in 0..<120 {
      var bytes = random.pick(files).bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(random.pick(Array("\n\"`#-<|x ".utf8)), at: place)
        default: bytes.removeLast(min(bytes.count - 1, Int.random(in: 0..<200, using: &random)))
        }
      }
      let tree = SyntaxTree(parsing: SourceText(name: "a.md", bytes: bytes), file: 0)
      let short = shortened(tree)
      #expect(short.text == bytes, "seed \(seed), round \(round)")
      #expect(
        errors(short, outside: tree) == errors(tree, outside: tree), "seed \(seed), round \(round)")
    }
  }

  @Test func `a rule that is indented below an example is a rule`() {
    for word in ["rule b: c", "Rule b: c", "-- note\n  rule b: c", "rule b: c\n\n\texpect d"] {
      let rules = "example \"a\"\n  d 1\n\n  expect c\n  \(word)\n    when d\n    because \"e\""
      let tree = parse(rules: rules)
      let short = shortened(tree)
      #expect(starts(short) == starts(tree), "\(word)")
      #expect(starts(tree).count == 2, "\(word)")
      #expect(canonicalText(of: [short]) == canonicalText(of: [tree]), "\(word)")
    }
  }

  private static let reference: [Case] = {
    let folder = packageFolder + "/rules/reference/2026-03"
    return namesInFolder(folder).filter { $0.hasSuffix(".md") }.map { name in
      Case(name: name, bytes: readFile(folder + "/" + name) ?? [])
    }
  }()

  private func shortened(_ tree: SyntaxTree) -> SyntaxTree {
    SyntaxTree(parsing: tree.source, file: 0, .errors)
  }

  private func starts(_ tree: SyntaxTree) -> [Int] { tree.declarations.map(\.span.start) }

  /// The errors that do not stand in an example.
  private func errors(_ tree: SyntaxTree, outside full: SyntaxTree) -> [String] {
    let examples = full.declarations.filter { if case .example = $0.kind { true } else { false } }
    return tree.diagnostics.filter(\.isError).filter { error in
      guard let place = error.span?.start else { return true }
      return !examples.contains { $0.span.range.contains(place) || $0.span.end == place }
    }.map { line($0, in: tree.source) }
  }
}
