import Dispatch
import Synchronization
import ThresholdDSL
import TriageEngine

/// The part of checking that takes longer than a keystroke: examples are decided and claims proved on
/// a thread of their own, of one state of a rule book at a time.
///
/// What comes of a state that has been typed over since is thrown away; what was proved of an edition
/// that has not changed is kept.
final class RuleProofs: Sendable {
  /// A state of a rule book without errors.
  struct Work: Sendable {
    /// The folder of the book.
    var path: String
    var folder: RuleFolder
    var book: RuleBook
    var sources: [SourceText]
    /// What the checker found.
    var found: [Diagnostic]
    /// The editions in the order of `book`, each with what is known of it already.
    var editions: [(stamp: Int, checked: CheckedEdition, findings: EditionFindings?)]
    /// The files and folders of contacts to be decided by the rules; empty for none.
    var corpus: [String]
  }

  /// What came of it.
  struct Result: Sendable {
    var path: String
    /// The states of the editions that it is of.
    var stamps: [Int]
    var findings: [EditionFindings]
    /// What `check` shows of the book, or why it cannot.
    var diagnostics: Swift.Result<[Diagnostic], ToolError>
    /// How often the corpus met each rule, or why that is not known; nil without a corpus.
    var counts: Swift.Result<CorpusCounts, ToolError>?
  }

  private let results = Mutex<(running: Bool, result: Result?)>((false, nil))

  /// Whether something is being worked out, or has been and was not taken.
  var isBusy: Bool { results.withLock { $0.running || $0.result != nil } }

  /// What has been worked out, once.
  func take() -> Result? {
    results.withLock { state in
      defer { state.result = nil }
      return state.result
    }
  }

  /// Works a state out on another thread.
  func start(_ work: Work, _ reader: RuleFolderReader) {
    results.withLock { $0.running = true }
    DispatchQueue.global().async { [self] in
      let result = Self.result(work, reader)
      results.withLock { $0 = (false, result) }
    }
  }

  /// What a state comes to.
  static func result(_ work: Work, _ reader: RuleFolderReader) -> Result {
    var findings: [EditionFindings] = []
    let diagnostics: Swift.Result<[Diagnostic], ToolError>
    do throws(ToolError) {
      for edition in work.editions {
        if let known = edition.findings {
          findings.append(known)
          continue
        }
        let alone = RuleBook.checking(name: work.book.name, editions: [edition.checked])
        guard let book = alone.book else { continue }
        findings.append(
          EditionFindings(try DecidingRules(book, folder: work.folder, reader)))
      }
      let found = work.found + findings.flatMap(\.examples)
      diagnostics = .success(
        try BookFindings(found, findings.map(\.analysed), work.book, work.sources).diagnostics)
    } catch {
      diagnostics = .failure(error)
    }
    return Result(
      path: work.path, stamps: work.editions.map(\.stamp), findings: findings,
      diagnostics: diagnostics, counts: work.corpus.isEmpty ? nil : counts(work, reader))
  }

  /// How often the corpus met each rule.
  private static func counts(
    _ work: Work, _ reader: RuleFolderReader
  ) -> Swift.Result<CorpusCounts, ToolError> {
    do throws(ToolError) {
      let rules = try DecidingRules(work.book, folder: work.folder, reader)
      return .success(try CorpusCounts(work.corpus, rules, reader.environment))
    } catch {
      return .failure(error)
    }
  }
}
