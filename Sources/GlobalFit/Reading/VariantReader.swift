import Physics

/// Reads `variants:`.
struct VariantReader {
  /// The fit as it stands.
  let fit: Fit
  /// Its file.
  let root: Element

  static let keys = InputChanges.keys + ["set", "theory-errors"]
  static let product = "product"
  static let standing = "as-it-stands"

  /// A variant as it is written, or several put together.
  struct Description {
    let name: String
    var parts: [String] = []
    var inputs = InputChanges()
    var theoryErrors: (element: Element, choice: TheoryErrorChoice)?
    var settings: [Element.Entry] = []
  }

  /// The variants, combinations last, and the names that are none; one that changes nothing, or leaves nothing, is
  /// refused.
  func variants(_ element: Element) throws(InputError) -> ([Variant], VariantNames) {
    var names = VariantNames()
    var descriptions: [Description] = []
    var variants: [Variant] = []
    let entries = try element.entries("'variants', each under its name")
    for entry in entries where entry.name != Self.product {
      try VariantName.check(entry)
      if !entry.value.isMapping, (try? entry.value.text("")) == Self.standing {
        names.standing.append(entry.name)
      } else if let word = try? entry.value.text("a word"), !entry.value.isMapping,
        Spelling.nearest(to: word, among: [Self.standing]) != nil
      {
        throw entry.value.failure(
          "expected the variant '\(entry.name)' (a mapping), found '\(word)'; did you mean '\(Self.standing)'?"
        )
      } else {
        let description = try description(entry)
        descriptions.append(description)
        variants.append(try variant(description, at: entry.value))
      }
    }
    if let product = entries.first(where: { $0.name == Self.product })?.value {
      names.product = try factors(product, descriptions.map(\.name) + names.standing)
      // an alternative that is the fit as it stands adds nothing, and one that is left alone is a variant already
      var known = Set<[String]>()
      for choice in Self.combinations(names.product) {
        let combination = choice.filter { !names.standing.contains($0) }
        guard combination.count > 1, known.insert(combination).inserted else { continue }
        let parts = combination.compactMap { name in descriptions.first { $0.name == name } }
        variants.append(try variant(combined(parts, of: combination, at: product), at: product))
      }
    }
    return (variants, names)
  }

  private func description(_ entry: Element.Entry) throws(InputError) -> Description {
    let record = try entry.value.record("the variant '\(entry.name)'", keys: Self.keys)
    var description = Description(name: entry.name)
    description.inputs = try InputChanges(record)
    if let element = record["theory-errors"] {
      description.theoryErrors = (element, try TheoryErrorReader.choice(element))
    }
    description.settings = try record["set"]?.entries("'set', values or priors by parameter") ?? []
    for setting in description.settings where FormulaSwitch(rawValue: setting.name) == nil {
      guard Parameter(rawValue: setting.name) == nil else { continue }
      let known =
        FormulaSwitch.allCases.map(\.rawValue) + fit.parametrisation.parameters.map(\.rawValue)
      throw setting.key.failure(
        "'set' takes parameters and \(FormulaSwitch.allCases.map(\.rawValue).joined(separator: ", ")); found "
          + "'\(setting.name)'"
          + (Self.keys.contains(setting.name)
            ? ", which stands beside 'set'" : Spelling.suggestion(for: setting.name, among: known)))
    }
    return description
  }

  private func variant(_ description: Description, at element: Element) throws(InputError) -> Variant {
    let name = description.name
    let inputs = description.inputs
    guard !(inputs.isEmpty && description.theoryErrors == nil && description.settings.isEmpty) else {
      throw element.failure(
        "the variant '\(name)' changes nothing; expected replace, remove, add, set or theory-errors")
    }
    let isInherited = element.file != root.file
    let remedy = isInherited ? ", which inherits the variant '\(name)' ('\(name): none' takes it out)" : ""
    try inputs.check(
      against: fit.constraints, user: "'\(name)'",
      remedy: remedy)
    guard !inputs.apply(to: fit.constraints).isEmpty else {
      throw element.failure("the variant '\(name)' leaves no constraint")
    }
    if let errors = description.theoryErrors, errors.choice.isSame(as: fit.theoryErrors) {
      throw errors.element.failure(
        "'theory-errors' are \(errors.choice.words) in the fit as it stands: the variant '\(name)' changes nothing"
      )
    }
    let setting: VariantSetting?
    do throws(InputError) {
      setting = try description.settings.isEmpty ? nil : self.setting(description.settings)
    } catch {
      // what is wrong may stand in a line far from here
      throw InputError(
        file: error.file, line: error.line, column: error.column,
        problem: "\(error.problem) (in the variant '\(name)')")
    }
    let variant = Variant(
      name: name, parts: description.parts, inputs: inputs,
      theoryErrors: description.theoryErrors?.choice,
      theoryErrorsPlace: description.parts.isEmpty ? description.theoryErrors?.element.place : nil,
      setting: setting)
    if let errors = description.theoryErrors, description.parts.isEmpty {
      try TheoryErrorReader.check(
        errors.element, against: fit.applying(variant).theoryErrorNames,
        user: isInherited ? "this fit" : "the variant '\(name)'", remedy: remedy)
    }
    if setting == nil, description.theoryErrors == nil,
      Set(variant.apply(to: fit.constraints).map(\.name)) == Set(fit.constraints.map(\.name))
    {
      throw element.failure("the variant '\(name)' changes nothing: it has the constraints of the fit")
    }
    return variant
  }
}

