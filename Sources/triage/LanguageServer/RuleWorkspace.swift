import ThresholdDSL
import TriageEngine

/// The rule books of the open documents.
struct RuleWorkspace {
  /// The folders that the client has open.
  private var roots: [String] = []
  /// The rule books, by folder.
  private var books: [String: RuleBookState] = [:]
  /// The folders of open documents, each with the book that it belongs to; nil for one without rules.
  private var bookOfFolder: [String: String?] = [:]
  /// What is wrong with each book, as last found.
  private var found: [String: Found] = [:]
  /// What the client was told last, by address.
  private var published: [String: JSON] = [:]
  private let reader: RuleFolderReader
  let proofs = RuleProofs()
  /// The files and folders of contacts that hover counts, as named.
  var corpusPaths: [String] = []
  /// What was counted for each book, by its folder.
  private var corpusCounts: [String: DatedCorpusCounts] = [:]
  /// Whether something has changed since the last look.
  var isStale = false
  /// Whether anything has been found since the client was last told.
  private(set) var hasNews = false

  /// What is wrong with a book.
  private struct Found {
    var diagnostics: [Diagnostic]
    /// The states of the editions that it is of, and whether that is all that `check` says.
    var stamps: [Int]
    var isWhole: Bool
    /// What stands in the way of finding out more.
    var failure: ToolError?
    /// Whether they are of an earlier text, and what they say of this one is being proved.
    var isWaiting = false
  }

  init(_ reader: RuleFolderReader) { self.reader = reader }

  /// The books, by folder.
  private var sortedBooks: [RuleBookState] { books.values.sorted { $0.path < $1.path } }

  // MARK: Which folders

  /// Notes the folders that `initialize` names.
  mutating func setRoots(_ parameters: JSONValue?) {
    let folders = parameters?["workspaceFolders"]?.array?.compactMap { $0["uri"]?.string } ?? []
    let root = parameters?["rootUri"]?.string
    roots = (folders.isEmpty ? [root].compactMap(\.self) : folders)
      .compactMap { DocumentURI.path($0) }.map { withoutLastSlash($0) }
  }

  /// Notes folders that were opened and closed.
  mutating func changeRoots(_ event: JSONValue?) {
    func paths(_ name: String) -> [String] {
      (event?[name]?.array ?? []).compactMap { $0["uri"]?.string }
        .compactMap { DocumentURI.path($0) }.map { withoutLastSlash($0) }
    }
    let removed = paths("removed")
    roots = roots.filter { !removed.contains($0) } + paths("added")
    look()
  }

  /// Looks again at which folders hold rules.
  mutating func look() {
    bookOfFolder = bookOfFolder.filter { $0.value != nil && $0.value != $0.key }
    isStale = true
  }

  /// The folder of the rule book that an edition's folder belongs to: the folder above it, where the
  /// client has that open, else the edition alone.
  private func bookPath(ofEdition folder: String) -> String {
    let above = withoutLastSlash(splitPath(folder).folder)
    let isOpen = roots.contains { above == $0 || above.utf8.starts(with: ($0 + "/").utf8) }
    return isOpen && !above.isEmpty ? above : folder
  }

  /// Whether a folder holds rules, in an open document or on the disk.
  private func hasRules(_ folder: String, _ open: [String: [UInt8]]) -> Bool {
    var edition = RuleBookState(path: folder)
    let ours = open.filter { withoutLastSlash(splitPath($0.key).folder) == folder }
    edition.update(reader, ours)
    if edition.failure == nil { return edition.editions.contains(where: \.hasRules) }
    return ours.contains { path, bytes in
      MarkdownDocument(SourceText(name: path, bytes: bytes), file: 0).regions
        .contains { $0.kind == .fence }
    }
  }

  // MARK: What changes

