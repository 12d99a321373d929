import Foundation
import GlobalFit

/// The one rule for the digits of numbers that stand beside each other: ends of an interval, limits, and the value between them.
extension Double {
  /// The number to as many digits as tell it from another that is so far away: two of the distance, and at least so many
  /// `digits` of its own.
  ///
  /// A distance that is not known, or that is nothing but rounding, asks for no digits more.
  func resolving(_ distance: Double?, digits: Int = 4) -> String {
    guard let distance = distance?.magnitude, isFinite, self != 0, distance.isFinite,
      distance > Self.roundingError * magnitude
    else { return significant(digits) }
    // 0.000996 has its first digit where it is when it is rounded to two
    let place = Int(log10(distance * 1.005).rounded(.down)) - 1
    let needed = Int(log10(magnitude).rounded(.down)) - place + 1
    return significant(min(Self.mostDigits, max(digits, needed)))
  }

  /// What is left of sums and differences of doubles, as a part of them.
  static let roundingError = 1e-13

  /// More digits than these are not those of the number that is meant.
  static let mostDigits = 15
}

extension ProfileResult {
  /// The best fit, told from the nearest end of an interval.
  var bestFitInWords: String { bestFit.resolving(ends.map(distance).min()) }

  /// An end of an interval or a limit, told from the best fit.
  ///
  /// - Parameter piece: the length of the interval, where the best fit is not in it.
  func words(end: Double, piece: Double? = nil) -> String {
    end.resolving([distance(to: end), piece.map { max($0, span / 1000) }].compactMap(\.self).min())
  }

  /// How far an end is from the best fit; at the best fit itself, as near as it is found, a thousandth of all that is shown.
  private func distance(to end: Double) -> Double {
    let distance = (end - bestFit).magnitude
    return distance > 1e-5 * span ? distance : span / 1000
  }

  /// How far from the best fit the farthest end lies.
  private var span: Double { ends.map { ($0 - bestFit).magnitude }.max() ?? 0 }

  private var ends: [Double] {
    (intervals + [limits]).flatMap { [$0.lower, $0.upper] }.compactMap(\.self).filter(\.isFinite)
  }
}

extension FitResult {
  /// How far apart values of a quantity must be to be told apart: half its interval, of the profile likelihood or of the
  /// posterior; nil where there is neither.
  func resolution(of quantity: Quantity) -> Double? {
    profiles.first { $0.quantity == quantity }.flatMap(\.resolution)
      ?? posterior.quantities.first { $0.quantity == quantity }?.resolution
  }
}

extension ProfileResult {
  /// Half the first interval, or how far its one end is from the best fit.
  var resolution: Double? {
    guard let interval = intervals.first else { return nil }
    switch (interval.lower, interval.upper) {
    case (let lower?, let upper?): return (upper - lower).magnitude / 2
    case (let end?, nil), (nil, let end?): return (end - bestFit).magnitude
    case (nil, nil): return nil
    }
  }
}

extension QuantityPosterior {
  /// Half the first interval.
  var resolution: Double? { equalTailed.first.map { ($0.upper - $0.lower).magnitude / 2 } }
}
