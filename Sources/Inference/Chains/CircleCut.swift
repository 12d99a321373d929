import Foundation

extension ClosedRange<Double> {
  /// Where to cut the circle open so that the draws are torn apart the least: the middle of the longest run of the
  /// emptiest of 64 cells.
  ///
  /// Moments and quantiles of draws on a circle exist only once it is cut; here they suffer the least from it.
  public func emptiestPlace(of draws: [Double]) -> Double {
    let cells = 64
    var counts = [Int](repeating: 0, count: cells)
    for draw in draws where draw.isFinite {
      let place = (wrapping(draw) - lowerBound) / turn * Double(cells)
      counts[Swift.min(cells - 1, Int(place))] += 1
    }
    let fewest = counts.min() ?? 0
    var best = (start: 0, length: 0)
    for start in 0..<cells where counts[start] == fewest && counts[(start + cells - 1) % cells] != fewest {
      var length = 1
      while length < cells, counts[(start + length) % cells] == fewest { length += 1 }
      if length > best.length { best = (start, length) }
    }
    return wrapping(lowerBound + (Double(best.start) + 0.5 * Double(best.length)) * turn / Double(cells))
  }
}

extension ClosedRange<Double> {
  /// Where to cut the circle open for numbers that people read: at the ends of the range, or, where draws are torn apart there, in the
  /// first gap between them.
  ///
  /// The place must not depend on chance, for numbers change with it. So it is not the emptiest place of all, which is anywhere if
  /// the draws are everywhere: a gap is where the smoothed density is within twice that of the emptiest place, or a hundredth
  /// of the mean; of a gap that does not reach the lower end of the range the emptiest part is taken.
  ///
  /// - Parameters:
  ///   - draws: the draws.
  ///   - weights: what each draw counts, if not all the same.
  public func placeToCut(_ draws: [Double], weights: [Double]? = nil) -> Double {
    let density = smoothedDensity(of: draws, weights: weights)
    let emptiest = density.min() ?? 0
    let gap = density.map { $0 <= Swift.max(2 * emptiest, 0.01) }
    guard !gap[0], let first = gap.firstIndex(of: true) else { return lowerBound }
    let end = gap[first...].firstIndex(of: false) ?? gap.endIndex
    // the middle of what is as empty as the emptiest place, which smoothing alone decides where there is nothing
    let lowest = density[first..<end].min() ?? 0
    let empty = (first..<end).filter { density[$0] <= 1.1 * Swift.max(lowest, 0) + 0.001 }
    let place = Double((empty.first ?? first) + (empty.last ?? first)) / 2
    return lowerBound + place / Double(density.count) * turn
  }

  /// The density over that of even draws at 256 places from the lower end on, as a Fourier series of 32 waves that is smoothed by
  /// a normal of a fortieth of the circle.
  private func smoothedDensity(of draws: [Double], weights: [Double]?) -> [Double] {
    let (waves, places, width) = (32, 256, 2 * Double.pi / 40)
    var cosines = [Double](repeating: 0, count: waves + 1)
    var sines = cosines
    for (number, draw) in draws.enumerated() where draw.isFinite {
      let angle = (draw - lowerBound) / turn * 2 * Double.pi
      let (c, s) = (cos(angle), sin(angle))
      var (x, y) = (weights?[number] ?? 1, 0.0)
      for wave in 0...waves {
        cosines[wave] += x
        sines[wave] += y
        (x, y) = (x * c - y * s, x * s + y * c)
      }
    }
    guard cosines[0] > 0 else { return [1] }
    return (0..<places).map { place in
      let angle = Double(place) / Double(places) * 2 * Double.pi
      return (1...waves).reduce(1) { sum, wave in
        let (k, damping) = (Double(wave), exp(-0.5 * pow(Double(wave) * width, 2)))
        return sum + 2 * damping * (cosines[wave] * cos(k * angle) + sines[wave] * sin(k * angle))
          / cosines[0]
      }
    }
  }
}
