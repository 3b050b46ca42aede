import ThresholdDSL

/// Rows by a characteristic and by what was decided last: each row stands in exactly one cell.
public struct OutcomeCut: Sendable {
  /// What the rows are told apart by.
  public let characteristic: Characteristic
  /// The groups' names for people.
  public let groups: [String]
  /// The rows by group and column (``ActivityReport/outcomeColumns``), small counts withheld.
  public let table: SuppressedTable

  /// What rows are told apart by.
  public enum Characteristic: String, Hashable, Sendable, CaseIterable {
    case source
    case channel
    case weekday
    case age
    case sex
    case ethnicity

    /// The name for people.
    public var title: String {
      switch self {
      case .source: "Source"
      case .channel: "Channel"
      case .weekday: "Day of the week received"
      case .age: "Age when received"
      case .sex: "Sex"
      case .ethnicity: "Ethnic group"
      }
    }

    /// The groups, in the order in which they are shown.
    var groups: [String] {
      switch self {
      case .source: SourceGroup.allCases.map(\.title) + [Self.notRead]
      case .channel: Self.titles(ReservedFact.channelNames) + Self.notKnown
      case .weekday:
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Not known"]
      case .age: AgeBand.allCases.map(\.title)
      case .sex: Self.titles(ReservedFact.sexNames) + Self.notKnown
      case .ethnicity: EthnicGroup.allCases.map(\.title) + Self.notKnown
      }
    }

    private static let notRead = "Not stated or not read"
    private static let notKnown = ["Unknown", notRead]

    private static func titles(_ names: [String]) -> [String] {
      names.map { name in
        let words = name.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }
        let first = words.first.map { [$0 >= 97 && $0 <= 122 ? $0 - 32 : $0] } ?? []
        return String(decoding: first + words.dropFirst(), as: UTF8.self)
      }
    }

    /// The group of a row.
    func group(of measured: MeasuredCase) -> Int {
      switch self {
      case .source:
        switch measured.source {
        case .known(let source): SourceGroup(source: source).rawValue
        case .unknown: SourceGroup.unknown.rawValue
        case .notStated, .unreadable: SourceGroup.allCases.count
        }
      case .channel: Self.group(measured.channel, of: ReservedFact.channelNames.count)
      case .weekday: measured.received.map { $0.date.weekday - 1 } ?? 7
      case .age: measured.age.rawValue
      case .sex: Self.group(measured.sex, of: ReservedFact.sexNames.count)
      case .ethnicity:
        if case .known(let code) = measured.ethnicity {
          EthnicGroup(code: code).rawValue
        } else {
          Self.group(measured.ethnicity, of: EthnicGroup.allCases.count)
        }
      }
    }

    private static func group(_ stated: StatedCategory, of count: Int) -> Int {
      switch stated {
      case .known(let index): index
      case .unknown: count
      case .notStated, .unreadable: count + 1
      }
    }
  }

  /// The rows of some cases; groups without any are left out.
  init(_ characteristic: Characteristic, _ cases: [MeasuredCase], outcomes: [String]) {
    let titles = characteristic.groups
    var counts = titles.map { _ in
      Array(repeating: 0, count: ActivityReport.columnCount(outcomes))
    }
    for measured in cases {
      let column = ActivityReport.column(of: measured.decisions.last, among: outcomes)
      counts[characteristic.group(of: measured)][column] += 1
    }
    let used = titles.indices.filter { group in counts[group].contains { $0 > 0 } }
    self.characteristic = characteristic
    groups = used.map { titles[$0] }
    table = SuppressedTable(used.map { counts[$0] })
  }
}
