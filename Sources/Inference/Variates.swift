import Foundation

extension Random {
  /// A whole number from Poisson's distribution.
  ///
  /// By rejection for large means (W. Hörmann, Insur. Math. Econ. 12 (1993) 39, doi:10.1016/0167-6687(93)90997-4,
  /// algorithm PTRS), by counting the steps of an exponential clock for small ones. Exact up to means of 1e9, where
  /// rounding of the logarithms is still below 1e-5.
  ///
  /// - Precondition: `mean` is finite and not negative.
  public mutating func poisson(mean: Double) -> Double {
    precondition(mean >= 0 && mean.isFinite, "A mean number of events is finite and not negative")
    guard mean >= 10 else {
      var count = -1.0
      var time = 0.0
      repeat { (count, time) = (count + 1, time - log(uniform())) } while time < mean
      return count
    }
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let logInverseAlpha = log(1.1239 + 1.1328 / (b - 3.4))
    let squeeze = 0.9277 - 3.6224 / (b - 2)
    while true {
      let (u, v) = (uniform() - 0.5, uniform())
      let distance = 0.5 - abs(u)
      let count = ((2 * a / distance + b) * u + mean + 0.43).rounded(.down)
      if distance >= 0.07, v <= squeeze { return count }
      if count < 0 || (distance < 0.013 && v > distance) { continue }
      let logDensity = count * log(mean) - mean - lgamma(count + 1)
      if log(v) + logInverseAlpha - log(a / (distance * distance) + b) <= logDensity { return count }
    }
  }

  /// A number from the gamma distribution ∝ x^(shape−1) e^(−x).
  ///
  /// Source: G. Marsaglia, W. W. Tsang, ACM Trans. Math. Softw. 26 (2000) 363, doi:10.1145/358407.358414.
  ///
  /// - Precondition: `shape` is at least one.
  public mutating func gamma(shape: Double) -> Double {
    precondition(shape >= 1, "The density has to be finite everywhere")
    let d = shape - 1 / 3.0
    while true {
      let z = normal()
      let root = 1 + z / (9 * d).squareRoot()
      guard root > 0 else { continue }
      let cube = root * root * root
      if log(uniform()) < 0.5 * z * z + d * (1 - cube + log(cube)) { return d * cube }
    }
  }
}
