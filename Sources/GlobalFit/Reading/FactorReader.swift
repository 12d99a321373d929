import Inference
import Physics

/// Reads the density of several observables at once (form B), or of one that is listed alone.
struct FactorReader {
  static func factor(of observables: [Observable], _ values: Element) throws(InputError) -> Factor {
    if observables.count == 1, !isMultivariate(values) {
      let distribution = try DistributionReader.distribution(values)
      try observables[0].requirePlausible(distribution, at: values)
      return Factor(observables: observables, shape: .single(distribution))
    }
    let record = try values.record(
      "a density of several observables",
      keys: ["distribution", "central_value", "covariance", "standard_deviation", "correlation"])
    let name = try record.required("distribution")
    let kind = try name.text("the name of a distribution")
    guard kind == "multivariate_normal" else {
      if kind == "multivariate_numerical", let reason = DistributionReader.refused[kind] {
        throw name.failure("the distribution '\(kind)' is refused: \(reason)")
      }
      throw name.failure("\(observables.count) observables need 'multivariate_normal', found '\(kind)'")
    }
    let count = observables.count
    let means = try numbers("central_value", record, count: count)
    let (sigmas, correlation) = try widths(record, count: count)
    for i in 0..<count {
      let own = Distribution.normal(Normal(mean: means[i], sigma: sigmas[i]))
      try observables[i].requirePlausible(own, at: record.required("central_value"))
    }
    let normal = CorrelatedNormal(
      means: means, upperSigmas: sigmas, lowerSigmas: sigmas, correlation: correlation)
    return Factor(observables: observables, shape: .correlated(normal))
  }

  private static func isMultivariate(_ values: Element) -> Bool {
    guard values.isMapping, let entries = try? values.entries("a density") else { return false }
    return entries.contains {
      $0.name == "distribution" && (try? $0.value.text("a name"))?.hasPrefix("multivariate") == true
    }
  }

  private static func widths(_ record: Record, count: Int) throws(InputError) -> ([Double], Correlation) {
    switch (record["covariance"], record["standard_deviation"], record["correlation"]) {
    case (let covariance?, nil, nil):
      return try CorrelationReader.covariance(covariance, count: count)
    case (let covariance?, .some, let correlation?):
      // flavio writes all three: they must agree.
      let (sigmas, own) = try CorrelationReader.covariance(covariance, count: count)
      let written = try numbers("standard_deviation", record, count: count)
      let matrix = try CorrelationReader.correlation(correlation, count: count).matrix
      guard zip(sigmas, written).allSatisfy({ abs($0 / $1 - 1) < 1e-6 }),
        zip(own.matrix.elements, matrix.elements).allSatisfy({ abs($0 - $1) < 1e-6 })
      else {
        throw covariance.failure(
          "'covariance' is another one than 'standard_deviation' and 'correlation' give")
      }
      return (sigmas, own)
    case (nil, .some, let correlation?):
      let sigmas = try numbers("standard_deviation", record, count: count)
      for element in try record.required("standard_deviation").list("standard_deviation") {
        _ = try element.positiveNumber("a standard deviation")
      }
      return (sigmas, try CorrelationReader.correlation(correlation, count: count))
    default:
      throw record.element.failure("expected either 'covariance', or 'standard_deviation' and 'correlation'")
    }
  }

  private static func numbers(_ key: String, _ record: Record, count: Int) throws(InputError) -> [Double] {
    let element = try record.required(key)
    let numbers = try element.numbers(key)
    guard numbers.count == count else {
      throw element.failure("expected \(count) numbers, one for each observable, found \(numbers.count)")
    }
    return numbers
  }
}
