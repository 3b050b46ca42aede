import TestSupport
import Testing

@testable import ThresholdDSL

/// What right files are read as.
@Suite struct TreeTests {
  @Test(arguments: Case.all("ok"))
  func `every form is read as what it means`(_ case: Case) {
    let tree = `case`.tree
    var text = ""
    for declaration in tree.declarations {
      let clause = declaration.clause.map { tree.clauses[$0].number } ?? "no clause"
      text += "\(clause): \(describe(declaration.kind))\n\n"
    }
    expectSnapshot(text, "trees", `case`.name)
  }

  @Test func `the tokens and bytes of a declaration run from its keyword to its last token`() {
    let tree = parse(rules: "-- before\nrule a: b -- c\n  when d\n  -- after\n\ndefine e: f")
    let texts = tree.declarations.map { tree.source.text($0.span.range) }
    #expect(texts == ["rule a: b -- c\n  when d", "define e: f"])
    #expect(tree.declarations.map(\.tokens) == [0..<6, 6..<10])
  }

  @Test func `a declaration with a pasted character is broken and still read`() {
    let tree = parse(rules: "rule a: early-help\n  when B && c\n  because “it is”")
    guard case .rule(let rule) = tree.declarations.first?.kind else {
      Issue.record("no rule")
      return
    }
    #expect(tree.declarations.first?.isBroken == true)
    let right = parse(rules: "rule a: early_help\n  when b and c\n  because \"it is\"").rule
    #expect(right.map { describe($0) } == describe(rule))
  }

  @Test func `the parts of a broken rule that can be read are kept`() {
    let rule = parse(
      rules: "rule a: nfa\n  when b and\n  unless c, because \"d\"\n  because \"e\"\n  also f"
    ).rule
    #expect(rule?.name?.text == "a")
    #expect(rule?.exceptions.first?.reason?.text == "d")
    #expect(rule?.reason?.text == "e")
    #expect(rule?.actions.map(\.text) == ["f"])
  }

  @Test func `numbers are read exactly`() {
    for (written, value) in [
      ("0", "0"), ("007", "7"), ("9999", "9999"), ("10000", "10000"), ("123456789", "123456789"),
      ("123456789012", "123456789012"), ("-1", "-1"), ("0.5", "0.5"), ("1.250000", "1.25"),
      ("1,234,567", "1234567"), ("１２", "12"),
    ] {
      let tree = parse(rules: "define a: b < \(written)")
      guard case .define(let define) = tree.declarations.first?.kind,
        case .test(_, .compare(.less, .number(let number)), _) = define.condition
      else {
        Issue.record("\(written) is no number")
        continue
      }
      #expect(number.value.description == value)
    }
  }

  @Test func `quotes and backslashes in text are read`() {
    for (written, text) in [
      (#""a""#, "a"), (#""""#, ""), (#""a \"b\" c""#, "a \"b\" c"), (#""a \\""#, "a \\"),
      ("\"“a” ‘b’\"", "“a” ‘b’"), ("“a”", "a"), ("'a'", "a"), ("\"a”", "a"),
    ] {
      guard
        case .action(_, let title) = parse(rules: "action a \(written)").declarations.first?.kind
      else {
        Issue.record("no action")
        continue
      }
      #expect(title?.text == text, "\(written)")
    }
  }
}

extension SyntaxTree {
  /// The first declaration, if it is a rule.
  fileprivate var rule: RuleSyntax? {
    if case .rule(let rule) = declarations.first?.kind { return rule }
    return nil
  }
}

/// A value of the syntax tree in a few words, without the places of its parts.
private func describe(_ value: Any) -> String {
  switch value {
  case let name as Identifier: return name.text
  case let text as StringSyntax: return "\"\(text.text)\""
  case let number as NumberSyntax: return number.value.description
  case let date as CivilDate: return date.description
  case let span as SourceSpan: return span.file == 0 ? "" : "another file"
  default: break
  }
  let mirror = Mirror(reflecting: value)
  let parts = mirror.children.compactMap { child -> String? in
    let text = describe(child.value)
    let isPlain = child.label == nil || child.label?.hasPrefix(".") == true
    return text.isEmpty || text == "nil" || text == "[]"
      ? nil : isPlain ? text : "\(child.label ?? "") \(text)"
  }
  let inside = parts.joined(separator: ", ")
  switch mirror.displayStyle {
  case .optional: return parts.first ?? "nil"
  case .collection: return "[" + inside + "]"
  case .enum:
    return mirror.children.isEmpty
      ? "\(value)" : (mirror.children.first?.label ?? "") + "(" + describeInside(mirror) + ")"
  case .struct, .tuple: return "{" + inside + "}"
  default: return "\(value)"
  }
}

/// The values that an enum case carries.
private func describeInside(_ mirror: Mirror) -> String {
  guard let value = mirror.children.first?.value else { return "" }
  let text = describe(value)
  let isTuple = Mirror(reflecting: value).displayStyle == .tuple
  return isTuple && text.hasPrefix("{") ? String(text.dropFirst().dropLast()) : text
}
