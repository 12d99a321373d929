import Physics
import Testing

@Suite("A predictor")
struct PredictorTests {
  @Test("keeps the order of observables and of free parameters")
  func order() {
    let forwards = Predictor([.trident, .symmetryBreakingScale], free: [.gPrime, .mZPrime])
    let backwards = Predictor([.symmetryBreakingScale, .trident], free: [.mZPrime, .gPrime])
    let one = forwards.evaluation(at: [0.5, 100])
    let other = backwards.evaluation(at: [100, 0.5])
    #expect(one.predictions == other.predictions.reversed())
    #expect(one.jacobian == other.jacobian.reversed().map { $0.reversed() })
    #expect(one.predictions[1] == 200)
    #expect(one.jacobian[1] == [-400, 2])
  }

  @Test("takes what is neither free nor fixed from the defaults")
  func defaults() {
    let predictor = Predictor(
      [.tauLifetime, .tauToMuNuNuRate], free: [],
      fixed: [
        .gPrime: 0.1, .mZPrime: 10, .lepton(.tauLifetime): 291,
      ])
    #expect(predictor.predictions(at: []) == [291, 5.956e11])
    #expect(predictor.evaluation(at: []).predictions == [291, 5.956e11])
  }

  @Test("refuses to guess g' and m_Z'")
  func withoutDefaults() async {
    await #expect(processExitsWith: .failure) { _ = Predictor([.trident], free: [.gPrime]) }
    await #expect(processExitsWith: .success) { _ = Predictor([.trident], free: [.gPrime, .mZPrime]) }
  }

  @Test("differentiates by more parameters than one pass holds")
  func passes() {
    let values: [Parameter: Double] = [.gPrime: 0.4, .mZPrime: 70]
    let all = Predictor(free: Parametrisation.leptonic.parameters)
    let evaluation = all.evaluation(at: all.free.map { values[$0] ?? $0.defaultValue ?? .nan })
    for (column, parameter) in all.free.enumerated() {
      let fixed = values.filter { $0.key != parameter }
      let single = Predictor(free: [parameter], fixed: fixed)
      let derivative = single.evaluation(at: [values[parameter] ?? parameter.defaultValue ?? .nan])
      #expect(derivative.predictions == evaluation.predictions)
      #expect(derivative.jacobian.map { $0[0] } == evaluation.jacobian.map { $0[column] })
    }
  }

  @Test("computes what observables share the same way, alone or together")
  func sharing() {
    let together = Predictor().predictions(at: [0.8, 60])
    let alone = Parametrisation.leptonic.formulaObservables.map { prediction($0, gPrime: 0.8, mZPrime: 60) }
    #expect(together == alone)
  }
}
