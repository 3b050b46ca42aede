/// A checked edition of a threshold document: the only thing that contacts can be decided under.
///
/// INVARIANT: contacts are decided only under editions that the checker made from files without
/// errors; every index in one is in range. Outside this package nobody can make or change one.
public struct Edition: Sendable {
  /// The edition's name, such as `2018-07`.
  public package(set) var name: String
  /// The title for people.
  public package(set) var title: String
  /// The first day on which contacts received are decided under it.
  public package(set) var firstDay: CivilDate
  /// The last such day; nil when the edition has no end yet.
  public package(set) var lastDay: CivilDate?
  /// The guidance that it follows.
  public package(set) var follows: String?
  /// The name of the calendar of bank holidays, such as `england-and-wales`.
  public package(set) var calendar: String
  /// The outcomes, least first. The first is decided when nothing is established.
  public package(set) var outcomes: [Outcome]
  /// The ratings, least first; may be empty.
  public package(set) var ratings: [String]
  /// The facts: reserved facts first, in the order of ``ReservedFact``, then by name.
  public package(set) var facts: [Fact]
  /// The named conditions, each after those it uses.
  public package(set) var definitions: [Definition]
  /// The rules and table rows, by clause and then name.
  public package(set) var rules: [Rule]
  /// The scales, by name.
  public package(set) var scales: [Scale]
  /// The clauses left to judgement, by clause and then question.
  public package(set) var judgements: [Judgement]
  /// The actions, by name.
  public package(set) var actions: [Action]
  /// The fields of contact files that no rule reads, sorted.
  public package(set) var ignoredFields: [String]
  /// When the service is open.
  public package(set) var hours: ServiceHours
  /// The clocks, by name.
  public package(set) var clocks: [Clock]
  /// The worked examples, in the order of files and lines.
  public package(set) var examples: [Example]
  /// The answers to warnings, in the order of files and lines.
  public package(set) var answers: [WarningAnswer] = []
  /// The clauses under which nothing is declared, which have none below them, and on which no exception
  /// rests, in the order of files and lines.
  public package(set) var emptyClauses: [Clause] = []
  /// Every clause (numbered heading), in the order of files and lines.
  public package(set) var clauses: [Clause]
  /// The text that the edition's digest is taken of: every declaration that decides, in canonical
  /// layout with its clause number, sorted, so that prose, comments, layout, file names and order
  /// do not change it.
  public package(set) var canonicalText: [UInt8]

  /// An edition as the checker makes it from text; tests of this package build theirs by hand.
  ///
  /// The facts must start with the reserved ones, and every index must be in range.
  package init(
    name: String, title: String = "", firstDay: CivilDate = .earliest, lastDay: CivilDate? = nil,
    follows: String? = nil, calendar: String = "england-and-wales", outcomes: [Outcome],
    ratings: [String] = [], facts: [Fact], definitions: [Definition] = [], rules: [Rule] = [],
    scales: [Scale] = [], judgements: [Judgement] = [], actions: [Action] = [],
    ignoredFields: [String] = [],
    hours: ServiceHours = ServiceHours(week: [], closures: [], outOfHours: nil),
    clocks: [Clock] = [], examples: [Example] = [], clauses: [Clause] = [],
    canonicalText: [UInt8] = []
  ) {
    self.name = name
    self.title = title
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.follows = follows
    self.calendar = calendar
    self.outcomes = outcomes
    self.ratings = ratings
    self.facts = facts
    self.definitions = definitions
    self.rules = rules
    self.scales = scales
    self.judgements = judgements
    self.actions = actions
    self.ignoredFields = ignoredFields
    self.hours = hours
    self.clocks = clocks
    self.examples = examples
    self.clauses = clauses
    self.canonicalText = canonicalText
  }
}

/// A rule book: every edition of one council's threshold document, earliest first.
public struct RuleBook: Sendable {
  /// The name of the folder it was read from.
  public package(set) var name: String
  /// The editions, earliest first, without overlap or gap.
  public package(set) var editions: [Edition]

  /// The edition in force on a day, or nil when the day is before the first or after the last.
  public func edition(inForceOn day: CivilDate) -> Edition? {
    editions.first { $0.firstDay <= day && day <= ($0.lastDay ?? .latest) }
  }

  /// A rule book of these editions, which lie earliest first, without overlap or gap.
  package init(name: String, editions: [Edition]) {
    self.name = name
    self.editions = editions
  }
}

