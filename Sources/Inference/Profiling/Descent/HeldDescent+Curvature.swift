extension HeldDescent {
  /// The damped BFGS update.
  func learn(from here: HeldMinimum, _ next: HeldMinimum) {
    let count = free.count
    var (bent, along) = (0.0, 0.0)
    for i in 0..<count { step[i] = next.point[free[i]] - here.point[free[i]] }
    slopeChange(from: here, to: next)
    for i in 0..<count {
      let row = curvature + i * count
      var sum = 0.0
      for j in 0..<count { sum += row[j] * step[j] }
      image[i] = sum
      bent += sum * step[i]
      along += scratch[i] * step[i]
    }
    guard bent > 0 else { return }
    let share = along >= 0.2 * bent ? 1 : 0.8 * bent / (bent - along)
    // step becomes the damped change of the gradient
    var product = 0.0
    for i in 0..<count {
      let change = share * scratch[i] + (1 - share) * image[i]
      product += change * step[i]
      step[i] = change
    }
    guard product > 0 else { return }
    factor.forget()
    for i in 0..<count {
      let row = curvature + i * count
      let (new, old) = (step[i] / product, image[i] / bent)
      for j in 0..<count { row[j] += new * step[j] - old * image[j] }
    }
    soften()
  }

  /// The curvature by differences of the gradient inside the bounds.
  func differentiate(at here: HeldMinimum) {
    let count = free.count
    factor.forget()
    gather(here)
    if !quantities.isEmpty { setLeastSquaresMultipliers(at: here) }
    for i in 0..<count {
      let index = free[i]
      let x = here.point[index]
      let length = 1e-5 * min(1, upper[i] - lower[i])
      var moved = here.point
      moved[index] = x + length <= upper[i] ? x + length : x - length
      let distance = moved[index] - x
      let there = evaluated(HeldPlace(point: moved, normals: normals(at: moved).normals))
      slopeChange(from: here, to: there)
      for j in 0..<count {
        curvature[i * count + j] = there.value.isFinite ? scratch[j] / distance : i == j ? 1 : 0
      }
    }
    for i in 0..<count {
      for j in 0..<i {
        let mean = 0.5 * (curvature[i * count + j] + curvature[j * count + i])
        curvature[i * count + j] = mean
        curvature[j * count + i] = mean
      }
    }
    if !quantities.isEmpty { stiffen() }
    straighten(at: here)
    soften()
  }

  /// Sets the scratch to the change of the Lagrangian's slope from one point to another.
  private func slopeChange(from here: HeldMinimum, to there: HeldMinimum) {
    for (i, index) in free.enumerated() {
      var change = there.gradient[index] - here.gradient[index]
      for number in quantities.indices {
        let place = number * dimension + index
        change -= multipliers[number] * (there.normals[place] - here.normals[place])
      }
      scratch[i] = change
    }
  }

  /// Turns negative curvatures over the coordinates inside the bounds into positive ones: a step then leads down there
  /// too.
  private func straighten(at here: HeldMinimum) {
    let count = free.count
    let inside = (0..<count).filter {
      here.point[free[$0]] > lower[$0] && here.point[free[$0]] < upper[$0]
    }
    var matrix = SymmetricMatrix(order: inside.count)
    for row in inside.indices {
      for column in 0...row { matrix[row, column] = curvature[inside[row] * count + inside[column]] }
    }
    guard Cholesky(matrix) == nil else { return }
    let spectrum = matrix.spectrum
    let largest = spectrum.eigenvalues.reduce(0) { max($0, $1.magnitude) }
    for row in inside.indices {
      for column in inside.indices {
        var sum = 0.0
        for (eigenvalue, vector) in zip(spectrum.eigenvalues, spectrum.eigenvectors) {
          sum += max(eigenvalue.magnitude, 1e-11 * largest) * vector[row] * vector[column]
        }
        curvature[inside[row] * count + inside[column]] = sum
      }
    }
  }
}
