import Physics
import Testing

@Suite("The quark sector agrees with its definitions, computed with mpmath (Fixtures/quark_reference.py)")
struct QuarkReferenceTests {
  @Test("The reference knows every observable that quarks have")
  func complete() throws {
    for point in try QuarkReference.points() {
      let quarks = Set(point.parametrisation.formulaObservables).subtracting(
        Parametrisation.leptonic.formulaObservables)
      #expect(quarks.isSubset(of: point.predictions.keys))
    }
  }

  @Test("Every observable to 1e-12", arguments: try QuarkReference.points())
  func values(point: QuarkReference.Point) throws {
    let predictor = point.predictor
    for (observable, prediction) in zip(predictor.observables, predictor.predictions(at: [])) {
      let expected = try #require(point.predictions[observable])
      let error = (prediction - expected.value).magnitude
      #expect(error <= 1e-12 * expected.scale, "\(observable.rawValue): \(prediction), not \(expected.value)")
    }
  }

  @Test(
    "Every derivative by every parameter to 1e-10",
    arguments: try QuarkReference.points().filter { !$0.derivatives.isEmpty })
  func derivatives(point: QuarkReference.Point) throws {
    let free = point.parametrisation.parameters.filter { parameter in
      parameter.complexParameter == nil || point.values[parameter] != nil
    }
    let predictor = Predictor(
      Array(point.predictions.keys),
      of: Model(parametrisation: point.parametrisation, formulas: point.formulas), free: free)
    let values = free.map { point.values[$0] ?? $0.defaultValue ?? .nan }
    let jacobian = predictor.evaluation(at: values).jacobian
    for (row, observable) in predictor.observables.enumerated() {
      let scale = try #require(point.predictions[observable]).scale
      for (column, parameter) in free.enumerated() {
        let expected = point.derivatives[observable]?[parameter] ?? 0
        let error = (jacobian[row][column] - expected).magnitude
        // A derivative far below the observable's own scale is the difference of larger ones.
        let unit = values[column] == 0 ? 1 : values[column].magnitude
        let bar = 1e-10 * max(expected.magnitude, 1e-3 * scale / unit)
        #expect(
          error <= bar,
          "\(observable.rawValue) by \(parameter.rawValue): \(jacobian[row][column]), not \(expected)")
      }
    }
  }
}
