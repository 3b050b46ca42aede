import Glibc

/// The program: everything it does is done by ``runTriage(_:_:)``.
@main enum Triage {
  static func main() {
    ignoreBrokenPipes()
    keepMemoryAtHand()
    let status = runTriage(Array(CommandLine.arguments.dropFirst()), .ofProcess())
    exit(status.rawValue)
  }
}
