/// A truth value of Kleene's strong three-valued logic, ordered `no < unknown < yes`.
///
/// The order is the whole table: `and` is the lesser, `or` the greater, `not` the mirror image.
public enum Truth: UInt8, Hashable, Comparable, Sendable, CaseIterable {
  /// Known to be false.
  case no
  /// Not known.
  case unknown
  /// Known to be true.
  case yes

  /// Yes for true and no for false.
  public init(_ known: Bool) {
    self = known ? .yes : .no
  }

  /// The opposite; the opposite of unknown is unknown.
  public var negated: Truth {
    switch self {
    case .no: .yes
    case .unknown: .unknown
    case .yes: .no
    }
  }

  /// Yes when both are yes, no when either is no, else unknown.
  public func and(_ other: Truth) -> Truth {
    min(self, other)
  }

  /// Yes when either is yes, no when both are no, else unknown.
  public func or(_ other: Truth) -> Truth {
    max(self, other)
  }

  /// Whether it is known, either way.
  public var isKnown: Bool {
    self != .unknown
  }

  /// Orders by how true: no, unknown, yes.
  public static func < (left: Truth, right: Truth) -> Bool {
    left.rawValue < right.rawValue
  }
}
