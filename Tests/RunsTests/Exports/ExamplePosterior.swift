import Foundation
import Runs

/// A posterior made up to be awkward: names that no reader takes, ranges without ends, numbers of every size.
enum ExamplePosterior {
  static let parameters: [SampledPosterior.Quantity] = [
    .init(name: "gPrime", latex: "g'", unit: "", lower: 0, upper: 1),
    .init(
      name: "YQs.phase", latex: #"\arg\!Y"#, unit: "rad", lower: -Double.pi, upper: Double.pi,
      isPeriodic: true),
    .init(name: "YQs_phase", latex: #"\arg Y # no comment"#, unit: "GeV⁻²", lower: 0.1, upper: nil),
    .init(name: "lambda", latex: "", unit: "", lower: nil, upper: 3e-9),
    .init(name: "free", latex: "f", unit: "", lower: -.infinity, upper: .infinity),
  ]
  static let predictions: [SampledPosterior.Quantity] = [
    .init(name: "sigma/SM, \"total\"", latex: "s", unit: "fb"),
    .init(name: "Gamma_Z'", latex: #"\Gamma_{Z'}"#, unit: "GeV"),
    .init(name: "weight", latex: "w", unit: ""),
  ]
  static let terms: [SampledPosterior.Term] = [
    .init(name: "neutrino-trident/ccfr", observed: 0.82), .init(name: "z-couplings/lep", observed: .nan),
    .init(name: "τ-decay", observed: 1 / 3),
  ]

  /// Chains of numbers that need all 17 digits; with weights, the draws in order of rising likelihood.
  static func posterior(chains: Int, draws: Int, isWeighted: Bool = false) -> SampledPosterior {
    var posterior = SampledPosterior(
      title: "An example\nof $(HOME)", parameters: parameters, predictions: predictions, terms: terms,
      chains: [],
      sampler: .init(name: isWeighted ? "nested" : "nuts", isNested: isWeighted),
      logEvidence: isWeighted ? (-12.25, 1e-3) : nil,
      program: "mutau 0.1.0", seed: 7, fit: "title: 'An example'\n\nparameters:\n  gPrime: {}\n")
    // The fractional part of multiples of the golden ratio: anything but round, and evenly spread.
    func spread(_ index: Int, _ column: Int) -> Double {
      (Double(index + 1) * 0.618_033_988_749_894_9 + Double(column) * 0.414_213_562_373_095)
        .truncatingRemainder(dividingBy: 1)
    }
    for number in 0..<chains {
      var chain = SampledPosterior.Chain()
      let indices = (0..<draws).map { number * draws + $0 }
      let scales = [1, Double.pi, 1e5, 3e-9, 1e-300, 1e17, 0.05, 1e300]
      let columns = scales.enumerated().map { column, scale in
        indices.map { scale * (2 * spread($0, column) - 1) }
      }
      chain.parameters = Array(columns[..<5])
      chain.predictions = Array(columns[5...])
      chain.logPrior = indices.map { -1 - spread($0, 8) / 3 }
      chain.logLikelihood = (9..<12).map { column in indices.map { -7 * spread($0, column) } }
      if isWeighted {
        chain.weights = indices.map { exp(6 * Double($0) / Double(draws * chains)) * 1e-9 }
      } else {
        chain.energy = indices.map { 10 + spread($0, 12) }
      }
      posterior.chains.append(chain)
    }
    return posterior
  }
}
