import Foundation
import Inference
import Physics

/// Conditions over a plane whose names have become places: by how much they hold at each point.
///
/// A point is given by the fractions of both axes, from 0 to 1.
struct CompiledConditions: Sendable {
  /// What ``PlaneField`` names.
  indirect enum Field: Sendable {
    case prediction(Int)
    case coordinate(Int)
    case constant(Double)
    case pull(Distribution, Int)
    case chiSquared(Data)
    case deltaChiSquared(Data)
    case largest(Field, Variation)
  }

  /// What ``PlaneCondition`` names.
  indirect enum Condition: Sendable {
    case field(Field, ClosedRange<Double>)
    case nowhere(Variation)
  }

  /// Measurements, and where what they measure stands among the predictions.
  struct Data: Sendable {
    let likelihood: Likelihood
    let places: [Int]
    /// Taken off χ².
    var lowest = 0.0

    func chiSquared(_ predictions: [Double]) -> Double {
      let own = places.map { predictions[$0] }
      return 2 * (likelihood.maximumLogLikelihood - likelihood.logLikelihood(of: own.span)) - lowest
    }
  }

  /// The third coordinate runs over a range while conditions hold.
  struct Variation: Sendable {
    let range: ClosedRange<Double>
    let conditions: [Condition]

    /// Where the third coordinate is looked at: at equal factors where the range spans more than a factor of ten.
    func value(at fraction: Double) -> Double {
      let (low, high) = (range.lowerBound, range.upperBound)
      guard low > 0, high > 10 * low else { return low + (high - low) * fraction }
      return low * pow(high / low, fraction)
    }
  }

  private(set) var conditions: [Condition]
  let predictor: Predictor
  let axes: [PlaneAxis]
  /// The value of the third coordinate where nothing varies it; not a number where there is no such value.
  let third: Double
  /// Where formulas are used outside their validity, one sentence each.
  let validityNotes: [String]

  /// Whether a third coordinate runs over its range at every point, which takes its time.
  var varies: Bool { predictor.free.count > axes.count }

  /// By how much the conditions hold: the smallest of their margins, each in the unit of its field; negative where one
  /// fails or is not a number.
  func margin(_ u: Double, _ v: Double) -> Double {
    margin(of: conditions, at: point(u, v))
  }

  /// The value of the first condition's field.
  func value(_ u: Double, _ v: Double) -> Double {
    guard case .field(let field, _) = conditions[0] else { return .nan }
    let point = point(u, v)
    return value(of: field, at: point, predictions(at: point))
  }

  /// The same conditions with every Δχ² counted from its smallest value in the plane.
  func findingMinima() -> CompiledConditions {
    var other = self
    other.conditions = conditions.map { condition in
      guard case .field(.deltaChiSquared(var data), let range) = condition else { return condition }
      data.lowest = PlaneMinimum.lowest { [data] u, v in
        data.chiSquared(predictions(at: point(u, v)))
      }
      return .field(.chiSquared(data), range)
    }
    return other
  }

  private func point(_ u: Double, _ v: Double) -> [Double] { [axes[0].value(at: u), axes[1].value(at: v)] }

  private func predictions(at point: [Double]) -> [Double] {
    var predictions = [Double](repeating: 0, count: predictor.observables.count)
    var span = predictions.mutableSpan
    let whole = predictor.free.count > point.count ? point + [third] : point
    predictor.predict(at: whole.span, into: &span)
    return predictions
  }

  private func margin(of conditions: [Condition], at point: [Double]) -> Double {
    var predictions: [Double]?
    var smallest = Double.infinity
    for condition in conditions {
      let own: Double
      switch condition {
      case .field(let field, let range):
        let known = predictions ?? self.predictions(at: point)
        predictions = known
        let value = value(of: field, at: point, known)
        own = min(value - range.lowerBound, range.upperBound - value)
      case .nowhere(let variation): own = -best(of: variation, at: point).margin
      }
      guard own.isFinite || own == .infinity else { return -.infinity }
      smallest = min(smallest, own)
    }
    return smallest
  }

  private func value(of field: Field, at point: [Double], _ predictions: [Double]) -> Double {
    switch field {
    case .prediction(let index): predictions[index]
    case .coordinate(let index): point[index]
    case .constant(let value): value
    case .pull(let distribution, let index): distribution.pull(of: predictions[index])
    case .chiSquared(let data), .deltaChiSquared(let data): data.chiSquared(predictions)
    case .largest(let field, let variation): largest(field, variation, at: point)
    }
  }

  // MARK: - The third coordinate

  private static let steps = 48

  private func margin(of variation: Variation, at point: [Double], _ fraction: Double) -> Double {
    margin(of: variation.conditions, at: point + [variation.value(at: fraction)])
  }

  /// Where along the third coordinate the conditions hold best, and by how much.
  private func best(of variation: Variation, at point: [Double]) -> (fraction: Double, margin: Double) {
    let margins = (0...Self.steps).map {
      margin(of: variation, at: point, Double($0) / Double(Self.steps))
    }
    return best(of: variation, at: point, margins)
  }

  /// The same, from margins at equal steps: sought on between the neighbours of the best of them.
  private func best(
    of variation: Variation, at point: [Double], _ margins: [Double]
  ) -> (fraction: Double, margin: Double) {
    guard let top = margins.indices.max(by: { margins[$0] < margins[$1] }) else { return (.nan, -.infinity) }
    let width = 1 / Double(Self.steps)
    var best = (fraction: Double(top) * width, margin: margins[top])
    guard best.margin < 0 else { return best }
    var (low, high) = (max(best.fraction - width, 0), min(best.fraction + width, 1))
    // The margin has one maximum between them; thirds need no slopes.
    for _ in 0..<60 {
      let (left, right) = (low + (high - low) / 3, high - (high - low) / 3)
      let (a, b) = (margin(of: variation, at: point, left), margin(of: variation, at: point, right))
      if a > best.margin { best = (left, a) }
      if b > best.margin { best = (right, b) }
      guard best.margin < 0 else { return best }
      if a < b { low = left } else { high = right }
    }
    return best
  }

  /// The largest value of a field where conditions hold; the field rises or falls between two steps.
  private func largest(_ field: Field, _ variation: Variation, at point: [Double]) -> Double {
    let margins = (0...Self.steps).map {
      margin(of: variation, at: point, Double($0) / Double(Self.steps))
    }
    func value(_ fraction: Double) -> Double {
      let whole = point + [variation.value(at: fraction)]
      return self.value(of: field, at: whole, predictions(at: whole))
    }
    var largest = -Double.infinity
    for step in 0...Self.steps where margins[step] >= 0 {
      let here = Double(step) / Double(Self.steps)
      largest = max(largest, value(here))
      for neighbour in [step - 1, step + 1]
      where margins.indices.contains(neighbour) && !(margins[neighbour] >= 0) {
        var (inside, outside) = (here, Double(neighbour) / Double(Self.steps))
        for _ in 0..<40 {
          let middle = (inside + outside) / 2
          if margin(of: variation, at: point, middle) >= 0 { inside = middle } else { outside = middle }
        }
        largest = max(largest, value(inside))
      }
    }
    if largest == -.infinity {
      let best = best(of: variation, at: point, margins)
      guard best.margin >= 0 else { return .nan }
      largest = value(best.fraction)
    }
    return largest
  }
}

extension PlaneAxis {
  /// The parameter's value at a fraction of the axis.
  func value(at fraction: Double) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    if fraction == 0 { return low }
    if fraction == 1 { return high }
    return isLogarithmic ? low * pow(high / low, fraction) : low + (high - low) * fraction
  }
}
