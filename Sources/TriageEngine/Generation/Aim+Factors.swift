/// A factor that the census records at the end of an assessment, and the words by which facts of a
/// rule book are recognised to speak of it.
package struct NationalFactor: Sendable {
  /// Its share of assessments.
  package let aim: Aim
  /// A fact speaks of the factor when its name contains one of these.
  let words: [String]
  /// Whose life it is in: what goes together is drawn together.
  let circle: Circle

  /// Factors that go together.
  enum Circle: Sendable {
    /// Difficulties of the parents and the home.
    case home
    /// Harm that meets a child of ten or more, mostly outside the home.
    case street
    /// Neither.
    case child
  }
}

extension Aims {
  private static let assessed = 506_370

  private static func factor(
    _ name: String, _ count: Int, _ circle: NationalFactor.Circle, _ words: [String]
  ) -> NationalFactor {
    NationalFactor(
      aim: Aim(name, count, of: assessed, published: PublishedSource.factors), words: words,
      circle: circle)
  }

  /// The factors, in the order in which a fact that could speak of several is given to one.
  ///
  /// Where the census splits a factor by whose it is and rule books rarely do, the parents' share is
  /// taken, and the child's where the fact is the child's.
  package static let factors: [NationalFactor] = [
    factor(
      "child sexual exploitation", 13_860, .street,
      [
        "sexual_exploit", "sexual_image", "adult_or_pressure_behind_image",
      ]),
    factor(
      "child criminal exploitation", 15_750, .street,
      [
        "exploit", "drawn_in", "drug_supply", "drawn_into_offending",
      ]),
    factor("gangs", 10_180, .street, ["gang"]),
    factor("trafficking", 2_590, .street, ["traffick"]),
    factor(
      "going missing", 17_860, .street, ["missing_in", "goes_missing", "missing_unexplained"]),
    factor("self-harm", 26_170, .child, ["self_harm", "suicidal_plan"]),
    factor("separated migrant child", 6_700, .child, ["migrant"]),
    factor(
      "private fostering", 2_040, .child,
      [
        "private_foster", "lives_away_from_parents", "looked_after_by", "stay_",
      ]),
    factor("young carer", 17_900, .home, ["young_carer", "caring_role", "caring_harms"]),
    factor("female genital mutilation", 750, .child, ["fgm"]),
    factor("abuse linked to faith or belief", 2_180, .child, ["belief", "possessed"]),
    factor("sexual abuse by a child", 11_960, .child, ["sexually_harms", "force_or_much_younger"]),
    factor(
      "sexual abuse by an adult", 17_840, .child,
      [
        "sexual_abuse", "sexual_offender", "person_in_trust",
      ]),
    factor(
      "physical abuse by a child", 15_350, .child,
      [
        "another_child", "peer_violence", "child_violent",
      ]),
    factor(
      "domestic abuse of a parent", 160_600, .home,
      [
        "domestic_abuse", "dash_", "abuse_features", "marac", "pregnant_victim", "child_present",
        "other_adult_is_victim", "own_abusive", "violence_on",
      ]),
    // Alcohol and drugs are published apart and rule books rarely part them: the larger stands.
    factor(
      "parent's alcohol or drugs (as for alcohol)", 72_410, .home,
      [
        "substance_use", "substance_user", "exposed_daily_to_substances", "sober_carer",
      ]),
    factor(
      "child's alcohol or drugs (as for drugs)", 25_190, .street,
      [
        "child_uses_substances", "child_use_pattern",
      ]),
    factor(
      "parent's mental health", 165_480, .home,
      [
        "parent_suicide", "parent_fears_harming", "parental_difficulty", "parent_difficulty",
        "acute_mental_health", "effect_on_care",
      ]),
    factor(
      "child's mental health", 86_260, .child,
      [
        "low_mood", "specialist_mental_health", "restricted_eating", "losing_weight_by_not",
        "attachment_", "bereaved", "struggles_after_loss", "death", "grief",
      ]),
    factor(
      "child's learning disability", 59_670, .child,
      [
        "developmental_delay", "development_delayed", "speech_and_language",
      ]),
    factor(
      "child's physical disability or illness", 23_210, .child,
      [
        "disability_support", "disabled_child", "illness_badly",
      ]),
    factor(
      "antisocial behaviour", 38_720, .street,
      [
        "offending", "offence", "beyond_control", "disruptive", "suspend", "excluded", "exclusion",
      ]),
    factor(
      "emotional abuse", 97_670, .home,
      [
        "emotional", "reject", "harshly", "low_warmth", "humiliat", "quarrel", "adult_conflict",
      ]),
    factor(
      "physical abuse by an adult", 58_160, .home,
      [
        "injury", "explanation", "punishment", "physical_abuse", "bleeding", "they_harmed_child",
        "treatment_sought",
      ]),
    factor(
      "neglect", 83_380, .home,
      [
        "neglect", "hungry", "basic_care", "basics_missing", "home_conditions", "home_hazards",
        "left_alone", "no_routine", "no_stimulation", "appointments_missed", "dental",
        "medical_care",
        "accidents",
      ]),
  ]

  /// How far difficulties of the home come together: the census publishes no pairs, so a part of
  /// homes is taken to have many times the share and the others less, with the same whole.
  ///
  /// INVARIANT: `partOfHomes` × `timesThere` + the rest × `timesElsewhere` is one whole.
  static let togetherness = (partOfHomes: 4_000, timesThere: 17_500, timesElsewhere: 5_000)
}
