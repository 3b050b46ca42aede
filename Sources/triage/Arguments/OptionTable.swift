/// The options, in the order in which help lists them; the raw value is the long name.
enum OptionName: String, Sendable, CaseIterable {
  case rules
  case edition
  case asOf = "as-of"
  case contact
  case child
  case agency
  case ledger
  case head
  case caseNumber = "case"
  case outcome
  case rating
  case by
  case role
  case reason
  case decided
  case agreedBy = "agreed-by"
  case convention
  case workingHours = "working-hours"
  case of
  case allocation
  case exclude
  case verdicts
  case format
  case inputFormat = "input-format"
  case history
  case historyFrom = "history-from"
  case output
  case html
  case rejects
  case excel
  case audience
  case ignore
  case strict
  case failOn = "fail-on"
  case check
  case expected
  case accept
  case acceptLowered = "accept-lowered"
  case minimumCoverage = "minimum-coverage"
  case minimumRecall = "minimum-recall"
  case junit
  case tap
  case github
  case oldRevision = "old-revision"
  case corpus
  case blankForm = "blank-form"
  case count
  case seed
  case from
  case to
  case decidedInTime = "decided-in-time"
  case disagreement
  case withoutDecisions = "without-decisions"
  case edgeCases = "edge-cases"
  case jobs
  case color
  case quiet
  case help
  case version
}

/// What a value names: what may be written, and what a shell completes.
enum ValueKind: Sendable, Equatable {
  /// A file, or `-`.
  case file
  /// A folder.
  case folder
  /// One of these words.
  case choices([String])
  /// A code of a message.
  case code
  /// A command.
  case command
  /// Anything else.
  case text
}

/// Whether an option takes a value.
enum OptionValue: Sendable, Equatable {
  /// It is on or off.
  case flag
  /// It takes one value, shown so in help, and may be given once.
  case one(String, ValueKind)
  /// It takes values joined by commas, and may be given again for more.
  case list(String, ValueKind)
}

/// An option: the row from which the parser, help, completions and the reference page are written.
struct OptionSpecification: Sendable {
  /// The long name.
  var name: OptionName
  /// The letter that stands for it.
  var short: String?
  /// Its value.
  var value: OptionValue
  /// What it does, in one line of at most 60 columns.
  var summary: String
  /// What a reader should know before using it.
  var details: String
  /// The commands that it means something to.
  var commands: [CommandName]
  /// The choices that a command leaves out.
  var notFor: [(command: CommandName, choices: [String])] = []
  /// What a reader should know instead, of a command to which the option means something else.
  var detailsFor: [(command: CommandName, details: String)] = []

  /// What a reader should know before using it with a command.
  func details(for command: CommandName) -> String {
    detailsFor.first { $0.command == command }?.details ?? details
  }

  /// The words that may be given to a command; nil when any value may.
  func choices(for command: CommandName) -> [String]? {
    let all: [String]
    switch value {
    case .flag: return nil
    case .one(_, .choices(let words)), .list(_, .choices(let words)): all = words
    case .one, .list: return nil
    }
    let left = notFor.first { $0.command == command }?.choices ?? []
    return all.filter { !left.contains($0) }
  }

  /// The option as it is written, with its value: `--rules PATH`.
  func spelling(for command: CommandName) -> String {
    let long = "--" + name.rawValue
    switch value {
    case .flag: return long
    case .one(let shown, _):
      return long + " " + (choices(for: command)?.joined(separator: "|") ?? shown)
    case .list(let shown, _):
      return long + " " + (choices(for: command)?.joined(separator: ",") ?? shown)
    }
  }
}

extension OptionName {
  private static let deciding: [CommandName] = [.decide, .explain, .gaps, .test]

  /// The option's row of the table.
  var specification: OptionSpecification {
    switch self {
    case .rules, .edition, .asOf, .contact, .child, .agency: ofMeaning
    case .ledger, .head: ofLedger
    case .caseNumber, .outcome, .rating, .by, .role, .reason, .decided, .agreedBy: ofRecording
    case .convention, .workingHours, .html: ofReports
    case .format, .inputFormat, .output, .rejects, .excel: ofFiles
    case .history, .historyFrom: ofHistory
    case .audience, .ignore, .strict, .failOn, .check: ofJudgement
    case .expected, .accept, .acceptLowered, .minimumCoverage, .minimumRecall, .junit, .tap,
      .github:
      ofTests
    case .oldRevision, .corpus, .blankForm: ofComparison
    case .count, .seed, .from, .to, .decidedInTime, .disagreement, .withoutDecisions, .edgeCases:
      ofGenerating
    case .of, .allocation, .exclude, .verdicts: ofSampling
    case .jobs, .color, .quiet, .help, .version: ofRunning
    }
  }

