/// A group of referral sources of the children in need census, and how it makes contact.
package struct MadeUpSource: Sendable {
  /// Its share of contacts.
  package let aim: Aim
  /// The codes of its sources; `10` is unknown.
  package let codes: [String]
  /// The weight of each code; no split is published, so these are assumed.
  let weights: [Int]
  /// The share of its contacts that come outside Monday to Friday, 8 to 6; assumed.
  let outOfHours: Int
  /// How it makes contact, by weights in the order of the channels; assumed.
  let channels: [Int]
}

extension Aims {
  private static let referrals = 621_880

  private static func group(
    _ name: String, _ count: Int, _ codes: [(code: String, weight: Int)], out: Int,
    _ channels: [Int]
  ) -> MadeUpSource {
    MadeUpSource(
      aim: Aim("from " + name, count, of: referrals, published: PublishedSource.sources),
      codes: codes.map(\.code), weights: codes.map(\.weight), outOfHours: out, channels: channels)
  }

  /// Who makes contact: the shares of referrals, since those of contacts are not published.
  ///
  /// The channels stand in the order telephone, email, online form, letter, in person, police
  /// notification, other.
  package static let sources: [MadeUpSource] = [
    group(
      "individuals", 49_870, [("1A", 55), ("1B", 15), ("1C", 15), ("1D", 15)], out: 1_600,
      [60, 8, 22, 2, 6, 0, 2]),
    group("schools", 126_460, [("2A", 1)], out: 250, [18, 10, 70, 0, 1, 0, 1]),
    group("education services", 10_330, [("2B", 1)], out: 250, [15, 20, 63, 1, 0, 0, 1]),
    group(
      "health services", 91_370,
      [("3A", 16), ("3B", 12), ("3C", 7), ("3D", 8), ("3E", 27), ("3F", 30)], out: 1_900,
      [20, 25, 51, 3, 0, 0, 1]),
    group("housing", 7_710, [("4", 1)], out: 300, [20, 30, 48, 1, 0, 0, 1]),
    group(
      "council services", 87_980, [("5A", 40), ("5B", 15), ("5C", 20), ("5D", 25)], out: 900,
      [25, 40, 32, 1, 1, 0, 1]),
    group("police", 177_210, [("6", 1)], out: 4_200, [6, 4, 6, 0, 0, 84, 0]),
    group("other legal agencies", 27_590, [("7", 1)], out: 300, [10, 62, 20, 7, 0, 0, 1]),
    group("others", 26_120, [("8", 1)], out: 900, [30, 25, 42, 1, 1, 0, 1]),
    group("anonymous callers", 10_030, [("9", 1)], out: 2_200, [70, 4, 20, 6, 0, 0, 0]),
    group("an unknown source", 7_190, [("10", 1)], out: 900, [30, 25, 25, 5, 2, 0, 13]),
  ]

  /// The months, April first, as shares of the year's referrals.
  package static let months: [(month: Int, aim: Aim)] = {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    let counts = [
      (4, 43_340), (5, 55_680), (6, 58_690), (7, 51_880), (8, 44_080), (9, 54_090), (10, 55_710),
      (11, 55_790), (12, 45_150), (1, 54_670), (2, 50_870), (3, 51_940),
    ]
    return counts.map { month, count in
      (
        month,
        Aim(
          "received in " + names[month - 1], count, of: referrals, published: PublishedSource.months
        )
      )
    }
  }()

  /// Contacts outside Monday to Friday, 8 to 6: what the sources come to.
  package static let outOfHours = Aim(
    "outside Monday to Friday, 8 to 6",
    sources.reduce(0) { $0 + $1.aim.share * $1.outOfHours } / Aim.whole,
    .assumed("no figure is published; police and hospitals work at night"))
}
