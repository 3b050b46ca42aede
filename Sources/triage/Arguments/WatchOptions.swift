/// The options of `watch`.
struct WatchOptions {
  /// The rule book or edition that is watched, if one is named.
  var rules: String?
  /// How each save is compared with the one before.
  var comparing: CompareOptions

  init(_ arguments: ParsedArguments) throws(ToolError) {
    guard arguments.operands.count < 2 else {
      throw .usage("`watch` looks at one rule book", command: .watch)
    }
    if arguments.operands.first != nil, arguments.value(.rules) != nil {
      throw .usage("the rules are named twice, by a path and by `--rules`", command: .watch)
    }
    rules = arguments.operands.first ?? arguments.value(.rules)
    comparing = CompareOptions(
      watching: arguments.list(.corpus), audience: arguments.choice(.audience) ?? .partner,
      colour: arguments.choice(.color), jobs: try arguments.jobs())
  }
}
