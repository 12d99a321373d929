extension Box {
  /// Bounds in units of their widths; of max(|start|, 1) where a width is infinite.
  init(_ bounds: [ClosedRange<Double>], lengthsAt start: [Double]) {
    let lengths = Box.lengths(bounds, at: start)
    self.init(bounds, scale: lengths, lengths: lengths)
  }

  /// Bounds in units in which the function has unit curvature at `start`: 1σ for a χ², at most half the
  /// lengths above. Costs `2 (dimension + 1)` evaluations, added to `spent`.
  init(
    _ bounds: [ClosedRange<Double>], curvatureOf function: some DifferentiableFunction, at start: [Double],
    spent: inout Int
  ) {
    let lengths = Box.lengths(bounds, at: start)
    var scale = lengths.map { 0.5 * $0 }
    for step in [1e-4, 1e-2] {
      let here = function.valueAndGradient(at: start)
      spent += 1
      for index in start.indices where bounds[index].lowerBound < bounds[index].upperBound {
        var moved = start
        let length = step * scale[index]
        moved[index] += start[index] + length <= bounds[index].upperBound ? length : -length
        moved[index] = max(moved[index], bounds[index].lowerBound)
        let there = function.valueAndGradient(at: moved)
        spent += 1
        let curvature = (there.gradient[index] - here.gradient[index]) / (moved[index] - start[index])
        guard curvature.isFinite else { continue }
        let natural = (2 / max(curvature.magnitude, .leastNormalMagnitude)).squareRoot()
        scale[index] = min(max(natural, 1e-9 * lengths[index]), 0.5 * lengths[index])
      }
    }
    self.init(bounds, scale: scale, lengths: lengths)
  }

  /// The width of each coordinate's range; max(|start|, 1) where that is infinite or zero.
  static func lengths(_ bounds: [ClosedRange<Double>], at start: [Double]) -> [Double] {
    zip(bounds, start).map { range, start in
      let width = range.upperBound - range.lowerBound
      return width.isFinite && width > 0 ? width : max(start.magnitude, 1)
    }
  }
}
