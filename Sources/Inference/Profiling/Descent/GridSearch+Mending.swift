// What a wrong curvature took for a minimum.

extension GridSearch {
  /// Points that stick out of the surface through their neighbours, or have not converged, descended from anew with a curvature
  /// worked out there, each once: what a wrong curvature had taken for a minimum, or for none. Those that got lower.
  mutating func mend(_ stride: Int) -> Set<Int> {
    if task.isThorough { return [] }
    let suspicious = lattice.points(stride).filter {
      !mended.contains($0) && (sticksOut($0, stride) || isUnsettled($0))
    }
    mended.formUnion(suspicious)
    let before = suspicious.map { minima[$0].value }
    work(on: suspicious) { search, descent, index in
      let own = search.minima[index]
      let end = descent.descend(from: own.point, verifying: true)
      let isSettled = end.isConverged && !own.isConverged && end.value <= own.value
      return end.value < own.value || isSettled ? end : own
    }
    return Set(zip(suspicious, before).filter { minima[$0].value < $1 - gain(at: $1) }.map(\.0))
  }

  /// Whether a point has not converged, and lies low enough for that to matter.
  private func isUnsettled(_ index: Int) -> Bool {
    let own = minima[index]
    return !own.isConverged && own.value - task.minimum.value < 100
  }

  /// Whether a point lies higher than halfway between two neighbours, along the cubic with their values and slopes.
  private func sticksOut(_ index: Int, _ stride: Int) -> Bool {
    let own = minima[index]
    return lattice.opposites(of: index, stride).contains { _, before, after in
      guard let cubic = forecast(at: own.held, between: minima[before], minima[after]) else { return false }
      return own.value - cubic > 0.5 * gain(at: own.value)
    }
  }
}
