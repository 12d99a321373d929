/// Up to which energy the U(1)′ stays perturbative.
extension Theory {
  /// The largest g′ at 100 GeV whose Landau pole lies beyond the reduced Planck mass, from one-loop running
  /// d(1/g′²)/d ln μ = −b/(8π²), b = (4/3)ΣQ² over Dirac fermions + 1/3 for Φ.
  ///
  /// μ, τ and their neutrinos count as three Dirac fermions; the doublet Q counts as six above m_Q, D and U as three
  /// each above their masses. A quark below 100 GeV or above the Planck mass counts from where the running begins or not at all.
  func largestPerturbativeCoupling(_ quarks: borrowing QuarkParameters<R>) -> R {
    let slope = 8 * range(above: quarks.mQ) + 4 * range(above: quarks.mD) + 4 * range(above: quarks.mU)
    return largestPerturbativeCoupling(heavySlope: slope)
  }

  /// The same without vector-like quarks.
  var largestPerturbativeCoupling: R { largestPerturbativeCoupling(heavySlope: R(0)) }

  /// g′ over it.
  func couplingOverLargest(_ quarks: borrowing QuarkParameters<R>) -> R {
    gPrime / largestPerturbativeCoupling(quarks)
  }

  /// The same without vector-like quarks.
  var couplingOverLargest: R { gPrime / largestPerturbativeCoupling }

  private func largestPerturbativeCoupling(heavySlope: R) -> R {
    let leptons =
      charges.electron * charges.electron + charges.muon * charges.muon + charges.tau * charges.tau
    // Each generation: a Dirac fermion and a neutrino, which counts one half.
    let light = 4.0 / 3 * 1.5 * leptons + 1.0 / 3
    let slope = light * Constants.runningRange + heavySlope
    return ((8 * Double.pi * Double.pi) * (R(1) / slope)).squareRoot()
  }

  /// ln(M_Planck/m).
  private func range(above mass: R) -> R {
    ((1 / Constants.reducedPlanckMass) * mass).map { ratio in
      let logarithm = naturalLogarithm(ratio)
      guard ratio < 1 else { return ValueAndDerivative(value: 0, derivative: 0) }
      guard -logarithm.value < Constants.runningRange else {
        return ValueAndDerivative(value: Constants.runningRange, derivative: 0)
      }
      return ValueAndDerivative(value: -logarithm.value, derivative: -logarithm.derivative)
    }
  }
}
