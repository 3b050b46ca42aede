/// A name that an edition gives to something, by what it names.
///
/// Two things of different kinds may have one name: a fact and a rule called `injury`, say.
public struct DeclaredName: Hashable, Sendable {
  /// What a name can stand for.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A fact, declared or always there.
    case fact
    /// A named condition.
    case define
    /// An outcome.
    case outcome
    /// A rating.
    case rating
    /// A rule, or a row of a table.
    case rule
    /// A table.
    case table
    /// A scale.
    case scale
    /// An action.
    case action
    /// A clock.
    case clock
    /// A value of a fact.
    case value
    /// An agency, which is named and nowhere declared.
    case agency
    /// A clause, by its number.
    case clause
  }

  /// What it stands for.
  public var kind: Kind
  /// The name as written.
  public var text: String
  /// The fact that a value belongs to.
  public var owner: String?

  /// A name of a kind.
  public init(_ kind: Kind, _ text: String, of owner: String? = nil) {
    self.kind = kind
    self.text = text
    self.owner = owner
  }
}

/// A place where a name is written.
public struct NameOccurrence: Hashable, Sendable {
  /// The name.
  public var name: DeclaredName
  /// Where it is written.
  public var span: SourceSpan
  /// Whether it is declared there.
  public var isDeclaration: Bool

  /// A name at a place.
  public init(_ name: DeclaredName, at span: SourceSpan, isDeclaration: Bool) {
    self.name = name
    self.span = span
    self.isDeclaration = isDeclaration
  }
}