/// A numbered heading of the document: the place a rule belongs to.
public struct Clause: Hashable, Sendable {
  /// The number as written, such as `4.2` or `A.3`.
  public var number: String
  /// The heading's text without the number.
  public var title: String
  /// Where the heading stands.
  public var span: SourceSpan

  /// A clause.
  public init(number: String, title: String, span: SourceSpan) {
    self.number = number
    self.title = title
    self.span = span
  }
}

/// One of the outcomes a contact can be decided for.
public struct Outcome: Hashable, Sendable {
  /// The name that rules use.
  public var name: String
  /// The title for people.
  public var title: String
  /// The least rating a contact with this outcome has: an index into ``Edition/ratings``.
  public var rating: Int?
  /// Where it is declared.
  public var span: SourceSpan?

  /// An outcome.
  public init(name: String, title: String, rating: Int? = nil, span: SourceSpan? = nil) {
    self.name = name
    self.title = title
    self.rating = rating
    self.span = span
  }
}

/// A named condition.
public struct Definition: Hashable, Sendable {
  /// The name that conditions use.
  public var name: String
  /// What it stands for.
  public var condition: Condition
  /// The clause it is declared under.
  public var clause: Clause?
  /// Where its name is written.
  public var span: SourceSpan?

  /// A named condition.
  public init(
    name: String, condition: Condition, clause: Clause? = nil, span: SourceSpan? = nil
  ) {
    self.name = name
    self.condition = condition
    self.clause = clause
    self.span = span
  }
}

/// A rule, or a row of a table: when its condition is met it establishes at least an outcome, a
/// rating, points on a scale, or actions.
public struct Rule: Hashable, Sendable {
  /// The name, unique among the rules and rows of an edition.
  public var name: String
  /// The table whose row this is.
  public var table: String?
  /// The clause it is declared under.
  public var clause: Clause?
  /// The least outcome it establishes: an index into ``Edition/outcomes``.
  public var outcome: Int?
  /// The least rating it establishes: an index into ``Edition/ratings``.
  public var rating: Int?
  /// The points it adds, at most one entry a scale, each at least 1.
  public var points: [Points]
  /// The condition that must be met.
  public var condition: Condition
  /// The exceptions; each applies only when established.
  public var exceptions: [RuleException]
  /// The reason written for people.
  public var reason: String?
  /// The actions it calls for: sorted indices into ``Edition/actions``.
  public var actions: [Int]
  /// Whether it reads the outcome or rating, and so is judged once after the rest.
  public var isLater: Bool
  /// Where its name is written.
  public var span: SourceSpan

  /// A rule with these effects, conditions and reasons.
  public init(
    name: String, table: String? = nil, clause: Clause? = nil, outcome: Int? = nil,
    rating: Int? = nil, points: [Points] = [], condition: Condition,
    exceptions: [RuleException] = [], reason: String? = nil, actions: [Int] = [],
    isLater: Bool = false, span: SourceSpan
  ) {
    self.name = name
    self.table = table
    self.clause = clause
    self.outcome = outcome
    self.rating = rating
    self.points = points
    self.condition = condition
    self.exceptions = exceptions
    self.reason = reason
    self.actions = actions
    self.isLater = isLater
    self.span = span
  }
}

/// Points that a rule adds to a scale.
public struct Points: Hashable, Sendable {
  /// An index into ``Edition/scales``.
  public var scale: Int
  /// How many; at least 1.
  public var count: Int

  /// So many points on a scale.
  public init(scale: Int, count: Int) {
    self.scale = scale
    self.count = count
  }
}

/// A named exception to a rule: `unless`.
public struct RuleException: Hashable, Sendable {
  /// The condition that, when established, means that the rule does not apply.
  public var condition: Condition
  /// The number of the clause it rests on.
  public var clause: String?
  /// The reason written for people.
  public var reason: String

  /// An exception with its reason.
  public init(condition: Condition, clause: String? = nil, reason: String) {
    self.condition = condition
    self.clause = clause
    self.reason = reason
  }
}

/// A named scale on which points accumulate.
public struct Scale: Hashable, Sendable {
  /// The name that rules use.
  public var name: String
  /// The title for people.
  public var title: String
  /// The clause it is declared under.
  public var clause: Clause?
  /// The points at which each outcome is reached, least points first.
  public var thresholds: [Threshold]
  /// Where its name is written.
  public var span: SourceSpan?

