import Inference
import Testing

@testable import FourMuons

@Suite("Tree amplitudes of Z → 4μ")
struct AmplitudeTests {
  @Test("Squares agree with explicit Dirac matrices in another gauge", arguments: try Reference.read())
  func dirac(reference: Reference) {
    let amplitude = FourMuonAmplitude(reference.momenta)
    let (g, m) = (reference.gPrime, reference.mZPrime)
    #expect(relativeError(amplitude.squared(gPrime: g, mZPrime: m), reference.all) < 1e-11)
    let transverse = amplitude.squared(gPrime: g, mZPrime: m, weights: Polarisation.transverse)
    #expect(relativeError(transverse, reference.transverse) < 1e-11)
    let twoFlavours = amplitude.squared(gPrime: g, mZPrime: m, .twoFlavours)
    #expect(relativeError(twoFlavours, reference.twoFlavours) < 1e-11)
  }

  @Test("The momentum of the Z in place of its polarisation gives zero", arguments: try Reference.read())
  func gaugeInvariance(reference: Reference) {
    let p = reference.momenta
    let total = p[0] + p[1] + p[2] + p[3]
    for lines in [FourMuonAmplitude(p).direct, FourMuonAmplitude(p).crossed] {
      for current in [
        lines.firstLeftLeft, lines.firstLeftRight, lines.secondLeftLeft, lines.secondLeftRight,
      ] {
        let size = total.x * current.squared(weights: SIMD4(repeating: 1)).squareRoot()
        let real = product(total, current.real)
        let imaginary = product(total, current.imaginary)
        #expect(real.magnitude < 1e-12 * size && imaginary.magnitude < 1e-12 * size)
      }
    }
  }

  @Test("Exchanging two equal muons changes the sign of every amplitude", arguments: try Reference.read())
  func antisymmetry(reference: Reference) {
    func amplitudes(_ momenta: Momenta) -> (leftLeft: ComplexVector, rightRight: ComplexVector) {
      let amplitude = FourMuonAmplitude(momenta)
      let zPrime = ZPrime(coupling: reference.gPrime, mass: reference.mZPrime)
      let exchanges = amplitude.adding(zPrime, to: amplitude.standardModel)
      let (direct, crossed) = (
        amplitude.directChiralities(exchanges), amplitude.crossedChiralities(exchanges)
      )
      return (direct.leftLeft - crossed.leftLeft, direct.rightRight - crossed.rightRight)
    }
    let ones = SIMD4<Double>(repeating: 1)
    let original = amplitudes(reference.momenta)
    for (i, j) in [(0, 2), (1, 3)] {
      let exchanged = amplitudes(reference.momenta.exchanging(i, j))
      let left = (original.leftLeft + exchanged.leftLeft).squared(weights: ones)
      #expect(left < 1e-24 * original.leftLeft.squared(weights: ones))
      let right = (original.rightRight + exchanged.rightRight).squared(weights: ones)
      #expect(right < 1e-24 * original.rightRight.squared(weights: ones))
    }
  }

  @Test("The sum over polarisations is the same in every frame", arguments: try Reference.read())
  func lorentzInvariance(reference: Reference) {
    var random = Random(seed: 5, stream: 0)
    for _ in 0..<20 {
      let velocity = SIMD4(0, random.normal(), random.normal(), random.normal())
      var frame = velocity
      frame.x = (1 + (velocity * velocity).sum()).squareRoot()
      var moving = Momenta()
      for muon in 0..<4 { moving[muon] = boosted(reference.momenta[muon], with: frame, mass: 1) }
      let there = FourMuonAmplitude(moving).squared(gPrime: reference.gPrime, mZPrime: reference.mZPrime)
      #expect(relativeError(there, reference.all) < 1e-9)
    }
  }

  @Test("Turned about the beam, a transverse Z decays alike; about another axis it does not")
  func polarisation() throws {
    let momenta = try #require(try Reference.read().first).momenta
    func turned(_ first: Int, _ second: Int) -> Double {
      var turned = momenta
      let (cosine, sine) = (0.6, 0.8)
      for muon in 0..<4 {
        turned[muon][first] = cosine * momenta[muon][first] - sine * momenta[muon][second]
        turned[muon][second] = sine * momenta[muon][first] + cosine * momenta[muon][second]
      }
      return FourMuonAmplitude(turned).squared(gPrime: 0, mZPrime: 50, weights: Polarisation.transverse)
    }
    let reference = FourMuonAmplitude(momenta).squared(
      gPrime: 0, mZPrime: 50, weights: Polarisation.transverse)
    #expect(relativeError(turned(1, 2), reference) < 1e-12)
    #expect(relativeError(turned(2, 3), reference) > 1e-3)
  }
}
