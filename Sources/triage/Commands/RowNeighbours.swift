import TriageEngine

/// What only rows beside one another can tell of a row: that it stands twice, and that the other
/// child of its contact has no row.
///
/// Rows of one contact stand together in every export seen, so a row that names another child waits
/// until the rows of its contact end; all others pass at once. Memory is bounded by two limits.
struct RowNeighbours {
  /// The rows of one contact that wait at most for the other child's row.
  static let mostWaiting = 1_000
  /// The rows that a repeated row is looked for among: the last so many.
  static let mostRemembered = 1 << 20

  /// The contact whose rows are being read, and its children so far.
  private var contact: String?
  private var children: [String] = []
  /// The rows that have not passed yet, all of that contact.
  private var waiting: [DecodedContact] = []
  private var waitsForOther = false
  private var seen = RecentKeys(most: mostRemembered)

  /// Takes the next row; the rows that are now ready, in order.
  mutating func take(_ row: DecodedContact) -> [DecodedContact] {
    var row = row
    if isRepeated(row.contact) { noteRepetition(&row.contact) }
    var ready: [DecodedContact] = []
    if contact != row.contact.id || children.count >= Self.mostWaiting {
      ready = finish()
      contact = row.contact.id
    }
    if let child = row.contact.child { children.append(child) }
    waiting.append(row)
    waitsForOther = waitsForOther || row.contact.otherChild != nil
    return ready
  }

  /// The rows that wait for no other: called when a block ends, so that a pipe is answered at once.
  mutating func pause() -> [DecodedContact] {
    if waitsForOther { return [] }
    defer { waiting.removeAll(keepingCapacity: true) }
    return waiting
  }

  /// The rows still waiting, at the end of the rows of a contact.
  mutating func finish() -> [DecodedContact] {
    for index in waiting.indices where lacksOtherChild(waiting[index].contact) {
      noteOtherChild(&waiting[index].contact)
    }
    defer {
      waiting.removeAll(keepingCapacity: true)
      children.removeAll(keepingCapacity: true)
      waitsForOther = false
      contact = nil
    }
    return waiting
  }

  private func lacksOtherChild(_ contact: Contact) -> Bool {
    guard let other = contact.otherChild else { return false }
    return !children.contains(other)
  }

  private func noteOtherChild(_ contact: inout Contact) {
    contact.notes.append(
      Note(
        .otherChildMissing, field: "other_child",
        text: "no row of this contact beside it is about the other child, who is a subject too"))
  }

  private mutating func isRepeated(_ contact: Contact) -> Bool {
    guard let child = contact.child else { return false }
    var hash = IdentityHash(contact.id)
    hash.add(child)
    hash.add(contact.place.file)
    return !seen.insert(hash.value)
  }

  private func noteRepetition(_ contact: inout Contact) {
    contact.notes.append(
      Note(
        .repeatedRow, field: "contact",
        text: "the same contact and child stand in an earlier row of the file too"))
  }
}

/// A row read as a contact, with the index of the edition that it is decided under.
///
/// Rows pass from hand to hand many times, so what is passed is no larger than a reference.
struct DecodedContact: Sendable {
  let edition: Int
  private var kept: Kept

  init(contact: Contact, edition: Int) {
    self.edition = edition
    kept = Kept(contact)
  }

  /// The contact; to change it is to copy it.
  var contact: Contact {
    _read { yield kept.contact }
    set { kept = Kept(newValue) }
  }

  /// When the contact was received, or the earliest that it can have been.
  var received: Instant { kept.contact.received.earliest }

  private final class Kept: Sendable {
    let contact: Contact

    init(_ contact: Contact) { self.contact = contact }
  }
}
