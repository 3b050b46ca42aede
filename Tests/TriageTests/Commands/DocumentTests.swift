import TestSupport
import Testing
import ThresholdDSL

@testable import triage

/// The threshold document as people read it.
@Suite struct DocumentTests {
  @Test func `a small rule book is written whole`() {
    let door = FrontDoor()
    let run = door.run("document")
    #expect(run.status == .done, "\(run.errors)")
    expectSnapshot(run.output, "Documents", "front-door")
    expectSnapshot(door.run("document --blank-form").output, "Documents", "blank-form")
  }

  @Test func `every rule, question and example of the reference rule book is in its document`()
    throws
  {
    let door = FrontDoor()
    let rules = packageFolder + "/rules/reference"
    let run = door.run("document --rules \(rules) --html page.html -o document.md")
    #expect(run.status == .done, "\(run.errors)")
    let text = try #require(door.folder.text("document.md"))
    let page = try #require(door.folder.text("page.html"))
    let rulesOfBook = try LoadedRules(
      RuleFolderReader(environment: Environment { _ in nil }).read(rules))
    let edition = try #require(rulesOfBook.checked.book?.editions.last)
    for rule in edition.rules { #expect(text.contains("`\(rule.name)`"), "\(rule.name)") }
    for fact in edition.facts where fact.reserved == nil {
      #expect(text.contains("`\(fact.name)`"), "\(fact.name)")
      if let question = fact.question { #expect(text.contains(question), "\(question)") }
    }
    for example in edition.examples { #expect(text.contains(example.title), "\(example.title)") }
    for clause in edition.clauses {
      #expect(page.contains("id=\"clause-\(clause.number)\""), "\(clause.number)")
    }
    #expect(!text.contains("```threshold"))
    #expect(!page.contains("<script") && !page.contains("src="))
  }

  @Test func `a hole is marked, and a corpus is counted`() {
    let door = FrontDoor()
    door.folder.write("c/a.jsonl", "")
    door.folder.write(
      "c/a.expected.jsonl",
      "{\"contact\":\"C-1\",\"child\":\"P-1\",\"outcome\":\"nfa\",\"rules\":[\"nobody\"]}\n")
    let run = door.run("document --corpus c")
    #expect(run.status == .done, "\(run.errors)")
    #expect(run.output.contains("Cases of the corpus"))
    #expect(run.output.contains("**none**"))
  }

  @Test func `files of prose alone are in the document, first and last`() {
    let door = FrontDoor()
    door.folder.write("rules/front_door/2018/a-preface.md", "# Preface\n\nWhy we wrote this.\n")
    door.folder.write("rules/front_door/2018/z-thanks.md", "# Thanks\n\nTo those who helped.\n")
    let run = door.run("document")
    #expect(run.status == .done, "\(run.errors)")
    #expect(run.output.contains("Why we wrote this."))
    #expect(run.output.contains("To those who helped."))
  }

  @Test func `what cannot be meant is refused`() {
    let door = FrontDoor()
    for line in [
      "document --edition 1999", "document --html -",
      "document --blank-form --corpus contacts.jsonl",
      "document -o rules/front_door/2018/neglect.md", "document -o a --html a", "document FILE",
    ] {
      #expect(door.run(line).status == .couldNotRun, "\(line)")
    }
    #expect(door.folder.text("rules/front_door/2018/neglect.md") == FrontDoor.neglect)
  }
}
