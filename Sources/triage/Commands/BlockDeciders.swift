import Synchronization
import ThresholdDSL
import TriageEngine

/// The deciders of one edition's contacts, as many as threads want at once, each made when it is first
/// wanted.
///
/// To compile an edition takes as long as to decide a handful of contacts as the reference evaluator
/// does, so that handful is decided so, and one contact starts no slower.
final class BlockDeciders: Sendable {
  private let decider: Decider
  private let state = Mutex(State())

  /// The contacts that are decided before the edition is compiled.
  static let handful = 8

  private struct State {
    var contacts = 0
    var isCompiled = false
    /// Nil for an edition that only the reference evaluator reads.
    var edition: CompiledEdition?
    var idle: [IdleDecider] = []
  }

  init(_ decider: Decider) { self.decider = decider }

  /// Does some work on so many contacts with a decider that nobody else has; nil where there is none.
  func use<Result>(on contacts: Int, _ work: (inout BlockDecider) -> Result) -> Result? {
    guard let decider = taken(contacts) else { return nil }
    let result = decider.blocks.withLock { work(&$0) }
    state.withLock { $0.idle.append(decider) }
    return result
  }

  private func taken(_ contacts: Int) -> IdleDecider? {
    let compiled = state.withLock { state -> (edition: CompiledEdition?, idle: IdleDecider?) in
      if !state.isCompiled {
        state.contacts += contacts
        if state.contacts <= Self.handful { return (nil, nil) }
        state.edition = CompiledEdition(decider)
        state.isCompiled = true
      }
      return (state.edition, state.idle.popLast())
    }
    return compiled.idle ?? compiled.edition.map { IdleDecider($0) }
  }
}

/// A decider that waits for work; whoever has it is alone with it.
private final class IdleDecider: Sendable {
  let blocks: Mutex<BlockDecider>

  init(_ edition: CompiledEdition) { blocks = Mutex(BlockDecider(edition)) }
}

extension DecidingRules {
  /// Decides contacts in their order, block by block.
  func decide(
    _ contacts: ArraySlice<DecodedContact>, for audience: Audience, asOf: Moment?,
    _ body: (Decision, EditionDesk) -> Void
  ) {
    forEachBlock(contacts) { block, desk in
      let decisions =
        desk.blocks.use(on: block.count) { $0.decide(block, for: audience, asOf: asOf) }
        ?? block.map { desk.decider.decide($0, for: audience, asOf: asOf) }
      for decision in decisions { body(decision, desk) }
    }
  }

  /// The names of the outcomes established for contacts, in their order.
  func outcomes(_ contacts: ArraySlice<DecodedContact>) -> [String] {
    var names: [String] = []
    forEachBlock(contacts) { block, desk in
      let outcomes =
        desk.blocks.use(on: block.count) { $0.outcomes(block) }
        ?? block.map { desk.decider.evaluate($0).levels.outcome.established }
      names += outcomes.map { desk.decider.edition.outcomes[$0].name }
    }
    return names
  }

  /// Calls the body with contacts that follow one another and are decided under one edition.
  private func forEachBlock(
    _ contacts: ArraySlice<DecodedContact>, _ body: ([Contact], EditionDesk) -> Void
  ) {
    var rest = contacts
    while let first = rest.first {
      let block = rest.prefix(BlockDecider.lanes).prefix { $0.edition == first.edition }
      body(block.map(\.contact), desk(first.edition))
      rest = rest.dropFirst(block.count)
    }
  }
}
