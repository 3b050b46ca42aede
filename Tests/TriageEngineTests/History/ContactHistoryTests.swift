import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

@Suite struct ContactHistoryTests {
  private let year = "count of contacts within 12 months"

  @Test func `a window runs back from the contact's own time, its start included`() {
    let cases: [(window: String, received: String, earlier: String, counts: String)] = [
      ("12 months", "2021-05-04T10:00", "2020-05-04T10:00", "1"),
      ("12 months", "2021-05-04T10:00", "2020-05-04T09:59:59", "0"),
      ("12 months", "2021-05-04T10:00", "2021-05-04T09:59:59", "1"),
      ("12 months", "2021-05-04T10:00", "2021-05-04T10:00", "no history"),
      ("12 months", "2021-05-04T10:00", "2021-05-04T10:00:01", "0"),
      // The end of a month stops at the last day of a shorter one, which makes the window longer.
      ("3 months", "2021-05-31T10:00", "2021-02-28T10:00", "1"),
      ("3 months", "2021-05-31T10:00", "2021-02-28T09:59", "0"),
      ("1 months", "2021-04-30T10:00", "2021-03-30T10:00", "1"),
      ("12 months", "2021-02-28T10:00", "2020-02-28T10:00", "1"),
      ("12 months", "2021-02-28T10:00", "2020-02-28T09:00", "0"),
      ("12 months", "2020-02-29T10:00", "2019-02-28T10:00", "1"),
      ("1 years", "2020-02-29T10:00", "2019-02-28T09:00", "0"),
      ("2 weeks", "2021-05-15T10:00", "2021-05-01T10:00", "1"),
      ("10 days", "2021-05-15T10:00", "2021-05-05T09:59", "0"),
      // By the clock in London: 26 March was in winter time, 2 April is in summer time.
      ("7 days", "2021-04-02T10:00", "2021-03-26T10:00", "1"),
      ("7 days", "2021-04-02T10:00", "2021-03-26T09:59", "0"),
      // 01:30 was shown twice on 31 October: the window starts at the first of them.
      ("7 days", "2021-11-07T01:30", "2021-10-31T01:30+01:00", "1"),
      ("7 days", "2021-11-07T01:30", "2021-10-31T01:29+01:00", "0"),
      // 01:30 was not shown on 28 March: the window starts an hour before it would have been.
      ("7 days", "2021-04-04T01:30", "2021-03-28T00:30+00:00", "1"),
      ("7 days", "2021-04-04T01:30", "2021-03-28T00:29+00:00", "0"),
    ]
    for (window, received, before, counts) in cases {
      let found = answer(
        "count of contacts within \(window)", [earlier("C-1", before)], earlier("C-0", received))
      #expect(found == counts, "\(window) back from \(received): \(before)")
    }
  }

