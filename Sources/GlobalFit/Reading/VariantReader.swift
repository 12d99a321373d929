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
  private struct Description {
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
      try Self.check(entry)
      if !entry.value.isMapping, (try? entry.value.text("")) == Self.standing {
        names.standing.append(entry.name)
      } else {
        let description = try description(entry)
        descriptions.append(description)
        variants.append(try variant(description, at: entry.value))
      }
    }
    if let product = entries.first(where: { $0.name == Self.product })?.value {
      names.product = try factors(product, descriptions.map(\.name) + names.standing)
      for combination in Self.combinations(names.product)
      where !combination.allSatisfy(names.standing.contains) {
        let parts = combination.compactMap { name in descriptions.first { $0.name == name } }
        variants.append(try variant(combined(parts, of: combination, at: product), at: product))
      }
    }
    return (variants, names)
  }

  /// What a name cannot have: it joins names, separates them, or would lead to another folder.
  private static func check(_ entry: Element.Entry) throws(InputError) {
    guard let letter = entry.name.first(where: { "+,/".contains($0) || $0.isWhitespace }) else { return }
    let reason =
      letter == "+"
      ? "joins the names of those that are combined"
      : "would part the name of its folder, or a list of variants"
    throw entry.key.failure("the name of a variant has no '\(letter)', which \(reason)")
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
    try inputs.check(
      against: fit.constraints, user: "'\(name)'",
      remedy: isInherited ? ", which inherits the variant '\(name)' ('\(name): none' takes it out)" : "")
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
      theoryErrors: description.theoryErrors?.choice, setting: setting)
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
    var entries = try root.entries("a fit").filter { !["variants", "allow-shared-data"].contains($0.name) }
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
    parameters.first { $0.parameter == parameter }?.written
      ?? parameter.defaultValue.map(YAMLText.number) ?? "nothing"
  }
}

extension TheoryErrorChoice {
  /// Whether both say the same of every name.
  fileprivate func isSame(as other: TheoryErrorChoice) -> Bool {
    standard == other.standard
      && Set(exceptions.keys).union(other.exceptions.keys).allSatisfy {
        treatment(of: $0) == other.treatment(of: $0)
      }
  }
}

// MARK: - Products

extension VariantReader {
  /// Reads `product:`, lists of alternatives.
  private func factors(_ element: Element, _ known: [String]) throws(InputError) -> [[String]] {
    let what = "'product', lists of variants such as [[a, b], [c, d]]"
    var factors: [[String]] = []
    for list in try element.list(what) {
      var names: [String] = []
      for item in try list.list("a list of variants such as [a, b]") {
        let name = try item.text("the name of a variant")
        guard known.contains(name) else {
          throw item.failure(
            "there is no variant '\(name)' to combine with\(Spelling.suggestion(for: name, among: known))")
        }
        guard !(factors.joined() + names).contains(name) else {
          throw item.failure("'\(name)' is in this product twice")
        }
        names.append(name)
      }
      guard !names.isEmpty else { throw list.failure("expected at least one variant, found none") }
      factors.append(names)
    }
    guard factors.count >= 2 else {
      throw element.failure("expected \(what); found \(factors.count == 1 ? "one list" : "none")")
    }
    guard factors.reduce(1.0, { $0 * Double($1.count) }) <= Double(Self.mostCombinations) else {
      throw element.failure("this product has more than \(Self.mostCombinations) combinations")
    }
    return factors
  }

  /// Nobody compares more.
  private static let mostCombinations = 1000

  /// Every choice of one from each list, the last list's changing fastest.
  private static func combinations(_ factors: [[String]]) -> [[String]] {
    factors.reduce([[]]) { heads, factor in heads.flatMap { head in factor.map { head + [$0] } } }
  }

  /// Variants put together, under the names of all that are combined.
  private func combined(
    _ parts: [Description], of names: [String], at element: Element
  ) throws(InputError) -> Description {
    var whole = Description(name: names.joined(separator: "+"), parts: names)
    for (index, part) in parts.enumerated() {
      for earlier in parts[..<index] {
        guard let both = Self.conflict(earlier, part) else { continue }
        throw element.failure(
          "'\(earlier.name)' and '\(part.name)' cannot be combined: both change '\(both)'")
      }
      whole.inputs.replacements += part.inputs.replacements
      whole.inputs.removals += part.inputs.removals
      whole.inputs.additions += part.inputs.additions
      whole.theoryErrors = part.theoryErrors ?? whole.theoryErrors
      whole.settings += part.settings
    }
    return whole
  }

  /// What two variants both change.
  private static func conflict(_ one: Description, _ other: Description) -> String? {
    let touched = Set(other.inputs.touched.map(\.name))
    if let input = one.inputs.touched.first(where: { touched.contains($0.name) }) { return input.name }
    if let setting = one.settings.first(where: { own in
      other.settings.contains { Parameter.isSame($0.name, own.name) }
    }) {
      return setting.name
    }
    return one.theoryErrors != nil && other.theoryErrors != nil ? "theory-errors" : nil
  }
}
