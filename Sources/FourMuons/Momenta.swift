/// The momenta of μ⁻ μ⁺ μ⁻ μ⁺, in this order, as four-vectors (E, x, y, z) of massless particles in GeV.
struct Momenta: Sendable {
  private var vectors: InlineArray<4, SIMD4<Double>>

  init(_ vectors: InlineArray<4, SIMD4<Double>> = InlineArray(repeating: .zero)) { self.vectors = vectors }

  subscript(muon: Int) -> SIMD4<Double> {
    @inline(__always) get { vectors[muon] }
    @inline(__always) set { vectors[muon] = newValue }
  }
}

/// s_ij = (p_i + p_j)² of four massless momenta, in GeV².
struct Invariants: Sendable {
  private var values = InlineArray<16, Double>(repeating: 0)

  init(_ momenta: Momenta) {
    for i in 0..<4 {
      for j in 0..<i {
        let s = 2 * product(momenta[i], momenta[j])
        values[4 * i + j] = s
        values[4 * j + i] = s
      }
    }
  }

  subscript(i: Int, j: Int) -> Double {
    @inline(__always) get { values[4 * i + j] }
  }

  /// The squared mass of three muons.
  @inline(__always)
  func triple(_ i: Int, _ j: Int, _ k: Int) -> Double { self[i, j] + self[i, k] + self[j, k] }
}

/// The product of two four-vectors, metric (+, −, −, −).
@inline(__always)
func product(_ p: SIMD4<Double>, _ q: SIMD4<Double>) -> Double {
  let terms = p * q
  return terms.x - (terms.y + terms.z + terms.w)
}

/// A vector given in the rest frame of `parent`, whose mass is `mass`, in the frame where `parent` is given.
@inline(__always)
func boosted(_ vector: SIMD4<Double>, with parent: SIMD4<Double>, mass: Double) -> SIMD4<Double> {
  let along = parent.y * vector.y + parent.z * vector.z + parent.w * vector.w
  let energy = (parent.x * vector.x + along) / mass
  let factor = (energy + vector.x) / (parent.x + mass)
  var result = vector + factor * parent
  result.x = energy
  return result
}

/// The four-vector of a massless particle with the spatial components given.
@inline(__always)
func lightlike(_ vector: SIMD4<Double>) -> SIMD4<Double> {
  var result = vector
  result.x = (vector.y * vector.y + vector.z * vector.z + vector.w * vector.w).squareRoot()
  return result
}
