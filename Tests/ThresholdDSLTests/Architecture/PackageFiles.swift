import TestSupport

/// A file of the package, by its path from the package's folder.
struct PackageFile {
  /// The path, such as `Sources/triage/Triage.swift`.
  var path: String
  /// The text.
  var text: String

  /// The lines, without their line breaks.
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// Every file below a folder whose name ends so, in order of path.
  static func below(_ folder: String, suffix: String) -> [PackageFile] {
    paths(below: folder).filter { $0.hasSuffix(suffix) }.compactMap { path in
      readFile(packageFolder + "/" + path).map {
        PackageFile(path: path, text: String(decoding: $0, as: UTF8.self))
      }
    }
  }

  /// The paths of the files below a folder.
  static func paths(below folder: String) -> [String] {
    namesInFolder(packageFolder + "/" + folder).flatMap { name -> [String] in
      let path = folder + "/" + name
      // A folder with nothing in it is not in the repository either.
      return name.hasPrefix(".")
        ? []
        : namesInFolder(packageFolder + "/" + path).isEmpty
          ? [path] : paths(below: path)
    }
  }

  /// The modules that a Swift file imports.
  var imports: [String] {
    lines.compactMap { line -> String? in
      let words = line.split(separator: " ")
      let modifiers = ["public", "internal", "package", "fileprivate", "private", "@testable"]
      guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
        words[..<index].allSatisfy({ modifiers.contains(String($0)) || $0.hasPrefix("@") })
      else { return nil }
      return String(words[words.count - 1].prefix { $0 != "." })
    }
  }

  /// The words of a Swift file's code, each with its line: comments and texts in quotes left out.
  var codeWords: [(line: Int, word: Substring)] {
    var found: [(line: Int, word: Substring)] = []
    for (number, line) in lines.enumerated() {
      var isText = false
      for part in line.split(separator: "\"", omittingEmptySubsequences: false) {
        defer { isText.toggle() }
        if isText { continue }
        let code = part.range(of: "//").map { part[..<$0] } ?? part
        for word in code.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
          found.append((number + 1, word))
        }
        if code.endIndex != part.endIndex { break }
      }
    }
    return found
  }
}

extension Substring {
  /// Where some text first starts.
  fileprivate func range(of wanted: String) -> Index? {
    indices.first { self[$0...].hasPrefix(wanted) }
  }
}
