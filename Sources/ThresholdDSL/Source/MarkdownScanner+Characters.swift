extension MarkdownScanner {
  /// Reports a file of which nothing can be read; false when there is nothing to read.
  mutating func checkReadable() -> Bool {
    if bytes.count > Limits.fileBytes {
      reportSize()
    } else if isUTF16 {
      diagnostics.add(
        Diagnostic(
          .notUTF8, "a rule file is text in UTF-8, and this one is in UTF-16",
          at: span(0..<min(2, bytes.count)),
          hints: [
            .init("save the file again with the encoding UTF-8, not \"Unicode\" or \"UTF-16\"")
          ]))
    } else {
      return true
    }
    return false
  }

  /// Whether it starts as a file in UTF-16 does: with a byte-order mark, or with a byte 0 beside a
  /// letter.
  private var isUTF16: Bool {
    guard bytes.count >= 2 else { return false }
    let first = (bytes[0], bytes[1])
    return first == (0xFF, 0xFE) || first == (0xFE, 0xFF) || (first.0 == 0) != (first.1 == 0)
  }

  /// Reports bytes that are not text; false when the file is not UTF-8.
  mutating func checkCharacters() -> Bool {
    let firstWrong = hasControl ? bytes.firstIndex(where: Self.isWrongControl) : nil
    var wrongEncoding: Range<Int>?
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      wrongEncoding = error.byteOffsets
    }
    if let wrongEncoding {
      diagnostics.add(
        Diagnostic(
          .notUTF8, "a rule file is text in UTF-8, and this byte is not",
          at: span(wrongEncoding.clamped(to: 0..<bytes.count)),
          hints: [.init("save the file again with the encoding UTF-8")]))
    } else if let firstWrong {
      var end = firstWrong
      while end < bytes.count, bytes[end] == bytes[firstWrong] { end += 1 }
      diagnostics.add(
        Diagnostic(
          .controlCharacter,
          "a rule file holds no control characters, and this is \(Self.name(bytes[firstWrong]))",
          at: span(firstWrong..<end),
          hints: [
            .init(
              "delete it, or save the file again as plain text",
              replacement: .init(span: span(firstWrong..<end), text: ""))
          ]))
    }
    return wrongEncoding == nil
  }

  /// Reports a file that is too large to be read.
  private mutating func reportSize() {
    diagnostics.add(
      Diagnostic(
        .fileTooLarge,
        "a rule file has at most \(Limits.fileBytes) bytes, and this one has \(bytes.count)",
        at: span(0..<0), hints: [.init("divide it into several files of the same folder")]))
  }

  /// Whether any byte is a control character: without a branch, so that the compiler can look at many
  /// bytes at once.
  private var hasControl: Bool {
    var found: UInt8 = 0
    for byte in bytes {
      let isControl: UInt8 = byte < 0x20 ? 1 : 0
      let isAllowed: UInt8 = byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D ? 1 : 0
      let isDelete: UInt8 = byte == 0x7F ? 1 : 0
      found |= (isControl & (isAllowed ^ 1)) | isDelete
    }
    return found != 0
  }

  private static func isWrongControl(_ byte: UInt8) -> Bool {
    let isAllowed = byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
    return (byte < 0x20 && !isAllowed) || byte == 0x7F
  }

  private static func name(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "U+00" + (digits.utf8.count == 1 ? "0" : "") + digits
  }
}
