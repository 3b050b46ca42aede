import ThresholdDSL
import TriageEngine

/// A comparison of rules as JSON Lines: one object a claim, a contact that shows one, a change of
/// words, and a contact of the corpus; last a summary.
struct CompareLines {
  private let result: ComparisonResult

  init(_ result: ComparisonResult) {
    self.result = result
  }

  /// Every line.
  func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    for proved in result.proved {
      let comparison = proved.comparison
      for (subject, claims) in [
        ("outcome", comparison.outcomes), ("rating", comparison.ratings),
        ("could_rise_to", comparison.couldRise),
      ] {
        for claim in claims { bytes += line(claim, subject, proved) }
      }
      for shown in proved.shown { bytes += line(shown, proved) }
      for change in proved.changes { bytes += line(change, proved) }
    }
    for change in ContactChange.allCases {
      for contact in result.contacts?.contacts(change) ?? [] { bytes += line(contact) }
    }
    return bytes + summary()
  }

  private func line(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(write)
    writer.newline()
    return writer.bytes
  }

  private func line(
    _ claim: EditionComparison.LevelClaim, _ subject: String, _ proved: ProvedChanges
  ) -> [UInt8] {
    line { writer in
      writer.member("kind", "claim")
      writer.editions(proved)
      writer.member("about", subject)
      writer.member("level", claim.level)
      writer.member("lowers", claim.lowers.word)
      writer.member("raises", claim.raises.word)
    }
  }

  private func line(_ shown: ProvedChanges.Shown, _ proved: ProvedChanges) -> [UInt8] {
    line { writer in
      writer.member("kind", "witness")
      writer.editions(proved)
      writer.key("shows")
      writer.array(shown.claims) { writer, claim in
        writer.object { writer in
          writer.member("what", claim.kind.rawValue)
          writer.member("level", claim.level)
        }
      }
      writer.key("contact")
      writer.raw(shown.line)
      writer.key("history")
      writer.object { writer in
        for counted in shown.witness.history {
          writer.member(counted.fact, counted.words)
        }
      }
      writer.key("example")
      writer.array(CompareWords.example(shown, proved)) { $0.string($1) }
      writer.decision("before", shown.old, proved.old)
      writer.decision("after", shown.new, proved.new)
    }
  }

  private func line(_ change: StatedChange, _ proved: ProvedChanges) -> [UInt8] {
    line { writer in
      writer.member("kind", "stated")
      writer.editions(proved)
      writer.member("change", change.kind.rawValue)
      writer.member("what", change.what)
      writer.member("name", change.name)
      writer.member("clause", change.clause)
      writer.member("before", change.before)
      writer.member("after", change.after)
    }
  }

  private func line(_ contact: ChangedContact) -> [UInt8] {
    line { writer in
      writer.member("kind", "contact")
      writer.member("change", contact.change.rawValue)
      writer.member("contact", contact.contact)
      writer.member("child", contact.child)
      writer.member("file", contact.file)
      writer.key("line")
      writer.number(contact.line)
      writer.member("source", contact.source)
      writer.member("age", contact.ageBand.title)
      writer.decision(
        "before", contact.old.decision, result.oldWords[contact.old.edition].edition)
      writer.decision("after", contact.new.decision, result.newWords[contact.new.edition].edition)
    }
  }

  private func summary() -> [UInt8] {
    line { writer in
      writer.member("kind", "summary")
      writer.member("old", result.oldName)
      writer.member("new", result.newName)
      writer.key("directions")
      writer.array(result.proved) { writer, proved in
        writer.object { writer in
          writer.editions(proved)
          writer.member("outcome", proved.comparison.direction.rawValue)
          writer.member(
            "rating", EditionComparison.direction(of: proved.comparison.ratings).rawValue)
          writer.member(
            "could_rise_to", EditionComparison.direction(of: proved.comparison.couldRise).rawValue)
        }
      }
      guard let contacts = result.contacts else { return }
      writer.key("contacts")
      writer.number(contacts.count)
      writer.key("rejected")
      writer.number(contacts.rejected)
      for change in ContactChange.allCases {
        writer.key(change.rawValue)
        writer.number(contacts.contacts(change).count)
      }
    }
  }
}

extension EditionComparison.Finding {
  /// The word for it in JSON.
  fileprivate var word: String {
    switch self {
    case .never: "never"
    case .shown: "shown"
    case .unproved: "unproved"
    }
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ value: String?) {
    key(name)
    string(value)
  }

  fileprivate mutating func editions(_ proved: ProvedChanges) {
    member("old_edition", proved.old.name)
    member("new_edition", proved.new.name)
  }

  /// The outcome, how sure it is, the rating, and what establishes them.
  fileprivate mutating func decision(_ name: String, _ decision: Decision, _ edition: Edition) {
    key(name)
    object { writer in
      writer.member("edition", edition.name)
      writer.member("outcome", edition.outcomes[decision.outcome.established].name)
      writer.member("certainty", decision.outcome.certainty.rawValue)
      writer.member("could_rise_to", edition.outcomes[decision.outcome.couldRiseTo].name)
      writer.member("could_fall_to", edition.outcomes[decision.outcome.couldFallTo].name)
      writer.member("rating", decision.rating.established.map { edition.ratings[$0] })
      writer.key("because")
      writer.array(decision.because) { writer, reason in
        writer.object { writer in
          switch reason {
          case .rule(let reason):
            let rule = edition.rules[reason.rule]
            writer.member("rule", rule.name)
            writer.member("clause", rule.clause?.number)
            writer.member("reason", rule.reason)
          case .restricted(let agency, _): writer.member("restricted", agency)
          }
        }
      }
    }
  }
}
