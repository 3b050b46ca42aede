import TestSupport
import TriageEngine

@testable import triage

/// A folder as a small council would have it: a rule book of one edition, the calendar, contacts.
struct FrontDoor {
  /// Where it is.
  let folder = TemporaryFolder()

  init() {
    folder.write("rules/front_door/2018/document.md", Self.document)
    folder.write("rules/front_door/2018/neglect.md", Self.neglect)
    let calendar = "rules/calendars/england-and-wales.json"
    folder.write(calendar, readFile(packageFolder + "/" + calendar) ?? [])
    folder.write("contacts.jsonl", Self.contacts)
  }

  /// Runs a command line in the folder.
  func run(
    _ line: String, input: String = "", block: Int = .max, terminal: Terminal = Terminal(),
    variables: [String: String] = [:], now: Instant? = nil
  ) -> Transcript {
    let console = TestConsole(
      input: Array(input.utf8), block: block, terminal: terminal, folder: folder.path,
      variables: variables)
    if let now { console.now = now }
    return console.run(line.split(separator: " ").map(String.init))
  }

  static let document = """
    # How the front door decides

    ```threshold
    language 1
    edition "2018"
      title "How the front door decides, 2018"
      in force 2018-07-01 to 2023-12-14
      follows "Working Together to Safeguard Children (2018)"
      calendar england-and-wales

    outcome nfa               "No further action"
    outcome early_help        "Early help", rated green
    outcome assessment        "Assessment", rated amber
    outcome strategy_meeting  "Strategy meeting", rated red

    rating green, amber, red

    fact screening_completed yes/no
      asks "Has somebody gone through every question?"
      neither
      held by social_care

    fact injury yes/no
      asks "Is there a bruise, burn, scald or other injury?"
      raises concern
      silence means no when screening_completed
      held by health, education

    fact mobile yes/no
      asks "Can the child move about alone?"
      lowers concern
      held by health

    fact birth_mark yes/no
      asks "Was the mark recorded at birth?"
      neither
      silence means no, because "the red book would show it"
      held by health

    fact police_intelligence yes/no
      asks "Do the police hold intelligence on the household?"
      raises concern
      silence means no, because "the police say so of themselves"
      held by police
      restricted to police

    ignored field surname

    action medical "Child protection medical"

    hours monday to thursday 08:30-17:00, friday 08:30-16:30
    out of hours counts from the next working day
    clock decision "Decision in one working day" from received to decided: end of 1 working day
    ```

    ## 4.2 Injury to a child who cannot yet move

    ```threshold
    rule injury_not_mobile: strategy_meeting
      when injury and not mobile
      unless birth_mark, clause 4.2.1, because "a recorded birth mark is not an injury"
      because "an injury to a child who cannot move is treated as possible abuse"
      also medical

    rule injury_seen: early_help
      when injury
      because "an injury is looked into"

    example "a bruised baby"
      injury, not mobile
      expect strategy_meeting, red by injury_not_mobile, also medical

    example "nobody has asked whether the baby moves"
      injury
      expect early_help, may rise to strategy_meeting, asks mobile
    ```

    ### 4.2.1 Birth marks

    ## 7.1 What the police know

    ```threshold
    rule known_to_police: assessment
      when police_intelligence
      because "what the police know is weighed with the family"

    rule known_to_police_and_seen: strategy_meeting
      when police_intelligence and injury
      because "what the police know and an injury are weighed together"

    rule known_to_police_at_home: strategy_meeting
      when police_intelligence and home is dangerous
      because "what the police know and the home are weighed together"

    example "intelligence on the household"
      screening_completed, police_intelligence
      expect assessment by known_to_police
    ```

    """

  static let neglect = """
    ## 5.3 Neglect that builds up

    ```threshold
    fact hungry yes/no
      asks "Is the child often hungry?"
      raises concern
      silence means no when screening_completed
      held by education

    fact home one of good, poor, dangerous
      asks "What is the home like?"
      raises concern
      held by housing

    scale neglect "Neglect, adding up"
      early_help at 2 points
      assessment at 4 points

    rule often_hungry: 2 points on neglect
      when hungry
      because "hunger wears a child down"

    rule poor_home: 2 points on neglect
      when home is one of poor, dangerous
      because "the home is not fit"

    example "hungry in a poor home"
      hungry, home poor
      expect assessment by often_hungry and poor_home
    ```

    """

  static let contacts = """
    {"contact":"C-1","child":"P-1","received":"2021-05-04T15:42","screening_completed":true,\
    "injury":"Y","mobile":"N","surname":"Hidden","decided":"2021-05-05T11:02",\
    "decided_outcome":"strategy_meeting"}
    {"contact":"C-1","child":"P-2","received":"2021-05-04T15:42","screening_completed":true,\
    "hungry":true}
    {"contact":"C-2","child":"P-3","received":"2021-05-04T17:00","injury":true}
    {"contact":"C-3","child":"unknown","received":"2021-05-05"}
    {"contact":"C-4","child":"P-5","received":"2021-05-05T09:00","screening_completed":"yes",\
    "decided":"2021-05-10T09:00"}
    {"contact":"C-5","child":"P-6","received":"2021-05-05T09:00","screening_completed":"yes",\
    "police_intelligence":"yes"}

    """
}
