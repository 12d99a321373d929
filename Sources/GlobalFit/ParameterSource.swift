import Physics

extension Fit {
  /// Where the value or the prior of a parameter comes from: what the file says, or the source of the default where the
  /// file leaves or repeats that. Another value has not the source of the default.
  public func source(of parameter: Parameter) -> String? {
    guard let given = parameters.first(where: { $0.parameter == parameter }) else {
      return parameter.defaultSource
    }
    if let source = given.source { return source }
    guard case .fixed(let value) = given.role, value == parameter.defaultValue else { return nil }
    return parameter.defaultSource
  }

  /// The sources that the file gives for parameters, in file order, each with all of its parameters.
  public var parameterSources: [(source: String, parameters: [Parameter])] {
    var sources: [(source: String, parameters: [Parameter])] = []
    for parameter in parameters {
      guard let source = parameter.source else { continue }
      if let index = sources.firstIndex(where: { $0.source == source }) {
        sources[index].parameters.append(parameter.parameter)
      } else {
        sources.append((source, [parameter.parameter]))
      }
    }
    return sources
  }
}
