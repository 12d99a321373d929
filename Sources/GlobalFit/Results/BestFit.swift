import Inference
import Physics

/// The maximum of the likelihood, nuisance priors included, as found from many starts.
public struct BestFit: Sendable, Codable {
  /// Whether the search ended in a verified minimum of χ².
  public let isConverged: Bool
  /// How the search ended, in words: `64 of 64 starts agree; an expected 0.03 minima missed`.
  public let search: String
  /// What is to be expected of minima within Δχ² < 4 that no start found.
  public let unfound: UnfoundMinima?
  /// NLopt's name of the algorithm.
  public let algorithm: String
  /// Evaluations of χ² by all starts together.
  public let evaluations: Int
  /// χ² at the minimum.
  public let chiSquared: Double
  /// Measured numbers less free parameters, nuisance parameters on both sides.
  public let degreesOfFreedom: Int
  /// The probability of a larger χ²; nil without degrees of freedom.
  public let pValue: Double?
  /// The free parameters, in the order of the fit file.
  public let parameters: [ParameterResult]
  /// Predictions carried along, at the best fit.
  public let predictions: [Observable: Double]
  /// Every prediction and pull at the best fit.
  public let evaluation: Evaluation
  /// The minima within Δχ² < 9 of the best, those that the data cannot tell apart together, the best first.
  public let minima: [MinimumClass]
  /// The directions in which the data constrain nothing within the priors, in the simplest terms.
  public let unconstrained: [FreeDirection]
  /// Correlations of the parameters that have an error, in their order; nil where none has.
  public let correlations: [[Double]]?
  /// Why the Hessian gives no errors beyond what `unconstrained` says; nil if it does.
  public let hessianProblem: String?
  /// Whether χ² is close to a parabola over one standard error each way, along what is constrained; if not, only
  /// profiles give intervals.
  public let isParabolic: Bool
  /// How much better it is than the Standard Model; nil where that is no point of the parametrisation, or the fit has no
  /// parameter beyond it.
  public let standardModel: StandardModelRatio?

  /// A free parameter at the best fit.
  public struct ParameterResult: Sendable, Codable {
    /// The parameter.
    public let parameter: Parameter
    /// Its value, in its unit.
    public let value: Double
    /// The error from the Hessian; nil if there is none.
    public let error: Double?
    /// Why there is no error; nil if there is one.
    public let noError: String?
    /// The edge of the prior at which the best fit sits, if it does.
    public let limit: Edge?

    /// Whether χ² does not depend on it.
    public var isUnconstrained: Bool { noError == Self.unconstrained }

    /// Why there is no error of a parameter that χ² does not depend on.
    public static let unconstrained = "not constrained by the data"

    private enum CodingKeys: String, CodingKey { case parameter = "name", value, error, noError, limit }
  }

  /// An edge of a parameter's range.
  public enum Edge: String, Sendable, Codable { case lower, upper }

  /// The minimum itself, for profiles.
  let minimum: Minimum
  /// Every end of the search within Δχ² < 9 of it, the lowest first, for profiles too.
  let ends: [Minimum]
  /// Whether it was missed from the starts of the fit and found from the best fit of another.
  public internal(set) var isFoundFromAnother = false

  private enum CodingKeys: String, CodingKey {
    case isConverged, search, algorithm, evaluations, chiSquared, degreesOfFreedom, pValue, parameters,
      predictions
    case evaluation, minima, unconstrained, correlations, hessianProblem, isParabolic, unfound, standardModel
  }
}

extension BestFit {
  /// A best fit as it was written down, to be shown: ``minimum`` is not kept, and no profile can start from it.
  public init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: CodingKeys.self)
    isConverged = try kept.decode(Bool.self, forKey: .isConverged)
    search = try kept.decode(String.self, forKey: .search)
    algorithm = try kept.decode(String.self, forKey: .algorithm)
    evaluations = try kept.decode(Int.self, forKey: .evaluations)
    chiSquared = try kept.decode(Double.self, forKey: .chiSquared)
    degreesOfFreedom = try kept.decode(Int.self, forKey: .degreesOfFreedom)
    pValue = try kept.decodeIfPresent(Double.self, forKey: .pValue)
    parameters = try kept.decode([ParameterResult].self, forKey: .parameters)
    predictions = try kept.decode([Observable: Double].self, forKey: .predictions)
    evaluation = try kept.decode(Evaluation.self, forKey: .evaluation)
    minima = try kept.decode([MinimumClass].self, forKey: .minima)
    unconstrained = try kept.decode([FreeDirection].self, forKey: .unconstrained)
    correlations = try kept.decodeIfPresent([[Double]].self, forKey: .correlations)
    hessianProblem = try kept.decodeIfPresent(String.self, forKey: .hessianProblem)
    isParabolic = try kept.decode(Bool.self, forKey: .isParabolic)
    unfound = try kept.decodeIfPresent(UnfoundMinima.self, forKey: .unfound)
    standardModel = try kept.decodeIfPresent(StandardModelRatio.self, forKey: .standardModel)
    minimum = Minimum(valueOnly: chiSquared)
    ends = []
  }
}

