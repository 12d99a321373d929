/// Means, variances and, if wanted, covariances of numbers that come one draw after the other.
///
/// Source: B. P. Welford, Technometrics 4 (1962) 419.
struct CovarianceEstimate: Sendable, Codable, Equatable {
  private let kind: Metric.Kind
  private var count = 0
  private var mean: [Double]
  /// Sums of squares, or of all products of deviations, row by row up to the diagonal.
  private var products: [Double]
  private var first: [Double] = []

  /// Nothing yet, of that many numbers.
  init(_ kind: Metric.Kind, dimension: Int) {
    self.kind = kind
    mean = Array(repeating: 0, count: dimension)
    products = Array(repeating: 0, count: kind == .dense ? dimension * dimension : dimension)
  }

  /// Takes in a draw; on a circle, its image nearest to the first draw.
  mutating func add(_ numbers: [Double], on coordinates: [UnboundedCoordinate]) {
    if count == 0 { first = numbers }
    count += 1
    var before = numbers
    for index in numbers.indices {
      if case .circle(let cycle) = coordinates[index] {
        before[index] = first[index] + cycle.way(from: first[index], to: numbers[index])
      }
      before[index] -= mean[index]
      mean[index] += before[index] / Double(count)
    }
    let share = Double(count - 1) / Double(count)
    for row in numbers.indices {
      if kind == .diagonal {
        products[row] += share * before[row] * before[row]
      } else {
        for column in 0...row {
          products[row * numbers.count + column] += share * before[row] * before[column]
        }
      }
    }
  }

  /// The metric of these draws; nil if a number did not move.
  ///
  /// Correlations are shrunk as if D + 5 draws without any had been seen as well, so that few draws make no directions
  /// in which nothing moves. Variances are left alone: any scale put in by hand would be wrong for some parameter.
  var metric: Metric? {
    let dimension = mean.count
    let diagonal = kind == .dense ? dimension + 1 : 1
    let variances = (0..<dimension).map { products[$0 * diagonal] / Double(max(1, count - 1)) }
    guard variances.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    guard kind == .dense else { return .diagonal(variances.map { $0.squareRoot() }) }
    let shrinkage = Double(count) / Double(count + dimension + 5)
    var covariance = SymmetricMatrix(order: dimension)
    for row in 0..<dimension {
      for column in 0..<row {
        covariance[row, column] = shrinkage * products[row * dimension + column] / Double(max(1, count - 1))
      }
      covariance[row, row] = variances[row]
    }
    return Cholesky(covariance).map { .dense($0.lower) }
  }
}
