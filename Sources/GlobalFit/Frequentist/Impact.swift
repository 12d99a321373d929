import Inference
import Physics

/// What each constraint and each nuisance parameter does to a quantity: leaving one out, and moving one by its error.
public struct Impact: Sendable, Encodable {
  /// The title of the fit.
  public let title: String
  /// The variant; nil for the fit as it stands.
  public let variant: String?
  /// Names all random numbers.
  public let seed: UInt64
  /// What a user should know before reading results.
  public let notes: [String]
  /// The quantity with all constraints.
  public let profile: ProfileResult
  /// χ² with all constraints.
  public let chiSquared: Double
  /// Each constraint left out, in the order of the fit file.
  public let constraints: [LeftOut]
  /// The nuisance parameters, those that move the quantity most first; those that do not move it are left out.
  public let nuisances: [Moved]
  /// Why the numbers must not be used, a sentence each; empty if they may.
  public let problems: [String]

  /// The fit without one constraint.
  public struct LeftOut: Sendable, Encodable {
    /// The constraint.
    public let constraint: String
    /// How much lower χ² is at the best fit without it.
    public let deltaChiSquared: Double
    /// How many measured numbers go with it.
    public let measuredNumbers: Int
    /// The quantity without it.
    public let profile: ProfileResult
    /// How far the best fit of the quantity moves.
    public let shift: Double
  }

  /// A nuisance parameter moved to either end of its 68.3 % interval, everything else fitted again.
  public struct Moved: Sendable, Encodable {
    /// The nuisance parameter.
    public let parameter: String
    /// (fitted − expected)/σ of its prior; nil of a flat one.
    public let pull: Double?
    /// The width of its interval over that of its prior; nil of a flat one.
    public let constrained: Double?
    /// How far the quantity moves with it at the lower end.
    public let shiftAtLower: Double
    /// The same at the upper end.
    public let shiftAtUpper: Double

    /// The larger of the two shifts.
    public var size: Double { max(shiftAtLower.magnitude, shiftAtUpper.magnitude) }
  }
}

extension Problem {
  /// The impact of every constraint and nuisance parameter on a quantity.
  ///
  /// - Parameter progress: told what is done next; false asks to stop, and what is returned then means nothing.
  public func impact(
    on quantity: Quantity, seed: UInt64, by workforce: Workforce, progress: ((_ doing: String) -> Bool)? = nil
  ) -> Impact {
    var isWanted = progress?("the fit with all constraints") ?? true
    let bestFit = bestFit(seed: seed, by: workforce)
    let profile = profile(of: quantity, from: bestFit, seed: seed)
    var problems = bestFit.isConverged ? [] : ["the minimiser did not converge: \(bestFit.search)"]
    if let problem = profile.problem { problems.append("the profile with all constraints: \(problem)") }
    var leftOut: [Impact.LeftOut] = []
    for index in constraints.indices where constraints.count > 1 && isWanted {
      let constraint = constraints[index]
      isWanted = progress?("without \(constraint.name)") ?? true
      var others = constraints
      others.remove(at: index)
      let without = observing(others)
      let found = without.bestFit(seed: seed, by: workforce.part("without \(constraint.name)"))
      let result = without.profile(of: quantity, from: found, seed: seed)
      if let problem = found.isConverged ? result.problem : "the minimiser did not converge: \(found.search)"
      {
        problems.append("without \(constraint.name): \(problem)")
      }
      leftOut.append(
        Impact.LeftOut(
          constraint: constraint.name, deltaChiSquared: bestFit.chiSquared - found.chiSquared,
          measuredNumbers: measuredNumbers - without.measuredNumbers, profile: result,
          shift: result.bestFit - profile.bestFit))
    }
    isWanted = isWanted && progress?("nuisance parameters") ?? true
    let nuisances = isWanted ? free.indices.filter { free[$0].isNuisance } : []
    let moved = parallelMap(nuisances.count, threads: workforce.threads) { number in
      move(nuisances[number], quantity, from: bestFit, seed: seed)
    }
    for case .failure(let failure) in moved { problems.append(failure.reason) }
    return Impact(
      title: fit.title, variant: variant, seed: seed, notes: notes, profile: profile,
      chiSquared: bestFit.chiSquared, constraints: leftOut,
      nuisances: moved.compactMap { try? $0.get() }.filter { $0.size > 0 }.sorted { $0.size > $1.size },
      problems: problems)
  }

  /// Why a nuisance parameter could not be moved.
  private struct Immovable: Error {
    let reason: String
  }

  private func move(
    _ index: Int, _ quantity: Quantity, from bestFit: BestFit, seed: UInt64
  ) -> Result<Impact.Moved, Immovable> {
    let own = free[index]
    let name = own.parameter.rawValue
    let profile = ProfileLikelihood(
      of: ChiSquared(self), over: index, within: bounds, minimum: bestFit.minimum)
    let interval = profile.interval(threshold: 1)
    if let reason = interval.reason { return .failure(Immovable(reason: "\(name): \(reason)")) }
    let here = value(of: quantity, at: bestFit.minimum.point)
    // An end that the data do not set is where the prior ends.
    let ends = [
      interval.lower ?? profile.bounds[index].lowerBound, interval.upper ?? profile.bounds[index].upperBound,
    ]
    let points = ends.map { profile.point(at: $0) }
    guard points.allSatisfy(\.isConverged) else {
      return .failure(Immovable(reason: "\(name): the fit at an end of its interval did not converge"))
    }
    let shifts = points.map { value(of: quantity, at: $0.point) - here }
    return .success(
      Impact.Moved(
        parameter: name, pull: own.isAuxiliaryMeasurement ? bestFit.minimum.point[index] : nil,
        constrained: own.isAuxiliaryMeasurement ? (ends[1] - ends[0]) / 2 : nil, shiftAtLower: shifts[0],
        shiftAtUpper: shifts[1]))
  }

  /// A free parameter or an observable at coordinates.
  private func value(of quantity: Quantity, at coordinates: [Double]) -> Double {
    let values = values(at: coordinates)
    switch quantity {
    case .parameter(let parameter):
      return free.firstIndex { $0.parameter == parameter }.map { values[$0] } ?? .nan
    case .observable(let observable): return predictions(of: [observable], at: values)[0]
    }
  }
}
