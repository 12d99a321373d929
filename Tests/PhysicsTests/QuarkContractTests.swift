import Foundation
import Physics
import Testing

@Suite("Every observable keeps the contract in every parametrisation")
struct QuarkContractTests {
  /// A parametrisation with a way of computing couplings and a way of giving complex numbers.
  struct Reading: Sendable, CustomStringConvertible {
    let parametrisation: Parametrisation
    var diagonalisation = Formulas.Diagonalisation.leadingOrder
    let form: ComplexParameter.Form

    var description: String { "\(parametrisation.rawValue), \(diagonalisation.rawValue), \(form)" }

    var free: [Parameter] {
      parametrisation.parameters.filter { parameter in
        parameter.component.map { $0.form == form } ?? true
      }
    }

    func predictor(_ observables: [Observable], asPrinted: Formulas.PrintedEquations = []) -> Predictor {
      Predictor(
        observables,
        of: Model(
          parametrisation: parametrisation,
          formulas: Formulas(diagonalisation: diagonalisation, asPrinted: asPrinted)), free: free)
    }

    /// A point at which no parameter is zero and nothing is special; `number` tells points apart.
    func point(_ number: Int, gPrime: Double, mZPrime: Double, heavy: Double) -> [Double] {
      free.enumerated().map { index, parameter in
        let wave = sin(1.7 * Double(index) + 0.9 * Double(number))
        let size = 0.5 + 0.4 * wave
        switch parameter {
        case .gPrime: return gPrime
        case .mZPrime: return mZPrime
        case .quark(.mQ), .quark(.mD), .quark(.mU): return heavy * (1 + 0.3 * wave)
        case .quark(.lambdaQbb), .quark(.lambdaQss), .quark(.lambdaQdd): return 1e-9 * size
        case .component(_, .phase): return 3 * wave
        case .component(let coupling, let component):
          let sign = component == .imaginary && index.isMultiple(of: 2) ? -1.0 : 1.0
          return sign * size * Self.unit(coupling)
        default: return parameter.defaultValue ?? .nan
        }
      }
    }

    private static func unit(_ coupling: ComplexParameter) -> Double {
      switch coupling {
      case .c9, .c9Prime: 2
      case .lambdaQbd, .lambdaDbd, .lambdaUtc: 1e-10
      case .lambdaQsd, .lambdaDsd, .lambdaUcu: 1e-12
      case .yQd, .yDd, .yUu: 0.05
      default: 1
      }
    }

    var points: [[Double]] {
      [
        point(0, gPrime: 0.1, mZPrime: 100, heavy: 25_000), point(1, gPrime: 0.02, mZPrime: 35, heavy: 8_000),
        point(2, gPrime: 0.3, mZPrime: 400, heavy: 60_000),
      ]
    }
  }

  static let readings = [
    Reading(parametrisation: .effective, form: .polar),
    Reading(parametrisation: .effective, form: .cartesian),
    Reading(parametrisation: .vectorLikeQuarks, form: .polar),
    Reading(parametrisation: .vectorLikeQuarks, form: .cartesian),
    Reading(parametrisation: .vectorLikeQuarks, diagonalisation: .exact, form: .polar),
    Reading(parametrisation: .vectorLikeQuarks, diagonalisation: .exact, form: .cartesian),
  ]

  @Test(
    "Its gradient by every parameter is the central difference", arguments: readings,
    [Formulas.PrintedEquations(), .all])
  func gradient(reading: Reading, asPrinted: Formulas.PrintedEquations) {
    let observables = reading.parametrisation.formulaObservables
    let predictor = reading.predictor(observables, asPrinted: asPrinted)
    for point in reading.points {
      let evaluation = predictor.evaluation(at: point)
      #expect(evaluation.predictions == predictor.predictions(at: point))
      for (column, parameter) in predictor.free.enumerated() {
        let step = 1e-5 * point[column]
        var (up, down) = (point, point)
        up[column] += step
        down[column] -= step
        let (above, below) = (predictor.predictions(at: up), predictor.predictions(at: down))
        for (row, observable) in observables.enumerated() {
          let quotient = (above[row] - below[row]) / (up[column] - down[column])
          let scale = max(quotient.magnitude, (evaluation.predictions[row] / point[column]).magnitude)
          let error = (evaluation.jacobian[row][column] - quotient).magnitude
          #expect(error <= 1e-7 * scale, "\(observable.rawValue) by \(parameter.rawValue)")
        }
      }
    }
  }

