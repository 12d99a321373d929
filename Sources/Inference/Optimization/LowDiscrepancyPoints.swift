@preconcurrency import CGSL
import Foundation

/// `count` evenly spread points in the open unit cube: Sobol's sequence up to 40 dimensions, beyond that the R-sequence of the generalised
/// golden ratio, both moved by one random shift that `seed` decides (Cranley-Patterson rotation).
public func lowDiscrepancyPoints(_ count: Int, dimension: Int, seed: UInt64) -> [[Double]] {
  precondition(dimension > 0, "points have at least one coordinate")
  var state = seed
  let shift = (0..<dimension).map { _ in splitMix64(&state) }
  return sequencePoints(count, dimension: dimension).map { point in
    zip(point, shift).map { coordinate, shift in
      let moved = coordinate + shift
      return min(max(moved - moved.rounded(.down), 0x1p-53), 1 - 0x1p-53)
    }
  }
}

private func sequencePoints(_ count: Int, dimension: Int) -> [[Double]] {
  if dimension <= 40, let sequence = gsl_qrng_alloc(gsl_qrng_sobol, UInt32(dimension)) {
    defer { gsl_qrng_free(sequence) }
    var point = [Double](repeating: 0, count: dimension)
    return (0..<count).map { _ in
      gsl_qrng_get(sequence, &point)
      return point
    }
  }
  // the real root of φ^(d+1) = φ + 1, by its own fixed point
  var ratio = 2.0
  for _ in 0..<64 { ratio = pow(1 + ratio, 1 / Double(dimension + 1)) }
  let steps = (1...dimension).map { pow(ratio, -Double($0)) }
  return (0..<count).map { index in
    steps.map { step in
      let moved = 0.5 + Double(index + 1) * step
      return moved - moved.rounded(.down)
    }
  }
}

/// The next number in [0, 1) of Steele, Lea and Flood's SplitMix64.
private func splitMix64(_ state: inout UInt64) -> Double {
  state &+= 0x9E37_79B9_7F4A_7C15
  var mixed = state
  mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
  mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
  return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
}
