/// Observables as functions of the free parameters: the only way into this module.
///
/// Observables stand in the order given to `init`, parameters in the order of `free`. Nothing is allocated in any
/// of the three doors, and a `Predictor` can be shared by any number of threads.
public struct Predictor: Sendable {
  /// What is predicted, in the order of the predictions.
  public let observables: [Observable]

  /// What a point consists of, in the order of its components.
  public let free: [Parameter]

  /// The theory with every parameter that is not free at its value.
  private let template: Theory<Double>

  /// Observables as functions of `free`, with `fixed` at the values given and every other parameter at its default.
  ///
  /// Each of `free` and `fixed` must be a parameter of the parametrisation, and no parameter may be in both or
  /// twice; parameters without a default, g′ and m_Z', must be in one of them.
  public init(
    _ observables: [Observable], parametrisation: Parametrisation, formulas: Formulas, free: [Parameter],
    fixed: [Parameter: Double]
  ) {
    let known = Set(parametrisation.parameters)
    precondition(Set(free).count == free.count, "A parameter is free only once.")
    precondition(fixed.keys.allSatisfy { !free.contains($0) }, "A parameter is either free or fixed.")
    precondition(known.isSuperset(of: free), "Only parameters of the parametrisation can be free.")
    precondition(known.isSuperset(of: fixed.keys), "Only parameters of the parametrisation can be fixed.")
    precondition(
      Set(parametrisation.observables).isSuperset(of: observables), "Only what the parametrisation predicts.")

    self.observables = observables
    self.free = free
    let forms = Self.forms(of: free + fixed.keys)
    template = Theory(
      parametrisation, charges: .muonMinusTau, formulas: formulas, form: { forms[$0] ?? $0.defaultForm }
    ) { parameter in
      let value = fixed[parameter] ?? parameter.defaultValue
      precondition(
        value != nil || free.contains(parameter) || !known.contains(parameter),
        "A parameter without a default is free or fixed.")
      return value ?? .nan
    }
  }

  /// How complex couplings are given, of which a component is named. All components of one coupling are of one form.
  private static func forms(of parameters: [Parameter]) -> [ComplexParameter: ComplexParameter.Form] {
    var forms: [ComplexParameter: ComplexParameter.Form] = [:]
    for parameter in parameters {
      guard let coupling = parameter.complexParameter, let form = parameter.component?.form else { continue }
      precondition(forms[coupling, default: form] == form, "A complex coupling is given in one form.")
      forms[coupling] = form
    }
    return forms
  }

  /// The predictions at one point.
  public func predict(at point: Span<Double>, into predictions: inout MutableSpan<Double>) {
    precondition(point.count == free.count, "A point has one component for each free parameter.")
    var theory = template
    for index in point.indices { theory.set(free[index], to: point[index]) }
    theory.predict(observables.span, into: &predictions)
  }

  /// The predictions at eight points; the components of `points` are in the order of `free`.
  public func predict(
    lanes points: Span<SIMD8<Double>>, into predictions: inout MutableSpan<SIMD8<Double>>
  ) {
    precondition(points.count == free.count, "A point has one component for each free parameter.")
    var theory = Theory<SIMD8<Double>>(template)
    for index in points.indices { theory.set(free[index], to: points[index]) }
    theory.predict(observables.span, into: &predictions)
  }

  /// The predictions at one point and their derivatives, row by row: `jacobian[i * free.count + j]` is the
  /// derivative of observable i by free parameter j.
  public func predict(
    at point: Span<Double>, into predictions: inout MutableSpan<Double>, jacobian: inout MutableSpan<Double>
  ) {
    precondition(point.count == free.count, "A point has one component for each free parameter.")
    precondition(jacobian.count >= observables.count * free.count, "The Jacobian needs room.")
    if free.isEmpty { predict(at: point, into: &predictions) }
    for first in stride(from: 0, to: free.count, by: SIMD4<Double>.scalarCount) {
      differentiate(at: point, from: first, into: &predictions, jacobian: &jacobian)
    }
  }

  /// One pass: the derivatives by the four parameters from `first`.
  private func differentiate(
    at point: Span<Double>, from first: Int, into predictions: inout MutableSpan<Double>,
    jacobian: inout MutableSpan<Double>
  ) {
    let differentiated = first..<min(first + SIMD4<Double>.scalarCount, free.count)
    var theory = Theory<Dual>(template)
    for index in point.indices {
      var component = Dual(point[index])
      if differentiated.contains(index) { component.gradient[index - first] = 1 }
      theory.set(free[index], to: component)
    }
    let rows = observables.span
    var shared = SharedTerms<Dual>()
    for row in rows.indices {
      let prediction = theory.prediction(of: rows[row], sharing: &shared)
      predictions[row] = prediction.value
      for index in differentiated {
        jacobian[row * free.count + index] = prediction.gradient[index - first]
      }
    }
  }
}

extension Theory {
  fileprivate func predict(_ observables: Span<Observable>, into predictions: inout MutableSpan<R>) {
    precondition(predictions.count >= observables.count, "The predictions need room.")
    var shared = SharedTerms<R>()
    for index in observables.indices {
      predictions[index] = prediction(of: observables[index], sharing: &shared)
    }
  }
}
