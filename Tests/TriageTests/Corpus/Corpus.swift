import Glibc
import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

@testable import triage

/// The contacts of `corpus`, decided by the command with the reference rule book.
enum Corpus {
  static let folder = packageFolder + "/corpus"
  static let rules = packageFolder + "/rules/reference"
  static let contacts = folder + "/contacts.jsonl"

  /// The rows of one of its files, as JSON.
  static func rows(_ name: String) throws -> [JSONValue] {
    let bytes = try #require(readFile(folder + "/" + name), "there is no corpus/\(name)")
    return try lines(bytes).map { try JSONValue($0) }
  }

  /// The lines of a file, each without its line break.
  static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: 0x0A).map { Array($0) }
  }

  /// What deciding one of its files writes; nothing is rejected.
  static func decided(
    _ name: String, for audience: Audience, format: String = "jsonl"
  ) -> Transcript {
    run(["decide", folder + "/" + name], for: audience, format: format)
  }

  /// What deciding these lines writes.
  static func decided(lines: [[UInt8]], for audience: Audience) -> Transcript {
    run(["decide"], for: audience, format: "jsonl", input: lines.flatMap { $0 + [0x0A] })
  }

  private static func run(
    _ arguments: [String], for audience: Audience, format: String, input: [UInt8] = []
  ) -> Transcript {
    let transcript = TestConsole(input: input).run(
      arguments + ["--rules", rules, "--audience", audience.rawValue, "--format", format])
    #expect(transcript.status == .done, "\(transcript.errors)")
    return transcript
  }

  /// What deciding several of its files writes for the hub, one file after the other.
  static func decided(files names: [String]) -> Transcript {
    run(["decide"] + names.map { folder + "/" + $0 }, for: .hub, format: "jsonl")
  }

  /// The decisions on its contacts, as the hub sees them.
  static func decisions() throws -> [JSONValue] {
    try lines(hub.outputBytes).map { try JSONValue($0) }
  }

  /// What deciding its contacts writes for the hub; decided once for all tests.
  static let hub = decided("contacts.jsonl", for: .hub)
  /// What deciding its contacts writes for partners.
  static let partner = decided("contacts.jsonl", for: .partner)

  /// What deciding its contacts writes.
  static func decided(for audience: Audience) -> Transcript {
    audience == .hub ? hub : partner
  }
}

extension [UInt8] {
  /// Whether the bytes of a text stand in these, one after the other; neither has a zero byte.
  func holds(_ text: String) -> Bool {
    let all = map { CChar(bitPattern: $0) } + [0]
    return unsafe text.withCString { unsafe strstr(all, $0) != nil }
  }
}

extension JSONValue {
  /// The text of a member; nil when there is none or it is `null`.
  func text(_ name: String) -> String? { self[name]?.string }

  /// The elements of a list; none when it is no list.
  func list(_ name: String) -> [JSONValue] { self[name]?.array ?? [] }

  /// Whether it is `null`.
  var isNull: Bool { content == .null }
}
