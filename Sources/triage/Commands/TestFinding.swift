import ThresholdDSL
import TriageEngine

/// A decision that is not the one expected, or a line of a corpus that nothing can be compared with.
struct TestFinding: Sendable {
  /// What kind of finding it is, in the order in which they are shown.
  enum Kind: String, Sendable, CaseIterable {
    case lowered
    case raised
    case changed
    case mistake

    init(_ direction: ComparedDecision.Direction) {
      switch direction {
      case .lowered: self = .lowered
      case .raised: self = .raised
      case .changed: self = .changed
      }
    }

    /// The findings of the kind that are named; the others are counted. Every lowered decision of a
    /// real corpus is named.
    var most: Int { self == .lowered ? 10_000 : 1_000 }
  }

  var kind: Kind
  /// The file to look in, and the line.
  var file: String
  var line: Int
  var contact: String?
  var child: String?
  /// What is decided otherwise.
  var differences: [DecisionDifference] = []
  /// Why the decision expected was made, one line a rule.
  var was: [String] = []
  /// Why the decision is what it is now.
  var now: [String] = []
  /// The sentence of the expectation.
  var why: String?
  /// The rules that make the difference, with their conditions.
  var rules: [RuleAccount] = []
  /// What is wrong, of a mistake.
  var message: String?

  /// Where it is: `corpus/contacts.expected.jsonl:12`.
  var place: String { visibleText(file) + ":\(line)" }

  /// Whom it is about: `C-1, child P-2`.
  var whom: String? {
    contact.map { contactName($0, child) }
  }

  /// What is wrong, in one line.
  var summary: String {
    message
      ?? differences.map { "\($0.aspect) \($0.expected) -> \($0.actual)" }.joined(separator: "; ")
  }
}

/// A contact and child as they are named to the hub.
func contactName(_ contact: String, _ child: String?) -> String {
  visibleText(contact) + ", " + (child.map { "child " + visibleText($0) } ?? "child not known")
}

/// A contact for which a person decided the highest outcome, and the rules recommend a lower one.
struct MissedContact: Sendable {
  /// The contacts that are named; the others are counted.
  static let most = 10_000

  var file: String
  var line: Int
  var decision: NamedDecision
  /// What the person decided, where that is known.
  var human: String?
}
