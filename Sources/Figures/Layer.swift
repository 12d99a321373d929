/// One thing drawn in a panel.
public struct Layer: Sendable {
  /// What it is called in the key; nil keeps it out of the key.
  public var name: Label?
  /// What is drawn.
  public var shape: Shape

  /// What can be drawn.
  public enum Shape: Sendable {
    /// Areas, each filled by the even-odd rule, so that a ring inside a ring is a hole.
    case area([Area], Fill)
    /// Lines through points; not closed unless the last point is the first.
    case lines([[Point]], Stroke)
    /// The steps of a histogram: `heights[i]` from `edges[i]` to `edges[i + 1]`.
    case steps(edges: [Double], heights: [Double], Stroke, fill: Fill?)
    /// Marks.
    case points([Point], Marker)
    /// Marks with horizontal error bars from `low` to `high`; infinite ends go to the edge of the frame.
    case intervals([Interval], Marker)
    /// Words beginning, centred or ending at a point.
    case text(Label, at: Point, Anchor, Colour)
    /// Words centred at a point and turned so that they run towards another, never head down.
    case writing(Label, at: Point, towards: Point, Colour)
  }

  /// A layer.
  public init(_ shape: Shape, name: Label? = nil) {
    self.shape = shape
    self.name = name
  }
}

/// A place in a panel, in the numbers of its axes.
public struct Point: Sendable, Equatable {
  /// Along the horizontal axis.
  public var x: Double
  /// Along the vertical axis.
  public var y: Double

  /// A point.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// Rings, the first the outer one, the others holes in it; the last point of a ring is joined to its first.
public struct Area: Sendable, Equatable {
  /// The rings.
  public var rings: [[Point]]

  /// An area bounded by rings.
  public init(rings: [[Point]]) { self.rings = rings }
}

/// A mark with a horizontal error bar.
public struct Interval: Sendable, Equatable {
  /// Where the mark stands; nil for a bar without a mark.
  public var centre: Double?
  /// The left end.
  public var low: Double
  /// The right end.
  public var high: Double
  /// Its height in the panel.
  public var y: Double

  /// A mark with an error bar.
  public init(centre: Double?, low: Double, high: Double, y: Double) {
    self.centre = centre
    self.low = low
    self.high = high
    self.y = y
  }
}

/// Which end of words stands at their point.
public enum Anchor: String, Sendable { case left, centre, right }
