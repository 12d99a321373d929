extension Predictor {
  /// The predictions at one point and their derivatives, row by row: `jacobian[i * free.count + j]` is the
  /// derivative of observable i by free parameter j.
  public func predict(
    at point: Span<Double>, into predictions: inout MutableSpan<Double>, jacobian: inout MutableSpan<Double>
  ) {
    precondition(jacobian.count >= observables.count * free.count, "The Jacobian needs room.")
    predict(at: point, into: &predictions)
    let row = [Double](repeating: 0, count: free.count)
    for index in observables.indices {
      var slopes = [Double](repeating: 0, count: observables.count)
      slopes[index] = 1
      var derivatives = row
      var span = derivatives.mutableSpan
      pullBack(slopes.span, at: point, into: &span)
      for column in free.indices { jacobian[index * free.count + column] = derivatives[column] }
    }
  }

  /// The gradient of a function of the predictions: from its derivatives by each prediction, `slopes`, those by each
  /// free parameter at `point`. Predictions whose slope is zero are not looked at.
  public func pullBack(
    _ slopes: Span<Double>, at point: Span<Double>, into gradient: inout MutableSpan<Double>
  ) {
    precondition(point.count == free.count, "A point has one component for each free parameter.")
    var theory = theory
    for index in point.indices { theory.set(free[index], to: point[index]) }
    for index in point.indices { gradient[index] = 0 }
    differentiateLeptons(theory, slopes, into: &gradient)
    guard !quarkRows.isEmpty || !heavyQuarkRows.isEmpty else { return }

    var quarks = quarks
    for index in point.indices {
      if let slot = slots[index] { quarks[slot: slot] = point[index] }
    }
    let adjoint = differentiateQuarks(quarks, theory, slopes)
    if pullback.isAnalytic {
      pullback.apply(adjoint, quarks, theory, blocks, into: &gradient)
    } else if !quarkRows.isEmpty {
      forEachPass(theory, quarks) { theory, quarks, column, count in
        let sector = QuarkSector(quarks, theory, parametrisation: parametrisation, reads: blocks)
        for slot in 0..<36 {
          for index in 0..<count {
            gradient[column + index] += adjoint[slot] * sector.values[slot].gradient[index]
          }
        }
      }
    }
    guard !heavyQuarkRows.isEmpty else { return }
    forEachPass(theory, quarks) { theory, quarks, column, count in
      for row in heavyQuarkRows where slopes[row.index] != 0 {
        let prediction = quarks.prediction(of: row.observable, theory)
        for index in 0..<count { gradient[column + index] += slopes[row.index] * prediction.gradient[index] }
      }
    }
  }

  /// Adds the derivatives of the lepton rows, four columns a pass.
  private func differentiateLeptons(
    _ theory: borrowing Theory<Double>, _ slopes: Span<Double>, into gradient: inout MutableSpan<Double>
  ) {
    guard !leptonRows.isEmpty else { return }
    var first = 0
    while first < leptonColumns.count {
      let count = min(4, leptonColumns.count - first)
      var dual = Theory<Dual>(theory)
      for index in 0..<count {
        let parameter = free[leptonColumns[first + index]]
        var component = dual.value(of: parameter)
        component.gradient[index] = 1
        dual.set(parameter, to: component)
      }
      var sum = SIMD4<Double>.zero
      var shared = SharedTerms<Dual>()
      for row in leptonRows where slopes[row.index] != 0 {
        sum += slopes[row.index] * dual.prediction(of: row.observable, sharing: &shared).gradient
      }
      for index in 0..<count { gradient[leptonColumns[first + index]] += sum[index] }
      first += 4
    }
  }

  /// The derivatives by each number of the quark sector, a pass for each block that something reads.
  private func differentiateQuarks(
    _ quarks: borrowing QuarkParameters<Double>, _ theory: borrowing Theory<Double>, _ slopes: Span<Double>
  ) -> InlineArray<36, Double> {
    var adjoint = InlineArray<36, Double>(repeating: 0)
    guard !quarkRows.isEmpty else { return adjoint }
    var dual = QuarkSector<Dual>(
      QuarkSector(quarks, theory, parametrisation: parametrisation, reads: blocks))
    for block in 0..<QuarkBlocks.count where !rowsOfBlock[block].isEmpty {
      guard pullback.isActive(block) else { continue }
      dual.differentiate(byBlock: block, true)
      var sum = SIMD4<Double>.zero
      var shared = SharedQuarkTerms<Dual>()
      for row in rowsOfBlock[block] where slopes[row.index] != 0 {
        sum += slopes[row.index] * dual.prediction(of: row.observable, sharing: &shared).gradient
      }
      for index in 0..<4 { adjoint[4 * block + index] = sum[index] }
      dual.differentiate(byBlock: block, false)
    }
    return adjoint
  }

  /// Theory and quark parameters with derivatives by every free parameter, four at a time: `column` is the first of
  /// `count`.
  private func forEachPass(
    _ theory: Theory<Double>, _ quarks: QuarkParameters<Double>,
    _ body: (_ theory: Theory<Dual>, _ quarks: QuarkParameters<Dual>, _ column: Int, _ count: Int) -> Void
  ) {
    for first in stride(from: 0, to: free.count, by: 4) {
      let count = min(4, free.count - first)
      var (dual, dualQuarks) = (Theory<Dual>(theory), QuarkParameters<Dual>(quarks))
      for index in 0..<count {
        if let slot = slots[first + index] {
          dualQuarks[slot: slot].gradient[index] = 1
        } else {
          var component = dual.value(of: free[first + index])
          component.gradient[index] = 1
          dual.set(free[first + index], to: component)
        }
      }
      body(dual, dualQuarks, first, count)
    }
  }
}
