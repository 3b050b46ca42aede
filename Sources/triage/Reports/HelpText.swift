/// Help, written from the tables of commands and options.
enum HelpText {
  /// The columns that help is broken at.
  static let width = 80

  /// What all the commands do.
  static func overview() -> String {
    var text = """
      triage decides what a worry about a child calls for, by a council's own
      threshold document, with its reasons. It advises; a social worker decides.

      Usage: triage [decide] [OPTION…] [FILE…]
             triage COMMAND [OPTION…] [ARGUMENT…]

      Commands:

      """
    let longest = CommandName.allCases.map { $0.rawValue.utf8.count }.max() ?? 0
    for command in CommandName.allCases {
      text += "  " + padded(command.rawValue, to: longest + 2)
      text += command.specification.summary + "\n"
    }
    text += "\nExit status:\n"
    for status in ExitStatus.allCases {
      text += wrapped(status.meaning, first: "  \(status.rawValue)  ", rest: "     ")
    }
    text += "\n`triage help COMMAND` tells more, with every option.\n"
    return text
  }

  /// One command in full.
  static func page(for command: CommandName) -> String {
    let row = command.specification
    var text = row.summary + ".\n\nUsage: " + synopsis(command) + "\n"
    for paragraph in row.details {
      text += "\n" + wrapped(paragraph)
    }
    text += "\nOptions:\n"
    for option in command.options {
      text += "\n" + wrapped(spelling(option, for: command), first: "  ", rest: "      ")
      text += wrapped(
        option.summary + ". " + option.details(for: command), first: "      ", rest: "      ")
    }
    text += "\nExamples:\n"
    for example in row.examples {
      text += "\n  " + example.line + "\n      " + example.meaning + "\n"
    }
    return text
  }

  /// How the command is called.
  static func synopsis(_ command: CommandName) -> String {
    let word = command == .decide ? "[decide]" : command.rawValue
    let operands = command.specification.operands
    return "triage \(word) [OPTION…]" + (operands.isEmpty ? "" : " " + operands)
  }

  /// How an option is written: `-o, --output FILE`.
  static func spelling(_ option: OptionSpecification, for command: CommandName) -> String {
    (option.short.map { "-\($0), " } ?? "") + option.spelling(for: command)
  }

  /// A paragraph broken at spaces, so that no line is longer than the width where a space allows it.
  static func wrapped(_ paragraph: String, first: String = "", rest: String = "") -> String {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in paragraph.split(separator: " ") {
      if !isEmpty, line.unicodeScalars.count + 1 + word.unicodeScalars.count > width {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    lines.append(line)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }
}
