extension NoteCode {
  /// The code written so, in any case, or nil.
  public static func named(_ text: String) -> NoteCode? {
    NoteCode(rawValue: text.uppercased())
  }

  /// What it says, in a few words.
  public var title: String {
    switch self {
    case .unrecognisedField: "a field is not recognised"
    case .unreadableValue: "a value cannot be read"
    case .bornAndExpected: "a date of birth and an expected date are both stated"
    case .bornAfterReceived: "the date of birth is after the day received"
    case .repeatedRow: "the same contact and child stand twice"
    case .otherChildMissing: "the other child of the contact has no row"
    case .outsideCalendar: "a date lies outside the years of the calendar"
    case .endBeforeStart: "a clock ends before it starts"
    case .ambiguousTime: "the clock change makes a time double"
    case .timeUnknown: "the time received is not stated"
    case .noHistory: "the history of an unknown child is unknown"
    case .uncertainHistory: "earlier rows may count or not"
    case .expectedLongPast: "the expected date of birth is long past"
    case .bornLongAgo: "the date of birth is that of an adult"
    }
  }

  /// The page of help: what it means for the decision, and what to do.
  public var help: String {
    switch self {
    case .unrecognisedField:
      """
      The row has a value in a field that is neither reserved nor declared by the rule book. It may \
      be a misspelt risk, so the row is never a settled no further action. Correct the name, declare \
      the fact, or list the field as ignored: `ignored field …` in the rule book, or `--ignore`.
      """
    case .unreadableValue:
      """
      A value does not fit its field, so the fact is unknown and the decision may be provisional. \
      The field is named; the value is not shown. Correct it, or ask.
      """
    case .bornAndExpected:
      """
      The row states a date of birth and an expected date. The child counts as born, and the \
      expected date is not used.
      """
    case .bornLongAgo:
      """
      The date of birth lies more than 25 years before the day received, so it is taken for a \
      mistake, such as a century mistyped, and the age is unknown. Correct the date.
      """
    case .bornAfterReceived:
      """
      A child cannot be born after the contact was received, so the age is unknown, and so is \
      whether the child is born. For an unborn child state `expected_date_of_birth` instead.
      """
    case .repeatedRow:
      """
      Another row of the same file has the same contact and child. Both are decided; look which of \
      them is meant.
      """
    case .otherChildMissing:
      """
      The row names another child in `other_child`, and harm between children makes both subjects. \
      No row of the same contact stands for that child: add one, so that both are decided.
      """
    case .outsideCalendar:
      """
      A clock needs a year whose bank holidays are not in the calendar file, so it is unknown. Add \
      the year to the file in the folder `calendars`.
      """
    case .endBeforeStart:
      """
      What stops a clock happened before what starts it, so the clock is unknown. One of the two \
      times is wrong.
      """
    case .ambiguousTime:
      """
      Clocks in the United Kingdom showed this time twice, as they went back. Both are kept in mind; \
      what differs between them is unknown. State the offset, such as `+01:00`.
      """
    case .timeUnknown:
      """
      The contact states a day and no time. It is not read as midnight: what depends on the time of \
      day is unknown.
      """
    case .noHistory:
      """
      Rules count earlier contacts, and the row states that the child is unknown, so how many there \
      are is unknown too: never none. Find out who the child is.
      """
    case .uncertainHistory:
      """
      Rules count earlier contacts, and an earlier row of the child or the household may count or \
      not: it was rejected, its time is not known, or a fact or an outcome that the rules ask for is \
      unknown. What is counted is then so many or more. Correct the row.
      """
    case .expectedLongPast:
      """
      The row states an expected date of birth more than 28 days before the day received, and no \
      date of birth. The child is born by then, so nothing is read from the expected date: the age \
      and `unborn` are unknown. State `date_of_birth`.
      """
    }
  }
}
