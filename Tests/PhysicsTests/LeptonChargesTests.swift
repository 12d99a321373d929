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
