import ThresholdDSL

/// Who a row is about and when it was received, as far as that can be read.
public struct RowIdentity: Hashable, Sendable {
  /// The contact's id.
  public var contact: String?
  /// The child's id; nil also when it is stated to be unknown.
  public var child: String?
  /// When the contact was received.
  public var received: Moment?

  /// Who a row is about.
  public init(contact: String? = nil, child: String? = nil, received: Moment? = nil) {
    self.contact = contact
    self.child = child
    self.received = received
  }

  /// What the three fields say that stand among the fields of a row.
  init(_ row: RawRow) {
    for field in row.fields {
      let name = row.bytes(of: field.name)
      let stated = StatedValue(field.value, in: row)
      if name.says("contact"), case .value(let id) = ValueReader.id(stated) {
        contact = id
      } else if name.says("child"), case .value(let id) = ValueReader.id(stated) {
        child = id
      } else if name.says("received"), case .value(let moment) = ValueReader.moment(stated) {
        received = moment
      }
    }
  }
}
