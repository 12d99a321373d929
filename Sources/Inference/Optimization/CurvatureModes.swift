/// A second-order model in a space, along the eigenvectors of its curvature there.
struct CurvatureModes {
  /// An eigenvector: how the function slopes along it, and how stiff it is there.
  private struct Mode {
    let slope: Double
    let stiffness: Double
    let direction: [Double]
  }

  private var modes: [Mode] = []
  private var dimension = 0
  /// The longest way along one of them.
  private var reach = 1.0
  /// The decrease that a step along all of them promises.
  private(set) var decrease = 0.0
  /// A direction of clearly negative curvature.
  private(set) var escape: [Double]?

  /// A model of a space without directions.
  init() {}

  /// - Parameters:
  ///   - basis: an orthonormal basis of the space.
  ///   - scale: what a negative curvature is held against where all are smaller.
  init(
    of curvature: SymmetricMatrix, on basis: [[Double]], slope: [Double], reach: Double, scale: Double = 0
  ) {
    self.reach = reach
    dimension = slope.count
    let spectrum = curvature.reduced(to: basis).spectrum
    let largest = spectrum.eigenvalues.reduce(0) { max($0, $1.magnitude) }
    let floor = max(1e-9 * largest, 1e-30)
    for (eigenvalue, vector) in zip(spectrum.eigenvalues, spectrum.eigenvectors) {
      var direction = [Double](repeating: 0, count: dimension)
      for (weight, tangent) in zip(vector, basis) {
        for index in direction.indices { direction[index] += weight * tangent[index] }
      }
      let rise = dot(slope, direction)
      let stiffness = max(eigenvalue.magnitude, floor)
      decrease += min(0.5 * rise * rise / stiffness, rise.magnitude * reach)
      modes.append(Mode(slope: rise, stiffness: stiffness, direction: direction))
      if escape == nil, eigenvalue < -1e-6 * max(largest, scale) { escape = direction }
    }
  }

  /// The greatest stiffness.
  var stiffest: Double { modes.reduce(0) { max($0, $1.stiffness) } }

  /// The step with `damping` added to every stiffness: the larger it is, the less the step goes along flat directions,
  /// in which the model holds the least (Levenberg 1944; Marquardt 1963).
  func step(damping: Double) -> [Double] {
    var step = [Double](repeating: 0, count: dimension)
    for mode in modes {
      let length = min(max(-mode.slope / (mode.stiffness + damping), -reach), reach)
      for index in step.indices { step[index] += length * mode.direction[index] }
    }
    return step
  }

  /// The step back to the floor of the valley from a point with this slope, along the directions so stiff that
  /// `damping` did not hinder them.
  func correction(ofSlope slope: [Double], damping: Double) -> [Double] {
    var step = [Double](repeating: 0, count: dimension)
    let least = max(30 * damping, 1e-7 * stiffest)
    for mode in modes where mode.stiffness > least {
      let length = min(max(-dot(slope, mode.direction) / mode.stiffness, -reach), reach)
      for index in step.indices { step[index] += length * mode.direction[index] }
    }
    return step
  }
}
