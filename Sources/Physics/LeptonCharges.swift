/// Charges of the three lepton generations under the U(1)′, in units of g′. A generation's charged leptons (both
/// chiralities) and its left-handed neutrino share one charge: the coupling is vector-like.
public struct LeptonCharges: Sendable, Equatable {
  /// The charge of the first generation.
  public let electron: Double
  /// The charge of the second generation.
  public let muon: Double
  /// The charge of the third generation.
  public let tau: Double

  /// Charges of the three generations.
  public init(electron: Double, muon: Double, tau: Double) {
    (self.electron, self.muon, self.tau) = (electron, muon, tau)
  }

  /// L_μ − L_τ (1403.1269, Eq. 5).
  public static let muonMinusTau = LeptonCharges(electron: 0, muon: 1, tau: -1)

  /// Σ Q over the generations.
  var sum: Double { electron + muon + tau }

  /// Σ Q² over the three neutrinos.
  var neutrinoSumOfSquares: Double { electron * electron + muon * muon + tau * tau }

  /// Q² averaged over the three neutrinos, which no experiment at the Z tells apart.
  var neutrinoMeanSquare: Double { (1.0 / 3) * neutrinoSumOfSquares }
}
