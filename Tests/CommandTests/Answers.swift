import Foundation

/// What `evaluate --format json` prints, as far as the tests read it.
struct Evaluated: Decodable {
  struct Constraint: Decodable {
    let name: String
    let chiSquared: Double
    let observables: [String]
    let pulls: [Double]
    let predictions: [Double]
  }
  struct Auxiliary: Decodable {
    let parameter: String
    let chiSquared: Double
    let pull: Double
  }
  let parameters: [String: Double]
  let observables: [String: Double]
  let constraints: [Constraint]
  let auxiliary: [Auxiliary]
  let chiSquared, logLikelihood, logPrior, logPosterior: Double
}

/// What `fit --format json` prints; `minimize` prints `bestFit` and `profiles` alike, `sample` prints `posterior`.
struct Fitted: Decodable {
  let title: String
  let variant: String?
  let notes: [String]
  let bestFit: BestFitAnswer
  let profiles: [ProfileAnswer]
  let posterior: PosteriorAnswer
}

struct Minimized: Decodable {
  let bestFit: BestFitAnswer
  let profiles: [ProfileAnswer]

  func profile(of quantity: String) -> ProfileAnswer? { profiles.first { $0.quantity == quantity } }
}

struct Sampled: Decodable {
  let seed: UInt64
  let posterior: PosteriorAnswer
}

struct BestFitAnswer: Decodable {
  struct Parameter: Decodable {
    let name: String
    let value: Double
    let error: Double?
    let limit: String?
  }
  let isConverged: Bool
  let chiSquared: Double
  let degreesOfFreedom: Int
  let pValue: Double?
  let parameters: [Parameter]
  let predictions: [String: Double]
  let evaluation: Evaluated
}

struct ProfileAnswer: Decodable {
  struct Interval: Decodable {
    let confidence, deltaChiSquared: Double
    let lower, upper: Double?
  }
  let quantity: String
  let bestFit: Double
  let limit: String?
  let intervals: [Interval]
  let limits: Interval
  let problem: String?
}

struct PosteriorAnswer: Decodable {
  struct Interval: Decodable {
    let probability, lower, upper, monteCarloErrorOfLower, monteCarloErrorOfUpper: Double
  }
  struct Quantity: Decodable {
    let quantity: String
    let mean, standardDeviation, median, monteCarloErrorOfMean, monteCarloErrorOfMedian: Double
    let bulkEffectiveSampleSize: Double
    let densityScale: String
    let standardDeviationOnScale: Double
    let equalTailed: [Interval]
    /// Nil of an angle.
    let limits: Interval?
    let cutAt: Double?
  }
  struct Nested: Decodable { let logEvidence, logEvidenceError: Double }
  let isConverged: Bool
  let problems: [String]
  let quantities: [Quantity]
  /// Of nested sampling only.
  let nested: Nested?
  struct Weighting: Decodable {
    let paretoShape, effectiveSampleSize, logEvidenceRatio, logEvidenceRatioError: Double
    let logEvidence, logEvidenceError: Double?
  }
  /// Of draws of another fit with weights only.
  let weighting: Weighting?

  func quantity(_ name: String) -> Quantity? { quantities.first { $0.quantity == name } }
}

/// What `inputs --combine --format json` prints.
struct Combined: Decodable {
  struct Combination: Decodable {
    let value, upperError, lowerError, chiSquared: Double
    let degreesOfFreedom: Int
    let inputs: [String]
  }
  struct Limit: Decodable {
    let standardDeviations: Int
    let atUpperLimit, atLowerLimit: Double?
  }
  let combination: Combination
  let vPhi: Double?
  let vPhiLimits: [Limit]?

  func limit(at standardDeviations: Int) -> Limit? {
    vPhiLimits?.first { $0.standardDeviations == standardDeviations }
  }
}

/// What `compare --format json` prints.
struct Compared: Decodable {
  struct Quantity: Decodable {
    let quantity: String
    let median, sigmas, monteCarloErrorOfSigmas, percentOfInterval, intervalRatio, bestFit: Double
    let bestFitInSigmas, bestFitInPercentOfInterval: Double?
    let equalTailed, highestDensity: [Ends]
    let limits: Ends?
  }
  struct Ends: Decodable {
    let level: Double
    let lower, upper: End?
  }
  struct End: Decodable {
    let difference: Double
    let sigmas, percentOfInterval: Double?
  }
  struct Shift: Decodable {
    let variant, what: String
    let chiSquared: Double
    let degreesOfFreedom: Int
    let pValue, logEvidence, logEvidenceError: Double?
    let hasSameData: Bool
    let quantities: [Quantity]
    let profiles: [Profile]
  }
  struct Profile: Decodable {
    let quantity: String
    let lowerLimit, upperLimit, percentOfLowerLimit: Double?
    let bestFit: End?
    let intervals: [Ends]
    let limits: Ends
  }
  struct Origin: Decodable {
    let way: String
    let folder, remark: String?
  }
  struct Driver: Decodable {
    let quantity, variant: String
    let sigmas, percentOfInterval: Double
  }
  let title: String
  let results: [Fitted]
  let origins: [Origin]
  let shifts: [Shift]
  let drivers: [Driver]
}
