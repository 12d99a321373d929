import Inference

@testable import GlobalFit

/// The fit in a text.
func fit(_ text: String) throws -> Fit { try Fit(element(text)) }

/// A text in double quotes with every letter by its number, as YAML 1.2 (section 5.7) has it.
func byNumbers(_ text: String) -> String {
  let letters = text.unicodeScalars.map { letter in
    let digits = String(letter.value, radix: 16)
    return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
  }
  return "\"\(letters.joined())\""
}

extension Fit {
  /// All that a fit says, in words that tell doubles of different bits apart; what is left to a default by what it comes to.
  var meaning: [String] {
    let dimension = parameters.count { $0.prior != nil }
    var minimize = minimize
    minimize.polisher = minimize.polisher ?? .slsqp
    var sample = sample
    switch sample {
    case .nested(var settings):
      settings.livePoints = settings.livePoints ?? max(50, 3 * dimension)
      sample = .nested(settings)
    case .ensemble(var settings):
      settings.kernel.walkers = settings.kernel.walkers ?? max(16, 3 * (dimension + 1))
      sample = .ensemble(settings)
    case .nuts: break
    }
    let free = parameters.filter { $0.prior != nil }.map {
      "\($0.parameter.rawValue) \($0.role) periodic \($0.isPeriodic) theory \($0.isTheory)"
    }
    return [
      title, "\(parametrisation) \(formulas)",
      "\(constraints.map(\.name)) sharing \(allowedSharing.map { [$0.first.name, $0.second.name] })",
      "\(theoryErrors.standard) \(theoryErrors.exceptions.sorted { $0.key < $1.key })",
      "\(theoryErrors.predictions.sorted { $0.key < $1.key }.map { $0.value.words(of: $0.key) })",
      fourMuonTable.name,
      "\(predictions)", "\(profile)", "\(variants.map(\.meaning))", "\(minimize)", "\(sample)", "\(seed)",
    ] + free
  }
}

extension Variant {
  fileprivate var meaning: String {
    let exchanges = inputs.replacements.map { "\($0.old.name) by \($0.new.name)" }.sorted()
    let choice = theoryErrors.map {
      "\($0.standard) \($0.exceptions.sorted { $0.key < $1.key }) \($0.predictions.sorted { $0.key < $1.key }.map { $0.value.words(of: $0.key) })"
    }
    let set = setting?.written(\.written).map { "\($0.key): \($0.value)" } ?? []
    return
      "\(name): \(exchanges) \(inputs.removals.map(\.name)) \(inputs.additions.map(\.name)) \(choice ?? "") "
      + "\(set) \(parts)"
  }
}
