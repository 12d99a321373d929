import Foundation
import Inference
import Physics

/// Where CLs for large samples is 1 − level.
struct AsymptoticLimit {
  let level: Double
  let side: Limit.Side
  /// A place that is not excluded: the best fit, or a minimum beyond it.
  let inside: Double
  /// The last place inside the priors.
  let edge: Double
  /// CLs at a place; nil if it cannot be had.
  let confidence: (_ place: Double) -> AsymptoticCLs?

  /// What a search ended with.
  enum Found: Equatable {
    case place(Double)
    /// Nothing is excluded up to the edge.
    case nothingInsidePriors
    /// CLs could not be followed.
    case failed
  }

  /// The place, by the Illinois method.
  func place(from guess: Double) -> Found {
    let wanted = log(1 - level)
    func miss(_ place: Double) -> Double? {
      confidence(place).map { log(max($0.ratio, .leastNormalMagnitude)) - wanted }
    }
    func clamped(_ place: Double) -> Double { side == .upper ? min(place, edge) : max(place, edge) }
    // at the best fit itself CLs is at least ½
    let start = inside
    var (inside, insideMiss) = (start, log(0.5) - wanted)
    var outside = clamped(guess)
    guard var outsideMiss = miss(outside) else { return .failed }
    for _ in 0..<60 where outsideMiss > 0 {
      guard outside != edge else { return .nothingInsidePriors }
      (inside, insideMiss) = (outside, outsideMiss)
      outside = clamped(start + 1.25 * (outside - start))
      guard let next = miss(outside) else { return .failed }
      outsideMiss = next
    }
    guard outsideMiss <= 0 else { return .failed }
    for _ in 0..<100 {
      let place = (inside * outsideMiss - outside * insideMiss) / (outsideMiss - insideMiss)
      guard let next = miss(place) else { return .failed }
      if next.magnitude < 1e-9 || (outside - inside).magnitude <= 1e-12 * outside.magnitude {
        return .place(place)
      }
      if next <= 0 {
        (outside, outsideMiss) = (place, next)
        insideMiss *= 0.5
      } else {
        (inside, insideMiss) = (place, next)
        outsideMiss *= 0.5
      }
    }
    return .failed
  }
}

/// Why formulas for large samples may not hold.
struct AsymptoticDoubts {
  /// Events expected where they are fewest: at the limit, or without a signal.
  let fewestEvents: Double?
  /// Parameters, other than the tested one, whose best fit lies on a bound.
  let atBounds: [String]

  /// Poisson's distribution is told from a normal one of the same mean by its skewness 1/√n; below this mean it is not small.
  static let enoughEvents = 25.0
  /// By how many of their errors toys may differ from the formula before it is doubted.
  static let toleratedErrors = 2.0

  init<Q: DifferentiableFunction>(_ study: LimitStudy<Q>, hypotheses: [Hypothesis]) {
    let counted = study.problem.measuredData.shapes.indices.flatMap { index -> [Double] in
      guard case .single(.gamma(let density)) = study.problem.measuredData.shapes[index], density.isCounting
      else { return [] }
      return hypotheses.map { density.expectedEvents(at: $0.predictions[index][0]) }
    }
    fewestEvents = counted.min()
    let others = study.bestFit.parameters.filter {
      $0.limit != nil && .parameter($0.parameter) != study.quantity
    }
    atBounds = study.isAtOwnEdge ? [] : others.map(\.parameter.symbol)
  }

  /// What to say beside a limit by such a formula; nil if there is nothing to doubt.
  func words(_ limit: Double, toys: Limit?) -> String? {
    var reasons: [String] = []
    if let fewestEvents, fewestEvents < Self.enoughEvents {
      reasons.append("\(fewestEvents.short) events expected")
    }
    if !atBounds.isEmpty { reasons.append("\(atBounds.joined(separator: ", ")) at a bound") }
    if let toys, let value = toys.value {
      let difference = (value - limit).magnitude
      let error = toys.error ?? 0
      if difference > max(Self.toleratedErrors * error, 1e-3 * (value.magnitude + limit.magnitude)) {
        reasons.append(
          error > 0 ? "toys differ by \(Int((difference / error).rounded())) of their errors" : "toys differ")
      }
    }
    guard !reasons.isEmpty else { return nil }
    return "\(Limit.doubt): \(reasons.joined(separator: "; ")): "
      + (toys?.value == nil ? "ask for toys" : "take the limit by toys")
  }
}
