/// The last so many keys, to find one that comes again: a ring of them, and a table of where in the
/// ring each stands.
///
/// INVARIANT: every key of the ring stands in the table once, with no empty slot between its own and
/// the one that its bits call for.
struct RecentKeys {
  /// The keys that are remembered at most.
  let most: Int
  private var keys: [UInt64] = []
  /// Places in the ring, or -1: a hash table with open addressing, at most half full.
  private var slots = [Int32](repeating: -1, count: 1_024)
  private var oldest = 0

  init(most: Int) { self.most = most }

  /// Remembers a key, and forgets the oldest where there are too many; false where it is known.
  mutating func insert(_ key: UInt64) -> Bool {
    guard slots[slot(of: key)] < 0 else { return false }
    var place = oldest
    if keys.count < most {
      if (keys.count + 1) * 2 > slots.count { grow() }
      place = keys.count
      keys.append(key)
    } else {
      forget(keys[oldest])
      keys[oldest] = key
      oldest = (oldest + 1) % keys.count
    }
    slots[slot(of: key)] = Int32(place)
    return true
  }

  /// Where a key stands, or would stand.
  private func slot(of key: UInt64) -> Int {
    var slot = home(of: key)
    while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private func home(of key: UInt64) -> Int { Int(truncatingIfNeeded: key) & (slots.count - 1) }

  /// Takes a key out of the table, and moves those up that stood behind it only because of it.
  private mutating func forget(_ key: UInt64) {
    let mask = slots.count - 1
    var hole = home(of: key)
    while slots[hole] != Int32(oldest) { hole = (hole + 1) & mask }
    var next = (hole + 1) & mask
    while slots[next] >= 0 {
      let wanted = self.wanted(next)
      // It may stand in the hole if its own place is not between the hole and it.
      if (next - wanted) & mask >= (next - hole) & mask {
        slots[hole] = slots[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    slots[hole] = -1
  }

  private func wanted(_ slot: Int) -> Int { home(of: keys[Int(slots[slot])]) }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (place, key) in keys.enumerated() {
      var slot = home(of: key)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(place)
    }
  }
}
