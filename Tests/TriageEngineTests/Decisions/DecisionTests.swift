import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// Decisions on contacts that show one thing each.
@Suite struct DecisionTests {
  let screened = #""screening_completed":true,"missed":0,"home":"good","mobile":true"#

  private func check(_ fields: String, _ expected: String, for audience: Audience = .hub) throws {
    let cases = try DecisionCases()
    #expect(cases.words(try cases.decide(fields, for: audience)) == expected)
  }

  @Test func `a bruised baby may rise to a strategy meeting and asks for mobility first`() throws {
    let cases = try DecisionCases()
    let decision = try cases.decide(#""injury":true,"date_of_birth":"2021-01-04""#)
    #expect(decision.outcome.established == 0 && decision.outcome.couldRiseTo == 3)
    #expect(
      decision.asks.prefix(2).map(cases.subject) == ["mobile", "screening_completed"])
    #expect(decision.asks[0].clause == "4.2" && decision.asks[0].couldRiseTo == 3)
    #expect(AskWords(decision.asks[0], cases.decider.edition).heldBy == ["health"])
  }

  @Test func `the same baby who cannot move is a strategy meeting by its clause`() throws {
    let cases = try DecisionCases()
    let decision = try cases.decide(
      #""injury":true,"mobile":false,"birth_mark_recorded":false,"date_of_birth":"2021-01-04","#
        + #""screening_completed":true,"drug_use":false"#)
    #expect(
      cases.words(decision)
        == "strategy_meeting firm (strategy_meeting...strategy_meeting) red"
        + " by [injury_not_mobile, infant_seen] asks []")
    guard case .rule(let reason) = decision.because[0] else {
      Issue.record("the first reason is not a rule")
      return
    }
    #expect(reason.facts.map { cases.decider.edition.facts[$0.fact].name } == ["injury", "mobile"])
    #expect(decision.actions == ["medical"])
  }

  @Test func `an exception that is not known never switches a rule off, and is asked about`() throws
  {
    try check(
      #""injury":true,"mobile":false,"drug_use":false,"date_of_birth":"2012-01-04""#,
      "strategy_meeting may_fall (nfa...strategy_meeting) red by [injury_not_mobile]"
        + " asks [screening_completed]")
    try check(
      #""injury":true,"mobile":false,"birth_mark_recorded":null,"date_of_birth":"2012-01-04""#,
      "strategy_meeting may_fall (nfa...strategy_meeting) red by [injury_not_mobile]"
        + " asks [birth_mark_recorded]")
    try check(
      #""injury":true,"birth_mark_recorded":true,"mobile":false,"drug_use":false,"# + screenedRest,
      "nfa firm (nfa...nfa) none by [] asks []")
  }

  private let screenedRest =
    #""screening_completed":true,"missed":0,"home":"good","date_of_birth":"2012-01-04""#

