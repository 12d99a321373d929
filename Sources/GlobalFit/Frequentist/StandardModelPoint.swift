import Inference
import Physics

/// The best fit of the Standard Model: everything of the Z' switched off, what is left refitted.
struct StandardModelPoint: Sendable {
  /// The problem without the parameters of the Z'.
  let problem: Problem
  /// The coordinates of its best fit.
  let coordinates: [Double]
  /// χ² there.
  let chiSquared: Double
  /// The free parameters of the fit that the Standard Model does without.
  let lost: [LostParameter]

  /// A parameter that the Standard Model does without.
  struct LostParameter: Sendable {
    /// Its symbol.
    let symbol: String
    /// Where its value in the Standard Model lies.
    let place: Place
  }

  /// Where a value lies in a parameter's range.
  enum Place: Sendable { case inside, edge, outside, nowhere }
}

extension Problem {
  /// The Standard Model as a point of the model: no coupling g' of the Z', and none of quarks to it. The masses of particles
  /// that then do nothing stay in the middle of their priors; nuisance parameters stay free.
  var standardModel: Problem {
    var values: [Parameter: Double] = [:]
    for parameter in fit.parametrisation.parameters {
      let own = free.first { $0.parameter == parameter }
      guard own?.isNuisance != true else { continue }
      switch parameter {
      case .gPrime, .quark(.lambdaQbb), .quark(.lambdaQss), .quark(.lambdaQdd): values[parameter] = 0
      case .component:
        if own != nil || fixed[parameter] != nil { values[parameter] = 0 }
      case .mZPrime, .quark(.mQ), .quark(.mD), .quark(.mU):
        if let own { values[parameter] = own.density.scale.value(at: own.prior.quantile(0.5)) }
      default: break
      }
    }
    return holding(values)
  }

  /// Every prediction of the Standard Model, with its parameters at these values of the free ones.
  public func standardModelPredictions(at values: [Double]) -> [Observable: Double] {
    let other = standardModel
    let own = zip(free, values).filter { own, _ in
      other.free.contains { $0.parameter == own.parameter }
    }.map(\.1)
    let observables = other.predictable
    return Dictionary(
      uniqueKeysWithValues: zip(observables, other.predictions(of: observables, at: own)))
  }

  /// The best fit of the Standard Model; nil where it cannot be computed.
  func standardModelPoint(seed: UInt64) -> StandardModelPoint? {
    let other = standardModel
    let start = other.free.map { $0.prior.quantile(0.5) }
    let minimum = Minimizer(seed: seed).minimize(ChiSquared(other), from: start, within: other.bounds)
    guard minimum.isConverged, minimum.value.isFinite else { return nil }
    return StandardModelPoint(
      problem: other, coordinates: minimum.point, chiSquared: minimum.value,
      lost: free.filter { own in !other.free.contains { $0.parameter == own.parameter } }.map { own in
        StandardModelPoint.LostParameter(symbol: own.parameter.symbol, place: own.placeInStandardModel)
      })
  }
}

extension FreeParameter {
  /// Where the Standard Model lies in the range; nowhere for what then has no effect, whatever its value.
  fileprivate var placeInStandardModel: StandardModelPoint.Place {
    switch parameter {
    case .mZPrime, .quark(.mQ), .quark(.mD), .quark(.mU), .component(_, .phase): .nowhere
    default:
      !prior.support.contains(0)
        ? .outside : prior.support.lowerBound < 0 && prior.support.upperBound > 0 ? .inside : .edge
    }
  }
}

extension StandardModelPoint {
  /// The distribution of Δχ² for large samples, whether it holds, and the p-value by it.
  static func reference(for deltaChiSquared: Double, _ lost: [LostParameter]) -> (String, Bool, Double) {
    guard !lost.isEmpty else {
      return ("no parameter to compare: the fit has none beyond the Standard Model's", false, .nan)
    }
    if lost.count == 1, lost[0].place == .edge {
      return (
        "½χ²(0) + ½χ²(1): \(lost[0].symbol) = 0 is the edge of its range (Chernoff)", true,
        tailProbabilityAtBound(deltaChiSquared: deltaChiSquared)
      )
    }
    let p = tailProbability(chiSquared: max(0, deltaChiSquared), degreesOfFreedom: lost.count)
    func symbols(_ place: Place) -> String? {
      let own = lost.filter { $0.place == place }.map(\.symbol)
      return own.isEmpty ? nil : own.joined(separator: ", ")
    }
    let flaws = [
      symbols(.edge).map { "\($0) = 0 is an edge" },
      symbols(.outside).map { "\($0) = 0 lies outside the priors" },
      symbols(.nowhere).map { "\($0) then without effect" },
    ].compactMap(\.self)
    return flaws.isEmpty
      ? ("χ²(\(lost.count)) by Wilks", true, p)
      : ("χ²(\(lost.count)) by Wilks, which does not hold (\(flaws.joined(separator: "; ")))", false, p)
  }
}
