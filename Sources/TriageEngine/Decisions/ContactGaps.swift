public import ThresholdDSL

/// What is still to be found out about one contact, and on whose list each question stands.
public struct ContactGaps: Sendable {
  /// The decision, as partners see it: what every list may say of the contact.
  public var decision: Decision
  /// The questions of every list, each list in the order of ``Recipient``, most consequential first.
  public var questions: [Question]

  /// A question on a list.
  public struct Question: Hashable, Sendable {
    /// Whose list it stands on.
    public var recipient: Recipient
    /// What is asked, and how far the answer could take the decision, as the recipient may know it.
    public var ask: Decision.Ask
  }

  /// Whose list a question stands on.
  public enum Recipient: Hashable, Sendable, Comparable {
    /// An agency that holds the answer.
    case agency(String)
    /// Nobody is named: a question of judgement, a field that no rule reads, a fact without a holder.
    case nobody
    /// The hub alone: to put the question to its holder would give away what is restricted.
    case hub
  }
}

/// Finds what to ask whom about contacts decided under one edition.
///
/// For partners every list is made of the partner record: an agency is told that its own restricted
/// information is wanted, and nothing of what it would be about. For the hub each agency's list is
/// made of what that agency may know, its own restricted facts included, and what then stands on no
/// list is kept for the hub.
///
/// INVARIANT: the list of an agency is a function of what is not restricted to any other agency and of
/// the true outcome, rating and bounds. For partners the entries for restricted information are, as
/// in the partner record, what tells more.
/// INVARIANT: for the hub every question that the decision asks stands on a list, to its full reach.
public struct GapFinder: Sendable {
  private let decider: Decider
  private let audience: Audience
  /// Each agency that is asked things, by name, with the decider to which its own facts are open.
  private let viewers: [(agency: String, decider: Decider)]

  /// A finder of the questions for an audience.
  public init(_ decider: Decider, for audience: Audience) {
    self.decider = decider
    self.audience = audience
    viewers = Self.agencies(of: decider.edition).map { ($0, decider.opened(to: $0)) }
  }

  /// The agencies that hold a fact of the edition or restrict one, by name.
  public static func agencies(of edition: Edition) -> [String] {
    Set(edition.facts.flatMap { $0.heldBy + [$0.restrictedTo].compactMap(\.self) }).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// What is still to be found out about a contact; clocks that run are judged at `asOf`.
  public func gaps(in contact: Contact, asOf: Moment? = nil) -> ContactGaps {
    let hub = ContactDecision(decider, contact, asOf: asOf)
    let record = PartnerRecord(of: hub)
    let decision = record.decision()
    if hub.evaluation.levels.isSettled { return ContactGaps(decision: decision, questions: []) }
    let questions =
      audience == .partner
      ? questions(forPartners: decision.asks) : questions(forHub: hub, record: record)
    return ContactGaps(decision: decision, questions: questions)
  }

  // MARK: For partners

  private func questions(forPartners asks: [Decision.Ask]) -> [ContactGaps.Question] {
    var questions: [ContactGaps.Question] = []
    for (agency, _) in viewers {
      for ask in asks where isAnswered(ask, by: agency) {
        questions.append(ContactGaps.Question(recipient: .agency(agency), ask: ask))
      }
    }
    return questions
      + asks.filter { isForNobody($0) }.map {
        ContactGaps.Question(recipient: .nobody, ask: $0)
      }
  }

  /// Whether an ask of the partner record is for an agency.
  private func isAnswered(_ ask: Decision.Ask, by agency: String) -> Bool {
    switch ask.subject {
    case .fact(let fact): decider.edition.facts[fact].heldBy.contains(agency)
    case .restricted(let other): other == agency
    case .judgement, .field: false
    }
  }

  private func isForNobody(_ ask: Decision.Ask) -> Bool {
    switch ask.subject {
    case .fact(let fact):
      decider.edition.facts[fact].heldBy.isEmpty && decider.edition.facts[fact].restrictedTo == nil
    case .judgement, .field: true
    case .restricted: false
    }
  }

  // MARK: For the hub

  private func questions(
    forHub hub: ContactDecision, record: PartnerRecord
  ) -> [ContactGaps.Question] {
    var questions: [ContactGaps.Question] = []
    let openly = record.ownAsks()
    for (agency, viewer) in viewers {
      // An agency that nothing is restricted to may know what every partner may.
      let asks =
        decider.agencies.contains(agency)
        ? PartnerRecord(of: ContactDecision(viewer, hub.contact, asOf: hub.asOf)).ownAsks() : openly
      for ask in asks where holds(agency, ask) {
        questions.append(ContactGaps.Question(recipient: .agency(agency), ask: ask))
      }
    }
    let asks = hub.decision().asks
    for ask in asks where isForNobody(ask) {
      questions.append(ContactGaps.Question(recipient: .nobody, ask: ask))
    }
    for ask in asks where !questions.contains(where: { $0.ask.reachesAsFar(as: ask) }) {
      questions.append(ContactGaps.Question(recipient: .hub, ask: ask))
    }
    return questions
  }

  /// Whether an agency is to answer: what is restricted to one agency no other is asked.
  private func holds(_ agency: String, _ ask: Decision.Ask) -> Bool {
    guard case .fact(let index) = ask.subject else { return false }
    let fact = decider.edition.facts[index]
    return fact.restrictedTo.map { $0 == agency } ?? fact.heldBy.contains(agency)
  }
}

extension Decision.Ask {
  /// Whether it is about the same as another and could take the decision at least as far.
  fileprivate func reachesAsFar(as other: Decision.Ask) -> Bool {
    subject == other.subject && !isHigher(other.couldRiseTo, couldRiseTo)
      && !isHigher(other.ratingCouldRiseTo, ratingCouldRiseTo)
      && (other.couldLowerTo == nil || (couldLowerTo ?? .max) <= (other.couldLowerTo ?? .max))
  }
}
