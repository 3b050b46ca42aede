/// Why bytes are not JSON, and where.
///
/// INVARIANT: neither the message nor any other part repeats a byte of the input.
public struct JSONError: Error, Hashable, Sendable {
  /// What is wrong.
  public var problem: Problem
  /// The offset of the byte at which it shows, from 0; the length of the input for its end.
  public var offset: Int

  /// A problem at a byte.
  public init(_ problem: Problem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }

  /// What can be wrong with JSON.
  public enum Problem: Hashable, Sendable, CaseIterable {
    /// There is nothing to read.
    case empty
    /// The input ends too soon.
    case unexpectedEnd
    /// A value was wanted.
    case valueWanted
    /// A word that is neither `true`, `false` nor `null`.
    case unknownWord
    /// Text in single or curly quotes.
    case wrongQuotes
    /// A name in quotes was wanted.
    case nameWanted
    /// A colon was wanted after a name.
    case colonWanted
    /// A comma or the closing bracket was wanted.
    case commaWanted
    /// A comma stands before a closing bracket.
    case trailingComma
    /// Text follows the value.
    case trailingText
    /// A number is not written as JSON writes numbers.
    case badNumber
    /// A back-slash starts no escape.
    case badEscape
    /// Half of a surrogate pair stands alone.
    case loneSurrogate
    /// A control character stands bare in text.
    case controlCharacter
    /// The bytes are not UTF-8.
    case notUTF8
    /// Two members of an object have the same name.
    case duplicateName
    /// Brackets are nested too deep.
    case tooDeep
    /// An object has too many members.
    case tooManyMembers
  }

  /// What is wrong and what is wanted, in plain English.
  public var message: String { problem.message }
}

extension JSONError.Problem {
  /// What is wrong and what is wanted: one phrase, without a full stop.
  public var message: String {
    switch self {
    case .empty: "there is nothing here"
    case .unexpectedEnd: "it ends too soon: a quote or bracket is not closed"
    case .valueWanted: "a value is wanted here"
    case .unknownWord: "the only words without quotes are true, false and null"
    case .wrongQuotes: "text stands in straight double quotes"
    case .nameWanted: "a name in straight double quotes is wanted here"
    case .colonWanted: "a colon is wanted after the name"
    case .commaWanted: "a comma or the closing bracket is wanted here"
    case .trailingComma: "no comma may stand before a closing bracket"
    case .trailingText: "nothing may follow the value"
    case .badNumber: "numbers are written like 3, -0.5 or 1e3, without leading zeros or commas"
    case .badEscape: "a back-slash starts an escape: \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u1234"
    case .loneSurrogate: "half of a surrogate pair stands alone; write both halves"
    case .controlCharacter: "a tab, line break or other control character in text is escaped"
    case .notUTF8: "the text is not UTF-8; save it as UTF-8"
    case .duplicateName: "the same name stands twice; which value is meant cannot be told"
    case .tooDeep: "brackets are nested too deep"
    case .tooManyMembers: "there are too many names in one object"
    }
  }
}
