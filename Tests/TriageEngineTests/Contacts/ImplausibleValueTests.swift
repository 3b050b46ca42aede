import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

/// Values that can be read but cannot be meant: taking them at their word would settle a decision.
struct ImplausibleValueTests {
  private func sample(_ fields: String) -> DecodedSample {
    DecodedSample(fields, sampleBook([Fact(name: "missed", type: .number, polarity: .raises)]))
  }

  @Test func `a number below nought is somebody's sign for not known`() {
    for written in ["-1", "-99", "\"-1\"", "-0.5"] {
      let sample = sample(#""missed":\#(written)"#)
      #expect(sample["missed"] == "unreadable", "\(written)")
      #expect(sample.notes == ["N0102 missed"], "\(written)")
    }
    #expect(sample(#""missed":0"#)["missed"] == "0")
    #expect(sample(#""missed":-0"#)["missed"] == "0")
  }

  @Test func `a date of birth more than twenty-five years back says nothing of an age`() {
    for written in ["1066-01-01", "1915-05-04", "1990"] {
      let sample = sample(#""date_of_birth":"\#(written)""#)
      #expect(sample["child_age"] == "unreadable", "\(written)")
      #expect(sample["unborn"] == "unreadable", "\(written)")
      #expect(sample.notes == ["N0113 date_of_birth"], "\(written)")
    }
    #expect(sample(#""date_of_birth":"2000-05-04""#).notes == [])
  }
}
