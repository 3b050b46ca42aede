extension Parser {
  /// Reads a condition; `bullet` is the column of the bullet that it stands behind, -1 for none.
  mutating func condition(bullet: Int = -1) -> ConditionSyntax {
    let start = index
    let first = part(bullet)
    guard connective(bullet) != nil else { return first }
    var parts = [first]
    var connectives: [ConditionSyntax.Connective] = []
    var places: [Int] = []
    while let next = connective(bullet) {
      if parts.last?.isGroup == true {
        fail(
          .bullets, "a group of bullets stands last in a condition", at: span(at: index),
          hint: "write what follows the group before it")
      }
      places.append(index)
      if kind == .doubleBar { failDoubleBar() }
      index += 1
      connectives.append(next)
      parts.append(part(bullet))
    }
    let whole = span(from: start)
    if let odd = connectives.firstIndex(where: { $0 != connectives[0] }) {
      failMixed(parts, connectives, whole: whole, first: places[0], odd: places[odd])
      return .missing(span: whole)
    }
    if parts.count > Limits.conditionParts {
      fail(
        .tooMuch, "a condition has at most \(Limits.conditionParts) parts", at: whole,
        hint: "give some of the parts a name with `define`")
    }
    return .chain(connectives[0], parts, span: whole)
  }

  /// The connective that comes next. On a line that is no further in than the bullet it does not
  /// belong to the bullet, and the group around it says that nothing may follow.
  private func connective(_ bullet: Int) -> ConditionSyntax.Connective? {
    if index < end, tokens[index].startsLine, Int(tokens[index].column) <= bullet { return nil }
    return switch keyword {
    case .and: .and
    case .or: .or
    default: kind == .doubleBar ? .or : nil
    }
  }

  private mutating func failDoubleBar() {
    fail(
      .wrongOperator, "`or` is written for `||`", at: span(at: index), hint: "write `or`",
      replace: span(at: index), with: "or")
  }

  // MARK: Parts

  private mutating func part(_ bullet: Int) -> ConditionSyntax {
    guard depth < Limits.conditionDepth else {
      fail(
        .tooMuch, "a condition is nested at most \(Limits.conditionDepth) deep", at: here,
        hint: "give the inner part a name with `define`")
      let place = here
      index = end
      return .missing(span: place)
    }
    depth += 1
    defer { depth -= 1 }
    switch kind {
    case .openingBracket:
      return brackets(bullet)
    case .word:
      return word(bullet)
    case .number, .date:
      return valueFirst()
    default:
      return missingPart()
    }
  }

  private mutating func word(_ bullet: Int) -> ConditionSyntax {
    let start = index
    switch keyword {
    case .not:
      index += 1
      let inner = part(bullet)
      return .not(inner, span: span(from: start))
    case .all, .any, .none:
      return group(bullet)
    case .at:
      return group(bullet)
    case .rated:
      index += 1
      guard let rating = name("a rating") else { return .missing(span: span(from: start)) }
      return .rated(rating, span: span(from: start))
    case .outcome, .rating:
      index += 1
      return test(of: identifier(at: start), start)
    case let word where word.isReserved:
      return missingPart()
    case let word where isAtLineStart && word.startsLine:
      return missingPart()
    default:
      index += 1
      return test(of: identifier(at: start), start)
    }
  }

  private mutating func missingPart() -> ConditionSyntax {
    let place = here
    switch keyword {
    case .if where !isAtLineStart:
      fail(
        .otherLanguage, "a condition starts with `when`, not with `if`", at: place,
        hint: "delete `if`", replace: deletion(of: place), with: "")
    case .yes, .no, .true, .false, .unknown, .known:
      fail(
        .conditionExpected, "`\(keyword.rawValue)` follows `is`, and does not stand alone",
        at: place, hint: "write the fact before it: `injury is \(keyword.rawValue)`")
    case .and where !isAtLineStart, .or where !isAtLineStart:
      fail(
        .conditionExpected, "a condition stands on each side of `and` and `or`", at: place,
        hint: "delete the second `\(keyword.rawValue)`, or write a condition before it")
    default:
      failMissingPart(place)
    }
    return .missing(span: place)
  }

  private mutating func failMissingPart(_ place: SourceSpan) {
    if kind == .dash, isAtLineStart {
      fail(
        .bullets, "bullets stand under `all of`, `any of`, `none of` or `at least 2 of`",
        at: span(at: index), hint: "write one of these at the end of the line above")
    } else if kind == .text, !isAtLineStart {
      fail(
        .conditionExpected, "a condition holds no text in quotes", at: place,
        hint: "write the name of a fact; a reason follows `because`")
    } else if !isAtLineStart, kind == .word, keyword.isReserved {
      fail(
        .reservedWord, "`\(keyword.rawValue)` is a word of the language and cannot name a fact",
        at: place, hint: "write the name of a fact or of a define")
    } else {
      fail(
        .conditionExpected, "a condition is written here, but \(found)", at: place,
        hint: "write a fact, such as `injury` or `child_age < 1 year`")
    }
  }

  private mutating func brackets(_ bullet: Int) -> ConditionSyntax {
    let start = index
    index += 1
    let inner = condition(bullet: bullet)
    guard take(.closingBracket) else {
      if kind == .word, !isAtLineStart {
        leftover()
      } else {
        fail(
          .bracket, "this bracket is opened and not closed", at: span(at: start),
          hint: "write `)` where the part in brackets ends", replace: place(before: index),
          with: ")")
      }
      return .brackets(inner, span: span(from: start))
    }
    return .brackets(inner, span: span(from: start))
  }

  // MARK: Groups

  private mutating func group(_ bullet: Int) -> ConditionSyntax {
    let start = index
    guard let kind = groupKind() else {
      return .missing(span: span(from: start))
    }
    let heading = span(from: start)
    let parts = bullets(under: bullet, heading: heading)
    return .group(kind, parts, span: heading)
  }

  private mutating func groupKind() -> ConditionSyntax.GroupKind? {
    let start = index
    var kind: ConditionSyntax.GroupKind
    switch keyword {
    case .all: kind = .all
    case .any: kind = .any
    case .none: kind = .none
    default:
      guard keyword(ahead: 1) == .least else {
        index += 1
        fail(
          .groupHeading, "`at` is followed by `least`, a number and `of`", at: span(at: start),
          hint: "write it so: `at least 2 of`")
        return nil
      }
      index += 2
      guard let number = number("how many parts are needed") else { return nil }
      kind = .atLeast(number)
      if keyword == .of { break }
      fail(
        .groupHeading, "`of` follows `\(written(span(from: start)))` before its bullets",
        at: span(from: start), hint: "write `\(written(span(from: start))) of`",
        replace: place(before: index), with: " of")
      return kind
    }
    if case .atLeast = kind {} else { index += 1 }
    if take(.of) { return kind }
    let word = span(at: start)
    fail(
      .groupHeading, "`\(written(word))` is followed by `of` and bullets", at: word,
      hint: "write `\(written(word)) of`, and each part on a line of its own after `-`",
      replace: place(before: index), with: " of")
    return kind
  }

  /// Reads the bullets under a heading; each stands further in than the bullet the heading is in.
  private mutating func bullets(under outer: Int, heading: SourceSpan) -> [ConditionSyntax] {
    var parts: [ConditionSyntax] = []
    guard kind == .dash, isAtLineStart, Int(tokens[index].column) > outer else {
      failNoBullets(heading)
      return []
    }
    let column = Int(tokens[index].column)
    while kind == .dash, isAtLineStart {
      let here = Int(tokens[index].column)
      if here != column {
        // Further out it belongs to the group around this one, if there is one at that column.
        if here <= outer { return parts }
        fail(
          .bullets, "the bullets of one group are indented alike", at: span(at: index),
          hint: "indent this bullet by \(column) spaces, as the first of its group is")
        if here < column { return parts }
      }
      index += 1
      parts.append(condition(bullet: column))
      if index < end, !isAtLineStart, kind != .closingBracket, kind != .comma { leftover() }
    }
    if parts.count > Limits.conditionParts {
      fail(
        .tooMuch, "a group has at most \(Limits.conditionParts) bullets", at: heading,
        hint: "give some of the parts a name with `define`")
    }
    return parts
  }

  private mutating func failNoBullets(_ heading: SourceSpan) {
    let text = written(heading)
    if isAtLineStart {
      let isFlat = kind == .dash
      return fail(
        .bullets,
        isFlat
          ? "bullets stand further in than the group that they belong to"
          : "`\(text)` stands over bullets, and none follow",
        at: isFlat ? span(at: index) : heading,
        hint: isFlat
          ? "indent these bullets by two spaces more"
          : "write each part on a line of its own below, indented, after `-`")
    }
    fail(
      .bullets, "`\(text)` stands over bullets, each on a line of its own",
      at: heading, hint: "write each part on a line of its own below, indented, after `-`")
    skipLine()
  }

  // MARK: Mixed connectives

  private mutating func failMixed(
    _ parts: [ConditionSyntax], _ connectives: [ConditionSyntax.Connective], whole: SourceSpan,
    first: Int, odd: Int
  ) {
    let readings = [ConditionSyntax.Connective.and, .or].map {
      reading(parts, connectives, bracketing: $0)
    }
    // Bullets and comments cannot be put on one line.
    let hasComment = written(whole).utf8.split(separator: UInt8(ascii: "-")).count > 1
    let canReplace = !hasComment && !parts.contains(where: \.isGroup)
    let hints = readings.map { text in
      Diagnostic.Hint(
        "write `\(text)` if that is what you mean",
        replacement: canReplace ? .init(span: whole, text: text) : nil)
    }
    fail(
      .mixedConnectives, "`and` and `or` are mixed only with brackets", at: span(at: odd),
      related: [
        .init(span: span(at: first), text: "`\(written(span(at: first)))` joins the parts here")
      ],
      hints: hints)
  }

  /// The condition with brackets around each run of parts joined by one of the connectives.
  private func reading(
    _ parts: [ConditionSyntax], _ connectives: [ConditionSyntax.Connective],
    bracketing inner: ConditionSyntax.Connective
  ) -> String {
    var text = ""
    for (place, part) in parts.enumerated() {
      let before = place > 0 ? connectives[place - 1] : nil
      let after = place < connectives.count ? connectives[place] : nil
      if let before { text += before == .and ? " and " : " or " }
      if before != inner, after == inner { text += "(" }
      text += part.isGroup ? "…" : oneLine(part.span)
      if before == inner, after != inner { text += ")" }
    }
    return text
  }

  /// The text of a span on one line.
  private func oneLine(_ span: SourceSpan) -> String {
    let words = written(span).utf8.split { isBlank($0) || isLineEnd($0) }
    return words.map { String(decoding: Array($0), as: UTF8.self) }.joined(separator: " ")
  }
}

extension ConditionSyntax {
  /// Whether it is a group of bullets.
  fileprivate var isGroup: Bool {
    if case .group = self { return true }
    return false
  }
}
