import TestSupport

extension FrontDoor {
  /// A front door whose rules count earlier contacts.
  static func countingEarlierContacts() -> FrontDoor {
    let door = FrontDoor()
    door.folder.write("rules/front_door/2018/history.md", historyRules)
    return door
  }

  private static let historyRules = """
    # History

    ## 7.1 Again and again

    ```threshold
    fact earlier_contacts count of contacts within 12 months
      asks "How many contacts in the last twelve months?"
      held by social_care
    fact earlier_nfa count of contacts within 12 months decided nfa
    fact household_contacts count of contacts within 12 months, for household
    rule many_contacts: early_help
      when earlier_contacts >= 2
      because "people keep coming back"
    rule nothing_done_twice: assessment
      when earlier_nfa >= 2
      because "nothing was done twice"
    rule household_again: assessment, red
      when household_contacts >= 4
      because "people keep coming back to this household"
    ```
    """

  /// Rows of a dozen children, some about whole households, some without a time, some decided.
  static func repeatedContacts(_ random: inout SplitMix64, _ count: Int) -> [String] {
    (0..<count).map { number in
      let month = Int.random(in: 1...9, using: &random)
      let hour = random.oneIn(9) ? "" : "T1\(Int.random(in: 0...9, using: &random)):30"
      var row =
        "{\"contact\":\"C-\(number)\",\"child\":\"P-\(Int.random(in: 0..<12, using: &random))\""
        + ",\"received\":\"2021-0\(month)-1\(Int.random(in: 0...9, using: &random))\(hour)\""
      if random.oneIn(2) {
        row += ",\"household\":\"H-\(Int.random(in: 0..<5, using: &random))\""
      }
      if random.oneIn(4) { row += ",\"injury\":true" }
      if random.oneIn(2) { row += ",\"screening_completed\":true" }
      if random.oneIn(8) { row += ",\"decided_outcome\":\"nfa\",\"decided\":\"2021-06-01T10:00\"" }
      return row + "}"
    }
  }
}
