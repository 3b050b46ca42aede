import ThresholdDSL

/// What a contact says of the child's birth, from which the age and `unborn` are worked out.
struct Birth {
  /// The date of birth: the days that it can be.
  var date: Reading<ClosedRange<CivilDate>> = .silence
  /// The expected date of birth.
  var expected: Reading<ClosedRange<CivilDate>> = .silence
  /// Whether the date of birth is marked as approximate, or may be.
  var isApproximate = false

  /// How long after the expected date a child without a date of birth still counts as unborn.
  ///
  /// Births more than four weeks late do not happen; such a child is born and its date of birth is
  /// missing, so nothing is read from the expected date.
  static let daysOverdue = 28

  /// What is worked out.
  struct Outcome {
    var age: FactState
    var unborn: FactState
    var note: Note?
  }

  /// The age and whether the child is unborn, on the day received.
  ///
  /// An unborn child has no age: it is unknown from silence, and `unborn` is known to be yes.
  func outcome(on received: CivilDate) -> Outcome {
    switch (date, expected) {
    case (.value(let stated), _):
      let days = isApproximate ? Self.widened(stated) : stated
      guard days.lowerBound <= received else { return bornLater }
      guard !isAdult(days, on: received) else { return bornLongAgo }
      let born = days.lowerBound...min(days.upperBound, received)
      var note: Note?
      if case .value = expected { note = bornAndExpected }
      return Outcome(
        age: .known(.life(born: born, on: received), .statement),
        unborn: .known(.yesNo(false), .statement), note: note)
    case (.unreadable, _):
      return Outcome(age: .unknown(.unreadable), unborn: .unknown(.unreadable))
    case (_, .value(let days)):
      guard days.upperBound.adding(days: Self.daysOverdue) >= received else { return longOverdue }
      return Outcome(age: .unknown(.silence), unborn: .known(.yesNo(true), .statement))
    case (let date, let expected):
      var because = UnknownBecause.silence
      if case .unknown = date { because = .statement }
      var outcome = Outcome(age: .unknown(because), unborn: .unknown(because))
      if case .unreadable = expected { outcome.unborn = .unknown(.unreadable) }
      return outcome
    }
  }

  /// The days that an approximate day can be.
  ///
  /// By the census's custom the 15th stands for an unknown day, and in practice so does the 1st: the
  /// whole month. 1 January stands for an unknown month, and of any other day it is not known what
  /// about it is approximate: the whole year. A month or a year alone says itself how wide it is.
  static func widened(_ days: ClosedRange<CivilDate>) -> ClosedRange<CivilDate> {
    guard days.lowerBound == days.upperBound else { return days }
    let (year, month, day) = days.lowerBound.components
    let isMonth = day == 15 || (day == 1 && month > 1)
    let lastMonth = isMonth ? month : 12
    let lastDay = CivilDate.length(ofMonth: lastMonth, year: year)
    guard let first = CivilDate(year: year, month: isMonth ? month : 1, day: 1),
      let last = CivilDate(year: year, month: lastMonth, day: lastDay)
    else { return days }
    return first...last
  }

  /// A child cannot be born after the contact: the date may be the expected one, or wrong. Neither an
  /// age nor whether the child is born is read from it, so both are asked about.
  private var bornLater: Outcome {
    Outcome(
      age: .unknown(.unreadable), unborn: .unknown(.unreadable),
      note: Note(
        .bornAfterReceived, field: ReservedField.dateOfBirth.rawValue,
        text: "after the day received, so the age is unknown; for an unborn child write "
          + "`expected_date_of_birth`"))
  }

  private func isAdult(_ days: ClosedRange<CivilDate>, on received: CivilDate) -> Bool {
    Lifetime.completed(.years, from: days.upperBound, on: received) > Lifetime.mostYearsOfChild
  }

  private var bornLongAgo: Outcome {
    Outcome(
      age: .unknown(.unreadable), unborn: .unknown(.unreadable),
      note: Note(
        .bornLongAgo, field: ReservedField.dateOfBirth.rawValue,
        text: "more than \(Lifetime.mostYearsOfChild) years before the day received, so it is "
          + "taken for a mistake and the age is unknown"))
  }

  private var longOverdue: Outcome {
    Outcome(
      age: .unknown(.unreadable), unborn: .unknown(.unreadable),
      note: Note(
        .expectedLongPast, field: ReservedField.expectedDateOfBirth.rawValue,
        text:
          "more than \(Self.daysOverdue) days before the day received, so the child is born and "
          + "the age is unknown; write `date_of_birth`"))
  }

  private var bornAndExpected: Note {
    Note(
      .bornAndExpected, field: ReservedField.expectedDateOfBirth.rawValue,
      text: "a date of birth is stated as well, so the child is born")
  }
}
