import TestSupport
import Testing

/// The README's tour is run as a reader would run it, and shows what was really written.
@Suite struct ReadmeTests {
  private static let path = packageFolder + "/README.md"

  @Test func `the tour shows what its commands write`() throws {
    let readme = String(decoding: try #require(readFile(Self.path)), as: UTF8.self)
    let folder = TemporaryFolder()
    runShell(
      "cp -r '\(packageFolder)/rules' '\(packageFolder)/corpus' '\(folder.path)' && ln -s '\(programPath)' '\(folder.path)/triage'"
    )
    var lines: [Substring] = []
    var commands = 0
    var isInTour = false
    for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInTour = line == "```console"
        lines.append(line)
      } else if isInTour, line.hasPrefix("$ ") {
        commands += 1
        lines.append(line)
        let run = runProcess("PATH=\"$PWD:$PATH\"\n\(line.dropFirst(2))", in: folder, joined: true)
        let shown = run.text.hasSuffix("\n") ? run.text.dropLast() : run.text[...]
        if !shown.isEmpty {
          lines += shown.split(separator: "\n", omittingEmptySubsequences: false)
        }
      } else if !isInTour {
        lines.append(line)
      }
    }
    #expect(commands >= 5)
    let expected = lines.joined(separator: "\n")
    if expected == readme { return }
    if environmentVariable("RECORD_SNAPSHOTS") == "1" {
      writeFile(Self.path, Array(expected.utf8))
      Issue.record("recorded README.md")
      return
    }
    Issue.record(
      Comment(
        rawValue: "README.md is out of date; record it with RECORD_SNAPSHOTS=1\n"
          + lineDifference(readme, expected)))
  }
}