extension Problem {
  /// Searches the maximum of the likelihood from low-discrepancy starts in the prior, as the fit's `minimize:` says; from up to
  /// four times as many where minima may be missing.
  ///
  /// - Parameter other: the best fit of a similar problem, from which a lower minimum is looked for; where there is none it
  ///   changes nothing.
  public func bestFit(seed: UInt64, by workforce: Workforce, besides other: BestFit? = nil) -> BestFit {
    let settings = fit.minimize
    let minimizer = settings.minimizer(seed: seed)
    let chiSquared = ChiSquared(self)
    func search(_ starts: [[Double]], by workforce: Workforce, after earlier: MinimumSearch?) -> MinimumSearch
    {
      MultiStart(starts: starts.count, seed: seed, minimizer: minimizer).minimize(
        chiSquared, within: bounds, starts: starts, by: workforce, after: earlier)
    }
    let starts = lowDiscrepancyPoints(Self.rounds * settings.starts, dimension: free.count, seed: seed)
      .map(coordinates(atPriorQuantiles:))
    var found: MinimumSearch?
    var best: BestFit
    repeat {
      let next = found?.startCount ?? 0
      let search = search(
        Array(starts[next..<next + settings.starts]), by: workforce.part("best fit"), after: found)
      found = search
      best = BestFit(search, of: self, chiSquared: chiSquared, seed: seed)
    } while best.mayHaveMissed && best.isConverged && (found?.startCount ?? 0) < starts.count
    guard let other else { return best }
    let further = coordinates(nearestTo: other.evaluation.parameters)
    let end = minimizer.minimize(chiSquared, from: further, within: bounds)
    guard end.isConverged, !(end.value >= best.minimum.value - 1e-4) else { return best }
    best = BestFit(
      search([further], by: Workforce(threads: workforce.threads), after: found), of: self,
      chiSquared: chiSquared, seed: seed)
    best.isFoundFromAnother = true
    return best
  }

  /// How many times as many starts as asked for are made at most.
  private static let rounds = 4
}

extension BestFit {
  /// Why the search of the best point ended.
  public var stopReason: StopReason { minimum.stopReason }

  /// Whether a parameter sits at an edge of its range; errors from the Hessian then hold it there.
  public var isAtEdge: Bool { parameters.contains { $0.limit != nil } }

  /// Minima up to here above the best matter to intervals at 95.4 %.
  static let windowOfInterest = 4.0

  /// Whether more starts are worth their while: as likely as not there is a minimum that no start found.
  fileprivate var mayHaveMissed: Bool { (unfound?.expectedNumber ?? .infinity) > 0.5 }
}

extension BestFit {
  init(_ search: MinimumSearch, of problem: Problem, chiSquared: ChiSquared, seed: UInt64) {
    let best = search.best
    let values = problem.values(at: best.point)
    let free = problem.free.map(\.parameter)
    // The second derivatives describe a minimum, and nothing else.
    let shape = best.isConverged ? MinimumShape(of: chiSquared, at: best, within: problem.bounds) : nil
    let covariance = shape?.covariance
    minimum = best
    ends = search.ends
    isConverged = best.isConverged
    minima = problem.classes(of: search.ends)
    let low = minima.filter { $0.chiSquared < best.value + Self.windowOfInterest }
    let unfound =
      best.isConverged
      ? UnfoundMinima(starts: low.reduce(0) { $0 + $1.starts }, minima: low.count) : nil
    self.unfound = unfound
    let classes = minima.count > 1 ? "\(minima.count) classes of minima" : nil
    self.search =
      best.stopReason == .infeasible
      ? problem.exclusion(at: best.point, afterStarts: search.startCount)
      : search.description(minima: classes, agreeing: minima.first?.starts)
        + (unfound.map { "; \($0.words)" } ?? "")
    algorithm = problem.fit.minimize.algorithm.name
    evaluations = search.evaluations
    self.chiSquared = best.value
    degreesOfFreedom = problem.degreesOfFreedom
    pValue =
      degreesOfFreedom > 0 && best.value.isFinite
      ? tailProbability(chiSquared: best.value, degreesOfFreedom: degreesOfFreedom) : nil
    parameters = problem.free.indices.map { index in
      let slope = problem.free[index].density.scale.slope(at: values[index])
      let isFree = shape?.flat.contains { $0[index].magnitude > 0.01 } ?? false
      // Where the data do not mind, an edge is a place like any other.
      let isFreeToLeave = isFree && shape?.hessian.free.contains(index) == true
      let limit: Edge? =
        isFreeToLeave ? nil : best.atLowerBound[index] ? .lower : best.atUpperBound[index] ? .upper : nil
      let error = limit == nil ? covariance?.standardError(of: index).map { $0 * abs(slope) } : nil
      return ParameterResult(
        parameter: free[index], value: values[index], error: error,
        noError: error != nil
          ? nil
          : limit != nil
            ? "at the edge of its range"
            : isFree
              ? ParameterResult.unconstrained
              : "χ² is not a parabola in it",
        limit: limit)
    }
    let predicted = problem.predictions(of: problem.fit.predictions, at: values)
    predictions = Dictionary(uniqueKeysWithValues: zip(problem.fit.predictions, predicted))
    evaluation = problem.evaluate(at: values)
    unconstrained = shape?.flat.map { FreeDirection($0, of: free) } ?? []
    correlations = covariance?.correlations.rows
    let bent = shape?.undescribed.map { FreeDirection($0, of: free) } ?? []
    hessianProblem =
      shape == nil
      ? "no minimum was found"
      : shape?.problem
        ?? (bent.isEmpty
          ? nil
          : "χ² is far from a parabola along "
            + bent.map { $0.parameters.map(\.parameter.rawValue).joined(separator: " with ") }.joined(
              separator: "; "))
    isParabolic = shape?.isParabolic ?? false
    standardModel =
      best.isConverged
      ? problem.standardModelPoint(seed: seed).flatMap { StandardModelRatio($0, bestFit: best.value) } : nil
  }
}
