/// The names of one row, to find a name that stands twice; kept from row to row.
///
/// A table of hashes with open addressing: an entry counts only when it carries the number of the
/// present row, so that nothing is cleared between rows.
struct NameSet: Sendable {
  private struct Entry: Sendable {
    var row: UInt32
    var field: Int32
  }

  private var entries = [Entry](repeating: Entry(row: 0, field: 0), count: 256)
  private var row: UInt32 = 0

  /// Starts a new row.
  mutating func removeAll() {
    row &+= 1
    // After 2^32 rows the numbers start again, and entries of the first rows would count.
    if row == 0 {
      entries = [Entry](repeating: Entry(row: 0, field: 0), count: entries.count)
      row = 1
    }
  }

  /// Adds the name of the next field; false when a field of that name is there already.
  mutating func insert(
    _ name: RawText, _ hash: UInt32, _ fields: [RawField], _ buffer: [UInt8], _ replaced: [UInt8]
  ) -> Bool {
    if fields.count * 2 >= entries.count { grow(fields) }
    let mask = UInt32(entries.count - 1)
    var slot = hash & mask
    while entries[Int(slot)].row == row {
      let field = fields[Int(entries[Int(slot)].field)]
      if field.hash == hash {
        let left = (field.name.home == .replaced ? replaced : buffer)[field.name.range]
        let right = (name.home == .replaced ? replaced : buffer)[name.range]
        if FieldName.areEqual(left, right) { return false }
      }
      slot = (slot + 1) & mask
    }
    entries[Int(slot)] = Entry(row: row, field: Int32(fields.count))
    return true
  }

  private mutating func grow(_ fields: [RawField]) {
    entries = [Entry](repeating: Entry(row: 0, field: 0), count: entries.count * 4)
    row = 1
    let mask = UInt32(entries.count - 1)
    for (index, field) in fields.enumerated() {
      var slot = field.hash & mask
      while entries[Int(slot)].row == row { slot = (slot + 1) & mask }
      entries[Int(slot)] = Entry(row: row, field: Int32(index))
    }
  }
}