  /// Which rules, which time, which contact.
  private var ofMeaning: OptionSpecification {
    switch self {
    case .edition:
      OptionSpecification(
        name: .edition, value: .one("NAME", .text),
        summary: "Decide under this edition, whenever received",
        details: """
          Every contact is decided under the edition of this name instead of the one in force \
          when it was received: to see what other rules would have said. `generate` makes the \
          edge cases of this edition, `document` writes it, and without it of the latest.
          """, commands: Self.deciding + [.document, .generate, .bench])
    case .asOf:
      OptionSpecification(
        name: .asOf, value: .one("TIME", .text),
        summary: "Judge unfinished clocks at this time",
        details: """
          A date and time such as `2026-03-02T09:00`, in London unless it has an offset. Without \
          it a clock that was not stopped is `open`; with it, `running` or `overdue`. Nothing \
          reads the time of day by itself. A report stands as at this time: what happened later \
          is left out.
          """, commands: Self.deciding + [.report])
    case .contact:
      OptionSpecification(
        name: .contact, value: .one("ID", .text),
        summary: "Take this contact",
        details: "The id in the field `contact`.", commands: [.explain, .record])
    case .child:
      OptionSpecification(
        name: .child, value: .one("ID", .text),
        summary: "Take this child of the contact",
        details: "The id in the field `child`; `unknown` for a child whose id is unknown.",
        commands: [.explain, .record])
    case .agency:
      OptionSpecification(
        name: .agency, value: .one("NAME", .text),
        summary: "Write the list of this agency alone",
        details: "A name that the rule book writes after `held by` or `restricted to`.",
        commands: [.gaps])
    default:
      OptionSpecification(
        name: .rules, short: "r", value: .one("PATH", .folder),
        summary: "Use this rule book, or one edition of it",
        details: """
          A folder of editions, or the folder of one edition. Without it the environment \
          variable `TRIAGE_RULES` names the folder, else it is the only rule book under `./rules`.
          """,
        commands: [
          .decide, .explain, .gaps, .report, .verify, .check, .format, .test, .document, .generate,
          .sample, .bench, .watch,
        ])
    }
  }

  /// What is read and written.
  private var ofFiles: OptionSpecification {
    switch self {
    case .inputFormat:
      OptionSpecification(
        name: .inputFormat, value: .one("FORMAT", .choices(InputFormatName.words)),
        summary: "Read contacts as this format",
        details: """
          Without it the ending of a file's name tells (`.jsonl`, `.ndjson`, `.json`, `.csv`), \
          else its first byte: `{` begins JSON Lines.
          """, commands: Self.deciding + [.record, .sample])
    case .output:
      OptionSpecification(
        name: .output, short: "o", value: .one("FILE", .file),
        summary: "Write to this file",
        details: """
          The file is replaced when everything is written: if anything fails, what was there \
          stays. `-` is standard output.
          """,
        commands: [
          .decide, .explain, .gaps, .report, .check, .test, .compare, .document, .generate, .sample,
        ])
    case .rejects:
      OptionSpecification(
        name: .rejects, value: .one("FILE", .file),
        summary: "Write rejected rows to this file",
        details: """
          JSON Lines, one object a rejected row: `file`, `line`, `column`, `field`, `code`, \
          `reason`, and the row itself as `raw`, or as `raw_base64` when it is not UTF-8. It \
          holds what the input held about the child: keep it as safe.
          """, commands: [.decide, .gaps, .test])
    case .excel:
      OptionSpecification(
        name: .excel, value: .flag,
        summary: "Write CSV that a spreadsheet opens as it is",
        details: """
          With `--format csv`: a byte-order mark, lines that end with CR LF, and an apostrophe \
          before any cell that a spreadsheet would run as a formula.
          """, commands: [.decide, .gaps, .report, .sample])
    default:
      OptionSpecification(
        name: .format, short: "f", value: .one("FORMAT", .choices(OutputFormat.words)),
        summary: "Write in this format",
        details: """
          `text` is for people, `jsonl` one JSON object a line, `csv` one flat row a decision, \
          question or figure, `sarif` what editors and code hosts show beside the text (SARIF \
          2.1.0). Without it, text; `decide` writes JSON Lines where there is no terminal, and \
          `generate` everywhere.
          """,
        commands: [
          .decide, .explain, .gaps, .report, .check, .test, .compare, .generate, .sample, .bench,
        ],
        notFor: [
          (.decide, ["sarif"]), (.explain, ["csv", "sarif"]), (.gaps, ["sarif"]),
          (.report, ["jsonl", "sarif"]), (.check, ["csv"]), (.test, ["csv", "sarif"]),
          (.compare, ["csv", "sarif"]), (.generate, ["text", "sarif"]), (.sample, ["sarif"]),
          (.bench, ["csv", "sarif"]),
        ],
        detailsFor: [
          (
            .compare,
            "`text` is for people, `jsonl` one JSON object a line. Without it, text."
          )
        ])
    }
  }