  @Test(
    "The gradient of a function of predictions follows from theirs by the chain rule", arguments: readings)
  func chainRule(reading: Reading) {
    let predictor = reading.predictor(reading.parametrisation.formulaObservables)
    let rows = predictor.observables.indices
    for point in reading.points {
      let evaluation = predictor.evaluation(at: point)
      // Σ w·prediction in units that make terms alike, where w is zero for every fifth.
      let weights = rows.map { row in
        let value = evaluation.predictions[row].magnitude
        return row.isMultiple(of: 5) ? 0 : (1 + cos(Double(row))) / (value > 0 ? value : 1)
      }
      var gradient = [Double](repeating: .nan, count: point.count)
      var predictions = [Double](repeating: .nan, count: rows.count)
      var slopes = predictions
      var gradientSpan = gradient.mutableSpan
      var predictionSpan = predictions.mutableSpan
      var slopeSpan = slopes.mutableSpan
      let value = predictor.differentiate(
        { predictions, slopes in
          for row in rows { slopes[row] = weights[row] }
          return rows.reduce(0) { $0 + weights[$1] * predictions[$1] }
        }, at: point.span, predictions: &predictionSpan, slopes: &slopeSpan, gradient: &gradientSpan)
      #expect(predictions == evaluation.predictions)
      #expect(value == rows.reduce(0) { $0 + weights[$1] * evaluation.predictions[$1] })
      for column in point.indices {
        var (sum, size) = (0.0, 1 / point[column].magnitude)
        for row in rows {
          let term = weights[row] * evaluation.jacobian[row][column]
          sum += term
          size += term.magnitude
        }
        #expect((gradient[column] - sum).magnitude <= 1e-13 * size)
      }
    }
  }

  @Test("Eight lanes say what eight points say", arguments: readings)
  func lanes(reading: Reading) {
    let predictor = reading.predictor(reading.parametrisation.formulaObservables)
    let points: [[Double]] = (0..<8).map { number in
      let step = Double(number + 1)
      return reading.point(number, gPrime: 0.02 * step, mZPrime: 25 * step, heavy: 9_000 + 900 * step)
    }
    let lanes: [SIMD8<Double>] = predictor.free.indices.map { column in
      var lane = SIMD8<Double>.zero
      for number in 0..<8 { lane[number] = points[number][column] }
      return lane
    }
    let together = predictor.lanes(at: lanes)
    for number in 0..<8 {
      #expect(predictor.predictions(at: points[number]) == together.map { $0[number] })
    }
  }

  @Test("Alone it is what it is among others", arguments: readings)
  func sharing(reading: Reading) {
    let observables = reading.parametrisation.formulaObservables
    let all = reading.predictor(observables)
    let point = reading.points[0]
    let evaluation = all.evaluation(at: point)
    for (row, observable) in observables.enumerated() {
      let alone = reading.predictor([observable]).evaluation(at: point)
      #expect(alone.predictions[0] == evaluation.predictions[row], "\(observable.rawValue)")
      for column in point.indices {
        let difference = (alone.jacobian[0][column] - evaluation.jacobian[row][column]).magnitude
        #expect(difference <= 1e-14 * evaluation.jacobian[row][column].magnitude, "\(observable.rawValue)")
      }
    }
  }

  @Test("The order of parameters does not matter", arguments: readings)
  func order(reading: Reading) {
    let observables = reading.parametrisation.formulaObservables
    let forwards = reading.predictor(observables)
    let backwards = Predictor(
      observables, of: forwards.model, free: forwards.free.reversed())
    let point = reading.points[1]
    let one = forwards.evaluation(at: point)
    let other = backwards.evaluation(at: point.reversed())
    #expect(one.predictions == other.predictions)
    for (row, derivatives) in one.jacobian.enumerated() {
      for (derivative, same) in zip(derivatives, other.jacobian[row].reversed()) {
        #expect((derivative - same).magnitude <= 1e-13 * derivative.magnitude)
      }
    }
  }

