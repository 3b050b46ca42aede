import Testing

@testable import ThresholdDSL

@Suite struct NearestNameTests {
  @Test func `a letter wrong, missing, doubled or swapped is one edit`() {
    for (wrong, right) in [
      ("injurz", "injury"), ("injry", "injury"), ("injjury", "injury"), ("nijury", "injury"),
    ] {
      #expect(editDistance(Array(wrong.utf8), Array(right.utf8), atMost: 1) == 1)
      #expect(nearestNames(to: wrong, among: ["mobile", right]) == [right])
    }
  }

  @Test func `at most a third of the letters may be wrong`() {
    #expect(nearestNames(to: "injabc", among: ["injury"]).isEmpty)
    #expect(nearestNames(to: "injabcxyz", among: ["injurycxyz"]) == ["injurycxyz"])
    #expect(nearestNames(to: "ab", among: ["ac"]).isEmpty)
  }

  @Test func `at most three are named, nearest first and then by the alphabet`() {
    let names = ["missed_c", "missed_d", "missed_b", "missed_a", "misset_a"]
    #expect(
      nearestNames(to: "missed_x", among: names) == ["missed_a", "missed_b", "missed_c"])
    #expect(
      nearestNames(to: "missed_x", among: names.reversed())
        == ["missed_a", "missed_b", "missed_c"])
    #expect(nearestNames(to: "misset_b", among: names) == ["missed_b", "misset_a", "missed_a"])
  }

  @Test func `a name is not its own suggestion, and none is given twice`() {
    #expect(nearestNames(to: "injury", among: ["injury", "injurz", "injurz"]) == ["injurz"])
  }
}
