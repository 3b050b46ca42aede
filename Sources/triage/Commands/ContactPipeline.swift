import TriageEngine

/// The contacts of a run, block by block and in input order: rows are read, decoded on threads, and
/// passed by their neighbours. Every command that decides contacts reads them through this.
struct ContactPipeline {
  /// What a block of rows comes to.
  struct Block {
    /// The contacts that can be decided, in the order of their rows.
    var contacts: [DecodedContact] = []
    /// The rows that cannot.
    var rejected: [Rejection] = []
  }

  /// The rows.
  private(set) var stream: ContactStream
  /// The fields so far that nothing declares.
  private(set) var fields = FieldTally()
  private let decoder: ContactDecoder
  private let jobs: Int
  private var neighbours = RowNeighbours()
  private var hasEnded = false

  /// The contacts of a stream, decoded on so many threads.
  init(_ stream: ContactStream, _ decoder: ContactDecoder, jobs: Int) {
    self.stream = stream
    self.decoder = decoder
    self.jobs = jobs
  }

  /// What the next rows come to; nil when there are no more.
  mutating func next() throws(ToolError) -> Block? {
    guard !hasEnded else { return nil }
    guard let rows = try stream.rows() else {
      hasEnded = true
      return Block(contacts: neighbours.finish())
    }
    var block = decoded(rows)
    block.contacts += neighbours.pause()
    return block
  }

  private mutating func decoded(_ rows: [ReadRow]) -> Block {
    let decoder = decoder
    let parts = mapped(rows, jobs: jobs) { slice in
      var tally = FieldTally()
      let rows = slice.map { row -> DecodedRow in
        switch row {
        case .row(let row): decoder.decode(row, tally: &tally)
        case .rejected(let rejection): .rejected(rejection)
        }
      }
      return (rows: rows, tally: tally)
    }
    var block = Block()
    for part in parts {
      fields.add(part.tally)
      for row in part.rows {
        switch row {
        case .contact(let contact, let edition):
          block.contacts += neighbours.take(DecodedContact(contact: contact, edition: edition))
        case .rejected(let rejection): block.rejected.append(rejection)
        }
      }
    }
    return block
  }
}
