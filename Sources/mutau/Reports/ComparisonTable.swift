/// A table of a comparison that one can ask for.
enum ComparisonTable: String, CaseIterable, Sendable {
  /// χ², p and ln Z of every variant.
  case fits
  case bestFit = "best-fit"
  case intervals
  case limits
  case posterior
  case evidence
  case moves
  case differences
}
