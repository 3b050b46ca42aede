import TestSupport
import Testing

/// The invariants of ARCHITECTURE.md that can be read off the source files.
@Suite struct ArchitectureTests {
  private static let sources = PackageFile.below("Sources", suffix: ".swift")

  private func sources(of module: String) -> [PackageFile] {
    Self.sources.filter { $0.path.hasPrefix("Sources/" + module + "/") }
  }

  @Test func `the language imports nothing`() {
    let files = sources(of: "ThresholdDSL")
    #expect(files.count > 20)
    for file in files {
      #expect(file.imports.isEmpty, "\(file.path)")
    }
  }

  @Test func `the engine imports the language, and threads only under Batch`() {
    let files = sources(of: "TriageEngine")
    #expect(files.count > 5)
    for file in files {
      let isBatch = file.path.hasPrefix("Sources/TriageEngine/Batch/")
      let allowed = ["ThresholdDSL"] + (isBatch ? ["Dispatch", "Synchronization"] : [])
      for module in file.imports where !allowed.contains(module) {
        Issue.record("\(file.path) imports \(module)")
      }
    }
  }

  @Test func `nothing imports Foundation whole`() {
    for file in Self.sources {
      #expect(!file.imports.contains("Foundation"), "\(file.path)")
    }
  }

  @Test func `the libraries read no clock, console, environment or chance`() {
    let impure = [
      "CommandLine", "ContinuousClock", "SuspendingClock", "print", "debugPrint",
      "SystemRandomNumberGenerator", "shuffled", "randomElement",
    ]
    for file in sources(of: "ThresholdDSL") + sources(of: "TriageEngine") {
      for (line, word) in file.codeWords where impure.contains(String(word)) {
        Issue.record("\(file.path):\(line) names \(word)")
      }
    }
  }

  @Test func `unsafe code stands only where files and terminals are handled`() {
    for file in Self.sources where !file.path.hasPrefix("Sources/triage/Files/") {
      for (line, word) in file.codeWords where word == "unsafe" {
        Issue.record("\(file.path):\(line) is unsafe outside Sources/triage/Files")
      }
    }
  }

  @Test func `no source file is longer than 500 lines`() {
    for file in Self.sources {
      #expect(file.lines.count <= 501, "\(file.path)")
    }
  }

  @Test func `nothing is left to do later in silence`() {
    let marks = ["TODO", "FIXME", "XXX", "HACK"]
    for file in Self.sources + PackageFile.below("Tests", suffix: ".swift") {
      for (number, line) in file.lines.enumerated() {
        let words = line.split { !$0.isLetter }
        #expect(
          !words.contains { word in marks.contains { $0 == word } }
            || file.path.hasSuffix("/ArchitectureTests.swift"), "\(file.path):\(number + 1)")
      }
    }
  }

  @Test func `the top level holds what the design names and what every project carries`() {
    let allowed = [
      ".ci", ".gitignore", ".swift-format", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md",
      "LICENSE", "Package.swift", "README.md", "Sources", "Tests", "corpus", "rules",
    ]
    // What git ignores, and git itself.
    let local = [".build", ".git", ".swiftpm", ".DS_Store", "Package.resolved", "__pycache__"]
    for name in namesInFolder(packageFolder) where !local.contains(name) {
      #expect(allowed.contains(name), "\(name) is not of the design")
    }
  }

  @Test func `the map of folders is true`() throws {
    let bytes = try #require(readFile(packageFolder + "/ARCHITECTURE.md"))
    let map = String(decoding: bytes, as: UTF8.self)
    let folders = Set(
      Self.sources.map { $0.path.split(separator: "/").dropLast().joined(separator: "/") })
    for folder in folders.sorted() {
      #expect(map.contains("`" + folder + "`"), "ARCHITECTURE.md does not name \(folder)")
    }
    for named in map.split(separator: "`") where named.hasPrefix("Sources/") {
      let path = packageFolder + "/" + named
      #expect(readFile(path) != nil || !namesInFolder(path).isEmpty, "\(named) is not there")
    }
  }

  @Test func `every invariant names a test that is there`() throws {
    let bytes = try #require(readFile(packageFolder + "/ARCHITECTURE.md"))
    let map = String(decoding: bytes, as: UTF8.self)
    let suites = PackageFile.paths(below: "Tests").filter { $0.hasSuffix("Tests.swift") }
      .compactMap { $0.split(separator: "/").last?.dropLast(6) }
    let named = map.split(separator: "`").filter {
      $0.hasSuffix("Tests") && $0.allSatisfy(\.isLetter) && $0 != "Tests"
    }
    #expect(named.count >= 20)
    for suite in named {
      #expect(suites.contains(suite), "there is no \(suite)")
    }
  }
}
