/// A rule file with every declaration of the language, laid out as nobody would.
let untidyBook = ##"""
  # Continuum of need

  Prose   keeps   its    spaces, its	tabs and its trailing blanks.   

  ```threshold


  language   1
  edition "2018-07"
      title    "Continuum of need, July 2018"
     in force 2018-07-01   to 2023-12-14   -- both days included
     follows "Working Together to Safeguard Children (2018)"
     calendar   england-and-wales


  -- least first
  outcome nfa "No further action"
  outcome early_help "Early help" , rated green
  -- the statutory ones
  outcome strategy_meeting   "Strategy meeting",rated red   -- section 47
  outcome assessment  "Assessment — section 17"

  rating   green ,amber,red
  ```

  ## 4.2 Injury to a child who cannot yet move

  ```threshold
  fact injury yes/no
   asks "Is there a bruise -- or other \"injury\"?"
   raises concern
      -- nobody asks this on the telephone
   silence means no when screening_completed
   held by health,education , police   -- in that order
  fact screening_completed   yes / no
    neither
  fact home_conditions one of good, adequate,
      poor, dangerous
    raises concern when poor,dangerous
    lowers concern when good
  fact missed number
    raises concern
  fact mobile yes/no
    lowers concern
    silence means no, because "it shows"
  fact contacts_before count of contacts within 12 months decided assessment or above from police, school
  fact concerns any of physical, neglect
    raises concern
    restricted to police
  ignored field surname,"Post Code"
  define infant : unborn or child_age<1 year
  define worrying:any of
     - infant
     - ( injury and missed>=3 )

  rule injury_not_mobile:strategy_meeting , red
        when injury and
             not mobile
        unless mobile is known and mobile, clause 4.2.1, because "it moved"

        because "treated as possible abuse"
        -- and tell health
        also child_protection_medical
        -- the end of the rule
  rule cluster:2 points on neglect
   when at least 2 of
          - injury          -- seen
          - home_conditions is one of poor,dangerous   -- visited
          - none of
               - mobile
               - all of
                     - infant
                     - missed >= 3
          - concerns includes neglect
  action child_protection_medical "Child protection medical"
  scale neglect "Accumulating neglect"
      early_help at 2 points
      assessment   at   5 points
  ```

  ### 6.1 Domestic abuse

  ```threshold
  table domestic_abuse
    because "the risk sets the response"
    also child_protection_medical
    row|home_conditions|infant|child|outcome
    -- the worst first
    high|dangerous|any|any|strategy_meeting
    middle_one | poor or adequate | yes| unborn or <1 year|assessment , green   -- babies
    low        |not good|any|>=16 years|early_help   -- nearly adult

  judgement
  judgement "Is the tie strong enough?"
    when  injury , up to assessment
  hours monday to thursday 08:30 - 17:00,friday 08:30-16:30
  closed 2021-12-24 from 15:00 , 2022-12-28 to 2022-12-30
  out of hours counts from the next working day
  clock decision "Decision" from received to decided : end of 1 working day,when rated red

  example "a bruise on a baby"
      received 2021-05-04 10:00,date_of_birth 2021-01-04
      injury,not mobile,   concerns neglect and physical
      earlier contact received 2021-01-04 10:00,
         decided nfa,concerns neglect
         source police
      expect strategy_meeting , red by injury_not_mobile,
      asks missed
         firm
  ```

  The end, without a line break after it.
  """##
