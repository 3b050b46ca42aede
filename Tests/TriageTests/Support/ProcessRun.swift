import Glibc
import TestSupport

/// What the built program did when it was run as a process.
struct ProcessRun {
  var status: Int32
  var output: [UInt8]
  var errors: String

  /// The text written to standard output.
  var text: String { String(decoding: output, as: UTF8.self) }
}

/// The built program, which stands beside the tests.
let programPath: String = {
  var buffer = [CChar](repeating: 0, count: 4096)
  let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
  let path = String(
    decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  return path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    .joined(separator: "/") + "/triage"
}()

/// Runs a line of bash in a folder, with `$TRIAGE` as the built program.
///
/// With `joined` standard error goes where standard output goes, as on a terminal.
func runProcess(
  _ line: String, in folder: TemporaryFolder, joined: Bool = false
) -> ProcessRun {
  let streams = TemporaryFolder()
  streams.write(
    "line.sh", "set -o pipefail\nTRIAGE='\(programPath)'\ncd '\(folder.path)'\n\(line)\n")
  let status = runShell(
    "env -u TRIAGE_RULES bash '\(streams.path)/line.sh' < /dev/null"
      + " > '\(streams.path)/out' 2>\(joined ? "&1" : " '\(streams.path)/err'")")
  return ProcessRun(
    status: status, output: readFile(streams.path + "/out") ?? [],
    errors: streams.text("err") ?? "")
}
