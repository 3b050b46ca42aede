import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

@testable import triage

/// The contacts of `corpus/vignettes` are decided as is expected of them.
@Suite struct VignetteTests {
  /// The stories, by theme: the contacts, what is expected of each, and the story.
  private static let themes = names(in: "vignettes")
  /// The contacts made for single rules, by chapter of the threshold document.
  private static let chapters = names(in: "vignettes/rules")

  private static func names(in folder: String) -> [String] {
    namesInFolder(Corpus.folder + "/" + folder).filter {
      $0.hasSuffix(".jsonl") && !$0.hasSuffix(".expected.jsonl")
    }.map { folder + "/" + $0.dropLast(".jsonl".count) }
  }

  /// What deciding all of them writes; decided once for all tests.
  private static let decided = Corpus.decided(files: (themes + chapters).map { $0 + ".jsonl" })

  private func rows(_ names: [String], _ suffix: String) throws -> [JSONValue] {
    try names.flatMap { try Corpus.rows($0 + suffix) }
  }

  private func names(_ rows: [JSONValue]) -> [String] {
    rows.map { "\($0.text("contact") ?? "?") \($0.text("child") ?? "?")" }
  }

  @Test func `every vignette is decided as expected`() throws {
    let expectations = try rows(Self.themes + Self.chapters, ".expected.jsonl").map {
      Expectation($0, required: Expectation.requiredOfVignettes)
    }
    let decisions = try Corpus.lines(Self.decided.outputBytes).map { try JSONValue($0) }
    #expect(decisions.count == expectations.count)
    let differences = zip(expectations, decisions).flatMap { $0.differences(from: $1) }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test func `every contact has its expectation, and no two stories share a child`() throws {
    for name in Self.themes + Self.chapters {
      #expect(
        names(try Corpus.rows(name + ".jsonl")) == names(try Corpus.rows(name + ".expected.jsonl")),
        "\(name)")
    }
    #expect(try rows(Self.themes, ".jsonl").count >= 600)
    let all = try rows(Self.themes + Self.chapters, ".jsonl")
    #expect(Set(names(all)).count == all.count)
    // The past of one story is no business of another: the order of files changes nothing.
    for name in ["child", "household"] {
      var stories: [String: Set<Substring>] = [:]
      for row in all {
        guard let contact = row.text("contact"), let shared = row.text(name) else { continue }
        let story = contact.hasPrefix("V-") ? contact.prefix("V-NEG-000".count) : contact[...]
        stories[shared, default: []].insert(story)
      }
      #expect(stories.allSatisfy { $0.value.count == 1 }, "\(name)")
    }
  }

  @Test func `every contact is told in the stories of its theme`() throws {
    for theme in Self.themes {
      let bytes = try #require(readFile(Corpus.folder + "/\(theme).md"), "\(theme).md")
      let headings = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter {
        $0.hasPrefix("## ")
      }
      let told = headings.flatMap { heading in
        heading.dropFirst("## ".count).prefix { $0 != ":" }.split(separator: ", ").map(String.init)
      }
      var written: [String] = []
      for contact in try Corpus.rows(theme + ".jsonl").compactMap({ $0.text("contact") })
      where written.last != contact {
        written.append(contact)
      }
      #expect(told == written, "\(theme)")
    }
  }

  @Test func `every rule and row of the latest edition is met, just missed and left open`() throws {
    let files = ruleBookFiles(Corpus.rules).suffix(1)
    let edition = try #require(checked(editions: Array(files)).result.book?.editions.last)
    #expect(edition.rules.count >= 340)
    var met: [String: Set<String>] = [:]
    for line in Corpus.lines(Self.decided.outputBytes) {
      let decision = try JSONValue(line)
      guard let contact = decision.text("contact"), contact.hasPrefix("R-") else { continue }
      let reasons = decision.list("because") + decision.list("also_met")
      met[contact] = Set(reasons.compactMap { $0.text("rule") })
    }
    for rule in edition.rules.map(\.name) {
      #expect(met["R-\(rule)-met"]?.contains(rule) == true, "\(rule)")
      #expect(met["R-\(rule)-missed"]?.contains(rule) == false, "\(rule)")
      #expect(met["R-\(rule)-open"]?.contains(rule) == false, "\(rule)")
    }
  }

  @Test func `every contact that the page of the corpus names is there, and every trap has some`()
    throws
  {
    let page = String(decoding: try #require(readFile(Corpus.folder + "/README.md")), as: UTF8.self)
    let known = Set(
      try rows(["contacts"] + Self.themes + Self.chapters, ".jsonl").compactMap {
        $0.text("contact")
      })
    let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    let words = page.split { !letters.contains($0) }
    let named = words.filter { word in
      let parts = word.split(separator: "-")
      return parts.count == 3 && ["V", "C"].contains(parts[0]) && parts[2].first?.isNumber == true
    }
    #expect(named.count >= 100)
    for name in named where !known.contains(String(name)) {
      // A story is named for all its contacts.
      #expect(known.contains { $0.dropLast() == name }, "\(name)")
    }
    let traps = page.split(separator: "\n").drop { !$0.hasPrefix("| what a naive reading") }
      .dropFirst(2).prefix { $0.hasPrefix("| ") }
    #expect(traps.count >= 20)
    for trap in traps { #expect(trap.contains("| V-"), "\(trap)") }
  }
}
