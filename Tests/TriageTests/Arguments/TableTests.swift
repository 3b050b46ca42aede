import TestSupport
import Testing

@testable import triage

@Test func `every option belongs to a command, is spelt once and fits its line`() {
  let options = OptionName.allCases.map(\.specification)
  #expect(options.map(\.name) == OptionName.allCases)
  let letters = options.compactMap(\.short)
  #expect(Set(letters).count == letters.count)
  for option in options {
    #expect(!option.commands.isEmpty, "\(option.name)")
    #expect(option.summary.unicodeScalars.count <= 60, "\(option.name)")
    #expect(option.summary.last != ".", "\(option.name)")
    #expect(option.details.last == ".", "\(option.name)")
    for (command, choices) in option.notFor {
      #expect(option.commands.contains(command), "\(option.name)")
      #expect(!(option.choices(for: command) ?? []).isEmpty, "\(option.name)")
      #expect(!choices.isEmpty, "\(option.name)")
    }
  }
}

@Test func `help of every command shows every option of it, within the width`() {
  for command in CommandName.allCases {
    let page = triage("help", command.rawValue)
    #expect(page.status == .done)
    #expect(page.errors.isEmpty)
    #expect(page.output.contains("Usage: triage "))
    for option in command.options {
      #expect(page.output.contains("--" + option.name.rawValue), "\(command) \(option.name)")
    }
    for line in page.output.split(separator: "\n") {
      #expect(line.unicodeScalars.count <= HelpText.width, "\(line)")
    }
    // `triage help --help` is the list of commands.
    if command != .help {
      #expect(triage(command.rawValue, "--help").output == page.output)
    }
    #expect(triage("help").output.contains("  \(command.rawValue) "))
  }
}

@Test func `completions name every command, option and choice`() {
  for shell in Shell.allCases {
    let script = triage("completions", shell.rawValue).output
    for command in CommandName.allCases {
      #expect(script.contains(command.rawValue), "\(shell) \(command)")
      for option in command.options {
        let spelling = shell == .fish ? "-l \(option.name.rawValue)" : "--\(option.name.rawValue)"
        #expect(script.contains(spelling), "\(shell) \(option.name)")
        for choice in option.choices(for: command) ?? [] {
          #expect(script.contains(choice), "\(shell) \(choice)")
        }
      }
    }
  }
}

@Test func `the command reference says what the tables say`() {
  let path = packageFolder + "/Sources/triage/triage.docc/Commands.md"
  let page = CommandReference.page()
  let stored = readFile(path).map { String(decoding: $0, as: UTF8.self) }
  if stored == page { return }
  if environmentVariable("RECORD_SNAPSHOTS") == "1" {
    writeFile(path, Array(page.utf8))
    Issue.record("recorded Commands.md")
    return
  }
  Issue.record(
    Comment(
      rawValue: "Commands.md is out of date; record it with RECORD_SNAPSHOTS=1\n"
        + lineDifference(stored ?? "", page)))
}

@Test func `help, version and codes are shown as they are`() {
  let lines = [
    ["help"], ["help", "explain-error"], ["--version"], ["help", "chekc"], ["completions"],
    ["completions", "bsh"], ["explain-error", "t0801"], ["explain-error", "T081"],
    ["check", "--strict"], ["--rulse", "x"],
  ]
  let shown = lines.map { TestConsole().run($0).shown }.joined(separator: "\n")
  expectSnapshot(shown, "Transcripts", "help")
}

@Test func `every code of every message has a page, and codes differ`() {
  let codes = MessageCode.all
  #expect(Set(codes.map(\.code)).count == codes.count)
  for prefix in ["T", "I", "R", "N"] {
    #expect(codes.contains { $0.code.hasPrefix(prefix) }, "\(prefix)")
  }
  let list = triage("explain-error").output
  for code in codes {
    #expect(list.contains(code.code + "  " + code.title + "\n"))
    let page = triage("explain-error", code.code.lowercased())
    #expect(page.status == .done)
    #expect(page.output.hasPrefix(code.code + ": " + code.title), "\(code.code)")
    #expect(!code.help.isEmpty)
  }
}
