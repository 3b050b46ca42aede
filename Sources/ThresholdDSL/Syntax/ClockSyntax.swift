/// One part of `hours`: days and the times of each.
public struct HoursSyntax: Sendable {
  /// The first weekday, 1 for Monday to 7.
  public var firstDay: Int
  /// The last weekday; equal to `firstDay` for one day.
  public var lastDay: Int
  /// Opening time in minutes after midnight.
  public var opens: Int
  /// Closing time in minutes after midnight.
  public var closes: Int
  /// Where it stands.
  public var span: SourceSpan
  /// Hours of some days.
  public init(firstDay: Int, lastDay: Int, opens: Int, closes: Int, span: SourceSpan) {
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.opens = opens
    self.closes = closes
    self.span = span
  }
}

/// One part of `closed`.
public struct ClosureSyntax: Sendable {
  /// What is closed.
  public var closure: Closure
  /// Where it stands.
  public var span: SourceSpan
  /// A closure at a place.
  public init(closure: Closure, span: SourceSpan) {
    self.closure = closure
    self.span = span
  }
}

/// `clock name from event to event: limit, when …`
public struct ClockSyntax: Sendable {
  /// The name.
  public var name: Identifier?
  /// The title for people.
  public var title: StringSyntax?
  /// The event after `from`.
  public var start: Identifier?
  /// The event after `to`.
  public var end: Identifier?
  /// The limit.
  public var limit: Clock.Limit?
  /// The place of the limit.
  public var limitSpan: SourceSpan?
  /// The condition after `when`.
  public var condition: ConditionSyntax?
  /// `out of hours counts from …` of this clock.
  public var outOfHours: OutOfHours?
  /// A clock nothing is known of yet.
  public init() {}
}
