import TriageEngine

/// What is expected of the decision on one row: a line of an `.expected.jsonl` file.
struct Expectation {
  /// The members of the line, as written.
  private let members: [JSONValue.Member]
  /// The members that the line has to have.
  private let required: [String]
  /// The contact and the child, for a message.
  let name: String

  init(_ line: JSONValue, required: [String] = Self.required) {
    members = line.members ?? []
    self.required = required
    name = "\(line.text("contact") ?? "?") \(line.text("child") ?? "?")"
  }

  /// What every line of the contacts states; `clocks` beside it is left to those with a point to make.
  static let required = [
    "contact", "child", "outcome", "certainty", "rating", "rules", "ask", "why",
  ]
  /// What every line of the vignettes states; the rest is left to those with a point to make.
  static let requiredOfVignettes = [
    "contact", "child", "outcome", "certainty", "rating", "rules", "why",
  ]

  /// How the decision differs, one line a difference; none when it agrees.
  func differences(from decision: JSONValue) -> [String] {
    var found: [String] = []
    let stated = members.map(\.name)
    for name in required where !stated.contains(name) {
      found.append("\(self.name): `\(name)` is not stated")
    }
    for member in members {
      switch member.name {
      case "contact", "child", "outcome", "certainty", "rating":
        compare(member.name, member.value.string, decision.text(member.name), &found)
      case "rules":
        // The order of reasons follows from clauses and names, and is no expectation.
        compare("rules", texts(member.value).sorted(), deciding(decision).sorted(), &found)
      case "also":
        let asked = decision.list("also").compactMap(\.string)
        compare("also", texts(member.value).sorted(), asked.sorted(), &found)
      case "ask": compareAsks(texts(member.value), decision, &found)
      case "clocks": compareClocks(member.value, decision, &found)
      case "why":
        if member.value.string?.hasSuffix(".") != true {
          found.append("\(name): `why` is not a sentence")
        }
      default: found.append("\(name): `\(member.name)` is nothing that can be expected")
      }
    }
    return found
  }

  private func compare<Value: Equatable>(
    _ what: String, _ expected: Value, _ actual: Value, _ found: inout [String]
  ) {
    if expected != actual {
      found.append("\(name): \(what) is \(actual), expected \(expected)")
    }
  }

  private func texts(_ list: JSONValue) -> [String] { (list.array ?? []).compactMap(\.string) }

  private func deciding(_ decision: JSONValue) -> [String] {
    decision.list("because").map { $0.text("rule") ?? "restricted" }
  }

  /// The asks start with those expected; where none is expected, none is made.
  private func compareAsks(
    _ expected: [String], _ decision: JSONValue, _ found: inout [String]
  ) {
    let asks = decision.list("ask").map {
      $0.text("fact") ?? $0.text("field") ?? $0.text("question") ?? "?"
    }
    let first = expected.isEmpty ? asks : Array(asks.prefix(expected.count))
    compare("ask", expected, first, &found)
  }

  /// Every clock expected has the status, and where stated the time due.
  private func compareClocks(
    _ clocks: JSONValue, _ decision: JSONValue, _ found: inout [String]
  ) {
    for clock in clocks.members ?? [] {
      let actual = decision["clocks"]?[clock.name]
      for part in clock.value.members ?? [] {
        guard ["due", "status"].contains(part.name) else {
          found.append("\(name): `\(part.name)` of a clock is nothing that can be expected")
          continue
        }
        compare("\(clock.name) \(part.name)", part.value.string, actual?.text(part.name), &found)
      }
    }
  }
}
