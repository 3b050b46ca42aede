extension DiagnosticCode {
  static let typeCodes: [DiagnosticCode] = [
    notYesNo, notAValue, testDoesNotFit, ageUnit, valueTwice, decisionNotReadable, notInHistory,
    notADate, silenceType, silenceGate, noPolarity, polarityTwice, wholeNumber, countOutOfRange,
    partTwice,
  ]

  static let notYesNo = DiagnosticCode(
    "T0401", .error, "A fact that does not stand alone",
    help: """
      A yes/no fact can stand alone in a condition: `injury`. Any other fact has to be asked about.

        Written:  when home_conditions
        Write:    when home_conditions is one of poor, dangerous
      """)

  static let notAValue = DiagnosticCode(
    "T0402", .error, "A value that the fact does not have",
    help: """
      A `one of` or `any of` fact has the values in its declaration and no others. Unknown is not a value:
      ask `is known` or `is not known`.

        Written:  when home_conditions is por
        Write:    when home_conditions is poor
      """)

  static let testDoesNotFit = DiagnosticCode(
    "T0403", .error, "A test that does not fit the fact",
    help: """
      Each type of fact has its own tests:

        yes/no           injury, not injury
        one of           home is poor, home is one of poor, dangerous
        any of           concerns includes neglect
        number, count    missed >= 3
        age              child_age < 1 year
        date             returned is at least 3 days before received
        outcome, rating  outcome is at least assessment
      """)

  static let ageUnit = DiagnosticCode(
    "T0404", .error, "An age without a unit",
    help: """
      An age is compared with a number and a unit: days, weeks, months or years.

        Written:  when child_age < 1
        Write:    when child_age < 1 year
      """)

  static let valueTwice = DiagnosticCode(
    "T0405", .error, "A value listed twice",
    help: """
      The values of a `one of` or `any of` fact are listed once each, least concern first where order
      matters.
      """)

  static let decisionNotReadable = DiagnosticCode(
    "T0406", .error, "The outcome read where there is none yet",
    help: """
      The outcome and the rating can be read by rules and clocks alone. A rule that reads them is judged
      once, after all the others. Defines, judgements and `where` read facts.
      """)

  static let notInHistory = DiagnosticCode(
    "T0407", .error, "Something `where` cannot read",
    help: """
      `where` in a history fact asks about the facts that earlier contacts stated. It cannot use defines or
      other history facts.

        Write:  fact earlier_neglect count of contacts within 12 months where concerns includes neglect
      """)

  static let notADate = DiagnosticCode(
    "T0408", .error, "Days counted from something that is not a date",
    help: """
      `is at least 28 days after` stands between two facts of type `date` or `date and time`, or
      `received`.
      """)

  static let silenceType = DiagnosticCode(
    "T0409", .error, "Silence read as no where no is not a value",
    help: """
      Silence can mean no for a `yes/no` fact. For an `any of` fact, and a `one of` fact that raises
      concern, it means none of the values; for a number that raises concern, it means 0.

      For a date, an age, or something that does not raise concern, what is not stated is unknown.
      """)

  static let silenceGate = DiagnosticCode(
    "T0410", .error, "Silence that hangs on something other than a yes/no fact",
    help: """
      `silence means no when F` reads silence as no where the yes/no fact F is yes: somebody went through
      the questions and did not tick this one. F is another fact.

        Write:  silence means no when screening_completed
        or:     silence means no when screening_completed, unless goes_missing

      After `unless` stands the yes/no fact that makes the question a real one. Its own silence must not
      hang on yet another.
      """)

  static let noPolarity = DiagnosticCode(
    "T0411", .error, "A fact that does not say which way it points",
    help: """
      Each fact says whether it `raises concern`, `lowers concern` or is `neither`, so that it can be
      checked that more risk never lowers an outcome. A fact with listed values may say it value by value:

        fact home_conditions one of good, adequate, poor, dangerous
          raises concern when poor, dangerous
          lowers concern when good
      """)

  static let polarityTwice = DiagnosticCode(
    "T0412", .error, "A fact that points two ways",
    help: """
      A fact raises concern, lowers concern or is neither; or, when it has listed values, says it value by
      value with `when`. Each value points one way.
      """)

  static let wholeNumber = DiagnosticCode(
    "T0413", .error, "A number that has to be whole",
    help: """
      Points, ages, windows, days and hours are whole numbers within the limits of the language. For half a
      year write `6 months`.
      """)

  static let countOutOfRange = DiagnosticCode(
    "T0414", .error, "A count that cannot be met",
    help: """
      `at least N of` stands over a list of parts, and N is a whole number from 1 to the number of parts.
      """)

  static let partTwice = DiagnosticCode(
    "T0415", .error, "A part counted twice",
    help: """
      `at least N of` counts its parts. A part that stands there twice would count twice, so that one
      yes could do for two.
      """)
}
