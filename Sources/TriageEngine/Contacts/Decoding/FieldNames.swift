/// The names of fields, found by their hash.
struct FieldNames: Sendable {
  private var names: [UInt8] = []
  private var fields: [Entry] = []
  /// Indices into `fields`, or -1: a hash table with open addressing, at most half full.
  private var slots: [Int32]

  private struct Entry: Sendable {
    var hash: UInt32
    var name: Range<Int>
    var role: FieldRole
  }

  /// Names and what each means; the first of a name counts.
  init(_ all: [(name: String, role: FieldRole)]) {
    slots = [Int32](repeating: -1, count: Self.powerOfTwo(atLeast: all.count * 2 + 1))
    for (name, role) in all { insert(Array(name.utf8), role) }
  }

  private static func powerOfTwo(atLeast least: Int) -> Int {
    var size = 16
    while size < least { size *= 2 }
    return size
  }

  private mutating func insert(_ name: [UInt8], _ role: FieldRole) {
    let hash = FieldName.hash(name, in: 0..<name.count)
    let mask = UInt32(slots.count - 1)
    var slot = hash & mask
    while slots[Int(slot)] >= 0 {
      let entry = fields[Int(slots[Int(slot)])]
      if entry.hash == hash, FieldName.areEqual(names[entry.name], name[...]) { return }
      slot = (slot + 1) & mask
    }
    slots[Int(slot)] = Int32(fields.count)
    fields.append(
      Entry(hash: hash, name: names.count..<names.count + name.count, role: role))
    names.append(contentsOf: name)
  }

  /// What a field of a row means, or nil when it has no such name.
  func role(of field: RawField, in row: RawRow) -> FieldRole? {
    let mask = UInt32(slots.count - 1)
    var slot = field.hash & mask
    while slots[Int(slot)] >= 0 {
      let place = Int(slots[Int(slot)])
      if fields[place].hash == field.hash, isName(fields[place].name, field.name, in: row) {
        return fields[place].role
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func isName(_ known: Range<Int>, _ text: RawText, in row: RawRow) -> Bool {
    switch text.home {
    case .buffer: FieldName.areEqual(names, known, row.buffer, text.range)
    case .replaced: FieldName.areEqual(names, known, row.replaced, text.range)
    case .header: FieldName.areEqual(names, known, row.header, text.range)
    }
  }
}
