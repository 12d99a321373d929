import Foundation

/// The probability of places in 0 … 1 as uneven as these or more so, if they are uniform: the test of A. N. Kolmogorov, 1933,
/// of all places and of every tenth of them in the order they came, the smallest of the eleven times eleven.
///
/// A tenth, because trouble may come and go while a run climbs: A. Fowlie, W. Handley, L. Su, arXiv:2006.03371.
func uniformityProbability(_ places: [Float]) -> Double {
  guard places.count >= 100 else { return .nan }
  let tenth = places.count / 10
  let parts = [places] + (0..<10).map { Array(places[$0 * tenth..<($0 + 1) * tenth]) }
  let least =
    parts.map { part in
      let sorted = part.sorted()
      let count = Double(part.count)
      var distance = 0.0
      for (index, place) in sorted.enumerated() {
        distance = max(distance, abs(Double(place) - (Double(index) + 0.5) / count) + 0.5 / count)
      }
      return kolmogorovProbability((count.squareRoot() + 0.12 + 0.11 / count.squareRoot()) * distance)
    }.min() ?? 1
  return min(1, 11 * least)
}

/// 2 Σ (−1)^(k−1) e^(−2 k² x²): M. A. Stephens, J. R. Stat. Soc. B 32 (1970) 115, for the modified distance x.
private func kolmogorovProbability(_ x: Double) -> Double {
  guard x > 0.3 else { return 1 }
  var sum = 0.0
  for k in 1...20 { sum += (k % 2 == 1 ? 2 : -2) * exp(-2 * Double(k * k) * x * x) }
  return min(1, max(0, sum))
}
