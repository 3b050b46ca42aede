/// The names that a misspelt one was most likely meant to be, nearest first: at most three, each
/// with at most a third of its letters wrong.
///
/// Names equally near come in alphabetical order, so the answer does not depend on the order of
/// `candidates`. The name itself is never among them.
public func nearestNames(to name: String, among candidates: some Sequence<String>) -> [String] {
  let wanted = Array(name.utf8)
  // A name this long is a paste by accident, and the distance takes quadratic time.
  guard !wanted.isEmpty, wanted.count <= 100 else { return [] }
  var found: [(distance: Int, name: String)] = []
  for candidate in candidates where candidate != name {
    let length = candidate.utf8.count
    let allowed = max(wanted.count, length) / 3
    guard abs(length - wanted.count) <= allowed,
      let distance = editDistance(wanted, Array(candidate.utf8), atMost: allowed)
    else { continue }
    found.append((distance, candidate))
  }
  found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
  var names: [String] = []
  for (_, name) in found where names.last != name {
    names.append(name)
    if names.count == 3 { break }
  }
  return names
}

/// The least number of bytes to insert, delete, replace or swap with their neighbour to turn one
/// text into the other, or nil when it is more than `limit`.
///
/// This is the restricted Damerau-Levenshtein distance: no part is edited twice.
func editDistance(_ left: [UInt8], _ right: [UInt8], atMost limit: Int) -> Int? {
  if abs(left.count - right.count) > limit { return nil }
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for (row, byte) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var best = min(
        previous[column] + (byte == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
        best = min(best, beforePrevious[column - 1] + 1)
      }
      current.append(best)
    }
    if current.allSatisfy({ $0 > limit }) { return nil }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[right.count] <= limit ? previous[right.count] : nil
}
