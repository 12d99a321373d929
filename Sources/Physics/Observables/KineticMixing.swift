import Foundation

/// Kinetic mixing of the Z′ with hypercharge and with the photon.
extension Theory {
  /// ε of L = −(ε/2)Z′_αβB^αβ from the vector-like quarks near their masses, 1403.1269 Eq. 15.
  ///
  /// The one-loop vacuum polarisation of Dirac fermions gives ε = g′g₁/(16π²)·(4/3) Σ N_cN_wYQ′ ln m²; with N_cN_wYQ′ = +1, +1,
  /// −2 for Q, D and U that is (4/3) ln(m_Q²m_D²/m_U⁴). Printed with 2/9 instead of 4/3.
  func kineticMixing(_ quarks: borrowing QuarkParameters<R>) -> R {
    let factor = formulas.asPrinted.contains(.kineticMixing) ? 2.0 / 9 : 4.0 / 3
    let logarithm = 2 * (quarks.mQ * quarks.mD / quarks.mU.squared).map(naturalLogarithm)
    return (factor * Constants.hyperchargeCoupling / (16 * .pi * .pi)) * (gPrime * logarithm)
  }

  /// Mixing with the photon from the lepton loops at low energies, which the paper leaves out:
  /// −g′e/(12π²) Σ Q ln m_ℓ², for charges that add up to zero; g′e/(12π²)·ln(m_τ²/m_μ²) for L_μ − L_τ. With others it
  /// depends on what there is at high energies.
  var leptonicKineticMixing: R {
    let logarithm = 2 * (mTau / mMu).map(naturalLogarithm)
    let electron = 2 * (mTau / R(Constants.electronMass)).map(naturalLogarithm)
    return (Constants.electricCharge / (12 * .pi * .pi))
      * (gPrime * (charges.muon * logarithm + charges.electron * electron))
  }
}

/// ln x.
@inline(__always)
func naturalLogarithm(_ x: Double) -> ValueAndDerivative {
  ValueAndDerivative(value: log(x), derivative: 1 / x)
}
