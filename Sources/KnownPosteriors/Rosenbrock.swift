import Foundation
import Inference

extension KnownPosterior {
  /// Rosenbrock's curved valleys, ln L = −k Σ [100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²], as five programs have them: k = 1 in
  /// [−5, 5]^D (MultiNest), 2 in [−10, 10]^D (UltraNest), ½ in [−10, 10]^D (dynesty), and 1 in two other cubes.
  public static let rosenbrocks = rows.map(rosenbrock)

  /// Rosenbrock's valley with k = 1 in [−5, 5]^D; nil if nothing is known of it in so many dimensions.
  public static func rosenbrock(_ dimension: Int) -> KnownPosterior? {
    rosenbrocks.first { $0.dimension == dimension }
  }

  private static func rosenbrock(_ row: Row) -> KnownPosterior {
    let (factor, last) = (row.factor, row.dimension - 1)
    let inner = last > 1 ? [Truth.mean("x\(last - 1)", row.secondLast) { $0[last - 1] }] : []
    return KnownPosterior(
      "Rosenbrock \(row.origin) in \(row.dimension) dimensions",
      prior: .cube(row.side, dimension: row.dimension),
      truths: [.mean("x0", row.first) { $0[0] }, .mean("x0²", row.firstSquare) { $0[0] * $0[0] }] + inner
        + [.mean("x\(last)", row.last) { $0[last] }],
      logEvidence: row.logEvidence, difficulty: .longMemory,
      slope: { x, sum in
        for i in 0..<last {
          let off = x[i + 1] - x[i] * x[i]
          sum[i] += factor * (400 * x[i] * off + 2 * (1 - x[i]))
          sum[i + 1] -= factor * 200 * off
        }
      },
      likelihood: { x in
        var sum = 0.0
        for i in 0..<last {
          let off = x[i + 1] - x[i] * x[i]
          sum += 100 * off * off + (1 - x[i]) * (1 - x[i])
        }
        return -factor * sum
      })
  }

  private struct Row: Sendable {
    let origin: String
    let factor: Double
    let side: ClosedRange<Double>
    let dimension: Int
    let logEvidence: Double
    let first: Double
    let firstSquare: Double
    let secondLast: Double
    let last: Double

    init(
      _ origin: String, _ factor: Double, _ side: ClosedRange<Double>, _ dimension: Int,
      _ logEvidence: Double,
      _ first: Double, _ firstSquare: Double, _ secondLast: Double, _ last: Double
    ) {
      self.origin = origin
      self.factor = factor
      self.side = side
      self.dimension = dimension
      self.logEvidence = logEvidence
      self.first = first
      self.firstSquare = firstSquare
      self.secondLast = secondLast
      self.last = last
    }
  }

