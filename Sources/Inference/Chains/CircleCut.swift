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
