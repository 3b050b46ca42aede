import ThresholdDSL

/// A case that a dip sample can be drawn from.
public struct SampleCase: Hashable, Sendable {
  /// The contact's id.
  public var contact: String
  /// The child's id; nil when unknown.
  public var child: String?
  /// The number of the case in the ledger, which tells unknown children of one contact apart.
  public var number: Int
  /// The stratum that it belongs to.
  public var stratum: SampleStratum

  /// A case of a stratum.
  public init(contact: String, child: String?, number: Int, stratum: SampleStratum) {
    self.contact = contact
    self.child = child
    self.number = number
    self.stratum = stratum
  }

  /// How the child is named in lists: a child whose id is unknown is `unknown`.
  public var childName: String { child ?? "unknown" }
}

/// A group of cases that are sampled together, such as those decided for one outcome.
public struct SampleStratum: Hashable, Sendable, Comparable {
  /// Where it stands among the others; those that stand alike are ordered by name.
  public var rank: Int
  /// Its name.
  public var name: String

  /// A stratum with its name and its place.
  public init(rank: Int = 0, name: String) {
    self.rank = rank
    self.name = name
  }

  /// By place, then by name.
  public static func < (left: SampleStratum, right: SampleStratum) -> Bool {
    left.rank != right.rank
      ? left.rank < right.rank : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }
}

/// A stratified sample of cases, which anybody can draw again from the same cases and seed.
///
/// The cases of a stratum are put in the order of the SHA-256 digest of `SEED|CONTACT|CHILD` (UTF-8; a
/// child whose id is unknown is written `unknown`), and as many as the stratum's share are taken from
/// the front. So the sample does not depend on the order of the ledger, a larger one begins with the
/// smaller one, and cases added to the ledger since change it only where they come to stand in front.
/// A council's spreadsheet, or `sha256sum`, can check the order of any two cases.
///
/// INVARIANT: no case is drawn twice, and none that is excluded.
public struct DipSample: Sendable {
  /// The seed.
  public let seed: String
  /// The strata, in order.
  public let strata: [Stratum]

  /// A stratum with what was drawn from it.
  public struct Stratum: Sendable {
    /// The stratum.
    public var stratum: SampleStratum
    /// How many cases it has, those excluded not counted.
    public var population: Int
    /// The cases drawn, in the order of their digests.
    public var drawn: [SampleCase]
    /// Whether all of it was drawn because it is smaller than its share.
    public var isUsedUp: Bool
  }

  /// How many cases there are to draw from.
  public var population: Int { strata.reduce(0) { $0 + $1.population } }
  /// How many are drawn.
  public var count: Int { strata.reduce(0) { $0 + $1.drawn.count } }

  /// Draws so many of some cases, none of which was sampled before.
  public init(
    _ count: Int, of cases: [SampleCase], seed: String, allocation: SampleAllocation,
    excluding earlier: SampledBefore = SampledBefore()
  ) {
    var byStratum: [SampleStratum: [SampleCase]] = [:]
    for sampled in cases where !earlier.contains(sampled) {
      byStratum[sampled.stratum, default: []].append(sampled)
    }
    let names = byStratum.keys.sorted()
    let populations = names.map { byStratum[$0]?.count ?? 0 }
    let shares = allocation.shares(of: max(0, count), populations: populations)
    let most = shares.max() ?? 0
    let takesAll = shares == populations
    self.seed = seed
    strata = zip(names, shares).map { name, share in
      let members = byStratum[name] ?? []
      return Stratum(
        stratum: name, population: members.count,
        drawn: Array(Self.ordered(members, seed).prefix(share)),
        isUsedUp: allocation == .equal && !takesAll && share == members.count && share < most)
    }
  }

  private static func ordered(_ cases: [SampleCase], _ seed: String) -> [SampleCase] {
    cases.map { (digest: orderDigest($0, seed), sampled: $0) }.sorted { left, right in
      // Equal digests are those of unknown children of one contact.
      left.digest != right.digest
        ? left.digest < right.digest : left.sampled.number < right.sampled.number
    }.map(\.sampled)
  }

  /// The digest by which a case stands among the others of its stratum.
  static func orderDigest(_ sampled: SampleCase, _ seed: String) -> String {
    SHA256.hex(of: Array("\(seed)|\(sampled.contact)|\(sampled.childName)".utf8))
  }
}

/// The cases of earlier samples, which are not drawn again.
public struct SampledBefore: Sendable {
  private var cases: Set<Key> = []

  private struct Key: Hashable {
    var contact: String
    var child: String?
    /// Told apart by number only where the child is unknown: in another ledger numbers differ.
    var number: Int?
  }

  /// No earlier sample.
  public init() {}

  /// How many cases there are.
  public var count: Int { cases.count }

  /// Adds a case of an earlier sample.
  public mutating func insert(contact: String, child: String?, number: Int?) {
    cases.insert(Key(contact: contact, child: child, number: child == nil ? number : nil))
  }

  /// Whether a case was sampled before.
  public func contains(_ sampled: SampleCase) -> Bool {
    cases.contains(
      Key(
        contact: sampled.contact, child: sampled.child,
        number: sampled.child == nil ? sampled.number : nil))
  }
}