  /// Origin, k, side, D, ln Z, ⟨x₀⟩, ⟨x₀²⟩, ⟨x of the last but one⟩, ⟨the last x⟩.
  ///
  /// A chain of conditional densities: integrated coordinate by coordinate, as a product of matrices, by Gauss-Legendre
  /// quadrature of 16 points on each of 12 pieces per unit of length.
  private static let rows: [Row] = [
    Row("of MultiNest", 1, -5...5, 2, -5.804132364, 0.9361838156, 1.293492095, 0.9361838156, 1.29334931),
    Row("of MultiNest", 1, -5...5, 3, -10.47702932, 0.7711645893, 0.8165425592, 0.8180442797, 0.9755404636),
    Row("of MultiNest", 1, -5...5, 4, -15.10169073, 0.7660114782, 0.7551889782, 0.7196030244, 0.8179821617),
    Row("of MultiNest", 1, -5...5, 5, -19.73242874, 0.7963320343, 0.776859173, 0.6537679777, 0.7235546535),
    Row("of MultiNest", 1, -5...5, 8, -33.72161646, 0.885417374, 0.8878294351, 0.5501994742, 0.5921555152),
    Row("of MultiNest", 1, -5...5, 10, -43.10835521, 0.9178043276, 0.9331733011, 0.5201993444, 0.5575893606),
    Row("of MultiNest", 1, -5...5, 20, -90.2654676, 0.955971913, 0.9882894337, 0.4869107769, 0.5206423077),
    Row("of UltraNest", 2, -10...10, 2, -7.842474596, 0.9999826283, 1.249927704, 0.9999826283, 1.249927676),
    Row("of UltraNest", 2, -10...10, 3, -13.66023192, 0.9168565949, 0.9177086678, 0.9185234031, 1.043522837),
    Row("of UltraNest", 2, -10...10, 4, -19.4089244, 0.9314602982, 0.8975090844, 0.8767086943, 0.9597814104),
    Row("of UltraNest", 2, -10...10, 5, -25.15040596, 0.9545554505, 0.9237485546, 0.8514782862, 0.9145653606),
    Row("of UltraNest", 2, -10...10, 8, -42.40960403, 0.9894861152, 0.981795022, 0.8224045527, 0.8676480388),
    Row("of UltraNest", 2, -10...10, 10, -53.93394446, 0.994833089, 0.9919853797, 0.8183689253, 0.8616216934),
    Row(
      "of UltraNest", 2, -10...10, 20, -111.5804582, 0.9967924502, 0.9958245609, 0.8169112358, 0.8594872692),
    Row("of dynesty", 0.5, -10...10, 2, -6.471617353, 0.9609326271, 1.836969278, 0.9609326271, 1.836907272),
    Row("of dynesty", 0.5, -10...10, 3, -11.40895751, 0.5788602545, 0.8101437412, 0.8118787186, 1.154414582),
    Row("of dynesty", 0.5, -10...10, 4, -16.24321919, 0.4910830052, 0.6334233703, 0.6166849631, 0.8196685755),
    Row("of dynesty", 0.5, -10...10, 5, -21.06079418, 0.4719259579, 0.5947217692, 0.4793195106, 0.6129823603),
    Row("of dynesty", 0.5, -10...10, 8, -35.54301783, 0.4860748605, 0.6091784627, 0.2448259269, 0.2957370585),
    Row("of dynesty", 0.5, -10...10, 10, -45.23040084, 0.4978680109, 0.6255832564, 0.164959512, 0.1934482093),
    Row(
      "of dynesty", 0.5, -10...10, 20, -93.83420339, 0.5183757418, 0.6545903576, 0.0394654323, 0.03445716319),
    Row("from −5 to 10", 1, -5...10, 2, -6.575072147, 0.9973645841, 1.48903209, 0.9973645841, 1.489027922),
    Row("from −5 to 10", 1, -5...10, 3, -11.67593968, 0.7849078529, 0.8451944416, 0.8467193886, 1.065356239),
    Row("from −5 to 10", 1, -5...10, 4, -16.71162037, 0.7715573162, 0.7647944719, 0.7403136314, 0.8809087714),
    Row("from −5 to 10", 1, -5...10, 5, -21.7501251, 0.7991520198, 0.7813652409, 0.6711102563, 0.7751870193),
    Row("from −5 to 10", 1, -5...10, 8, -36.95803531, 0.8860652088, 0.8887981937, 0.5641066066, 0.6322461472),
    Row("from −5 to 10", 1, -5...10, 10, -47.1561879, 0.9181061394, 0.9336193158, 0.5333912272, 0.5952627413),
    Row(
      "from −5 to 10", 1, -5...10, 20, -98.36842349, 0.9559849808, 0.9883085282, 0.4994023288, 0.5559471903),
    Row("within ±5.12", 1, -5.12...5.12, 2, -5.848274975, 0.940492898, 1.305851878, 0.940492898, 1.305720309),
    Row(
      "within ±5.12", 1, -5.12...5.12, 3, -10.54655107, 0.7723351164, 0.8188667825, 0.8203706037, 0.9821823401
    ),
    Row(
      "within ±5.12", 1, -5.12...5.12, 4, -15.19540716, 0.7665148826, 0.7560394372, 0.7213594611, 0.8228551727
    ),
    Row(
      "within ±5.12", 1, -5.12...5.12, 5, -19.85007149, 0.7965958724, 0.7772748815, 0.6552658841, 0.7276275611
    ),
    Row(
      "within ±5.12", 1, -5.12...5.12, 8, -33.91062942, 0.8854802561, 0.8879230933, 0.5514203384, 0.5953671468
    ),
    Row(
      "within ±5.12", 1, -5.12...5.12, 10, -43.34484833, 0.9178339011, 0.9332169181, 0.5213604316,
      0.5606139418),
    Row(
      "within ±5.12", 1, -5.12...5.12, 20, -90.73917244, 0.9559732048, 0.9882913212, 0.4880124509,
      0.5234809913),
  ]
}
