/// Z → 4μ at the LHC.
extension FourMuonTable {
  /// Events with four muons that ATLAS would expect where the Standard Model expects 78 (ATLAS-CONF-2013-055, as in
  /// 1403.1269, section IV): 78·σ/σ_SM, with the ratio from this table.
  func events<R: Real>(_ theory: borrowing Theory<R>) -> R {
    Constants.fourMuonEventsSM * eventRatio(gPrime: theory.gPrime, mZPrime: theory.mZPrime)
  }
}
