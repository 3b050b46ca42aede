import ThresholdDSL

/// The fields of a run that nothing declares, counted: a misspelt risk must not vanish.
///
/// Each thread counts its own rows; tallies are then added in the order of the rows, so that the
/// result does not depend on the number of threads.
public struct FieldTally: Sendable {
  /// A field that nothing declares.
  public struct Entry: Hashable, Sendable {
    /// The name, as its first row writes it.
    public var name: String
    /// The rows that have a value there.
    public var rows: Int
    /// The names that were most likely meant, nearest first, in the edition of its first row.
    public var nearest: [String]
    /// What to do instead, for a fact that is worked out and cannot be stated.
    public var advice: String?
  }

  private struct Key: Hashable, Sendable {
    var edition: Int
    var name: [UInt8]
  }

  private var counted: [(key: Key, entry: Entry)] = []
  private var places: [Key: Int] = [:]

  /// The values in fields that are not counted by name, since there are too many names.
  public private(set) var others = 0

  /// A tally of nothing.
  public init() {}

  /// The fields, in the order in which they first appear.
  public var entries: [Entry] {
    var result: [Entry] = []
    var found: [[UInt8]: Int] = [:]
    for (key, entry) in counted {
      if let place = found[key.name] {
        result[place].rows += entry.rows
      } else {
        found[key.name] = result.count
        result.append(entry)
      }
    }
    return result
  }

  /// Adds the tally of rows that follow those counted here.
  public mutating func add(_ later: FieldTally) {
    others += later.others
    for (key, entry) in later.counted { add(key, entry) }
  }

  private mutating func add(_ key: Key, _ entry: Entry) {
    if let place = places[key] {
      counted[place].entry.rows += entry.rows
    } else if counted.count < ContactLimits.talliedFields {
      places[key] = counted.count
      counted.append((key, entry))
    } else {
      others += entry.rows
    }
  }

  /// Counts a row's field; the names that were most likely meant.
  ///
  /// They are found once a name. What is returned does not depend on what was counted before.
  mutating func count(
    _ name: ArraySlice<UInt8>, edition: Int, advice: String?, among candidates: [String]
  ) -> [String] {
    let key = Key(edition: edition, name: FieldName.folded(name))
    if let place = places[key] {
      counted[place].entry.rows += 1
      return counted[place].entry.nearest
    }
    let nearest =
      advice == nil
      ? nearestNames(to: String(decoding: key.name, as: UTF8.self), among: candidates) : []
    add(key, Entry(name: FieldName.shown(name), rows: 1, nearest: nearest, advice: advice))
    return nearest
  }
}
