import Foundation

/// What figures need of the result of a run, as the run kept it.
struct KeptResult: Decodable {
  let bestFit: BestFit
  let profiles: [Profile]
  let posterior: Posterior

  struct BestFit: Decodable {
    let isConverged: Bool
    let chiSquared: Double
    let degreesOfFreedom: Int
    let evaluation: Evaluation
  }

  struct Evaluation: Decodable {
    let parameters: [String: Double]
    let observables: [String: Double]
    let constraints: [Constraint]
    let auxiliary: [Auxiliary]
  }

  struct Constraint: Decodable {
    let name: String
    let observables: [String]
    let pulls: [Double]
  }

  struct Auxiliary: Decodable {
    let parameter: String
    let pull: Double
  }

  struct Profile: Decodable {
    let quantity: String
    let bestFit: Double
    let intervals: [Interval]
    let problem: String?
  }

  struct Interval: Decodable {
    let confidence: Double
    let lower: Double?
    let upper: Double?
  }

  struct Posterior: Decodable {
    let isConverged: Bool
    let sampler: String
    let draws: Int
    let effectiveSampleSize: Double
    let nested: Nested?
  }

  struct Nested: Decodable {
    let exploration: Exploration
    let refinement: Refinement?
  }

  struct Exploration: Decodable {
    let runs: Int
    let insertionRankProbability: Double?
  }

  struct Refinement: Decodable {
    let efficiency: Double
    let paretoShape: Double
  }

  /// The value of a parameter or an observable at the best fit.
  func bestValue(of name: String) -> Double? {
    guard bestFit.isConverged else { return nil }
    return (bestFit.evaluation.parameters[name] ?? bestFit.evaluation.observables[name])
      .flatMap { $0.isFinite ? $0 : nil }
  }
}

extension StoredRun {
  /// The result as it was kept.
  func keptResult() throws(Failure) -> KeptResult {
    struct Kept: Decodable { let result: KeptResult }
    guard let result else {
      throw .usage("the run in \(folder.path) did not come to its end; go on with it by mutau fit")
    }
    do {
      return try decoded(Kept.self, fromJSON: result).result
    } catch {
      throw .usage("the result of the run in \(folder.path) cannot be read by this program: \(error)")
    }
  }
}
