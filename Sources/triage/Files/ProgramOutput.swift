import Glibc

/// What another program writes to its standard output, and the status that it ends with.
struct ProgramOutput {
  var bytes: [UInt8]
  /// 0 when all went well.
  var status: Int32

  /// The variables that a program is given of this process's environment: where programs, people's
  /// settings and repositories are found. Nothing else of it may change what is read.
  private static let variables = [
    "PATH", "HOME", "USER", "XDG_CONFIG_HOME", "GIT_DIR", "GIT_WORK_TREE",
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
  ]

  /// Runs a program, found as a shell would find it, with nothing to read; what it writes to standard
  /// error goes there.
  init(
    of arguments: [String], _ environment: Environment, limit: Int
  ) throws(ToolError) {
    let name = arguments[0]
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw .failed("run", "`\(name)`") }
    let (reading, writing) = (ends[0], ends[1])
    // The program gets the writing end as its standard output, and neither end beside that.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let started = Self.start(arguments, environment, output: writing)
    close(writing)
    let source = Descriptor.taking(reading, named: "what `\(name)` writes")
    guard case .success(let process) = started else {
      throw .environment(
        "cannot run `\(name)`", hint: "install it, or make sure that `PATH` names its folder")
    }
    do {
      bytes = try readWhole(source, named: "what `\(name)` writes", limit: limit)
    } catch {
      _ = kill(process, SIGKILL)
      _ = Self.wait(for: process)
      throw error
    }
    status = Self.wait(for: process)
  }

  private struct NotStarted: Error {}

  private static func start(
    _ arguments: [String], _ environment: Environment, output: Int32
  ) -> Result<pid_t, NotStarted> {
    var actions = unsafe posix_spawn_file_actions_t()
    guard unsafe posix_spawn_file_actions_init(&actions) == 0 else { return .failure(NotStarted()) }
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    let variables = Self.variables.compactMap { name in
      environment.variable(name).map { name + "=" + $0 }
    }
    var process: pid_t = 0
    let name = arguments[0]
    let code = unsafe withStrings(arguments) { words in
      unsafe withStrings(variables) { variables in
        unsafe posix_spawnp(&process, name, &actions, nil, words, variables)
      }
    }
    return code == 0 ? .success(process) : .failure(NotStarted())
  }

  /// Waits until a process ends; its status, or -1 when it was killed.
  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
  }
}

/// Hands texts to C as a list that ends with a null.
private func withStrings<Value>(
  _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
) -> Value {
  let count = texts.count + 1
  let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: count)
  unsafe list.initialize(repeating: nil, count: count)
  for (place, text) in texts.enumerated() { unsafe list[place] = unsafe strdup(text) }
  defer {
    for place in 0..<count { unsafe free(list[place]) }
    unsafe list.deallocate()
  }
  return unsafe body(list)
}
