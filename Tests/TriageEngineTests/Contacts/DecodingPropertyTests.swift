import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

/// Made-up rows: for each field a value as JSON Lines and as CSV write it.
struct RowGenerator {
  var random: SplitMix64
  static let sentinel = "qzxj"

  private static let values: [(field: String, json: [String], cell: [String])] = [
    ("contact", ["\"C-1\"", "7", "\"\"", "null"], ["C-1", "7", "", "null"]),
    ("child", ["\"P 1\"", "42", "\"unknown\"", "\" \""], ["P 1", "42", "unknown", " "]),
    (
      "received",
      ["\"2021-05-04T15:42\"", "\"2021-05-04\"", "\"04/05/2021\"", "\"2017-01-01\""],
      ["2021-05-04T15:42", "2021-05-04", "04/05/2021", "2017-01-01"]
    ),
    (
      "injury", ["true", "0", "\"Y\"", "\"\"", "\"qzxj\"", "\"1\""],
      ["true", "0", "Y", "", "qzxj", "1"]
    ),
    (
      "home", ["\"very poor\"", "\"GOOD\"", "\"qzxj\"", "null"],
      ["very poor", "GOOD", "qzxj", "null"]
    ),
    (
      "concerns",
      ["\"physical|neglect\"", "\"none\"", "\"sexual,qzxj\"", "\"neglect; sexual\""],
      ["physical|neglect", "none", "sexual,qzxj", "neglect; sexual"]
    ),
    ("missed", ["3", "-2.50", "\"1,000\"", "1e2"], ["3", "-2.50", "1,000", "1e2"]),
    ("reviewed", ["\"2021-01-02\"", "\"qzxj\"", "20"], ["2021-01-02", "qzxj", "20"]),
    (
      "returned", ["\"2021-10-31 01:30\"", "\"2021-06-01\"", "\"\\n\""],
      ["2021-10-31 01:30", "2021-06-01", "\n"]
    ),
    ("carer_age", ["17", "\"8 months\"", "\"qzxj years\""], ["17", "8 months", "qzxj years"]),
    (
      "date_of_birth", ["\"2012-03\"", "\"2020-02-29\"", "\"2022-01-01\"", "\"qzxj\""],
      ["2012-03", "2020-02-29", "2022-01-01", "qzxj"]
    ),
    ("expected_date_of_birth", ["\"2021-08-01\"", "\"\""], ["2021-08-01", ""]),
    ("date_of_birth_approximate", ["true", "\"no\""], ["true", "no"]),
    ("source", ["6", "\"q) 6: Police\"", "\"qzxj\""], ["6", "q) 6: Police", "qzxj"]),
    ("decided", ["\"2021-05-05T10:00Z\"", "\"qzxj\""], ["2021-05-05T10:00Z", "qzxj"]),
    ("decided_outcome", ["\"NFA\"", "\"qzxj\""], ["NFA", "qzxj"]),
    ("household", ["12", "\"H, \\\"1\\\"\""], ["12", "H, \"1\""]),
    ("note", ["\"qzxj \\\"said\\\"\\r\\n\""], ["qzxj \"said\"\r\n"]),
    ("injry", ["true", "\"qzxj\"", "\"\""], ["true", "qzxj", ""]),
    ("child_age", ["\"3\"", "\"qzxj\""], ["3", "qzxj"]),
    ("earlier_contacts", ["2", "\"\""], ["2", ""]),
  ]

