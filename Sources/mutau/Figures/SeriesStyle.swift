import Figures

/// How one of several overlaid runs or variants is drawn: with as many colours as can be told apart, then with other lines and
/// marks.
struct SeriesStyle {
  private let number: Int

  /// The style of the run at this place, counted from 0.
  init(_ number: Int) { self.number = number }

  /// What a mark stands for.
  enum Marks {
    /// Best fits, first by crosses.
    case fits
    /// Medians, first by discs.
    case medians

    fileprivate var forms: [Marker.Form] {
      switch self {
      case .fits: [.cross, .star, .square, .diamond]
      case .medians: [.disc, .square, .diamond, .circle]
      }
    }
  }

  private var round: Int { number / Colour.series.count }

  /// Its colour.
  var colour: Colour { Colour.series[number % Colour.series.count] }

  /// Its line, so many points wide.
  func stroke(width: Double) -> Stroke {
    Stroke(colour, width: width, dash: Stroke.Dash.allCases[round % Stroke.Dash.allCases.count])
  }

  /// Its mark, so many points across.
  func marker(of marks: Marks, size: Double) -> Marker {
    Marker(marks.forms[round % marks.forms.count], colour, size: size)
  }
}