  @Test(
    "Polar and cartesian form are one number", arguments: [Formulas.Diagonalisation.leadingOrder, .exact])
  func forms(diagonalisation: Formulas.Diagonalisation) {
    for parametrisation in [Parametrisation.effective, .vectorLikeQuarks] {
      let polar = Reading(parametrisation: parametrisation, diagonalisation: diagonalisation, form: .polar)
      let cartesian = Reading(
        parametrisation: parametrisation, diagonalisation: diagonalisation, form: .cartesian)
      var values = Dictionary(uniqueKeysWithValues: zip(polar.free, polar.points[0]))
      for coupling in ComplexParameter.allCases {
        guard let modulus = values.removeValue(forKey: .component(coupling, .modulus)),
          let phase = values.removeValue(forKey: .component(coupling, .phase))
        else { continue }
        values[.component(coupling, .real)] = modulus * cos(phase)
        values[.component(coupling, .imaginary)] = modulus * sin(phase)
      }
      let observables = parametrisation.formulaObservables
      let one = polar.predictor(observables).predictions(at: polar.points[0])
      let other = cartesian.predictor(observables).predictions(at: cartesian.free.map { values[$0] ?? .nan })
      for (row, observable) in observables.enumerated() {
        #expect(relativeError(one[row], other[row]) < 1e-12, "\(observable.rawValue)")
      }
    }
  }

  @Test("It is the Standard Model's where no quark couples", arguments: readings)
  func standardModel(reading: Reading) {
    let predictor = reading.predictor(reading.parametrisation.formulaObservables)
    var point = reading.points[0]
    for (index, parameter) in predictor.free.enumerated() {
      switch parameter {
      case .component(_, .phase): continue
      case .component, .quark(.lambdaQbb), .quark(.lambdaQss), .quark(.lambdaQdd): point[index] = 0
      default: continue
      }
    }
    expectStandardModel(predictor, at: point, within: 1e-15)
  }

  @Test(
    "It is the Standard Model's where vector-like quarks are infinitely heavy", arguments: readings.suffix(4))
  func decoupling(reading: Reading) {
    let predictor = reading.predictor(reading.parametrisation.formulaObservables)
    let point = zip(predictor.free, reading.points[0]).map { parameter, value in
      [.quark(.mQ), .quark(.mD), .quark(.mU)].contains(parameter) ? 1e5 * value : value
    }
    // Amplitudes fall as v_Φ²/m² and, in boxes, 1/m².
    expectStandardModel(predictor, at: point, within: 1e-9)
  }

  private func expectStandardModel(_ predictor: Predictor, at point: [Double], within tolerance: Double) {
    for (observable, value) in zip(predictor.observables, predictor.predictions(at: point)) {
      guard let (expected, accuracy) = Self.standardModelValue(of: observable) else {
        #expect(value.isFinite)
        continue
      }
      #expect((value - expected).magnitude <= tolerance + accuracy, "\(observable.rawValue): \(value)")
    }
  }

  /// What the Standard Model says, and how well; nil for what quark couplings do not touch.
  private static func standardModelValue(of observable: Observable) -> (value: Double, accuracy: Double)? {
    switch observable {
    case .bsMassDifference, .inclusiveMuonsLow, .inclusiveMuonsHigh, .inclusiveTaus, .inclusiveTausMassive,
      .inclusiveElectronsLow, .inclusiveNeutrinos, .kaonNeutrinos, .excitedKaonNeutrinos,
      .chargedKaonToPionNeutrinos, .neutralKaonToPionNeutrinos:
      (1, 0)
    case .bsMixingPhase, .wilsonC9, .wilsonC9Imaginary, .wilsonC9Prime, .wilsonC9PrimeImaginary,
      .topToZPrimeCharm, .kaonLeftLeftReal, .kaonLeftLeftImaginary, .kaonRightRightReal,
      .kaonRightRightImaginary, .kaonLeftRightReal, .kaonLeftRightImaginary, .charmLeftLeftReal,
      .charmLeftLeftImaginary, .charmRightRightReal, .charmRightRightImaginary, .charmLeftRightReal,
      .charmLeftRightImaginary, .bdMesonLeftLeftReal, .bdMesonLeftLeftImaginary, .bdMesonRightRightReal,
      .bdMesonRightRightImaginary, .bdMesonLeftRightReal, .bdMesonLeftRightImaginary:
      (0, 0)
    // 1605.07633: 1.00(1); 2212.09153: 0.983(14) for R_K* in the low bin, where the mass of the muon shows.
    case .universalityKaonCentral, .universalityExcitedKaonCentral: (1, 0.01)
    case .universalityKaonLow: (1, 0.02)
    case .universalityExcitedKaonLow: (0.983, 0.014)
    case .lightBottomMass: (4.18, 1e-14)
    case .lightStrangeMass: (0.095, 0)
    case .lightDownMass: (0.0048, 0)
    case .lightTopMass: (173.2, 1e-13)
    case .lightCharmMass: (1.275, 1e-14)
    case .lightUpMass: (0.0023, 0)
    default: nil
    }
  }
}
