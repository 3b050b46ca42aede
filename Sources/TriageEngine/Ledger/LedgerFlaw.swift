/// The first thing wrong with a ledger.
///
/// INVARIANT: the message names entries, keys and events, and repeats nothing of a row.
public struct LedgerFlaw: Error, Hashable, Sendable {
  /// The line of the file, from 1; in a sound ledger it is the entry's number.
  public var line: Int
  /// What kind of flaw it is.
  public var problem: Problem
  /// What is wrong, in plain English without a full stop.
  public var message: String

  /// What can be wrong with a ledger.
  public enum Problem: String, Hashable, Sendable, CaseIterable {
    /// The line is no entry.
    case notAnEntry
    /// The line does not give its own sum: it was changed.
    case changed
    /// The line is another entry than should stand there.
    case outOfPlace
    /// The digest is not that of the line before.
    case brokenChain
    /// The last line is not finished.
    case torn
    /// What the entry says does not fit the entries before it.
    case contradiction
    /// The recommendation is not what the rules make of the row.
    case notDerived
  }

  /// Something wrong with a line.
  public init(_ problem: Problem, line: Int, _ message: String) {
    self.problem = problem
    self.line = line
    self.message = message
  }
}
