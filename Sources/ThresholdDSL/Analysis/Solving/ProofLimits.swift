/// How many steps a proof may take: counted and never timed, so that the answer is the same everywhere.
///
/// What would take more is left unproved, and said to be.
struct ProofLimits: Sendable {
  /// The nodes of a circuit: of a rule book that needs more nothing is proved.
  var nodes = 2_000_000
  /// The rules of an edition: of one with more nothing is proved, for each is held against the others.
  var rules = 4_000
  /// The conflicts that one question may cost.
  var conflicts = 50_000
  /// How often a contact may be found for one question that cannot be, because of its days or ages.
  var lemmas = 2_000

  static let usual = ProofLimits()
}
