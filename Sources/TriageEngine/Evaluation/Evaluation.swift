public import ThresholdDSL

/// What an edition's rules make of one contact, before it is put into words.
public struct Evaluation: Sendable {
  /// The standing of each rule, by its index in ``Edition/rules``.
  public internal(set) var rules: [RuleStatus]
  /// The points on each scale, by its index in ``Edition/scales``.
  public internal(set) var scales: [ScalePoints]
  /// For each of ``Edition/judgements`` whether its question is to be put; unknown counts as yes.
  public internal(set) var judgements: [Truth]
  /// The outcome and rating that the rules of the later layer read.
  var firstLayer: Levels
  /// The outcome and rating decided.
  public internal(set) var levels: Levels

  /// How the conditions of the later layer and its facts are judged.
  var judge: ConditionJudge
}

extension Evaluation {
  /// The unknown facts that leave a condition open, in the order in which it reads them.
  public func openFacts(of condition: Condition) -> [Int] {
    ConditionTrace(judge: judge).open(condition).facts
  }

  /// What a condition is for the contact.
  public func judged(_ condition: Condition) -> Judged {
    judge.judge(condition)
  }

  /// The outcome that a rule establishes once met, itself or by the scales that its points are on,
  /// where those reach one; nil when it establishes none.
  func outcome(establishedBy rule: Int, points: KeyPath<ScalePoints, Int>) -> Int? {
    var highest = judge.edition.rules[rule].outcome
    for added in judge.edition.rules[rule].points {
      let reached = scales[added.scale][keyPath: points]
      highest = higher(highest, judge.edition.scales[added.scale].outcome(reachedBy: reached))
    }
    return highest
  }
}

/// The standing of a rule, from the least to the most established.
public enum RuleStatus: UInt8, Hashable, Comparable, Sendable, CaseIterable {
  /// It is not met, whatever the unknowns turn out to be.
  case notMet
  /// It is not met as it stands, and could still be.
  case undetermined
  /// It is met as it stands, and may turn out not to be.
  case met
  /// It is met whatever the unknowns turn out to be.
  case secure

  /// Orders by how well established.
  public static func < (left: RuleStatus, right: RuleStatus) -> Bool {
    left.rawValue < right.rawValue
  }

  /// Whether the rule establishes what it says.
  public var isMet: Bool { self >= .met }
}

/// The points on a scale.
public struct ScalePoints: Hashable, Sendable {
  /// The points of rules that stay met whatever the unknowns turn out to be.
  public var secure = 0
  /// The points of rules that are met.
  public var established = 0
  /// The points if every undetermined rule were met.
  public var couldReach = 0

  /// No points.
  public init() {}

  /// Adds the points of a rule with that standing.
  mutating func add(_ count: Int, _ status: RuleStatus) {
    if status == .secure { secure += count }
    if status.isMet { established += count }
    if status != .notMet { couldReach += count }
  }
}
