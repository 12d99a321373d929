/// The space that some normals span, and what is at right angles to it.
struct NormalSpace {
  /// The normals, each of length 1.
  private let normals: [[Double]]
  private let lengths: [Double]
  private let factor: Cholesky?
  /// An orthonormal basis of what they span.
  private let basis: [[Double]]

  init(of normals: [[Double]]) {
    lengths = normals.map { dot($0, $0).squareRoot() }
    let units = zip(normals, lengths).map { normal, length in normal.map { $0 / length } }
    self.normals = units
    var gram = SymmetricMatrix(order: units.count)
    for row in units.indices {
      for column in 0...row { gram[row, column] = dot(units[row], units[column]) }
    }
    factor = Cholesky(gram)
    basis = orthonormal(units)
  }

  /// Whether the normals and one more are independent, by a margin.
  func isIndependent(_ normal: [Double]) -> Bool {
    let length = dot(normal, normal).squareRoot()
    guard length > 0 else { return false }
    let rest = rest(of: normal.map { $0 / length }, beyond: basis)
    return dot(rest, rest) > 1e-10
  }

  /// The shortest vector whose products with the normals are these.
  func shortest(_ products: [Double]) -> [Double]? {
    guard let factor else { return nil }
    let weights = factor.solve(zip(products, lengths).map { $0 / $1 })
    return combination(weights)
  }

  /// The multiples of the normals whose sum is nearest to a vector.
  func multiples(nearestTo vector: [Double]) -> [Double] {
    guard let factor else { return normals.map { _ in 0 } }
    return zip(factor.solve(normals.map { dot($0, vector) }), lengths).map { $0 / $1 }
  }

  /// An orthonormal basis of the vectors at right angles to all normals.
  func tangents(dimension: Int) -> [[Double]] {
    var known = basis
    var tangents: [[Double]] = []
    while known.count < dimension {
      var longest = (vector: [Double](), square: 0.0)
      for index in 0..<dimension {
        let unit = (0..<dimension).map { $0 == index ? 1.0 : 0 }
        let rest = rest(of: unit, beyond: known)
        if dot(rest, rest) > longest.square { longest = (rest, dot(rest, rest)) }
      }
      guard longest.square > 1e-12 else { break }
      let unit = longest.vector.map { $0 / longest.square.squareRoot() }
      tangents.append(unit)
      known.append(unit)
    }
    return tangents
  }

  private func combination(_ weights: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: normals.first?.count ?? 0)
    for (weight, normal) in zip(weights, normals) {
      for index in sum.indices { sum[index] += weight * normal[index] }
    }
    return sum
  }
}

/// What of a vector is at right angles to an orthonormal basis; twice, for rounding.
private func rest(of vector: [Double], beyond basis: [[Double]]) -> [Double] {
  var rest = vector
  for _ in 0..<2 {
    for own in basis {
      let share = dot(rest, own)
      for index in rest.indices { rest[index] -= share * own[index] }
    }
  }
  return rest
}

/// Gram and Schmidt's orthonormal basis of the span.
private func orthonormal(_ vectors: [[Double]]) -> [[Double]] {
  var basis: [[Double]] = []
  for vector in vectors {
    let rest = rest(of: vector, beyond: basis)
    let length = dot(rest, rest).squareRoot()
    if length > 1e-7 { basis.append(rest.map { $0 / length }) }
  }
  return basis
}

extension SymmetricMatrix {
  /// The matrix on the space at right angles to these vectors, zero along them.
  func projected(offNormals normals: [[Double]]) -> SymmetricMatrix {
    guard !normals.isEmpty else { return self }
    let tangents = NormalSpace(of: normals).tangents(dimension: order)
    var result = SymmetricMatrix(order: order)
    for first in tangents {
      for second in tangents {
        let element = dot(times(first), second)
        for row in 0..<order {
          for column in 0...row { result[row, column] += element * first[row] * second[column] }
        }
      }
    }
    return result
  }
}
