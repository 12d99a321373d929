import CGSL

/// Φ⁻¹(u), the standard normal quantile.
func standardNormalQuantile(_ u: Double) -> Double { gsl_cdf_ugaussian_Pinv(u) }

/// Φ(z), the standard normal distribution function.
func standardNormalCumulative(_ z: Double) -> Double { gsl_cdf_ugaussian_P(z) }
