import TestSupport
import Testing
import TriageEngine

@testable import triage

/// The stories of `corpus/vignettes` are decided as is expected of them.
@Suite struct VignetteTests {
  /// The themes, by name: the contacts, what is expected of each, and the stories.
  private static let themes = namesInFolder(Corpus.folder + "/vignettes").filter {
    $0.hasSuffix(".jsonl") && !$0.hasSuffix(".expected.jsonl")
  }.map { String($0.dropLast(".jsonl".count)) }

  private func rows(_ suffix: String) throws -> [[JSONValue]] {
    try Self.themes.map { try Corpus.rows("vignettes/\($0)\(suffix)") }
  }

  private func names(_ rows: [JSONValue]) -> [String] {
    rows.map { "\($0.text("contact") ?? "?") \($0.text("child") ?? "?")" }
  }

  @Test func `every vignette is decided as expected`() throws {
    let expectations = try rows(".expected.jsonl").flatMap { $0 }.map {
      Expectation($0, required: Expectation.requiredOfVignettes)
    }
    let decided = Corpus.decided(files: Self.themes.map { "vignettes/\($0).jsonl" })
    let decisions = try Corpus.lines(decided.outputBytes).map { try JSONValue($0) }
    #expect(decisions.count == expectations.count)
    let differences = zip(expectations, decisions).flatMap { $0.differences(from: $1) }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test func `every contact of a theme has its expectation, and no two share a child`() throws {
    let contacts = try rows(".jsonl")
    let expectations = try rows(".expected.jsonl")
    for (theme, pair) in zip(Self.themes, zip(contacts, expectations)) {
      #expect(names(pair.0) == names(pair.1), "\(theme)")
    }
    let all = contacts.flatMap { $0 }
    #expect(all.count >= 600)
    #expect(Set(names(all)).count == all.count)
    // The past of one contact is no business of another: the order of files changes nothing.
    #expect(Set(all.compactMap { $0.text("child") }).count == all.count)
  }

  @Test func `every contact is told in the stories of its theme`() throws {
    for (theme, contacts) in zip(Self.themes, try rows(".jsonl")) {
      let bytes = try #require(
        readFile(Corpus.folder + "/vignettes/\(theme).md"), "\(theme).md")
      let headings = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter {
        $0.hasPrefix("## ")
      }
      let told = headings.flatMap { heading in
        heading.dropFirst("## ".count).prefix { $0 != ":" }.split(separator: ", ").map(String.init)
      }
      var written: [String] = []
      for contact in contacts.compactMap({ $0.text("contact") }) where written.last != contact {
        written.append(contact)
      }
      #expect(told == written, "\(theme)")
    }
  }
}
