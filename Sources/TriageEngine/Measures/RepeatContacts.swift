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

  /// The children with two contacts or more; nil where so few have one contact, or so few have more,
  /// that it is withheld.
  public var repeated: Share? {
    total > 0 && shown[0] == nil ? nil : Share(total - children[0], of: total)
  }

  /// ``children`` as they may be shown: small counts are withheld, and with them the least others that
  /// are needed so that the total does not give them away.
  public var shown: [Int?] {
    let small = 1...SuppressedTable.threshold
    var withheld = Set(children.indices.filter { small.contains(children[$0]) })
    guard !withheld.isEmpty else { return children }
    // The total gives away one count alone, and says much of several that come to little.
    let others = children.indices.filter { children[$0] > SuppressedTable.threshold }
      .sorted { (children[$0], -$0) < (children[$1], -$1) }
    let sum = withheld.reduce(0) { $0 + children[$1] }
    if withheld.count < 2 || small.contains(sum) {
      guard let least = others.first else { return children.map { _ in nil } }
      withheld.insert(least)
    }
    return children.indices.map { withheld.contains($0) ? nil : children[$0] }
  }
}