  /// A scale that reaches outcomes at these points, least points first.
  public init(
    name: String, title: String, clause: Clause? = nil, thresholds: [Threshold],
    span: SourceSpan? = nil
  ) {
    self.name = name
    self.title = title
    self.clause = clause
    self.thresholds = thresholds
    self.span = span
  }

  /// An outcome and the points at which a scale reaches it.
  public struct Threshold: Hashable, Sendable {
    /// An index into ``Edition/outcomes``.
    public var outcome: Int
    /// The points needed; at least 1.
    public var points: Int

    /// An outcome that so many points reach.
    public init(outcome: Int, points: Int) {
      self.outcome = outcome
      self.points = points
    }
  }
}

/// A clause, or a question under it, that is left to people.
public struct Judgement: Hashable, Sendable {
  /// The clause left to judgement.
  public var clause: Clause?
  /// The question to put to the social worker; nil when the clause alone is marked.
  public var question: String?
  /// When to put it; nil for always.
  public var condition: Condition?
  /// How far the answer could take the outcome: an index into ``Edition/outcomes``.
  public var upTo: Int

  /// A question for the social worker.
  public init(clause: Clause? = nil, question: String?, condition: Condition? = nil, upTo: Int) {
    self.clause = clause
    self.question = question
    self.condition = condition
    self.upTo = upTo
  }
}

/// Something to do beside the outcome.
public struct Action: Hashable, Sendable {
  /// The name that rules use.
  public var name: String
  /// The title for people.
  public var title: String

  /// An action.
  public init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}

/// Why a warning is left as it is.
public struct WarningAnswer: Hashable, Sendable {
  /// The code of the warning.
  public var code: DiagnosticCode
  /// The name of what the warning is about; nil for all such warnings under the answer's own clause.
  public var subject: String?
  /// The reason.
  public var reason: String
  /// Where the code is written.
  public var span: SourceSpan
}

/// An example written in the rule book: facts, and what they are expected to decide.
public struct Example: Hashable, Sendable {
  /// The story in a few words.
  public var title: String
  /// The clause it is written under.
  public var clause: Clause?
  /// The fields of the contact, as a contact file would state them, in the order written.
  public var fields: [ExampleField]
  /// Earlier contacts of the same child, oldest first.
  public var earlier: [[ExampleField]]
  /// What is expected.
  public var expectations: [Expectation]
  /// Where the example's title is written.
  public var span: SourceSpan

  /// An example.
  public init(
    title: String, clause: Clause? = nil, fields: [ExampleField],
    earlier: [[ExampleField]] = [], expectations: [Expectation], span: SourceSpan
  ) {
    self.title = title
    self.clause = clause
    self.fields = fields
    self.earlier = earlier
    self.expectations = expectations
    self.span = span
  }
}

/// A field of an example's contact.
public struct ExampleField: Hashable, Sendable {
  /// The field: a reserved field or a fact. `child_age` and `unborn` stand for the dates that give
  /// them.
  public var name: String
  /// The value as a contact file would state it.
  public var value: ExampleValue
  /// Where it is written.
  public var span: SourceSpan
}

/// A value in an example.
public enum ExampleValue: Hashable, Sendable {
  /// A stated unknown.
  case unknown
  /// A word, number, date or time, as a contact file would state it.
  case text(String)
  /// Several values of an `any of` fact.
  case list([String])
  /// A length of life, for `child_age` and facts of type age.
  case age(Age)
}

/// One thing that an example expects of its decision.
public enum Expectation: Hashable, Sendable {
  /// The outcome decided.
  case outcome(Int)
  /// The rating decided.
  case rating(Int)
  /// Certainty is firm.
  case firm
  /// Certainty is anything but firm.
  case provisional
  /// The outcome it may rise to.
  case mayRise(to: Int)
  /// The outcome it may fall to.
  case mayFall(to: Int)
  /// This rule is one of those that establish the outcome or the rating: an index of a rule.
  case by(rule: Int)
  /// This rule is met.
  case meets(rule: Int)
  /// This rule is not met.
  case misses(rule: Int)
  /// This rule could still be met.
  case undetermined(rule: Int)
  /// The decision asks about this fact.
  case asks(fact: Int)
  /// The decision calls for this action.
  case action(Int)
  /// A clock falls due then, as `YYYY-MM-DDTHH:MM` in London.
  case clockDue(clock: Int, String)
  /// A clock has this status, such as `met`.
  case clockStatus(clock: Int, String)
}
