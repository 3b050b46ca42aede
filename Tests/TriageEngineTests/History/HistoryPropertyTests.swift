import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

/// What a history answers against a second, slower reading of the language reference.
@Suite struct HistoryPropertyTests {
  private static let questions = [
    "a count of contacts within 12 months", "b count of contacts within 3 weeks",
    "c count of contacts within 12 months from police, school",
    "d count of contacts within 2 years where hungry",
    "e count of contacts within 12 months decided assessment or above",
    "f count of contacts within 12 months, for household",
    "g ever had outcome assessment or above within 6 months",
    "h days since the last contact within 12 months",
  ]

  @Test func `random contacts in random order are counted as a slow reading counts them`() throws {
    let book = historyBook(Self.questions)
    for round in 0..<150 {
      let seed = testSeed(20_260_401) &+ UInt64(round)
      var random = SplitMix64(seed: seed)
      let rows = (0..<Int.random(in: 1...14, using: &random)).map { _ in RandomRow(&random) }
      let start = random.oneIn(2) ? nil : random.pick(["2019-01-01", "2020-05-04", "2021-04-01"])
      var sample = HistorySample(book, from: start)
      for row in rows.shuffled(using: &random) { try sample.add(row.fields, from: .input) }
      var other = HistorySample(book, from: start)
      for row in rows.shuffled(using: &random) { try other.add(row.fields, from: .input) }
      for row in rows where row.received != "04/05/2021" {
        let found = sample.facts(row.fields)
        #expect(found == other.facts(row.fields), "order, seed \(seed): \(row.fields)")
        let slow = SlowHistory(rows, start).answers(to: row)
        #expect(found == slow, "seed \(seed): \(row.fields)")
      }
    }
  }
}

/// A row made up so that rows meet often.
struct RandomRow {
  let contact: String
  let child: String?
  let received: String
  let household: String?
  let incident: String?
  let isUpdate: Bool
  let source: String?
  let hungry: Bool?
  let isHurt: Bool
  let decided: String?
  let decidedOutcome: String?

  init(_ random: inout SplitMix64) {
    contact = "C-\(Int.random(in: 0..<12, using: &random))"
    child = random.oneIn(12) ? nil : "P-\(Int.random(in: 0..<3, using: &random))"
    let day = random.pick([
      "2019-05-04", "2020-02-29", "2020-05-03", "2020-05-04", "2020-10-25", "2020-11-04",
      "2021-02-28", "2021-03-28", "2021-04-13", "2021-04-30", "2021-05-03", "2021-05-04",
    ])
    let time = random.pick([
      "T00:00", "T09:59:59", "T10:00", "T10:00", "T23:59", "T01:30+00:00", "",
    ])
    received = random.oneIn(15) ? "04/05/2021" : day + time
    household = random.oneIn(2) ? nil : "H-\(Int.random(in: 0..<2, using: &random))"
    incident = random.oneIn(3) ? "I-\(Int.random(in: 0..<3, using: &random))" : nil
    isUpdate = random.oneIn(8)
    source = random.oneIn(4) ? nil : random.pick(["6", "2A", "1A"])
    hungry = random.oneIn(4) ? nil : random.oneIn(2)
    isHurt = random.oneIn(4)
    decided =
      random.oneIn(3) ? random.pick(["2020-06-01T10:00", "2021-04-20", "2021-05-04T10:00"]) : nil
    decidedOutcome = random.oneIn(3) ? random.pick(["nfa", "assessment", "strategy_meeting"]) : nil
  }

  /// The row as the members of a line of JSON.
  var fields: String {
    var parts = ["\"contact\":\"\(contact)\"", "\"received\":\"\(received)\""]
    parts.append("\"child\":\(child.map { "\"\($0)\"" } ?? "null")")
    for (name, value) in [
      ("household", household), ("incident", incident), ("source", source), ("decided", decided),
      ("decided_outcome", decidedOutcome),
    ] {
      if let value { parts.append("\"\(name)\":\"\(value)\"") }
    }
    if isUpdate { parts.append("\"open_case\":true") }
    if let hungry { parts.append("\"hungry\":\(hungry)") }
    if isHurt { parts.append("\"injury\":true") }
    return parts.joined(separator: ",")
  }

  /// The seconds, the earliest and the latest, at which it can have been received; nil for ever.
  var times: [Int64]? { received == "04/05/2021" ? nil : seconds(received) }
}