  /// The fields of some rows as both formats write them, with the same columns.
  mutating func files(rows: Int) -> (lines: String, table: String) {
    let fields = Self.values.filter { _ in !random.oneIn(6) || random.oneIn(4) }
      .shuffled(using: &random)
    let columns = fields.isEmpty ? [Self.values[0]] : fields
    var lines = ""
    var table = columns.map { quoted(title($0.field)) }.joined(separator: ",") + "\r\n"
    for _ in 0..<rows {
      var members: [String] = []
      var cells: [String] = []
      for column in columns {
        // The first values are the good ones: most rows can be decoded.
        let isKey = ["contact", "child", "received"].contains(column.field)
        let index =
          isKey && !random.oneIn(8)
          ? Int.random(in: 0...1, using: &random)
          : Int.random(in: 0..<column.json.count, using: &random)
        // A cell that is empty is a member left out, or empty.
        if random.oneIn(3), !isKey {
          if random.oneIn(2) { members.append("\"\(column.field)\":\"\"") }
          cells.append("")
        } else {
          members.append("\"\(column.field)\":\(column.json[index])")
          cells.append(quoted(column.cell[index]))
        }
      }
      if cells.allSatisfy({ $0.isEmpty || $0 == " " }) { continue }
      lines += "{" + members.shuffled(using: &random).joined(separator: ",") + "}\n"
      table += cells.joined(separator: ",") + "\n"
    }
    return (lines, table)
  }

  /// A name as a spreadsheet might head its column.
  private mutating func title(_ name: String) -> String {
    guard random.oneIn(3) else { return name }
    let words = name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return words.joined(separator: random.oneIn(2) ? " " : "-")
  }

  private mutating func quoted(_ cell: String) -> String {
    let mustQuote = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard mustQuote || (random.oneIn(3) && !cell.isEmpty) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}

/// What a file is decided as: rejections and contacts as text, and the tally.
private struct DecodedFile {
  var rows: [String] = []
  var messages: [String] = []
  var decoded = 0
  var rejected = 0
  var tally = FieldTally()
  var error: InputError?

  private static let facts = sampleEdition(sampleFacts).facts
  private static let decoder = ContactDecoder(sampleBook(sampleFacts))
  private static let strict = ContactDecoder(
    sampleBook(sampleFacts), options: DecodingOptions(isStrict: true))

  init(_ bytes: [UInt8], _ format: InputFormat, _ options: DecodingOptions = .init()) {
    let facts = Self.facts
    let decoder = options.isStrict ? Self.strict : Self.decoder
    let file = ReadFile(bytes, format)
    error = file.error
    for row in file.rows {
      switch row {
      case .rejected(let rejection): reject(rejection)
      case .row(let row):
        switch decoder.decode(row, tally: &tally) {
        case .rejected(let rejection): reject(rejection)
        case .contact(let contact, _):
          decoded += 1
          let states = zip(contact.facts, facts).map { describe($0, $1) }.joined(separator: "; ")
          let human =
            contact.human.map { human in
              let decided = human.decided.map { MomentText.text($0) } ?? "no time"
              return "\(decided) \(human.outcome ?? -1) \(human.rating ?? -1)"
            } ?? ""
          // Names are shown as written, and a spreadsheet writes them its own way.
          let notes = contact.notes.map { note in
            "\(note.code.rawValue) \(folded(note.field ?? "")) \(note.text)"
          }.sorted()
          messages += contact.notes.map { "\($0.field ?? "") \($0.text)" }
          rows.append(
            "\(contact.id) \(contact.child ?? "nobody") \(contact.household ?? "") \(states) "
              + "\(human) \(notes) \(contact.hasUnrecognisedFields)")
        }
      }
    }
  }

  /// The tally as text, sorted: columns come in another order than members.
  var counts: [String] {
    tally.entries.map { "\(folded($0.name)) \($0.rows) \($0.nearest)" }.sorted()
  }

  private mutating func reject(_ rejection: Rejection) {
    rejected += 1
    messages.append("\(rejection.field ?? "") \(rejection.reason)")
    rows.append("\(rejection.code.rawValue) \(rejection.field ?? "") \(rejection.reason)")
  }

