import TestSupport
import Testing
import TriageEngine

@Suite struct SHA256Tests {
  @Test func `the published examples have the published digests`() {
    let published: [(text: String, digest: String)] = [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
          + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ]
    for row in published {
      #expect(SHA256.hex(of: Array(row.text.utf8)) == row.digest, "\(row.text)")
    }
  }

  @Test func `a million times the letter a has the published digest`() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(
      SHA256.hex(of: bytes) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func `bytes taken in by parts have the digest of the whole`() {
    let seed = testSeed(0x5A5A)
    var random = SplitMix64(seed: seed)
    for length in 0..<260 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      var digest = SHA256()
      var start = 0
      while start < length {
        let end = min(length, start + Int.random(in: 0...130, using: &random))
        digest.update(Array(bytes[start..<end]))
        start = end
      }
      #expect(digest.finish() == SHA256.digest(of: bytes), "seed \(seed): \(length) bytes")
    }
  }
}
