/// A share that made-up contacts aim at, with where it comes from.
package struct Aim: Sendable {
  /// One whole: shares are whole numbers of ten-thousandths.
  package static let whole = 10_000

  /// What it is the share of, in a few words.
  package let name: String
  /// The share, in ten-thousandths.
  package let share: Int
  /// Where it comes from.
  package let origin: Origin

  /// Where a figure comes from.
  package enum Origin: Sendable {
    /// It is published there.
    case published(String)
    /// No published figure was found; the reason for the one taken.
    case assumed(String)
  }

  /// A share with its origin.
  init(_ name: String, _ share: Int, _ origin: Origin) {
    self.name = name
    self.share = share
    self.origin = origin
  }

  /// A part of a published whole.
  init(_ name: String, _ part: Int, of whole: Int, published source: String) {
    self.init(name, (part * Self.whole + whole / 2) / whole, .published(source))
  }
}

/// The national tables that the figures are taken from, as the page of the documentation names them.
enum PublishedSource {
  private static let department =
    "Department for Education, *Children in need*, year ending 31 March 2024, England"
  static let referrals = department + ", table C1"
  static let factors = department + ", table C3"
  static let sources = department + ", table C5"
  static let months = department + ", table C6"
  static let contacts =
    "ADCS, *Safeguarding Pressures* phase 9: just over 3.0 million initial contacts in 2023-24"
  static let enquiries =
    "National Audit Office, *Pressures on children's social care*: 198,090 enquiries under section "
    + "47 and 655,630 referrals in 2017-18"
  static let sex =
    "Department for Education, *Children in need*, 31 March 2021: 54% were boys"
  static let inTime =
    "Bradford Council, May and June 2021: on average 85% decided within one working day"
}

/// What made-up contacts aim at, as one table: the generator reads its shares here, and the page of
/// the documentation is made from it.
package enum Aims {
  // MARK: How contacts go on

  /// Referrals among contacts.
  package static let referral = Aim(
    "assessment or more", 621_880, of: 3_000_000,
    published: PublishedSource.contacts + "; " + PublishedSource.referrals)
  /// Strategy meetings among contacts: enquiries as a share of referrals, of the share above.
  package static let strategyMeeting = Aim(
    "strategy meeting", 621_880 * 198_090 / 655_630, of: 3_000_000,
    published: PublishedSource.enquiries)
  /// Early help among contacts.
  package static let earlyHelp = Aim(
    "early help", 2_400, .assumed("no share of contacts is published; a quarter or so"))
  /// Children whose contact follows another within twelve months.
  package static let repeated = Aim(
    "child with an earlier contact within 12 months", 139_080, of: 621_880,
    published: PublishedSource.referrals + ", re-referrals")

  // MARK: Who decides, and when

  /// Decisions within one working day.
  package static let inTime = Aim(
    "decided within one working day", 8_500, .published(PublishedSource.inTime))
  /// Decisions that differ from what the rules recommend.
  package static let disagreement = Aim(
    "decided otherwise than the rules recommend", 1_000,
    .assumed("no figure is published; raters of one case differ more often than that"))
  /// Contacts with no decision yet.
  package static let undecided = Aim(
    "not decided yet", 150, .assumed("a few wait at any time"))

  // MARK: Children

  /// Boys.
  package static let boys = Aim(
    "boys, where the sex is stated", 5_400, .published(PublishedSource.sex))
  /// Children not born yet.
  package static let unborn = Aim(
    "unborn", 250, .assumed("no share of contacts is at hand; pre-birth contacts are few"))
  /// Children below each age, by band: the last year is the one before the next band.
  package static let ages: [(firstYear: Int, lastYear: Int, aim: Aim)] = {
    let reason = "ages of contacts are not published; near the ages of children in need"
    return [(0, 0, 650), (1, 4, 2_050), (5, 9, 2_650), (10, 15, 3_500), (16, 17, 900)].map {
      let years = $0.0 == 0 ? "under 1" : "\($0.0) to \($0.1)"
      return ($0.0, $0.1, Aim("aged " + years, $0.2, .assumed(reason)))
    }
  }()
  /// How many children of a household a contact is about, from one upwards.
  package static let children: [Aim] = {
    let reason = "not published; a contact about a home is about all its children"
    return [
      Aim("contacts about one child", 6_800, .assumed(reason)),
      Aim("about two", 1_900, .assumed(reason)), Aim("about three", 900, .assumed(reason)),
      Aim("about four", 400, .assumed(reason)),
    ]
  }()
  /// Groups of ethnicity by the codes of the census.
  package static let ethnicities: [(code: String, aim: Aim)] = {
    let reason = "not published for contacts, where most are not yet obtained"
    return [
      ("NOBT", 3_800), ("WBRI", 3_700), ("APKN", 600), ("WOTH", 350), ("BAFR", 300), ("MOTH", 250),
      ("MWBC", 220), ("AOTH", 200), ("ABAN", 130), ("MWAS", 130), ("BCRB", 90), ("OOTH", 130),
      ("REFU", 100),
    ].map { ($0.0, Aim("ethnicity " + $0.0, $0.1, .assumed(reason))) }
  }()

  // MARK: What is missing

  /// Contacts with a completed screening.
  package static let screened = Aim(
    "screening completed", 8_200, .assumed("most of what is decided was screened"))
  /// Contacts whose day is known and whose time is not.
  package static let dateOnly = Aim(
    "received on a day without a time", 300, .assumed("letters, and forms typed in later"))
  /// Children nobody could name.
  package static let childUnknown = Aim(
    "child unknown", 50, .assumed("passers-by and anonymous callers"))
  /// Children whose birth is not stated at all.
  package static let birthMissing = Aim(
    "birth not stated", 250, .assumed("names and ages come later"))
  /// Dates of birth that are approximate.
  package static let birthApproximate = Aim(
    "date of birth approximate", 150, .assumed("the census's custom of the 15th"))
  /// Contacts that tell of an incident somebody else has told of.
  package static let incidentTwice = Aim(
    "second notice of an incident", 300, .assumed("police and a hospital, or two services"))
  /// Contacts that name another child.
  package static let otherChild = Aim(
    "another child named", 200, .assumed("harm between children"))
  /// Facts stated to be unknown: contacts with one.
  package static let statedUnknown = Aim(
    "a fact stated to be unknown", 1_500, .assumed("asked, and nobody knew"))
}
