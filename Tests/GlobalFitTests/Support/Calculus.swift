/// ∫ f over the pieces between the knots, by Gauss–Legendre with 20 nodes on 64 parts of each piece.
func integral(over knots: [Double], parts: Int = 64, _ function: (Double) -> Double) -> Double {
  var sum = 0.0
  for (low, high) in zip(knots, knots.dropFirst()) {
    let width = (high - low) / Double(parts)
    for part in 0..<parts {
      let middle = low + (Double(part) + 0.5) * width
      for (node, weight) in gaussLegendre {
        sum +=
          weight * (function(middle - node * width / 2) + function(middle + node * width / 2)) * width / 2
      }
    }
  }
  return sum
}

/// The derivative by central differences with three steps of Richardson's extrapolation, error O(h⁸).
func derivative(at x: Double, step: Double, _ function: (Double) -> Double) -> Double {
  var table = (0..<4).map { level -> Double in
    let h = step / Double(1 << level)
    return (function(x + h) - function(x - h)) / (2 * h)
  }
  for order in 1..<4 {
    let factor = Double(1 << (2 * order))
    for i in 0..<(4 - order) { table[i] = (factor * table[i + 1] - table[i]) / (factor - 1) }
  }
  return table[0]
}

// Positive nodes and weights, numpy.polynomial.legendre.leggauss(20).
private let gaussLegendre: [(node: Double, weight: Double)] = [
  (0.07652652113349734, 0.15275338713072628),
  (0.22778585114164507, 0.14917298647260424),
  (0.37370608871541955, 0.1420961093183824),
  (0.5108670019508271, 0.1316886384491769),
  (0.636053680726515, 0.1181945319615186),
  (0.7463319064601508, 0.1019301198172407),
  (0.8391169718222188, 0.08327674157670471),
  (0.912234428251326, 0.06267204833410879),
  (0.9639719272779138, 0.040601429800386446),
  (0.993128599185095, 0.017614007139150893),
]
