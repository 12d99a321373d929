/// A density where it is nearer to one top than to any other.
struct Surroundings<Density: LogDensity>: LogDensity {
  let density: Density
  let top: [Double]
  let others: [[Double]]
  let scales: [Double]

  var dimension: Int { density.dimension }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { density.cycle(of: coordinate) }

  func logDensity(at point: Span<Double>) -> Double {
    let own = distance(from: top, to: point)
    for other in others where distance(from: other, to: point) < own { return -.infinity }
    return density.logDensity(at: point)
  }

  private func distance(from top: [Double], to point: Span<Double>) -> Double {
    var square = 0.0
    for index in top.indices {
      let way = density.cycle(of: index)?.way(from: top[index], to: point[index]) ?? point[index] - top[index]
      square += way * way / (scales[index] * scales[index])
    }
    return square
  }
}
