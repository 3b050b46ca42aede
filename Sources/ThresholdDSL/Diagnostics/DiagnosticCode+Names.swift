extension DiagnosticCode {
  static let nameCodes: [DiagnosticCode] = [
    unknownName, declaredTwice, unknownLevel, unknownScale, unknownAction, unknownRule,
    reservedName, definedByItself, notReadable, unknownClause, unknownClock, ignoredFact,
    clauseTwice, unknownWarning,
  ]

  static let unknownName = DiagnosticCode(
    "T0301", .error, "A name that is not declared",
    help: """
      A condition or an example names a fact or define that no file of the edition declares. It is
      usually misspelt. A rule that read a misspelt fact would quietly never be met, so nothing is
      decided until it is put right.

        Written:  when injurry and not mobile
        Write:    when injury and not mobile

      If the name is new, declare it: `fact injury yes/no` with its lines.
      """)

  static let declaredTwice = DiagnosticCode(
    "T0302", .error, "A name declared twice",
    help: """
      Each name is declared once in an edition, in whichever file. Facts and defines share their names, and
      so do rules, tables and rows, and outcomes and ratings. Two edition folders may use the same names.

      Give the second one a name of its own, or leave it out.
      """)

  static let unknownLevel = DiagnosticCode(
    "T0303", .error, "An outcome or rating that is not declared",
    help: """
      After the colon of a rule, in the last column of a table, after `rated` and after `outcome is` stand
      the names that `outcome` and `rating` lines declare.

        Written:  rule injury_not_mobile: strategy
        Write:    rule injury_not_mobile: strategy_meeting

      An action is written `also name`, and points are written `2 points on scale`.
      """)

  static let unknownScale = DiagnosticCode(
    "T0304", .error, "A scale that is not declared",
    help: """
      Points are added to a scale that the edition declares:

        scale neglect "Accumulating neglect"
          early_help at 2 points
        rule persistent_hunger: 2 points on neglect
          when persistently_hungry
      """)

  static let unknownAction = DiagnosticCode(
    "T0305", .error, "An action that is not declared",
    help: """
      After `also` stands the name of an action that the edition declares:

        action manager_review "Review by a manager"
      """)

  static let unknownRule = DiagnosticCode(
    "T0306", .error, "A rule that is not declared",
    help: """
      An example expects a rule or a table row by its name: `expect assessment by medium_infant`.
      """)

  static let reservedName = DiagnosticCode(
    "T0307", .error, "A name that cannot be given",
    help: """
      Some names are always there: `child_age`, `unborn`, `source`, `channel`, `sex`, `received`,
      `open_case` and `role` can be read by rules without being declared, and the fields that every contact
      has, such as `contact`, `household` or `note`, cannot be used for a fact.

      Leave the declaration out, or choose another name.
      """)

  static let definedByItself = DiagnosticCode(
    "T0308", .error, "A define that leads back to itself",
    help: """
      A define stands for a condition on facts. If it is defined by itself, directly or through other
      defines, it stands for nothing.

        Written:  define infant: infant or unborn
        Write:    define infant: unborn or child_age < 1 year
      """)

  static let notReadable = DiagnosticCode(
    "T0309", .error, "A field that no rule may read",
    help: """
      Some fields of a contact are carried for people and for records, and no rule reads them: `ethnicity`
      and `note` above all, so that neither who a child is nor free text moves an outcome, and ids and the
      human decision. Dates of birth are read as `child_age` and `unborn`.
      """)

  static let unknownClause = DiagnosticCode(
    "T0310", .warning, "A clause without a heading",
    help: """
      After `clause` stands the number of a heading of the same edition, so that a reader of the reason
      finds the text it rests on.

      Add the heading (`### 4.2.1 Birth marks`), or cite the number of one that is there.
      """)

  static let unknownClock = DiagnosticCode(
    "T0311", .error, "A clock that is not declared",
    help: """
      An example expects something of a clock by its name: `expect clock decision due 2021-05-05 17:00`.
      """)

  static let ignoredFact = DiagnosticCode(
    "T0312", .error, "A fact that is also ignored",
    help: """
      `ignored field` names columns of a council's files that no rule reads. A declared fact or a field that
      every contact has is read, so it cannot be ignored.
      """)

  static let clauseTwice = DiagnosticCode(
    "T0313", .warning, "Two clauses with one number",
    help: """
      Reasons cite clauses by number. When two headings of an edition have the same number, the reader
      cannot tell which is meant.
      """)

  static let unknownWarning = DiagnosticCode(
    "T0314", .error, "An answer to no warning",
    help: """
      After `answer` stands the code of a warning, as `check` shows it behind the message. Errors cannot be
      answered: a rule book with one decides nothing.

        answer T0903 dependent_carer
          because "the reason names the dependence, whatever the points come to"
      """)
}
