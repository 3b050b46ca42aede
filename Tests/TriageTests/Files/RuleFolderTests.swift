import TestSupport
import Testing
import ThresholdDSL

@testable import triage

private let rule = "# 1 One\n\n```threshold\nlanguage 1\n```\n"

private func reader(_ folder: TemporaryFolder, _ variables: [String: String] = [:])
  -> RuleFolderReader
{
  RuleFolderReader(environment: Environment(folder: folder.path) { variables[$0] })
}

private func message<Value>(_ work: () throws -> Value) -> String? {
  do {
    _ = try work()
    return nil
  } catch let error as ToolError {
    return error.message + (error.hint.map { "; " + $0 } ?? "")
  } catch {
    return "another error"
  }
}

@Test func `a rule book is read by name, hidden files and other endings left out`() throws {
  let folder = TemporaryFolder()
  folder.write("book/2018/b.md", rule)
  folder.write("book/2018/a.md", rule)
  folder.write("book/2018/README.md", "read as well")
  folder.write("book/2018/.hidden.md", "left out")
  folder.write("book/2018/notes.csv", "left out")
  folder.write("book/2018/lost.md.txt", rule)
  folder.write("book/2023/a.md", rule)
  folder.write("book/README.md", "about the book")
  folder.write("book/pictures/a.png", "left out")
  let book = try reader(folder).read("book/")
  #expect(book.name == "book")
  #expect(book.editions.map(\.folder) == ["2018", "2023"])
  #expect(
    book.editions[0].files.map(\.name)
      == ["book/2018/README.md", "book/2018/a.md", "book/2018/b.md"])
  #expect(book.editions[1].files.map(\.bytes) == [Array(rule.utf8)])
  #expect(book.notRead == ["book/2018/lost.md.txt"])
}

@Test func `one edition is a rule book of its own, from wherever it is named`() throws {
  let folder = TemporaryFolder()
  folder.write("book/2018/a.md", rule)
  folder.write("book/2023/a.md", rule)
  let edition = try reader(folder).read("book/2023")
  #expect(edition.name == "book")
  #expect(edition.editions.map(\.folder) == ["2023"])
  let here = RuleFolderReader(
    environment: Environment(folder: folder.path + "/book/2018") { _ in nil })
  #expect(try here.read(".").editions.map(\.folder) == ["2018"])
}

@Test func `rules that no edition would read are refused, not passed over`() {
  let beside = TemporaryFolder()
  beside.write("book/2018/a.md", rule)
  beside.write("book/stray.md", rule)
  #expect(
    message { try reader(beside).read("book") }
      == "`book/stray.md` has rules and belongs to no edition; move it into the folder of an edition"
  )
  let below = TemporaryFolder()
  below.write("book/2018/a.md", rule)
  below.write("book/2018/neglect/b.md", rule)
  #expect(
    message { try reader(below).read("book") }?.hasPrefix(
      "the rule files in `book/2018/neglect` belong to no edition") == true)
}

@Test func `the rule book to use is the one named, else the environment's, else the only one`()
  throws
{
  let folder = TemporaryFolder()
  folder.write("rules/one/2018/a.md", rule)
  folder.write("rules/calendars/england-and-wales.json", "{}")
  #expect(try reader(folder).chosenPath(nil) == "rules/one")
  #expect(try reader(folder).chosenPath("x") == "x")
  #expect(try reader(folder, ["TRIAGE_RULES": "y"]).chosenPath(nil) == "y")
  #expect(try reader(folder, ["TRIAGE_RULES": "y"]).chosenPath("x") == "x")
  #expect(try reader(folder, ["TRIAGE_RULES": ""]).chosenPath(nil) == "rules/one")
  folder.write("rules/two/2018/a.md", rule)
  #expect(
    message { try reader(folder).chosenPath(nil) }
      == "there are 2 rule books under `./rules`; "
      + "name one with `--rules`: `rules/one`, `rules/two`")
  #expect(
    message { try reader(folder).read("rules") }
      == "`rules` holds several rule books; "
      + "name one with `--rules`: `rules/one`, `rules/two`")
}

@Test func `without a rule book the message says what to do`() {
  let folder = TemporaryFolder()
  folder.write("a.md", rule)
  folder.makeFolder("empty")
  #expect(
    message { try reader(folder).chosenPath(nil) }
      == "there is no rule book: no `--rules`, no `TRIAGE_RULES`, and no folder `./rules`; "
      + "name one: `--rules PATH`, the folder of a rule book or of one edition of it")
  folder.makeFolder("rules")
  let shape = "a rule book is a folder of editions, and an edition is a folder of `.md` files"
  #expect(
    message { try reader(folder).chosenPath(nil) }
      == "there is no rule book under `./rules`; " + shape)
  #expect(
    message { try reader(folder).read("empty") } == "there are no rules in `empty`; " + shape)
  #expect(
    message { try reader(folder).read("none") }
      == "cannot read `none`: there is no such file or folder")
  #expect(
    message { try reader(folder).read("a.md") }
      == "`a.md` is a file; `--rules` names the folder of a rule book or of one edition")
}

@Test func `a calendar is found in the nearest folder upwards`() throws {
  let folder = TemporaryFolder()
  folder.write("rules/one/2018/a.md", rule)
  folder.write("rules/calendars/x.json", "far")
  let book = try reader(folder).read("rules/one")
  #expect(try reader(folder).calendar(named: "x", for: book)?.bytes == Array("far".utf8))
  #expect(try reader(folder).calendar(named: "y", for: book)?.bytes == nil)
  let edition = try reader(folder).read("rules/one/2018")
  #expect(try reader(folder).calendar(named: "x", for: edition)?.bytes == Array("far".utf8))
  folder.write("rules/one/calendars/x.json", "near")
  #expect(try reader(folder).calendar(named: "x", for: book)?.bytes == Array("near".utf8))
}

@Test func `a rule file over the limit is refused before it fills the memory`() {
  let folder = TemporaryFolder()
  runShell("mkdir -p '\(folder.path)/book/1' && truncate -s 1G '\(folder.path)/book/1/a.md'")
  #expect(
    message { try reader(folder).read("book") }
      == "cannot read `book/1/a.md`: it is longer than 4194304 bytes")
}

@Test func `an edition of more files than are read is refused, not read in part`() throws {
  let folder = TemporaryFolder()
  for number in 0..<Limits.files { folder.write("book/2018/\(number).md", rule) }
  #expect(try reader(folder).read("book").editions[0].files.count == Limits.files)
  folder.write("book/2018/one-more.md", rule)
  #expect(
    message { try reader(folder).read("book") }
      == "`book/2018` has 1001 rule files, and an edition has at most 1000")
}
