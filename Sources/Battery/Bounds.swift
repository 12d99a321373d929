import CGSL

/// What the deviations of an honest sampler may be, by chance.
///
/// If estimates and errors are right, z is a unit normal: the worst of N is below Φ⁻¹(1 − p/2N) but for a chance p, their
/// mean has a spread of 1/√N, and N − 1 times their variance is distributed as χ². A row of the table is a whole of
/// tests; shared out equally among them (Bonferroni), the chance that an honest row is called wrong is 10⁻³ at most.
///
/// Errors are estimates, too. So with many runs the mean of z may still be ±0.3 and its spread 0.8 to 1.25, that of ln Z
/// up to 1.5.
struct Bounds: Sendable {
  /// The largest |z| in any run.
  let worst: Double
  /// The largest |mean of z|.
  let mean: Double
  /// The smallest and largest standard deviation of z.
  let spread: ClosedRange<Double>
  /// The largest |bias| of ln Z: by Student's t, for it is measured in fluctuations that the runs themselves show.
  let bias: Double

  init(runs: Int, quantities: Int) {
    // three tests of each quantity, four of ln Z, all two-sided
    let chance = 0.001 / Double(3 * quantities + 1) / 2
    worst = gsl_cdf_ugaussian_Qinv(chance / Double(runs))
    mean = max(0.3, gsl_cdf_ugaussian_Qinv(chance) / Double(runs).squareRoot())
    guard runs > 1 else {
      (spread, bias) = (0 ... .infinity, .infinity)
      return
    }
    let freedom = Double(runs - 1)
    let least = (gsl_cdf_chisq_Pinv(chance, freedom) / freedom).squareRoot()
    let most = (gsl_cdf_chisq_Qinv(chance, freedom) / freedom).squareRoot()
    spread = min(0.8, least)...max(1.25, most)
    bias = gsl_cdf_tdist_Qinv(chance, freedom)
  }

  /// Whether these are an honest sampler's; NaN is not. At an end of the prior the spread is not asked for.
  func allow(_ deviations: Deviations) -> Bool {
    abs(deviations.worst) < worst && abs(deviations.mean) < mean
      && (deviations.isAtEdge || deviations.spread.map(spread.contains) ?? true)
  }

  /// The same for ln Z, whose error may be claimed too large, but not too small by more than a half.
  func allowEvidence(_ deviations: Deviations) -> Bool {
    let isBiased = abs(deviations.bias ?? 0) > bias && abs(deviations.mean) > 0.3
    return abs(deviations.worst) < worst && abs(deviations.mean) < mean && !isBiased
      && deviations.spread.map { $0 < max(1.5, spread.upperBound) } ?? true
  }
}
