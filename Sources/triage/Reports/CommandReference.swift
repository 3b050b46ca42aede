/// The page of documentation on the commands, written from the tables; a test keeps the stored page
/// equal to it.
enum CommandReference {
  /// The whole page.
  static func page() -> String {
    var text = """
      # Commands

      Every command of `triage`, with its options. This page is written from the tables that the
      program itself reads.


      """
    for command in CommandName.allCases {
      text += section(command)
    }
    text += "## Exit status\n\n| status | meaning |\n| --- | --- |\n"
    for status in ExitStatus.allCases {
      text += "| \(status.rawValue) | \(status.meaning) |\n"
    }
    text += """

      A strategy meeting is not a failure: deciding one ends with status 0. So does a pipe that
      is closed by its reader.

      """
    return text
  }

  private static func section(_ command: CommandName) -> String {
    let row = command.specification
    var text = "## triage \(command.rawValue)\n\n\(row.summary).\n\n"
    text += "```\n\(HelpText.synopsis(command))\n```\n\n"
    for paragraph in row.details {
      text += paragraph + "\n\n"
    }
    for option in command.options {
      text += "- `\(HelpText.spelling(option, for: command))`: \(option.summary). "
      text += option.details(for: command) + "\n"
    }
    text += "\nExamples:\n\n"
    for example in row.examples {
      text += "- `\(example.line)`: \(example.meaning)\n"
    }
    return text + "\n"
  }
}
