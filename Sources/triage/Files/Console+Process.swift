import Glibc
import TriageEngine

extension Console {
  /// The console of this process.
  static func ofProcess() -> Console {
    keepStreamsApart()
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
      },
      now: {
        var now = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
        return Instant(seconds: Int64(now.tv_sec))
      },
      pause: { seconds in
        _ = usleep(UInt32(seconds * 1e6))
        return true
      })
  }
}

/// Leaves a write to a closed pipe, or beyond the size that a file may have, to fail with an error
/// instead of ending the process.
func ignoreBrokenPipes() {
  _ = signal(SIGPIPE, SIG_IGN)
  _ = signal(SIGXFSZ, SIG_IGN)
}

/// Lets memory grow in large steps and not shrink between them: the steps, not the memory, were a
/// tenth of a cold start.
func keepMemoryAtHand() {
  _ = setAllocation(-2, 1 << 22)
  _ = setAllocation(-1, 1 << 25)
}

/// `mallopt`, which the module of the C library leaves out.
@_silgen_name("mallopt")
private func setAllocation(_ parameter: Int32, _ value: Int32) -> Int32

/// Fills the places of standard streams that the caller has closed, so that no file opened later
/// takes one of them and gets messages written into it.
///
/// A stream that was closed cannot be used for what it is for; only lost messages are no failure.
private func keepStreamsApart() {
  for (number, flags) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_WRONLY)] as [(Int32, Int32)]
  where fcntl(number, F_GETFD) < 0 {
    _ = unsafe open("/dev/null", flags)
  }
}