/// The seconds at which a time can have been: one, or for a day its ends and its noon.
private func seconds(_ text: String) -> [Int64] {
  let moment = sampleMoment(text)
  let (first, last) = (moment.earliest.seconds, moment.latest.seconds)
  return first == last ? [first] : [first, first + 43_200, last]
}

/// Reads the language reference a second time, with no regard to speed.
private struct SlowHistory {
  let rows: [RandomRow]
  let start: Int64

  init(_ rows: [RandomRow], _ start: String?) {
    self.rows = rows
    self.start =
      start.map { seconds($0)[0] } ?? rows.compactMap { $0.times?[0] }.min() ?? .max
  }

  func answers(to row: RandomRow) -> [String] {
    let year = Age(count: 12, unit: .months)
    let wanted: (RandomRow) -> Truth = { _ in .yes }
    return [
      count(row, year, wanted), count(row, Age(count: 3, unit: .weeks), wanted),
      count(row, year) { $0.source.map { Truth($0 != "1A") } ?? .unknown },
      count(row, Age(count: 2, unit: .years)) { $0.hungry.map { Truth($0) } ?? .unknown },
      count(row, year) { self.isDecided($0, before: row, year) },
      count(row, year, household: true, wanted),
      ever(row, Age(count: 6, unit: .months)), days(row, year),
    ]
  }

  // MARK: Answers

  private func count(
    _ row: RandomRow, _ window: Age, household: Bool = false, _ wanted: (RandomRow) -> Truth
  ) -> String {
    if row.child == nil, !household { return "no history" }
    let (sure, possible) = groups(row, window, household, wanted)
    let isShort = windowStarts(row, window).min().map { $0 < start } ?? true
    let isOpen =
      possible > sure || isShort || (household && (row.household == nil || row.child == nil))
    if !isOpen { return "\(sure)" }
    return sure == 0 ? "no history" : "\(sure) or more"
  }

  private func ever(_ row: RandomRow, _ window: Age) -> String {
    let text = count(row, window) { self.isDecided($0, before: row, window) }
    if text == "0" { return "no" }
    return text == "no history" ? text : "yes"
  }

  private func days(_ row: RandomRow, _ window: Age) -> String {
    guard row.child != nil else { return "no history" }
    var sure: Int?
    var least: Int?
    for other in candidates(row, window, false) {
      if let incident = row.incident, other.row.times != nil, other.row.incident == incident {
        continue
      }
      let ago = other.row.times == nil ? 0 : max(0, day(row.received) - day(other.row.received))
      least = min(least ?? ago, ago)
      if other.truth == .yes { sure = min(sure ?? ago, ago) }
    }
    if let sure {
      return least == sure ? "\(sure)" : CountRange(least: least ?? 0, most: sure).words
    }
    if let least { return least == 0 ? "no history" : "\(least) or more" }
    guard windowStarts(row, window).min().map({ $0 < start }) ?? true else { return "never" }
    let reach = max(
      0, day(row.received) - Int(London.date(of: Instant(seconds: start)).dayNumber))
    return reach == 0 ? "no history" : "\(reach) or more"
  }

  private func day(_ text: String) -> Int { Int(sampleMoment(text).date.dayNumber) }

  // MARK: Rows

  /// The starts of the window at each time of the row.
  private func windowStarts(_ row: RandomRow, _ window: Age) -> [Int64] {
    (row.times ?? []).map { Instant(seconds: $0).subtracting(window).seconds }
  }

  /// Whether another row lies in the window, at every time that both can have been.
  private func isInside(_ other: RandomRow, _ row: RandomRow, _ window: Age) -> Truth {
    guard let times = other.times else { return .unknown }
    var verdicts: Set<Bool> = []
    for own in row.times ?? [] {
      let first = Instant(seconds: own).subtracting(window).seconds
      for time in times {
        verdicts.insert(first <= time && time < own)
        // Of two at the very same time, either may have come first.
        if time == own { verdicts.insert(true) }
      }
    }
    return verdicts.count > 1 ? .unknown : Truth(verdicts.contains(true))
  }

