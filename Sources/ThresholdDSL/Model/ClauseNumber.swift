/// The natural order of clause numbers.
public enum ClauseNumber {
  /// Whether one clause number comes before another: part by part, numbers by size and before
  /// letters, so that `4.2` comes before `4.10` and `4` before `4.1`. No number comes last.
  public static func precedes(_ left: String?, _ right: String?) -> Bool {
    guard let left else { return false }
    guard let right else { return true }
    return parts(left).lexicographicallyPrecedes(parts(right))
  }

  /// Whether one thing written under a clause comes before another: by the clauses' numbers, then
  /// by their own names.
  public static func precedes(
    _ left: (clause: Clause?, name: String), _ right: (clause: Clause?, name: String)
  ) -> Bool {
    let (first, second) = (left.clause?.number, right.clause?.number)
    return first != second ? precedes(first, second) : left.name < right.name
  }

  /// One part of a number, such as the `10` of `4.10`.
  private struct Part: Comparable {
    var number: Int
    var letters: String

    static func < (left: Part, right: Part) -> Bool {
      left.number != right.number ? left.number < right.number : left.letters < right.letters
    }
  }

  private static func parts(_ text: String) -> [Part] {
    text.utf8.split(separator: UInt8(ascii: ".")).map { part in
      let word = String(decoding: part, as: UTF8.self)
      return Int(word).map { Part(number: $0, letters: "") } ?? Part(number: .max, letters: word)
    }
  }
}
