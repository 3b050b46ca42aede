extension EditionChecker {
  /// Resolves definitions, each after those it uses, in an order that depends on their names alone.
  mutating func resolveDefinitions() {
    var declared: [String: (DefineSyntax, DeclarationSyntax, Clause?)] = [:]
    for (declaration, clause) in declarations {
      guard case .define(let define) = declaration.kind, let name = define.name,
        names.definitions[name.text]?.span == name.span
      else { continue }
      declared[name.text] = (define, declaration, self.clause(clause))
    }
    for name in definitionOrder(declared.mapValues(\.0)) {
      guard let (syntax, _, clause) = declared[name] else { continue }
      guard let condition = resolve(syntax.condition, in: .definition) else { continue }
      names.definitions[name]?.index = definitions.count
      definitions.append(
        Definition(name: name, condition: condition, clause: clause, span: syntax.name?.span))
      factsOfDefinition.append(factsRead(by: condition))
      definitionSyntax.append((syntax.condition, clause))
    }
  }

  /// The names of definitions so that each comes after those it uses; those that use themselves are
  /// reported and left out.
  private mutating func definitionOrder(_ declared: [String: DefineSyntax]) -> [String] {
    var order: [String] = []
    var state: [String: Bool] = [:]  // false while its own uses are being looked at
    // An explicit stack: a chain of definitions may be as long as the edition.
    for root in declared.keys.sorted() where state[root] == nil {
      var stack: [(name: String, uses: [Identifier], next: Int)] = []
      func enter(_ name: String) {
        state[name] = false
        stack.append((name, declared[name].map { namesRead(in: $0.condition) } ?? [], 0))
      }
      enter(root)
      while let top = stack.last {
        guard top.next < top.uses.count else {
          state[top.name] = true
          order.append(top.name)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let use = top.uses[top.next]
        guard declared[use.text] != nil else { continue }
        switch state[use.text] {
        case nil: enter(use.text)
        case false?:
          report(
            .definedByItself, "`\(use.text)` is defined by itself", at: use.span,
            related: names.definitions[use.text]?.span.map {
              [.init(span: $0, text: "its definition")]
            } ?? [],
            hints: [.init("write the condition out without `\(use.text)`")])
        case true?: break
        }
      }
    }
    return order
  }

  /// The names that stand in a condition as conditions of their own, in the order written.
  private func namesRead(in syntax: ConditionSyntax) -> [Identifier] {
    switch syntax {
    case .name(let name): [name]
    case .test(let subject, _, _): [subject]
    case .not(let inner, _), .brackets(let inner, _): namesRead(in: inner)
    case .chain(_, let parts, _), .group(_, let parts, _): parts.flatMap { namesRead(in: $0) }
    case .rated, .missing: []
    }
  }

  /// The facts that a condition reads, itself or through definitions.
  func factsRead(by condition: Condition) -> Set<Int> {
    let (facts, definitions) = condition.named
    return definitions.reduce(into: facts) { $0.formUnion(factsOfDefinition[$1]) }
  }
}
