import CGSL

/// How many standard deviations a p-value is worth: the z beyond ±z of which a normal number lies with this probability.
///
/// With one degree of freedom and Wilks' theorem it is √Δχ². 0 for p = 1, infinite for p = 0.
public func significance(ofPValue p: Double) -> Double {
  precondition((0...1).contains(p), "A probability lies between 0 and 1")
  return p == 0 ? .infinity : max(0, gsl_cdf_ugaussian_Qinv(p / 2))
}

/// The probability of a Δχ² at least this large where the true value of the one parameter lies on its bound:
/// ½χ²₀ + ½χ²₁ (Chernoff 1954), half of what Wilks' theorem says, and 1 for Δχ² = 0.
public func tailProbabilityAtBound(deltaChiSquared: Double) -> Double {
  deltaChiSquared <= 0 ? 1 : 0.5 * tailProbability(chiSquared: deltaChiSquared, degreesOfFreedom: 1)
}
