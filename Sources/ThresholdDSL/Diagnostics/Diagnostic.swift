/// A mistake, or something to look at, in the text of a rule book.
///
/// Diagnostics are values, many a run, never thrown. Wording may change; codes may not.
public struct Diagnostic: Hashable, Sendable {
  /// The stable code, with its severity and page of help.
  public var code: DiagnosticCode
  /// One phrase in plain English, without a full stop; text of the user's stands in back-ticks.
  public var message: String
  /// The smallest span that is wrong; nil when no place in a file is (a missing file, say).
  public var span: SourceSpan?
  /// Other places that explain it.
  public var related: [Label]
  /// What to write instead.
  public var hints: [Hint]
  /// What lies behind it, line by line as it is to be shown: the conditions of a failed example with
  /// their values.
  public var details: [String] = []
  /// What it is about: the name of a rule, fact, define, scale, table or outcome, by which an answer
  /// in the document names it.
  public var subject: String?

  /// A place and what it has to do with the mistake.
  public struct Label: Hashable, Sendable {
    /// The place.
    public var span: SourceSpan
    /// What is there.
    public var text: String

    /// A place with its text.
    public init(span: SourceSpan, text: String) {
      self.span = span
      self.text = text
    }
  }

  /// Advice, and the replacement that carries it out where there is one obvious one.
  public struct Hint: Hashable, Sendable {
    /// The advice: one sentence.
    public var text: String
    /// What to replace, and with what.
    public var replacement: Replacement?
    /// The replacements to choose from, where there is more than one.
    public var choices: [Replacement]

    /// Advice, and the replacement or the replacements that carry it out.
    public init(
      _ text: String, replacement: Replacement? = nil, choices: [Replacement] = []
    ) {
      self.text = text
      self.replacement = replacement
      self.choices = choices
    }
  }

  /// New text for a span.
  public struct Replacement: Hashable, Sendable {
    /// What to replace.
    public var span: SourceSpan
    /// The new text.
    public var text: String

    /// New text for a span.
    public init(span: SourceSpan, text: String) {
      self.span = span
      self.text = text
    }
  }

  /// A diagnostic at a place.
  public init(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan?, related: [Label] = [],
    hints: [Hint] = []
  ) {
    self.code = code
    self.message = message
    self.span = span
    self.related = related
    self.hints = hints
  }

  /// Whether a rule book with it can decide contacts.
  public var isError: Bool { code.severity == .error }
}

/// How grave a diagnostic is.
public enum Severity: String, Hashable, Sendable {
  /// The rule book cannot decide contacts.
  case error
  /// The rule book decides contacts, and something should be looked at.
  case warning
}
