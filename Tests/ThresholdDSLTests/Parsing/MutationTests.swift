import TestSupport
import Testing

@testable import ThresholdDSL

/// Whatever the bytes are, parsing ends, keeps every byte, and points only into the file.
@Suite struct MutationTests {
  private let cases = Case.all("ok") + Case.all("err")

  @Test func `bytes deleted, doubled, swapped, changed or cut off do no harm`() {
    let seed = testSeed(1)
    var random = SplitMix64(seed: seed)
    for round in 0..<600 {
      var bytes = random.pick(cases).bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, &random) }
      check(bytes, "seed \(seed), round \(round)")
    }
  }

  @Test func `tokens deleted, doubled, swapped or taken from elsewhere do no harm`() {
    let seed = testSeed(2)
    var random = SplitMix64(seed: seed)
    for round in 0..<600 {
      let tree = random.pick(cases).tree
      guard tree.tokens.count > 2 else { continue }
      let bytes = tree.source.bytes
      var pieces = tree.tokens.map { Array(bytes[$0.bytes]) }
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<pieces.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: pieces[place] = []
        case 1: pieces[place] += [0x20] + pieces[place]
        case 2: pieces.swapAt(place, Int.random(in: 0..<pieces.count, using: &random))
        default:
          let other = random.pick(cases).tree
          if !other.tokens.isEmpty {
            pieces[place] = Array(other.source.bytes[random.pick(other.tokens).bytes])
          }
        }
      }
      var mutated: [UInt8] = []
      var end = 0
      for (token, piece) in zip(tree.tokens, pieces) {
        mutated += bytes[end..<token.start] + piece
        end = token.end
      }
      mutated += bytes[end...]
      check(mutated, "seed \(seed), round \(round)")
    }
  }

  @Test func `random bytes in a fence do no harm`() {
    let seed = testSeed(3)
    var random = SplitMix64(seed: seed)
    let start = Array("# 1 A\n\n```threshold\n".utf8)
    let words = Keyword.allCases.map { Array($0.rawValue.utf8) }
    let marks = ["\n", "\n  ", "\n    - ", "(", ")", ",", ":", "|", "\"a\"", "2", "<", " "]
    for round in 0..<400 {
      var bytes = random.oneIn(10) ? [] : start
      for _ in 0..<Int.random(in: 0..<200, using: &random) {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes.append(UInt8.random(in: 0...255, using: &random))
        case 1: bytes.append(UInt8.random(in: 0x20...0x7E, using: &random))
        case 2, 3: bytes += random.pick(words) + [0x20]
        default: bytes += Array(random.pick(marks).utf8)
        }
      }
      check(bytes, "seed \(seed), round \(round)")
    }
  }

  @Test func `every beginning of a file does no harm`() {
    for wanted in ["reference", "sketch"] {
      guard let whole = cases.first(where: { $0.name == wanted })?.bytes else {
        Issue.record("no case \(wanted)")
        continue
      }
      for end in stride(from: 0, to: whole.count, by: 7) {
        check(Array(whole[..<end]), "\(wanted) up to \(end)")
      }
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let length = min(bytes.count - place, Int.random(in: 1...12, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes.removeSubrange(place..<place + length)
    case 1: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
    case 2: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
    case 3: bytes[place] = UInt8.random(in: 0...255, using: &random)
    default: bytes.removeSubrange(place...)
    }
  }

  /// Parses bytes and checks what holds for any.
  private func check(_ bytes: [UInt8], _ name: String) {
    let tree = SyntaxTree(parsing: SourceText(name: "a.md", bytes: bytes), file: 3)
    #expect(tree.text == bytes, "\(name)")
    #expect(tree.regions.first?.bytes.lowerBound ?? 0 == 0, "\(name)")
    #expect(tree.regions.last?.bytes.upperBound ?? 0 == bytes.count, "\(name)")
    for (left, right) in zip(tree.regions, tree.regions.dropFirst()) {
      #expect(left.bytes.upperBound == right.bytes.lowerBound, "\(name)")
    }
    for (left, right) in zip(tree.tokens, tree.tokens.dropFirst()) {
      #expect(left.end <= right.start, "\(name)")
    }
    for (left, right) in zip(tree.declarations, tree.declarations.dropFirst()) {
      #expect(left.tokens.upperBound <= right.tokens.lowerBound, "\(name)")
    }
    var spans = tree.clauses.map(\.span) + tree.declarations.map(\.span)
    for diagnostic in tree.diagnostics {
      spans += [diagnostic.span].compactMap(\.self) + diagnostic.related.map(\.span)
      spans += diagnostic.hints.compactMap(\.replacement?.span)
    }
    #expect(
      spans.allSatisfy {
        $0.file == 3 && 0 <= $0.start && $0.start <= $0.end && $0.end <= bytes.count
      }, "\(name)")
    for declaration in tree.declarations where declaration.isBroken {
      // A declaration is never broken without a word to the user.
      #expect(!tree.diagnostics.isEmpty, "\(name)")
    }
  }
}
