import Figures
import Foundation

/// The vertical axis of a density: logarithmic where a spike on a linear one would hide all else.
struct DensityHeight {
  /// Over how many powers of ten a logarithmic axis goes.
  static let decades = 4.0
  /// How many times as high as what it is compared with a density is that counts as a spike.
  private static let spike = 15.0

  let isLogarithmic: Bool
  private let range: ClosedRange<Double>

  /// - Parameters:
  ///   - highest: the highest density.
  ///   - own: along what.
  ///   - reference: the density that it is compared with; nil for the mean over the frame.
  init(highest: Double, along own: QuantityAxis, besides reference: Double? = nil) {
    let width = own.place(own.range.upperBound) - own.place(own.range.lowerBound)
    isLogarithmic = highest > Self.spike * (reference ?? 1 / width)
    range = isLogarithmic ? highest * pow(10, -Self.decades)...2 * highest : 0...1.08 * highest
  }

  /// Without numbers, as densities are compared by their heights. A logarithmic one has marks at powers of ten.
  var axis: Axis {
    guard isLogarithmic else { return Axis("", range, ticks: .none) }
    let first = Int(log10(range.lowerBound).rounded(.up))
    let last = Int(log10(range.upperBound).rounded(.down))
    let marks = first <= last ? (first...last).map { (value: pow(10, Double($0)), label: Label("")) } : []
    return Axis("", range, scale: .logarithmic, ticks: .named(marks))
  }

  /// The density at a share of the height of the frame.
  func height(at share: Double) -> Double {
    isLogarithmic
      ? range.lowerBound * pow(range.upperBound / range.lowerBound, share) : share * range.upperBound
  }
}
