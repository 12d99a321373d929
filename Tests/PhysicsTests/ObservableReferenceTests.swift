import Physics
import Testing

@Suite("Observables agree with their definitions, computed with mpmath (Fixtures/reference.py)")
struct ObservableReferenceTests {
  @Test("Every observable to 1e-12", arguments: try Reference.points())
  func values(reference: Reference.Point) throws {
    let predictor = Predictor(vertexCorrection: reference.vertexCorrection)
    let predictions = predictor.predictions(at: [reference.gPrime, reference.mZPrime])
    for (observable, prediction) in zip(predictor.observables, predictions) {
      let expected = try #require(reference.predictions[observable])
      #expect(relativeError(prediction, expected.value) <= 1e-12, "\(observable)")
    }
  }

  @Test("Every derivative by g' and m_Z' to 1e-10", arguments: try Reference.points())
  func derivatives(reference: Reference.Point) throws {
    let predictor = Predictor(vertexCorrection: reference.vertexCorrection)
    let point = [reference.gPrime, reference.mZPrime]
    let evaluation = predictor.evaluation(at: point)
    for (row, observable) in predictor.observables.enumerated() {
      let expected = try #require(reference.predictions[observable])
      for (column, derivative) in [expected.byGPrime, expected.byMZPrime].enumerated() {
        // Exactly at a threshold of the width there is none.
        if derivative.isNaN { continue }
        // A derivative that crosses zero is measured against a millionth of the observable's own scale.
        let scale = max(derivative.magnitude, 1e-6 * (expected.value / point[column]).magnitude)
        let error = (evaluation.jacobian[row][column] - derivative).magnitude
        #expect(error <= 1e-10 * scale, "\(observable) by \(predictor.free[column])")
      }
    }
  }
}
