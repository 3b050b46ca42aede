import Glibc
public import Testing

/// Compares text with a stored snapshot: `Tests/<Target>/Snapshots/<folder>/<name>.txt`.
///
/// With `RECORD_SNAPSHOTS=1` it stores the text instead, and the test fails when that changed the
/// file, so that a run that records cannot pass as a run that compares.
public func expectSnapshot(
  _ actual: String, _ folder: String, _ name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  // The package leaves out one folder of snapshots a target, wherever in it the suite stands.
  let path = filePath.dropFirst(packageFolder.count)
  let suite = packageFolder + path.split(separator: "/").prefix(2).map { "/" + $0 }.joined()
  let parent = suite + "/Snapshots/" + folder
  let file = parent + "/" + name + ".txt"
  let stored = readFile(file).map { String(decoding: $0, as: UTF8.self) }
  if stored == actual { return }
  if environmentVariable("RECORD_SNAPSHOTS") == "1" {
    _ = unsafe mkdir(suite + "/Snapshots", 0o755)
    _ = unsafe mkdir(parent, 0o755)
    writeFile(file, Array(actual.utf8))
    Issue.record("recorded \(folder)/\(name).txt", sourceLocation: sourceLocation)
    return
  }
  guard let stored else {
    Issue.record(
      "there is no snapshot \(folder)/\(name).txt; record it with RECORD_SNAPSHOTS=1\n\(actual)",
      sourceLocation: sourceLocation)
    return
  }
  Issue.record(
    "\(folder)/\(name).txt differs\n\(lineDifference(stored, actual))",
    sourceLocation: sourceLocation)
}

/// The lines that differ: `-` for those expected, `+` for those seen.
public func lineDifference(_ expected: String, _ actual: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  var lines: [String] = []
  for change in new.difference(from: old) {
    switch change {
    case .remove(let offset, let line, _): lines.append("\(offset + 1) - \(line)")
    case .insert(let offset, let line, _): lines.append("\(offset + 1) + \(line)")
    }
  }
  return lines.prefix(60).joined(separator: "\n")
}
