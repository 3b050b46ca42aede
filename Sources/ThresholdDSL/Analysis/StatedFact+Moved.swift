extension StatedFact {
  /// The same fact of another contact, on which more concern may rest, and what says that it does.
  struct Moved {
    var fact: StatedFact
    /// Whether it is stated otherwise; no where it never can be.
    var isMoved: Literal
    /// What must hold, where it is, for the other contact to be one of more concern.
    var isAllowed: Literal
  }

  /// The fact of another contact that may state more concern of it: yes where this one is known to be
  /// no, a worse value, a larger number; the other way round for what lowers concern.
  ///
  /// Dates and ages are left as they are.
  func moved(_ declared: Fact, readAsNo: Literal, _ circuit: inout Circuit) -> Moved {
    switch (shape, declared.polarity) {
    case (.yesNo(let yes, let no), .raises):
      return moved(yes: yes, no: no, readAsNo, towardsYes: true, &circuit)
    case (.yesNo(let yes, let no), .lowers):
      return moved(yes: yes, no: no, readAsNo, towardsYes: false, &circuit)
    case (.number(let known), .raises):
      return moved(known, readAsNo, isUp: true, &circuit)
    case (.number(let known), .lowers):
      return moved(known, readAsNo, isUp: false, &circuit)
    case (.counted(let exact, _), .raises): return movedCount(exact, &circuit)
    case (.oneOf, _): return movedChoice(declared, readAsNo, &circuit)
    case (.anyOf(let known), _): return movedChoices(declared, known, readAsNo, &circuit)
    case (.yesNo, _), (.number, _), (.counted, _), (.day, _), (.age, _), (.birth, _):
      return Moved(fact: self, isMoved: .no, isAllowed: .yes)
    }
  }

  private func moved(
    yes: Literal, no: Literal, _ readAsNo: Literal, towardsYes: Bool, _ circuit: inout Circuit
  ) -> Moved {
    let move = circuit.addInput()
    var fact = self
    let (newYes, newNo) =
      towardsYes
      ? (circuit.either(yes, move), circuit.both(no, !move))
      : (circuit.both(yes, !move), circuit.either(no, move))
    fact.shape = .yesNo(yes: newYes, no: newNo)
    fact.setWays([newYes, newNo, unknown])
    let from = towardsYes ? circuit.either(no, readAsNo) : yes
    return Moved(fact: fact, isMoved: move, isAllowed: circuit.either(!move, from))
  }

  private func moved(
    _ known: Literal, _ readAsNo: Literal, isUp: Bool, _ circuit: inout Circuit
  ) -> Moved {
    let move = circuit.addInput()
    var fact = self
    let newKnown = isUp ? circuit.either(known, move) : known
    fact.shape = .number(known: newKnown)
    fact.setWays([newKnown, unknown])
    var moves: [(cut: NumberCut, literal: Literal)] = []
    var cuts: [(cut: NumberCut, literal: Literal)] = []
    for (cut, literal) in numberCuts {
      let moved = circuit.addInput()
      circuit.require([!moved, move])
      for (other, otherMoved) in moves {
        // Whoever is moved past a cut is moved past those that lie nearer.
        let (further, nearer) = (other > cut) == isUp ? (otherMoved, moved) : (moved, otherMoved)
        circuit.require([!further, nearer])
      }
      moves.append((cut, moved))
      cuts.append(
        (cut, isUp ? circuit.either(literal, moved) : circuit.both(literal, !moved)))
    }
    fact.setNumberCuts(cuts)
    let from = isUp ? circuit.either(known, readAsNo) : known
    return Moved(fact: fact, isMoved: move, isAllowed: circuit.either(!move, from))
  }

  /// More earlier contacts, where their number is known.
  private func movedCount(_ exact: Literal, _ circuit: inout Circuit) -> Moved {
    let move = circuit.addInput()
    var fact = self
    var moves: [(count: Int, literal: Literal)] = []
    var cuts: [(count: Int, certainly: Literal, possibly: Literal)] = []
    for (count, certainly, possibly) in countCuts {
      let moved = circuit.addInput()
      circuit.require([!moved, move])
      for (other, otherMoved) in moves {
        let (further, nearer) = other > count ? (otherMoved, moved) : (moved, otherMoved)
        circuit.require([!further, nearer])
      }
      moves.append((count, moved))
      cuts.append((count, circuit.either(certainly, moved), circuit.either(possibly, moved)))
    }
    fact.setCountCuts(cuts)
    return Moved(fact: fact, isMoved: move, isAllowed: circuit.either(!move, exact))
  }

  private func movedChoice(
    _ declared: Fact, _ readAsNo: Literal, _ circuit: inout Circuit
  ) -> Moved {
    let names = declared.type.values ?? []
    let ranks = declared.ranks
    guard Set(ranks).count > 1 || (ranks.contains { $0 > 0 }) else {
      return Moved(fact: self, isMoved: .no, isAllowed: .yes)
    }
    let moves = values.map { _ in circuit.addInput() }
    circuit.requireAtMostOne(moves)
    let isMoved = circuit.any(moves)
    var fact = self
    var allowed: [Literal] = []
    var newValues: [(name: String, literal: Literal)] = []
    for (value, move) in zip(values, moves) {
      let stays = circuit.both(value.literal, !isMoved)
      newValues.append((value.name, circuit.either(stays, move)))
      guard let place = names.firstIndex(of: value.name) else {
        circuit.require([!move])
        continue
      }
      let lower = values.filter { other in
        names.firstIndex(of: other.name).map { ranks[$0] < ranks[place] } ?? false
      }
      let none = ranks[place] > 0 ? readAsNo : .no
      let from = circuit.any(lower.map(\.literal) + [none])
      allowed.append(circuit.either(!move, from))
    }
    fact.setValues(newValues)
    fact.setWays(newValues.map(\.literal) + [circuit.both(unknown, !isMoved)])
    return Moved(fact: fact, isMoved: isMoved, isAllowed: circuit.all(allowed))
  }

  private func movedChoices(
    _ declared: Fact, _ known: Literal, _ readAsNo: Literal, _ circuit: inout Circuit
  ) -> Moved {
    let names = declared.type.values ?? []
    let ranks = declared.setRanks
    var fact = self
    var moves: [Literal] = []
    var newValues: [(name: String, literal: Literal)] = []
    for value in values {
      let rank = names.firstIndex(of: value.name).map { ranks[$0] } ?? 0
      guard rank != 0 else {
        newValues.append(value)
        continue
      }
      let move = circuit.addInput()
      moves.append(move)
      newValues.append(
        (
          value.name,
          rank > 0 ? circuit.either(value.literal, move) : circuit.both(value.literal, !move)
        ))
    }
    let isMoved = circuit.any(moves)
    let newKnown = circuit.either(known, isMoved)
    fact.shape = .anyOf(known: newKnown)
    fact.setValues(newValues)
    fact.setWays([newKnown, unknown])
    let from = circuit.either(known, readAsNo)
    return Moved(fact: fact, isMoved: isMoved, isAllowed: circuit.either(!isMoved, from))
  }

  /// The fact of a contact that states nothing of it.
  func unstated() -> StatedFact {
    var fact = self
    fact.setWays([])
    fact.setValues(values.map { ($0.name, .no) })
    return fact
  }
}

extension Fact {
  /// How much concern each value of a `one of` fact means, beside the others; all 0 for none.
  fileprivate var ranks: [Int] {
    let values = type.values ?? []
    return switch polarity {
    case .raises: values.indices.map { $0 + 1 }
    case .lowers: values.indices.map { -$0 - 1 }
    case .neither: values.map { _ in 0 }
    case .byValue(let raises, let lowers):
      values.indices.map { raises.contains($0) ? 1 : lowers.contains($0) ? -1 : 0 }
    }
  }

  /// Whether each value of an `any of` fact means more concern, or less.
  fileprivate var setRanks: [Int] {
    ranks.map { $0.signum() }
  }
}
