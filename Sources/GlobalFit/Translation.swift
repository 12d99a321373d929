import Foundation
import Physics

/// Translates a value of an observable into the v_Φ at which the model predicts it, at one mass of the Z'.
///
/// For a Z' that is heavy beside everything else, R_trident and Δa_μ depend on v_Φ = m_Z'/g' alone.
public struct Translation: Sendable {
  private let observable: Observable
  private let predictor: Predictor
  private let mass: Double

  /// The scales between which a solution is looked for, in GeV.
  static let range = 1.0...1e6

  /// Nil if the observable does not change steadily with v_Φ at this mass.
  public init?(_ observable: Observable, mass: Double, formulas: Formulas = Formulas()) {
    self.observable = observable
    self.mass = mass
    predictor = Predictor(
      [observable], of: Model(parametrisation: .leptonic, formulas: formulas), free: [.gPrime],
      fixed: [.mZPrime: mass])
    let grid = (0...60).map { prediction(at: Self.range.lowerBound * pow(10, Double($0) / 10)) }
    let steps = zip(grid, grid.dropFirst()).map { $1 - $0 }
    guard steps.allSatisfy({ $0 < 0 }) || steps.allSatisfy({ $0 > 0 }) else { return nil }
  }

  /// The v_Φ in GeV at which the prediction has this value; nil if it never has.
  public func scale(at value: Double) -> Double? {
    let (low, high) = (Self.range.lowerBound, Self.range.upperBound)
    let isFalling = prediction(at: low) > prediction(at: high)
    func isReached(_ scale: Double) -> Bool {
      isFalling ? prediction(at: scale) <= value : prediction(at: scale) >= value
    }
    guard isReached(high), !isReached(low) else { return nil }
    var (outside, inside) = (log(low), log(high))
    for _ in 0..<200 {
      let middle = (outside + inside) / 2
      if isReached(exp(middle)) { inside = middle } else { outside = middle }
    }
    return exp(inside)
  }

  private func prediction(at scale: Double) -> Double {
    var predictions = [0.0]
    var span = predictions.mutableSpan
    predictor.predict(at: [mass / scale].span, into: &span)
    return predictions[0]
  }
}