  /// Reads the books of the open documents anew, with what stands in the editor.
  mutating func refresh(_ documents: [OpenDocument]) {
    isStale = false
    hasNews = true
    var open: [String: [UInt8]] = [:]
    for document in documents {
      if let path = document.path { open[path] = document.bytes }
    }
    var wanted: Set<String> = []
    for path in open.keys.sorted() {
      let folder = withoutLastSlash(splitPath(path).folder)
      if bookOfFolder[folder] == nil {
        bookOfFolder[folder] = .some(hasRules(folder, open) ? bookPath(ofEdition: folder) : nil)
      } else if bookOfFolder[folder] == .some(nil), hasFence(path, open) {
        bookOfFolder[folder] = bookPath(ofEdition: folder)
      }
      guard let known = bookOfFolder[folder], let book = known else { continue }
      if wanted.insert(book).inserted { update(book, open) }
      if books[book]?.failure != nil, book != folder {
        // A folder that cannot be read as a book may hold an edition all the same.
        bookOfFolder[folder] = folder
        if wanted.insert(folder).inserted { update(folder, open) }
        wanted.remove(book)
      }
    }
    books = books.filter { wanted.contains($0.key) }
    found = found.filter { wanted.contains($0.key) }
  }

  private func hasFence(_ path: String, _ open: [String: [UInt8]]) -> Bool {
    MarkdownDocument(SourceText(name: path, bytes: open[path] ?? []), file: 0).regions
      .contains { $0.kind == .fence }
  }

  private mutating func update(_ path: String, _ open: [String: [UInt8]]) {
    var book = books[path] ?? RuleBookState(path: path)
    book.update(reader, open)
    books[path] = book
    let stamps = book.editions.map(\.stamp)
    if let known = found[path], known.stamps == stamps, book.failure == nil { return }
    let hasErrors = book.checked.book == nil || book.failure != nil
    // Warnings that are to be proved again stay as they were until they have been, so that they do not
    // come and go with every keystroke.
    let earlier = found[path]
    let keeps = !hasErrors && earlier?.diagnostics.contains(where: \.isError) == false
    found[path] = Found(
      diagnostics: keeps ? earlier?.diagnostics ?? [] : book.checked.diagnostics, stamps: stamps,
      isWhole: hasErrors, failure: book.failure, isWaiting: keeps)
  }

  /// The edition and the tree that a file has.
  func place(
    of path: String
  ) -> (book: RuleBookState, edition: EditionState, tree: SyntaxTree)? {
    let folder = withoutLastSlash(splitPath(path).folder)
    guard let known = bookOfFolder[folder], let name = known, let book = books[name],
      let (edition, file) = book.place(of: path),
      let tree = edition.trees.first(where: { $0.file == file })
    else { return nil }
    return (book, edition, tree)
  }

  // MARK: What takes longer

  /// Whether anything is left to be worked out.
  var hasWork: Bool { isStale || proofs.isBusy || found.contains { !$0.value.isWhole } }

  /// The next book to be proved.
  private var nextWork: RuleProofs.Work? {
    for state in sortedBooks {
      guard found[state.path]?.isWhole == false, let book = state.checked.book,
        let folder = state.folder
      else { continue }
      return RuleProofs.Work(
        path: state.path, folder: folder, book: book, sources: state.sources,
        found: state.checked.diagnostics,
        editions: state.editions.map { ($0.stamp, $0.checked, $0.findings) },
        corpus: corpusPaths.map(corpusPath))
    }
    return nil
  }

  /// Begins the proofs of a book that is waiting for them, unless others are under way.
  mutating func startProofs() {
    guard !proofs.isBusy, let work = nextWork else { return }
    proofs.start(work, reader)
  }

  /// Works everything out at once.
  mutating func prove(time: Double) {
    while let work = nextWork { finish(RuleProofs.result(work, reader), time: time) }
  }

  /// Takes in what has been worked out.
  mutating func finish(_ result: RuleProofs.Result, time: Double) {
    guard books[result.path] != nil else { return }
    hasNews = true
    corpusCounts[result.path] =
      result.counts.map {
        DatedCorpusCounts(counts: $0, stamps: result.stamps, countedAt: time)
      } ?? corpusCounts[result.path]
    for (stamp, findings) in zip(result.stamps, result.findings) {
      books[result.path]?.keep(findings, ofStamp: stamp)
    }
    guard let now = found[result.path], now.stamps == result.stamps else { return }
    switch result.diagnostics {
    case .success(let diagnostics): found[result.path]?.diagnostics = diagnostics
    case .failure(let error):
      found[result.path]?.diagnostics = books[result.path]?.checked.diagnostics ?? []
      found[result.path]?.failure = error
    }
    found[result.path]?.isWhole = true
    found[result.path]?.isWaiting = false
  }

