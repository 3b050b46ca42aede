extension DiagnosticCode {
  static let analysisCodes: [DiagnosticCode] = [
    neverMet, alwaysTrue, neverDecides, rulesTheSame, exceptionNeverApplies,
    exceptionAlwaysApplies, thresholdNotReached, outcomeNotReached, unmentionedValue, unreadFact,
    unusedDefinition, concernLowers, circumstanceLowers, leftUnproved, tableGap, rowsOverlap,
    clauseWithoutRule, noReason, noExampleMeets, noExampleMisses, doubleNegative, deeplyNested,
    hardToRead, answerNotNeeded, concernOpens,
  ]

  /// A rule that no contact can meet.
  public static let neverMet = DiagnosticCode(
    "T0901", .warning, "A rule that no contact can meet",
    help: """
      Whatever a contact states, the condition of this rule is never yes: its parts cannot be so at the
      same time, such as a number that is both under 2 and over 5, or an unborn child of 3 years.

      This is proved over everything that contacts can state, and not tried on samples.
      """)

  /// A condition that is never no.
  public static let alwaysTrue = DiagnosticCode(
    "T0902", .warning, "A condition that is never no",
    help: """
      Whatever a contact states, the condition of this rule is never no, so that it says nothing about
      the child: once what it asks about is known, every contact meets it.

        Such as:  when injury or not injury
        or:       when times_missing >= 0
      """)

  static let neverDecides = DiagnosticCode(
    "T0903", .warning, "A rule that never decides",
    help: """
      Whenever this rule is met, others are met that establish the same outcome or a higher one. The
      decision would be the same without it.

      It may still be wanted, for the reason that it gives.
      """)

  static let rulesTheSame = DiagnosticCode(
    "T0904", .warning, "Two rules that say the same",
    help: """
      The same contacts meet both rules, and both establish the same. They may be worded in different
      ways; that they come to the same is proved over everything that contacts can state.
      """)

  static let exceptionNeverApplies = DiagnosticCode(
    "T0905", .warning, "An exception that never applies",
    help: """
      No contact makes both the condition of the rule and this exception yes. The rule reads as if
      something could set it aside, and nothing can.
      """)

  /// An exception that always applies.
  public static let exceptionAlwaysApplies = DiagnosticCode(
    "T0906", .warning, "An exception that always applies",
    help: """
      Whenever the condition of this rule is yes, an exception to it is yes as well. The rule reads as
      if it could be met, and it cannot.
      """)

  static let thresholdNotReached = DiagnosticCode(
    "T0907", .warning, "A scale that no contact can bring so far",
    help: """
      All the points that one contact can collect on this scale are fewer than it asks for.

      Rules that cannot be met together do not add up, so the sum of all points can be more.
      """)

  static let outcomeNotReached = DiagnosticCode(
    "T0908", .warning, "An outcome that no contact is decided for",
    help: """
      No rule establishes this outcome, and no scale reaches it, or whenever one does a higher outcome is
      established too.
      """)

  /// A value that nothing asks about.
  public static let unmentionedValue = DiagnosticCode(
    "T0909", .warning, "A value that nothing asks about",
    help: """
      A contact can state this value, and no condition names it, although it means as much concern as
      one that a condition does name. A contact with the worse value would then be decided lower than
      one with the milder.

        With:   fact home one of good, poor, dangerous
        Write:  home is one of poor, dangerous
        not:    home is poor
      """)

  static let unreadFact = DiagnosticCode(
    "T0910", .warning, "A fact that nothing reads",
    help: """
      No rule, exception, judgement, clock, count of earlier contacts or silence reads this fact. Somebody
      is asked a question that makes no difference.
      """)

  static let unusedDefinition = DiagnosticCode(
    "T0911", .warning, "A define that nothing uses",
    help: """
      No condition names it. It may have been meant for a rule that says the same in its own words.
      """)

  /// More concern that lowers the outcome.
  public static let concernLowers = DiagnosticCode(
    "T0912", .warning, "More concern that lowers the outcome",
    help: """
      Here is a contact whose outcome becomes lower when more concern is known about it: when a fact that
      raises concern turns from no to yes, or to a worse value or a larger number, or one that lowers
      concern the other way round. More risk never lowers the outcome.

      The lower outcome could not rise so far again, whatever else is found out. Where it could, the
      warning is T0925.

      Where no such warning is given this is proved, for yes/no facts, values and numbers; dates and ages are
      taken as they are.
      """)

  static let circumstanceLowers = DiagnosticCode(
    "T0913", .warning, "A source, channel or sex that lowers the outcome",
    help: """
      Here is a contact that is decided lower than the same contact without its source, channel or sex. Who
      makes a contact takes nothing away from what it says.
      """)

  static let leftUnproved = DiagnosticCode(
    "T0914", .warning, "Claims that were left unproved",
    help: """
      A proof may take so many steps and no more, counted and not timed, so that the answer is the same
      on every machine. Of some claims about this edition nothing is known.
      """)

  /// A table that leaves something out.
  public static let tableGap = DiagnosticCode(
    "T0915", .warning, "A table that leaves something out",
    help: """
      Rows of this table cover a contact, and none covers the same contact with more concern about what
      the columns ask; or rows cover less and more of an age or a number, and none what lies between.
      Contacts on which every row is no are meant only: what is unknown is no gap.

        With:    a row for `< 5 years` and one for `> 5 years`
        Missing: five years to the day
        Write:   `>= 5 years` in one of them
      """)

  static let rowsOverlap = DiagnosticCode(
    "T0916", .warning, "Rows that overlap",
    help: """
      Two rows differ in one cell, neither covers the other there, and a contact meets both. Where bands
      of an age or a number overlap, the higher outcome counts for what lies in both.

        With:   `<= 5 years` in one row and `>= 5 years` in the next
        Write:  `< 5 years` and `>= 5 years`
      """)

  static let clauseWithoutRule = DiagnosticCode(
    "T0917", .warning, "A clause with neither a rule nor `judgement`",
    help: """
      Nothing under this numbered heading is written for the program: no rule, no table, and no other
      declaration, and no clause below it. Somebody who reads the document cannot tell whether it was
      forgotten or is left to people on purpose.

      If it is left to people, write `judgement` under it in a fence.
      """)

  static let noReason = DiagnosticCode(
    "T0918", .warning, "A rule without a reason",
    help: """
      Every decision is given with its reasons, in the words after `because`. Without them, the reason is
      put together from the condition, which says what was found and not why it matters.
      """)

  /// A rule that no example meets.
  public static let noExampleMeets = DiagnosticCode(
    "T0919", .warning, "A rule that no example meets",
    help: """
      An edition with examples has one for every rule that meets it, so that a change of the rule shows.

        example "a bruise on a baby who cannot move"
          child_age 3 months, injury, not mobile
          expect strategy_meeting by injury_not_mobile
      """)

  /// A rule that no example misses.
  public static let noExampleMisses = DiagnosticCode(
    "T0920", .warning, "A rule that no example misses",
    help: """
      An edition with examples has one for every rule that just misses it: that says `misses` with its
      name, or stands under its clause and does not meet it. Such an example notices a rule that has
      become too wide.

        example "a bruise on a child who runs"
          child_age 3 years, injury, mobile
          expect nfa, misses injury_not_mobile
      """)

  static let doubleNegative = DiagnosticCode(
    "T0921", .warning, "A double negative",
    help: """
      A `not` inside a `not` or a `none of` has to be read twice. Say what is so.

        With:   none of
                  - not mobile
                  - birth_mark
        Write:  mobile and not birth_mark
      """)

  static let deeplyNested = DiagnosticCode(
    "T0922", .warning, "A condition nested too deep to read",
    help: """
      Here `and` stands inside `or` inside `and` more often than a reader can hold. Give a part a name with
      `define`, or make two rules of it: rules are tried all, and the highest outcome counts.
      """)

  static let hardToRead = DiagnosticCode(
    "T0923", .warning, "A question or reason that is hard to read",
    help: """
      Questions are put to people at a busy front door, and reasons are read by families. This one is
      written for a reading age above 18 by the Automated Readability Index, which counts the letters of words
      and the words of sentences. Use shorter words, or two sentences.
      """)

  /// An answer to a warning that does not arise.
  public static let answerNotNeeded = DiagnosticCode(
    "T0924", .warning, "An answer to a warning that does not arise",
    help: """
      `answer` says why a warning is left as it is. This one answers a warning that is not given, or is
      given no longer: the rules have changed since, or the name or the clause is not the one it was
      given for.

        answer T0903 dependent_carer
          because "the reason names the dependence, whatever the points come to"

      Without a name it answers the warnings of that code under its own clause.
      """)

  static let concernOpens = DiagnosticCode(
    "T0925", .warning, "More concern that opens a question",
    help: """
      Here is a contact whose outcome becomes lower when more concern is known about it, and could rise as
      far again: the worse answer makes something unknown that was read as no from silence before. Nobody
      is settled lower; but until the question is answered, the outcome shown is the lower one.

      It may be right: the question matters once the first answer is yes. If it is, answer the warning with
      the reason.
      """)
}
