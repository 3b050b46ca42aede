import TriageEngine

/// What every page of HTML begins with, and how text stands in one: no script, no other file, no network.
enum PageFrame {
  /// The page up to its body; `title` is HTML already.
  static func head(title: String, css: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'sha256-\(SHA256.base64(of: Array(css.utf8)))'; base-uri 'none'; form-action 'none'">
    <title>\(title)</title>
    <style>\(css)</style>
    </head>
    <body>

    """
  }

  /// Text that stands for itself in HTML, in elements and in attributes.
  static func escaped(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