  /// The rows that may count by who they are about and when, and how sure that is.
  private func candidates(
    _ row: RandomRow, _ window: Age, _ household: Bool
  ) -> [(row: RandomRow, truth: Truth)] {
    var truths: [String: Truth] = row.child.map { [$0: .yes] } ?? [:]
    if household, let home = row.household {
      for other in rows where other.household == home && other.times != nil {
        let truth = isInside(other, row, window)
        if let child = other.child, truth != .no {
          truths[child] = (truths[child] ?? .no).or(truth)
        }
      }
    }
    var found: [(RandomRow, Truth)] = []
    for other in rows where other.contact != row.contact {
      var member = other.child.flatMap { truths[$0] } ?? .no
      if other.child == nil, household, other.times != nil, let home = row.household,
        other.household == home
      {
        member = .yes
      }
      let truth = member.and(isInside(other, row, window))
      if truth != .no { found.append((other, truth)) }
    }
    // A rejected row may be counted whatever other rows of its contact and child say.
    return found.filter { $0.0.times == nil || !$0.0.isUpdate }.map { (row: $0.0, truth: $0.1) }
  }

  /// How many contacts there are for sure, and at most.
  private func groups(
    _ row: RandomRow, _ window: Age, _ household: Bool, _ wanted: (RandomRow) -> Truth
  ) -> (sure: Int, possible: Int) {
    let counted = candidates(row, window, household).map { other in
      (other.row, other.truth.and(other.row.times == nil ? .unknown : wanted(other.row)))
    }.filter { $0.1 != .no }
    // Every row has a colour, which spreads to the rows that are one contact with it.
    let all = [(row, Truth.no)] + counted
    var colours = Array(all.indices)
    var isChanged = true
    while isChanged {
      isChanged = false
      for left in all.indices {
        for right in all.indices
        where colours[left] < colours[right] && isOne(all[left].0, all[right].0) {
          colours[right] = colours[left]
          isChanged = true
        }
      }
    }
    var truths: [Int: Truth] = [:]
    for (index, other) in all.enumerated() where colours[index] != 0 {
      truths[colours[index]] = (truths[colours[index]] ?? .no).or(other.1)
    }
    let doubtful = hasOneIDForTwo(counted.map(\.0)) ? 1 : 0
    return (truths.values.count { $0 == .yes }, truths.values.count { $0 != .no } + doubtful)
  }

  /// Whether an id may be that of two contacts about one child.
  private func hasOneIDForTwo(_ rows: [RandomRow]) -> Bool {
    rows.contains { one in
      let same = rows.filter {
        $0.contact == one.contact && $0.child == one.child && $0.times != nil
      }
      return one.times != nil
        && same.contains {
          ($0.incident == nil) != (one.incident == nil)
            || (one.incident == nil || $0.incident != one.incident)
              && day($0.received) != day(one.received)
        }
    }
  }

  private func isOne(_ left: RandomRow, _ right: RandomRow) -> Bool {
    let isOfOneIncident =
      left.incident != nil && left.incident == right.incident
      && left.times != nil && right.times != nil
    return left.contact == right.contact || isOfOneIncident
  }

  /// Whether a row was decided for an assessment or above, as far as that was known by then.
  private func isDecided(
    _ other: RandomRow, before row: RandomRow, _ window: Age
  ) -> Truth {
    let own = row.times ?? []
    let isBefore = (other.times ?? []).allSatisfy { time in own.allSatisfy { time < $0 } }
    let recommended: Truth = isBefore ? Truth(other.isHurt || other.hungry == true) : .unknown
    // Every order in which the decisions of the contact and child can have been made, at every time.
    let decisions = rows.filter {
      $0.contact == other.contact && $0.child == other.child && $0.times != nil
        && isInside($0, row, window) != .no && ($0.decided != nil || $0.decidedOutcome != nil)
    }
    var unique: [(times: [Int64]?, verdict: Truth)] = []
    for decision in decisions {
      let verdict: Truth = decision.decidedOutcome.map { Truth($0 != "nfa") } ?? .unknown
      let times = decision.decided.map(seconds)
      if !unique.contains(where: { $0.times == times && $0.verdict == verdict }) {
        unique.append((times, verdict))
      }
    }
    var verdicts: Set<Truth> = []
    for now in own {
      // Those that may hold: made before, with none that must lie between.
      let before = unique.filter { ($0.times ?? [.min]).contains { $0 < now } }
      let sure = before.filter { $0.times.map { $0.allSatisfy { $0 < now } } ?? false }
      for decision in before {
        let latest = decision.times?.filter { $0 < now }.max() ?? now
        let isRevised = sure.contains { other in
          other.times.map { $0.allSatisfy { $0 > latest } } ?? false
        }
        if !isRevised { verdicts.insert(decision.verdict) }
      }
      if sure.isEmpty { verdicts.insert(recommended) }
    }
    return verdicts.count == 1 ? verdicts.first ?? .unknown : .unknown
  }
}
