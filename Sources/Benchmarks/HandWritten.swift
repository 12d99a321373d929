import Foundation

/// The posterior of `fits/leptonic.yaml` written straight down in one function, numbers and all: the floor that the general
/// code is measured against. It does the same arithmetic and nothing else, and is no use for anything else.
struct HandWritten {
  private let inverse: [Double]
  private let constant: Double
  private static let sigmas = [0.0012, 0.00035, 0.00054, 0.00064, 0.00047, 0.0023, 0.0010]

  init() {
    let rows: [[Double]] = [
      [1, -0.75, 0.39, 0.37, -0.10, 0.02, 0.02], [1, -0.13, -0.12, 0.01, 0.00, -0.01],
      [1, 0.35, -0.01, -0.30, 0.01], [1, -0.03, 0.01, -0.07], [1, -0.10, -0.02], [1, 0.01], [1],
    ]
    // Gauss-Jordan elimination of [ρ | 1]; the product of the pivots is the determinant.
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: 14), count: 7)
    for i in 0..<7 {
      for j in 0..<7 { matrix[i][j] = rows[min(i, j)][abs(i - j)] }
      matrix[i][7 + i] = 1
    }
    var determinant = 1.0
    for i in 0..<7 {
      let pivot = matrix[i][i]
      determinant *= pivot
      matrix[i] = matrix[i].map { $0 / pivot }
      for k in 0..<7 where k != i {
        let factor = matrix[k][i]
        for j in 0..<14 { matrix[k][j] -= factor * matrix[i][j] }
      }
    }
    inverse = matrix.flatMap { $0[7...] }
    let singles = [0.57, 0.28, 0.27, 0.9e-9, 0.0004]
    let numbers = Double(singles.count + 7)
    constant =
      -numbers * 0.5 * log(2 * Double.pi) - (singles + Self.sigmas).reduce(0) { $0 + log($1) } - 0.5
      * log(determinant)
  }

  /// ln L plus ln prior at coordinates: the prior is flat in the logarithms of g′ and m_Z' and normal in τ_τ.
  func logPosterior(_ coordinates: [Double]) -> Double {
    let gPrime = exp(Self.logLowestCoupling + Self.logCouplingRange * coordinates[0])
    let mass = exp(Self.logLowestMass + Self.logMassRange * coordinates[1])
    let pull = coordinates[2]
    return logLikelihood(gPrime, mass, 290.29 + 0.53 * pull) - 0.5 * pull * pull - 0.91893853320467274178
  }

  private static let logLowestCoupling = log(1e-3)
  private static let logCouplingRange = log(3e3)
  private static let logLowestMass = log(10.0)
  private static let logMassRange = log(100.0)

  private func logLikelihood(_ gPrime: Double, _ mass: Double, _ tauLifetime: Double) -> Double {
    let square = gPrime * gPrime
    // Neutrino tridents
    let vOverVPhi = Self.electroweakScale * gPrime / mass
    let vector = 1 + 4 * 0.231
    let shifted = vector + 2 * vOverVPhi * vOverVPhi
    let trident = (1 + shifted * shifted) / (1 + vector * vector)

    // Muon magnetic moment, heavy Z′
    let r = (mass / 0.1056583715) * (mass / 0.1056583715)
    let t = 2 / (r - 2 + (r * (r - 4)).squareRoot())
    var tail = 0.0
    for k in (0..<5).reversed() { tail = 1 / Double(k + 4) - t * tail }
    let product = (1 + t) * (1 + t) * (1 + t * t)
    let cross = 2 * t * t * (1 + t) / (1 - t)
    let loop = 2 * t / 3 * product * (1 - 3 * t * tail) + t * t * (2 - t * t) + cross * log(t)
    let magneticMoment = square * loop / (8 * Double.pi * Double.pi)

    // τ decay
    let a = (80.385 / mass) * (80.385 / mass)
    let delta = a - 1
    var box = a * log(a) / delta
    if abs(delta) <= 1 / 32 {
      var sum = 0.0
      for k in (0..<11).reversed() { sum = 1 / Double(k + 2) - delta * sum }
      box = a * (1 - delta * sum)
    }
    let branchingRatio = 1e-15 * tauLifetime * 5.956e11 * (1 + 3 * square / (4 * Double.pi * Double.pi) * box)

    // Z couplings
    let x = (91.1876 / mass) * (91.1876 / mass)
    let shift = square / (16 * Double.pi * Double.pi) * Self.vertex(x)
    let lepton = abs(1 + shift)
    let neutrino = abs(1 + 2.0 / 3 * shift)

    let pulls = (
      (1.58 - trident) / 0.57, (0.82 - trident) / 0.28, (0.67 - trident) / 0.27,
      (2.9e-9 - magneticMoment) / 0.9e-9,
      (0.1741 - branchingRatio) / 0.0004
    )
    var chiSquared = pulls.0 * pulls.0 + pulls.1 * pulls.1 + pulls.2 * pulls.2
    chiSquared += pulls.3 * pulls.3 + pulls.4 * pulls.4

    let couplings: InlineArray<7, Double> = [
      (0.5003 - 0.50199 * neutrino) / 0.0012, (-0.50111 + 0.50127) / 0.00035,
      (-0.50120 + 0.50127 * lepton) / 0.00054,
      (-0.50204 + 0.50127 * lepton) / 0.00064, (-0.03816 + 0.03712) / 0.00047,
      (-0.0367 + 0.03712 * lepton) / 0.0023,
      (-0.0366 + 0.03712 * lepton) / 0.0010,
    ]
    for i in 0..<7 {
      var row = 0.0
      for j in 0..<7 { row += inverse[7 * i + j] * couplings[j] }
      chiSquared += couplings[i] * row
    }
    return constant - 0.5 * chiSquared
  }

  private static let electroweakScale = 246.22

  @inline(__always)
  private static func vertex(_ x: Double) -> Double {
    let logarithm = log(x)
    if x < 0.125 {
      let regular: InlineArray<15, Double> = [
        11.0 / 9, -13.0 / 72, 47.0 / 900, -37.0 / 1800, 107.0 / 11025, -73.0 / 14112, 191.0 / 63504,
        -121.0 / 64800,
        299.0 / 245_025, -181.0 / 217_800, 431.0 / 736_164, -253.0 / 596_232, 587.0 / 1_863_225,
        -337.0 / 1_411_200,
        767.0 / 4_161_600,
      ]
      let logarithmic: InlineArray<15, Double> = [
        -2.0 / 3, 1.0 / 6, -1.0 / 15, 1.0 / 30, -2.0 / 105, 1.0 / 84, -1.0 / 126, 1.0 / 180, -2.0 / 495,
        1.0 / 330,
        -1.0 / 429, 1.0 / 546, -2.0 / 1365, 1.0 / 840, -1.0 / 1020,
      ]
      var (a, p) = (0.0, 0.0)
      for i in (0..<15).reversed() { (a, p) = (regular[i] + x * a, logarithmic[i] + x * p) }
      return x * (a + p * logarithm)
    }
    let inverse = 1 / x
    let growth = 1 + inverse
    let product: Double
    if x > 1 {
      let u = log1p(inverse)
      product = logarithm * (logarithm / 2 + u) - Double.pi * Double.pi / 6 - dilogarithm(u)
    } else {
      let u = log1p(x)
      product = logarithm * u + dilogarithm(u)
    }
    return -(2 * inverse + 3.5) + (2 * inverse + 3) * logarithm - 2 * growth * growth * product
  }

  @inline(__always)
  private static func dilogarithm(_ u: Double) -> Double {
    let s = u * u
    let q = s * s
    let first = 1.0 / 36 - (1.0 / 3600) * s
    let second = 1.0 / 211_680 - (1.0 / 10_886_400) * s
    let third = 1.0 / 526_901_760 - 4.0647616451442255e-11 * s
    let last = 8.9216910204564526e-13 - 1.9939295860721076e-14 * s
    return -u - s * (0.25 + u * (first + q * (second + q * (third + q * last))))
  }
}
