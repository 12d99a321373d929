import Figures
import GlobalFit

/// What somebody wishes of figures of runs.
struct FigureOptions {
  /// What they show; what is most interesting if there are none.
  var quantities: [Quantity] = []
  /// The probabilities of regions, ascending; nil for the usual ones.
  var levels: [Double]?
  /// Which regions are filled; nil for the usual ones.
  var filling: RegionStyle.Filling?
  /// Values that are known to be true, to be marked.
  var truth: [Quantity: Double] = [:]

  /// The probabilities of regions of a posterior.
  var probabilities: [Double] { levels ?? shownProbabilities }
}

extension FigureOptions {
  /// The lines and the mark of a true value.
  static let truthStroke = Stroke(.vermilion, width: 0.8, dash: .dotted)
  private static let truthMarker = Marker(.star, .vermilion, size: 6)
  /// What stands in the key for them.
  static let truthKey = Layer(.points([], truthMarker), name: "truth")

  /// The true values of two quantities: lines across the frame, and a mark where both are known.
  func truthLayers(_ x: Quantity?, _ y: Quantity?) -> [Layer] {
    let (first, second) = (x.flatMap { truth[$0] }, y.flatMap { truth[$0] })
    var layers: [Layer] = []
    if let first {
      layers.append(Layer(.lines([[Point(first, -.infinity), Point(first, .infinity)]], Self.truthStroke)))
    }
    if let second {
      layers.append(Layer(.lines([[Point(-.infinity, second), Point(.infinity, second)]], Self.truthStroke)))
    }
    if let first, let second { layers.append(Layer(.points([Point(first, second)], Self.truthMarker))) }
    return layers
  }
}
