@preconcurrency import CGSL

/// `count` evenly spread points in the open unit cube: Sobol's sequence, moved by one random shift that
/// `seed` decides (Cranley and Patterson 1976).
///
/// Point number i depends on the seed, the dimension and i alone. The sequence reaches 40 dimensions;
/// coordinates beyond the 40th are independent random numbers.
public func lowDiscrepancyPoints(_ count: Int, dimension: Int, seed: UInt64) -> [[Double]] {
  precondition(dimension > 0, "points have at least one coordinate")
  let covered = min(dimension, 40)
  guard let sequence = gsl_qrng_alloc(gsl_qrng_sobol, UInt32(covered)) else { return [] }
  defer { gsl_qrng_free(sequence) }
  var shiftState = seed
  let shift = (0..<covered).map { _ in nextUnit(&shiftState) }
  var restState = ~seed
  var point = [Double](repeating: 0, count: covered)
  return (0..<count).map { _ in
    gsl_qrng_get(sequence, &point)
    return (0..<dimension).map { index in
      let coordinate = index < covered ? point[index] + shift[index] : nextUnit(&restState)
      return min(max(coordinate - coordinate.rounded(.down), 0x1p-53), 1 - 0x1p-53)
    }
  }
}

/// The next number in [0, 1) of SplitMix64 (Steele, Lea and Flood 2014).
private func nextUnit(_ state: inout UInt64) -> Double {
  state &+= 0x9E37_79B9_7F4A_7C15
  var mixed = state
  mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
  mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
  return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
}
