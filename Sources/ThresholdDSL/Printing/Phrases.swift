/// A number of things, such as `1 rule` or `3 rules`; the noun is one that takes an `s`.
public func counted(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}

/// `a`, `a or b`, `a, b or c`.
func alternatives(_ words: [String], joinedBy word: String = "or") -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(word) " + last
}
