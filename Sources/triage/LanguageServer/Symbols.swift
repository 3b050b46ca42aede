import ThresholdDSL

/// A clause or a declaration in the outline of a document.
private struct OutlineItem {
  var name: String
  var detail: String?
  /// The number that the protocol gives to its kind.
  var kind: Int
  /// All its bytes.
  var range: Range<Int>
  /// The bytes of its name.
  var selection: Range<Int>
  var children: [OutlineItem] = []
}

extension DocumentPlace {
  /// The clauses of the document as a tree, rules and facts inside.
  func symbols(_ client: ClientCapabilities) -> JSON {
    let items = outline()
    if client.nestsSymbols { return .array(items.map(json)) }
    var flat: [JSON] = []
    for item in items { flatten(item, inside: nil, into: &flat) }
    return .array(flat)
  }

  private func json(_ item: OutlineItem) -> JSON {
    let object: JSON = [
      "name": .string(item.name), "kind": .int(item.kind), "range": positions.json(item.range),
      "selectionRange": positions.json(item.selection),
      "children": .array(item.children.map(json)),
    ]
    return object.with("detail", item.detail.map { .string($0) })
  }

  private func flatten(_ item: OutlineItem, inside: String?, into flat: inout [JSON]) {
    let object: JSON = [
      "name": .string(item.name), "kind": .int(item.kind),
      "location": ["uri": .string(uri), "range": positions.json(item.range)],
    ]
    flat.append(object.with("containerName", inside.map { .string($0) }))
    for child in item.children { flatten(child, inside: item.name, into: &flat) }
  }

  // MARK: The tree

  private func outline() -> [OutlineItem] {
    // Declarations above the first numbered heading belong to no clause.
    var items = declarations(of: nil)
    items += clauses(from: 0, to: tree.clauses.count)
    return items
  }

  /// The clauses of a run that stand inside no other of it, each with those inside it.
  private func clauses(from first: Int, to last: Int) -> [OutlineItem] {
    var items: [OutlineItem] = []
    var index = first
    while index < last {
      let clause = tree.clauses[index]
      var next = index + 1
      while next < last, tree.clauses[next].number.hasPrefix(clause.number + ".") { next += 1 }
      let end =
        next < tree.clauses.count
        ? tree.clauses[next].span.start : tree.source.bytes.count
      items.append(
        OutlineItem(
          name: clause.title.isEmpty ? clause.number : "\(clause.number) \(clause.title)",
          kind: 3, range: clause.span.start..<end, selection: clause.span.range,
          children: declarations(of: index) + clauses(from: index + 1, to: next)))
      index = next
    }
    return items
  }

  private func declarations(of clause: Int?) -> [OutlineItem] {
    tree.declarations.filter { $0.clause == clause }.compactMap { item($0) }
  }

  private func item(_ declaration: DeclarationSyntax) -> OutlineItem? {
    func named(_ name: Identifier?, _ detail: String, _ kind: Int) -> OutlineItem? {
      name.map {
        OutlineItem(
          name: $0.text, detail: detail, kind: kind, range: declaration.span.range,
          selection: $0.span.range)
      }
    }
    func titled(_ title: StringSyntax?, _ detail: String, _ kind: Int) -> OutlineItem? {
      title.flatMap {
        $0.text.isEmpty
          ? nil
          : OutlineItem(
            name: $0.text, detail: detail, kind: kind, range: declaration.span.range,
            selection: $0.span.range)
      }
    }
    switch declaration.kind {
    case .edition(let edition): return titled(edition.name, "edition", 2)
    case .outcome(let outcome): return named(outcome.name, "outcome", 22)
    case .rating(let names):
      return names.first.map { first in
        OutlineItem(
          name: names.map(\.text).joined(separator: ", "), detail: "ratings", kind: 10,
          range: declaration.span.range, selection: first.span.range)
      }
    case .fact(let fact): return named(fact.name, "fact", 8)
    case .define(let define): return named(define.name, "define", 14)
    case .rule(let rule): return named(rule.name, "rule", 12)
    case .table(let table):
      var item = named(table.name, "table", 23)
      item?.children = table.rows.compactMap { row in
        row.label.map {
          OutlineItem(
            name: $0.text, detail: "row", kind: 12, range: row.span.range,
            selection: $0.span.range)
        }
      }
      return item
    case .scale(let scale): return named(scale.name, "scale", 16)
    case .judgement(let judgement): return titled(judgement.question, "judgement", 15)
    case .action(let name, _): return named(name, "action", 24)
    case .clock(let clock): return named(clock.name, "clock", 7)
    case .example(let example): return titled(example.title, "example", 15)
    case .answer(let answer): return named(answer.code, "answer", 15)
    case .language, .ignoredField, .hours, .closed, .outOfHours, .unknown: return nil
    }
  }
}