  @Test func `a row with nothing but its ids asks for the screening first`() throws {
    let cases = try DecisionCases()
    let decision = try cases.decide("")
    #expect(decision.outcome.established == 0 && decision.outcome.certainty == .mayRise)
    #expect(cases.subject(try #require(decision.asks.first)) == "screening_completed")
    #expect(
      decision.asks.map(cases.subject).sorted() == [
        "child_age", "drug_use", "home", "missed", "screening_completed", "unborn",
      ])
  }

  @Test func `with the screening completed and nothing ticked it is firm`() throws {
    try check(
      screened + #","drug_use":false,"date_of_birth":"2012-01-04""#,
      "nfa firm (nfa...nfa) none by [] asks []")
  }

  @Test func `a no about a concern that rests on silence alone settles nothing`() throws {
    try check(
      screened + #","date_of_birth":"2012-01-04""#,
      "nfa may_rise (nfa...assessment) none by [] asks [drug_use]")
  }

  @Test func `points add up, and every rule that adds to them is a reason`() throws {
    try check(
      #""hungry":true,"missed":4,"drug_use":false,"home":"poor","screening_completed":true,"#
        + #""mobile":true,"date_of_birth":"2012-01-04""#,
      "assessment firm (assessment...assessment) amber by [hunger, missed_much] asks []")
    let cases = try DecisionCases()
    let decision = try cases.decide(#""hungry":true,"drug_use":false"#)
    let edition = cases.decider.edition
    #expect(decision.scales == [Decision.ScaleScore(scale: 0, points: 2, couldReach: 5)])
    #expect(edition.outcomes.map(\.name)[1] == "early_help")
    #expect(decision.scores == [0, 100, 40, 0])
    #expect(decision.scoresCouldReach == [0, 100, 100, 100])
  }

  @Test func `the later layer reads what the first decided`() throws {
    let cases = try DecisionCases()
    let young = try cases.decide(
      #""drug_use":true,"# + screened + #","date_of_birth":"2021-01-04""#)
    #expect(
      cases.words(young)
        == "assessment firm (assessment...assessment) red by [drugs, infant_seen] asks []")
    let unknown = try cases.decide(#""drug_use":true,"# + screened)
    #expect(
      unknown.rating
        == Decision.RatingBounds(
          couldFallTo: 1, established: 1, couldRiseTo: 2))
    #expect(Set(unknown.asks.map(cases.subject)) == ["child_age", "unborn"])
    #expect(unknown.asks.allSatisfy { $0.ratingCouldRiseTo == 2 && $0.couldRiseTo == nil })
  }

  @Test func `an unborn child has no age and is asked for none`() throws {
    let cases = try DecisionCases()
    let decision = try cases.decide(
      #""drug_use":true,"# + screened + #","expected_date_of_birth":"2021-08-04""#)
    #expect(decision.rating.established == 2 && decision.asks.isEmpty)
    guard case .rule(let reason)? = decision.because.last else {
      Issue.record("the last reason is not a rule")
      return
    }
    #expect(reason.facts.map { cases.decider.edition.facts[$0.fact].name } == ["unborn"])
  }

  @Test func `a question of judgement goes to the social worker`() throws {
    try check(
      #""parent_in_prison":true,"drug_use":false,"date_of_birth":"2012-01-04","# + screened,
      "nfa may_rise (nfa...assessment) none by [] asks [judgement]")
  }

  @Test func `a misspelt field keeps no further action from being settled`() throws {
    try check(
      #""drug_use":false,"date_of_birth":"2012-01-04","injurry":true,"# + screened,
      "nfa may_rise (nfa...strategy_meeting) none by [] asks [field injurry]")
  }

  @Test func `restricted information moves the outcome and is not shown`() throws {
    let fields =
      #""police_intelligence":true,"drug_use":false,"date_of_birth":"2021-01-04","# + screened
    try check(
      fields,
      "strategy_meeting firm (strategy_meeting...strategy_meeting) red"
        + " by [intelligence, infant_seen] asks []")
    let cases = try DecisionCases()
    let record = try cases.decide(fields, for: .partner)
    #expect(
      cases.words(record)
        == "strategy_meeting firm (strategy_meeting...strategy_meeting) red"
        + " by [restricted police] asks []")
    #expect(record.actions == ["hub_action_required"])
    #expect(!cases.line(record).contains("intelligence"))
  }

  @Test func `restricted information that is not known is asked of its agency`() throws {
    let fields =
      #""police_intelligence":null,"drug_use":false,"date_of_birth":"2021-01-04","# + screened
    let cases = try DecisionCases()
    let record = try cases.decide(fields, for: .partner)
    #expect(record.asks.map(cases.subject) == ["restricted police"])
    #expect(record.asks.first?.couldRiseTo == 3 && record.asks.first?.clause == nil)
  }

  @Test func `a partner is not asked for what matters only by way of restricted information`()
    throws
  {
    let cases = try DecisionCases()
    let record = try cases.decide("", for: .partner)
    #expect(record.asks.map(cases.subject).contains("restricted police"))
    // Clause 9 is the one that rests on what the police know.
    #expect(record.asks.allSatisfy { $0.clause != "9" })
    // The age matters for the rating by another clause as well, and for that it is asked.
    let age = try #require(record.asks.first { cases.subject($0) == "child_age" })
    #expect(age.clause == "4.2" && age.couldRiseTo == nil)
  }

  @Test func `a misspelt restricted fact is as quiet as the fact`() throws {
    let fields =
      #""police_inteligence":true,"drug_use":false,"date_of_birth":"2012-01-04","# + screened
    let cases = try DecisionCases()
    let record = try cases.decide(fields, for: .partner)
    #expect(record.notes == [] && !cases.line(record).contains("intel"))
    #expect(record.asks.map(cases.subject) == ["restricted police"])
    #expect(try cases.decide(fields).notes.map(\.code) == [.unrecognisedField])
  }

  @Test func `the human decision is compared with the bounds`() throws {
    let cases = try DecisionCases()
    let base =
      #""hungry":true,"drug_use":false,"date_of_birth":"2012-01-04","missed":0,"home":"good""#
    func compare(_ outcome: String, _ fields: String) throws -> Decision.HumanComparison? {
      try cases.decide(fields + #","decided_outcome":"\#(outcome)""#).human
    }
    let firm = base + #","screening_completed":true,"mobile":true"#
    #expect(try compare("early_help", firm) == .same)
    #expect(try compare("nfa", firm) == .lower)
    #expect(try compare("assessment", firm) == .higher)
    #expect(try compare("assessment", base) == .withinBounds)
    #expect(try cases.decide(firm).human == nil)
  }
}
