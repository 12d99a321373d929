import Foundation

@testable import PolynomialPredictions

/// A small file of predictions with everything that a file can have, written for these tests.
enum ExampleFile {
  static let text = """
    {
      "$schema": "https://json.schemastore.org/popxf-1.0.json",
      "metadata": {
        "observable_names": ["('<F>(B->K)', 1.0, 6.0)", "plain", "root", "odd"],
        "parameters": ["C9_bsmumu", "C9p_bsmumu", "CS_bsmumu"],
        "basis": {"wcxf": {"eft": "WET", "basis": "flavio", "sectors": ["sb"]}},
        "scale": 4.8,
        "polynomial_names": ["rate", "numerator", "other"],
        "observable_expressions": [
          {"variables": {"n": "numerator", "g": "rate"}, "expression": "n/g"},
          {"variables": {"g": "rate"}, "expression": "g"},
          {"variables": {"n": "numerator", "t": "other", "f": "rate"}, "expression": "n/(2*sqrt(t*f))"},
          {"variables": {"n": "numerator", "t": "other", "f": "rate"}, "expression": "-n**2 + t/(f - 0.5)"}
        ],
        "reproducibility": [{"tool": {"name": "pencil", "version": "2B"}, "inputs": {"m": {"mean": 1, "std": 0.1}}}],
        "misc": {"description": "an example"}
      },
      "data": {
        "polynomial_central": {
          "('', '', 'RR')": [2.0, 0.5, 1.5],
          "('', 'C9_bsmumu', 'RR')": [0.3, -0.2, 0.1],
          "('', 'C9_bsmumu', 'RI')": [0.01, 0.02, -0.03],
          "('C9_bsmumu', 'C9_bsmumu', 'RR')": [0.2, 0.1, 0.15],
          "('C9_bsmumu', 'C9_bsmumu', 'II')": [0.21, 0.11, 0.16],
          "('C9_bsmumu', 'C9p_bsmumu', 'RR')": [0.05, 0.06, 0.07],
          "('C9_bsmumu', 'C9p_bsmumu', 'IR')": [0.04, -0.03, 0.02],
          "('C9p_bsmumu', 'C9p_bsmumu', 'RI')": [0.02, 0.03, -0.01],
          "('C9_bsmumu', 'CS_bsmumu', 'RR')": [7.0, 8.0, 9.0]
        },
        "observable_uncertainties": {"total": [0.1, 0.2, 0.3, 0.0], "other": [0.0, 0.1, 0.1, 0.0]}
      }
    }
    """

  static func read(_ text: String = text) throws(TextProblem) -> PolynomialFile {
    try PolynomialFile(Array(text.utf8))
  }

  /// The polynomials by hand, at C9 = a + ib and C9′ = c + id.
  static func polynomials(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> [Double] {
    let constant = [2.0, 0.5, 1.5]
    let linear = [0.3, -0.2, 0.1]
    let imaginary = [0.01, 0.02, -0.03]
    let square = [0.2, 0.1, 0.15]
    let imaginarySquare = [0.21, 0.11, 0.16]
    let mixed = [0.05, 0.06, 0.07]
    let crossed = [0.04, -0.03, 0.02]
    let primed = [0.02, 0.03, -0.01]
    return (0..<3).map { k in
      var sum = constant[k] + linear[k] * a + imaginary[k] * b
      sum += square[k] * a * a + imaginarySquare[k] * b * b
      sum += mixed[k] * a * c + crossed[k] * b * c
      sum += primed[k] * c * d
      return sum
    }
  }

  /// The observables by hand.
  static func predictions(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> [Double] {
    let p = polynomials(a, b, c, d)
    let (g, n, t) = (p[0], p[1], p[2])
    return [n / g, g, n / (2 * (t * g).squareRoot()), -(n * n) + t / (g - 0.5)]
  }

  static let map = CoefficientMap([
    "C9_bsmumu": CoefficientMap.Share(coefficient: 0, weight: 1),
    "C9p_bsmumu": CoefficientMap.Share(coefficient: 1, weight: 1),
  ])
}
