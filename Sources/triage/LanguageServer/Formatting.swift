import ThresholdDSL

extension DocumentPlace {
  /// The edit that lays the document out; none of a document that cannot be read whole.
  func formatting() -> JSON {
    let isBroken = tree.diagnostics.contains(where: \.isError)
    guard !isBroken else { return [] }
    let old = tree.source.bytes
    let new = Formatter.format(tree)
    guard old != new else { return [] }
    // Only the lines between the first and the last that change, so that the cursor stays where it is.
    let (first, last) = changedLines(old, new)
    let kept = old.count - last
    return [
      [
        "range": positions.json(first..<last),
        "newText": .string(String(decoding: new[first..<new.count - kept], as: UTF8.self)),
      ]
    ]
  }

  /// Where the bytes that two texts do not share begin and end in the first, in whole lines.
  private func changedLines(_ old: [UInt8], _ new: [UInt8]) -> (first: Int, last: Int) {
    var first = 0
    while first < min(old.count, new.count), old[first] == new[first] { first += 1 }
    while first > 0, old[first - 1] != 0x0A { first -= 1 }
    var common = 0
    while common < min(old.count, new.count) - first,
      old[old.count - 1 - common] == new[new.count - 1 - common]
    {
      common += 1
    }
    // A line stays as a whole or not at all.
    while common > 0, old.count - common > 0, old[old.count - common - 1] != 0x0A { common -= 1 }
    return (first, old.count - common)
  }
}
