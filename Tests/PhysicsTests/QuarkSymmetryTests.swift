import Foundation
import Physics
import Testing

@Suite("Symmetries of the quark sector")
struct QuarkSymmetryTests {
  static let heavy = QuarkPoint.heavyQuarks(mass: 6e3, scale: 1500, ExactDiagonalisationTests.couplings)
  static let vectorLike = Parametrisation.vectorLikeQuarks.formulaObservables
  static let both = Formulas.Diagonalisation.allCases

  @Test("A phase that the field of a vector-like quark absorbs changes nothing", arguments: both)
  func rephasingHeavyQuarks(diagonalisation: Formulas.Diagonalisation) {
    let point = Self.heavy.reading(diagonalisation)
    let before = point(Self.vectorLike)
    for fields in [[ComplexParameter.yQb, .yQs, .yQd], [.yDb, .yDs, .yDd], [.yUt, .yUc, .yUu]] {
      for (row, after) in point.turning(fields, by: 1.234)(Self.vectorLike).enumerated() {
        #expect(relativeError(after, before[row]) < 1e-11, "\(Self.vectorLike[row].rawValue)")
      }
    }
  }

  @Test("The phase of the s quark turns what has an s quark, and only that", arguments: both)
  func rephasingLightQuark(diagonalisation: Formulas.Diagonalisation) {
    let point = Self.heavy.reading(diagonalisation)
    let turned = point.turning([.yQs, .yDs], by: 0.4)
    let complex: [(Observable, Observable, Double)] = [
      (.wilsonC9, .wilsonC9Imaginary, -1), (.wilsonC9Prime, .wilsonC9PrimeImaginary, -1),
      (.kaonLeftLeftReal, .kaonLeftLeftImaginary, -2), (.kaonRightRightReal, .kaonRightRightImaginary, -2),
      (.kaonLeftRightReal, .kaonLeftRightImaginary, -2), (.bdMesonLeftLeftReal, .bdMesonLeftLeftImaginary, 0),
      (.bdMesonLeftRightReal, .bdMesonLeftRightImaginary, 0),
    ]
    for (real, imaginary, charge) in complex {
      let (before, after) = (point([real, imaginary]), turned([real, imaginary]))
      let (sine, cosine) = (sin(0.4 * charge), cos(0.4 * charge))
      let size = hypot(before[0], before[1])
      #expect(
        (after[0] - (before[0] * cosine - before[1] * sine)).magnitude < 1e-12 * size, "\(real.rawValue)")
      #expect(
        (after[1] - (before[0] * sine + before[1] * cosine)).magnitude < 1e-12 * size, "\(imaginary.rawValue)"
      )
    }
    // Its phase is fixed by the CKM matrix, and so B_s mixing sees it.
    #expect((turned(.bsMixingPhase) - point(.bsMixingPhase)).magnitude > 1e-3)
    for mass in [Observable.lightBottomMass, .lightStrangeMass, .lightDownMass] {
      #expect(relativeError(turned(mass), point(mass)) < 1e-13)
    }
  }

  @Test(
    "Complex conjugation of all couplings and of the CKM matrix conjugates every amplitude", arguments: both)
  func conjugation(diagonalisation: Formulas.Diagonalisation) {
    let point = Self.heavy.reading(diagonalisation)
    var conjugate = point
    for (parameter, value) in point.values where parameter.component == .imaginary {
      conjugate.values[parameter] = -value
    }
    conjugate.values[.quark(.ckmEtaBar)] = -0.345
    let (before, after) = (point(Self.vectorLike), conjugate(Self.vectorLike))
    for (row, observable) in Self.vectorLike.enumerated() {
      let isOdd = observable.rawValue.hasPrefix("Im_") || observable == .bsMixingPhase
      #expect(relativeError(after[row], isOdd ? -before[row] : before[row]) < 1e-12, "\(observable.rawValue)")
    }
  }

  @Test("Operators with coefficients Y_i*Y_j/(2m²) are what the vector-like quarks leave at leading order")
  func operators() {
    let heavy = Self.heavy
    let operators = Self.operators(of: heavy)
    for observable in Parametrisation.effective.formulaObservables {
      // Boxes and the running know the heavy quarks themselves.
      if [.bsMassDifference, .bsMixingPhase, .largestPerturbativeCoupling, .couplingOverLargest].contains(
        observable)
      {
        continue
      }
      #expect(relativeError(operators(observable), heavy(observable)) < 1e-11, "\(observable.rawValue)")
    }
  }

  @Test("and so is B_s mixing, once v_Φ is so large that the boxes do not count")
  func treeLevelMixing() {
    var heavy = Self.heavy
    // v_Φ = 10⁸ GeV and Yukawa couplings to match: the boxes are (m_Q/4πv_Φ)², or 2e-11, beside the tree.
    heavy.values[.mZPrime] = 1e8 * 0.01
    for coupling in ComplexParameter.allCases where coupling.isYukawa {
      for component in [ComplexParameter.Component.real, .imaginary] {
        heavy.values[.component(coupling, component), default: 0] *= 4e-3
      }
    }
    let operators = Self.operators(of: heavy)
    #expect((heavy(.bsMassDifference) - 1).magnitude > 0.1)
    #expect(relativeError(operators(.bsMassDifference), heavy(.bsMassDifference)) < 1e-9)
    #expect(relativeError(operators(.bsMixingPhase), heavy(.bsMixingPhase)) < 1e-9)
  }

  /// 1403.1269 Eq. 13 with Y_i*Y_j.
  private static func operators(of heavy: QuarkPoint) -> QuarkPoint {
    func coupling(_ name: ComplexParameter) -> (re: Double, im: Double) {
      (heavy.values[.component(name, .real)] ?? 0, heavy.values[.component(name, .imaginary)] ?? 0)
    }
    func product(_ i: ComplexParameter, _ j: ComplexParameter, _ strength: Double) -> (Double, Double) {
      let (a, b) = (coupling(i), coupling(j))
      return (strength * (a.re * b.re + a.im * b.im), strength * (a.re * b.im - a.im * b.re))
    }
    let half = 0.5 / (6e3 * 6e3)
    var point = heavy
    point = QuarkPoint(
      parametrisation: .effective, values: heavy.values.filter { [.gPrime, .mZPrime].contains($0.key) })
    let unit = 8.31e-10
    for (name, value) in [
      (ComplexParameter.c9, product(.yQs, .yQb, half / unit)), (.c9Prime, product(.yDs, .yDb, -half / unit)),
      (.lambdaQbd, product(.yQb, .yQd, half)), (.lambdaQsd, product(.yQs, .yQd, half)),
      (.lambdaDbd, product(.yDb, .yDd, -half)), (.lambdaDsd, product(.yDs, .yDd, -half)),
      (.lambdaUcu, product(.yUc, .yUu, -half)), (.lambdaUtc, product(.yUt, .yUc, -half)),
    ] { point.set(name, value.0, value.1) }
    for (name, y) in [
      (QuarkParameter.lambdaQbb, ComplexParameter.yQb), (.lambdaQss, .yQs), (.lambdaQdd, .yQd),
    ] {
      point.values[.quark(name)] = product(y, y, half).0
    }
    return point
  }

  @Test("SU(2): a Z' that couples to left-handed s quarks couples to c̄γu as V_cs V_us*")
  func upQuarksOfTheSameDoublet() {
    let point = QuarkPoint.operators(scale: 2000).setting(.quark(.lambdaQss), 1e-9)
    let modulus = hypot(point(.charmLeftLeftReal), point(.charmLeftLeftImaginary))
    // |V_us V_cs|, moduli of the PDG of 2012
    let coupling = 1e-9 * 0.22534 * 0.97344
    #expect((modulus / (coupling * coupling * 2000 * 2000 / 2) - 1).magnitude < 2e-4)
    let top = point.setting(.quark(.lambdaQss), 0).setting(.quark(.lambdaQbb), 1e-9)(.topToZPrimeCharm)
    let direct = QuarkPoint.operators(scale: 2000, [.lambdaUtc: (1e-9 * 0.0412 * 0.999146, 0)])(
      .topToZPrimeCharm)
    #expect((top / direct - 1).magnitude < 0.003)
  }

  @Test("SU(2): couplings that are alike for all three doublets change no flavour")
  func universalCouplings() {
    let point = QuarkPoint.operators(scale: 2000).setting(.quark(.lambdaQss), 1e-9).setting(
      .quark(.lambdaQbb), 1e-9
    )
    .setting(.quark(.lambdaQdd), 1e-9)
    let size = 1e-18 * 2000 * 2000
    #expect(point(.charmLeftLeftReal).magnitude < 1e-30 * size)
    #expect(point(.topToZPrimeCharm) < 1e-30 * size * 246 * 246)
  }

  @Test("Kaon and charm mixing cannot both be switched off: without Y_Qd, c̄γu is λ times s̄γs")
  func charmWithoutKaon() {
    let point = QuarkPoint.heavyQuarks(mass: 5e3, scale: 1000, [.yQs: (0.3, 0.2)])
    #expect(point(.kaonLeftLeftReal) == 0)
    let strength = 0.13 / (2 * 25e6) * 0.2253 * 0.9734
    #expect((point(.charmLeftLeftReal) / (strength * strength * 1e6 / 2) - 1).magnitude < 1e-3)
  }

  @Test("K → πνν always becomes more frequent, whatever sign or phase of the coupling")
  func kaonToPion() {
    for step in 0..<24 {
      let phase = Double(step) * .pi / 12
      for modulus in [1e-13, 1e-12, 1e-11] {
        for coupling in [ComplexParameter.lambdaQsd, .lambdaDsd] {
          let point = QuarkPoint.operators(
            scale: 1000, [coupling: (modulus * cos(phase), modulus * sin(phase))])
          let turned = point.turning([coupling], by: .pi)
          #expect(point(.chargedKaonToPionNeutrinos) > 1)
          #expect(point(.neutralKaonToPionNeutrinos) >= 1)
          #expect(
            relativeError(turned(.chargedKaonToPionNeutrinos), point(.chargedKaonToPionNeutrinos)) < 1e-13)
        }
      }
    }
  }

  @Test("C9 does not know g' and m_Z' apart from their ratio, B_s mixing neither")
  func onlyTheScaleMatters() {
    for observable in [
      Observable.wilsonC9, .bsMassDifference, .bsMixingPhase, .kaonLeftRightImaginary, .charmLeftLeftReal,
    ] {
      let values = [0.001, 0.01, 0.3].map { gPrime in
        QuarkPoint.heavyQuarks(
          mass: 6e3, scale: 1500, gPrime: gPrime, ExactDiagonalisationTests.couplings)(observable)
      }
      for value in values { #expect(relativeError(value, values[0]) < 1e-13, "\(observable.rawValue)") }
    }
  }
}

