import Foundation
import Testing

@testable import Physics

@Suite("Any U(1)' of lepton charges")
struct LeptonChargesTests {
  @Test("L_μ - L_τ raises τ→μνν, L_μ + L_τ lowers it by as much")
  func tauDecay() {
    let opposite = theory(LeptonCharges.muonMinusTau).tauToMuNuNuExcess
    #expect(opposite > 0)
    #expect(theory(LeptonCharges(electron: 0, muon: 1, tau: 1)).tauToMuNuNuExcess == -opposite)
    #expect(theory(LeptonCharges(electron: 1, muon: -1, tau: 0)).tauToMuNuNuExcess == 0)
  }

  @Test("Twice the muon's charge is twice the coupling, for what only muons do")
  func muonCharge() {
    let charged = theory(LeptonCharges(electron: 0, muon: 2, tau: 0), gPrime: 0.25)
    let coupled = theory(LeptonCharges(electron: 0, muon: 1, tau: 0), gPrime: 0.5)
    #expect(charged.trident == coupled.trident)
    #expect(charged.muonMagneticMoment == coupled.muonMagneticMoment)
    #expect(charged.zPrimeWidths.branchingRatioToMuons == coupled.zPrimeWidths.branchingRatioToMuons)
    #expect(coupled.trident > 1)
  }

  @Test("A Z' that leaves muons alone leaves trident production and a_μ alone")
  func noMuonCharge() {
    let theory = theory(LeptonCharges(electron: 1, muon: 0, tau: -1))
    #expect(theory.trident == 1)
    #expect(theory.muonMagneticMoment == 0)
    #expect(theory.zPrimeWidths.branchingRatioToMuons == 0)
  }

  @Test("The Z couples to the electron as to the muon once both are charged alike")
  func electronCharge() {
    let theory = theory(LeptonCharges(electron: 1, muon: -1, tau: 0))
    var shared = SharedTerms<Double>()
    let electron = theory.prediction(of: .zCouplingAxialElectron, sharing: &shared)
    #expect(electron == theory.prediction(of: .zCouplingAxialMuon, sharing: &shared))
    #expect(electron != theory.prediction(of: .zCouplingAxialTau, sharing: &shared))
    #expect(theory.prediction(of: .zCouplingAxialTau, sharing: &shared) == theory.gASM)
  }

  @Test("Neutrinos of all flavours share the width of a Z' too light for muons")
  func neutrinoWidth() {
    let charges = LeptonCharges(electron: 1, muon: 1, tau: 2)
    let widths = theory(charges, mZPrime: 0.8e-3).zPrimeWidths
    #expect(widths.total == 3)
    #expect(widths.muons == 0)
  }

  @Test("Charges and coupling act by their product alone, whatever is predicted")
  func product() throws {
    // v_Φ is m_Z'/g', and the running knows Φ beside the leptons.
    let coupled: [Observable] = [
      .symmetryBreakingScale, .largestPerturbativeCoupling, .couplingOverLargest, .fourMuonEvents,
    ]
    for charges in [
      LeptonCharges.muonMinusTau, LeptonCharges(electron: 1, muon: -1, tau: 0),
      LeptonCharges(electron: -1, muon: 3, tau: -2), LeptonCharges(electron: 1, muon: 1, tau: 1),
    ] {
      let single = Model(charges: charges, parametrisation: .leptonic)
      let double = Model(
        charges: LeptonCharges(
          electron: 2 * charges.electron, muon: 2 * charges.muon, tau: 2 * charges.tau),
        parametrisation: .leptonic)
      let observables = single.observables.filter { !coupled.contains($0) }
      #expect(observables.count > 15 && double.observables == single.observables)
      let one = Predictor(observables, of: single, free: [.gPrime, .mZPrime]).predictions(at: [0.6, 40])
      let other = Predictor(observables, of: double, free: [.gPrime, .mZPrime]).predictions(at: [0.3, 40])
      for (observable, (one, other)) in zip(observables, zip(one, other)) {
        #expect((one - other).magnitude <= 1e-14 * one.magnitude, "\(observable), \(charges)")
      }
    }
  }

