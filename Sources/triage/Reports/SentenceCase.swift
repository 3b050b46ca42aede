extension StringProtocol {
  /// The text with a small first letter, as it stands within a sentence.
  var lowercasedStart: String { prefix(1).lowercased() + dropFirst() }

  /// The text with a capital first letter, as a sentence begins.
  var capitalisedStart: String { prefix(1).uppercased() + dropFirst() }
}
