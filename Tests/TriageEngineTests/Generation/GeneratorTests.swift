import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// What is made up for rule books that nobody has seen before.
@Suite struct GeneratorTests {
  private let days: ClosedRange<CivilDate> = {
    let first = CivilDate(year: 2021, month: 3, day: 1) ?? .earliest
    return first...first.adding(days: 299)
  }()

  private func rows(
    _ book: RuleBook, _ settings: GenerationSettings
  ) -> (rows: [MadeUpRow], lines: [[UInt8]], csv: [[UInt8]]) {
    let deciders = book.editions.map { Decider($0, calendar: nil) }
    var generator = ContactGenerator(
      book, calendars: deciders.map { _ in nil }, settings: settings)
    var rows: [MadeUpRow] = []
    while let row = generator.next() { rows.append(row) }
    decide(&rows, generator.fields, book, deciders, settings)
    var made: ([MadeUpRow], [[UInt8]], [[UInt8]]) = ([], [], [])
    for row in rows {
      var (line, csv): ([UInt8], [UInt8]) = ([], [])
      row.writeJSON(generator.fields, into: &line)
      row.writeCSV(generator.fields, into: &csv)
      made.0.append(row)
      made.1.append(line)
      made.2.append(csv)
    }
    return made
  }

  @Test func `any rule book gets so many contacts, in order, that it reads without a note`() {
    let seed = testSeed(0x6E1)
    var maker = RandomEdition(SplitMix64(seed: seed))
    for number in 0..<40 {
      let book = RuleBook(name: "random", editions: [maker.next()])
      let settings = GenerationSettings(count: 60, seed: UInt64(number), days: days)
      let made = rows(book, settings)
      #expect(made.lines.count == 60, "seed \(seed), book \(number)")
      #expect(made.rows.map(\.received) == made.rows.map(\.received).sorted())
      let decoder = ContactDecoder(book)
      for (row, line) in zip(made.rows, made.lines) {
        guard let contact = row.decoded(MadeUpFields(book), decoder) else {
          Issue.record("seed \(seed), book \(number): \(String(decoding: line, as: UTF8.self))")
          continue
        }
        // A day without a time is said to be one; nothing else is worth a note.
        let notes = contact.notes.filter { $0.code != .timeUnknown }
        #expect(notes.isEmpty, "seed \(seed), book \(number): \(notes)")
      }
    }
  }

  @Test func `the edge cases of any rule book are read without a note`() {
    let seed = testSeed(0x6E2)
    var maker = RandomEdition(SplitMix64(seed: seed))
    for number in 0..<40 {
      let book = RuleBook(name: "random", editions: [maker.next()])
      for result in EdgeCaseTests.statuses(book, 0) {
        #expect(result.notes.isEmpty, "seed \(seed), book \(number): \(result.notes)")
      }
    }
  }

  @Test func `a seed makes the same bytes again, and another seed others`() {
    var maker = RandomEdition(SplitMix64(seed: testSeed(0x6E3)))
    let book = RuleBook(name: "random", editions: [maker.next()])
    let first = rows(book, GenerationSettings(count: 200, seed: 5, days: days)).lines
    #expect(rows(book, GenerationSettings(count: 200, seed: 5, days: days)).lines == first)
    #expect(rows(book, GenerationSettings(count: 200, seed: 6, days: days)).lines != first)
  }

  @Test func `CSV has a cell for every field of every row`() {
    var maker = RandomEdition(SplitMix64(seed: testSeed(0x6E4)))
    let book = RuleBook(name: "random", editions: [maker.next()])
    let made = rows(book, GenerationSettings(count: 50, seed: 5, days: days))
    var header: [UInt8] = []
    MadeUpFields(book).writeHeader(into: &header)
    let commas = header.count { $0 == UInt8(ascii: ",") }
    for line in made.csv {
      #expect(line.count { $0 == UInt8(ascii: ",") } == commas)
      #expect(!line.contains(UInt8(ascii: "\"")))
    }
  }

  @Test func `moments are as many as asked for and never go back, through both clock changes`() {
    let seed = testSeed(0x6E5)
    let first = CivilDate(year: 2023, month: 3, day: 20) ?? .earliest
    let last = CivilDate(year: 2023, month: 11, day: 5) ?? .latest
    for count in [0, 1, 7, 1_000, 60_000] {
      var table = Timetable(count: count, days: first...last, chance: Chance(seed: seed)) { _ in nil
      }
      var before = Instant(seconds: .min)
      var given = 0
      while let moment = table.next() {
        #expect(before <= moment)
        let day = London.date(of: moment)
        #expect(first <= day && day <= last)
        before = moment
        given += 1
      }
      #expect(given == count)
    }
  }

  @Test func `what is remembered of earlier contacts does not grow without end`() {
    var pool = HouseholdPool()
    var chance = Chance(seed: 1)
    let day = CivilDate(dayNumber: 19_000) ?? .earliest
    for number in 0..<HouseholdPool.most + 1_000 {
      pool.add(Household(number: number, children: [], lastDay: day), &chance)
    }
    #expect(pool.count == HouseholdPool.most)
  }

  @Test func `chance is SplitMix64`() {
    // The first numbers from the seed 1234567, as its authors' reference program gives them.
    var chance = Chance(seed: 1_234_567)
    #expect(chance.next() == 6_457_827_717_110_365_317)
    #expect(chance.next() == 3_203_168_211_198_807_973)
    var other = SplitMix64(seed: 77)
    var same = Chance(seed: 77)
    for _ in 0..<100 { #expect(other.next() == same.next()) }
  }
}