  @Test func `what is no contact of its own never counts`() {
    #expect(answer(year, [earlier("C-0", "2021-01-04T10:00")]) == "0", "itself")
    let incident = #""incident":"I-1""#
    #expect(
      answer(year, [earlier("C-1", "2021-01-04T10:00", incident)], incident) == "0",
      "another notice of the incident")
    let twice = [
      earlier("C-1", "2021-01-04T10:00", incident), earlier("C-2", "2021-01-05T10:00", incident),
      earlier("C-3", "2021-01-05T10:00"),
    ]
    #expect(answer(year, twice) == "2", "two notices of one incident")
    for (stated, counts) in [("true", "0"), ("false", "1"), ("null", "1"), ("\"perhaps\"", "1")] {
      let row = earlier("C-1", "2021-01-04T10:00", "\"open_case\":\(stated)")
      #expect(answer(year, [row]) == counts, "open case \(stated)")
    }
    let again = earlier("C-1", "2021-01-04T10:00")
    #expect(answer(year, [again, again]) == "1", "the same contact and child twice")
    #expect(answer(year, [again, earlier("C-2", "2021-01-04T10:00", #""child":"P-2""#)]) == "1")
  }

  @Test func `whether an id is that of two contacts does not depend on the order of three rows`() {
    let rows = [
      earlier("C-1", "2021-01-04T10:00", #""incident":"I-1""#),
      earlier("C-1", "2021-01-04T11:00", #""incident":"I-2""#),
      earlier("C-1", "2021-01-05T10:00", #""incident":"I-1""#),
    ]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      #expect(answer(year, order.map { rows[$0] }) == "1 or more", "\(order)")
    }
  }

  @Test func `a notice that two contacts share joins them`() {
    let rows = [
      earlier("C-1", "2021-01-04T10:00", #""incident":"I-1""#),
      earlier("C-2", "2021-01-05T10:00", #""incident":"I-2""#),
      earlier("C-2", "2021-01-05T11:00", #""incident":"I-1""#),
    ]
    #expect(answer(year, rows) == "1")
    #expect(answer(year, rows, #""incident":"I-2""#) == "0")
  }

  @Test func `three months of history are never twelve quiet months`() {
    let row = earlier("C-1", "2021-02-04T10:00")
    #expect(answer(year, [], from: nil) == "no history")
    #expect(answer(year, [row], from: nil) == "1 or more")
    #expect(answer(year, [row], from: "2021-02-04") == "1 or more")
    #expect(answer(year, [row], from: "2020-05-05") == "1 or more")
    #expect(answer(year, [row], from: "2020-05-04") == "1")
    #expect(answer("count of contacts within 2 months", [row], from: nil) == "0")
    #expect(answer("count of contacts", [row]) == "1 or more", "no window has no start")
    #expect(answer("ever had outcome nfa", []) == "no history")
    #expect(answer("ever had outcome nfa within 12 months", []) == "no")
    #expect(answer("ever had outcome nfa within 12 months", [row], from: nil) == "yes")
  }

  @Test func `the first contact known is where the history begins, whoever it is about`() {
    let other = earlier("C-9", "2020-05-04T10:00", #""child":"P-9""#)
    #expect(answer(year, [other], from: nil) == "0")
    #expect(
      answer(year, [earlier("C-9", "2020-05-04T10:01", #""child":"P-9""#)], from: nil)
        == "no history")
  }

  @Test func `an unknown child has an unknown history`() {
    let rows = [earlier("C-1", "2021-01-04T10:00", #""child":"unknown""#)]
    #expect(answer(year, rows, #""child":"unknown""#) == "no history")
    #expect(answer(year, rows) == "0", "a contact about nobody known stands in no child's history")
    let sample = HistorySample(historyBook(["asked " + year]), from: "2018-01-01")
    let notes = sample.contact(#""child":null"#)?.notes.map(\.code)
    #expect(notes == [.noHistory])
  }

  @Test func `a row of the child that may lie in the window makes it so many or more`() {
    let sure = earlier("C-1", "2021-01-04T10:00")
    let cases: [(row: String, received: String, answer: String)] = [
      // A day alone, at either end of the window and within it.
      (earlier("C-2", "2020-05-04"), "2021-05-04T10:00", "1 or more"),
      (earlier("C-2", "2020-05-03"), "2021-05-04T10:00", "1"),
      (earlier("C-2", "2021-05-04"), "2021-05-04T10:00", "1 or more"),
      (earlier("C-2", "2021-05-05"), "2021-05-04T10:00", "1"),
      (earlier("C-2", "2021-03-04"), "2021-05-04T10:00", "2"),
      // The contact's own time not known.
      (earlier("C-2", "2021-05-04T08:00"), "2021-05-04", "1 or more"),
      (earlier("C-2", "2020-05-04T08:00"), "2021-05-04", "1 or more"),
      (earlier("C-2", "2020-05-05T00:00"), "2021-05-04", "2"),
      // The clocks went back: 01:30 twice.
      (earlier("C-2", "2020-10-25T01:30"), "2020-10-25T01:40+01:00", "1 or more"),
      (earlier("C-2", "2020-10-25T01:30"), "2020-10-25T01:40+00:00", "2"),
    ]
    for (row, received, expected) in cases {
      let before = earlier("C-1", "2020-07-04T10:00")
      let rows = [received.hasPrefix("2020") ? before : sure, row]
      #expect(answer(year, rows, earlier("C-0", received)) == expected, "\(row) \(received)")
    }
  }

  @Test func `a rejected row of the child is one contact that may count`() {
    let sure = earlier("C-1", "2021-01-04T10:00")
    #expect(answer(year, [sure, earlier("C-2", "04/01/2021")]) == "1 or more")
    #expect(answer(year, [sure, earlier("C-2", "04/01/2021", #""child":"P-2""#)]) == "1")
    #expect(answer(year, [sure, earlier("C-1", "04/01/2021")]) == "1", "the same contact again")
    #expect(answer(year, [sure, earlier("C-0", "04/01/2021")]) == "1", "the contact itself")
    #expect(answer(year, [#""contact":"","received":"2017-01-04T10:00""#]) == "0", "too long ago")
    #expect(answer(year, [#""contact":"","received":"2021-01-04T10:00""#]) == "no history")
  }

  @Test func `a contact from a source, or with a fact, that is unknown may be one of them`() {
    let police = "count of contacts within 12 months from police, school"
    let neglect = "count of contacts within 12 months where hungry"
    let cases: [(question: String, fields: String, answer: String)] = [
      (police, #""source":"6""#, "1"), (police, #""source":"2A""#, "1"),
      (police, #""source":"1A""#, "0"), (police, #""source":"10""#, "no history"),
      (police, "", "no history"), (neglect, #""hungry":true"#, "1"),
      (neglect, #""hungry":false"#, "0"), (neglect, "", "no history"),
      (neglect, #""hungry":"perhaps""#, "no history"),
    ]
    for (question, fields, expected) in cases {
      #expect(
        answer(question, [earlier("C-1", "2021-01-04T10:00", fields)]) == expected,
        "\(question): \(fields)")
    }
  }

  @Test func `decided is what a person had decided by then, else what was recommended`() {
    let nfa = "count of contacts within 12 months decided nfa"
    let more = "count of contacts within 12 months decided assessment or above"
    func row(_ fields: String) -> [String] { [earlier("C-1", "2021-01-04T10:00", fields)] }
    #expect(answer(nfa, row("")) == "1", "as recommended, though it may rise")
    #expect(answer(more, row(#""injury":true"#)) == "1")
    #expect(answer(more, row(#""hungry":true"#)) == "1")
    #expect(answer(nfa, row(#""injury":true"#)) == "0")
    let before = #""decided":"2021-01-05T10:00""#
    #expect(answer(nfa, row(before + #","decided_outcome":"assessment""#)) == "0")
    #expect(answer(more, row(before + #","decided_outcome":"assessment""#)) == "1")
    let after = #""decided":"2021-05-04T10:00""#
    #expect(answer(more, row(after + #","decided_outcome":"assessment""#)) == "0", "not by then")
    #expect(answer(nfa, row(after + #","decided_outcome":"assessment""#)) == "1")
    #expect(
      answer(more, row(#""decided_outcome":"assessment""#)) == "no history", "nobody says when")
    #expect(
      answer(more, row(#""hungry":true,"decided_outcome":"assessment""#)) == "1", "either way")
    #expect(
      answer(more, row(#""decided":"2021-05-04","decided_outcome":"assessment""#)) == "no history")
    #expect(answer(more, row(before)) == "no history", "nobody says how")
  }

  @Test func `records of decisions count by what they say`() {
    func record(_ outcome: String, _ human: String = "null") -> [String] {
      [
        earlier(
          "C-1", "2021-01-04T10:00:00+00:00",
          #""format":1,"edition":"2018","certainty":"firm","outcome":"\#(outcome)","human":\#(human)"#
        )
      ]
    }
    let more = "count of contacts within 12 months decided assessment or above"
    #expect(answer(year, record("nfa")) == "1")
    #expect(answer(more, record("nfa")) == "0")
    #expect(answer(more, record("strategy_meeting")) == "1")
    #expect(answer(more, record("assessment", #""same""#)) == "1")
    #expect(answer(more, record("assessment", #""lower""#)) == "no history")
    #expect(answer(more, record("another_council_s_word")) == "no history")
    #expect(answer("count of contacts within 12 months from police", record("nfa")) == "no history")
    let row = earlier("C-1", "2021-01-04T10:00", #""source":"1A""#)
    #expect(
      answer("count of contacts within 12 months from police", record("nfa") + [row]) == "0",
      "the contact says more than the record of its decision")
    #expect(answer(year, record("nfa") + [row]) == "1")
  }

  @Test func `a household's contacts are those of every child that was placed in it`() {
    let question = "count of contacts within 12 months, for household"
    let home = #""household":"H-1""#
    let sister = #""child":"P-2","# + home
    #expect(answer(question, [earlier("C-1", "2021-01-04T10:00", sister)], home) == "1")
    #expect(answer(question, [earlier("C-1", "2021-01-04T10:00")], home) == "1", "the child's own")
    let both = [
      earlier("C-1", "2021-01-04T10:00", sister), earlier("C-1", "2021-01-04T10:00", home),
      earlier("C-2", "2021-02-04T10:00", #""child":"P-2""#),
    ]
    #expect(answer(question, both, home) == "2", "brother and sister in one contact, and her own")
    #expect(answer(question, [earlier("C-0", "2021-01-04T10:00", sister)], home) == "0")
    let nobody = earlier("C-3", "2021-03-04T10:00", #""child":"unknown","household":"H-1""#)
    #expect(answer(question, both + [nobody], home) == "3")
    #expect(
      answer(
        question, both + [earlier("C-4", "2021-03-04T10:00", #""household":"H-2","child":"P-3""#)],
        home) == "2")
    #expect(answer(question, both, "") == "1 or more", "the household is not stated")
    #expect(answer(question, both, home + #","child":"unknown""#) == "2 or more")
  }

  @Test func `days since the last contact are exact, at least, or never`() {
    let days = "days since the last contact"
    let recent = days + " within 12 months"
    #expect(answer(days, [earlier("C-1", "2021-04-04T23:00")]) == "30")
    #expect(
      answer(days, [earlier("C-1", "2021-04-04T23:00"), earlier("C-2", "2021-05-03T10:00")]) == "1")
    #expect(answer(recent, []) == "never")
    #expect(answer(recent, [], from: "2021-04-04") == "30 or more")
    #expect(answer(days, [], from: "2021-04-04") == "30 or more")
    let sure = earlier("C-1", "2021-04-04T23:00")
    #expect(answer(days, [sure, earlier("C-2", "2021-05-04")]) == "30 or fewer")
    #expect(answer(days, [sure, earlier("C-2", "04/05/2021")]) == "30 or fewer")
    #expect(answer(days, [sure, earlier("C-2", "2021-03-04")]) == "30")
  }

  @Test func `silence about what is before the history is read as the rule book says`() {
    func silent(_ silence: String, _ rows: [String], _ contact: String) -> String {
      answer(year + "\n  " + silence, rows, contact, from: "2021-01-01")
    }
    let found = [earlier("C-1", "2021-02-04T10:00")]
    let gate = "silence means no when screened"
    #expect(silent(gate, [], #""screened":true"#) == "0 from silence")
    #expect(silent(gate, found, #""screened":true"#) == "1 from silence")
    #expect(silent(gate, found, "") == "1 or more")
    #expect(silent(gate, [], "").hasPrefix("silence until"))
    #expect(silent(gate, [], #""screened":true,"child":"unknown""#) == "no history")
    let rejected = [earlier("C-1", "04/02/2021")]
    #expect(
      silent(gate, rejected, #""screened":true"#) == "no history",
      "a row that is there is not silence")
    #expect(silent("silence means no, because \"so\"", found, "") == "1 from silence")
  }

  @Test func `a child with more contacts than are kept has so many or more`() throws {
    var sample = HistorySample(historyBook(["asked " + year]), from: "2018-01-01")
    for number in 0...HistoryLimits.contactsOfOne {
      try sample.add(earlier("C-\(number + 1)", "2021-01-04T10:00"))
    }
    #expect(sample.facts() == ["\(HistoryLimits.contactsOfOne) or more"])
    #expect(sample.history.count == HistoryLimits.contactsOfOne)
  }

  @Test func `what no window can reach is forgotten, and what comes too late is refused`() throws {
    var sample = HistorySample(historyBook(["asked count of contacts within 1 months"]))
    let start = sampleMoment("2020-01-01T00:00").earliest.seconds
    func received(_ number: Int) -> Moment {
      Moment(at: Instant(seconds: start + Int64(number) * 60))
    }
    let last = HistoryLimits.keptAtLeast * 2
    for number in 0...last {
      let earlier = EarlierContact(
        contact: "C-\(number)", child: "P-\(number % 1_000)", received: received(number))
      try sample.history.add(earlier, from: .input)
      if number % 4_096 == 0 { sample.history.forget(before: received(number).earliest) }
    }
    #expect(sample.history.count < HistoryLimits.keptAtLeast + 8_192)
    let old = EarlierContact(contact: "C-x", child: "P-1", received: received(60))
    #expect(throws: LateContact.self) { try sample.history.add(old, from: .input) }
    let new = EarlierContact(contact: "C-y", child: "P-1", received: received(last - 60))
    #expect(throws: Never.self) { try sample.history.add(new, from: .input) }
  }
}
