import Foundation
import Physics

/// A point of a parametrisation with quarks, and what it predicts.
struct QuarkPoint {
  let parametrisation: Parametrisation
  var formulas = Formulas()
  var values: [Parameter: Double]

  /// Vector-like quarks at v_Φ, with m_Q, m_D and m_U alike.
  static func heavyQuarks(
    mass: Double, scale: Double, gPrime: Double = 0.01,
    _ couplings: [ComplexParameter: (Double, Double)] = [:]
  ) -> QuarkPoint {
    var point = QuarkPoint(
      parametrisation: .vectorLikeQuarks,
      values: [
        .gPrime: gPrime, .mZPrime: gPrime * scale, .quark(.mQ): mass, .quark(.mD): mass, .quark(.mU): mass,
      ])
    for (coupling, (real, imaginary)) in couplings { point.set(coupling, real, imaginary) }
    return point
  }

  /// Operators, at v_Φ.
  static func operators(
    scale: Double, gPrime: Double = 0.01, _ couplings: [ComplexParameter: (Double, Double)] = [:]
  ) -> QuarkPoint {
    var point = QuarkPoint(
      parametrisation: .effective, values: [.gPrime: gPrime, .mZPrime: gPrime * scale])
    for (coupling, (real, imaginary)) in couplings { point.set(coupling, real, imaginary) }
    return point
  }

  mutating func set(_ coupling: ComplexParameter, _ real: Double, _ imaginary: Double) {
    values[.component(coupling, .real)] = real
    values[.component(coupling, .imaginary)] = imaginary
  }

  /// The point with couplings multiplied by e^(i phase).
  func turning(_ couplings: [ComplexParameter], by phase: Double) -> QuarkPoint {
    var point = self
    for coupling in couplings {
      let real = values[.component(coupling, .real)] ?? 0
      let imaginary = values[.component(coupling, .imaginary)] ?? 0
      point.set(
        coupling, real * cos(phase) - imaginary * sin(phase), real * sin(phase) + imaginary * cos(phase))
    }
    return point
  }

  func reading(_ diagonalisation: Formulas.Diagonalisation) -> QuarkPoint {
    var point = self
    point.formulas.diagonalisation = diagonalisation
    return point
  }

  func reading(asPrinted equations: Formulas.PrintedEquations) -> QuarkPoint {
    var point = self
    point.formulas.asPrinted = equations
    return point
  }

  /// The predictions for some observables.
  func callAsFunction(_ observables: [Observable]) -> [Double] {
    let model = Model(parametrisation: parametrisation, formulas: formulas)
    return Predictor(observables, of: model, free: [], fixed: values).predictions(at: [])
  }

  /// The prediction for one.
  func callAsFunction(_ observable: Observable) -> Double { self([observable])[0] }
}
