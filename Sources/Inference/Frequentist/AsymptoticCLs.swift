import CGSL

/// CLs = CL_s+b/CL_b of an upper limit, for large samples, with the test statistic q̃ of G. Cowan et al.,
/// arXiv:1007.1727, Eqs. 16 and 62–66; A. L. Read, J. Phys. G 28 (2002) 2693.
///
/// q̃ at the tested value of the signal is the Δχ² to the best fit within the allowed range, 0 if that fit has more signal.
/// `expected` is its value for data without scatter and without signal (Asimov data): the tested value in standard
/// deviations, squared. With one parameter and normal data CLs is exactly one minus the probability below the
/// tested value of a posterior with a flat prior.
public struct AsymptoticCLs: Sendable, Equatable {
  /// The probability of a q̃ at least this large with the tested signal.
  public let signalPlusBackground: Double
  /// The probability of a q̃ at least this large without signal.
  public let background: Double

  /// Their ratio: the tested signal is excluded with confidence 1 − CLs.
  public var ratio: Double { background > 0 ? signalPlusBackground / background : 0 }

  /// - Parameters:
  ///   - statistic: q̃ of the measured data.
  ///   - expected: q̃ of the Asimov data.
  public init(statistic: Double, expected: Double) {
    let (observed, asimov) = (max(0, statistic), max(0, expected))
    let sigmas = asimov.squareRoot()
    if observed <= asimov || sigmas == 0 {
      let root = observed.squareRoot()
      signalPlusBackground = gsl_cdf_ugaussian_Q(root)
      background = gsl_cdf_ugaussian_Q(root - sigmas)
    } else {
      signalPlusBackground = gsl_cdf_ugaussian_Q((observed + asimov) / (2 * sigmas))
      background = gsl_cdf_ugaussian_Q((observed - asimov) / (2 * sigmas))
    }
  }
}
