import TestSupport
import Testing
import TriageEngine

/// Tables of intervals for `Tests/World/check_intervals.py` to check against SciPy, and of the order of
/// cases, to check against hashlib.
///
/// They are written to the folder that `TRIAGE_WORLD_DIR` names; without it nothing is written.
@Suite(.enabled(if: environmentVariable("TRIAGE_WORLD_DIR") != nil))
struct IntervalWorldTables {
  private let folder = environmentVariable("TRIAGE_WORLD_DIR") ?? ""

  private func write(_ name: String, _ rows: [String]) {
    let text = rows.joined(separator: "\n") + "\n"
    #expect(writeFile(folder + "/" + name + ".tsv", Array(text.utf8)), "cannot write \(name)")
  }

  @Test func `intervals of one share`() {
    var rows: [String] = []
    for whole in [1, 2, 3, 5, 8, 13, 20, 30, 47, 60, 100, 347, 1_000, 2_471] {
      for part in stride(from: 0, through: whole, by: max(1, whole / 40)) {
        guard let interval = SampledShare(part, of: whole).interval else { continue }
        rows.append("\(part)\t\(whole)\t\(interval.lower)\t\(interval.upper)")
      }
    }
    write("wilson", rows)
  }

  @Test func `intervals of shares weighted by strata`() {
    var random = SplitMix64(seed: testSeed(441))
    var rows: [String] = []
    for _ in 0..<2_000 {
      let strata = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        let whole = Int.random(in: 1...60, using: &random)
        let population = random.oneIn(6) ? whole : whole + Int.random(in: 1...900, using: &random)
        return (SampledShare(Int.random(in: 0...whole, using: &random), of: whole), population)
      }
      guard let weighted = WeightedShare(strata) else { continue }
      let shown = strata.map { "\($0.0.part)/\($0.0.whole)/\($0.1)" }.joined(separator: ",")
      rows.append(
        "\(shown)\t\(weighted.estimate)\t\(weighted.interval.lower)\t\(weighted.interval.upper)")
    }
    write("weighted", rows)
  }

  @Test func `the order in which cases are drawn`() {
    let cases = (0..<500).map {
      SampleCase(
        contact: "C-\($0 / 3) é", child: $0 % 5 == 0 ? nil : "P|\($0)", number: $0 + 1,
        stratum: SampleStratum(name: "all"))
    }
    let sample = DipSample(500, of: cases, seed: "March 2026", allocation: .equal)
    write("drawn", sample.strata.flatMap(\.drawn).map { "\($0.contact)\t\($0.childName)" })
  }
}
