/// The commands, in the order in which help lists them.
enum CommandName: String, Sendable, CaseIterable {
  case decide
  case explain
  case gaps
  case record
  case sample
  case verify
  case report
  case check
  case format
  case test
  case compare
  case watch
  case document
  case lsp
  case generate
  case bench
  case explainError = "explain-error"
  case completions
  case help

  /// The command's row of the table.
  var specification: CommandSpecification {
    switch self {
    case .decide: .decide
    case .explain: .explain
    case .gaps: .gaps
    case .sample: .sample
    case .record: .record
    case .verify: .verify
    case .report: .report
    case .check: .check
    case .format: .format
    case .test: .test
    case .compare: .compare
    case .watch: .watch
    case .document: .document
    case .lsp: .lsp
    case .generate: .generate
    case .bench: .bench
    case .explainError: .explainError
    case .completions: .completions
    case .help: .help
    }
  }

  /// The options that mean something to the command, in the order of the table.
  var options: [OptionSpecification] {
    OptionName.allCases.map(\.specification).filter { $0.commands.contains(self) }
  }
}

/// What a command is called with and what it is for: the row from which help, completions and the
/// reference page are written.
struct CommandSpecification: Sendable {
  /// What may stand after the options, as shown in the synopsis; empty for nothing.
  var operands: String
  /// What the operands name, for completions.
  var operandKind: ValueKind
  /// The most operands that may be given; nil for any number.
  var operandLimit: Int?
  /// What the command does, in one line.
  var summary: String
  /// What a reader should know before using it, in paragraphs.
  var details: [String]
  /// Command lines worth copying, each with what it does.
  var examples: [(line: String, meaning: String)]
}

extension CommandSpecification {
  static let decide = CommandSpecification(
    operands: "[FILE…]", operandKind: .file, operandLimit: nil,
    summary: "Decide every contact read from files or standard input",
    details: [
      """
      Reads contacts, one row a child, as JSON Lines or CSV, and writes one decision a row, in the \
      order read. The word `decide` may be left out: a first argument that is not a command is a \
      file. `-` is standard input, and so is no file at all. A file named like a command is \
      written with a folder: `./check`.
      """,
      """
      On a terminal the decisions are written for people; elsewhere, and with `--format jsonl`, \
      as one JSON object a line. The same input and rules give the same bytes.
      """,
      """
      A row that cannot be read, or has no usable contact, child or time received, is rejected \
      with its place and reason; every other row is decided, and the status is 3. A value that \
      cannot be read in any other field makes that fact unknown, and the row says so.
      """,
      """
      A no further action that something unknown could still raise is never shown as settled.
      """,
    ],
    examples: [
      ("triage contacts.jsonl", "decide a file"),
      ("triage --format csv --excel -o decisions.csv contacts.csv", "a file for a spreadsheet"),
      ("triage --fail-on late --quiet -o decisions.jsonl contacts.jsonl", "in a nightly job"),
    ])

  static let explain = CommandSpecification(
    operands: "[FILE…]", operandKind: .file, operandLimit: nil,
    summary: "Explain one decision in plain words",
    details: [
      """
      Reads contacts as `decide` does and explains the decision on one of them: what was \
      established and from where, why, why not higher, what to ask whom, what to do and by when. \
      `--contact` names it; without it there must be one row only. Where a contact has rows for \
      several children, `--child` names the child, or each is explained in turn.
      """,
      """
      Why not higher ends with the nearest miss: the fewest facts that would have had to be known or \
      stated otherwise for a higher outcome, proved and decided again, with the ways there are; what \
      it hangs on says the same of a lower one. `--html` writes the account as a page as well, with \
      the words of each clause. For partners both are left out where restricted information decides.
      """,
    ],
    examples: [
      ("triage explain contacts.jsonl --contact C-1042", "every child of one contact"),
      ("triage explain contacts.jsonl --contact C-1042 --child P-77", "one child of it"),
    ])

  static let gaps = CommandSpecification(
    operands: "[FILE…]", operandKind: .file, operandLimit: nil,
    summary: "List for each agency what to ask it about which child",
    details: [
      """
      Reads contacts as `decide` does and writes the questions that are still open: one list an \
      agency that holds the answer, what no agency is named for last. The contact whose answer \
      could take the outcome highest stands first. Each question says its clause, how far the \
      answer could raise or lower the outcome, and by when the decision is due. Of a contact it \
      shows the ids and nothing that it states.
      """,
      """
      For partners, the default, every list is made of the partner record: an agency is told \
      that its restricted information is wanted, and no list says what about. With `--audience \
      hub` the list of each agency is made of what that agency may know: its own restricted \
      questions stand on it, and nobody else's. What could be put to nobody without giving away \
      what is restricted stands on a last list, kept inside the hub. `--agency` writes one list, \
      for sending.
      """,
      """
      Questions are held in memory until every row is read.
      """,
    ],
    examples: [
      ("triage gaps contacts.jsonl", "every list, for people"),
      (
        "triage gaps --audience hub --agency police -o police.txt contacts.jsonl",
        "what the hub asks the police"
      ),
      ("triage gaps --format csv --excel -o gaps.csv contacts.csv", "a file for a spreadsheet"),
    ])