  private func folded(_ name: String) -> String {
    String(decoding: FieldName.folded(Array(name.utf8)), as: UTF8.self)
  }
}

struct DecodingPropertyTests {
  @Test func `a table says what the same rows as JSON Lines say`() {
    let seed = testSeed(1_904)
    var generator = RowGenerator(random: SplitMix64(seed: seed))
    var decoded = 0
    for _ in 0..<150 {
      let (lines, table) = generator.files(rows: 4)
      let left = DecodedFile(Array(lines.utf8), .jsonLines)
      let right = DecodedFile(Array(table.utf8), .csv)
      if right.error != nil { continue }
      #expect(left.rows.count == right.rows.count)
      for (row, other) in zip(left.rows, right.rows) { #expect(row == other, "seed \(seed)") }
      #expect(left.counts == right.counts, "seed \(seed)")
      decoded += left.decoded
    }
    #expect(decoded > 150)
  }

  @Test func `no message repeats a value of a row`() {
    let seed = testSeed(2_018)
    var generator = RowGenerator(random: SplitMix64(seed: seed))
    var messages = 0
    for round in 0..<120 {
      let (lines, table) = generator.files(rows: 4)
      let options = DecodingOptions(isStrict: round % 4 == 0)
      // Cut and broken rows have messages of their own.
      let broken = lines.split(separator: "\n").map { line in
        String(line.prefix(Int.random(in: 1...line.utf8.count, using: &generator.random)))
      }.joined(separator: "\n")
      for file in [
        DecodedFile(Array(lines.utf8), .jsonLines, options),
        DecodedFile(Array(broken.utf8), .jsonLines, options),
        DecodedFile(Array(table.utf8), .csv, options),
      ] {
        messages += file.messages.count
        for message in file.messages {
          #expect(!message.contains(RowGenerator.sentinel), "seed \(seed): \(message)")
        }
      }
    }
    #expect(messages > 1_000)
  }

  @Test func `rows in are rows decoded and rows rejected, whatever bytes change`() {
    let seed = testSeed(31_337)
    var generator = RowGenerator(random: SplitMix64(seed: seed))
    var decoded = 0
    var rejected = 0
    for _ in 0..<400 {
      let (lines, table) = generator.files(rows: 3)
      for (text, format) in [(lines, InputFormat.jsonLines), (table, .csv)] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator.random) where !bytes.isEmpty {
          let index = Int.random(in: 0..<bytes.count, using: &generator.random)
          switch Int.random(in: 0..<3, using: &generator.random) {
          case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator.random)
          case 1: bytes.remove(at: index)
          default: bytes.insert(generator.random.pick(bytes), at: index)
          }
        }
        let file = DecodedFile(bytes, format)
        decoded += file.decoded
        rejected += file.rejected
        if format == .jsonLines, file.error == nil {
          let rows = bytes.split(separator: 0x0A).filter { !$0.allSatisfy(isWhiteSpace) }
          #expect(file.decoded + file.rejected == rows.count, "seed \(seed)")
        }
      }
    }
    #expect(decoded > 200 && rejected > 200)
  }

  @Test func `threads that share a decoder say what one says`() async {
    var generator = RowGenerator(random: SplitMix64(seed: testSeed(8)))
    let files = (0..<16).map { _ in generator.files(rows: 8).lines }
    let whole = files.map { DecodedFile(Array($0.utf8), .jsonLines).rows }
    let decoder = ContactDecoder(sampleBook(sampleFacts))
    let facts = sampleEdition(sampleFacts).facts
    let counts = await withTaskGroup(of: (Int, [String]).self) { group in
      for (index, file) in files.enumerated() {
        group.addTask {
          var tally = FieldTally()
          let rows = ReadFile(file, .jsonLines).rows.map { row -> String in
            guard case .row(let row) = row,
              case .contact(let contact, _) = decoder.decode(row, tally: &tally)
            else { return "" }
            return zip(contact.facts, facts).map { describe($0, $1) }.joined(separator: "; ")
          }
          return (index, rows)
        }
      }
      var results = [[String]](repeating: [], count: files.count)
      for await (index, rows) in group { results[index] = rows }
      return results
    }
    for (left, right) in zip(counts, whole) {
      for (states, row) in zip(left, right) { #expect(row.contains(states)) }
    }
  }
}
