import Foundation
import Testing

@testable import GlobalFit

@Suite("A prior")
struct PriorTests {
  @Test("has the density of an independent program", arguments: PriorReference.all)
  func values(reference: PriorReference) {
    for (x, expected) in reference.values {
      let value = reference.prior.logDensity(at: x)
      #expect(value == expected || abs(value - expected) < 1e-11 * max(1, abs(expected)), "\(value) at \(x)")
    }
  }

  @Test("integrates to one over its coordinate", arguments: PriorReference.all)
  func normalisation(reference: PriorReference) {
    let density = PriorDensity(reference.prior)
    let (low, high) = (density.bounds.lowerBound, density.bounds.upperBound)
    // Steep powers crowd at one end: pieces that shrink towards both.
    let shrinking = (1...12).map { low + (high - low) * pow(0.25, Double($0)) }
    let knots = [low] + shrinking.reversed() + shrinking.map { low + high - $0 } + [high]
    let total = integral(over: knots, parts: 16) { exp(density.logDensity(at: $0).value) }
    #expect(abs(total - 1) < 1e-9, "\(total)")
  }

  @Test("has its quantiles where an independent program has them", arguments: PriorReference.all)
  func quantiles(reference: PriorReference) {
    let scale = reference.prior.scale
    for (fraction, x) in reference.quantiles {
      let own = scale.value(at: reference.prior.quantile(fraction))
      #expect(abs(own - x) < 1e-9 * max(abs(x), scale.slope(at: x)), "\(own) at \(fraction)")
    }
  }

  @Test("is −∞ outside its bounds, and its quantiles lie within", arguments: PriorReference.all)
  func bounds(reference: PriorReference) {
    let density = PriorDensity(reference.prior)
    #expect(density.logDensity(at: density.bounds.lowerBound - 1e-9).value == -.infinity)
    #expect(density.logDensity(at: density.bounds.upperBound + 1e-9).value == -.infinity)
    #expect(density.logDensity(at: .nan).value == -.infinity)
    for fraction in [1e-12, 0.3, 0.999, 1 - 1e-12] {
      #expect(density.bounds.contains(reference.prior.quantile(fraction)))
    }
  }

  @Test("has a scale that leads there and back", arguments: PriorReference.all)
  func scale(reference: PriorReference) {
    let scale = reference.prior.scale
    for z in [0.05, 0.4, 0.98] {
      let x = scale.value(at: z)
      #expect(abs(scale.coordinate(of: x) - z) < 1e-12 * max(1, abs(scale.origin / scale.width)))
      let slope = derivative(at: z, step: 0.01, scale.value)
      #expect(abs(scale.slope(at: x) / slope - 1) < 1e-9)
    }
  }

  @Test("has the slope of its logarithm", arguments: PriorReference.all)
  func slope(reference: PriorReference) {
    let density = PriorDensity(reference.prior)
    let (low, high) = (density.bounds.lowerBound, density.bounds.upperBound)
    for fraction in [0.2, 0.5, 0.9] {
      let z = low + (high - low) * fraction
      let numerical = derivative(at: z, step: 0.01 * (high - low)) { density.logDensity(at: $0).value }
      #expect(abs(density.logDensity(at: z).slope - numerical) < 1e-8 * max(1, abs(numerical)))
    }
  }

  @Test("says what it is centred on, and whether it is an auxiliary measurement")
  func centre() {
    #expect(Prior.uniform(0...1).centre == nil && Prior.logUniform(1...2).centre == nil)
    #expect(Prior.normal(mean: 3, sigma: 1).centre == 3 && Prior.halfNormal(sigma: 1).centre == 0)
    #expect(Prior.truncatedNormal(mean: 3, sigma: 1, 4...5).centre == 4)
    #expect(Prior.logNormal(median: 3, factor: 2).centre == 3)
    #expect(
      Prior.powerLaw(exponent: 2, 0...1).isInformative == false && Prior.halfNormal(sigma: 1).isInformative)
  }

  @Test("between nearly equal, and between extremely unequal bounds is still a density")
  func extremes() {
    for prior: Prior in [
      .logUniform(1e-300...3), .logUniform(1...1.0000001), .uniform(0...1e-300),
      .powerLaw(exponent: -1, 1e-300...1e300),
    ] {
      let density = PriorDensity(prior)
      #expect(density.logDensity(at: 0.5).value.isFinite)
      #expect(density.scale.value(at: 0.5).isFinite && density.scale.width > 0)
    }
  }
}