extension QuarkPoint {
  fileprivate func setting(_ parameter: Parameter, _ value: Double) -> QuarkPoint {
    var point = self
    point.values[parameter] = value
    return point
  }
}

@Suite("Without a Z' coupling")
struct VanishingCouplingTests {
  @Test(
    "g' = 0 with quarks that do not couple is the Standard Model",
    arguments: Formulas.Diagonalisation.allCases)
  func standardModel(diagonalisation: Formulas.Diagonalisation) {
    let observables: [Observable] = [
      .bsMassDifference, .bsMixingPhase, .kaonLeftRightImaginary, .charmLeftLeftReal, .topToZPrimeCharm,
      .kaonNeutrinos, .wilsonC9,
    ]
    let free: [Parameter] = [.gPrime, .mZPrime, .quark(.mQ), .quark(.mD)]
    let predictor = Predictor(
      observables,
      of: Model(
        parametrisation: .vectorLikeQuarks, formulas: Formulas(diagonalisation: diagonalisation)), free: free)
    let evaluation = predictor.evaluation(at: [0, 100, 25_000, 20_000])
    #expect(evaluation.predictions == [1, 0, 0, 0, 0, 1, 0])
    #expect(evaluation.jacobian.allSatisfy { row in row.allSatisfy { $0 == 0 } })
  }
}
