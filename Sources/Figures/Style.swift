/// A colour of the screen, each part from 0 to 255.
public struct Colour: Sendable, Hashable {
  /// Red.
  public var red: UInt8
  /// Green.
  public var green: UInt8
  /// Blue.
  public var blue: UInt8

  /// A colour written as in a web page: `0x0072B2`.
  public init(_ hexadecimal: UInt32) {
    red = UInt8(hexadecimal >> 16 & 0xFF)
    green = UInt8(hexadecimal >> 8 & 0xFF)
    blue = UInt8(hexadecimal & 0xFF)
  }

  /// Mixed with white: 1 leaves the colour as it is, 0 gives white.
  public func tint(_ strength: Double) -> Colour {
    func mix(_ part: UInt8) -> UInt32 { UInt32((255 - (255 - Double(part)) * strength).rounded()) }
    return Colour(mix(red) << 16 | mix(green) << 8 | mix(blue))
  }
}

extension Colour {
  // The colours that Okabe and Ito chose to be told apart by everybody (https://jfly.uni-koeln.de/color/), which differ in
  // brightness too; and greys.

  /// Black.
  public static let black = Colour(0x000000)
  /// Okabe and Ito's orange.
  public static let orange = Colour(0xE69F00)
  /// Okabe and Ito's sky blue.
  public static let skyBlue = Colour(0x56B4E9)
  /// Okabe and Ito's bluish green.
  public static let green = Colour(0x009E73)
  /// Okabe and Ito's yellow.
  public static let yellow = Colour(0xF0E442)
  /// Okabe and Ito's blue.
  public static let blue = Colour(0x0072B2)
  /// Okabe and Ito's vermilion.
  public static let vermilion = Colour(0xD55E00)
  /// Okabe and Ito's reddish purple.
  public static let purple = Colour(0xCC79A7)
  /// The grey of what is excluded altogether.
  public static let darkGrey = Colour(0x707070)
  /// A middle grey.
  public static let grey = Colour(0xA8A8A8)
  /// The grey of what another measurement excludes.
  public static let lightGrey = Colour(0xD4D4D4)

  /// In the order in which overlaid runs, chains or variants take them.
  public static let series: [Colour] = [.blue, .vermilion, .green, .purple, .orange, .skyBlue, .black]
}

/// How an area is filled.
public struct Fill: Sendable, Hashable {
  /// The colour.
  public var colour: Colour
  /// From 0, not seen, to 1, which hides what is below.
  public var opacity: Double

  /// A colour that hides what is below, unless it is to shine through.
  public init(_ colour: Colour, opacity: Double = 1) {
    self.colour = colour
    self.opacity = opacity
  }
}

/// How a line is drawn.
public struct Stroke: Sendable, Hashable {
  /// The colour.
  public var colour: Colour
  /// In points; 0.5 is the thinnest that survives print.
  public var width: Double
  /// Full, or how it is broken.
  public var dash: Dash

  /// How a line is broken.
  public enum Dash: String, Sendable, CaseIterable { case solid, dashed, dotted, dashDotted }

  /// A line.
  public init(_ colour: Colour, width: Double = 1, dash: Dash = .solid) {
    self.colour = colour
    self.width = width
    self.dash = dash
  }
}

/// How a mark looks.
public struct Marker: Sendable, Hashable {
  /// Its form.
  public var form: Form
  /// Its colour.
  public var colour: Colour
  /// Across, in points.
  public var size: Double

  /// The forms of marks.
  public enum Form: String, Sendable, CaseIterable { case disc, circle, square, diamond, cross, star, bar }

  /// A mark.
  public init(_ form: Form = .disc, _ colour: Colour, size: Double = 4) {
    self.form = form
    self.colour = colour
    self.size = size
  }
}
