extension DiagnosticCode {
  /// The document and its characters.
  static let documentCodes: [DiagnosticCode] = [
    notUTF8, controlCharacter, fileTooLarge, lineTooLong, unclosedFence, misspeltFence,
    misplacedFence, ruleOutsideFence, fenceInComment, mergeConflict, wrongQuotes, badText,
    wrongSpace, wrongDash, wrongOperator, badName, badNumber, badDate, wrongComment, strayMark,
  ]

  static let notUTF8 = DiagnosticCode(
    "T0101", .error, "not text in UTF-8",
    help: """
      A rule file is plain text in UTF-8, the encoding that every editor offers. This file has bytes
      that are no UTF-8, most often because it was saved as "ANSI", "Windows-1252" or "Unicode"
      (UTF-16).

      Open the file in an editor, choose "Save as", and pick the encoding UTF-8. In Word, save as
      "Plain text" and choose UTF-8. A byte-order mark at the start does no harm.
      """)

  static let controlCharacter = DiagnosticCode(
    "T0102", .error, "a control character",
    help: """
      The file holds a character that no keyboard writes, such as U+0000. It comes from a file saved
      in another format, or from a faulty copy, and what stands around it cannot be trusted.

      Delete the character and check the words beside it, or save the file again as plain text.
      """)

  static let fileTooLarge = DiagnosticCode(
    "T0103", .error, "the file is too large",
    help: """
      One rule file has at most four megabytes: some forty thousand lines. A larger one is almost
      always a data file in the wrong folder.

      Divide a rule book into several files of the same folder. Their names and their order mean
      nothing, so a file for each chapter of the threshold document does well.
      """)

  static let lineTooLong = DiagnosticCode(
    "T0104", .error, "a line is too long",
    help: """
      A line inside a fence of rules has at most 4,096 bytes.

      A condition may go on over several lines, as long as each is indented:

        rule example: assessment
          when persistently_hungry
            and unsupervised
      """)

  static let unclosedFence = DiagnosticCode(
    "T0105", .error, "a fence or comment is not closed",
    help: """
      A fence opens with a line of three or more back-ticks and closes with a line of as many. One that
      is not closed takes in the text after it, so that rules further down might not be read.

      Write the closing line after the last rule of the fence:

        ```threshold
        rule injury_not_mobile: strategy_meeting
          when injury and not mobile
        ```

      An HTML comment is closed in the same way: what starts with `<!--` ends with `-->`.
      """)

  static let misspeltFence = DiagnosticCode(
    "T0106", .error, "the word of a fence is misspelt",
    help: """
      Rules are read only in fences with the word `threshold`, in small letters, right after the
      back-ticks. This fence has a word that is nearly that one. Rules must never quietly be left out,
      so it is an error and not just another fence.

        wrong:  ```Threshold      ```treshold      ```{.threshold}
        right:  ```threshold

      A fence that only shows rules, in a guide say, stands in a longer fence of four back-ticks.
      """)

  static let misplacedFence = DiagnosticCode(
    "T0107", .error, "a fence of rules is not at the margin",
    help: """
      A fence of rules starts at the margin and is written with back-ticks. Indented, in a list, in a
      quotation or with `~~~` it would be text for people, and its rules would not be read. Rules must
      never quietly be left out, so it is an error.

        wrong:    - a list item
                    ```threshold
        right:  ```threshold

      End the list or quotation with an empty line, and start the fence, its lines and its end at the
      margin.
      """)

  static let ruleOutsideFence = DiagnosticCode(
    "T0108", .warning, "a rule outside any fence",
    help: """
      A line of the text looks like the first line of a rule, a define or a fact, but it stands in the
      prose, or in a fence without a word after its back-ticks, where no rule is read.

      Put the rules in a fence:

        ```threshold
        rule injury_not_mobile: strategy_meeting
          when injury and not mobile
        ```

      If it is meant for people only, indent it by four spaces, or put it in a fence with
      another word, such as ```text.
      """)

  static let fenceInComment = DiagnosticCode(
    "T0109", .warning, "rules inside an HTML comment",
    help: """
      A fence of rules stands between `<!--` and `-->`. What is commented out is not read, so these
      rules decide nothing.

      Delete the rules if they are no longer wanted: the history of the file keeps them. To read them
      again, take away `<!--` and `-->`.
      """)

