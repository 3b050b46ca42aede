/// For whom a decision is written.
public enum Audience: String, Hashable, Sendable, CaseIterable {
  /// Everybody outside the hub: nothing restricted is shown.
  case partner
  /// The hub itself: everything is shown.
  case hub
}