  @Test("The running of g' knows the charges: a Dirac fermion and half of one for each charged generation")
  func running() {
    // 1/g'² = b ln(M/100 GeV)/(8π²), b = (4/3)(3/2)ΣQ² + 1/3
    let range = log(2.435e18 / 100)
    for (charges, sum) in [
      (LeptonCharges.muonMinusTau, 2.0), (LeptonCharges(electron: 2, muon: -1, tau: 3), 14),
    ] {
      let model = Model(charges: charges, parametrisation: .leptonic)
      let largest = Predictor([.largestPerturbativeCoupling], of: model, free: [.gPrime, .mZPrime])
        .predictions(at: [0.1, 100])[0]
      let expected = (8 * Double.pi * .pi / ((2 * sum + 1.0 / 3) * range)).squareRoot()
      #expect(relativeError(largest, expected) < 1e-14)
    }
  }

  @Test("Lepton loops mix the Z' with the photon by −g'e/(12π²) Σ Q ln m², where the charges add up to zero")
  func photonMixing() throws {
    let (electron, muon, tau) = (0.51099895e-3, 0.1056583715, 1.77682)
    for charges in [
      LeptonCharges.muonMinusTau, LeptonCharges(electron: 1, muon: -1, tau: 0),
      LeptonCharges(electron: 1, muon: 0, tau: -1), LeptonCharges(electron: -3, muon: 1, tau: 2),
    ] {
      let model = Model(charges: charges, parametrisation: .leptonic)
      let mixing = Predictor([.leptonicKineticMixing], of: model, free: [.gPrime, .mZPrime])
        .predictions(at: [0.5, 10])[0]
      let sum = charges.electron * log(electron) + charges.muon * log(muon) + charges.tau * log(tau)
      let expected = -0.5 * 0.302822 / (12 * Double.pi * .pi) * 2 * sum
      #expect(relativeError(mixing, expected) < 1e-13)
    }
    let sum = Model(charges: LeptonCharges(electron: 0, muon: 1, tau: 1), parametrisation: .leptonic)
    #expect(!sum.predicts(.leptonicKineticMixing) && sum.predicts(.largestPerturbativeCoupling))
  }

  @Test(
    "A coupling of quarks to a Z' that charges leptons twice as much is felt twice, by whatever decays into them"
  )
  func quarks() {
    let free: [Parameter] = [.gPrime, .mZPrime, .component(.c9, .real), .component(.c9Prime, .imaginary)]
    let observables: [Observable] = [
      .wilsonC9, .wilsonC9PrimeImaginary, .inclusiveMuonsLow, .inclusiveMuonsHigh, .inclusiveTaus,
      .inclusiveTausMassive, .inclusiveElectronsLow, .inclusiveNeutrinos, .kaonNeutrinos,
      .excitedKaonNeutrinos, .universalityKaonCentral, .universalityKaonLow, .universalityExcitedKaonCentral,
      .universalityExcitedKaonLow,
    ]
    func predictions(_ factor: Double, _ coefficient: Double) -> [Double] {
      let charges = LeptonCharges(electron: 0.5 * factor, muon: factor, tau: -2 * factor)
      let model = Model(charges: charges, parametrisation: .effective)
      return Predictor(observables, of: model, free: free)
        .predictions(at: [0.2, 300, coefficient, -2 * coefficient])
    }
    for (observable, (one, other)) in zip(observables, zip(predictions(1, 0.8), predictions(2, 0.4))) {
      #expect((one - other).magnitude <= 1e-14 * one.magnitude, "\(observable)")
      #expect(one.isFinite)
    }
  }

  @Test("A table of Z → 4μ holds for the charges that it was made with")
  func tables() throws {
    let rows = (1...5).map { number in
      FourMuonTable.Row(mZPrime: 10 * Double(number), a: 1, aError: 0.1, b: 1, bError: 0.1)
    }
    let table = try #require(FourMuonTable(rows: rows))
    let other = LeptonCharges(electron: 1, muon: -1, tau: 0)
    #expect(Model(parametrisation: .leptonic, fourMuonTable: table).predicts(.fourMuonEvents))
    #expect(!Model(parametrisation: .leptonic).predicts(.fourMuonEvents))
    #expect(
      !Model(charges: other, parametrisation: .leptonic, fourMuonTable: table).predicts(.fourMuonEvents))
  }

  private func theory(
    _ charges: LeptonCharges, gPrime: Double = 0.5, mZPrime: Double = 60
  ) -> Theory<Double> {
    Theory(charges: charges, formulas: Formulas()) { parameter in
      switch parameter {
      case .gPrime: gPrime
      case .mZPrime: mZPrime
      default: Parameter.lepton(parameter).defaultValue ?? .nan
      }
    }
  }
}
