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
    for gap in result.gaps { bytes += line(gap) }
    for proved in result.proved {
      let comparison = proved.comparison
      for (subject, claims) in [
        ("outcome", comparison.outcomes), ("rating", comparison.ratings),
        ("could_rise_to", comparison.couldRise),
      ] {
        for claim in claims { bytes += line(claim, subject, proved) }
        if subject == "outcome" {
          bytes += line(
            "settled", proved.new.outcomes[0].name, proved.comparison.settles, proved)
        }
      }
      bytes += line("could_rise_less", nil, comparison.risesLess, proved)
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

  /// Days on which one side has no edition.
  private func line(_ gap: ComparisonResult.Gap) -> [UInt8] {
    line { writer in
      writer.member("kind", "days_of_one_side")
      writer.member("old_edition", gap.isOld ? gap.edition : nil)
      writer.member("new_edition", gap.isOld ? nil : gap.edition)
      writer.member("from", "\(gap.first)")
      writer.member("to", gap.last.map { "\($0)" })
    }
  }

  /// A claim that only something that lowers could refute.
  private func line(
    _ subject: String, _ level: String?, _ finding: EditionComparison.Finding,
    _ proved: ProvedChanges
  ) -> [UInt8] {
    line { writer in
      writer.member("kind", "claim")
      writer.editions(proved)
      writer.member("about", subject)
      writer.member("level", level)
      writer.member("lowers", finding.word)
      writer.member("raises", nil)
      writer.condition(proved)
    }
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
      writer.condition(proved)
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
      writer.raw(shown.lines.last ?? "null")
      writer.key("earlier")
      writer.array(shown.lines.dropLast()) { $0.raw($1) }
      writer.key("history")
      writer.object { writer in
        for counted in shown.witness.history {
          writer.member(counted.fact + shown.witness.whatIsMeant(by: counted), counted.words)
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
      // Of what restricted information decides partners are not told of whom it is so.
      let isNamed = !contact.isWithheld
      writer.member("contact", isNamed ? contact.contact : nil)
      writer.member("child", isNamed ? contact.child : nil)
      writer.member("file", isNamed ? contact.file : nil)
      writer.key("line")
      writer.number(isNamed ? contact.line : nil)
      writer.member("source", isNamed ? contact.source : nil)
      writer.member("age", isNamed ? contact.ageBand.title : nil)
      writer.decision("before", contact.old, result.oldWords)
      writer.decision("after", contact.new, result.newWords)
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
          writer.member("from", "\(proved.comparison.days.lowerBound)")
          writer.member("to", "\(proved.comparison.days.upperBound)")
          writer.directions(proved, isLimited: proved.isLimited)
          writer.key("if_earlier_decided_as_before")
          if proved.isLimited {
            writer.object { $0.directions(proved, isLimited: false) }
          } else {
            writer.raw("null")
          }
        }
      }
      writer.key("any_lowered")
      writer.raw(result.isLowered ? "true" : "false")
      writer.key("any_unproved")
      writer.raw(result.isUnproved ? "true" : "false")
      writer.key("failed_examples")
      writer.number(result.failedExamples)
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

  /// What a claim that no contact is so rests on; null where it is so of every contact.
  fileprivate mutating func condition(_ proved: ProvedChanges) {
    member("only_if", proved.isLimited ? "earlier contacts are decided as before" : nil)
  }

  fileprivate mutating func editions(_ proved: ProvedChanges) {
    member("old_edition", proved.old.name)
    member("new_edition", proved.new.name)
  }

  /// What the claims come to; where they say nothing of some contacts, that no contact is lowered is
  /// left unproved.
  fileprivate mutating func directions(_ proved: ProvedChanges, isLimited: Bool) {
    let comparison = proved.comparison
    for (name, direction) in [
      ("outcome", comparison.direction),
      ("rating", EditionComparison.direction(of: comparison.ratings)),
      ("could_rise_to", EditionComparison.direction(of: comparison.couldRise)),
    ] {
      let isShort = isLimited && !direction.lowers
      member(name, (isShort ? .unproved : direction).rawValue)
    }
  }

  /// What one side decides of a contact; null where it rejects it.
  fileprivate mutating func decision(
    _ name: String, _ side: ChangedContact.Side?, _ words: [DecisionWords]
  ) {
    if let side {
      decision(name, side.decision, words[side.edition].edition)
    } else {
      member(name, nil)
    }
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
