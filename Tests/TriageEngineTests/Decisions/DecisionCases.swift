import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// A small threshold document that has one of everything that deciding depends on.
let sampleRules = """
  # 1 About

  ```threshold
  language 1
  edition "2018-07"
    title "Sample"
    in force from 2018-07-01
    calendar england-and-wales
  outcome nfa               "No further action"
  outcome early_help        "Early help", rated green
  outcome assessment        "Assessment", rated amber
  outcome strategy_meeting  "Strategy meeting", rated red
  rating green, amber, red
  hours monday to thursday 08:30-17:00, friday 08:30-16:30
  out of hours counts from the next working day
  clock decision from received to decided: end of 1 working day
  clock red_screening from received to decided: 4 working hours, when rated red
  clock conference from meeting_held to conference_held: end of 15 working days, when outcome is at least assessment
  action medical "Child protection medical"
  action police_check "Ask the police"
  scale neglect "Neglect"
    early_help at 2 points
    assessment at 5 points
  ```

  ## 2.1 Facts

  ```threshold
  fact screening_completed yes/no
    asks "Were all questions gone through?"
    neither
    held by social_care
  fact injury yes/no
    asks "Is there an injury?"
    raises concern
    silence means no when screening_completed
    held by health, education
  fact mobile yes/no
    asks "Can the child move independently?"
    lowers concern
    held by health
  fact birth_mark_recorded yes/no
    asks "Was a birth mark recorded at birth?"
    neither
    silence means no when screening_completed
    held by health
  fact hungry yes/no
    asks "Is the child often hungry?"
    raises concern
    silence means no when screening_completed
    held by education
  fact home one of good, adequate, poor, dangerous
    asks "What is the home like?"
    raises concern
    held by health
  fact concerns any of physical, neglect
    raises concern
    silence means no when screening_completed
  fact missed number
    asks "How many appointments were missed?"
    raises concern
    held by health
  fact drug_use yes/no
    asks "Is there drug use at home?"
    raises concern
    silence means no, because "it would be in the record"
    held by health
  fact police_intelligence yes/no
    asks "Do the police hold intelligence?"
    raises concern
    silence means no when screening_completed
    held by police
    restricted to police
  fact parent_in_prison yes/no
    asks "Is a parent in prison?"
    raises concern
    silence means no when screening_completed
  fact meeting_held date
    neither
  fact conference_held date
    neither
  define infant: unborn or child_age < 1 year
  ```

  ## 4.2 Injury

  ```threshold
  rule injury_not_mobile: strategy_meeting
    when injury and not mobile
    unless birth_mark_recorded, clause 4.2.1, because "a recorded birth mark is not an injury"
    because "an injury to a child who cannot move is treated as possible abuse"
    also medical
  rule infant_seen: red
    when outcome is at least assessment and infant
    because "a baby is seen at once"
  ```

  ### 4.2.1 Birth marks

  ## 4.10 Drugs

  ```threshold
  rule drugs: assessment
    when drug_use
    because "drug use at home is assessed"
  ```

  ## 5.3 Neglect

  ```threshold
  rule hunger: 2 points on neglect
    when hungry
    because "a hungry child"
  rule missed_much: 3 points on neglect
    when missed >= 3
    because "missed appointments"
  rule poor_home: early_help
    when home is one of poor, dangerous
    because "the home is poor"
  rule neglect_named: early_help
    when concerns includes neglect
    because "neglect is named"
  ```

  ## 6.1 Prison

  ```threshold
  judgement "Is the tie to the family enough?"
    when parent_in_prison, up to assessment
  ```

  ## 9 Intelligence

  ```threshold
  rule intelligence: strategy_meeting
    when police_intelligence and infant
    because "the police know of a risk"
    also police_check
  ```
  """

/// Decides lines of JSON by a threshold document.
struct DecisionCases {
  let book: RuleBook
  let decider: Decider
  let encoder: DecisionEncoder

  init(_ text: String = sampleRules, calendar: Bool = true) throws {
    let (result, sources, clauses) = checked([("rules.md", text)])
    let errors = result.diagnostics.filter(\.isError)
    #expect(
      errors.isEmpty,
      "\(DiagnosticRenderer(sources: sources, clauses: clauses).text(errors))")
    book = try #require(result.book)
    let edition = book.editions[0]
    let holidays = try englandAndWales()
    decider = Decider(
      edition,
      calendar: calendar ? ServiceCalendar(hours: edition.hours, holidays: holidays) : nil)
    encoder = DecisionEncoder(
      edition: edition, rules: "sha256:" + SHA256.hex(of: Array("rules".utf8)), calendar: nil)
  }

  /// The contact of a line of JSON with the three fields that every row needs.
  func contact(_ fields: String) throws -> Contact {
    try #require(DecodedSample(fields, book).contact)
  }

  /// The decision on such a contact.
  func decide(
    _ fields: String, for audience: Audience = .hub, asOf: String? = nil
  ) throws -> Decision {
    decider.decide(try contact(fields), for: audience, asOf: asOf.map(sampleMoment))
  }

  /// A decision in a few words: outcome, bounds, rating, deciding rules and asks.
  func words(_ decision: Decision) -> String {
    let edition = decider.edition
    func name(_ outcome: Int) -> String { edition.outcomes[outcome].name }
    let because = decision.because.map { reason in
      switch reason {
      case .rule(let reason): edition.rules[reason.rule].name
      case .restricted(let agency, _): "restricted \(agency)"
      }
    }
    return "\(name(decision.outcome.established)) \(decision.outcome.certainty.rawValue)"
      + " (\(name(decision.outcome.couldFallTo))...\(name(decision.outcome.couldRiseTo)))"
      + " \(decision.rating.established.map { edition.ratings[$0] } ?? "none")"
      + " by [\(because.joined(separator: ", "))]"
      + " asks [\(decision.asks.map { subject($0) }.joined(separator: ", "))]"
  }

  func subject(_ ask: Decision.Ask) -> String {
    switch ask.subject {
    case .fact(let fact): decider.edition.facts[fact].name
    case .judgement: "judgement"
    case .field(let field): "field \(field)"
    case .restricted(let agency): "restricted \(agency)"
    }
  }

  /// A decision as it is written.
  func line(_ decision: Decision) -> String {
    String(decoding: encoder.line(decision), as: UTF8.self)
  }
}
