import TestSupport
import Testing

@testable import ThresholdDSL

@Suite struct NavigationTests {
  /// The files of the latest reference edition.
  private static let reference: [SourceText] =
    (ruleBookFiles(packageFolder + "/rules/reference").last?.files ?? []).map {
      SourceText(name: $0.name, bytes: Array($0.text.utf8))
    }

  private func trees(_ sources: [SourceText]) -> [SyntaxTree] {
    sources.enumerated().map { SyntaxTree(parsing: $0.element, file: $0.offset) }
  }

  private func errors(_ trees: [SyntaxTree]) -> [String] {
    EditionSource(folder: "x", trees: trees).checked(.errors).diagnostics.filter(\.isError)
      .map(\.message)
  }

  @Test func `every name of the reference rules is found, sorted, where it is written`() {
    let trees = trees(Self.reference)
    let index = NameIndex(trees)
    #expect(index.occurrences.count > 5_000)
    for (earlier, later) in zip(index.occurrences, index.occurrences.dropFirst()) {
      #expect(
        earlier.span.file < later.span.file || earlier.span.end <= later.span.start,
        "\(earlier.name) \(later.name)")
    }
    for occurrence in index.occurrences where occurrence.name.text != "child_age" {
      let written = Self.reference[occurrence.span.file].text(occurrence.span.range)
      #expect(written == occurrence.name.text)
    }
    let declared = Dictionary(
      index.occurrences.filter(\.isDeclaration).map { ($0.name, 1) }, uniquingKeysWith: +)
    for occurrence in index.occurrences where !occurrence.isDeclaration {
      let name = occurrence.name
      let isReserved =
        ReservedFact(rawValue: name.text) != nil
        || name.owner.flatMap { ReservedFact(rawValue: $0) } != nil
      #expect(
        name.kind == .agency || isReserved || declared[name] == 1,
        "\(name) in \(Self.reference[occurrence.span.file].name)")
    }
  }

  @Test func `every word of a condition that is no word of the language is a name`() {
    let trees = trees(Self.reference)
    let index = NameIndex(trees)
    for tree in trees {
      for declaration in tree.declarations {
        switch declaration.kind {
        case .rule, .define, .table, .judgement: break
        default: continue
        }
        for token in tree.tokens[declaration.tokens] where token.kind == .word {
          if token.keyword != .other || token.bytes.isEmpty { continue }
          let found = index.occurrence(file: tree.file, offset: token.start)
          #expect(found != nil, "\(tree.source.name): \(tree.source.text(token.bytes))")
        }
      }
    }
  }

  @Test func `a name renamed and renamed back is the file as it was, and every step checks`() throws
  {
    let seed = testSeed(6)
    var random = SplitMix64(seed: seed)
    let before = trees(Self.reference)
    let index = NameIndex(before)
    for kind in DeclaredName.Kind.allCases where kind != .clause {
      let names = Set(index.occurrences.map(\.name)).filter { name in
        name.kind == kind && (try? Renaming.refuseUnnamable(name, in: index)) != nil
      }
      .sorted { ($0.text, $0.owner ?? "") < ($1.text, $1.owner ?? "") }
      let name = random.pick(names)
      let new = "renamed_\(name.text)"
      let there = try Renaming(name, to: new, in: index, before)
      #expect(there.replacements.count == index.occurrences(of: name).count)
      let renamed = trees(changed(Self.reference, there))
      #expect(errors(renamed) == [], "seed \(seed): \(name)")
      let back = try Renaming(
        DeclaredName(kind, new, of: name.owner), to: name.text, in: NameIndex(renamed), renamed)
      #expect(changed(renamed.map(\.source), back) == Self.reference, "seed \(seed): \(name)")
    }
  }

  private func changed(_ sources: [SourceText], _ renaming: Renaming) -> [SourceText] {
    sources.enumerated().map { file, source in
      SourceText(
        name: source.name,
        bytes: source.bytes.replacing(renaming.replacements.filter { $0.span.file == file }))
    }
  }

  @Test func `no renaming of any name to any other changes what a third stands for`() {
    let source = SourceText(name: "book.md", bytes: Array(Self.small.utf8))
    let before = trees([source])
    #expect(errors(before) == [])
    let index = NameIndex(before)
    let names = Set(index.occurrences.map(\.name))
    let words = Set(names.map(\.text)).union(["fresh", "child", "yes", "none"]).sorted()
    var done = 0
    for name in names.sorted(by: { ($0.kind.rawValue, $0.text) < ($1.kind.rawValue, $1.text) }) {
      for new in words where new != name.text {
        guard let renaming = try? Renaming(name, to: new, in: index, before) else { continue }
        done += 1
        let after = trees(changed([source], renaming))
        #expect(errors(after) == [], "\(name) to \(new)")
        // What stands together before stands together after: each name's places are those of one name.
        let old = Dictionary(grouping: index.occurrences.indices) { index.occurrences[$0].name }
        let found = NameIndex(after).occurrences
        let now = Dictionary(grouping: found.indices) { found[$0].name }
        #expect(Set(old.values) == Set(now.values), "\(name) to \(new)")
      }
    }
    #expect(done > names.count)
  }

  @Test func `a table's cell, an answer and a history name what the checker takes them for`() {
    let tree = trees([SourceText(name: "book.md", bytes: Array(Self.small.utf8))])
    let shown = NameIndex(tree).occurrences.map { occurrence in
      let owner = occurrence.name.owner.map { " of \($0)" } ?? ""
      let line = LineTable(Array(Self.small.utf8)).line(at: occurrence.span.start)
      return "\(line) \(occurrence.isDeclaration ? "declares " : "")"
        + "\(occurrence.name.kind.rawValue) \(occurrence.name.text)\(owner)"
    }
    expectSnapshot(shown.joined(separator: "\n") + "\n", "Navigation", "names")
  }

  /// A book with every sort of name, and names that mean different things in different places.
  private static let small = """
    # 1 Front door

    ```threshold
    language 1
    edition "x"
      in force from 2018-07-01
      calendar england-and-wales
    outcome nfa "None"
    outcome help "Help", rated red
    rating green, red
    fact hurt yes/no
      raises concern
      held by health, police
    fact sort one of ill, poor
      raises concern when ill
      silence means unknown
      held by health
      restricted to police
    fact kinds any of ill, hungry
      raises concern
    fact seen date
      neither
    fact earlier_help count of contacts within 2 weeks decided help or above, from police where hurt
    define baby: unborn or child_age < 1 year
    action visit "Visit"
    scale sum "Sum"
      help at 2 points
    hours monday to friday 09:00-17:00
    out of hours counts from the next working day
    clock first "First" from seen to decided: 4 working hours, when rated red
    ```

    ## 1.1 Rules

    ```threshold
    rule hurt: help, 1 points on sum
      when hurt and sort is poor
      unless baby, clause 1.1, because "b"
      because "b"
      also visit
    rule later: red
      when outcome is at least help and not rated red
      because "b"
    table sorts
      because "b"
      row   | sort        | child    | outcome
      first | ill or baby | < 1 year | help
      next  | not poor    | any      | help, red
    judgement "Really?"
      when kinds includes hungry, up to help
    answer T0903 hurt
      because "b"
    example "one"
      hurt, sort ill, kinds ill and hungry, seen 2020-01-01
      earlier contact received 2019-12-30 10:00, decided help
      expect help, red by first and hurt, also visit, misses later
    ```

    """
}
