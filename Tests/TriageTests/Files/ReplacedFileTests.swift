import TestSupport
import Testing

@testable import triage

@Test func `a file is replaced only when it is whole`() throws {
  let folder = TemporaryFolder()
  folder.write("out", "old")
  do {
    let file = try ReplacedFile(folder.path + "/out", named: "out")
    try file.write(Array("half".utf8)[...])
    #expect(folder.text("out") == "old")
    #expect(folder.names.count == 2)
  }
  #expect(folder.text("out") == "old")
  #expect(folder.names == ["out"])
  let file = try ReplacedFile(folder.path + "/out", named: "out")
  try file.write(Array("new".utf8)[...])
  try file.finish()
  #expect(folder.text("out") == "new")
  #expect(folder.names == ["out"])
}

@Test func `what a killed process left behind is removed, and what a living one writes is not`()
  throws
{
  let folder = TemporaryFolder()
  // No process has so high a number; the first is always there.
  folder.write(".out.triage-2147483646", "left")
  for name in [".out.triage-1", ".out.triage-x", ".outer.triage-2147483646"] {
    folder.write(name, "kept")
  }
  let file = try ReplacedFile(folder.path + "/out", named: "out")
  try file.write(Array("new".utf8)[...])
  try file.finish()
  #expect(folder.text("out") == "new")
  #expect(
    folder.names.sorted() == [".out.triage-1", ".out.triage-x", ".outer.triage-2147483646", "out"])
}

@Test func `a replaced file keeps its permissions, and a link keeps pointing at it`() throws {
  let folder = TemporaryFolder()
  folder.write("out", "old")
  runShell("cd '\(folder.path)' && chmod 640 out && ln -s out link")
  let file = try ReplacedFile(folder.path + "/link", named: "link")
  try file.write(Array("new".utf8)[...])
  try file.finish()
  #expect(folder.text("out") == "new")
  #expect(fileMode(folder.path + "/out").map { $0 & 0o777 } == 0o640)
  #expect(runShell("test -L '\(folder.path)/link'") == 0)
}

@Test func `what is not a plain file is written directly, and a folder is refused`() throws {
  let null = try ReplacedFile("/dev/null", named: "/dev/null")
  try null.write([1, 2, 3])
  try null.finish()
  let folder = TemporaryFolder()
  #expect(throws: ToolError.environment("cannot write `here`: it is a folder")) {
    try ReplacedFile(folder.path, named: "here")
  }
  #expect(throws: ToolError.environment("cannot write `gone/out`: there is no such folder")) {
    try ReplacedFile(folder.path + "/gone/out", named: "gone/out")
  }
}
