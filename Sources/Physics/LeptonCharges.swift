/// Charges of the three lepton generations under the U(1)′, in units of g′. A generation's charged leptons (both
/// chiralities) and its left-handed neutrino share one charge: the coupling is vector-like.
struct LeptonCharges: Sendable, Equatable {
  var electron = 0.0
  var muon = 1.0
  var tau = -1.0

  /// L_μ − L_τ (1403.1269, Eq. 5).
  static let muonMinusTau = LeptonCharges()

  /// Σ Q² over the three neutrinos.
  var neutrinoSumOfSquares: Double { electron * electron + muon * muon + tau * tau }

  /// Q² averaged over the three neutrinos, which no experiment at the Z tells apart.
  var neutrinoMeanSquare: Double { (1.0 / 3) * neutrinoSumOfSquares }
}
