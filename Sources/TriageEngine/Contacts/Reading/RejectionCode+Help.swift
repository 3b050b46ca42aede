extension RejectionCode {
  /// The page of help: what happened, and what to do.
  public var help: String {
    switch self {
    case .lineTooLong:
      """
      A line of JSON Lines, or a row of a CSV file, may have 1 MiB (1,048,576 bytes). A longer one \
      is rejected alone, and only its start is kept. Usually a line break or a closing quote is \
      missing, or a document was pasted into a cell.
      """
    case .notUTF8:
      """
      The row has bytes that are not UTF-8, so names and words in it cannot be told. In a \
      spreadsheet choose "CSV UTF-8" when saving; from a database, export as UTF-8.
      """
    case .notJSON:
      """
      Each line of a JSON Lines file is one JSON object, whole, on one line. The reason says what \
      is wanted at the column given. Text and names stand in straight double quotes; a quote \
      inside text is written \\" and a line break \\n.
      """
    case .duplicateField:
      """
      Two fields of the row have the same name, once capitals, spaces and hyphens are set aside. \
      Which value is meant cannot be told, and reading either could lose a risk. Keep one.
      """
    case .tooDeep:
      """
      Brackets in one row may nest 16 deep. A contact is flat: its fields have values, and an \
      `any of` fact has a list.
      """
    case .tooManyFields:
      "One row may have 16,384 fields. A row with more is not a contact; look for a broken export."
    case .notAnObject:
      """
      Each line of a JSON Lines file is one object in curly brackets, such as \
      {"contact":"C-1","child":"P-1","received":"2021-05-04T15:42"}. Lists and bare values are not \
      contacts.
      """
    case .strayQuote:
      """
      In CSV a cell with a quote in it stands in quotes, and each quote inside is doubled: \
      "he said ""no"" twice". A quote in the middle of a bare cell, or text after a closing quote, \
      is refused, and reading goes on with the next line.
      """
    case .unclosedQuote:
      """
      A cell starts with a quote and no closing quote follows within the limits of a cell. Only \
      the line on which the row starts is rejected; the lines after it are read as rows, so that \
      no child is lost to a missing quote.
      """
    case .wrongNumberOfCells:
      """
      Every row has as many cells as the header has names. A comma inside a value moves all that \
      follow, so such a row is not read at all: put values with commas in quotes.
      """
    case .cellTooLong:
      "A CSV cell may have 262,144 bytes and 1,000 line breaks. Shorten it, or use JSON Lines."
    case .controlCharacter:
      """
      A cell has a NUL byte, or a carriage return that ends no line. The file was damaged or is \
      not text. Save it again as CSV UTF-8.
      """
    case .contactMissing:
      """
      Every row states the `contact` it belongs to; brothers and sisters share it. A row without \
      it cannot be found again, so it is rejected. `null` and `unknown` are no ids.
      """
    case .contactUnreadable:
      "`contact` is an id: text, or a whole number. Anything else is no id."
    case .childMissing:
      """
      Every row states the `child`. Write the id, or `unknown` when it is not known who the child \
      is: then the row is decided and the child's history is unknown. An empty cell could be a \
      mistake, so it is rejected.
      """
    case .childUnreadable:
      "`child` is an id: text, or a whole number; or `unknown`. Anything else is no id."
    case .receivedMissing:
      """
      Every row states when it was `received`: which edition of the thresholds applies, the \
      child's age and every clock depend on it. Nothing reads today's date instead.
      """
    case .receivedUnreadable:
      """
      `received` is a day (2021-05-04), a time in London (2021-05-04T15:42) or a time with its \
      offset (2021-05-04T15:42:00+01:00). The year comes first: 04/05/2021 can mean two days.
      """
    case .receivedSkipped:
      """
      When the clocks go forward in March, the hour from 01:00 is skipped: no clock showed the \
      time written. Write the time with its offset, such as 2021-03-28T02:30:00+01:00.
      """
    case .outsideEditions:
      """
      A contact is decided under the edition in force on the day it was received. This one was \
      received before the first edition or after the last. Add the edition, or set the first day \
      right.
      """
    case .unrecognisedField:
      """
      The row has a value in a field that is not reserved, declared by the rule book or ignored. \
      It could be a misspelt risk. Correct the name, declare the fact, or list the field as an \
      `ignored field` or with --ignore. Without --strict the row is decided and says so.
      """
    case .unreadableValue:
      """
      A value is not of its fact's type. Without --strict the fact is unknown, the row says so \
      and is decided; with --strict it is rejected.
      """
    case .notADecision:
      """
      The first row of the file is a decision, as `triage decide` writes it, and so must every other \
      one be: with its contact, outcome, certainty, bounds, scores and reasons. A row of a contact, \
      or half a row, is rejected alone. Look for a file of contacts joined to one of decisions.
      """
    }
  }
}
