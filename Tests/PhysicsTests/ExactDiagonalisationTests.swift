import Foundation
import Testing

@testable import Physics

@Suite("The mass matrices, diagonalised exactly")
struct ExactDiagonalisationTests {
  static let couplings: [ComplexParameter: (Double, Double)] = [
    .yQb: (0.9, 0.3), .yQs: (-0.4, 0.5), .yQd: (0.2, -0.12), .yDb: (0.5, -0.7), .yDs: (0.6, 0.2),
    .yDd: (-0.1, 0.25),
    .yUt: (0.7, 0.4), .yUc: (0.3, -0.5), .yUu: (0.1, 0.2),
  ]

  @Test(
    "Leading order is left with the square of v_Φ/m_Q",
    arguments: [
      Observable.wilsonC9, .wilsonC9Prime, .kaonLeftLeftReal, .bdMesonRightRightImaginary, .lightBottomMass,
    ])
  func approach(observable: Observable) {
    // v_Φ/m_Q from 0.1 down to 0.003: three decades of the square.
    let points = (0...6).map { step in
      let ratio = 0.1 * pow(10, -0.25 * Double(step))
      let point = QuarkPoint.heavyQuarks(mass: 25e3, scale: ratio * 25e3, Self.couplings)
      let (exact, leading) = (point.reading(.exact)(observable), point(observable))
      return (log(ratio * ratio), log((exact / leading - 1).magnitude))
    }
    let count = Double(points.count)
    let (x, y) = (points.reduce(0) { $0 + $1.0 } / count, points.reduce(0) { $0 + $1.1 } / count)
    let slope =
      points.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) } / points.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) }
    #expect((slope - 1).magnitude < 0.01, "slope \(slope)")
  }

  @Test("At v_Φ = 1.8 TeV and m_Q = 5.7 TeV with Y_b = 1 it differs by 2-3 %, and m_b by 5 %")
  func size() {
    let point = QuarkPoint.heavyQuarks(
      mass: 5.7e3, scale: 1800, [.yQb: (-1, 0), .yQs: (0.0529, 0), .yDb: (-1, 0), .yDs: (0.0529, 0)])
    let exact = point.reading(.exact)
    for observable in [Observable.wilsonC9, .wilsonC9Prime] {
      let shift = 1 - exact(observable) / point(observable)
      #expect(shift > 0.02 && shift < 0.03, "\(observable.rawValue)")
    }
    let shift = 1 - exact(.lightBottomMass) / 4.18
    #expect((shift - 0.05).magnitude < 0.005)
    #expect(point(.lightBottomMass) == 4.18)
  }

  @Test(
    "One generation and one vector-like doublet: the light mass is m m_Q/M to first order in m, the coupling sin²"
  )
  func oneGeneration() {
    // tan θ = Y v_Φ/(√2 m_Q) = ¾, ¼ and 4: v_Φ may be beyond m_Q.
    for (tangent, cosine) in [(0.75, 0.8), (0.25, 4 / 17.0.squareRoot()), (4, 1 / 17.0.squareRoot())] {
      let matrix = MassMatrix<Double>(
        doublet: 1e6, singlet: 1e6,
        doubletMixing: FlavourVector(third: Complex(0, 1e6 * tangent), second: .zero, first: .zero),
        singletMixing: .zero, masses: (third: 4, second: 0.1, first: 0.005))
      let light = matrix.light
      let sine = tangent * cosine
      #expect(relativeError(light.third, 4 * cosine) < 1e-10)
      #expect(relativeError(light.left[0][0].real, sine * sine) < 1e-10)
      // u₀ = (σ/m_Q) v₀
      let rightHanded = light.third / 1e6 * sine
      #expect(relativeError(light.right[0][0].real, rightHanded * rightHanded) < 1e-10)
      #expect(light.second == 0.1 && light.first == 0.005)
    }
  }

  @Test("Masses keep the product of all five: |det M| = m_Q m_D m_b m_s m_d, which no Yukawa coupling enters")
  func determinant() {
    // The singular values of the light block times those of the heavy one; the latter from |M|² = Σσ² and the minor.
    for scale in [100.0, 1800, 7000] {
      let matrix = Self.matrix(scale: scale)
      let light = matrix.light
      let product = light.third * light.second * light.first
      let (heavyQ, heavyD) = Self.heavyMasses(scale: scale, light: [light.third, light.second, light.first])
      #expect(relativeError(product * heavyQ * heavyD, 5700 * 4300 * 4.18 * 0.095 * 0.0048) < 1e-9)
    }
  }

  @Test("Couplings of light quarks are hermitian, and no charge exceeds one")
  func hermitian() {
    let light = Self.matrix(scale: 1800).light
    for couplings in [light.left, light.right] {
      for i in 0..<3 {
        #expect(couplings[i][i].imaginary.magnitude < 1e-18 && couplings[i][i].real.magnitude < 1)
        for j in 0..<3 { #expect((couplings[i][j] - couplings[j][i].conjugate).magnitude < 1e-17) }
      }
    }
  }

  @Test("Quarks of equal mass that do not mix stay as they are")
  func degenerate() {
    let matrix = MassMatrix<Double>(
      doublet: 5e3, singlet: 5e3, doubletMixing: .zero, singletMixing: .zero,
      masses: (third: 4, second: 0.1, first: 0.1))
    let light = matrix.light
    #expect(light.third == 4 && light.second == 0.1 && light.first == 0.1)
    #expect(light.left[0][1].magnitude == 0 && light.right[1][2].magnitude == 0)
  }

  @Test("The b quark stays the heaviest light one where v_Φ is beyond m_Q")
  func strongMixing() {
    let point = QuarkPoint.heavyQuarks(mass: 1000, scale: 6000, Self.couplings).reading(.exact)
    let masses = point([
      .lightBottomMass, .lightStrangeMass, .lightDownMass, .lightTopMass, .lightCharmMass, .lightUpMass,
    ])
    #expect(masses[0] < 4.18 && masses[0] > masses[1] && masses[1] > masses[2] && masses[2] > 0)
    #expect(masses[3] < 173.2 && masses[3] > masses[4] && masses[4] > masses[5] && masses[5] > 0)
  }

  static func mixings(scale: Double) -> (doublet: FlavourVector<Double>, singlet: FlavourVector<Double>) {
    let factor = scale / 2.0.squareRoot()
    return (
      factor * FlavourVector(third: Complex(0.9, 0.3), second: Complex(-0.4, 0.5), first: Complex(0.2, -0.1)),
      factor * FlavourVector(third: Complex(0.5, -0.7), second: Complex(0.6, 0.2), first: Complex(-0.1, 0.3))
    )
  }

  static func matrix(scale: Double) -> MassMatrix<Double> {
    let (doublet, singlet) = mixings(scale: scale)
    return MassMatrix(
      doublet: 5700, singlet: 4300, doubletMixing: doublet, singletMixing: singlet,
      masses: (third: 4.18, second: 0.095, first: 0.0048))
  }

  /// The heavy masses from the sums of squares and of squared 2x2 minors of M, elementary symmetric functions of σ².
  static func heavyMasses(scale: Double, light: [Double]) -> (Double, Double) {
    let (doublet, singlet) = mixings(scale: scale)
    var rows = [[Complex<Double>]](repeating: [Complex<Double>](repeating: .zero, count: 5), count: 5)
    rows[0] = [Complex(5700, 0), .zero, doublet.third, doublet.second, doublet.first]
    rows[1][1] = Complex(4300, 0)
    for (index, y) in [singlet.third, singlet.second, singlet.first].enumerated() {
      rows[2 + index][1] = y.conjugate
      rows[2 + index][2 + index] = Complex([4.18, 0.095, 0.0048][index], 0)
    }
    let squares = rows.joined().reduce(0) { $0 + $1.squaredMagnitude }
    var minors = 0.0
    for a in 0..<5 {
      for b in 0..<a {
        for c in 0..<5 {
          for d in 0..<c { minors += (rows[a][c] * rows[b][d] - rows[a][d] * rows[b][c]).squaredMagnitude }
        }
      }
    }
    let lightSquares = light.reduce(0) { $0 + $1 * $1 }
    let sum = squares - lightSquares
    var lightMinors = 0.0
    for i in 0..<3 { for j in 0..<i { lightMinors += light[i] * light[i] * light[j] * light[j] } }
    let product = minors - sum * lightSquares - lightMinors
    let root = (sum * sum / 4 - product).squareRoot()
    return ((sum / 2 + root).squareRoot(), (product / (sum / 2 + root)).squareRoot())
  }
}
