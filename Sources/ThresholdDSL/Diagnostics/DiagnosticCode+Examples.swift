extension DiagnosticCode {
  static let exampleCodes: [DiagnosticCode] = [
    exampleFails, nothingExpected, exampleValue, fieldTwice,
  ]

  /// An example of the rule book is decided otherwise than it expects; found by running it.
  public static let exampleFails = DiagnosticCode(
    "T0801", .error, "An example that is decided otherwise",
    help: """
      An example states a contact and what it is expected to decide. The rules as they stand decide
      something else, or for another reason.

      Either the rule or the example is wrong. The message shows what was decided and by which rules.
      """)

  static let nothingExpected = DiagnosticCode(
    "T0802", .error, "An example that expects nothing",
    help: """
      An example that expects nothing cannot fail. Say what it is to decide:

        example "a bruised baby who cannot roll"
          injury, not mobile
          expect strategy_meeting by injury_not_mobile
      """)

  static let exampleValue = DiagnosticCode(
    "T0803", .error, "A value that does not fit in an example",
    help: """
      An example states facts as a contact would: `injury`, `not mobile`, `dash_risk medium`,
      `missed_appointments 3`, `child_age 3 months`, `concerns neglect and emotional`, `mobile unknown`.
      """)

  static let fieldTwice = DiagnosticCode(
    "T0804", .error, "A fact stated twice in an example",
    help: """
      A contact states each fact once, and so does an example. If the two values differ, one of them is
      wrong; if they are the same, leave one out.
      """)
}
