import ThresholdDSL
import TriageEngine

/// What `bench` measured, as a page for people or as JSON Lines.
struct BenchReport {
  private let result: BenchResult
  private let format: OutputFormat

  init(_ result: BenchResult, _ format: OutputFormat) {
    self.result = result
    self.format = format
  }

  /// The report.
  func text() -> String { format == .jsonl ? lines() : page() }

  // MARK: For people

  private func page() -> String {
    let held = result.bytesHeld > 0 ? ", \(megabytes(result.bytesHeld)) of them held in memory" : ""
    var text = """
      \(result.contacts) contacts, \(megabytes(result.bytesIn))\(held)
      \(result.rules) rules, \(result.facts) facts: read, checked and compiled in \
      \(result.loading / 1_000_000) ms

      jobs  contacts/s  MB/s in  MB/s out  peak memory  seconds, quickest and slowest

      """
    for whole in result.whole {
      let cells = [
        (String(whole.jobs), 4), (rate(result.contacts, whole.quickest), 12),
        (megabyteRate(result.bytesIn, whole.quickest), 9),
        (megabyteRate(whole.bytesOut, whole.quickest), 10),
        (whole.peakMemory.map { megabytes($0) } ?? "unknown", 13),
      ]
      text += cells.map { padded($0.0, to: $0.1) }.joined()
      text += "  \(seconds(whole.quickest)) \(seconds(whole.slowest))\n"
    }
    text += "\npart         ns a contact, on one thread\n"
    for part in result.parts {
      text +=
        part.name + String(repeating: " ", count: max(1, 13 - part.name.utf8.count))
        + padded(String(each(part.time)), to: 10) + "\n"
    }
    return text
  }

  private func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.utf8.count)) + text
  }

  private func megabytes(_ bytes: Int) -> String { "\((bytes + 500_000) / 1_000_000) MB" }

  private func seconds(_ nanoseconds: Int) -> String {
    let hundredths = (nanoseconds + 5_000_000) / 10_000_000
    let rest = String(hundredths % 100)
    return "\(hundredths / 100)." + (rest.utf8.count < 2 ? "0" : "") + rest
  }

  private func rate(_ count: Int, _ nanoseconds: Int) -> String {
    perSecond(count, nanoseconds).map { String($0) } ?? "-"
  }

  private func megabyteRate(_ bytes: Int, _ nanoseconds: Int) -> String {
    perSecond(bytes, nanoseconds).map { "\($0 / 1_000_000).\($0 / 100_000 % 10)" } ?? "-"
  }

  // MARK: For programs

  private func lines() -> String {
    var json = JSONWriter()
    json.object { json in
      member("measure", "run", &json)
      member("contacts", result.contacts, &json)
      member("bytes_in", result.bytesIn, &json)
      member("bytes_held", result.bytesHeld, &json)
      member("rules", result.rules, &json)
      member("facts", result.facts, &json)
      member("loading_ns", result.loading, &json)
    }
    json.newline()
    for whole in result.whole {
      json.object { json in
        member("measure", "whole", &json)
        member("jobs", whole.jobs, &json)
        member("quickest_ns", whole.quickest, &json)
        member("slowest_ns", whole.slowest, &json)
        member("contacts_per_second", perSecond(result.contacts, whole.quickest), &json)
        member("bytes_in_per_second", perSecond(result.bytesIn, whole.quickest), &json)
        member("bytes_out", whole.bytesOut, &json)
        member("bytes_out_per_second", perSecond(whole.bytesOut, whole.quickest), &json)
        member("peak_memory", whole.peakMemory, &json)
      }
      json.newline()
    }
    for part in result.parts {
      json.object { json in
        member("measure", "part", &json)
        member("part", part.name, &json)
        member("ns", part.time, &json)
        member("ns_per_contact", each(part.time), &json)
      }
      json.newline()
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func member(_ name: String, _ number: Int?, _ json: inout JSONWriter) {
    json.key(name)
    json.number(number)
  }

  private func member(_ name: String, _ text: String, _ json: inout JSONWriter) {
    json.key(name)
    json.string(text)
  }

  private func each(_ nanoseconds: Int) -> Int {
    result.contacts == 0 ? 0 : nanoseconds / result.contacts
  }

  /// Nil where no time passed.
  private func perSecond(_ count: Int, _ nanoseconds: Int) -> Int? {
    nanoseconds == 0 ? nil : Int(Double(count) * 1e9 / Double(nanoseconds))
  }
}
