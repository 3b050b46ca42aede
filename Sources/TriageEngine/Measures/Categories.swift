import ThresholdDSL

/// The eleven groups that national tables count sources of contacts by.
public enum SourceGroup: Int, Hashable, Sendable, CaseIterable {
  case individual
  case schools
  case educationServices
  case healthServices
  case housing
  case councilServices
  case police
  case otherLegalAgency
  case other
  case anonymous
  case unknown

  /// The group's name for people.
  public var title: String {
    switch self {
    case .individual: "Individual"
    case .schools: "Schools"
    case .educationServices: "Education services"
    case .healthServices: "Health services"
    case .housing: "Housing"
    case .councilServices: "Local authority services"
    case .police: "Police"
    case .otherLegalAgency: "Other legal agency"
    case .other: "Other"
    case .anonymous: "Anonymous"
    case .unknown: "Unknown"
    }
  }

  /// The group of a source: an index into ``ReservedFact/sourceNames``.
  ///
  /// The national codes begin with the number of their group, save that schools and education services
  /// share one.
  public init(source: Int) {
    let code =
      ReservedFact.sourceCodes.indices.contains(source)
      ? ReservedFact.sourceCodes[source] : ""
    switch code.utf8.first.map({ $0 - UInt8(ascii: "0") }) {
    case 1: self = .individual
    case 2: self = code == "2A" ? .schools : .educationServices
    case 3: self = .healthServices
    case 4: self = .housing
    case 5: self = .councilServices
    case 6: self = .police
    case 7: self = .otherLegalAgency
    case 8: self = .other
    case 9: self = .anonymous
    default: self = .unknown
    }
  }
}

/// The groups that national tables count ethnicity by.
public enum EthnicGroup: Int, Hashable, Sendable, CaseIterable {
  case white
  case mixed
  case asian
  case black
  case other
  case refused
  case notObtained

  /// The group's name for people.
  public var title: String {
    switch self {
    case .white: "White"
    case .mixed: "Mixed or multiple"
    case .asian: "Asian or Asian British"
    case .black: "Black or Black British"
    case .other: "Other ethnic group"
    case .refused: "Refused"
    case .notObtained: "Not yet obtained"
    }
  }

  /// The codes of the children in need census.
  public static let codes: [String] = [
    "WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN",
    "AOTH", "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
  ]

  /// The group of a code: an index into ``codes``.
  public init(code: Int) {
    switch code {
    case 0...4: self = .white
    case 5...8: self = .mixed
    // The census counts Chinese among the Asian groups since 2011.
    case 9...12, 16: self = .asian
    case 13...15: self = .black
    case 17: self = .other
    case 18: self = .refused
    default: self = .notObtained
    }
  }

  /// What a row states of ethnicity: a code, alone or after Ofsted's letter, as in `a) WBRI`.
  static func read(_ stated: StatedValue) -> StatedCategory {
    switch stated {
    case .silence: return .notStated
    case .unknown: return .unknown
    case .bool, .list, .object: return .unreadable("")
    case .text(let text, _):
      let code = text.withoutLetter
      if StatedValue.isUnknown(code) { return .unknown }
      let index = codes.firstIndex { code.says($0.lowercased()) }
      return index.map { .known($0) } ?? .unreadable(String(decoding: text, as: UTF8.self))
    }
  }
}
