/// What makes `compare` end with status 1, the least first: each takes in those before it, so that a
/// lowered contact never passes.
enum CompareFailure: String, Choice, CaseIterable {
  case lowered
  case unproved
  case changed
}

/// The options of `compare`.
struct CompareOptions {
  /// The old rules: a rule book, an edition, or one file; nil where a revision is named.
  var old: String?
  /// The new rules.
  var new: String?
  /// The revision that the old rules are read of.
  var revision: String?
  /// The files and folders of contacts that both decide.
  var corpus: [String]
  /// The page that is written beside what is written otherwise.
  var page: String?
  var format: OutputFormat
  var output: String?
  var audience: AudienceName
  var colour: ColourChoice?
  var isQuiet: Bool
  var jobs: Int
  var failOn: CompareFailure

  /// How `watch` compares two states of one rule book, as text.
  init(watching corpus: [String], audience: AudienceName, colour: ColourChoice?, jobs: Int) {
    self.corpus = corpus
    self.audience = audience
    self.colour = colour
    self.jobs = jobs
    (format, isQuiet, failOn) = (.text, true, .unproved)
  }

  init(_ arguments: ParsedArguments, _ console: Console) throws(ToolError) {
    revision = arguments.value(.oldRevision)
    let paths = arguments.operands
    if revision == nil {
      guard paths.count == 2 else {
        throw .usage(
          "`compare` needs the old rules and the new ones",
          hint: "name two rule books, editions or files, or `--old-revision REV` and one",
          command: .compare)
      }
      (old, new) = (paths[0], paths[1])
    } else {
      guard paths.count <= 1 else {
        throw .usage(
          "the old rules are named twice, by a path and by `--old-revision`", command: .compare)
      }
      (old, new) = (nil, paths.first)
    }
    corpus = arguments.list(.corpus)
    page = arguments.value(.html)
    format = arguments.choice(.format) ?? .text
    output = arguments.value(.output).flatMap { $0 == "-" ? nil : $0 }
    audience = arguments.choice(.audience) ?? .partner
    colour = arguments.choice(.color)
    isQuiet = arguments.has(.quiet)
    jobs = try arguments.jobs()
    let failures: [CompareFailure] = arguments.choices(.failOn)
    // Of several the one that takes in the others; without any a contact that can be lowered for all
    // that is known does not pass.
    failOn = CompareFailure.allCases.last(where: failures.contains) ?? .unproved
    if page == "-" {
      throw .usage(
        "the page cannot go to standard output, where the comparison is", hint: "name a file",
        command: .compare)
    }
  }
}
