import Physics

/// What a predictor says, as arrays.
struct Evaluation {
  let predictions: [Double]
  /// Rows are observables, columns free parameters.
  let jacobian: [[Double]]
}

extension Parametrisation {
  /// What it predicts by a formula: all but events of Z → 4μ, which come from a table (see `FourMuonTableTests`).
  var formulaObservables: [Observable] { observables.filter { $0 != .fourMuonEvents } }
}

extension Predictor {
  /// All observables of the lepton sector as functions of `free`.
  init(
    _ observables: [Observable] = Parametrisation.leptonic.formulaObservables,
    free: [Parameter] = [.gPrime, .mZPrime], vertexCorrection: Formulas.VertexCorrection = .real,
    fixed: [Parameter: Double] = [:]
  ) {
    self.init(
      observables,
      of: Model(parametrisation: .leptonic, formulas: Formulas(vertexCorrection: vertexCorrection)),
      free: free, fixed: fixed)
  }

  func predictions(at point: [Double]) -> [Double] {
    var predictions = [Double](repeating: .nan, count: observables.count)
    var span = predictions.mutableSpan
    predict(at: point.span, into: &span)
    return predictions
  }

  func evaluation(at point: [Double]) -> Evaluation {
    var predictions = [Double](repeating: .nan, count: observables.count)
    var jacobian = [Double](repeating: .nan, count: observables.count * free.count)
    var span = predictions.mutableSpan
    var jacobianSpan = jacobian.mutableSpan
    predict(at: point.span, into: &span, jacobian: &jacobianSpan)
    let rows = observables.indices.map { row in
      Array(jacobian[row * free.count..<(row + 1) * free.count])
    }
    return Evaluation(predictions: predictions, jacobian: rows)
  }

  func lanes(at points: [SIMD8<Double>]) -> [SIMD8<Double>] {
    var predictions = [SIMD8<Double>](repeating: .zero, count: observables.count)
    var span = predictions.mutableSpan
    predict(lanes: points.span, into: &span)
    return predictions
  }
}

/// One observable at g′ and m_Z'.
func prediction(
  _ observable: Observable, gPrime: Double, mZPrime: Double,
  vertexCorrection: Formulas.VertexCorrection = .real, fixed: [Parameter: Double] = [:]
) -> Double {
  let predictor = Predictor([observable], vertexCorrection: vertexCorrection, fixed: fixed)
  return predictor.predictions(at: [gPrime, mZPrime])[0]
}

/// |a − b| in units of |b|.
func relativeError(_ value: Double, _ reference: Double) -> Double {
  value == reference ? 0 : ((value - reference) / reference).magnitude
}
