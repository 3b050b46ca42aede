import Dispatch
import Synchronization

/// The results of some work on parts of a list, in the order of the list: the list is split among
/// so many jobs of at least so many elements, and how it is split shows in no result that is put
/// together in order.
func mapped<Element: Sendable, Part: Sendable>(
  _ list: [Element], jobs: Int, least: Int = 16, _ work: @Sendable (ArraySlice<Element>) -> Part
) -> [Part] {
  // A job of a few rows costs more to hand out than to do.
  let count = max(1, min(jobs, list.count / max(1, least)))
  guard count > 1 else { return list.isEmpty ? [] : [work(list[...])] }
  let parts = Mutex<[Part?]>(Array(repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: count) { index in
    let part = work(list[list.count * index / count..<list.count * (index + 1) / count])
    parts.withLock { $0[index] = part }
  }
  return parts.withLock { $0.compactMap { $0 } }
}
