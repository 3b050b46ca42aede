extension DiagnosticCode {
  static let clockCodes: [DiagnosticCode] = [
    noHours, hoursBackwards, hoursTwice, noOutOfHours, clockEvent, weekendHours,
  ]

  static let noHours = DiagnosticCode(
    "T0701", .error, "A clock without hours",
    help: """
      `end of N working days` and `N working hours` need to know when the service is open on each day
      from Monday to Friday. A day on which it is shut is said with `closed`.

        hours monday to thursday 08:30-17:00, friday 08:30-16:30
      """)

  static let hoursBackwards = DiagnosticCode(
    "T0702", .error, "Hours that end before they start",
    help: """
      Opening comes before closing on the same day, Monday before Sunday, and the first day of a closure
      before the last.
      """)

  static let hoursTwice = DiagnosticCode(
    "T0703", .error, "Hours said twice",
    help: """
      The hours of each weekday are said once, and so is what out of hours counts as for all clocks.
      """)

  static let noOutOfHours = DiagnosticCode(
    "T0704", .error, "Out of hours left open",
    help: """
      No national text says what a contact that arrives out of hours counts as, so the rule book chooses:

        out of hours counts from the next working day
        out of hours counts from the same day
      """)

  static let clockEvent = DiagnosticCode(
    "T0705", .error, "A clock between things that are not times",
    help: """
      A clock runs from one event to another: `received`, `decided`, or a fact of type `date` or `date and
      time`.
      """)

  static let weekendHours = DiagnosticCode(
    "T0706", .warning, "Hours on a weekend",
    help: """
      Clocks count working days, which are Monday to Friday and not bank holidays, as the regulations
      have it. Hours on a Saturday or Sunday count for nothing.

      A team that works at weekends is out of hours for these clocks; leave its hours out.
      """)
}