  /// What is known of earlier contacts.
  private var ofHistory: OptionSpecification {
    switch self {
    case .historyFrom:
      OptionSpecification(
        name: .historyFrom, value: .one("DATE", .text),
        summary: "History is complete from this day on",
        details: """
          Without it the history is taken to begin with its first contact, in the files of \
          `--history`, in the ledger or in the input; the summary says which day that is. Where rules look back further than that, what is counted is \
          so many or more, never fewer.
          """, commands: Self.deciding)
    default:
      OptionSpecification(
        name: .history, value: .list("FILE,…", .file),
        summary: "Count the earlier contacts in these files",
        details: """
          Contacts as JSON Lines or CSV, decisions as `decide` writes them as JSON Lines, or \
          ledgers, in any order; the option may be given again. Rules that count earlier contacts \
          count these and the earlier rows of the input, each contact once. What was recommended \
          of a contact is worked out by the rules; of one in a ledger it is what the ledger says \
          last, and what people decided is there too. A decision says less than a contact: \
          neither its source nor its household. The ledger of `decide --ledger` is history without \
          being named here. A rejected row of a history makes counts of its child so many or more, \
          and the status 3.
          """, commands: Self.deciding)
    }
  }

  /// How strictly contacts are read, and who reads the result.
  private var ofJudgement: OptionSpecification {
    switch self {
    case .ignore:
      OptionSpecification(
        name: .ignore, value: .list("FIELD,…", .text),
        summary: "Take no notice of these fields",
        details: """
          Fields of the contact file that are neither reserved nor declared and that no rule \
          needs. A field that is not ignored and not known keeps its rows from being a settled \
          no further action, because a misspelt risk must not vanish.
          """, commands: Self.deciding)
    case .strict:
      OptionSpecification(
        name: .strict, value: .flag,
        summary: "Reject rows with unknown fields or unreadable values",
        details: """
          Without it such a row is decided, the fact is unknown, and the decision says so.
          """, commands: Self.deciding)
    case .failOn:
      OptionSpecification(
        name: .failOn,
        value: .list("WHAT,…", .choices(FailureCondition.words + CompareFailure.words)),
        summary: "End with status 1 when any decision is like this",
        details: """
          `late`: a clock was missed. `overdue`: a clock is past due at `--as-of`. \
          `provisional`: an unknown fact could change the outcome. `rejected`: a row was rejected \
          (the status is 3 then anyway).
          """, commands: [.decide, .compare],
        notFor: [(.decide, CompareFailure.words), (.compare, FailureCondition.words)],
        detailsFor: [
          (
            .compare,
            """
            Each takes in those before it. `lowered`: a contact is shown that is lowered, is \
            settled as the first outcome where it was not, could rise less far, or is rejected where \
            it was decided. `unproved`, \
            as without the option: or it was left unproved that none is. `changed`: or any decision \
            is otherwise, or can be. So a lowered contact never passes.
            """
          )
        ])
    case .check:
      OptionSpecification(
        name: .check, value: .flag,
        summary: "Change nothing: list the files that would change",
        details: "The status is 1 when there is any.", commands: [.format])
    default:
      OptionSpecification(
        name: .audience, value: .one("WHO", .choices(AudienceName.words)),
        summary: "Write for partners, or for the hub",
        details: """
          For partners, the default, nothing shows what restricted information says: the \
          decision is made again without it, with the true outcome, rating and bounds. `hub` \
          shows everything.
          """, commands: [.decide, .explain, .gaps, .compare, .watch, .sample, .bench])
    }
  }

  /// How the command itself behaves.
  private var ofRunning: OptionSpecification {
    switch self {
    case .color:
      OptionSpecification(
        name: .color, value: .one("WHEN", .choices(ColourChoice.words)),
        summary: "Colour text for people",
        details: """
          `auto`, the default, colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
          """,
        commands: [
          .decide, .explain, .gaps, .report, .check, .test, .compare, .watch, .generate, .bench,
        ])
    case .quiet:
      OptionSpecification(
        name: .quiet, short: "q", value: .flag,
        summary: "Leave out the summary and the progress",
        details: "Errors and rejected rows are still reported.",
        commands: [
          .decide, .explain, .gaps, .record, .check, .format, .test, .compare, .generate, .sample,
        ])
    case .help:
      OptionSpecification(
        name: .help, short: "h", value: .flag,
        summary: "Show this help",
        details: "The same as `triage help COMMAND`.", commands: CommandName.allCases)
    case .version:
      OptionSpecification(
        name: .version, value: .flag,
        summary: "Show the version",
        details: "The version of the program and of the threshold language.",
        commands: [.decide])
    default:
      OptionSpecification(
        name: .jobs, short: "j", value: .one("N", .text),
        summary: "Decide on so many threads",
        details: """
          From 1 to \(DecideOptions.mostJobs); without it, one a processor. The output is the \
          same on any number. `bench` measures up to so many.
          """, commands: [.decide, .gaps, .test, .compare, .watch, .generate, .bench])
    }
  }
}
