import Glibc
import TestSupport

/// A folder of a test's own, removed with everything in it when the test lets it go.
final class TemporaryFolder {
  /// Where it is.
  let path: String

  init() {
    var template = Array("/tmp/triage-test-XXXXXX".utf8CString)
    path = unsafe template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, let made = unsafe mkdtemp(start) else {
        fatalError("no temporary folder can be made")
      }
      return unsafe String(cString: made)
    }
  }

  deinit {
    _ = runShell("chmod -R u+w '\(path)'; rm -rf '\(path)'")
  }

  /// Writes a file in it, with the folders above it.
  func write(_ name: String, _ text: String) {
    write(name, Array(text.utf8))
  }

  /// Writes a file in it, with the folders above it.
  func write(_ name: String, _ bytes: [UInt8]) {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      _ = unsafe mkdir(folder, 0o755)
    }
    writeFile(path + "/" + name, bytes)
  }

  /// Makes a folder in it.
  func makeFolder(_ name: String) {
    _ = unsafe mkdir(path + "/" + name, 0o755)
  }

  /// The text of a file in it; nil when there is none.
  func text(_ name: String) -> String? {
    readFile(path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names in it, hidden ones included.
  var names: [String] { TestSupport.namesInFolder(path) }
}

/// Runs a line of shell and gives its exit status; negative when it was ended by a signal.
@discardableResult
func runShell(_ line: String) -> Int32 {
  let status = unsafe system(line)
  let signal = status & 0x7F
  return signal == 0 ? (status >> 8) & 0xFF : -signal
}
