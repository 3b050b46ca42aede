import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

struct ValueDecodingTests {
  /// Checks JSON values of a field against what they are decoded as.
  private func check(
    _ field: String, _ cases: [(String, String)], fact: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (value, wanted) in cases {
      let sample = DecodedSample("\"\(field)\":\(value)")
      #expect(sample[fact ?? field] == wanted, "\(value)", sourceLocation: sourceLocation)
      let notes = wanted == "unreadable" ? ["N0102 \(field)"] : []
      #expect(sample.notes == notes, "\(value)", sourceLocation: sourceLocation)
    }
  }

  private let silenceAndUnknown: [(String, String)] = [
    (#""""#, "silence"), (#"" \t\n""#, "silence"), ("null", "unknown"), (#""unknown""#, "unknown"),
    (#""UNKNOWN ""#, "unknown"), (#""not asked""#, "unknown"), (#""Not_Asked""#, "unknown"),
    (#""not-known""#, "unknown"), (#""null""#, "unknown"), (#""Null""#, "unknown"),
  ]

  @Test func `silence and a stated unknown are read alike for every type`() {
    for fact in ["injury", "home", "concerns", "missed", "reviewed", "returned", "carer_age"] {
      check(fact, silenceAndUnknown)
    }
    for fact in ["source", "channel", "sex", "role", "open_case"] { check(fact, silenceAndUnknown) }
    check("date_of_birth", silenceAndUnknown, fact: "child_age")
  }

  @Test func `yes and no`() {
    check(
      "injury",
      [
        ("true", "yes"), ("false", "no"), ("1", "yes"), ("0", "no"), ("1.0", "yes"), ("0.0", "no"),
        (#""yes""#, "yes"), (#"" No ""#, "no"), (#""Y""#, "yes"), (#""n""#, "no"),
        (#""TRUE""#, "yes"), (#""False""#, "no"), (#""1""#, "yes"), (#""0""#, "no"),
        (#""a) Yes""#, "yes"), (#""b) No""#, "no"), (#""c) Unknown""#, "unknown"),
        (#""maybe""#, "unreadable"), ("2", "unreadable"), (#""none""#, "unreadable"),
        (#""x""#, "unreadable"), ("[]", "unreadable"), ("{}", "unreadable"),
        (#"["yes"]"#, "unreadable"), (#""yes no""#, "unreadable"), (#""-1""#, "unreadable"),
      ])
  }

  @Test func `one of`() {
    check(
      "home",
      [
        (#""good""#, "good"), (#""Very Poor""#, "very_poor"), (#""VERY-POOR""#, "very_poor"),
        (#"" dangerous ""#, "dangerous"), (#""bad""#, "unreadable"), ("1", "unreadable"),
        ("true", "unreadable"), (#"["good"]"#, "unreadable"), ("{}", "unreadable"),
      ])
  }

  @Test func `any of`() {
    check(
      "concerns",
      [
        (#"["physical","neglect"]"#, "physical+neglect."), ("[]", "."), (#""none""#, "."),
        (#"["none"]"#, "."), (#""neglect""#, "neglect."),
        (#""Physical|SEXUAL""#, "physical+sexual."),
        (#""neglect; physical""#, "physical+neglect."),
        (#""neglect, physical,""#, "physical+neglect."),
        (#"["neglect","neglect"]"#, "neglect."), (#"["n\u0065glect"]"#, "neglect."),
        (#"["physical","bruise"]"#, "unreadable"), (#""none|physical""#, "unreadable"),
        (#"["physical",1]"#, "unreadable"), (#"[["physical"]]"#, "unreadable"),
        ("1", "unreadable"), ("true", "unreadable"), ("{}", "unreadable"),
        (#"["physical",null]"#, "unknown"), (#""physical|unknown""#, "unknown"),
        (#"[""]"#, "silence"), (#""|""#, "silence"),
      ])
  }

  @Test func `numbers, dates, moments and ages`() {
    check(
      "missed",
      [
        ("3", "3"), ("1e2", "100"), (#"" 2.50 ""#, "2.5"), ("1e-7", "unreadable"),
        (#""1,000""#, "unreadable"), (#""three""#, "unreadable"), (#""007""#, "unreadable"),
        ("true", "unreadable"), ("1e15", "unreadable"), ("[3]", "unreadable"),
      ])
    check(
      "reviewed",
      [
        (#""2021-02-28""#, "2021-02-28"), (#"" 2021-02-28 ""#, "2021-02-28"),
        (#""2021-02-29""#, "unreadable"), (#""04/05/2021""#, "unreadable"),
        ("20210504", "unreadable"), (#""2021-05""#, "unreadable"),
        (#""2021-05-04T00:00:00""#, "2021-05-04"), (#""2021-05-04 10:00""#, "unreadable"),
      ])
    check(
      "returned",
      [
        (#""2021-05-04""#, "2021-05-04"), (#""2021-05-04 10:00""#, "2021-05-04T10:00:00+01:00"),
        (#""2021-05-04T10:00:00Z""#, "2021-05-04T11:00:00+01:00"),
        (#""2021-03-28T01:30""#, "unreadable"), (#""4/5/21""#, "unreadable"), ("0", "unreadable"),
      ])
    check(
      "carer_age",
      [
        (#""8 months""#, "8 months"), (#""1 Month""#, "1 months"), ("17", "17 years"),
        (#""17""#, "17 years"), (#""3 years""#, "3 years"), (#""2weeks""#, "2 weeks"),
        (#""10 DAYS""#, "10 days"), (#""3 years 2 months""#, "unreadable"), ("1.5", "unreadable"),
        ("-1", "unreadable"), (#""50000 days""#, "50000 days"), (#""50001 days""#, "unreadable"),
        (#""99999999999999999999""#, "unreadable"), (#""months""#, "unreadable"),
      ])
  }

  @Test func `a time that the clocks show twice is read and noted`() {
    let sample = DecodedSample(#""returned":"2021-10-31T01:30""#)
    #expect(sample["returned"] == "2021-10-31T01:30:00")
    #expect(sample.notes == ["N0109 returned"])
  }

  @Test func `every source is read by its name, its code and its label`() {
    for (name, code) in zip(ReservedFact.sourceNames, ReservedFact.sourceCodes) {
      let spaced = name.split(separator: "_").joined(separator: " ").uppercased()
      check(
        "source",
        [
          ("\"\(name)\"", name), ("\"\(spaced)\"", name), ("\"\(code)\"", name),
          ("\"\(code.lowercased())\"", name), ("\"\(code): Words\"", name),
          ("\"q) \(code): Words\"", name), ("\"p1) \(code)\"", name),
        ])
    }
    check(
      "source",
      [
        ("6", "police"), ("10", "unknown"), (#""10""#, "unknown"),
        (#""u) 10: Unknown""#, "unknown"),
        (#""Schools""#, "school"), (#""A&E""#, "emergency_department"),
        (#""councillor""#, "unreadable"), (#""11""#, "unreadable"), (#""6A""#, "unreadable"),
        ("true", "unreadable"), ("[]", "unreadable"), (#""q)""#, "unreadable"),
      ])
  }

  @Test func `channel, sex, role and open case`() {
    for name in ReservedFact.channelNames { check("channel", [("\"\(name)\"", name)]) }
    check(
      "channel",
      [
        (#""Phone""#, "telephone"), (#""e-mail""#, "email"), (#""online""#, "online_form"),
        (#""Walk-in""#, "in_person"), (#""post""#, "letter"), (#""PPN""#, "police_notification"),
        (#""pigeon""#, "unreadable"), ("1", "unreadable"),
      ])
    check(
      "sex",
      [
        (#""F""#, "female"), (#""m""#, "male"), (#""Female""#, "female"), ("1", "male"),
        ("2", "female"), ("0", "unknown"), (#""9""#, "unknown"), (#""U""#, "unknown"),
        (#""a) Male""#, "male"), (#""c) Not stated/recorded""#, "unknown"),
        (#""d) Neither""#, "unreadable"), ("3", "unreadable"),
      ])
    check(
      "role",
      [
        (#""subject""#, "subject"), (#""Alleged to have harmed""#, "alleged_to_have_harmed"),
        (#""victim""#, "unreadable"),
      ])
    check("open_case", [("true", "yes"), (#""N""#, "no"), (#""open""#, "unreadable")])
  }

  @Test func `advice says what to write`() {
    func advice(_ fields: String) -> String? { DecodedSample(fields).contact?.notes.first?.text }
    #expect(
      advice(#""home":"bad""#)
        == "cannot be read, so it counts as unknown: write one of good, very_poor, dangerous")
    #expect(advice(#""reviewed":"04/05/2021""#)?.contains("2021-05-04") == true)
    #expect(advice(#""concerns":"bad""#)?.contains("physical, sexual, neglect") == true)
  }
}
