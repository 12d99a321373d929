import Foundation

/// Whether a density leaves out what runs of nested sampling have found.
///
/// What importance sampling never draws it cannot miss: no weight tells. Of N draws a region of posterior mass m in which the
/// posterior exceeds the density r times gets N m/r. The points of the runs say how much mass lies at which r.
struct Coverage: Sendable {
  /// ln of posterior (not normalised) over density at points of equal weight, largest first.
  private let logRatios: [Double]
  /// The same at points of each run, and of each peak, by itself.
  private let byRun: [[Double]]
  /// The same at draws from the posterior that were moved.
  private var ofMoved: [Double] = []

  private static let pointCount = 4096
  private static let pointsOfEachRun = 64
  /// A region matters if its mass is this fraction of the relative error of Z, and is then wanted to have one draw or more.
  ///
  /// Nothing at all would miss such regions by chance if more were wanted; but the runs themselves know the mass of small
  /// regions only to a factor of two, and posteriors with well-known tails would pay for it.
  private static let fractionOfError = 0.5

  init(
    of points: WeightedDraws, _ peaks: [WeightedDraws], by density: MixtureDensity,
    on model: some BayesianModel, threads: Int, using random: inout Random
  ) {
    func logRatios(_ places: [Int], of points: WeightedDraws) -> [Double] {
      Self.logRatios(of: density, at: points, places, on: model, threads: threads)
    }
    self.logRatios = logRatios(points.resampledPlaces(Self.pointCount, using: &random), of: points)
      .sorted(by: >)
    byRun =
      points.resampledPlaces(ofEachRun: Self.pointsOfEachRun, using: &random).map {
        logRatios($0, of: points)
      }
      + peaks.map { logRatios($0.resampledPlaces(Self.pointsOfEachRun, using: &random), of: $0) }
  }

  /// Takes ln of posterior over density at draws from the posterior that were moved into account.
  mutating func include(_ logRatiosOfMoved: [Double]) { ofMoved = logRatiosOfMoved.sorted(by: >) }

  /// ln of posterior over density at some of these draws, or at all.
  static func logRatios(
    of density: MixtureDensity, at draws: WeightedDraws, _ places: [Int]? = nil,
    on model: some BayesianModel, threads: Int
  ) -> [Double] {
    let places = places ?? Array(0..<draws.count)
    let parts = 16
    return parallelMap(parts, threads: threads) { part in
      places[part * places.count / parts..<(part + 1) * places.count / parts].map { place in
        let point = draws.point(place)
        return draws.logDensities[place]
          - ImportanceSample.mixed(density.logDensity(at: point), logPrior: model.logPrior(at: point.span))
      }
    }.flatMap(\.self)
  }

  /// Whether less than a thirtieth of the points of every run lie where r exceeds N/100, be the run's own evidence ever so
  /// small: in haste it is easily wrong by a factor of a thousand.
  func holdsEveryRun(draws: Int, logEvidence: Double) -> Bool {
    let limit = logEvidence + log(Double(draws) / 100)
    return (byRun + [ofMoved]).allSatisfy { ratios in
      ratios.count { $0 > limit } * 30 < max(1, ratios.count)
    }
  }

  /// How many draws it takes to expect one from every region whose mass matters beside the relative error of Z.
  func drawsNeeded(relativeError: Double, logEvidence: Double) -> Double {
    [logRatios, ofMoved].map { logRatios in
      guard !logRatios.isEmpty else { return 0 }
      let count = Double(logRatios.count)
      let mass = Int(min(max(Self.fractionOfError * relativeError * count, 4), count))
      let expected = logRatios.prefix(mass).reduce(0) { $0 + exp(logEvidence - $1) } / count
      return 1 / expected
    }.max() ?? 0
  }
}
