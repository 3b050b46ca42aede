/// Completion scripts for shells, written from the tables of commands and options.
enum CompletionScript {
  /// What is completed after an option, or in place of an operand.
  private enum Answer {
    case words([String])
    case files
    case folders
    case nothing
  }

  private static func answer(_ kind: ValueKind) -> Answer {
    switch kind {
    case .file: .files
    case .folder: .folders
    case .choices(let words): .words(words)
    case .command: .words(CommandName.allCases.map(\.rawValue))
    case .code: .words(MessageCode.all.map(\.code))
    case .text: .nothing
    }
  }

  private static func answer(_ option: OptionSpecification, _ command: CommandName) -> Answer? {
    switch option.value {
    case .flag: nil
    case .one(_, let kind), .list(_, let kind):
      option.choices(for: command).map { .words($0) } ?? answer(kind)
    }
  }

  private static func spellings(_ option: OptionSpecification) -> [String] {
    ["--" + option.name.rawValue] + (option.short.map { ["-" + $0] } ?? [])
  }

  /// For bash.
  static func bash() -> String {
    let commands = CommandName.allCases
    var text = """
      # Completions of triage for bash, written by `triage completions bash`.
      _triage() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=decide item
        local names="\(commands.map(\.rawValue).joined(separator: " "))"
        for item in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
          case " $names " in *" $item "*) command=$item; break;; esac
        done
        case "$command $before" in

      """
    for command in commands {
      for option in command.options {
        guard let answer = answer(option, command) else { continue }
        let patterns = spellings(option).map { "\"\(command.rawValue) \($0)\"" }
        text += "    \(patterns.joined(separator: "|"))) \(bashReply(answer)); return;;\n"
      }
    }
    text += "  esac\n  case \"$command\" in\n"
    for command in commands {
      let options = command.options.flatMap { spellings($0) }.joined(separator: " ")
      text += "    \(command.rawValue))\n"
      text += "      if [[ $word == -* ]]; then \(bashWords(options))"
      text += "; else \(bashReply(answer(command.specification.operandKind))); fi;;\n"
    }
    return text + """
        esac
        if ((COMP_CWORD == 1)) && [[ $word != -* ]]; then
          COMPREPLY+=($(compgen -W "$names" -- "$word"))
        fi
      }
      complete -o filenames -F _triage triage

      """
  }

  private static func bashWords(_ words: String) -> String {
    "COMPREPLY=($(compgen -W \"\(words)\" -- \"$word\"))"
  }

  private static func bashReply(_ answer: Answer) -> String {
    switch answer {
    case .words(let words): bashWords(words.joined(separator: " "))
    case .files: "COMPREPLY=($(compgen -f -- \"$word\"))"
    case .folders: "COMPREPLY=($(compgen -d -- \"$word\"))"
    case .nothing: "COMPREPLY=()"
    }
  }

  /// For zsh.
  static func zsh() -> String {
    var text = """
      #compdef triage
      # Completions of triage for zsh, written by `triage completions zsh`.
      local -a commands
      commands=(

      """
    for command in CommandName.allCases {
      text += "  \(quoted(command.rawValue + ":" + command.specification.summary))\n"
    }
    text += """
      )
      local command=decide item
      for item in ${words[2,CURRENT-1]}; do
        if (( ${commands[(I)$item:*]} )); then command=$item; break; fi
      done
      if (( CURRENT == 2 )) && [[ $PREFIX != -* ]]; then _describe command commands; fi
      case $command in

      """
    for command in CommandName.allCases {
      text += "  \(command.rawValue))\n    _arguments -s \\\n"
      for option in command.options {
        for spelling in spellings(option) {
          var row = spelling + "[" + option.summary + "]"
          if let answer = answer(option, command) {
            row += ":" + option.name.rawValue + ":" + zshAction(answer)
          }
          text += "      \(quoted(row)) \\\n"
        }
      }
      let operands = zshAction(answer(command.specification.operandKind))
      text += "      \(quoted("*:argument:" + operands));;\n"
    }
    return text + "esac\n"
  }

  private static func zshAction(_ answer: Answer) -> String {
    switch answer {
    case .words(let words): "(" + words.joined(separator: " ") + ")"
    case .files: "_files"
    case .folders: "_files -/"
    case .nothing: " "
    }
  }

  /// For fish.
  static func fish() -> String {
    var text = """
      # Completions of triage for fish, written by `triage completions fish`.
      function __triage_command
        set -l words (commandline -opc)
        for word in $words[2..-1]
          if contains -- $word \(CommandName.allCases.map(\.rawValue).joined(separator: " "))
            echo $word
            return
          end
        end
        echo decide
      end

      """
    for command in CommandName.allCases {
      text += "complete -c triage -n 'test (count (commandline -opc)) -eq 1' -f"
      text += " -a \(command.rawValue) -d \(quoted(command.specification.summary))\n"
    }
    for command in CommandName.allCases {
      let condition = "complete -c triage -n 'test (__triage_command) = \(command.rawValue)'"
      for option in command.options {
        text += condition + " -l " + option.name.rawValue
        if let short = option.short { text += " -s " + short }
        if let answer = answer(option, command) { text += " -r" + fishAction(answer) }
        text += " -d " + quoted(option.summary) + "\n"
      }
      if case .words(let words) = answer(command.specification.operandKind) {
        text += condition + fishAction(.words(words)) + "\n"
      }
    }
    return text
  }

  private static func fishAction(_ answer: Answer) -> String {
    switch answer {
    case .words(let words): " -f -a " + quoted(words.joined(separator: " "))
    case .files: " -F"
    case .folders: " -f -a '(__fish_complete_directories)'"
    case .nothing: " -f"
    }
  }

  /// Text in single quotes, as all three shells read it.
  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
