import Foundation

/// A smooth function of a mass through given points: a piecewise cubic in ln m that rises and falls only where the points
/// do, with a continuous derivative everywhere.
///
/// Source of the slopes: F. N. Fritsch and J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300 (PCHIP).
struct MassCurve: Sendable, Equatable {
  /// A given point, its mass as ln m, and the slope of the curve there.
  private struct Knot: Equatable {
    let logarithm, value, slope: Double
  }

  private let knots: [Knot]
  private let fall: Double
  private let lightest, heaviest: Double

  /// The curve through `values` at rising `masses`, at least three: constant below them and a power law m^−`fall` above.
  init(masses: [Double], values: [Double], fall: Double) {
    let logarithms = masses.map { log($0) }
    self.fall = fall
    lightest = masses[0]
    heaviest = masses[masses.count - 1]
    var slopes = [Double](repeating: 0, count: masses.count)
    for i in 1..<masses.count - 1 {
      let (left, right) = (logarithms[i] - logarithms[i - 1], logarithms[i + 1] - logarithms[i])
      let (before, after) = ((values[i] - values[i - 1]) / left, (values[i + 1] - values[i]) / right)
      // A point higher or lower than both neighbours is where the curve turns.
      guard before * after > 0 else { continue }
      let (weightBefore, weightAfter) = (2 * right + left, right + 2 * left)
      slopes[i] = (weightBefore + weightAfter) / (weightBefore / before + weightAfter / after)
    }
    slopes[masses.count - 1] = -fall * values[masses.count - 1]
    knots = masses.indices.map { Knot(logarithm: logarithms[$0], value: values[$0], slope: slopes[$0]) }
  }

  /// The value at a mass, and the derivative by the mass.
  func valueAndDerivative(_ mass: Double) -> ValueAndDerivative {
    let last = knots.count - 1
    guard mass > lightest else { return ValueAndDerivative(value: knots[0].value, derivative: 0) }
    guard mass < heaviest else {
      let value = knots[last].value * pow(heaviest / mass, fall)
      return ValueAndDerivative(value: value, derivative: -fall * value / mass)
    }
    let x = log(mass)
    var (low, high) = (0, last)
    while high - low > 1 {
      let middle = (low + high) / 2
      if knots[middle].logarithm <= x { low = middle } else { high = middle }
    }
    let (left, right) = (knots[low], knots[high])
    let width = right.logarithm - left.logarithm
    let t = (x - left.logarithm) / width
    let difference = right.value - left.value
    // Hermite's cubic: the straight line and t(1 − t) times what the slopes at the ends differ from it.
    let (start, end) = (left.slope * width - difference, right.slope * width - difference)
    let bend = (1 - t) * start - t * end
    let value = left.value + t * (difference + (1 - t) * bend)
    let derivative = difference + (1 - 2 * t) * bend - t * (1 - t) * (start + end)
    return ValueAndDerivative(value: value, derivative: derivative / (width * mass))
  }
}
