import Testing

/// What only a process can show: signals, descriptors and statuses.
@Suite struct ProcessTests {
  private let folder = TemporaryFolder()

  @Test func `the built program stands beside the tests`() {
    let run = runProcess("\"$TRIAGE\" --version", in: folder)
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("triage "))
    #expect(run.errors.isEmpty)
  }

  @Test func `a pipe closed by its reader is a quiet success`() {
    // By the time it writes, the reader has gone.
    let run = runProcess(
      "(sleep 0.2; \"$TRIAGE\" help decide) | true; exit ${PIPESTATUS[0]}", in: folder)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  @Test func `a full disk is one message`() {
    let run = runProcess("\"$TRIAGE\" help > /dev/full", in: folder)
    #expect(run.status == 2)
    #expect(run.errors == "triage: error: cannot write standard output: the disk is full\n")
  }

  @Test func `a closed standard output is one message`() {
    let run = runProcess("\"$TRIAGE\" help >&-", in: folder)
    #expect(run.status == 2)
    #expect(
      run.errors == "triage: error: cannot write standard output: it is closed\n")
  }

  @Test func `a wrong command line ends with status 2, messages lost or not`() {
    #expect(runProcess("\"$TRIAGE\" --rulse", in: folder).status == 2)
    #expect(runProcess("\"$TRIAGE\" --rulse 2>&-", in: folder).status == 2)
    #expect(runProcess("\"$TRIAGE\" --rulse 2> /dev/full", in: folder).status == 2)
  }
}
