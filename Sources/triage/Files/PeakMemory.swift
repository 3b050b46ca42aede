import Glibc

/// The most memory that the process has held at once.
enum PeakMemory {
  /// Begins to count anew, where the system can.
  static func reset() {
    let number = unsafe open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
    guard number >= 0 else { return }
    _ = unsafe write(number, "5", 1)
    close(number)
  }

  /// The bytes held at most since then; nil where the system does not say.
  static var bytes: Int? {
    guard let status = try? Descriptor.reading("/proc/self/status", named: "status"),
      let text = try? status.read(atMost: 1 << 14)
    else { return nil }
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix("VmHWM:") {
      return line.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1_024 }
    }
    return nil
  }
}
