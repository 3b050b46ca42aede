/// The limits of ledgers, each named once and tested.
public enum LedgerLimits {
  /// The bytes of one entry: far above a row at its limit and the decision on it.
  public static let lineBytes = 1 << 24
  /// The bytes of a text that a person gives with a decision, such as the reason.
  public static let textBytes = 1 << 14
}
