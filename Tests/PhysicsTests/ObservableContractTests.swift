import Physics
import Testing

@Suite("Every observable of the lepton sector keeps the contract")
struct ObservableContractTests {
  static let points: [[Parameter: Double]] = [
    [.gPrime: 0.02, .mZPrime: 0.015], [.gPrime: 0.4, .mZPrime: 0.35], [.gPrime: 0.3, .mZPrime: 5],
    [.gPrime: 0.7, .mZPrime: 40], [.gPrime: 1.1, .mZPrime: 80.385], [.gPrime: 2.5, .mZPrime: 900],
  ]

  @Test(
    "Its gradient by every parameter is the central difference",
    arguments: Parametrisation.leptonic.formulaObservables,
    Formulas.VertexCorrection.allCases)
  func gradient(observable: Observable, vertexCorrection: Formulas.VertexCorrection) {
    let predictor = Predictor(
      [observable], free: Parametrisation.leptonic.parameters, vertexCorrection: vertexCorrection)
    for values in Self.points {
      let point = predictor.free.map { values[$0] ?? $0.defaultValue ?? .nan }
      let evaluation = predictor.evaluation(at: point)
      #expect(evaluation.predictions == predictor.predictions(at: point))
      for (column, parameter) in predictor.free.enumerated() {
        let step = 1e-5 * point[column]
        var (up, down) = (point, point)
        up[column] += step
        down[column] -= step
        let difference = predictor.predictions(at: up)[0] - predictor.predictions(at: down)[0]
        let quotient = difference / (up[column] - down[column])
        let scale = max(quotient.magnitude, (evaluation.predictions[0] / point[column]).magnitude)
        #expect((evaluation.jacobian[0][column] - quotient).magnitude <= 1e-7 * scale, "by \(parameter)")
      }
    }
  }

  @Test(
    "Eight lanes say what eight points say", arguments: Parametrisation.leptonic.formulaObservables,
    Formulas.VertexCorrection.allCases)
  func lanes(observable: Observable, vertexCorrection: Formulas.VertexCorrection) {
    let predictor = Predictor([observable], vertexCorrection: vertexCorrection)
    let couplings = SIMD8<Double>(1e-3, 0.01, 0.1, 0.3, 0.6, 1, 2, 3)
    for masses in [
      SIMD8<Double>(0.001, 0.05, 0.2, 0.21, 0.24, 1, 5, 9),
      SIMD8<Double>(10, 25.3, 80.385, 91.1876, 150, 300, 1e3, 1e5),
    ] {
      let lanes = predictor.lanes(at: [couplings, masses])[0]
      for lane in 0..<8 {
        #expect(lanes[lane] == predictor.predictions(at: [couplings[lane], masses[lane]])[0])
      }
    }
  }

  @Test(
    "It is the Standard Model's when the coupling vanishes",
    arguments: Parametrisation.leptonic.formulaObservables)
  func standardModel(observable: Observable) {
    for mass in [0.05, 1, 30, 500] {
      let value = prediction(observable, gPrime: 1e-12, mZPrime: mass)
      switch standardModelValue(of: observable) {
      case .some(let expected): #expect((value - expected).magnitude <= 1e-18 + 1e-15 * expected.magnitude)
      case .none: #expect(value.isFinite && value >= 0)
      }
    }
  }

  @Test(
    "It is the Standard Model's when the Z' is infinitely heavy",
    arguments: Parametrisation.leptonic.formulaObservables)
  func decoupling(observable: Observable) {
    let value = prediction(observable, gPrime: 1, mZPrime: 1e12)
    switch standardModelValue(of: observable) {
    case .some(let expected): #expect((value - expected).magnitude <= 1e-18 + 1e-15 * expected.magnitude)
    case .none: #expect(value.isFinite && value >= 0)
    }
    let nearer = prediction(observable, gPrime: 1, mZPrime: 1e3)
    if [.trident, .muonMagneticMoment, .tauToMuNuNu, .zCouplingAxialMuon].contains(observable) {
      #expect(nearer != value, "A Z' of a TeV still shows, or this test sees nothing.")
    }
  }

  /// nil for what the Standard Model does not have.
  private func standardModelValue(of observable: Observable) -> Double? {
    switch observable {
    case .trident: 1
    case .muonMagneticMoment, .tauToMuNuNuExcess: 0
    case .tauToMuNuNu: 290.29e-15 * 5.956e11
    // f(m_μ²/m_τ²)/f(m_e²/m_τ²) with the default masses, by the integral in Fixtures/reference.py
    case .tauMuonElectronRatio: 0.9725593983869310166
    case .zCouplingVectorNeutrino, .zCouplingNeutrinoSM: 0.50199
    case .zCouplingAxialElectron, .zCouplingAxialMuon, .zCouplingAxialTau, .zCouplingAxialSM: -0.50127
    case .zCouplingVectorElectron, .zCouplingVectorMuon, .zCouplingVectorTau, .zCouplingVectorSM: -0.03712
    case .symmetryBreakingScale, .zPrimeWidth, .zPrimeToMuMu: nil
    case .tauLifetime: 290.29
    case .tauToMuNuNuRate: 5.956e11
    default: nil
    }
  }
}
