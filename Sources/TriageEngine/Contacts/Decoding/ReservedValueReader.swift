import ThresholdDSL

/// Reads the reserved fields whose values come in other words than the rules': national codes,
/// Ofsted's lettered labels, and plain words for the same thing.
///
/// Only words with one meaning are taken. A label that two sources could have written is unreadable,
/// so that it is asked about and not guessed.
enum ReservedValueReader {
  /// Reads a referral source: a name, a code such as `1A`, or a label such as `q) 6: Police`.
  static func source(_ stated: StatedValue) -> Reading<Int> {
    guard case .text(let written, _) = stated else {
      return ValueReader.choice(stated, among: ReservedFact.sourceNames)
    }
    let text = written.withoutLetter
    let code = trimmed(text.prefix { $0 != UInt8(ascii: ":") })
    if code.says("10") || StatedValue.isUnknown(text) { return .unknown }
    if let index = sourceCodes.firstIndex(where: { code.says($0) }) {
      return .value(index)
    }
    if let index = index(of: text, in: ReservedFact.sourceNames, or: sourceWords) {
      return .value(index)
    }
    return .unreadable("write a source such as school or police, or its code, 1A to 10")
  }

  /// Reads how the contact arrived.
  static func channel(_ stated: StatedValue) -> Reading<Int> {
    guard case .text(let text, _) = stated,
      let index = index(of: text, in: ReservedFact.channelNames, or: channelWords)
    else { return ValueReader.choice(stated, among: ReservedFact.channelNames) }
    return .value(index)
  }

  /// Reads the child's sex: a word, a letter, a code of the census (1 male, 2 female, 0 and 9
  /// unknown), or Ofsted's label.
  static func sex(_ stated: StatedValue) -> Reading<Int> {
    guard case .text(let written, _) = stated else {
      return ValueReader.choice(stated, among: ReservedFact.sexNames)
    }
    let text = written.withoutLetter
    if ["u", "0", "9", "not_stated", "not_stated/recorded", "not_specified"].contains(where: {
      text.says($0)
    }) || StatedValue.isUnknown(text) {
      return .unknown
    }
    if let index = index(of: text, in: ReservedFact.sexNames, or: sexWords) {
      return .value(index)
    }
    return .unreadable("write female, male or unknown")
  }

  private static func index(
    of text: ArraySlice<UInt8>, in names: [String], or words: [(word: String, name: String)]
  ) -> Int? {
    if let index = names.firstIndex(where: { text.says($0) }) { return index }
    guard let name = words.first(where: { text.says($0.word) })?.name else { return nil }
    return names.firstIndex(of: name)
  }

  private static let sourceCodes = ReservedFact.sourceCodes.map { $0.lowercased() }

  private static let sourceWords: [(word: String, name: String)] = [
    ("schools", "school"), ("education_services", "education_service"),
    ("a&e", "emergency_department"), ("general_practitioner", "gp"),
    ("other_health_services", "other_health"),
    ("other_primary_health_services", "other_primary_health"),
  ]

  private static let channelWords: [(word: String, name: String)] = [
    ("phone", "telephone"), ("phone_call", "telephone"), ("telephone_call", "telephone"),
    ("call", "telephone"), ("e_mail", "email"), ("web", "online_form"), ("online", "online_form"),
    ("website", "online_form"), ("web_form", "online_form"), ("webform", "online_form"),
    ("portal", "online_form"), ("post", "letter"), ("walk_in", "in_person"),
    ("face_to_face", "in_person"), ("visit", "in_person"),
    ("police_notice", "police_notification"), ("ppn", "police_notification"),
  ]

  private static let sexWords: [(word: String, name: String)] = [
    ("f", "female"), ("m", "male"), ("2", "female"), ("1", "male"),
  ]
}
