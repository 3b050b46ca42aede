import ThresholdDSL

/// Which clause has which rules, examples and cases of a corpus, with every hole shown.
struct Traceability {
  private let edition: Edition
  private let cases: [String: Int]?

  init(_ edition: Edition, cases: [String: Int]?) {
    self.edition = edition
    self.cases = cases
  }

  /// The matrix, one clause a row.
  var markdown: String {
    var columns = ["Clause", "Rules", "Met by an example", "Missed by an example"]
    if cases != nil { columns.append("Cases of the corpus") }
    let rows = edition.clauses.map(row)
    let holes = rows.count { $0.contains(Self.hole) }
    return "## From clause to rule to example\n\n"
      + "A clause without a rule is left to judgement or says what others do; "
      + "\(holes) of \(rows.count) rows have a hole, marked \(Self.hole).\n\n"
      + MarkdownTable(columns, rows).markdown
  }

  /// What marks a rule that nothing tries.
  static let hole = "**none**"

  private func row(_ clause: Clause) -> [String] {
    let rules = edition.rules.indices.filter { edition.rules[$0].clause == clause }
    let isJudged = edition.judgements.contains { $0.clause == clause }
    let names = rules.map { "`\(edition.rules[$0].name)`" }.joined(separator: ", ")
    var cells = [
      "\(clause.number) \(clause.title)",
      names.isEmpty ? (isJudged ? "left to judgement" : "") : names,
      tried(rules) { rule, expectation in
        switch expectation {
        case .by(rule), .meets(rule): true
        default: false
        }
      },
      tried(rules) { rule, expectation in
        switch expectation {
        case .misses(rule), .undetermined(rule): true
        default: false
        }
      },
    ]
    if let cases {
      let counts = rules.map { (edition.rules[$0].name, cases[edition.rules[$0].name] ?? 0) }
      let missing = counts.filter { $0.1 == 0 }.map { "`\($0.0)`" }
      let total = counts.reduce(0) { $0 + $1.1 }
      cells.append(
        rules.isEmpty
          ? ""
          : missing.isEmpty
            ? "\(total)" : "\(total); \(Self.hole) of \(missing.joined(separator: ", "))")
    }
    return cells
  }

  /// How many of the rules an example tries so; the others are named.
  private func tried(_ rules: [Int], _ tries: (Int, Expectation) -> Bool) -> String {
    if rules.isEmpty { return "" }
    let missing = rules.filter { rule in
      !edition.examples.contains { $0.expectations.contains { tries(rule, $0) } }
    }
    if missing.isEmpty { return "yes" }
    if missing.count == rules.count { return Self.hole }
    return "\(Self.hole) of "
      + missing.map { "`\(edition.rules[$0].name)`" }.joined(separator: ", ")
  }
}
