public import ThresholdDSL

extension FactValue {
  /// The value in words, such as `yes`, `poor`, `3` or `4 months`; several joined by `separator`.
  public func words(_ type: FactType, separator: String = ", ") -> String {
    switch self {
    case .yesNo(let isYes): isYes ? "yes" : "no"
    case .choice, .choices, .noneOfTheValues:
      names(type).isEmpty ? "none" : names(type).joined(separator: separator)
    case .number(let number): number.description
    case .date(let date): date.description
    case .moment(let moment): MomentText.text(moment)
    case .age(let age): counted(age.count, age.unit.singular)
    case .life(let born, let day): Self.life(born, day)
    case .never: "never"
    case .between(let range): range.words
    }
  }

  /// The names of the values of a `one of` or `any of` fact, in the order declared.
  func names(_ type: FactType) -> [String] {
    switch (self, type) {
    case (.choice(let choice), .oneOf(let names)):
      names.indices.contains(choice) ? [names[choice]] : []
    case (.choices(let choices), .anyOf(let names)):
      names.indices.filter { choices & (1 << UInt64($0)) != 0 }.map { names[$0] }
    default: []
    }
  }

  /// An age as people say it: days in the first month, months up to two years, then years.
  ///
  /// The day of birth itself is never shown. Where it is known only roughly, the least and the most
  /// are.
  private static func life(_ born: ClosedRange<CivilDate>, _ day: CivilDate) -> String {
    let oldest = born.lowerBound
    let unit: AgeUnit =
      if Lifetime.completed(.months, from: oldest, on: day) < 1 {
        .days
      } else if Lifetime.completed(.years, from: oldest, on: day) < 2 { .months } else { .years }
    let most = max(0, Lifetime.completed(unit, from: oldest, on: day))
    let least = max(0, Lifetime.completed(unit, from: min(born.upperBound, day), on: day))
    let word = most == 1 ? unit.singular : unit.plural
    return least == most ? "\(most) \(word)" : "\(least) to \(most) \(word)"
  }
}
