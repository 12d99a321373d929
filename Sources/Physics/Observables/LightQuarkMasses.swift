extension QuarkParameters {
  /// Masses of b, s and d: those of the mass matrix, or the parameters at leading order.
  func lightDownMasses(_ theory: borrowing Theory<R>) -> (third: R, second: R, first: R) {
    guard theory.formulas.diagonalisation == .exact else { return (mBottom, mStrange, mDown) }
    let light = downMassMatrix(scale: theory.finiteSquaredScale.squareRoot()).light
    return (light.third, light.second, light.first)
  }

  /// Masses of t, c and u.
  func lightUpMasses(_ theory: borrowing Theory<R>) -> (third: R, second: R, first: R) {
    guard theory.formulas.diagonalisation == .exact else { return (mTop, mCharm, mUp) }
    let light = upMassMatrix(CKMMatrix(self), scale: theory.finiteSquaredScale.squareRoot()).light
    return (light.third, light.second, light.first)
  }
}
