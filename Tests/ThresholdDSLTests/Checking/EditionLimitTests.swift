import TestSupport
import Testing
import ThresholdDSL

/// The limits that a whole edition is held to: at each one all is well, one past it is one message.
@Suite struct EditionLimitTests {
  /// The codes that the small edition gets with these lines added, each named once.
  private func codes(_ lines: [String]) -> [String] {
    let text = "## 9 More\n```threshold\n" + lines.joined(separator: "\n") + "\n```\n"
    let (result, _, _) = checked([("base.md", CheckingTests.base), ("more.md", text)])
    return Set(result.diagnostics.filter(\.isError).map(\.code.code)).sorted()
  }

  private func names(_ count: Int) -> String {
    (0..<count).map { "v\($0)" }.joined(separator: ", ")
  }

  /// The small edition with so many outcomes and ratings, and no errors but those of their number.
  private func levels(outcomes: Int, ratings: Int) -> [String] {
    let levels = (0..<outcomes).map { "outcome o\($0) \"Outcome\"" }
    let rating = "rating " + (0..<ratings).map { "r\($0)" }.joined(separator: ", ")
    let header = """
      ```threshold
      language 1
      edition "2018-07"
        in force 2018-07-01 to 2023-12-14
        calendar england-and-wales
      """
    let text = ([header] + levels + [rating, "```", ""]).joined(separator: "\n")
    let (result, _, _) = checked([("all.md", text)])
    return result.diagnostics.filter(\.isError).map(\.code.code)
  }

  @Test func `outcomes and ratings`() {
    #expect(levels(outcomes: Limits.outcomes, ratings: Limits.ratings) == [])
    #expect(levels(outcomes: Limits.outcomes + 1, ratings: Limits.ratings) == ["T0614"])
    #expect(levels(outcomes: Limits.outcomes, ratings: Limits.ratings + 1) == ["T0614"])
  }

  @Test func `values of a fact`() {
    for (kind, limit) in [("one of", Limits.values), ("any of", Limits.setValues)] {
      #expect(codes(["fact many \(kind) \(names(limit))", "  neither"]) == [])
      #expect(codes(["fact many \(kind) \(names(limit + 1))", "  neither"]) == ["T0614"])
    }
  }

  @Test func `points, ages, windows and distances`() {
    let fact = ["fact other date", "  neither"]
    let cases: [(limit: Int, lines: (Int) -> [String])] = [
      (Limits.points, { ["rule a: \($0) points on neglect", "  when injury"] }),
      (Limits.ageCount, { ["rule a: early_help", "  when unborn or child_age < \($0) days"] }),
      (Limits.ageCount, { ["fact a count of contacts within \($0) days"] }),
      (
        Limits.ageCount,
        { fact + ["rule a: early_help", "  when seen is at least \($0) days after other"] }
      ),
    ]
    for (limit, lines) in cases {
      #expect(codes(lines(limit)) == [], "\(lines(limit))")
      #expect(codes(lines(limit + 1)) == ["T0413"], "\(lines(limit + 1))")
    }
  }

  @Test func `declarations`() {
    // The small edition's own, from `language` to `clock`.
    let own = 18
    let fields = (0..<Limits.declarations - own).map { "ignored field f\($0)" }
    #expect(codes(fields) == [])
    #expect(codes(fields + ["ignored field one_more"]) == ["T0614"])
  }

  @Test func `facts and rules`() {
    // The small edition has six facts of its own.
    let facts = (0..<Limits.facts - 6).map { "fact f\($0) yes/no\n  neither" }
    #expect(codes(facts) == [])
    #expect(codes(facts + ["fact one_more yes/no\n  neither"]) == ["T0614"])
    let rows = (0..<Limits.rules).map { "  r\($0) | yes | assessment" }
    let table = ["table t", "  row | injury | outcome"] + rows
    #expect(codes(table) == [])
    #expect(codes(table + ["  one_more | yes | assessment"]) == ["T0614"])
  }
}
