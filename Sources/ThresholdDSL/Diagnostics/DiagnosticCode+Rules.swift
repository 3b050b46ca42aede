extension DiagnosticCode {
  static let ruleCodes: [DiagnosticCode] = [
    raisesNothing, levelTwice, strengthInException, negatedAge, upperAgeWithoutUnborn,
    moreRiskLowers, laterPoints, thresholdsNotRising, rowAlwaysMet, noClause,
    restrictedException, fewRestrictedRules, oppositeRules,
  ]

  static let raisesNothing = DiagnosticCode(
    "T0501", .error, "A rule that establishes nothing",
    help: """
      Rules only raise. After the colon stands what the rule establishes: an outcome above the first, a
      rating, points, or `also` an action. The first outcome is what is decided when nothing is
      established, so no rule establishes it.

      To say that a clause needs no rule, write `judgement` under it, or nothing.
      """)

  static let levelTwice = DiagnosticCode(
    "T0502", .error, "Two outcomes in one rule",
    help: """
      A rule establishes at most one outcome and one rating, and adds points to a scale once. The higher
      outcome is the one that counts.
      """)

  static let strengthInException = DiagnosticCode(
    "T0503", .error, "A strength that would set aside the highest outcome",
    help: """
      An exception narrows what a clause means: a recorded birth mark is not an injury. It does not weigh
      strengths against harm. So a fact that lowers concern cannot stand in the `unless` of a rule for the
      highest outcome.

      If the fact says what the clause means rather than how well things go, declare it `neither`.
      """)

  static let negatedAge = DiagnosticCode(
    "T0504", .error, "The opposite of an age comparison",
    help: """
      An unborn child has no age, and every age comparison is no for it. So `not child_age < 1 year` would
      be yes for an unborn child, which is rarely meant.

        Write:  child_age >= 1 year
        or:     not child_age < 1 year and not unborn
      """)

  static let upperAgeWithoutUnborn = DiagnosticCode(
    "T0505", .warning, "An upper age limit that leaves out the unborn",
    help: """
      An unborn child has no age, so `child_age < 1 year` is no for it. A rule that means an unborn child as
      well says so.

        Write:  unborn or child_age < 1 year
        or, where the unborn are not meant:  child_age < 1 year and not unborn
      """)

  /// More risk that makes a rule not met.
  public static let moreRiskLowers = DiagnosticCode(
    "T0506", .warning, "More risk that makes a rule not met",
    help: """
      More risk never lowers the outcome. A fact that raises concern should make rules met, and a fact that
      lowers concern should make them not met. Here it is the other way round.

      It may be right where the rules are taken together. If it is, say of the fact which way each value
      points; if not, turn the test round.
      """)

  static let laterPoints = DiagnosticCode(
    "T0507", .error, "Points from a rule that reads the outcome",
    help: """
      A rule that reads the outcome or the rating is judged once, after the points are counted. It can
      establish a higher outcome, a rating or an action.
      """)

  static let thresholdsNotRising = DiagnosticCode(
    "T0508", .error, "A scale that does not rise",
    help: """
      On a scale more points reach a higher outcome:

        scale neglect "Accumulating neglect"
          early_help at 2 points
          assessment at 5 points
      """)

  static let rowAlwaysMet = DiagnosticCode(
    "T0509", .error, "A row that every contact meets",
    help: """
      A row whose cells are all `any` would decide every contact. At least one cell has a value.
      """)

  static let noClause = DiagnosticCode(
    "T0510", .warning, "A rule under no clause",
    help: """
      A rule belongs to the numbered heading above it in the same file, and a reason cites that clause. This
      rule stands above the first such heading.
      """)

  static let restrictedException = DiagnosticCode(
    "T0511", .warning, "An exception that rests on restricted information",
    help: """
      The partner record is decided again without restricted facts. If an exception rests on one, partners
      see the rule met and the outcome lower, and can work out what the restricted information says.
      """)

  static let fewRestrictedRules = DiagnosticCode(
    "T0512", .warning, "Restricted information that the outcome gives away",
    help: """
      Where one or two rules rest on what is restricted to an agency, a partner who sees that the agency's
      information was relied on, and the outcome, knows which rule it was.
      """)

  static let oppositeRules = DiagnosticCode(
    "T0513", .warning, "Two rules that settle an unknown together",
    help: """
      One rule asks for something and another for its opposite, with the same outcome and otherwise the
      same condition. Together they hold whatever the answer is, but bounds are worked out rule by rule: while the
      answer is unknown, neither is met and the outcome is shown as one that may rise.

      Write one rule without that part.
      """)
}
