import Testing

@testable import Physics

@Suite("The quark-mixing matrix")
struct CKMMatrixTests {
  static let pdg2012 = CKMMatrix(lambda: 0.22535, a: 0.811, rhoBar: 0.131, etaBar: 0.345)
  static let large = CKMMatrix(lambda: 0.6, a: -1.1, rhoBar: 0.7, etaBar: -0.4)

  @Test("is unitary", arguments: [pdg2012, large])
  func unitary(ckm: CKMMatrix<Double>) {
    let rows = [[ckm.ud, ckm.us, ckm.ub], [ckm.cd, ckm.cs, ckm.cb], [ckm.td, ckm.ts, ckm.tb]]
    for (i, row) in rows.enumerated() {
      for (j, other) in rows.enumerated() {
        var sum = Complex<Double>(i == j ? -1 : 0, 0)
        for (a, b) in zip(row, other) { sum = sum + a * b.conjugate }
        #expect(sum.magnitude < 1e-15)
      }
    }
  }

  @Test("has the phases that Eq. 18 and the bounds from Kaon mixing expect", arguments: [pdg2012, large])
  func phases(ckm: CKMMatrix<Double>) {
    let product = ckm.ts.conjugate * ckm.tb
    #expect(product.real < 0)
    #expect(product.imaginary.magnitude < 1e-16)
    #expect(ckm.ud.imaginary == 0 && ckm.ud.real > 0)
    #expect(ckm.us.imaginary == 0 && ckm.us.real > 0)
  }

  @Test("has the moduli that the PDG printed in 2012 for these parameters (CKM review, Eq. 11.27)")
  func moduli() {
    let ckm = Self.pdg2012
    let printed: [(Complex<Double>, Double, Double)] = [
      (ckm.ud, 0.97427, 0.5e-5), (ckm.us, 0.22534, 1.1e-5), (ckm.ub, 0.00351, 0.5e-5),
      (ckm.cd, 0.22520, 1.1e-5), (ckm.cs, 0.97344, 0.5e-5), (ckm.cb, 0.0412, 0.5e-4),
      (ckm.td, 0.00867, 1e-5), (ckm.ts, 0.0404, 0.5e-4), (ckm.tb, 0.999146, 1e-6),
    ]
    for (element, modulus, rounding) in printed {
      #expect((element.magnitude - modulus).magnitude < rounding, "\(modulus)")
    }
  }

  @Test("violates CP by J = 2.96e-5, whatever the phases (PDG 2012)")
  func jarlskog() {
    let ckm = Self.pdg2012
    let product = ckm.us * ckm.cb * ckm.ub.conjugate * ckm.cs.conjugate
    #expect((product.imaginary - 2.96e-5).magnitude < 0.02e-5)
  }

  @Test(
    "has the apex of the unitarity triangle at ρ̄ + iη̄",
    arguments: [(pdg2012, 0.131, 0.345), (large, 0.7, -0.4)])
  func apex(ckm: CKMMatrix<Double>, rhoBar: Double, etaBar: Double) {
    // −V_ud V_ub*/(V_cd V_cb*)
    let side = ckm.cd * ckm.cb.conjugate
    let apex = -((1 / side.squaredMagnitude) * (ckm.ud * ckm.ub.conjugate * side.conjugate))
    #expect((apex.real - rhoBar).magnitude < 1e-14)
    #expect((apex.imaginary - etaBar).magnitude < 1e-14)
  }
}
