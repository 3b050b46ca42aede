/// A declaration, a row of a table or a clause that one edition has and another has not, or has
/// otherwise.
public struct StatedChange: Hashable, Sendable {
  /// What has become of it.
  public enum Kind: String, Sendable {
    /// Only the new edition has it.
    case added
    /// Only the old edition has it.
    case removed
    /// Both have it, with other words.
    case changed
    /// Both have it, under another clause.
    case moved
  }

  /// What has become of it.
  public var kind: Kind
  /// What is declared, by its keyword: `rule`, `fact`, `table`, `row`, `clause`…
  public var what: String
  /// Its name; of a row, that of its table and its own.
  public var name: String
  /// The number of the clause that it stands under, in the new edition where it is there.
  public var clause: String?
  /// Its text in the old edition, in canonical spacing.
  public var before: String?
  /// Its text in the new edition.
  public var after: String?
}

extension StatedChange {
  /// What was added, removed and changed between two editions, by clause and then name.
  ///
  /// It is read off the canonical texts, so prose, comments, examples and order make no difference.
  public static func changes(from old: Edition, to new: Edition) -> [StatedChange] {
    let before = StatedText.entries(of: old)
    let after = StatedText.entries(of: new)
    var changes: [StatedChange] = []
    for (key, entry) in after {
      guard let other = before[key] else {
        changes.append(StatedChange(.added, key, nil, entry))
        continue
      }
      if other.text != entry.text {
        changes.append(StatedChange(.changed, key, other, entry))
      } else if other.clause != entry.clause {
        changes.append(StatedChange(.moved, key, other, entry))
      }
    }
    for (key, entry) in before where after[key] == nil {
      changes.append(StatedChange(.removed, key, entry, nil))
    }
    return changes.sorted { left, right in
      if left.clause != right.clause { return ClauseNumber.precedes(left.clause, right.clause) }
      return (left.what, left.name) < (right.what, right.name)
    }
  }

  fileprivate init(
    _ kind: Kind, _ key: StatedText.Key, _ before: StatedText?, _ after: StatedText?
  ) {
    self.init(
      kind: kind, what: key.what, name: key.name, clause: after?.clause ?? before?.clause,
      before: before?.text, after: after?.text)
  }
}

/// One entry of an edition's canonical text.
private struct StatedText {
  var clause: String?
  var text: String

  struct Key: Hashable {
    var what: String
    var name: String
  }

  /// The entries of an edition and its clauses, by what they declare.
  static func entries(of edition: Edition) -> [Key: StatedText] {
    var entries: [Key: StatedText] = [:]
    func add(_ key: Key, _ entry: StatedText) {
      var key = key
      // What has no name of its own, such as hours in several lines, is numbered.
      var number = 1
      while entries[key] != nil {
        number += 1
        key.name = "\(key.name.split(separator: " ").first ?? "") \(number)"
      }
      entries[key] = entry
    }
    for line in edition.canonicalText.split(separator: UInt8(ascii: "\n")) {
      let line = String(decoding: line, as: UTF8.self)
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      // All outcomes stand in one entry; each is told by itself below.
      guard parts.count == 2, !parts[1].hasPrefix("outcome ") else { continue }
      let entry = StatedText(
        clause: parts[0].isEmpty ? nil : String(parts[0]), text: String(parts[1]))
      add(key(of: entry.text), entry)
    }
    for outcome in edition.outcomes {
      let rating = outcome.rating.map { ", rated " + edition.ratings[$0] } ?? ""
      add(
        Key(what: "outcome", name: outcome.name),
        StatedText(clause: nil, text: "outcome \(outcome.name) \"\(outcome.title)\"\(rating)"))
    }
    for name in edition.ignoredFields {
      add(
        Key(what: "ignored field", name: name),
        StatedText(clause: nil, text: "ignored field " + name))
    }
    let order = edition.outcomes.map(\.name).joined(separator: ", ")
    add(Key(what: "order of outcomes", name: ""), StatedText(clause: nil, text: order))
    for clause in edition.clauses {
      add(
        Key(what: "clause", name: clause.number),
        StatedText(clause: clause.number, text: clause.title))
    }
    return entries
  }

  /// What an entry declares: its keyword and its name.
  private static func key(of text: String) -> Key {
    let words = text.split(separator: " ")
    let what = words.first.map(String.init) ?? ""
    switch what {
    case "table":
      // A row stands as `table NAME LABEL | …`, and what is above the rows has no bar so soon.
      if words.count > 3, words[3] == "|", words[2] != "row" {
        return Key(what: "row", name: "\(words[1]) \(words[2])")
      }
      return Key(what: what, name: words.count > 1 ? String(words[1]) : "")
    case "rule", "fact", "define", "scale", "clock", "action":
      let name = words.count > 1 ? words[1].split(separator: ":").first.map(String.init) : nil
      return Key(what: what, name: name ?? "")
    case "judgement": return Key(what: what, name: judgementName(text))
    default: return Key(what: what, name: "")
    }
  }

  /// The question of a judgement, which is the only name it has.
  private static func judgementName(_ text: String) -> String {
    let parts = text.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count > 1 ? String(parts[1]) : ""
  }
}
