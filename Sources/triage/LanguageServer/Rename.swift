import ThresholdDSL

extension DocumentPlace {
  /// The name that would be renamed.
  func prepareRename() throws(ResponseError) -> JSON {
    guard let occurrence, let index = edition?.index else {
      throw ResponseError(.requestFailed, "there is no name here")
    }
    do throws(Renaming.Refusal) {
      try Renaming.refuseUnnamable(occurrence.name, in: index)
    } catch {
      throw ResponseError(.requestFailed, error.message)
    }
    return [
      "range": positions.json(occurrence.span.range), "placeholder": .string(occurrence.name.text),
    ]
  }

  /// The edits that rename the name at the place in every file of the edition.
  func rename(to new: String, _ server: LanguageServer) throws(ResponseError) -> JSON {
    guard let occurrence, let edition else {
      throw ResponseError(.requestFailed, "there is no name here")
    }
    do throws(Renaming.Refusal) {
      return workspaceEdit(
        try Renaming(occurrence.name, to: new, in: edition.index, edition.trees).replacements)
    } catch {
      throw ResponseError(.requestFailed, error.message)
    }
  }
}
