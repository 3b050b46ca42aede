import Glibc

extension Console {
  /// The console of this process.
  static func ofProcess() -> Console {
    let input = Descriptor.standardInput
    let output = Descriptor.standardOutput
    let errors = Descriptor.standardError
    return Console(
      input: input, output: output, errors: errors,
      terminal: Terminal(
        inputIsTerminal: input.isTerminal, outputIsTerminal: output.isTerminal,
        errorsIsTerminal: errors.isTerminal),
      environment: Environment { name in
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
      },
      elapsed: {
        var now = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
      })
  }
}

/// Leaves a write to a closed pipe to fail with an error instead of ending the process.
func ignoreBrokenPipes() {
  _ = signal(SIGPIPE, SIG_IGN)
}
