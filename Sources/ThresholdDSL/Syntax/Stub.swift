public struct SyntaxTree: Sendable {
  public var file: Int
  public var clauses: [Clause]
  public var declarations: [DeclarationSyntax]
  public var diagnostics: [Diagnostic]
}
func canonicalText(of trees: [SyntaxTree]) -> [UInt8] { [] }
