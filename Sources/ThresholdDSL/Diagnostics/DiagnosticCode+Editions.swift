extension DiagnosticCode {
  static let editionCodes: [DiagnosticCode] = [
    noLanguage, languageVersion, noEdition, headerTwice, noInForce, inForceBackwards,
    editionsOverlap, editionsGap, editionNameTwice, noCalendar, tooFewOutcomes, levelsApart,
    noEditions, tooMany,
  ]

  static let noLanguage = DiagnosticCode(
    "T0601", .error, "An edition without `language 1`",
    help: """
      One file of each edition says which version of the language it is written in, once: `language 1`.
      """)

  static let languageVersion = DiagnosticCode(
    "T0602", .error, "A version of the language that is not known",
    help: """
      This program reads language 1. A rule book written in a later version needs a later program.
      """)

  static let noEdition = DiagnosticCode(
    "T0603", .error, "A folder without an edition",
    help: """
      One file of each edition's folder declares it, once:

        edition "2018-07"
          title "Continuum of need, July 2018"
          in force 2018-07-01 to 2023-12-14
          calendar england-and-wales
      """)

  static let headerTwice = DiagnosticCode(
    "T0604", .error, "A header written twice",
    help: """
      `language` and `edition` are written once an edition. Another edition goes in a folder of its own.
      """)

  static let noInForce = DiagnosticCode(
    "T0605", .error, "An edition that is never in force",
    help: """
      A contact is decided under the edition in force on the day it was received:

        in force 2018-07-01 to 2023-12-14
        in force from 2023-12-15
      """)

  static let inForceBackwards = DiagnosticCode(
    "T0606", .error, "An edition that ends before it starts",
    help: """
      The first day in force comes first, and both days are included.
      """)

  static let editionsOverlap = DiagnosticCode(
    "T0607", .error, "Two editions in force on one day",
    help: """
      Each day has one edition. End the earlier one the day before the later one starts. An edition without
      an end can only be the last.
      """)

  static let editionsGap = DiagnosticCode(
    "T0608", .error, "Days without an edition",
    help: """
      A contact received between two editions could not be decided. Let the later edition start the day
      after the earlier one ends.
      """)

  static let editionNameTwice = DiagnosticCode(
    "T0609", .error, "Two editions with one name",
    help: """
      Decisions and reports name the edition they were decided under, so each edition has its own name.
      """)

  static let noCalendar = DiagnosticCode(
    "T0610", .error, "An edition without a calendar",
    help: """
      Working days depend on bank holidays. Name the calendar: `calendar england-and-wales`. The file stands in a
      `calendars` folder at or above the rule book.
      """)

  static let tooFewOutcomes = DiagnosticCode(
    "T0611", .error, "Too few outcomes",
    help: """
      An edition lists its outcomes, least first, one a line; the first is decided when nothing is
      established:

        outcome nfa         "No further action"
        outcome early_help  "Early help"
      """)

  static let levelsApart = DiagnosticCode(
    "T0612", .error, "Outcomes or ratings in several places",
    help: """
      Outcomes are ordered by where they stand, least first. So all outcomes of an edition stand in one file,
      and all ratings in one line.
      """)

  static let noEditions = DiagnosticCode(
    "T0613", .error, "A rule book without editions",
    help: """
      A rule book is a folder; each edition is a folder inside it with Markdown files:

        rules/our-council/2018-07/thresholds.md
      """)

  static let tooMany = DiagnosticCode(
    "T0614", .error, "More than the language reads",
    help: """
      The language has limits, so that every rule book is checked in bounded time and memory. They are far
      above what a threshold document needs; reaching one is usually a mistake of a program that wrote the
      file.
      """)
}
