import ThresholdDSL
import TriageEngine

/// `triage sample --ledger FILE --count N --seed S`, or `triage sample --verdicts [FILE…]`
func sample(_ arguments: ParsedArguments, _ console: Console) throws(ToolError) -> ExitStatus {
  if arguments.has(.verdicts) {
    return try readVerdicts(VerdictOptions(arguments, console), console)
  }
  return try drawSample(SampleOptions(arguments), console)
}

/// Draws a sample of the decisions in a ledger and writes the form of its audit.
private func drawSample(
  _ options: SampleOptions, _ console: Console
) throws(ToolError) -> ExitStatus {
  var files = FilesInUse(console, .sample)
  files.read([options.ledger], as: "the ledger")
  files.read(options.earlier, as: "a list of an earlier sample")
  try files.write(options.output, for: .output)
  let (cases, _) = try LedgerStream.cases(of: options.ledger, keeping: .rows, console)
  try refuseUnknownOutcomes(options, cases)
  var frame = SampleFrame(options)
  for (index, found) in cases.cases.enumerated() { frame.add(found, at: index) }
  let earlier = try earlierSamples(options, console)
  let drawn = DipSample(
    options.count, of: frame.cases.map(\.sampled), seed: options.seed,
    allocation: options.allocation, excluding: earlier)
  let chosen = drawn.strata.flatMap(\.drawn).compactMap { frame.index(of: $0) }
  let shown = try accounts(of: chosen.map { cases.cases[$0] }, options, console)
  let sheet = SampleSheet(drawn, shown, options)
  let file = try options.output.map { (name) throws(ToolError) in
    try ReplacedFile(console.environment.path(name), named: name)
  }
  let output = OutputBuffer(file ?? console.output)
  output.bytes = sheet.bytes
  try output.flush()
  try file?.finish()
  if !options.isQuiet {
    console.report(
      frame.summary(
        drawn, rejected: cases.rejections.count { $0.putRightBy == nil }, asked: options.count))
  }
  return .done
}

/// Makes sure that each outcome named is one: a misspelt one would have no cases, which reads as if
/// nothing had been decided so.
private func refuseUnknownOutcomes(
  _ options: SampleOptions, _ cases: LedgerCases
) throws(ToolError) {
  guard let named = options.outcomes, !cases.cases.isEmpty else { return }
  var known: [String] = []
  for found in cases.cases {
    let outcomes =
      found.recommendations.flatMap(\.event.outcomes)
      + found.decisions.compactMap(\.event.outcome)
    for outcome in outcomes where !known.contains(outcome) { known.append(outcome) }
  }
  for outcome in named where !known.contains(outcome) && outcome != SampleOptions.everyOutcome {
    throw .usage(
      "the ledger has no outcome `\(outcome)`",
      hint: nearestNames(to: outcome, among: known).first.map { "did you mean `\($0)`?" }
        ?? "write "
        + (known + [SampleOptions.everyOutcome]).map { "`\($0)`" }.joined(separator: ", "),
      command: .sample)
  }
}

/// The cases of the lists that are named with `--exclude`.
private func earlierSamples(
  _ options: SampleOptions, _ console: Console
) throws(ToolError) -> SampledBefore {
  var earlier = SampledBefore()
  guard !options.earlier.isEmpty else { return earlier }
  var stream = try ContactStream(files: options.earlier, format: nil, console)
  while let rows = try stream.rows() {
    for row in rows {
      // A row that is passed over could be drawn again.
      switch row {
      case .row(let raw) where earlier.insert(raw): continue
      case .row(let raw): throw notACase(raw.place, stream)
      case .rejected(let rejection): throw notACase(rejection.place, stream)
      }
    }
  }
  return earlier
}

private func notACase(_ place: RowPlace, _ stream: ContactStream) -> ToolError {
  .environment(
    "\(visibleText(stream.name(ofFile: place.file))):\(place.line): the row does not say which case "
      + "was sampled",
    hint:
      "`--exclude` reads what `sample --format csv` or `jsonl` wrote: `contact`, `child`, `case`")
}

/// What is shown of the cases drawn, in the same order.
private func accounts(
  of cases: [LedgerCase], _ options: SampleOptions, _ console: Console
) throws(ToolError) -> [CaseAccount] {
  var records: [Int: [UInt8]] = [:]
  if options.audience == .hub {
    records = try hubRecords(of: cases, options, console)
  } else {
    records = try partnerRecords(of: cases, options, console)
  }
  return cases.map { found in
    let account = CaseAccount(found, options)
    return account.with(record: account.recommendation.flatMap { records[$0.entry] })
  }
}

/// The decisions that a ledger holds of some recommendations: read a second time, because they take
/// most of a ledger and few are wanted.
private func hubRecords(
  of cases: [LedgerCase], _ options: SampleOptions, _ console: Console
) throws(ToolError) -> [Int: [UInt8]] {
  let wanted = Set(cases.compactMap { CaseAccount($0, options).recommendation?.entry })
  var records: [Int: [UInt8]] = [:]
  let stream = try LedgerStream(options.ledger, keepsDecisions: true, console)
  while records.count < wanted.count, let entries = try stream.next() {
    for entry in entries where wanted.contains(entry.number) {
      if case .recommended(let event) = entry.event { records[entry.number] = event.decision }
    }
  }
  return records
}

/// The partner records of some recommendations, made again by the rules at hand; none where they are
/// not.
private func partnerRecords(
  of cases: [LedgerCase], _ options: SampleOptions, _ console: Console
) throws(ToolError) -> [Int: [UInt8]] {
  let reader = RuleFolderReader(environment: console.environment)
  if options.rules == nil, (try? reader.chosenPath(nil)) == nil { return [:] }
  let (rules, book) = try LoadedRules.usable(options.rules, colour: nil, console)
  let deciding = try DecidingRules(book, folder: rules.folder, reader)
  var files = FilesInUse(console, .sample)
  files.read(deciding.files, as: "a file of the rule book")
  try files.write(options.output, for: .output)
  let makers = book.editions.indices.map { index in
    let desk = deciding.desk(index)
    return RecordMaker(deciding.decoder, edition: index, desk.decider, desk.encoder)
  }
  var records: [Int: [UInt8]] = [:]
  for found in cases {
    guard let recommendation = CaseAccount(found, options).recommendation,
      let maker = makers.first(where: { $0.made(recommendation.event) }),
      let statement = found.statement(of: recommendation.event)
    else { continue }
    records[recommendation.entry] = maker.partnerRecord(of: recommendation.event, on: statement)
  }
  return records
}
