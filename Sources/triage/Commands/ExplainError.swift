import ThresholdDSL

/// `triage explain-error [CODE…]`
func explainError(_ codes: [String], _ console: Console) throws(ToolError) -> ExitStatus {
  var pages: [MessageCode] = []
  for code in codes {
    guard let page = MessageCode.named(code) else {
      let near = nearestNames(to: code.uppercased(), among: MessageCode.all.map(\.code))
      throw .usage(
        "there is no code `\(code)`", hint: near.first.map { "did you mean `\($0)`?" },
        command: .explainError)
    }
    pages.append(page)
  }
  if pages.isEmpty {
    let list = MessageCode.all.map { "\($0.code)  \($0.title)\n" }
    try console.print(list.joined())
  } else {
    let texts = pages.map { page in
      page.code + ": " + page.title + "\n(" + page.kind + ")\n\n" + broken(page.help)
    }
    try console.print(texts.joined(separator: "\n"))
  }
  return .done
}

/// The page with its paragraphs broken anew; lines that are indented show rules and stay as they are.
private func broken(_ help: String) -> String {
  var text = ""
  var paragraph: [Substring] = []
  func finish() {
    if !paragraph.isEmpty { text += HelpText.wrapped(paragraph.joined(separator: " ")) }
    paragraph = []
  }
  for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.isEmpty || line.utf8.first == UInt8(ascii: " ") {
      finish()
      text += line + "\n"
    } else {
      paragraph.append(line)
    }
  }
  finish()
  return text
}
