import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

struct BirthTests {
  /// The age, whether unborn, and the notes, for a contact received on 4 May 2021.
  private func birth(_ fields: String) -> [String] {
    let sample = DecodedSample(fields)
    return [sample["child_age"], sample["unborn"]] + sample.notes
  }

  private func born(_ first: String, _ last: String? = nil) -> [String] {
    ["\(first)...\(last ?? first) on 2021-05-04", "no"]
  }

  @Test func `a date of birth gives the age of a born child`() {
    #expect(birth(#""date_of_birth":"2012-03-04""#) == born("2012-03-04"))
    #expect(birth(#""date_of_birth":"2021-05-04""#) == born("2021-05-04"))
    #expect(birth(#""date_of_birth":"2012-03""#) == born("2012-03-01", "2012-03-31"))
    #expect(birth(#""date_of_birth":"2012""#) == born("2012-01-01", "2012-12-31"))
    #expect(birth(#""date_of_birth":2012"#) == born("2012-01-01", "2012-12-31"))
    #expect(birth(#""date_of_birth":"2021""#) == born("2021-01-01", "2021-05-04"))
    #expect(birth(#""date_of_birth":"2021-05""#) == born("2021-05-01", "2021-05-04"))
  }

  @Test func `an approximate date of birth is as wide as it can be`() {
    func approximate(_ date: String, _ mark: String = "true") -> [String] {
      birth("\"date_of_birth\":\"\(date)\",\"date_of_birth_approximate\":\(mark)")
    }
    #expect(approximate("2012-03-15") == born("2012-03-01", "2012-03-31"))
    #expect(approximate("2012-02-15") == born("2012-02-01", "2012-02-29"))
    #expect(approximate("2012-03-01") == born("2012-03-01", "2012-03-31"))
    #expect(approximate("2012-01-15") == born("2012-01-01", "2012-01-31"))
    #expect(approximate("2012-01-01") == born("2012-01-01", "2012-12-31"))
    #expect(approximate("2012-03-17") == born("2012-01-01", "2012-12-31"))
    #expect(approximate("2012-03") == born("2012-03-01", "2012-03-31"))
    #expect(approximate("2012") == born("2012-01-01", "2012-12-31"))
    #expect(approximate("2021-05-15") == born("2021-05-01", "2021-05-04"))
    #expect(approximate("2012-03-17", "false") == born("2012-03-17"))
    #expect(approximate("2012-03-17", "\"\"") == born("2012-03-17"))
    #expect(approximate("2012-03-17", "null") == born("2012-01-01", "2012-12-31"))
    #expect(
      approximate("2012-03-17", "\"?\"")
        == born("2012-01-01", "2012-12-31") + ["N0102 date_of_birth_approximate"])
  }

  @Test func `an expected date and no date of birth is an unborn child`() {
    let unborn = ["silence", "yes"]
    #expect(birth(#""expected_date_of_birth":"2021-09-01""#) == unborn)
    #expect(birth(#""expected_date_of_birth":"2021-09""#) == unborn)
    #expect(birth(#""expected_date_of_birth":"2021-09-01","date_of_birth":"""#) == unborn)
    #expect(birth(#""expected_date_of_birth":"2021-09-01","date_of_birth":null"#) == unborn)
    #expect(
      birth(#""expected_date_of_birth":"2021-09-01","date_of_birth":"2021-05-01""#)
        == born("2021-05-01") + ["N0103 expected_date_of_birth"])
    #expect(
      birth(#""expected_date_of_birth":null,"date_of_birth":"2021-05-01""#) == born("2021-05-01"))
  }

  @Test func `an expected date long past says nothing`() {
    #expect(birth(#""expected_date_of_birth":"2021-04-06""#) == ["silence", "yes"])
    #expect(
      birth(#""expected_date_of_birth":"2021-04-05""#)
        == ["unreadable", "unreadable", "N0112 expected_date_of_birth"])
  }

  @Test func `a birth after the contact says neither age nor unborn`() {
    #expect(
      birth(#""date_of_birth":"2021-05-05""#)
        == ["unreadable", "unreadable", "N0104 date_of_birth"])
    #expect(
      birth(#""date_of_birth":"2022","expected_date_of_birth":"2021-09-01""#)
        == ["unreadable", "unreadable", "N0104 date_of_birth"])
  }

  @Test func `without either date the age is unknown`() {
    #expect(birth("") == ["silence", "silence"])
    #expect(birth(#""date_of_birth":null"#) == ["unknown", "unknown"])
    #expect(
      birth(#""date_of_birth":"4/3/12""#)
        == ["unreadable", "unreadable", "N0102 date_of_birth"])
    #expect(
      birth(#""date_of_birth":"4/3/12","expected_date_of_birth":"2021-09-01""#)
        == ["unreadable", "unreadable", "N0102 date_of_birth"])
    #expect(
      birth(#""expected_date_of_birth":"soon""#)
        == ["silence", "unreadable", "N0102 expected_date_of_birth"])
  }
}
