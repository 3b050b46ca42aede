/// A row of the form on which an auditor gives a verdict: what says which case it is, and for how many
/// others it speaks.
///
/// The form says everything that is needed to read it back: neither the ledger nor the options that the
/// sample was drawn with are asked for again.
public struct AuditFormRow: Hashable, Sendable {
  /// The sample that it belongs to.
  public var sample: String
  /// The contact's id.
  public var contact: String
  /// The child's id, or `unknown`.
  public var child: String
  /// The number of the case in the ledger.
  public var number: Int
  /// The name of the stratum.
  public var stratum: String
  /// How many cases the stratum has.
  public var stratumCases: Int
  /// How many of them were drawn.
  public var stratumSampled: Int
  /// How many cases all the strata have.
  public var sampleCases: Int
  /// How many of them were drawn.
  public var sampleSize: Int
  /// The outcome that is audited; empty when none was stated.
  public var outcome: String
  /// The outcomes that there are to choose from, lowest first.
  public var outcomes: [String]

  /// Letters that fit the rest of the row: an id that a spreadsheet made a number or a date of, a row of
  /// another sample and a row that was never drawn do not have them.
  ///
  /// They guard against slips; anybody who wants to can work them out.
  public var check: String {
    let parts = [
      sample, contact, child, "\(number)", stratum, "\(stratumCases)", "\(stratumSampled)",
      "\(sampleCases)", "\(sampleSize)", outcome, outcomes.joined(separator: "|"),
    ]
    return Self.letters(parts.joined(separator: "\n"), count: 8)
  }

  /// So many letters of the digest of a text. Digits would not do: a spreadsheet reads `12e45` as a
  /// number.
  static func letters(_ text: String, count: Int) -> String {
    let letters = Array("abcdefghijklmnop".utf8)
    let digits = SHA256.hex(of: Array(text.utf8)).utf8.prefix(count)
    let chosen = digits.map { letters[Int($0 < 0x61 ? $0 - 0x30 : $0 - 0x57)] }
    return String(decoding: chosen, as: UTF8.self)
  }
}

extension DipSample {
  /// The name of the sample: letters that another seed, other strata or another case would change.
  public var name: String {
    var text = seed
    for stratum in strata {
      text += "\n\(stratum.stratum.name)|\(stratum.population)"
      for sampled in stratum.drawn {
        text += "\n\(sampled.contact)|\(sampled.childName)|\(sampled.number)"
      }
    }
    return AuditFormRow.letters(text, count: 8)
  }

  /// The rows of its form, by stratum and in the order drawn, with what is audited of each case.
  public func form(
    _ audited: (SampleCase) -> (outcome: String?, outcomes: [String])
  ) -> [(sampled: SampleCase, row: AuditFormRow)] {
    let (name, population, count) = (name, population, count)
    return strata.flatMap { stratum in
      stratum.drawn.map { sampled in
        let (outcome, outcomes) = audited(sampled)
        let row = AuditFormRow(
          sample: name, contact: sampled.contact, child: sampled.childName,
          number: sampled.number, stratum: stratum.stratum.name,
          stratumCases: stratum.population, stratumSampled: stratum.drawn.count,
          sampleCases: population, sampleSize: count, outcome: outcome ?? "", outcomes: outcomes)
        return (sampled, row)
      }
    }
  }
}

extension AuditFormRow {
  /// The columns that say which case a row is about, in order: those that reading it back needs.
  public static let columns = [
    "sample", "contact", "child", "case", "stratum", "stratum_cases", "stratum_sampled",
    "sample_cases", "sample_size", "outcome", "outcomes", "check",
  ]
  /// The columns that an auditor fills in.
  public static let verdictColumns = ["verdict", "auditor_outcome", "comment"]

  /// The cells of ``columns``.
  public var cells: [String] {
    [
      sample, contact, child, "\(number)", stratum, "\(stratumCases)", "\(stratumSampled)",
      "\(sampleCases)", "\(sampleSize)", outcome, outcomes.joined(separator: "|"), check,
    ]
  }
}
