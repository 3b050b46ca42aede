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

  @Test func `contacts are piped through`() {
    let door = FrontDoor()
    let expected = door.run("contacts.jsonl")
    let piped = runProcess("cat contacts.jsonl | \"$TRIAGE\"", in: door.folder)
    #expect(piped.status == 0)
    #expect(piped.output == expected.outputBytes)
    #expect(piped.errors == expected.errors)
    let named = runProcess("\"$TRIAGE\" contacts.jsonl -q", in: door.folder)
    #expect(named.output == expected.outputBytes)
    #expect(named.errors.isEmpty)
  }

  @Test func `a row is answered before the pipe ends`() {
    let door = FrontDoor()
    let line = """
      mkfifo answer
      (head -n 1 contacts.jsonl; cat answer > /dev/null) | "$TRIAGE" -q \
        | (head -n 1; echo > answer)
      """
    let run = runProcess(line, in: door.folder)
    #expect(run.text.split(separator: "\n").count == 1)
    #expect(run.status == 0)
  }

  @Test func `decisions cut off by their reader are a quiet success`() {
    let door = FrontDoor()
    let run = runProcess(
      "(sleep 0.2; \"$TRIAGE\" contacts.jsonl) | true; exit ${PIPESTATUS[0]}", in: door.folder)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  @Test func `a full disk loses nothing that was there`() {
    let door = FrontDoor()
    let run = runProcess("\"$TRIAGE\" contacts.jsonl > /dev/full", in: door.folder)
    #expect(run.status == 2)
    #expect(run.errors == "triage: error: cannot write standard output: the disk is full\n")
    let named = runProcess("\"$TRIAGE\" contacts.jsonl -o /dev/full", in: door.folder)
    #expect(named.status == 2)
    #expect(named.errors == "triage: error: cannot write `/dev/full`: the disk is full\n")
    let rejects = runProcess("echo '{}' | \"$TRIAGE\" --rejects /dev/full -q", in: door.folder)
    #expect(rejects.status == 2)
    #expect(rejects.errors.contains("cannot write `/dev/full`: the disk is full\n"))
  }

  @Test func `a file that opens and cannot be read is one message`() {
    let door = FrontDoor()
    // The memory of a process cannot be read at its start, whoever asks.
    let run = runProcess("\"$TRIAGE\" /proc/self/mem", in: door.folder)
    #expect(run.status == 2)
    #expect(run.errors == "triage: error: cannot read `/proc/self/mem`: Input/output error\n")
    #expect(run.output.isEmpty)
    #expect(runProcess("\"$TRIAGE\" <&-", in: door.folder).status == 2)
  }

  @Test func `statuses reach the shell`() {
    let door = FrontDoor()
    door.folder.write("bad.jsonl", "{}\n" + FrontDoor.contacts)
    for (line, status) in [
      ("contacts.jsonl", 0), ("--fail-on late contacts.jsonl", 1), ("none.jsonl", 2),
      ("bad.jsonl", 3), ("--fail-on late bad.jsonl", 3), ("check", 0), ("--rules none", 2),
    ] as [(String, Int32)] {
      let run = runProcess("\"$TRIAGE\" \(line) > /dev/null", in: door.folder)
      #expect(run.status == status, "\(line)")
    }
  }
}
