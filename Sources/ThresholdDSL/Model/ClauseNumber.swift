/// The natural order of clause numbers.
public enum ClauseNumber {
  /// Whether one clause number comes before another: part by part, numbers by size and before
  /// letters, so that `4.2` comes before `4.10` and `4` before `4.1`. No number comes last.
  public static func precedes(_ left: String?, _ right: String?) -> Bool {
    guard let left else { return false }
    guard let right else { return true }
    return parts(left).lexicographicallyPrecedes(parts(right))
  }

  /// The places of a list's elements in the order of their clauses and then names, each number taken
  /// apart once.
  public static func order<Element>(
    _ list: [Element], by place: (Element) -> (clause: Clause?, name: String)
  ) -> [Int] {
    let keys = list.map { element in
      let (clause, name) = place(element)
      return (parts: clause.map { parts($0.number) }, name: name)
    }
    return keys.indices.sorted { left, right in
      let (first, second) = (keys[left], keys[right])
      switch (first.parts, second.parts) {
      case (let mine?, let its?) where mine != its: return mine.lexicographicallyPrecedes(its)
      case (_?, nil): return true
      case (nil, _?): return false
      default: return first.name < second.name
      }
    }
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
