/// A variable or its opposite: in a circuit a node, in a solver a variable.
struct Literal: Hashable, Sendable {
  /// Twice the variable, and one more for its opposite.
  let code: Int32

  /// What is always so in a circuit.
  static let yes = Literal(code: 0)
  /// What is never so in a circuit.
  static let no = Literal(code: 1)

  init(code: Int32) {
    self.code = code
  }

  /// The variable itself.
  init(variable: Int) {
    code = Int32(truncatingIfNeeded: variable) << 1
  }

  /// The variable, or its opposite where `isOpposite`.
  init(variable: Int, isOpposite: Bool) {
    code = Int32(truncatingIfNeeded: variable) << 1 | (isOpposite ? 1 : 0)
  }

  var variable: Int { Int(code >> 1) }

  var isOpposite: Bool { code & 1 == 1 }

  /// Where lists by literal keep what belongs to this one.
  var index: Int { Int(code) }

  static prefix func ! (literal: Literal) -> Literal {
    Literal(code: literal.code ^ 1)
  }
}
