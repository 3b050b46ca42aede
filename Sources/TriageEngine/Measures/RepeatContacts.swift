/// How many contacts there were about each child.
///
/// Notices of one incident count as one contact; news of a case that was open already counts as none.
public struct RepeatContacts: Hashable, Sendable {
  /// Children with so many contacts or more stand together.
  public static let most = 5

  /// The children with 1, 2, 3, 4, and 5 or more contacts.
  public let children: [Int]
  /// The rows whose child is not known: each may be anybody.
  public let rowsWithoutChild: Int
  /// The rows that are news of a case that was open already.
  public let updates: Int

  /// The contacts of some cases.
  init(_ cases: [MeasuredCase]) {
    var contacts: [String: Set<String>] = [:]
    var withoutChild = 0
    var updates = 0
    for measured in cases {
      if measured.isUpdate {
        updates += 1
      } else if let child = measured.child {
        let incident = measured.incident.map { "incident " + $0 }
        contacts[child, default: []].insert(incident ?? "contact " + measured.contact)
      } else {
        withoutChild += 1
      }
    }
    var children = Array(repeating: 0, count: Self.most)
    for found in contacts.values { children[min(found.count, Self.most) - 1] += 1 }
    self.children = children
    rowsWithoutChild = withoutChild
    self.updates = updates
  }

  /// The children with at least one contact that counts.
  public var total: Int { children.reduce(0, +) }

  /// The children with two contacts or more.
  public var repeated: Share { Share(total - children[0], of: total) }
}
