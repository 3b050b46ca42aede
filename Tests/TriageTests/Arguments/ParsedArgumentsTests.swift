import Testing

@testable import triage

private func parsed(_ line: String) throws -> ParsedArguments {
  try ParsedArguments(line.split(separator: " ").map(String.init))
}

private func message(_ line: String) -> String? {
  do throws(ToolError) {
    _ = try ParsedArguments(line.split(separator: " ").map(String.init))
    return nil
  } catch {
    return error.message + (error.hint.map { "; " + $0 } ?? "")
  }
}

@Test func `decide may be left out, and a first argument that is no command is a file`() throws {
  let short = try parsed("a.jsonl b.csv --quiet")
  #expect(short.command == .decide)
  #expect(!short.commandIsWritten)
  #expect(short.operands == ["a.jsonl", "b.csv"])
  let long = try parsed("decide a.jsonl check")
  #expect(long.commandIsWritten)
  #expect(long.operands == ["a.jsonl", "check"])
  #expect(try parsed("").operands == [])
}

@Test func `options may stand before the command`() throws {
  let arguments = try parsed("--quiet check rules")
  #expect(arguments.command == .check)
  #expect(arguments.operands == ["rules"])
  #expect(arguments.has(.quiet))
}

@Test func `a value follows after a space or an equals sign, and after a letter`() throws {
  for line in [
    "--output out.csv", "--output=out.csv", "-o out.csv", "-oout.csv", "-qo out.csv", "-qoout.csv",
  ] {
    #expect(try parsed(line).value(.output) == "out.csv", "\(line)")
  }
  #expect(try parsed("--contact=a=b explain").value(.contact) == "a=b")
  #expect(try parsed("--output=--odd").value(.output) == "--odd")
}

@Test func `after two dashes everything is an operand, and one dash is standard input`() throws {
  #expect(try parsed("-- --quiet check").operands == ["--quiet", "check"])
  #expect(try parsed("-- --quiet check").command == .decide)
  #expect(try parsed("a - b").operands == ["a", "-", "b"])
}

@Test func `lists may be joined by commas or given again`() throws {
  let arguments = try parsed("--ignore a,b --ignore c --fail-on late,rejected")
  #expect(arguments.list(.ignore) == ["a", "b", "c"])
  #expect(arguments.choices(.failOn) == [FailureCondition.late, .rejected])
}

@Test func `asking for help gives help, whatever else is written`() throws {
  for line in ["check --help", "check --strict -h", "-h check"] {
    let arguments = try parsed(line)
    #expect(arguments.command == .help, "\(line)")
    #expect(arguments.operands == ["check"], "\(line)")
  }
  #expect(try parsed("--help").operands == [])
}

@Test func `every wrong command line has one message`() {
  let cases = [
    ("--rulse x", "there is no option `--rulse`; did you mean `--rules`?"),
    ("--zzzzzz", "there is no option `--zzzzzz`"),
    ("-z", "there is no option `-z`"),
    ("--quiet=yes", "`--quiet` takes no value"),
    ("--rules", "`--rules` needs a value: `--rules PATH`"),
    ("--rules --quiet", "`--rules` needs a value: `--rules PATH`"),
    ("--rules=", "`--rules` needs a value: `--rules PATH`"),
    ("--rules a --rules b", "`--rules` is given twice"),
    ("--format cvs", "`--format` cannot be `cvs`; did you mean `csv`?"),
    ("--format nothing", "`--format` cannot be `nothing`; write `text`, `jsonl`, `csv`"),
    ("check --format csv", "`--format` cannot be `csv`; write `text`, `jsonl`, `sarif`"),
    (
      "check --strict",
      "`--strict` means nothing to `check`; it belongs to `decide`, `explain`, `gaps`, `test`"
    ),
    (
      "--fail-on late,tardy",
      "`--fail-on` cannot be `tardy`; write `late`, `overdue`, "
        + "`provisional`, `rejected`"
    ),
    ("--ignore ,", "`--ignore` needs at least one value"),
    ("help check format", "`triage help` takes one argument, and there are 2"),
  ]
  for (line, expected) in cases {
    #expect(message(line) == expected, "\(line)")
  }
}

@Test func `arguments made of anything never crash and never pass unseen`() {
  // Every argument ends up as the command, an operand or an option, or in a message.
  let pieces = ["-", "--", "--=", "-=", "", "é", "--é", "-é", "--o", "\u{0}", "--output", "-o"]
  for first in pieces {
    for second in pieces {
      _ = try? ParsedArguments([first, second])
      _ = try? ParsedArguments(["check", first, second])
    }
  }
  #expect(throws: ToolError.self) { try ParsedArguments(["--="]) }
}