  static let check = CommandSpecification(
    operands: "[PATH…]", operandKind: .folder, operandLimit: nil,
    summary: "Find mistakes in rule books, and prove what the rules come to",
    details: [
      """
      Each path is a rule book, one edition, one file of an edition, or a folder of rule books. \
      Without one it is the rule book that `decide` would use. A file is checked with the rest \
      of its edition, and only what concerns it is shown.
      """,
      """
      Every mistake is one message with its place, and the rest of the book is still checked. \
      Where a book has no mistakes, its examples are decided, and one that is decided otherwise \
      than it expects is a mistake too. The status is 1 when there is any error, 0 when there \
      are none or only warnings.
      """,
      """
      Then it is proved, over everything that contacts can state, what the rules come to \
      together: which can never be met or never decide, what is left out and what is said twice, \
      and that more concern, the source, the channel and the sex never lower an outcome. What is \
      not so is shown with the smallest contact, as an example to paste. A warning that is right as it \
      is can be answered in the document: `answer T0903 name` with a `because`.
      """,
    ],
    examples: [
      ("triage check rules/reference", "one rule book"),
      ("triage check --format jsonl rules", "every rule book under rules, for a program"),
      ("triage check --format sarif -o check.sarif rules", "for an editor or a code host"),
    ])

  static let format = CommandSpecification(
    operands: "[PATH…]", operandKind: .folder, operandLimit: nil,
    summary: "Lay out the rules of a rule book in the one canonical way",
    details: [
      """
      Rewrites the fenced rules of each file in place; prose and comments are not touched, and \
      no decision changes. Paths are as for `check`. `-` reads a file from standard input and \
      writes it to standard output. A declaration with a mistake in it is left as it is.
      """
    ],
    examples: [
      ("triage format rules/reference", "lay out a rule book"),
      ("triage format --check rules/reference", "list the files that would change"),
    ])

  static let test = CommandSpecification(
    operands: "[CORPUS…]", operandKind: .file, operandLimit: nil,
    summary: "Decide a corpus and report what is not as expected",
    details: [
      """
      Each corpus is a file of contacts, or a folder that is searched for them; without one it is \
      `./corpus`. What is expected of `NAME.jsonl` or `NAME.csv` stands beside it in \
      `NAME.expected.jsonl`, one object a row: `contact`, `child` and any of `outcome`, \
      `acceptable`, `certainty`, `rating`, `rules`, `ask`, `also`, `clocks` and `why`. Contacts are decided \
      as the hub sees them. In a folder, a file of contacts without expectations is named, and the test \
      fails; to decide it all the same, name the file.
      """,
      """
      It reports what is decided otherwise, lowered decisions first, with the conditions and their \
      values; how the recommendations agree with recorded human decisions; and what the written \
      tests, the examples of the rule book and the historic corpus have seen of the rules. A corpus \
      is historic when a folder in its path is called `historic`, or when it comes from standard \
      input; every other one is written.
      """,
      """
      A no further action that is not settled is a column of its own, and never counted as no \
      further action.
      """,
      """
      A file of decisions, as `decide` writes them, is compared and counted without deciding \
      again; `-` reads contacts or decisions from standard input. Of a decision the record tells \
      how the human one compares and not what it was, so there is a table of that instead.
      """,
      """
      The status is 1 when a decision, an example or a minimum is not as wanted, when an \
      expectation has no contact, a contact no expectation or a file in a folder none at all, and \
      when the corpus states a field that no rule reads. It is 3 when a row is rejected: such a run \
      has not passed. Memory does not grow with the number of rows where expectations stand \
      in the order of their contacts.
      """,
    ],
    examples: [
      ("triage test corpus", "everything under corpus"),
      ("triage test --minimum-recall strategy_meeting=100 corpus/historic", "against people"),
      ("triage test --accept corpus/vignettes", "record what is decided now"),
      ("triage decide contacts.jsonl | triage test -", "count decisions as they pass"),
    ])

  static let explainError = CommandSpecification(
    operands: "[CODE…]", operandKind: .code, operandLimit: nil,
    summary: "Explain the code of a message",
    details: [
      """
      Shows the page of help for a code: T for mistakes in rules, I for files of contacts that \
      cannot be read, R for rejected rows, N for notes on decided rows. Without a code it lists \
      them all.
      """
    ],
    examples: [("triage explain-error T0203", "the page of one code")])

  static let completions = CommandSpecification(
    operands: "SHELL", operandKind: .choices(Shell.allCases.map(\.rawValue)), operandLimit: 1,
    summary: "Write completions for a shell",
    details: [
      """
      Writes a script that completes commands, options and values in bash, zsh or fish.
      """
    ],
    examples: [
      ("triage completions bash > /etc/bash_completion.d/triage", "for every user of bash"),
      ("triage completions zsh > ~/.zfunc/_triage", "for zsh, with ~/.zfunc in fpath"),
      ("triage completions fish > ~/.config/fish/completions/triage.fish", "for fish"),
    ])

  static let help = CommandSpecification(
    operands: "[COMMAND]", operandKind: .command, operandLimit: 1,
    summary: "Show what the commands do, or one command in full",
    details: ["Without a command it lists them all."],
    examples: [("triage help decide", "everything about deciding")])
}
