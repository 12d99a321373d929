import PolynomialPredictions

/// b → sℓℓ from files that others have computed.
extension Model {
  /// Where the coefficients of files are in the model: C9 and C9′ of a lepton are its charge times the coupling of s̄γb, in
  /// the basis of flavio of the weak effective theory.
  ///
  /// All others are 0: the Z′ has vector couplings to leptons alone, and no scalar ones.
  ///
  /// **Unit.** C9 of a file is taken to be C9 of the model, as C9 of a fit of others is. The two differ in how they are made
  /// of couplings: files in the basis of flavio have α at 4.8 GeV, 1/133, and flavio's V_ts*V_tb, the model's unit
  /// (`Constants.wilsonCoefficientUnit`) has α(m_Z) and 0.0405. So couplings that follow from C9, C9 in units of theirs, are
  /// uncertain by some 4 %.
  public var coefficients: CoefficientMap {
    let leptons = [("ee", charges.electron), ("mumu", charges.muon), ("tautau", charges.tau)]
    return CoefficientMap(
      Dictionary(
        uniqueKeysWithValues: leptons.flatMap { name, charge in
          [("C9_bs\(name)", 0), ("C9p_bs\(name)", 1)].map {
            ($0.0, CoefficientMap.Share(coefficient: $0.1, weight: charge))
          }
        }))
  }

  /// The basis that ``coefficients`` are in.
  public static let basis = "WET, flavio"

  /// The file that predicts an observable, and its number there.
  func polynomialPlace(of observable: PolynomialObservable) -> (file: PolynomialFile, number: Int)? {
    for file in polynomialFiles {
      if let number = file.observables.firstIndex(of: observable.name) { return (file, number) }
    }
    return nil
  }
}

extension QuarkSector {
  /// Real and imaginary parts of what multiplies a lepton's charge in C9 and C9′.
  @inline(__always)
  var unitCoefficients: (R, R, R, R) {
    let (left, right) = (wilsonCoefficient(leftSB, charge: 1), wilsonCoefficient(rightSB, charge: 1))
    return (left.real, left.imaginary, right.real, right.imaginary)
  }
}

extension Predictor {
  /// Writes what files predict.
  @inline(never)
  func predictPolynomials(
    _ sector: borrowing QuarkSector<Double>, into predictions: inout MutableSpan<Double>
  ) {
    polynomials.predict(at: point(sector), into: &predictions)
  }

  /// Writes what files predict, at eight points.
  @inline(never)
  func predictPolynomials(
    _ sector: borrowing QuarkSector<SIMD8<Double>>, into predictions: inout MutableSpan<SIMD8<Double>>
  ) {
    polynomials.predict(lanes: sector.unitCoefficients, into: &predictions)
  }

  /// Adds the derivatives of what files predict, by the numbers of the quark sector.
  @inline(never)
  func differentiatePolynomials(
    _ sector: borrowing QuarkSector<Double>, _ slopes: Span<Double>, into adjoint: inout QuarkAdjoint
  ) {
    let slope = polynomials.gradient(at: point(sector), slopes: slopes)
    adjoint.add(slope / Constants.wilsonCoefficientUnit, of: .sb)
  }

  private func point(_ sector: borrowing QuarkSector<Double>) -> SIMD4<Double> {
    let (a, b, c, d) = sector.unitCoefficients
    return SIMD4(a, b, c, d)
  }
}