// MARK: - Setting parameters and formulas

extension VariantReader {
  /// Reads the fit anew with what is set in the place of what its file says.
  private func setting(_ settings: [Element.Entry]) throws(InputError) -> VariantSetting {
    // theory errors are treated as the fit says, whose names may be those of other variants
    let others = ["variants", "allow-shared-data", "theory-errors"]
    var entries = try root.entries("a fit").filter { !others.contains($0.name) }
    for setting in settings where FormulaSwitch(rawValue: setting.name) != nil {
      entries.removeAll { $0.name == setting.name }
      entries.append(setting)
    }
    let own = settings.filter { FormulaSwitch(rawValue: $0.name) == nil }
    entries = try entries.map { entry throws(InputError) in
      guard entry.name == "parameters" else { return entry }
      return (entry.key, entry.name, try parameters(entry.value, with: own))
    }
    // What is asked of parameters that are free no more is not asked; what is asked by default is worked out anew.
    let asking = ["profile", "planes", "limits", "figures"]
    let changed = try Fit(root.with(entries: entries.filter { !asking.contains($0.name) }))
    var asked: [Element.Entry] = []
    for entry in entries {
      // a figure has values for the parameters that the file leaves free, and not for others
      guard asking.contains(entry.name), entry.name != "figures" || changed.frees(moreThan: fit) else {
        asked.append(entry)
        continue
      }
      guard entry.name != "figures" else { continue }
      guard entry.name != "profile" || fit.profile != Fit.defaultProfile(fit.parameters, fit.predictions)
      else { continue }
      let items = try entry.value.list("'\(entry.name)'")
      let left = items.filter { !isFixed($0, in: changed) }
      asked.append((entry.key, entry.name, entry.value.with(items: left)))
    }
    let whole = try Fit(root.with(entries: asked))
    try refuseUnchanged(settings, in: whole)
    let names = own.compactMap { Parameter(rawValue: $0.name) }
    return VariantSetting(
      switches: FormulaSwitch.allCases.filter { known in settings.contains { $0.name == known.rawValue } },
      parameters: names, fit: whole)
  }

  /// The parameters of the file with others in their places. One that was not free comes last, so that the free ones have
  /// the same order however the file writes the fixed ones.
  private func parameters(_ element: Element, with settings: [Element.Entry]) throws(InputError) -> Element {
    var entries = try element.entries("'parameters'")
    for setting in settings {
      let index = entries.firstIndex { Parameter.isSame($0.name, setting.name) }
      let isFree = fit.parameters.contains {
        Parameter.isSame($0.parameter.rawValue, setting.name) && $0.prior != nil
      }
      if let index, isFree {
        entries[index] = setting
      } else {
        if let index { entries.remove(at: index) }
        entries.append(setting)
      }
    }
    return element.with(entries: entries)
  }

  /// Whether this asks for a parameter, or for the plane of one, that is free in the fit as it stands and not in the other.
  private func isFixed(_ item: Element, in other: Fit) -> Bool {
    let names = ((try? item.list("a pair")) ?? [item]).compactMap { try? $0.text("a name") }
    func isFree(_ name: String, _ fit: Fit) -> Bool {
      fit.parameters.contains { Parameter.isSame($0.parameter.rawValue, name) && $0.prior != nil }
    }
    return names.contains { isFree($0, fit) && !isFree($0, other) }
  }

  private func refuseUnchanged(_ settings: [Element.Entry], in other: Fit) throws(InputError) {
    for setting in settings {
      if let known = FormulaSwitch(rawValue: setting.name) {
        if known == .formulas, fit.parametrisation == .leptonic,
          other.formulas.asPrinted != fit.formulas.asPrinted
        {
          throw setting.value.failure(
            "none of the equations \(Formulas.PrintedEquations.byNumber.map(\.number).joined(separator: ", ")) enters "
              + "the lepton sector: this changes nothing")
        }
        guard known.written(of: other) == known.written(of: fit) else { continue }
        throw setting.value.failure(
          "'\(setting.name)' is \(known.written(of: fit)) in the fit as it stands: this changes nothing")
      }
      guard let parameter = Parameter(rawValue: setting.name),
        other.words(of: parameter) == fit.words(of: parameter)
      else { continue }
      throw setting.value.failure(
        "'\(setting.name)' is \(fit.words(of: parameter)) in the fit as it stands: this changes nothing")
    }
  }
}

extension Fit {
  /// Whether it has a free parameter that another does not.
  fileprivate func frees(moreThan other: Fit) -> Bool {
    parameters.contains { own in
      own.prior != nil
        && !other.parameters.contains { $0.parameter == own.parameter && $0.prior != nil }
    }
  }

  /// A parameter as the file gives it, or its default.
  fileprivate func words(of parameter: Parameter) -> String {
    parameters.first { $0.parameter == parameter }?.writtenRole
      ?? parameter.defaultValue.map(YAMLText.number) ?? "nothing"
  }
}

extension TheoryErrorChoice {
  /// Whether both say the same of every name.
  fileprivate func isSame(as other: TheoryErrorChoice) -> Bool {
    standard == other.standard && predictions == other.predictions
      && Set(exceptions.keys).union(other.exceptions.keys).allSatisfy {
        treatment(of: $0) == other.treatment(of: $0)
      }
  }
}
