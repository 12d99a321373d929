/// How predictions were made, step by step: nothing is computed from it, but what it says must be sound.
enum Reproducibility {
  /// The programs, with their versions.
  static func tools(_ node: JSONNode) throws(TextProblem) -> [String] {
    var tools: [String] = []
    for step in try node.array("'reproducibility'") {
      let fields = try step.fields("a step", required: [], optional: nil)
      _ = try fields["description"]?.string("a description")
      if let inputs = fields["inputs"] {
        for entry in try inputs.entries("'inputs'") { try check(entry.value, of: entry.name) }
      }
      guard let tool = fields["tool"] else { continue }
      let own = try tool.fields("'tool'", required: ["name"], optional: nil)
      if let settings = own["settings"] { _ = try settings.entries("'settings'") }
      let version = try own["version"]?.string("a version")
      let name = try own["name"]?.string("the name of a tool") ?? ""
      tools.append(version.map { "\(name) \($0)" } ?? name)
    }
    return tools
  }

  /// A number; or mean, standard deviation and correlation; or a distribution of the file's own.
  private static func check(_ node: JSONNode, of name: String) throws(TextProblem) {
    if node.isNumber { return }
    let entries = try node.entries("the value of '\(name)'")
    if entries.contains(where: { $0.name.hasPrefix("distribution") }) {
      let fields = try node.fields(
        "a distribution",
        required: ["distribution_type", "distribution_parameters", "distribution_description"], optional: [])
      _ = try fields["distribution_type"]?.string("a kind of distribution")
      _ = try fields["distribution_description"]?.string("a description")
      for entry in try fields["distribution_parameters"]?.entries("parameters of a distribution") ?? [] {
        try numbers(entry.value, "a parameter of a distribution", levels: 2)
      }
      return
    }
    let fields = try node.fields("a normal distribution", required: ["mean"], optional: ["std", "corr"])
    let group = PythonTuple.strings(name)?.count
    for key in ["mean", "std"] {
      guard let value = fields[key] else { continue }
      if let group {
        _ = try value.numbers("'\(key)'", count: group, of: name)
      } else {
        try numbers(value, "'\(key)'", levels: 1)
      }
    }
    guard let correlation = fields["corr"] else { return }
    guard fields["std"] != nil else { throw correlation.failure("'corr' needs 'std' beside it") }
    let rows = try correlation.array("'corr'")
    guard rows.count == group else {
      throw correlation.failure("'corr' has a row for each of several inputs, found \(rows.count)")
    }
    for row in rows { _ = try row.numbers("a row of 'corr'", count: rows.count, of: name) }
  }

  private static func numbers(_ node: JSONNode, _ what: String, levels: Int) throws(TextProblem) {
    guard levels > 0, node.isArray else {
      _ = try node.number(what)
      return
    }
    for element in try node.array(what) { try numbers(element, what, levels: levels - 1) }
  }
}