  /// The path of a corpus: one that is not whole starts from the first folder that the client has open.
  private func corpusPath(_ written: String) -> String {
    guard let root = roots.first, written.utf8.first != UInt8(ascii: "/") else { return written }
    return joinedPath(root, written)
  }

  /// How often the corpus met a rule, and how old that is; nil without a corpus.
  func corpusText(ofRule rule: String, _ edition: Edition, _ book: String, time: Double) -> String?
  {
    let now = books[book]?.editions.map(\.stamp) ?? []
    return corpusCounts[book]?.text(
      ofRule: rule, edition: edition.name, stamps: now, time: time)
  }

  // MARK: What the client is told

  /// What is wrong with a book as it stands, as far as that is known.
  func diagnostics(of book: RuleBookState) -> [Diagnostic] {
    let known = found[book.path]
    let diagnostics = known?.isWaiting == true ? book.checked.diagnostics : known?.diagnostics
    return DiagnosticRenderer.sorted(diagnostics ?? [])
  }

  /// What the client has not been told yet: one notice a file, an empty one where nothing is wrong any
  /// more.
  mutating func unpublished(
    _ documents: [OpenDocument], _ client: ClientCapabilities
  ) -> [JSON] {
    hasNews = false
    var notices: [String: JSON] = [:]
    for document in documents { notices[document.uri] = [] }
    var waiting: Set<String> = []
    for book in sortedBooks {
      guard found[book.path]?.isWaiting == true else {
        addItems(of: book, documents, client, to: &notices)
        continue
      }
      for source in book.sources { waiting.insert(DocumentURI.uri(source.name)) }
      for document in documents {
        if let path = document.path, place(of: path)?.book.path == book.path {
          waiting.insert(document.uri)
        }
      }
    }
    var changed: [JSON] = []
    for uri in Set(notices.keys).union(published.keys).sorted() {
      let items = notices[uri] ?? []
      let version = documents.first { $0.uri == uri }?.version
      let params: JSON = ["uri": .string(uri), "diagnostics": items]
      let notice = params.with("version", version.map { .int($0) })
      // An editor moves what it was told with the text until it is told again.
      if waiting.contains(uri), published[uri] != nil { continue }
      // A file that was never wrong needs no notice, unless it is open.
      if published[uri] == notice || published[uri] == nil && items == [] && version == nil {
        continue
      }
      changed.append(notice)
      published[uri] = items == [] && version == nil ? nil : notice
    }
    return changed
  }

  private func addItems(
    of book: RuleBookState, _ documents: [OpenDocument], _ client: ClientCapabilities,
    to notices: inout [String: JSON]
  ) {
    let addresses = Dictionary(
      documents.compactMap { document in document.path.map { ($0, document.uri) } },
      uniquingKeysWith: { first, _ in first })
    let first = documents.first { document in
      document.path.flatMap { place(of: $0) }?.book.path == book.path
    }
    var items: [String: [JSON]] = [:]
    var positions: (file: Int, positions: TextPositions)?
    for diagnostic in diagnostics(of: book) {
      guard let span = diagnostic.span, book.sources.indices.contains(span.file) else {
        let item = DiagnosticItem(diagnostic, addresses, client.encoding, book.sources, nil)
        if let uri = first?.uri { items[uri, default: []].append(item.json) }
        continue
      }
      let source = book.sources[span.file]
      if positions?.file != span.file {
        positions = (span.file, TextPositions(source.bytes, client.encoding))
      }
      let uri = addresses[source.name] ?? DocumentURI.uri(source.name)
      let item = DiagnosticItem(
        diagnostic, addresses, client.encoding, book.sources, positions?.positions)
      items[uri, default: []].append(item.json)
    }
    if let failure = found[book.path]?.failure, let uri = first?.uri ?? documents.first?.uri {
      items[uri, default: []].append([
        "range": TextPositions([], client.encoding).json(0..<0), "severity": 1,
        "source": "triage",
        "message": .string(
          [failure.message, failure.hint].compactMap(\.self).joined(separator: "\n")),
      ])
    }
    for (uri, list) in items { notices[uri] = .array(list) }
  }
}
