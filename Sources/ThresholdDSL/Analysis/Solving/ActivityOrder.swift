/// The variables of a solver, the most active first: those in the latest conflicts.
///
/// A binary heap; variables of equal activity stand by number, so that nothing is left to chance.
struct ActivityOrder {
  private var heap: [Int] = []
  /// Where each variable stands in the heap; -1 where it does not.
  private var places: [Int] = []
  private var activities: [Double] = []
  private var step = 1.0

  private static let largest = 1e100
  private static let decayFactor = 1 / 0.95

  /// Adds the variable with the next number.
  mutating func add(_ variable: Int) {
    places.append(-1)
    activities.append(0)
    insert(variable)
  }

  /// Puts a variable back.
  mutating func insert(_ variable: Int) {
    guard places[variable] < 0 else { return }
    places[variable] = heap.count
    heap.append(variable)
    moveUp(from: heap.count - 1)
  }

  /// Takes the most active variable out.
  mutating func removeFirst() -> Int? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    places[first] = -1
    if first != last {
      heap[0] = last
      places[last] = 0
      moveDown(from: 0)
    }
    return first
  }

  /// Makes a variable more active.
  mutating func bump(_ variable: Int) {
    activities[variable] += step
    if activities[variable] > Self.largest {
      for index in activities.indices { activities[index] /= Self.largest }
      step /= Self.largest
    }
    if places[variable] >= 0 { moveUp(from: places[variable]) }
  }

  /// Makes what is bumped later count for more.
  mutating func decay() {
    step *= Self.decayFactor
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    activities[left] != activities[right] ? activities[left] > activities[right] : left < right
  }

  private mutating func moveUp(from start: Int) {
    var place = start
    let variable = heap[place]
    while place > 0 {
      let parent = (place - 1) / 2
      guard precedes(variable, heap[parent]) else { break }
      heap[place] = heap[parent]
      places[heap[place]] = place
      place = parent
    }
    heap[place] = variable
    places[variable] = place
  }

  private mutating func moveDown(from start: Int) {
    var place = start
    let variable = heap[place]
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, precedes(heap[child + 1], heap[child]) { child += 1 }
      guard precedes(heap[child], variable) else { break }
      heap[place] = heap[child]
      places[heap[place]] = place
      place = child
    }
    heap[place] = variable
    places[variable] = place
  }
}
