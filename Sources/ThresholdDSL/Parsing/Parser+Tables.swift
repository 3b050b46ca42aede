extension Parser {
  /// Reads a table after its keyword.
  mutating func table() -> TableSyntax {
    var table = TableSyntax()
    let keywordPlace = index - 1
    table.name = name("a table")
    _ = take(.colon)
    var hasHeading = false
    while index < end {
      switch keyword {
      case .because:
        reasonLine(&table.reason)
      case .also:
        index += 1
        table.actions += names("an action")
      case _ where !isAtLineStart:
        leftover()
        skipLine()
      case .row where !hasHeading:
        hasHeading = true
        heading(&table)
      default:
        row(&table, hasHeading: &hasHeading)
      }
    }
    if !hasHeading {
      fail(
        .tableHeading, "a table has a heading that starts with `row`",
        at: table.name?.span ?? span(at: keywordPlace),
        hint: "write it so: `  row | dash_risk | child_present | outcome`")
    }
    return table
  }

  // MARK: Lines

  /// The tokens of each cell of the line, bars at its ends left out; moves to the next line.
  ///
  /// With fewer cells than `columns` a bar at the end is not one too many.
  private mutating func cells(columns: Int) -> [Range<Int>] {
    let outer = end
    var lineEnd = index + 1
    while lineEnd < outer, !tokens[lineEnd].startsLine { lineEnd += 1 }
    defer { index = lineEnd }
    var first = index
    if tokens[first].kind == .bar {
      failOuterBar(first)
      first += 1
    }
    var cells: [Range<Int>] = []
    var start = first
    for place in first..<lineEnd {
      switch tokens[place].kind {
      case .bar:
        cells.append(start..<place)
        start = place + 1
      case .doubleBar:
        cells += [start..<place, place..<place]
        start = place + 1
      default:
        break
      }
    }
    if start == lineEnd, cells.count >= columns, tokens[lineEnd - 1].kind == .bar {
      failOuterBar(lineEnd - 1)
    } else {
      cells.append(start..<lineEnd)
    }
    return cells
  }

  private mutating func failOuterBar(_ place: Int) {
    fail(
      .tableHeading, "bars stand between the cells of a row, not at its ends", at: span(at: place),
      hint: "delete the bars at the start and the end of each line", replace: span(at: place),
      with: "")
  }

  private mutating func heading(_ table: inout TableSyntax) {
    let start = index
    let cells = cells(columns: 1)
    let lineEnd = index
    guard let last = cells.last, cells.count > 1 else {
      return fail(
        .tableHeading, "the heading of a table names its columns, with bars between them",
        at: span(start..<lineEnd), hint: "write it so: `row | dash_risk | child_present | outcome`")
    }
    let outer = end
    for cell in cells.dropFirst().dropLast() {
      guard !cell.isEmpty else {
        fail(
          .tableHeading, "each column of a table has a name", at: place(before: cell.lowerBound),
          hint: "write the name of a fact, or delete one bar")
        continue
      }
      index = cell.lowerBound
      end = cell.upperBound
      if let column = columnName() { table.columns.append(column) }
      if index < end { leftover() }
    }
    index = lineEnd
    end = outer
    if last.count != 1 || tokens[last.lowerBound].keyword != .outcome {
      fail(
        .tableHeading, "the last column of a table is `outcome`",
        at: last.isEmpty ? place(before: last.lowerBound) : span(last),
        hint: "write `| outcome` at the end of the heading")
    }
  }

  private mutating func columnName() -> Identifier? {
    guard keyword == .outcome || keyword == .rating else { return name("a fact or a define") }
    fail(
      .tableHeading, "`\(keyword.rawValue)` is only the last column of a table", at: here,
      hint: "write the name of a fact; a row's rating stands in its last cell after a comma")
    index += 1
    return nil
  }

  private mutating func row(_ table: inout TableSyntax, hasHeading: inout Bool) {
    let start = index
    if kind == .word || kind == .code, keyword(ahead: 1) == .other, kind(ahead: 1) != .bar,
      !lineHasBar(from: index)
    {
      return unknownLine(of: "a table", lines: ["because", "also", "row"])
    }
    let columns = table.columns.count + 2
    let cells = cells(columns: columns)
    let lineEnd = index
    // The line under the heading of a Markdown table is one outer bar, already reported.
    if cells.allSatisfy(\.isEmpty) { return }
    if !hasHeading {
      hasHeading = true
      return fail(
        .tableHeading, "the heading of a table starts with `row` and stands above its rows",
        at: span(start..<start + 1), hint: "write `row` as the name of the first column")
    }
    guard cells.count == columns else {
      // A table of many columns and many wrong rows would take long to say so often.
      guard !isBroken else { return }
      let names = (["row"] + table.columns.map(\.text) + ["outcome"]).joined(separator: ", ")
      failCount(cells, columns: columns, names: names, whole: span(start..<lineEnd))
      return
    }
    var row = RowSyntax(label: nil, cells: [], effects: [], span: span(start..<lineEnd))
    within(cells[0], lineEnd) { parser in row.label = parser.name("a row") }
    for cell in cells.dropFirst().dropLast() {
      var syntax = CellSyntax(kind: .missing, span: span(cell))
      within(cell, lineEnd) { parser in syntax.kind = parser.cell() }
      row.cells.append(syntax)
    }
    within(cells[columns - 1], lineEnd) { parser in row.effects = parser.effects() }
    table.rows.append(row)
  }

  private func lineHasBar(from start: Int) -> Bool {
    var place = start
    repeat {
      if tokens[place].kind == .bar || tokens[place].kind == .doubleBar { return true }
      place += 1
    } while place < end && !tokens[place].startsLine
    return false
  }

  private mutating func failCount(
    _ cells: [Range<Int>], columns: Int, names: String, whole: SourceSpan
  ) {
    let label = cells.first.map { $0.isEmpty ? "" : written(span($0)) } ?? ""
    fail(
      .rowCells,
      "row `\(label)` has \(counted(cells.count, "cell")), and the table has "
        + "\(columns) columns: \(names)", at: whole,
      hint: cells.count < columns
        ? "write one cell for each column; `any` where the column does not matter"
        : "write one cell for each column, with one bar between two cells")
  }

  /// Reads the tokens of one cell and nothing beyond them.
  private mutating func within(
    _ cell: Range<Int>, _ lineEnd: Int, _ read: (inout Parser) -> Void
  ) {
    let outer = end
    index = cell.lowerBound
    end = cell.upperBound
    if cell.isEmpty {
      fail(
        .tableCell, "a cell of a table is not left empty", at: place(before: cell.lowerBound),
        hint: "write `any` where the column does not matter")
    } else {
      read(&self)
      if index < end { leftoverInCell() }
    }
    index = lineEnd
    end = outer
  }

  private mutating func leftoverInCell() {
    if keyword == .and {
      fail(
        .tableCell, "the parts of a cell are joined by `or`; `and` is another column", at: here,
        hint: "write a column for each fact, or a `define`")
    } else {
      leftover()
    }
  }

  // MARK: Cells

  private mutating func cell() -> CellSyntax.Kind {
    if keyword == .any, index + 1 == end {
      index += 1
      return .any
    }
    var parts: [CellSyntax.Part] = []
    repeat {
      guard let part = cellPart() else { return .missing }
      parts.append(part)
    } while take(.or) || take(.comma)
    return .parts(parts)
  }

  private mutating func cellPart() -> CellSyntax.Part? {
    let start = index
    switch keyword {
    case .known:
      index += 1
      return .isKnown(negated: false, span: span(from: start))
    case .not where keyword(ahead: 1) == .known:
      index += 2
      return .isKnown(negated: true, span: span(from: start))
    case .not:
      index += 1
      return name("a value").map { .notWord($0, span: span(from: start)) }
    case .yes, .no:
      index += 1
      return .word(identifier(at: start))
    case .unknown:
      fail(
        .tableCell, "a cell asks for a value that is not there with `not known`", at: here,
        hint: "write `not known`", replace: here, with: "not known")
      return nil
    case .is:
      fail(
        .tableCell, "a cell holds the value alone", at: here, hint: "delete `is`",
        replace: deletion(of: here), with: "")
      return nil
    case .any:
      fail(
        .tableCell, "`any` stands alone in its cell", at: here,
        hint: "write `any` and nothing else, or only the values")
      return nil
    default:
      return valuePart()
    }
  }

  private mutating func valuePart() -> CellSyntax.Part? {
    let start = index
    let comparison: Comparison
    switch kind {
    case .less: comparison = .less
    case .lessOrEqual: comparison = .lessOrEqual
    case .greater: comparison = .greater
    case .greaterOrEqual: comparison = .greaterOrEqual
    case .number:
      guard let number = number("a number") else { return nil }
      if keyword.ageUnit == nil { return .number(number) }
      fail(
        .tableCell, "an age in a cell is compared", at: span(from: start),
        hint: "write a sign before it, such as `< 1 year`")
      return nil
    default:
      return name("a value").map { .word($0) }
    }
    index += 1
    guard let value = value() else { return nil }
    return .compare(comparison, value, span: span(from: start))
  }
}
