import Inference

extension Problem {
  /// The joint density of two free parameters, by their places, with its regions of highest density; nil without
  /// draws.
  func region(_ x: Int, _ y: Int, _ draws: some PosteriorDraws) -> RegionResult? {
    let (xDraws, yDraws) = (draws.values(of: x), draws.values(of: y))
    let size = draws.diagnostics(ofQuantity: xDraws).meanEffectiveSampleSize
    guard
      let density = JointDensity(
        ofX: xDraws, y: yDraws, weights: draws.importance,
        xSupport: free[x].density.bounds,
        ySupport: free[y].density.bounds, effectiveSampleSize: size.isFinite ? size : nil, cells: 64)
    else { return nil }
    func values(_ axis: DensityAxis, _ parameter: FreeParameter) -> [Double] {
      axis.centers.map { parameter.density.scale.value(at: $0) }
    }
    let plane =
      (free[x].density.bounds.upperBound - free[x].density.bounds.lowerBound)
      * (free[y].density.bounds.upperBound - free[y].density.bounds.lowerBound)
    return RegionResult(
      x: free[x].parameter, y: free[y].parameter,
      xScale: free[x].density.scale.kind == .linear ? "linear" : "logarithmic",
      yScale: free[y].density.scale.kind == .linear ? "linear" : "logarithmic",
      xValues: values(density.x, free[x]), yValues: values(density.y, free[y]),
      density: (0..<density.x.count).map { column in
        Array(density.values[column * density.y.count..<(column + 1) * density.y.count])
      },
      levels: credibleProbabilities.map { probability in
        let region = density.region(holding: probability)
        // Where more of the draws happen to lie in a region, one that holds as many as it should ends where the density is this
        // level, and is smaller by the difference over the level.
        let isInside = zip(xDraws, yDraws).map { region.contains($0, $1) ? 1.0 : 0 }
        let massError = draws.diagnostics(ofQuantity: isInside).monteCarloErrorOfMean
        return RegionResult.Level(
          probability: probability, density: region.level, priorFraction: region.area / plane,
          monteCarloErrorOfPriorFraction: massError / region.level / plane)
      })
  }
}
