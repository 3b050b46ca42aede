public import ThresholdDSL

/// A condition as it was judged of one contact: each part on a line of its own, with what it is and
/// the values that it rests on.
public struct ConditionAccount: Hashable, Sendable {
  /// One part.
  public struct Line: Hashable, Sendable {
    /// How deep it stands; the whole condition stands at 0.
    public var depth: Int
    /// What it is.
    public var truth: Truth
    /// The part in plain words; of a group only how it is joined.
    public var words: String
    /// The facts that it rests on with their values, such as `mobile: not stated`.
    public var values: [String]
  }

  /// The lines, the whole condition first.
  public let lines: [Line]

  /// The parts that are shown of one condition; a longer one ends with a line that says so.
  public static let mostLines = 40

  /// The account of a condition.
  public init(_ condition: Condition, _ evaluation: Evaluation, _ edition: Edition) {
    var builder = AccountBuilder(evaluation: evaluation, edition: edition)
    builder.add(condition, depth: 0)
    var lines = builder.lines
    if lines.count > Self.mostLines {
      let hidden = lines.count - Self.mostLines
      lines.removeSubrange(Self.mostLines...)
      lines.append(
        Line(
          depth: 0, truth: evaluation.judged(condition).now,
          words: "and \(counted(hidden, "part")) more", values: []))
    }
    self.lines = lines
  }
}

/// Puts the lines of an account together.
private struct AccountBuilder {
  let evaluation: Evaluation
  let edition: Edition
  let words: PlainWords
  private(set) var lines: [ConditionAccount.Line] = []
  private var shown: Set<Int> = []

  init(evaluation: Evaluation, edition: Edition) {
    self.evaluation = evaluation
    self.edition = edition
    words = PlainWords(edition)
  }

  mutating func add(_ condition: Condition, depth: Int) {
    switch condition {
    case .atom(let atom):
      line(condition, depth, words.condition(condition), values: values(of: atom))
    case .definition(let index):
      let isNew = shown.insert(index).inserted
      line(condition, depth, words.condition(condition) + (isNew ? ", which is" : ""))
      if isNew { add(edition.definitions[index].condition, depth: depth + 1) }
    case .not(.atom(let atom)):
      line(condition, depth, words.condition(condition), values: values(of: atom))
    case .not(let inner): group("not", condition, [inner], depth)
    case .all(let parts): group("all of", condition, parts, depth)
    case .any(let parts): group("any of", condition, parts, depth)
    case .none(let parts): group("none of", condition, parts, depth)
    case .atLeast(let count, let parts): group("at least \(count) of", condition, parts, depth)
    }
  }

  private mutating func group(
    _ heading: String, _ condition: Condition, _ parts: [Condition], _ depth: Int
  ) {
    line(condition, depth, heading)
    for part in parts { add(part, depth: depth + 1) }
  }

  private mutating func line(
    _ condition: Condition, _ depth: Int, _ text: String, values: [String] = []
  ) {
    lines.append(
      ConditionAccount.Line(
        depth: depth, truth: evaluation.judged(condition).now, words: text, values: values))
  }

  private func values(of atom: Atom) -> [String] {
    switch atom {
    case .outcome: ["outcome so far: \(outcomeSoFar)"]
    case .rating: ["rating so far: \(ratingSoFar)"]
    default: atom.facts.map { words.fact($0) + ": " + value(of: $0) }
    }
  }

  private var outcomeSoFar: String {
    edition.outcomes[evaluation.firstLayer.outcome.established].name
  }

  private var ratingSoFar: String {
    evaluation.firstLayer.rating.established.map { edition.ratings[$0] } ?? "none"
  }

  private func value(of fact: Int) -> String {
    switch evaluation.judge.facts[fact] {
    case .known(let value, .statement): value.words(edition.facts[fact].type)
    case .known(let value, .silence):
      value.words(edition.facts[fact].type) + ", read from silence"
    case .between(let range, _): range.words
    case .unknown(.silence): "not stated"
    case .unknown(.silenceUntil(let other)):
      "not stated, and silence is not read as no until \(words.fact(other)) is yes"
    case .unknown(.statement): "stated to be unknown"
    case .unknown(.unreadable): "cannot be read"
    case .unknown(.noHistory): "no history is known"
    }
  }
}

extension ConditionAccount: CustomStringConvertible {
  /// The lines as text: what each part is, then the part, then its values.
  public var description: String {
    let texts = lines.map { String(repeating: "  ", count: $0.depth) + $0.words }
    let width = min(48, texts.map(\.unicodeScalars.count).max() ?? 0)
    return zip(lines, texts).map { line, text in
      let word = "\(line.truth)"
      var shown = word + String(repeating: " ", count: 9 - word.utf8.count) + text
      if !line.values.isEmpty {
        shown += String(repeating: " ", count: max(0, width - text.unicodeScalars.count) + 2)
        shown += "(" + line.values.joined(separator: "; ") + ")"
      }
      return shown + "\n"
    }.joined()
  }
}
