import Physics

extension Fit {
  /// The fit as the text of a fit file in which every default is written out.
  ///
  /// Read back it is this fit, to the bit, and has this text. Fits that mean the same have the same text: comments, the
  /// order of keys and defaults left out or spelt out do not show. Order is kept where it matters: of constraints,
  /// predictions, quantities to profile and variants, in which results are printed, and of free parameters, which are
  /// the coordinates of a point. They stand before the fixed ones.
  ///
  /// The fit of a ``Problem`` has the text of its variant as a fit of its own.
  public var resolved: String { FitWriter(fit: self).text }
}

/// Writes a fit in the order of `fits/reference.yaml`.
struct FitWriter {
  let fit: Fit

  var text: String {
    [
      "title: \(YAMLText.scalar(fit.title))\n", theory, parameters,
      block("constraints", fit.constraints.map(\.name)), allowedSharing,
      theoryErrors, block("predictions", fit.predictions.map(\.rawValue)),
      block("profile", fit.profile.map(\.name)), planes, block("limits", fit.limits.map(\.name)),
      "toys: \(fit.toys)\n", figures, variants, minimize, sample, "seed: \(fit.seed)\n",
    ].joined(separator: "\n")
  }

  /// The model, and how its formulas are taken.
  private var theory: String {
    """
    parametrisation: \(fit.parametrisation.rawValue)
    formulas: \(fit.formulas.asPrinted.written)
    diagonalisation: \(fit.formulas.diagonalisation.rawValue)
    vertex-correction: \(fit.formulas.vertexCorrection.rawValue)

    """
  }

  private var parameters: String {
    let free = fit.parameters.filter { $0.prior != nil }
    let fixed = fit.parametrisation.parameters(inFormsOf: fit.parameters.map(\.parameter)).filter {
      parameter in
      !free.contains { $0.parameter == parameter }
    }
    var text = "parameters:\n"
    for parameter in free { text += "  \(parameter.parameter.rawValue): \(parameter.written)\n" }
    for parameter in fixed {
      guard let written = fit.written(ofFixed: parameter) else { continue }
      text += "  \(parameter.rawValue): \(written)\n"
    }
    return text
  }

  private var allowedSharing: String {
    guard !fit.allowedSharing.isEmpty else { return "allow-shared-data: []\n" }
    return "allow-shared-data:\n"
      + fit.allowedSharing.map { pair in
        "  - \(YAMLText.list([pair.first, pair.second].map { YAMLText.scalar($0.name) }))\n"
      }.joined()
  }

  private var theoryErrors: String {
    """
    theory-errors: \(fit.theoryErrors.written)
    z-to-4mu-table: \(YAMLText.scalar(fit.fourMuonTable.name))

    """
  }

  private var variants: String {
    guard !(fit.variants.isEmpty && fit.variantNames.standing.isEmpty) else { return "variants: {}\n" }
    var text = "variants:\n"
    for name in fit.variantNames.standing {
      text += "  \(YAMLText.scalar(name)): \(VariantReader.standing)\n"
    }
    for variant in fit.variants where variant.parts.isEmpty {
      text += "  \(YAMLText.scalar(variant.name)):\n"
      for (key, value) in variant.written(for: fit.constraints) { text += "    \(key): \(value)\n" }
    }
    if !fit.variantNames.product.isEmpty {
      let factors = fit.variantNames.product.map { YAMLText.list($0.map(YAMLText.scalar)) }
      text += "  \(VariantReader.product): \(YAMLText.list(factors))\n"
    }
    return text
  }

  private var planes: String {
    guard !fit.planes.isEmpty else { return "planes: []\n" }
    return "planes:\n" + fit.planes.map { "  - [\($0.first.name), \($0.second.name)]\n" }.joined()
  }

  private var figures: String {
    fit.figures.isEmpty ? "figures: []\n" : "figures:\n" + fit.figures.map(\.written).joined()
  }

  private var minimize: String { block("minimize", fit.minimizeEntries.map { ($0.key, $0.value) }) }

  private var sample: String { block("sample", fit.sampleEntries.map { ($0.key, $0.value) }) }

  /// A list of names, one a line.
  private func block(_ key: String, _ names: [String]) -> String {
    guard !names.isEmpty else { return "\(key): []\n" }
    return "\(key):\n" + names.map { "  - \(YAMLText.scalar($0))\n" }.joined()
  }

  /// A mapping, one entry a line.
  private func block(_ key: String, _ entries: [(key: String, value: String)]) -> String {
    "\(key):\n" + entries.map { "  \($0.key): \($0.value)\n" }.joined()
  }
}

extension Formulas.PrintedEquations {
  /// As `formulas:` has it.
  var written: String {
    if isEmpty { return "corrected" }
    if self == .all { return "as-printed" }
    return YAMLText.list(Self.byNumber.filter { contains($0.equation) }.map(\.number))
  }
}

extension Fit {
  /// A parameter that is not free: what the file gives, or the default.
  fileprivate func written(ofFixed parameter: Parameter) -> String? {
    parameters.first { $0.parameter == parameter }?.written ?? parameter.defaultValue.map(YAMLText.number)
  }
}

extension Variant {
  /// What it changes of a fit with these constraints, in whose order exchanges are written.
  fileprivate func written(for constraints: [ConstraintReference]) -> [(key: String, value: String)] {
    var entries: [(key: String, value: String)] = []
    let exchanges = constraints.compactMap { constraint in
      inputs.replacements.first { $0.old.name == constraint.name }
    }
    if !exchanges.isEmpty {
      let written = exchanges.map { (YAMLText.scalar($0.old.name), YAMLText.scalar($0.new.name)) }
      entries.append(("replace", YAMLText.mapping(written)))
    }
    if !inputs.removals.isEmpty {
      entries.append(("remove", YAMLText.list(inputs.removals.map { YAMLText.scalar($0.name) })))
    }
    if !inputs.additions.isEmpty {
      entries.append(("add", YAMLText.list(inputs.additions.map { YAMLText.scalar($0.name) })))
    }
    if let setting { entries.append(("set", YAMLText.mapping(setting.written(\.written)))) }
    if let theoryErrors { entries.append(("theory-errors", theoryErrors.written)) }
    return entries
  }
}

extension TheoryErrorChoice {
  /// One treatment, or a mapping with those that differ from it.
  fileprivate var written: String {
    let others = exceptions.filter { $0.value != standard }.sorted { $0.key < $1.key }
    let scaled = predictions.sorted { $0.key < $1.key }
    guard !(others.isEmpty && scaled.isEmpty) else { return standard.rawValue }
    return YAMLText.mapping(
      [("default", standard.rawValue)] + others.map { (YAMLText.scalar($0.key), $0.value.rawValue) }
        + scaled.map { (YAMLText.scalar($0.key), $0.value.written) })
  }
}

extension PredictionErrors {
  fileprivate var written: String {
    let common = common.map { own in
      YAMLText.mapping([
        ("relative", YAMLText.number(own.relative)),
        ("observables", YAMLText.list(own.observables.map(YAMLText.scalar))),
      ])
    }
    return YAMLText.mapping(
      [("scale", YAMLText.number(scale))] + (common.isEmpty ? [] : [("common", YAMLText.list(common))]))
  }
}
