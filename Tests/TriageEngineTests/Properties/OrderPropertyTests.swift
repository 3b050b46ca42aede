import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// Layout and order decide nothing: neither of files, clauses, lines nor spaces.
@Suite struct OrderPropertyTests {
  typealias Files = [(folder: String, files: [(name: String, text: String)])]

  /// What the reference rule book decides of made-up contacts, as bytes, its digest included.
  private func decisions(_ files: Files) throws -> [String] {
    let (result, sources, clauses) = checked(editions: files)
    let book = try #require(
      result.book,
      "\(DiagnosticRenderer(sources: sources, clauses: clauses).text(result.diagnostics))")
    return try book.editions.indices.flatMap { index in
      let decider = try RowDecider(book, edition: index)
      return try (0..<40).map { number in
        var random = SplitMix64(seed: testSeed(7) &+ UInt64(number))
        let row = book.editions[index].randomRow(number, sparseness: 12, using: &random)
        return try decider.text(row)
      }
    }
  }

  @Test func `clauses moved among files under other names decide the same bytes`() throws {
    let expected = try decisions(Reference.files)
    #expect(expected.count >= 40)
    for round in 0..<3 {
      var random = SplitMix64(seed: testSeed(11) &+ UInt64(round))
      let moved: Files = Reference.files.map { edition in
        // A chapter's first part stays whole; each `## ` clause goes to a file drawn by chance.
        var parts = edition.files.flatMap { _, text in
          text.split(separator: "\n## ").enumerated().map { index, part in
            index == 0 ? String(part) : "## " + part
          }
        }
        parts.shuffle(using: &random)
        var texts = Array(repeating: "", count: 5)
        for part in parts { texts[Int.random(in: 0..<5, using: &random)] += part + "\n\n" }
        return (edition.folder, texts.enumerated().map { ("\(round)-\($0).md", $1) })
      }
      #expect(try decisions(moved) == expected, "seed \(testSeed(11)) round \(round)")
    }
  }

  @Test func `formatting changes no decision`() throws {
    let formatted: Files = Reference.files.map { edition in
      (
        edition.folder,
        edition.files.map { name, text in
          let source = SourceText(name: name, bytes: Array(text.utf8))
          let bytes = Formatter.format(SyntaxTree(parsing: source, file: 0))
          return (name, String(decoding: bytes, as: UTF8.self))
        }
      )
    }
    #expect(try decisions(formatted) == decisions(Reference.files))
  }

  @Test func `widening spaces and adding comments changes no decision`() throws {
    let spaced: Files = Reference.files.map { edition in
      (
        edition.folder,
        edition.files.map { name, text in
          (name, text.replacing("\n  when ", with: "   -- as agreed\n\n    when   "))
        }
      )
    }
    #expect(try decisions(spaced) == decisions(Reference.files))
  }
}
