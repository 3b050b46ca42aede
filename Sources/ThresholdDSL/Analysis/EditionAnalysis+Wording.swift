extension EditionAnalysis {
  /// What is hard to read, or is not said: reasons, double negatives, deep nesting, long words, and
  /// clauses of which nothing says whether they are left to people.
  mutating func checkWording() {
    var tables: Set<String> = []
    for rule in edition.rules {
      if let table = rule.table, !tables.insert(table).inserted {
        // The reason is the table's, and cells cannot be nested.
        continue
      }
      let name = rule.table ?? rule.name
      if rule.reason == nil {
        report(
          .noReason, "`\(name)` gives no reason", about: name, at: rule.span,
          hint: "write `because \"…\"` below it, in words that a family can read")
      }
      let texts = [rule.reason].compactMap(\.self) + rule.exceptions.map(\.reason)
      for text in texts { checkReadingAge(text, "the reason of `\(name)`", name, rule.span) }
      for condition in [rule.condition] + rule.exceptions.map(\.condition) {
        checkShape(condition, name, rule.span)
      }
    }
    for definition in edition.definitions {
      checkShape(definition.condition, definition.name, definition.span)
    }
    for fact in edition.facts where fact.reserved == nil {
      guard let question = fact.question else { continue }
      checkReadingAge(question, "the question of `\(fact.name)`", fact.name, fact.span)
    }
    for clause in edition.emptyClauses {
      report(
        .clauseWithoutRule,
        "clause \(clause.number) has neither a rule nor `judgement`", about: nil, at: clause.span,
        hint: "write its rule, or `judgement` in a fence under it if it is left to people")
    }
  }

  private mutating func checkReadingAge(
    _ text: String, _ what: String, _ name: String, _ span: SourceSpan?
  ) {
    let age = ReadingAge.of(text)
    guard age > ReadingAge.mostYears else { return }
    report(
      .hardToRead, "\(what) asks for a reading age of \(age)", about: name, at: span,
      hint: "use shorter words, or two sentences")
  }

  /// How deep lists of `and` and `or` may stand in one another.
  private static let mostAlternations = 3

  private mutating func checkShape(_ condition: Condition, _ name: String, _ span: SourceSpan?) {
    if condition.hasDoubleNegative {
      report(
        .doubleNegative, "`\(name)` says `not` inside a `not` or a `none of`", about: name,
        at: span,
        hint: "say what is so")
    }
    if condition.alternations > Self.mostAlternations {
      report(
        .deeplyNested,
        "in `\(name)` lists of `and` and `or` stand \(condition.alternations) deep in one another",
        about: name, at: span, hint: "name a part with `define`, or make two rules of it")
    }
  }
}

extension Condition {
  /// Whether a `not` stands directly inside another, or inside a `none of`.
  fileprivate var hasDoubleNegative: Bool {
    switch self {
    case .atom, .definition: false
    case .not(let inner): inner.isNegative || inner.hasDoubleNegative
    case .none(let parts): parts.contains { $0.isNegative || $0.hasDoubleNegative }
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      parts.contains(where: \.hasDoubleNegative)
    }
  }

  private var isNegative: Bool {
    switch self {
    case .not, .none: true
    case .atom, .definition, .all, .any, .atLeast: false
    }
  }

  /// How many lists stand in one another, each of another kind than the one around it.
  fileprivate var alternations: Int { alternations(inside: nil) }

  private func alternations(inside kind: Int?) -> Int {
    let (own, parts): (Int, [Condition])
    switch self {
    case .atom, .definition: return 0
    case .not(let inner): return inner.alternations(inside: kind)
    case .all(let list): (own, parts) = (0, list)
    case .any(let list), .none(let list): (own, parts) = (1, list)
    case .atLeast(_, let list): (own, parts) = (2, list)
    }
    let deepest = parts.map { $0.alternations(inside: own) }.max() ?? 0
    return deepest + (own == kind ? 0 : 1)
  }
}

/// How old a reader has to be for a text, by the Automated Readability Index (Smith and Senter, 1967):
/// of the letters of words and the words of sentences, so that it needs no dictionary.
enum ReadingAge {
  /// The greatest age that a question or a reason may ask for: the end of school.
  static let mostYears = 18
  /// Texts of fewer words have no sentence to measure.
  private static let fewestWords = 8

  /// The age in years; 0 for a text too short to measure.
  static func of(_ text: String) -> Int {
    var (letters, words, sentences) = (0, 0, 0)
    var isInWord = false
    for byte in text.utf8 {
      let isLetter = isLowerCase(byte | 0x20) || isDigit(byte) || byte >= 0x80
      // An apostrophe or a hyphen is inside a word.
      let joins = isInWord && (byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-"))
      if isLetter, !(0x80...0xBF).contains(byte) { letters += 1 }
      if isLetter, !isInWord { words += 1 }
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: ";")
        || byte == UInt8(ascii: ":")
      {
        sentences += 1
      }
      isInWord = isLetter || joins
    }
    guard words >= fewestWords else { return 0 }
    if let last = text.utf8.last, isLowerCase(last | 0x20) || isDigit(last) { sentences += 1 }
    sentences = max(1, sentences)
    // In hundredths: 4.71 letters a word, and half the words a sentence, less 21.43; school starts at 5.
    let grade = (471 * letters) / words + (50 * words) / sentences - 2_143
    return max(0, (grade + 99) / 100 + 5)
  }
}
