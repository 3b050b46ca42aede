import Testing

@Suite struct LimitsTests {
  @Test func `every limit is named in a test`() {
    let tests = PackageFile.below("Tests", suffix: ".swift")
      .filter { !$0.path.hasSuffix("/LimitsTests.swift") }
    let limits = PackageFile.below("Sources", suffix: ".swift").filter {
      $0.path.hasSuffix("Limits.swift")
    }
    #expect(!limits.isEmpty)
    for file in limits {
      let type = file.path.split(separator: "/").last.map { $0.dropLast(6) } ?? ""
      for line in file.lines {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "static"), index + 2 < words.count,
          words[index + 1] == "let"
        else { continue }
        let name = words[index + 2].prefix { $0.isLetter || $0.isNumber }
        #expect(
          tests.contains { $0.text.contains("\(type).\(name)") }, "no test names \(type).\(name)")
      }
    }
  }
}
