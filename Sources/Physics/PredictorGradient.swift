extension Predictor {
  /// The predictions at one point, and the gradient there of a function of them.
  ///
  /// `function` takes the predictions, fills in its derivatives by each of them (`slopes`), and returns its value;
  /// `gradient` then holds its derivatives by each free parameter. Predictions of slope zero cost little.
  public func differentiate(
    _ function: (_ predictions: Span<Double>, _ slopes: inout MutableSpan<Double>) -> Double,
    at point: Span<Double>, predictions: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>,
    gradient: inout MutableSpan<Double>
  ) -> Double {
    precondition(point.count == free.count, "A point has one component for each free parameter.")
    precondition(predictions.count >= observables.count, "The predictions need room.")
    var theory = theory
    set(&theory, to: point)
    for column in point.indices { gradient[column] = 0 }

    // The first pass over the lepton rows gives their values too; their gradients wait for the slopes.
    return withUnsafeTemporaryAllocation(of: SIMD4<Double>.self, capacity: 32) { firstGradients in
      precondition(leptonRows.count <= 32)
      if !leptonRows.isEmpty {
        let dual = differentiated(theory, from: 0)
        var shared = SharedTerms<Dual>()
        for number in leptonRows.indices {
          let prediction = dual.prediction(of: leptonRows[number].observable, sharing: &shared)
          predictions[leptonRows[number].index] = prediction.value
          firstGradients[number] = prediction.gradient
        }
      }
      if let fourMuonTable {
        for index in fourMuonRows { predictions[index] = fourMuonTable.events(theory) }
      }
      guard hasQuarks else {
        let value = function(predictions.span, &slopes)
        addLeptons(theory, UnsafeBufferPointer(firstGradients), slopes.span, into: &gradient)
        return value
      }
      var quarks = quarks
      set(&quarks, to: point)
      let sector = QuarkSector(quarks, theory, parametrisation: model.parametrisation, reads: blocks)
      predictQuarks(sector, quarks, theory, into: &predictions)
      if !polynomials.isEmpty { predictPolynomials(sector, into: &predictions) }
      let value = function(predictions.span, &slopes)
      addLeptons(theory, UnsafeBufferPointer(firstGradients), slopes.span, into: &gradient)
      addQuarks(sector, quarks, theory, slopes.span, into: &gradient)
      addHeavyQuarks(quarks, theory, slopes.span, into: &gradient)
      return value
    }
  }

  /// The predictions at one point and their derivatives, row by row: `jacobian[i * free.count + j]` is the
  /// derivative of observable i by free parameter j. For a few observables: it allocates, and takes them one by one.
  public func predict(
    at point: Span<Double>, into predictions: inout MutableSpan<Double>, jacobian: inout MutableSpan<Double>
  ) {
    precondition(jacobian.count >= observables.count * free.count, "The Jacobian needs room.")
    var slopes = [Double](repeating: 0, count: observables.count)
    var row = [Double](repeating: 0, count: free.count)
    for index in observables.indices {
      var slopeSpan = slopes.mutableSpan
      var gradient = row.mutableSpan
      _ = differentiate(
        { predictions, slopes in
          for other in slopes.indices { slopes[other] = other == index ? 1 : 0 }
          return predictions[index]
        }, at: point, predictions: &predictions, slopes: &slopeSpan, gradient: &gradient)
      for column in free.indices { jacobian[index * free.count + column] = row[column] }
    }
  }

  /// The theory with derivatives by the four lepton columns from number `first`.
  private func differentiated(_ theory: borrowing Theory<Double>, from first: Int) -> Theory<Dual> {
    var dual = Theory<Dual>(theory)
    for index in 0..<min(4, leptonColumns.count - first) {
      dual.update(leptonColumns[first + index].parameter) { $0.gradient[index] = 1 }
    }
    return dual
  }

  /// Adds the derivatives of the lepton rows, four columns a pass; those of the first pass are known.
  private func addLeptons(
    _ theory: borrowing Theory<Double>, _ firstGradients: UnsafeBufferPointer<SIMD4<Double>>,
    _ slopes: Span<Double>, into gradient: inout MutableSpan<Double>
  ) {
    for index in fourMuonRows { addFourMuons(theory, slope: slopes[index], into: &gradient) }
    guard !leptonRows.isEmpty else { return }
    var sum = SIMD4<Double>.zero
    for number in leptonRows.indices { sum += slopes[leptonRows[number].index] * firstGradients[number] }
    addLeptons(sum, from: 0, into: &gradient)
    for first in stride(from: 4, to: leptonColumns.count, by: 4) {
      let dual = differentiated(theory, from: first)
      var shared = SharedTerms<Dual>()
      var sum = SIMD4<Double>.zero
      for row in leptonRows where slopes[row.index] != 0 {
        let prediction = dual.prediction(of: row.observable, sharing: &shared)
        sum += slopes[row.index] * prediction.gradient
      }
      addLeptons(sum, from: first, into: &gradient)
    }
  }

  private func addLeptons(_ sum: SIMD4<Double>, from first: Int, into gradient: inout MutableSpan<Double>) {
    for index in 0..<min(4, leptonColumns.count - first) {
      gradient[leptonColumns[first + index].column] += sum[index]
    }
  }

  /// Adds the derivatives of `slope` times the events of Z → 4μ, which know g′ and m_Z' alone.
  private func addFourMuons(
    _ theory: borrowing Theory<Double>, slope: Double, into gradient: inout MutableSpan<Double>
  ) {
    guard let fourMuonTable, slope != 0 else { return }
    let ratio = fourMuonTable.eventRatio(
      gPrime: Dual(theory.gPrime, gradient: [1, 0, 0, 0]),
      mZPrime: Dual(theory.mZPrime, gradient: [0, 1, 0, 0]))
    let slopes = (slope * Constants.fourMuonEventsSM) * ratio.gradient
    for (column, parameter) in leptonColumns {
      if parameter == .gPrime { gradient[column] += slopes[0] }
      if parameter == .mZPrime { gradient[column] += slopes[1] }
    }
  }

  /// Adds the derivatives of the quark rows: by each number of the quark sector, a pass for each block that something
  /// reads, and on to the parameters.
  private func addQuarks(
    _ sector: borrowing QuarkSector<Double>, _ quarks: borrowing QuarkParameters<Double>,
    _ theory: borrowing Theory<Double>, _ slopes: Span<Double>, into gradient: inout MutableSpan<Double>
  ) {
    guard !blocks.isEmpty else { return }
    var adjoint = QuarkAdjoint(charges: sector.charges, formulas: sector.formulas)
    for number in 0..<QuarkBlocks.count {
      let (block, rows) = (QuarkBlocks(number: number), rowsOfBlock[number])
      guard !rows.isEmpty, pullback.isActive(block) else { continue }
      let dual = QuarkSector<Dual>(sector, by: block)
      var shared = SharedQuarkTerms<Dual>()
      var sum = SIMD4<Double>.zero
      for index in rows {
        let slope = slopes[blockRows[index].index]
        guard slope != 0 else { continue }
        let prediction = dual.prediction(of: blockRows[index].observable, sharing: &shared)
        sum += slope * prediction.gradient
      }
      adjoint.add(sum, of: block)
    }
    if !polynomials.isEmpty, pullback.isActive(.sb) {
      differentiatePolynomials(sector, slopes, into: &adjoint)
    }
    for (index, row) in mixingRows where slopes[index] != 0 {
      sector.differentiate(row, slope: slopes[index], into: &adjoint)
    }
    if pullback.isAnalytic {
      pullback.apply(adjoint, quarks, theory, blocks, into: &gradient)
      return
    }
    for first in stride(from: 0, to: free.count, by: 4) {
      let (dualTheory, dualQuarks) = differentiated(theory, quarks, from: first)
      let sector = QuarkSector(dualQuarks, dualTheory, parametrisation: model.parametrisation, reads: blocks)
      let slope = adjoint.dot(sector)
      for index in 0..<min(4, free.count - first) { gradient[first + index] += slope[index] }
    }
  }

  /// Adds the derivatives of what the vector-like quarks themselves predict.
  private func addHeavyQuarks(
    _ quarks: borrowing QuarkParameters<Double>, _ theory: borrowing Theory<Double>, _ slopes: Span<Double>,
    into gradient: inout MutableSpan<Double>
  ) {
    guard !heavyQuarkRows.isEmpty else { return }
    for first in stride(from: 0, to: free.count, by: 4) {
      var (dualTheory, dualQuarks) = differentiated(theory, quarks, from: first)
      for row in heavyQuarkRows where slopes[row.index] != 0 {
        let prediction = dualQuarks.prediction(of: row.observable, &dualTheory)
        for index in 0..<min(4, free.count - first) {
          gradient[first + index] += slopes[row.index] * prediction.gradient[index]
        }
      }
    }
  }

  /// Theory and quark parameters with derivatives by the four free parameters from number `first`.
  private func differentiated(
    _ theory: borrowing Theory<Double>, _ quarks: borrowing QuarkParameters<Double>, from first: Int
  ) -> (Theory<Dual>, QuarkParameters<Dual>) {
    var (dual, dualQuarks) = (Theory<Dual>(theory), QuarkParameters<Dual>(quarks))
    for index in 0..<min(4, free.count - first) {
      let parameter = free[first + index]
      if let slot = QuarkSlot(parameter) { dualQuarks[slot].gradient[index] = 1 }
      if case .lepton(let parameter) = parameter { dual.update(parameter) { $0.gradient[index] = 1 } }
    }
    return (dual, dualQuarks)
  }
}
