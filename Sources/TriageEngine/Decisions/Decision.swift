/// What is decided about one child's contact: what is established, why, how sure it is, and what to
/// ask whom.
///
/// Indices point into the ``Edition`` that it was decided under.
public struct Decision: Sendable {
  /// The contact's id.
  public var contact: String
  /// The child's id; nil when unknown.
  public var child: String?
  /// When the contact was received.
  public var received: Moment
  /// The outcome established, and how far it may rise or fall.
  public var outcome: Bounds
  /// The rating established, and how far it may rise or fall; nil when there is none.
  public var rating: RatingBounds
  /// For each outcome, how near it is: 0 to 100.
  public var scores: [Int]
  /// For each outcome, how near it could come: 0 to 100.
  public var scoresCouldReach: [Int]
  /// Each scale that has, or could have, points.
  public var scales: [ScaleScore]
  /// What establishes the outcome or the rating: highest first, then by clause and name.
  public var because: [Reason]
  /// Every other rule met, in the same order: each clause counts in court.
  public var alsoMet: [AlsoMet]
  /// What to ask, most consequential first.
  public var asks: [Ask]
  /// The actions of every rule met, by name.
  public var actions: [String]
  /// Each clock that applies or may apply, by name.
  public var clocks: [ClockReading]
  /// How many facts were read as no from silence.
  public var readFromSilence: Int
  /// What else should be said about the row.
  public var notes: [Note]
  /// How the human decision compares; nil when there is none.
  public var human: HumanComparison?

  /// What stands for the actions that only the hub may know, in a partner's record.
  public static let hubActionRequired = "hub_action_required"

  /// A level of an ordered list and how far it may move.
  public struct Bounds: Hashable, Sendable {
    /// The least it could turn out to be.
    public var couldFallTo: Int
    /// What is established.
    public var established: Int
    /// The most it could turn out to be.
    public var couldRiseTo: Int

    /// INVARIANT: `couldFallTo <= established <= couldRiseTo`.
    public init(couldFallTo: Int, established: Int, couldRiseTo: Int) {
      self.couldFallTo = couldFallTo
      self.established = established
      self.couldRiseTo = couldRiseTo
    }

    /// How sure the level is.
    public var certainty: Certainty {
      switch (couldRiseTo > established, couldFallTo < established) {
      case (false, false): .firm
      case (true, false): .mayRise
      case (false, true): .mayFall
      case (true, true): .mayRiseOrFall
      }
    }
  }

  /// A rating and how far it may move; nil is "no rating", below every rating.
  public struct RatingBounds: Hashable, Sendable {
    /// The least it could turn out to be.
    public var couldFallTo: Int?
    /// What is established.
    public var established: Int?
    /// The most it could turn out to be.
    public var couldRiseTo: Int?

    /// A rating and its bounds.
    public init(couldFallTo: Int?, established: Int?, couldRiseTo: Int?) {
      self.couldFallTo = couldFallTo
      self.established = established
      self.couldRiseTo = couldRiseTo
    }
  }

  /// How sure a decision is. All but `firm` are called provisional.
  public enum Certainty: String, Hashable, Sendable {
    /// No unknown fact can change the outcome.
    case firm
    /// An unknown fact could raise it.
    case mayRise = "may_rise"
    /// An unknown exception could lower it.
    case mayFall = "may_fall"
    /// Both.
    case mayRiseOrFall = "may_rise_or_fall"
  }

  /// The points on a scale.
  public struct ScaleScore: Hashable, Sendable {
    /// The scale's index in ``Edition/scales``.
    public var scale: Int
    /// The points of rules that are met.
    public var points: Int
    /// The points if every undetermined rule were met.
    public var couldReach: Int
  }

  /// Why the outcome or the rating is what it is.
  public enum Reason: Hashable, Sendable {
    /// A rule that is met. A rule that adds points stands here when its scale reaches the outcome.
    case rule(RuleReason)
    /// Restricted information of an agency, and the highest outcome that it led to; nil when it led
    /// to the rating alone.
    case restricted(agency: String, outcome: Int?)
  }

  /// A rule that is met and decides.
  public struct RuleReason: Hashable, Sendable {
    /// The rule's index in ``Edition/rules``.
    public var rule: Int
    /// The outcome that it establishes, itself or by the scale that its points reach; nil for none.
    public var outcome: Int?
    /// The known facts that meet its condition, in the order of the condition.
    public var facts: [StatedFact]
  }

  /// A fact and its value.
  public struct StatedFact: Hashable, Sendable {
    /// The fact's index in ``Edition/facts``.
    public var fact: Int
    /// Its value.
    public var value: FactValue
  }

  /// A rule that is met beside those that decide.
  public struct AlsoMet: Hashable, Sendable {
    /// The rule's index in ``Edition/rules``.
    public var rule: Int
    /// The outcome that it establishes, itself or by the scale that its points reach; nil for none.
    public var outcome: Int?
  }

  /// Something to ask.
  public struct Ask: Hashable, Sendable {
    /// What is asked about.
    public var subject: Subject
    /// The number of the clause for which it matters most.
    public var clause: String?
    /// The highest outcome that the answer could lead to, where above the outcome.
    public var couldRiseTo: Int?
    /// The lowest outcome that the answer could lead to, where below the outcome.
    public var couldLowerTo: Int?
    /// The highest rating that the answer could lead to, where above the rating.
    public var ratingCouldRiseTo: Int?

    /// What is asked about.
    public enum Subject: Hashable, Sendable {
      /// A fact: an index into ``Edition/facts``.
      case fact(Int)
      /// A question left to judgement: an index into ``Edition/judgements``.
      case judgement(Int)
      /// A field that is not recognised, by name: is it a misspelt fact?
      case field(String)
      /// Restricted information of an agency.
      case restricted(agency: String)
    }

    /// Something to ask, and how far the answer could take the decision.
    public init(
      subject: Subject, clause: String? = nil, couldRiseTo: Int? = nil, couldLowerTo: Int? = nil,
      ratingCouldRiseTo: Int? = nil
    ) {
      self.subject = subject
      self.clause = clause
      self.couldRiseTo = couldRiseTo
      self.couldLowerTo = couldLowerTo
      self.ratingCouldRiseTo = ratingCouldRiseTo
    }
  }

  /// How a human decision compares with this one.
  public enum HumanComparison: String, Hashable, Sendable {
    /// The same outcome.
    case same
    /// Another outcome, between the bounds.
    case withinBounds = "within_bounds"
    /// Above the bounds.
    case higher
    /// Below the bounds.
    case lower
  }
}