  static let mergeConflict = DiagnosticCode(
    "T0110", .error, "two versions of the text",
    help: """
      Two people changed the same lines, and the version control system has left both versions in the
      file, between lines of `<<<<<<<`, `=======` and `>>>>>>>`.

      Read both versions, keep the lines that are right, and delete the three lines of marks:

        <<<<<<< mine
        rule a: assessment
        =======
        rule a: early_help
        >>>>>>> theirs
      """)

  static let wrongQuotes = DiagnosticCode(
    "T0111", .error, "quotes of another kind",
    help: """
      Text stands in straight double quotes. Word turns them into curly ones while you type, and other
      languages use single ones.

        wrong:  because “the injury is not explained”
        right:  because "the injury is not explained"

      Inside text, curly quotes and apostrophes are welcome. In Word the change can be switched off
      under AutoCorrect options; a plain text editor does not make it.
      """)

  static let badText = DiagnosticCode(
    "T0112", .error, "text in quotes is not right",
    help: """
      Text starts and ends with a straight double quote on one line. A quote inside it is written `\\"`
      and a backslash `\\\\`; a backslash stands before nothing else.

        wrong:  because "the injury is not explained
        right:  because "the injury is not explained"
        right:  asks "Did the child say \\"it hurts\\"?"
      """)

  static let wrongSpace = DiagnosticCode(
    "T0113", .error, "a tab or special space",
    help: """
      Rules are indented, and their words kept apart, by ordinary spaces. Tabs show at another width in
      every editor, and non-breaking spaces and characters without width, which come with text pasted
      from Word or a web page, cannot be seen at all.

      Write two spaces for each step of indentation. Most editors can replace tabs and special spaces
      everywhere at once. Only the first of each fence is reported.
      """)

  static let wrongDash = DiagnosticCode(
    "T0114", .error, "a dash or bullet of another kind",
    help: """
      A bullet is a hyphen at the start of a line, and a comment starts with two hyphens. Word makes
      longer dashes and round bullets of them while you type.

        wrong:  – persistently_hungry
        right:  - persistently_hungry

        wrong:  rule a: assessment  — see the guidance
        right:  rule a: assessment  -- see the guidance
      """)

  static let wrongOperator = DiagnosticCode(
    "T0115", .error, "a sign of another language",
    help: """
      Conditions are written with words and with the four signs `<`, `<=`, `>` and `>=`.

        wrong: =  ==        right: is
        wrong: !=  <>  ≠    right: is not
        wrong: &&  &        right: and
        wrong: ||           right: or
        wrong: !            right: not
        wrong: =>  ≥        right: >=
        wrong: =<  ≤        right: <=
      """)

  static let badName = DiagnosticCode(
    "T0116", .error, "a name is not written right",
    help: """
      Names, and the words of the language, are written in small letters a to z, digits and
      underscores, and start with a letter.

        wrong:  Early-Help     early help     naïve
        right:  early_help

      A hyphen belongs to the name of a calendar only: `calendar england-and-wales`. Titles, questions
      and reasons stand in quotes and may hold any characters.
      """)

  static let badNumber = DiagnosticCode(
    "T0117", .error, "a number is not written right",
    help: """
      Numbers are written with the digits 0 to 9, a point before decimals, and no commas. A space keeps
      a number and its unit apart.

        wrong:  1,000     28days     ３
        right:  1000      28 days    3
      """)

  static let badDate = DiagnosticCode(
    "T0118", .error, "a date or time is not written right",
    help: """
      A date is written year, month, day, as in `2021-05-04` for 4 May 2021, so that nobody has to guess
      which number is the month. A time is written on the 24-hour clock with two digits of hour and two
      of minute.

        wrong:  04/05/2021   2021-5-4     2021-02-30
        right:  2021-05-04
        wrong:  9:30   9.30am   2021-05-04T09:30
        right:  09:30           2021-05-04 09:30
      """)

  static let wrongComment = DiagnosticCode(
    "T0119", .error, "a comment of another language",
    help: """
      A comment starts with two hyphens and runs to the end of the line.

        wrong:  // since the review of 2019
        wrong:  # since the review of 2019
        right:  -- since the review of 2019

      Better still, say it in the prose of the document, where everybody reads it.
      """)

  static let strayMark = DiagnosticCode(
    "T0120", .error, "a mark without meaning",
    help: """
      The character has no meaning in a rule. Pasted text often brings some along: stars around bold
      words, back-ticks around names, a full stop or semicolon at the end of a line, dots for something
      left out.

        wrong:  when **injury** and not `mobile`;
        right:  when injury and not mobile

      Rules do no sums either: count with `at least 2 of`, or add up points on a scale.
      """)
}
