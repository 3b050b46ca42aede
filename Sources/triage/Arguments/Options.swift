/// A value that is chosen from a few words.
protocol Choice: RawRepresentable, CaseIterable, Sendable where RawValue == String {}

extension Choice {
  /// The words, in the order in which help shows them.
  static var words: [String] { allCases.map(\.rawValue) }
}

/// How results are written.
enum OutputFormat: String, Choice {
  case text
  case jsonl
  case csv
  case sarif
}

/// How contacts are read.
enum InputFormatName: String, Choice {
  case jsonl
  case csv
}

/// When text is coloured.
enum ColourChoice: String, Choice {
  case auto
  case always
  case never
}

/// Who reads the decisions.
enum AudienceName: String, Choice {
  case partner
  case hub
}

/// What makes `decide` end with status 1.
enum FailureCondition: String, Choice {
  case late
  case overdue
  case provisional
  case rejected
}

/// The shells that completions can be written for.
enum Shell: String, Choice {
  case bash
  case zsh
  case fish
}

extension ParsedArguments {
  /// The choice made for an option; nil when it was not given.
  func choice<Value: Choice>(_ name: OptionName, as: Value.Type = Value.self) -> Value? {
    value(name).flatMap { Value(rawValue: $0) }
  }

  /// The choices made for an option that takes a list.
  func choices<Value: Choice>(_ name: OptionName, as: Value.Type = Value.self) -> [Value] {
    list(name).compactMap { Value(rawValue: $0) }
  }
}
