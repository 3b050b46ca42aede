extension DiagnosticCode {
  /// The grammar.
  static let syntaxCodes: [DiagnosticCode] = [
    unknownDeclaration, wrongIndentation, mixedConnectives, bracket, missingWhen, writtenTwice,
    unknownLine, colon, otherLanguage, conditionExpected, joinedWords, alternatives,
    chainedComparison, isExpected, groupHeading, bullets, missingBecause, nameExpected,
    reservedWord, textExpected, valueExpected, badList, rowCells, tableHeading, tableCell,
    factType, silence, tooMuch, hours, clock, exampleFact, expectation, editionDates, scaleLine,
    leftover,
  ]

  static let unknownDeclaration = DiagnosticCode(
    "T0201", .error, "no declaration starts so",
    help: """
      Inside a fence every line at the margin starts a declaration, with one of the words language,
      edition, outcome, rating, fact, define, rule, table, scale, judgement, action, ignored, hours,
      closed, out, clock or example.

        wrong:  rules injury_not_mobile: strategy_meeting
        right:  rule injury_not_mobile: strategy_meeting

      Text for people stands outside the fence, or after `--`. Lines that belong to a declaration are
      indented.
      """)

  static let wrongIndentation = DiagnosticCode(
    "T0202", .error, "the indentation is not right",
    help: """
      A declaration starts at the margin. Its own lines are indented, by two spaces.

        wrong:    rule injury_not_mobile: strategy_meeting
                when injury and not mobile

        right:  rule injury_not_mobile: strategy_meeting
                  when injury and not mobile

      It is reported once a fence.
      """)

  static let mixedConnectives = DiagnosticCode(
    "T0203", .error, "`and` and `or` are mixed",
    help: """
      `a and b or c` can be read in two ways, and people do read it in both. So `and` and `or` are mixed
      only with brackets that say which is meant:

        when (injury and not mobile) or unexplained
        when injury and (not mobile or unexplained)

      A group of bullets says the same without brackets:

        when all of
          - injury
          - any of
            - not mobile
            - unexplained
      """)

  static let bracket = DiagnosticCode(
    "T0204", .error, "a bracket has no partner",
    help: """
      Every bracket that is opened is closed, in the same condition.

        wrong:  when injury and (not mobile or unexplained
        right:  when injury and (not mobile or unexplained)

      Where there are many, a group of bullets or a `define` is easier to read.
      """)

  static let missingWhen = DiagnosticCode(
    "T0205", .error, "a rule without `when`",
    help: """
      A rule says when it is met, on a line that starts with `when`.

        wrong:  rule injury_not_mobile: strategy_meeting
                  injury and not mobile

        right:  rule injury_not_mobile: strategy_meeting
                  when injury and not mobile
      """)

  static let writtenTwice = DiagnosticCode(
    "T0206", .error, "a line is written twice",
    help: """
      Each line of a declaration is written once; only `unless`, and the lines that raise or lower
      concern for some values, may stand several times.

        wrong:  rule injury_not_mobile: strategy_meeting
                  when injury
                  when not mobile

        right:  rule injury_not_mobile: strategy_meeting
                  when injury and not mobile
      """)

  static let unknownLine = DiagnosticCode(
    "T0207", .error, "no line starts so here",
    help: """
      Each kind of declaration has its own lines, known by their first word: a rule has `when`,
      `unless`, `because` and `also`; a fact has `asks`, `raises concern`, `lowers concern`, `neither`,
      `silence means`, `held by` and `restricted to`.

        wrong:  rule injury_not_mobile: strategy_meeting
                  whenever injury and not mobile

        right:  rule injury_not_mobile: strategy_meeting
                  when injury and not mobile
      """)

  static let colon = DiagnosticCode(
    "T0208", .error, "a colon is missing",
    help: """
      A colon follows the name of a rule or a define, and the two ends of a clock.

        wrong:  rule injury_not_mobile strategy_meeting
        right:  rule injury_not_mobile: strategy_meeting
        right:  define infant: unborn or child_age < 1 year
        right:  clock decision from received to decided: end of 1 working day
      """)

  static let otherLanguage = DiagnosticCode(
    "T0209", .error, "a word of another language",
    help: """
      There is no `if`, `then`, `else` or `end`, and no `true` or `false`. Every rule stands on its own:
      it says what it establishes, and when. Rules only raise the outcome, so none needs an `else`.

        wrong:  if injury = true then strategy_meeting else assessment
        right:  rule injury_not_mobile: strategy_meeting
                  when injury and not mobile

      A yes/no fact is a condition by itself: `injury`, or `not injury`.
      """)

  static let conditionExpected = DiagnosticCode(
    "T0210", .error, "a condition is missing",
    help: """
      A condition is a fact by itself, or a fact and a test, and `and` and `or` have a condition on each
      side.

        wrong:  when injury and
        wrong:  when injury and or not mobile
        right:  when injury and not mobile
        right:  when child_age < 1 year or home_conditions is poor
      """)

  static let joinedWords = DiagnosticCode(
    "T0211", .error, "two names side by side",
    help: """
      A name is one word. Its parts are joined by underscores. Two conditions are joined by `and` or
      `or`.

        wrong:  when child present
        right:  when child_present

        wrong:  when injury unexplained
        right:  when injury and unexplained
      """)

  static let alternatives = DiagnosticCode(
    "T0212", .error, "it is not clear where a list of values ends",
    help: """
      Several values are listed after `is one of`, with commas between them.

        wrong:  when home_conditions is poor, dangerous
        wrong:  when home_conditions is one of poor or dangerous
        right:  when home_conditions is one of poor, dangerous

      After the list, `or` and a bare name could be one more value or another fact. If it is a fact,
      brackets make it clear:

        right:  when (home_conditions is one of poor, dangerous) or unsupervised
      """)

  static let chainedComparison = DiagnosticCode(
    "T0213", .error, "a comparison is not written right",
    help: """
      A comparison has the fact on the left and one value on the right.

        wrong:  when 1 < missed_appointments < 5
        right:  when missed_appointments > 1 and missed_appointments < 5

        wrong:  when 3 <= missed_appointments
        right:  when missed_appointments >= 3
      """)

  static let isExpected = DiagnosticCode(
    "T0214", .error, "a test is not written right",
    help: """
      The tests of a fact are `is`, `is not`, `is one of`, `is not one of`, `is known`, `is not known`,
      `includes`, the signs `<`, `<=`, `>`, `>=`, and `is at least N days after` another date.

        wrong:  child_age is under 1 year       right:  child_age < 1 year
        wrong:  missed is more than 2           right:  missed > 2
        wrong:  missed is at least 3            right:  missed >= 3
        wrong:  mobile is unknown               right:  mobile is not known

      `is at least` with a name compares the outcome or the rating: `outcome is at least assessment`.
      """)

  static let groupHeading = DiagnosticCode(
    "T0215", .error, "the heading of a group is not right",
    help: """
      A group of bullets stands under `all of`, `any of`, `none of` or `at least 2 of`.

        wrong:  when at least 2
                  - persistently_hungry
                  - unsupervised

        right:  when at least 2 of
                  - persistently_hungry
                  - unsupervised
      """)

  static let bullets = DiagnosticCode(
    "T0216", .error, "the bullets of a group are not right",
    help: """
      The parts of a group stand below its heading, each on a line of its own after `-`, all indented
      alike, and further in than the group around them. A group stands last in its condition.

        wrong:  when any of persistently_hungry, unsupervised

        right:  when any of
                  - persistently_hungry
                  - all of
                    - unsupervised
                    - child_age < 8 years
      """)

  static let missingBecause = DiagnosticCode(
    "T0217", .error, "`unless` or `answer` without a reason",
    help: """
      An answer to a warning says why it is left as it is: `because "…"` on its own line.

      An exception switches a rule off, so it says why, on its own line, and may say on which clause it
      rests.

        wrong:  unless birth_mark_recorded_at_birth
        right:  unless birth_mark_recorded_at_birth, because "a recorded birth mark is no injury"
        right:  unless birth_mark_recorded_at_birth, clause 4.2.1, because "it is recorded"

      A `because` on a line of its own is the reason of the rule.
      """)

  static let nameExpected = DiagnosticCode(
    "T0218", .error, "a name is missing",
    help: """
      A name stands here: small letters, digits and underscores, starting with a letter, without quotes.

        wrong:  rule : assessment
        wrong:  rule "injury not mobile": assessment
        right:  rule injury_not_mobile: assessment
      """)

  static let reservedWord = DiagnosticCode(
    "T0219", .error, "a word of the language as a name",
    help: """
      Words that conditions are made of cannot be names, since a condition with them could not be read:
      and, or, not, is, any, all, none, at, of, yes, no, known, unknown, when, unless, because, also,
      includes, rated, outcome, rating, the words that start declarations, and a few more.

        wrong:  fact unknown yes/no
        right:  fact father_unknown yes/no

      `unknown` is not listed among the values of a fact: every fact may be unknown.
      """)

  static let textExpected = DiagnosticCode(
    "T0220", .error, "text in quotes is missing",
    help: """
      Titles, questions and reasons are text in straight double quotes.

        wrong:  because the injury is not explained
        right:  because "the injury is not explained"
      """)

  static let valueExpected = DiagnosticCode(
    "T0221", .error, "a value is missing",
    help: """
      A value stands here: a name, a number, a number with a unit, a date or a time.

        wrong:  when child_age <
        right:  when child_age < 1 year

      Numbers are written in digits, and dates as year, month and day: `2021-05-04`.
      """)

  static let badList = DiagnosticCode(
    "T0222", .error, "a list is not written right",
    help: """
      The parts of a list are kept apart by commas, without `and` or `or` before the last and without a
      comma after it.

        wrong:  held by health, education and police
        wrong:  held by health, education, police,
        right:  held by health, education, police

      Only the values of an `any of` fact in an example are joined by `and`:
      `concerns neglect and emotional`.
      """)

  static let rowCells = DiagnosticCode(
    "T0223", .error, "a row with too many or too few cells",
    help: """
      Each row of a table has one cell for each column, with one bar between two cells.

        wrong:  row           | dash_risk | child_present | outcome
                high_risk     | high      | strategy_meeting

        right:  row           | dash_risk | child_present | outcome
                high_risk     | high      | any           | strategy_meeting

      `any` stands where the column does not matter in a row.
      """)

  static let tableHeading = DiagnosticCode(
    "T0224", .error, "the heading of a table is not right",
    help: """
      Above its rows a table has a heading: `row`, the names of facts or defines, and `outcome`, with
      bars between them and none at the ends.

        wrong:  | dash_risk | child_present | outcome |
        right:  row           | dash_risk | child_present | outcome
                high_risk     | high      | any           | strategy_meeting
      """)

  static let tableCell = DiagnosticCode(
    "T0225", .error, "a cell of a table is not right",
    help: """
      A cell is `any`, a value, `not` and a value, `yes`, `no`, a comparison, `known`, `not known`, or the
      name of another yes/no fact or define. Several are joined by `or`.

        wrong:  unborn and < 1 year     right:  unborn or < 1 year
        wrong:  is high                 right:  high
        wrong:  (empty)                 right:  any
        wrong:  unknown                 right:  not known
      """)

  static let factType = DiagnosticCode(
    "T0226", .error, "the type of a fact is not right",
    help: """
      After its name a fact has one of the types `yes/no`, `one of` and values, `any of` and values,
      `number`, `date`, `date and time`, `age`, or a question about earlier contacts: `count of contacts
      within 12 months`, `ever had outcome`, `days since the last contact`.

        wrong:  fact injury boolean
        right:  fact injury yes/no
        right:  fact home_conditions one of good, adequate, poor, dangerous

      Rules read no free text. Every type also has unknown, which is not listed.
      """)

  static let silence = DiagnosticCode(
    "T0227", .error, "what silence means is not right",
    help: """
      When a contact says nothing of a fact, that is unknown, unless the fact says otherwise:

        silence means unknown
        silence means no when screening_completed
        silence means no, because "the red book would show it"
      """)

  static let tooMuch = DiagnosticCode(
    "T0228", .error, "a condition is too large",
    help: """
      A condition is nested at most 32 deep, brackets, `not` and bullets counted, and an `and`, an `or`
      or a group has at most 500 parts.

      Give the inner part a name, and use the name:

        define neglected_at_home: persistently_hungry or unsupervised
        rule neglect_of_infant: assessment
          when neglected_at_home and child_age < 1 year
      """)

  static let hours = DiagnosticCode(
    "T0229", .error, "the hours are not right",
    help: """
      Opening hours are given by days of the week, and what is out of hours counts in one of two ways:

        hours monday to thursday 08:30-17:00, friday 08:30-16:30
        closed 2021-12-24 from 15:00, 2021-12-29, 2022-12-28 to 2022-12-30
        out of hours counts from the next working day
        out of hours counts from the same day
      """)

  static let clock = DiagnosticCode(
    "T0230", .error, "the limit of a clock is not right",
    help: """
      A clock allows so many days, which end at closing time, or so many hours:

        clock decision from received to decided: end of 1 working day
        clock visit from received to visit_held: end of 7 open days, when privately_fostered
        clock screening from received to decided: 4 working hours, when rated red
        clock interview from returned_home to interview_held: 72 hours
      """)

  static let exampleFact = DiagnosticCode(
    "T0231", .error, "a fact of an example is not right",
    help: """
      An example states facts as a name and a value, with commas or new lines between them. A bare name
      is yes, and `not` before it is no.

        wrong:  dash_risk is medium, injury = no
        right:  dash_risk medium, not injury

      Several values of an `any of` fact are joined by `and`: `concerns neglect and emotional`. What is
      not known is stated so: `mobile unknown`.
      """)

  static let expectation = DiagnosticCode(
    "T0232", .error, "what an example expects is not right",
    help: """
      After `expect`, with commas between: an outcome, a rating, `firm` or `provisional`, `may rise to` or
      `may fall to` an outcome, `by` rules that decide, `meets`, `misses` or `undetermined` and a rule,
      `asks` and a fact, `also` and an action, `clock C due 2021-05-05 17:00` or `clock C met`.

        expect assessment, red by medium_infant, asks child_present
      """)

  static let editionDates = DiagnosticCode(
    "T0233", .error, "when an edition is in force is not right",
    help: """
      An edition is in force from a first day to a last day, both included, or from a first day on.

        wrong:  in force 2018-07-01
        right:  in force 2018-07-01 to 2023-12-14
        right:  in force from 2023-12-15
      """)

  static let scaleLine = DiagnosticCode(
    "T0234", .error, "points are not written right",
    help: """
      A scale says at how many points each outcome is reached, and rules give points on it.

        scale neglect "Accumulating neglect"
          early_help at 2 points
          assessment at 5 points

        rule persistent_hunger: 2 points on neglect
          when persistently_hungry
      """)

  static let leftover = DiagnosticCode(
    "T0235", .error, "something is left over",
    help: """
      Everything that can be read of the declaration has been read, and something still stands on the
      line.

      Delete it, put it on a line of its own if it is another part of the declaration, or put it in a
      comment after `--`.
      """)
}
