import GlobalFit
import Physics

/// What a command found out, as far as it did.
struct Answer {
  /// The maximum of the likelihood; nil where only the posterior was asked for.
  var bestFit: BestFit?
  /// The profiles of quantities.
  var profiles: [ProfileResult] = []
  /// What the draws say; nil where nothing was drawn.
  var posterior: PosteriorSummary?

  func bestFit(of parameter: Parameter) -> BestFit.ParameterResult? {
    bestFit?.parameters.first { $0.parameter == parameter }
  }

  func profile(of quantity: Quantity) -> ProfileResult? { profiles.first { $0.quantity == quantity } }

  func posterior(of quantity: Quantity) -> QuantityPosterior? {
    posterior?.quantities.first { $0.quantity == quantity }
  }

  /// The value at the best fit; nil where it is not known.
  func value(of quantity: Quantity) -> Double? {
    if let value = bestFit?.value(of: quantity), !value.isNaN { return value }
    return profile(of: quantity)?.bestFit
  }
}
