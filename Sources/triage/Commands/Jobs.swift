import Dispatch
import Synchronization

/// The results of some work on parts of a list, in the order of the list: the list is split among
/// so many jobs, and how it is split shows in no result that is put together in order.
func mapped<Element: Sendable, Part: Sendable>(
  _ list: [Element], jobs: Int, _ work: @Sendable (ArraySlice<Element>) -> Part
) -> [Part] {
  // A part of a few elements costs more to hand out than to do.
  let count = max(1, min(jobs, list.count / 16))
  guard count > 1 else { return list.isEmpty ? [] : [work(list[...])] }
  let parts = Mutex<[Part?]>(Array(repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: count) { index in
    let part = work(list[list.count * index / count..<list.count * (index + 1) / count])
    parts.withLock { $0[index] = part }
  }
  return parts.withLock { $0.compactMap { $0 } }
}
