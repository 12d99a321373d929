import Yams

extension Fit {
  /// How the texts of two fits differ, a line for each difference: `sample.effective-sample-size: 400 → 1000`,
  /// `constraints: − neutrino-trident/nutev-1998`. Empty if they say the same.
  ///
  /// Meant for texts from ``resolved``, in which nothing is left out. Comments and layout make no difference.
  public static func differences(between old: String, and new: String) throws(InputError) -> [String] {
    let (old, new) = (
      try Document.parse(Array(old.utf8), file: "old"), try Document.parse(Array(new.utf8), file: "new")
    )
    return FitDifferences.lines("", old.node, new.node)
  }
}

/// Compares two YAML trees.
private enum FitDifferences {
  static func lines(_ path: String, _ old: Node, _ new: Node) -> [String] {
    switch (old, new) {
    case (.mapping(let old), .mapping(let new)): lines(path, old, new)
    case (.sequence(let old), .sequence(let new)): lines(path, old.map(written), new.map(written))
    case (.scalar(let old), .scalar(let new)) where old.string.utf8.elementsEqual(new.string.utf8): []
    default: ["\(path.head)\(written(old)) → \(written(new))"]
    }
  }

  private static func lines(_ path: String, _ old: Node.Mapping, _ new: Node.Mapping) -> [String] {
    func below(_ key: Node) -> String { path.isEmpty ? written(key) : "\(path).\(written(key))" }
    var lines: [String] = []
    for (key, value) in old {
      if let other = new[key] {
        lines += Self.lines(below(key), value, other)
      } else {
        lines.append("\(below(key)): − \(written(value))")
      }
    }
    for (key, value) in new where old[key] == nil { lines.append("\(below(key)): + \(written(value))") }
    return lines.isEmpty ? order(path, old.keys.map(written), new.keys.map(written)) : lines
  }

  private static func lines(_ path: String, _ old: [String], _ new: [String]) -> [String] {
    let lines =
      missing(from: new, of: old).map { "\(path.head)− \($0)" }
      + missing(from: old, of: new).map { "\(path.head)+ \($0)" }
    return lines.isEmpty ? order(path, old, new) : lines
  }

  /// Order matters where a text from ``Fit/resolved`` keeps it; said only where nothing else explains it.
  private static func order(_ path: String, _ old: [String], _ new: [String]) -> [String] {
    old == new ? [] : ["\(path.head)in another order"]
  }

  /// The items of a list that another list lacks, as often as it lacks them.
  private static func missing(from other: [String], of list: [String]) -> [String] {
    var left = Dictionary(grouping: other) { $0 }.mapValues(\.count)
    return list.filter { item in
      guard let count = left[item], count > 0 else { return true }
      left[item] = count - 1
      return false
    }
  }

  /// A node in one line; scalars that stand without quotes in the file stand without here.
  private static func written(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar):
      scalar.style == .plain && !scalar.string.isEmpty ? scalar.string : YAMLText.scalar(scalar.string)
    case .sequence(let sequence): YAMLText.list(sequence.map(written))
    case .mapping(let mapping): YAMLText.mapping(mapping.map { (written($0.key), written($0.value)) })
    case .alias(let alias): "*\(alias.anchor)"
    }
  }
}

extension String {
  /// The path with a colon; nothing for the whole document.
  fileprivate var head: String { isEmpty ? "" : "\(self): " }
}
