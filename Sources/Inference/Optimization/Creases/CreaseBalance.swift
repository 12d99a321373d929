/// The element of the subdifferential nearest to zero at a point where creases meet, more of them perhaps than there are
/// coordinates: a minimum if it vanishes, else the steepest way down leads against it.
struct CreaseBalance {
  /// The surfaces that meet here, those that are valleys.
  let surfaces: [CreaseSpace.Held]
  /// The slope of each surface's term.
  let multipliers: [Double]
  /// The nearest element.
  let gradient: [Double]

  /// Its length.
  var rest: Double { dot(gradient, gradient).squareRoot() }

  /// Cyclic minimisation of the length over each multiplier between the slopes on both sides.
  init(at state: CreaseState, in space: CreaseSpace) {
    var surfaces = state.held
    for surface in space.surfaces where !surfaces.contains(where: { $0.surface == surface }) {
      let (quantity, edges) = (state.quantity(of: surface), space.edges(of: surface))
      let normal = state.normal(of: surface)
      let length = dot(normal, normal).squareRoot()
      let near = edges.indices.first {
        edges[$0].isFinite
          && (quantity - edges[$0]).magnitude <= max(1e-9 * length, 1e-13 * edges[$0].magnitude)
      }
      guard let near else { continue }
      let own = CreaseSpace.Held(surface: surface, edge: near)
      let (below, above) = space.slopes(at: own)
      if below <= above { surfaces.append(own) }
    }
    self.surfaces = surfaces
    let ranges = surfaces.map { space.slopes(at: $0) }
    let normals = surfaces.map { state.normal(of: $0.surface) }
    // what is not held comes with the slope of one side: taken out, for the multiplier stands for it
    var sum = state.gradient(in: space)
    for (surface, normal) in zip(surfaces, normals) where !state.held.contains(surface) {
      guard space.coordinate(of: surface.surface) == nil else { continue }
      let term = space.creased.terms[surface.surface]
      let slope = term.value(of: state.quantity(of: surface.surface), on: state.pieces[surface.surface]).slope
      for index in sum.indices { sum[index] -= slope * normal[index] }
    }
    var multipliers = ranges.map { min(max(0, $0.below), $0.above) }
    for (multiplier, normal) in zip(multipliers, normals) {
      for index in sum.indices { sum[index] += multiplier * normal[index] }
    }
    for _ in 0..<2000 {
      var moved = 0.0
      for own in surfaces.indices {
        let square = dot(normals[own], normals[own])
        guard square > 0 else { continue }
        let wanted = multipliers[own] - dot(normals[own], sum) / square
        let change = min(max(wanted, ranges[own].below), ranges[own].above) - multipliers[own]
        multipliers[own] += change
        for index in sum.indices { sum[index] += change * normals[own][index] }
        moved = max(moved, change.magnitude * square.squareRoot())
      }
      if moved < 1e-10 { break }
    }
    (self.multipliers, gradient) = (multipliers, sum)
  }
}
