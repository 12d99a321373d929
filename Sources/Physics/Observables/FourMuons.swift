/// A table of events of Z → 4μ.
public typealias FourMuonTable = RateTable

/// Z → 4μ at the LHC.
extension FourMuonTable {
  /// Events with four muons that ATLAS would expect where the Standard Model expects 78 (ATLAS-CONF-2013-055, as in
  /// 1403.1269, section IV): 78·σ/σ_SM, with the ratio from this table.
  func events<R: Real>(_ theory: borrowing Theory<R>) -> R {
    Constants.fourMuonEventsSM * eventRatio(gPrime: theory.gPrime, mZPrime: theory.mZPrime)
  }
}

extension FourMuonTable.Validity {
  /// Where the formula holds.
  ///
  /// How far it is off beyond was found by integrating at larger couplings, for 17 masses from 6 GeV to 1 TeV: the
  /// width of the Z′ grows with g′², and the parabola, which has no g′⁶, turns over or rises too fast. At g′ = 2 it is
  /// 0.93 to 1.14 times the integral; at g′ = 3 from 0.42 times (48 GeV) to 1.7 times (90 GeV).
  var domain: Domain {
    Domain(
      parameter: .gPrime, range: 0...exactCoupling,
      reason: "a parabola beyond, off by up to 15 % at g' = 2 and by a factor of 2.4 at g' = 3")
  }
}

extension FourMuonTable {
  /// Where the formula of `observable` holds with this table.
  public func domain(of observable: Observable) -> Domain? {
    observable == .fourMuonEvents ? validity.domain : observable.domain
  }
}
