import PolynomialPredictions

/// A model as one value: which leptons are charged, what the parameters are, how the formulas are read, and the tables
/// that some of them need.
public struct Model: Sendable, Equatable {
  /// The charges of the leptons. Vector-like quarks keep the charges of 1403.1269 Eq. 9.
  public let charges: LeptonCharges
  /// The choice of independent parameters.
  public let parametrisation: Parametrisation
  /// The reading of formulas that leave a choice.
  public let formulas: Formulas
  /// What a Z′ adds to Z → 4μ; nil where there is no table.
  public let fourMuonTable: FourMuonTable?
  /// Files that predict observables from Wilson coefficients.
  public let polynomialFiles: [PolynomialFile]

  /// A model; what is left out is that of 1403.1269.
  public init(
    charges: LeptonCharges = .muonMinusTau, parametrisation: Parametrisation, formulas: Formulas = Formulas(),
    fourMuonTable: FourMuonTable? = nil, polynomialFiles: [PolynomialFile] = []
  ) {
    self.charges = charges
    self.parametrisation = parametrisation
    self.formulas = formulas
    self.fourMuonTable = fourMuonTable
    self.polynomialFiles = polynomialFiles
  }

  /// What can be free or fixed.
  public var parameters: [Parameter] { parametrisation.parameters }

  /// What the model predicts.
  public var observables: [Observable] {
    (parametrisation.observables
      + polynomialFiles.flatMap(\.observables).map { .polynomial(PolynomialObservable(name: $0)) })
      .filter(predicts)
  }

  /// Whether it predicts an observable.
  ///
  /// Every formula takes any charges but two: a table holds for the charges that it was made with, and the mixing with the
  /// photon from lepton loops is finite only where the charges add up to zero.
  public func predicts(_ observable: Observable) -> Bool {
    guard parametrisation.predicts(observable) else { return false }
    switch observable {
    case .polynomial(let own):
      return polynomialPlace(of: own).map { coefficients.reaches($0.number, of: $0.file) } ?? false
    case .catalogue(let own): return predicts(own)
    }
  }

  private func predicts(_ observable: CatalogueObservable) -> Bool {
    if case .fourMuons = observable.sector { return fourMuonTable?.charges == charges }
    return observable != .leptonicKineticMixing || charges.sum == 0
  }
}
