import ThresholdDSL
import TriageEngine

/// `triage explain [FILE…] --contact ID [--child ID]`
func explain(_ options: ExplainOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  let stream = try ContactStream(options.deciding, console)
  let (loaded, book) = try LoadedRules.usable(
    options.deciding.rules, colour: options.deciding.colour, console)
  let rules = try DecidingRules(loaded, book, options.deciding, console)
  let history = try HistoryFiles(options.deciding.history, console)
  var files = FilesInUse(console, .explain)
  files.read(options.deciding, rules, history)
  files.read(history.ledgers, as: "a ledger")
  try files.write(options.page, for: .html)
  try files.write(options.deciding.output, for: .output)
  var rejects = try RejectReport(nil, console)
  var pipeline = try ContactPipeline(stream, rules, options.deciding.history, jobs: 1, console)
  let found = try findContacts(options, &pipeline, &rejects)
  guard !found.isEmpty else { throw nothingFound(options, rejected: rejects.count) }
  let accounts = explanations(
    found, options, rules, loaded, historyStart: pipeline.historyStart)
  if let page = options.page {
    let html = ExplanationPage.html(
      accounts, title: "A decision and its reasons", footer: footer(options.deciding.audience))
    try ReplacedFile.write(html.utf8, to: page, console)
  }
  let file = try options.deciding.output.map { (name) throws(ToolError) in
    try ReplacedFile(console.environment.path(name), named: name)
  }
  let output = OutputBuffer(file ?? console.output)
  let isColoured = file == nil && console.colours(options.deciding.colour)
  if options.format == .jsonl {
    let writer = DecisionWriter(rules, format: .jsonl, isForExcel: false, isColoured: false)
    for row in found {
      let desk = rules.desk(row.edition)
      writer.append(decision(row, desk, options), desk, to: &output.bytes)
    }
  } else {
    try output.add(accounts.map { $0.text(isColoured: isColoured) }.joined(separator: "\n"))
  }
  try output.flush()
  try file?.finish()
  return rejects.count + pipeline.account.rejected > 0 ? .rejectedRows : .done
}

private func decision(
  _ row: DecodedContact, _ desk: EditionDesk, _ options: ExplainOptions
) -> Decision {
  desk.decider.decide(
    row.contact, for: options.deciding.audience.audience,
    asOf: options.deciding.asOf.map { Moment(at: $0) })
}

/// The account of each row for those who read it.
private func explanations(
  _ found: [DecodedContact], _ options: ExplainOptions, _ rules: DecidingRules,
  _ loaded: LoadedRules, historyStart: Instant?
) -> [Explanation] {
  guard options.format != .jsonl || options.page != nil else { return [] }
  var accounts: [Explanation] = []
  for row in found {
    let desk = rules.desk(row.edition)
    let decision = decision(row, desk, options)
    let audience = options.deciding.audience
    let contact = desk.decider.contact(row.contact, for: audience.audience)
    var account = DecisionAccount(
      decision, contact, desk.decider.evaluate(contact), desk.words, for: audience,
      historyStart: historyStart)
    account.look(forMissesOf: desk.decider, rules, edition: row.edition)
    account.clauseText = clauseText(decision, desk.words.edition, loaded)
    accounts.append(account.explanation())
  }
  return accounts
}

extension DecisionAccount {
  /// Looks for the nearest misses, where what is decided hangs on nothing that the audience may not see.
  fileprivate mutating func look(
    forMissesOf decider: Decider, _ rules: DecidingRules, edition index: Int
  ) {
    let edition = decider.edition
    let isRestricted = decision.because.contains { reason in
      if case .restricted = reason { true } else { false }
    }
    let established = decider.decide(contact, for: .hub).outcome.established
    guard !isRestricted, established == decision.outcome.established else { return }
    let decoder = ContactDecoder(rules.book, options: DecodingOptions(edition: index))
    func miss(_ direction: NearestMiss.Direction, through rules: [Int]? = nil) -> MissedWays? {
      decider.nearestMiss(of: contact, direction, through: rules, decoder: decoder, index: index) {
        audience == .hub || edition.facts[$0].restrictedTo == nil
      }
    }
    if decision.outcome.established < edition.outcomes.count - 1 {
      begunMiss = miss(.higher, through: begunRules)
      if begunMiss?.ways.isEmpty ?? false { higherMiss = miss(.higher) }
    }
    if decision.outcome.established > 0 { lowerMiss = miss(.lower) }
  }
}

/// The words of the threshold document under the clauses of the rules that decide, by clause.
private func clauseText(
  _ decision: Decision, _ edition: Edition, _ loaded: LoadedRules
) -> [String: [String]] {
  var text: [String: [String]] = [:]
  for case .rule(let reason) in decision.because {
    guard let clause = edition.rules[reason.rule].clause else { continue }
    text[clause.number] = loaded.trees[clause.span.file].paragraphs(under: clause)
  }
  return text
}

private func footer(_ audience: AudienceName) -> String {
  let made = "Made by triage, which advises and records; a social worker decides."
  return switch audience {
  case .partner: made + " Nothing here shows what restricted information says."
  case .hub: made + " It may hold restricted information: keep it inside the hub."
  }
}

/// The rows to explain, in order.
private func findContacts(
  _ options: ExplainOptions, _ pipeline: inout ContactPipeline, _ rejects: inout RejectReport
) throws(ToolError) -> [DecodedContact] {
  var found: [DecodedContact] = []
  while let block = try pipeline.next() {
    for rejection in block.rejected {
      try rejects.report(rejection, file: pipeline.stream.name(ofFile: rejection.place.file))
    }
    for row in block.contacts where isWanted(row.contact, options) {
      if options.contact == nil, let first = found.first, first.contact.id != row.contact.id {
        throw .usage(
          "there are several contacts", hint: "name the one to explain with `--contact ID`",
          command: .explain)
      }
      found.append(row)
    }
  }
  return found
}

private func isWanted(_ contact: Contact, _ options: ExplainOptions) -> Bool {
  if let id = options.contact, contact.id != id { return false }
  guard let child = options.child else { return true }
  // A child who is not known is named as the row names it.
  return contact.child == child || (contact.child == nil && child == "unknown")
}

private func nothingFound(_ options: ExplainOptions, rejected: Int) -> ToolError {
  let wanted = [
    options.contact.map { "contact `\(visibleText($0))`" },
    options.child.map { "child `\(visibleText($0))`" },
  ].compactMap { $0 }.joined(separator: ", ")
  return .environment(
    wanted.isEmpty ? "there is no contact to explain" : "there is no row of \(wanted)",
    hint: rejected == 0
      ? nil : "it may be among the rejected rows, of which there are \(rejected)")
}
