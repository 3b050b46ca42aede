import ThresholdDSL
import TriageEngine

/// A contact that shows something as an example states it: with earlier contacts that come to what it
/// says of them, where there are such.
struct StatedWitness: Sendable {
  /// What it states of the contact itself.
  let witness: Witness
  /// The child's earlier contacts, oldest first; empty where it has none, or none are found that do.
  private(set) var earlier: [[ExampleField]] = []
  /// What is counted of earlier contacts and said in words, because no earlier contacts state it.
  private(set) var unstated: [Witness.History]

  /// States a contact; earlier contacts are kept where the decision on them is the one that was shown.
  ///
  /// `editions` are those whose counts are meant, the one that is to read the example last.
  init(_ witness: Witness, _ editions: [Edition], isShown: (Example) -> Bool) {
    let named = witness.namingHousehold(editions)
    guard let earlier = witness.earlierContacts(editions),
      isShown(Self.example(named, earlier))
    else {
      (self.witness, unstated) = (witness, witness.history)
      return
    }
    (self.witness, self.earlier, unstated) = (named, earlier, [])
  }

  /// The example that states it, expecting nothing.
  private static func example(_ witness: Witness, _ earlier: [[ExampleField]]) -> Example {
    Example(
      title: "shown", fields: witness.statedFields, earlier: earlier, expectations: [],
      span: SourceSpan(file: 0, start: 0, end: 0))
  }

  /// The lines under the title of the example, without what is expected.
  func lines(
    inForceFrom first: CivilDate, where isWanted: (ExampleField) -> Bool = { _ in true }
  ) -> [String] {
    witness.exampleLines(inForceFrom: first, where: isWanted) + earlier.map(Witness.earlierLine)
  }
}
