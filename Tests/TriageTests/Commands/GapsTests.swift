import TestSupport
import Testing

@testable import triage

/// The lists of questions that the hub puts to each agency.
@Suite struct GapsTests {
  /// Rows that ask of everybody: one whose answer about the home matters more than housing may know,
  /// one decided already, one with a misspelt fact, one without a time.
  static let rows = """
    {"contact":"C-1","child":"P-1","received":"2021-05-04T15:42","injury":true,"surname":"Hidden"}
    {"contact":"C-2","child":"P-2","received":"2021-05-04T10:00","screening_completed":true,\
    "police_intelligence":true}
    {"contact":"C-3","child":"P-3","received":"2021-05-04T09:00","screening_completed":true,\
    "hungry":true,"police_intelligence":null,"decided":"2021-05-05T11:02"}
    {"contact":"C-4","child":"unknown","received":"2021-05-05","screening_completed":true,\
    "home":"good","injry":true}
    {"contact":"C-5","child":"P-5","received":"2021-05-04T09:00","screening_completed":true,\
    "injury":true,"mobile":false,"birth_mark":null}
    {"contact":"C-6","child":"P-6","received":"not a time"}

    """

  private func transcripts(_ lines: [String]) -> String {
    let door = FrontDoor()
    door.folder.write("rows.jsonl", Self.rows)
    return lines.map { door.run($0).shown }.joined(separator: "\n")
  }

  @Test func `partners' lists are shown for people`() {
    expectSnapshot(
      transcripts([
        "gaps rows.jsonl", "gaps -q --as-of 2021-05-06T12:00 --agency health rows.jsonl",
      ]),
      "Transcripts", "gaps-partner")
  }

  @Test func `inside the hub each agency has its own list`() {
    expectSnapshot(
      transcripts([
        "gaps --audience hub rows.jsonl", "gaps --audience hub -q --agency police rows.jsonl",
        "gaps --audience hub -q --agency housing rows.jsonl",
      ]),
      "Transcripts", "gaps-hub")
  }

  @Test func `lists are written for programs and spreadsheets`() {
    expectSnapshot(
      transcripts([
        "gaps --format jsonl --audience hub -q rows.jsonl", "gaps --format csv -q rows.jsonl",
      ]),
      "Transcripts", "gaps-rows")
  }

  @Test func `a list that cannot be meant is refused`() {
    expectSnapshot(
      transcripts([
        "gaps --agency polce rows.jsonl", "gaps --excel rows.jsonl", "gaps --rejects - rows.jsonl",
        "gaps -o rows.jsonl rows.jsonl", "gaps --jobs 0 rows.jsonl", "decide --agency police",
        "gaps -o both --rejects both rows.jsonl",
      ]),
      "Transcripts", "gaps-errors")
  }

  @Test func `nothing to ask is said`() {
    let door = FrontDoor()
    let run = door.run("gaps -q --ignore injry --agency education", input: "")
    #expect(run.output == "Nothing to ask of education.\n")
    #expect(run.status == .done)
    #expect(door.run("gaps -q --format jsonl", input: "").output.isEmpty)
    #expect(door.run("gaps -q", input: "").output == "Nothing to ask.\n")
  }

  @Test func `one agency's list is its part of all the lists, on any number of jobs`() {
    let door = FrontDoor()
    door.folder.write("rows.jsonl", Self.rows)
    for audience in AudienceName.words {
      let options = "gaps -q --audience \(audience) --format jsonl"
      let all = door.run("\(options) rows.jsonl").output
      #expect(all == door.run("\(options) --jobs 3", input: Self.rows, block: 7).output)
      for agency in ["education", "health", "housing", "police", "social_care"] {
        let own = door.run("\(options) --agency \(agency) rows.jsonl").output
        let part = all.split(separator: "\n").filter {
          $0.contains("\"list\":\"agency\",\"agency\":\"\(agency)\"")
        }
        #expect(own == part.map { $0 + "\n" }.joined(), "\(audience) \(agency)")
      }
    }
  }

  @Test func `rejected rows are reported and written, and the status says so`() {
    let door = FrontDoor()
    door.folder.write("rows.jsonl", Self.rows)
    let run = door.run("gaps -o list.txt --rejects rejected.jsonl rows.jsonl")
    #expect(run.status == .rejectedRows)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("6 rows read: 5 decided, 1 rejected\n"))
    #expect(door.folder.text("rejected.jsonl")?.split(separator: "\n").count == 1)
    #expect(door.folder.text("list.txt")?.contains("Questions for health") == true)
  }

  @Test func `of a child no list shows anything but the ids`() {
    let door = FrontDoor()
    let secret = "Wilhelmina"
    let rows = """
      {"contact":"C-1","child":"P-1","received":"2021-05-04","injury":"\(secret)","note":"\(secret)",\
      "surname":"\(secret)","home":"\(secret)","household":"\(secret)","incident":"\(secret)"}
      {"contact":"C-2","child":"P-1","received":"2021-05-04","date_of_birth":"2019-02-03",\
      "sex":"female","source":"police","decided_outcome":"\(secret)","decided_by":"\(secret)"}
      """
    for audience in AudienceName.words {
      for format in OutputFormat.words where format != "sarif" {
        let run = door.run("gaps --audience \(audience) --format \(format)", input: rows)
        #expect(run.output.contains("C-2"))
        for hidden in [secret, "2019", "3 February", "female", "source"] {
          #expect(!(run.output + run.errors).contains(hidden), "\(audience) \(format) \(hidden)")
        }
      }
    }
  }
}
