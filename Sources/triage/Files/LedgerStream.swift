import Glibc
import TriageEngine

/// The entries of a ledger that is only read: those that stand in it when reading begins.
///
/// The lock is held for a moment alone, to see how long the file is while nobody is writing; what is
/// there by then never changes.
final class LedgerStream {
  /// The ledger as the user named it.
  let name: String
  /// What is wrong with it, once reading has come to it.
  private(set) var flaw: LedgerFlaw?
  private var reader: LedgerReader
  private let descriptor: Descriptor
  /// The bytes that are still to be read.
  private var left: Int

  /// Opens a ledger; without decisions, it takes a fraction of the memory.
  init(_ name: String, keepsDecisions: Bool, _ console: Console) throws(ToolError) {
    self.name = name
    let path = console.environment.path(name)
    switch FileKind(path) {
    case .missing: throw .environment("cannot read `\(name)`: there is no such file")
    case .file: break
    case .folder, .other:
      throw .environment("cannot read `\(name)`: a ledger is a plain file")
    }
    descriptor = try Descriptor.reading(path, named: name)
    left = try descriptor.sizeWhenNobodyWrites()
    reader = LedgerReader(keepsDecisions: keepsDecisions)
  }

  /// The end of what has been read and found sound.
  var head: LedgerHead { reader.head }

  /// The next entries; nil at the end, or where ``flaw`` says that something is wrong.
  func next() throws(ToolError) -> [LedgerEntry]? {
    guard flaw == nil else { return nil }
    while left > 0 {
      let chunk = try descriptor.read(atMost: min(left, LedgerFile.blockSize))
      left = chunk.isEmpty ? 0 : left - chunk.count
      let part = reader.read(chunk)
      flaw = part.flaw
      if flaw != nil || !part.entries.isEmpty { return part.entries }
    }
    flaw = reader.finish()
    return nil
  }

  /// A whole ledger put together by contact and child, for whoever reports on it.
  ///
  /// A ledger with a flaw is refused: nothing after it can be relied on. A last line that is not
  /// finished was never acknowledged, and is left out with a warning. `notice` is shown the entries
  /// block by block.
  static func cases(
    of name: String, keeping: LedgerCases.Keeping, _ console: Console,
    noticing notice: ([LedgerEntry]) -> Void = { _ in }
  ) throws(ToolError) -> (cases: LedgerCases, head: LedgerHead) {
    let stream = try LedgerStream(name, keepsDecisions: keeping == .everything, console)
    var cases = LedgerCases(keeping: keeping)
    while let entries = try stream.next() {
      notice(entries)
      for entry in entries {
        do throws(LedgerFlaw) {
          try cases.add(entry)
        } catch {
          throw refusal(name, error)
        }
      }
    }
    if let flaw = stream.flaw {
      guard flaw.problem == .torn else { throw refusal(name, flaw) }
      console.report(
        "triage: warning: the last line of the ledger `\(name)` is not finished, and is left out\n")
    }
    return (cases, stream.head)
  }

  private static func refusal(_ name: String, _ flaw: LedgerFlaw) -> ToolError {
    .environment(
      "the ledger `\(name)` is not whole: line \(flaw.line): \(flaw.message)",
      hint: "see `triage help verify`")
  }
}
