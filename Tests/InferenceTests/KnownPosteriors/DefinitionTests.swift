import Foundation
import KnownPosteriors
import Testing

@testable import Inference

extension KnownPosterior: CustomTestStringConvertible {
  /// Its name, for the list of tests.
  public var testDescription: String { name }
}

/// The numbers were made elsewhere: here the densities, as they are written, are integrated on a plain grid.
@Suite("The known posteriors have the answers that are claimed")
struct DefinitionTests {
  @Test("Evidence, means and quantiles, by Gauss's rule on a grid", arguments: Window.all)
  func quadrature(window: Window) throws {
    let posterior = window.posterior
    let integrals = window.integrals()
    let evidence = try #require(posterior.logEvidence)
    #expect(abs(log(integrals[0]) - evidence) < 1e-5 + window.tolerance, "ln Z = \(log(integrals[0]))")
    for (truth, integral) in zip(posterior.truths, integrals.dropFirst()) {
      let (found, expected) = (integral / integrals[0], truth.probability ?? truth.value)
      let isSmooth =
        truth.probability == nil ? !truth.name.hasPrefix("P(") : window.coordinate(of: truth) != nil
      let tolerance = isSmooth ? 1e-6 + window.tolerance : 0.003
      #expect(abs(found - expected) < tolerance * max(1, abs(expected)), "\(truth.name): \(found)")
    }
  }

  @Test("Priors of one coordinate are normalised, have their own slopes, and yield draws that follow them")
  func marginals() {
    let marginals: [Marginal] = [
      .uniform(-1...3), .circle(-2...2), .normal(mean: 1, standardDeviation: 2),
      .halfNormal(standardDeviation: 3), .cauchy(scale: 2), .halfCauchy(scale: 5),
      .erlang(shape: 25, rate: 4),
    ]
    for marginal in marginals {
      let prior = Prior([marginal])
      // x = sinh u, so that the tails of Cauchy's density are reached
      let ends = [max(prior.bounds[0].lowerBound, -1e12), min(prior.bounds[0].upperBound, 1e12)]
      let grid = gaussGrid(asinh(ends[0])...asinh(ends[1]), pieces: 4000)
      let below = { (edge: Double) in
        grid.filter { sinh($0.place) < edge }.reduce(0) { sum, node in
          sum + exp(prior.logDensity([sinh(node.place)].span)) * cosh(node.place) * node.weight
        }
      }
      #expect(abs(below(.infinity) - 1) < 1e-9, "\(marginal)")
      var random = Random(seed: 9, stream: 0)
      let draws = (0..<20_000).map { _ in prior.draw(&random)[0] }.sorted()
      for place in [2000, 10_000, 18_000] {
        // a binomial of 20 000 draws has a spread of 0.0035 at most
        #expect(abs(below(draws[place]) - Double(place) / 20_000) < 0.016, "\(marginal)")
      }
    }
  }

  @Test("Draws from a prior lie in it, within its bounds", arguments: KnownPosterior.all)
  func draws(posterior: KnownPosterior) {
    var random = Random(seed: 4, stream: 0)
    for _ in 0..<100 {
      let point = posterior.drawFromPrior(using: &random)
      #expect(posterior.logPrior(at: point.span).isFinite)
      #expect(!posterior.logLikelihood(at: point.span).isNaN)
      for index in point.indices {
        #expect(posterior.bounds(of: index).contains(point[index]))
        #expect(
          posterior.cycle(of: index) == nil || posterior.cycle(of: index) == posterior.bounds(of: index))
      }
    }
  }

  @Test(
    "Slopes by formula are those by differences", arguments: KnownPosterior.all.filter(\.hasAnalyticSlope))
  func slopes(posterior: KnownPosterior) {
    var random = Random(seed: 5, stream: 0)
    for _ in 0..<20 {
      let point = posterior.drawFromPrior(using: &random)
      guard posterior.logDensity(at: point.span).isFinite else { continue }
      var slope = [Double](repeating: 0, count: posterior.dimension)
      var span = slope.mutableSpan
      #expect(posterior.logDensity(at: point.span, gradient: &span) == posterior.logDensity(at: point.span))
      for index in point.indices {
        let (difference, error) = slopeByDifferences(posterior, at: point, along: index)
        #expect(
          abs(slope[index] - difference) <= 1e-5 * abs(difference) + 10 * error,
          "\(index) at \(point): \(slope[index]), by differences \(difference)")
      }
    }
  }

  /// A change of variables: the density of x is that of z times |∂z/∂x|, and the likelihood does not care.
  @Test("Funnel and eight schools are the same in both their coordinates")
  func coordinates() {
    var random = Random(seed: 6, stream: 0)
    for _ in 0..<100 {
      let z = KnownPosterior.straightFunnel.drawFromPrior(using: &random)
      let x = [z[0]] + z.dropFirst().map { $0 * exp(z[0] / 2) }
      let eta = KnownPosterior.eightSchools.drawFromPrior(using: &random)
      let theta = Array(eta[..<2]) + eta[2...].map { eta[0] + eta[1] * $0 }
      for (straight, curved, a, b, logJacobian) in [
        (KnownPosterior.straightFunnel, KnownPosterior.funnel, z, x, -4.5 * z[0]),
        (.eightSchools, .centredEightSchools, eta, theta, -8 * log(eta[1])),
      ] {
        #expect(abs(straight.logPrior(at: a.span) + logJacobian - curved.logPrior(at: b.span)) < 1e-7)
        let (first, second) = (straight.logLikelihood(at: a.span), curved.logLikelihood(at: b.span))
        #expect(abs(first - second) < 1e-9 * max(1, abs(first)))
        for (truth, same) in zip(straight.truths, curved.truths) {
          #expect(
            abs(truth.function(a.span) - same.function(b.span)) < 1e-6 * (1 + abs(same.function(b.span))))
        }
      }
    }
  }

  @Test("No two have the same name") func names() {
    #expect(Set(KnownPosterior.all.map(\.name)).count == KnownPosterior.all.count)
  }

  /// The slope by central differences of two step lengths, and how far they differ.
  private func slopeByDifferences(
    _ posterior: KnownPosterior, at point: [Double], along index: Int
  ) -> (slope: Double, error: Double) {
    let slopes = [1e-5, 2e-5].map { relative in
      let bounds = posterior.bounds(of: index)
      let room = min(point[index] - bounds.lowerBound, bounds.upperBound - point[index])
      let step = min(relative * max(1e-3, abs(point[index])), room / 2)
      let values = [step, -step].map { shift in
        var moved = point
        moved[index] += shift
        return posterior.logDensity(at: moved.span)
      }
      // what rounding of values of this size does to the quotient
      return (slope: (values[0] - values[1]) / (2 * step), noise: 1e-15 * abs(values[0]) / step)
    }
    return (slopes[0].slope, abs(slopes[0].slope - slopes[1].slope) + slopes[0].noise)
  }
}
