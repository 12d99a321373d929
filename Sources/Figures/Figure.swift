/// A drawing on one sheet: panels in rows, and the words that go with it.
///
/// What a figure shows is given in numbers and named styles; how it gets onto paper is ``Gnuplot``'s business.
public struct Figure: Sendable {
  /// The stem of its files: letters, digits, `-`, `_`.
  public var name: String
  /// A sentence that stands below it.
  public var caption: String
  /// What somebody who cannot see it needs to know.
  public var alternativeText: String
  /// The size of the sheet without the key above its panels, for which it is made higher: what stands there takes nothing from them.
  public var size: Size
  /// The panels row by row from the top; nil leaves a place empty. Rows have the same number of places.
  public var panels: [[Panel?]]
  /// Whether panels of a column share the horizontal axis and those of a row the vertical one: they then touch each other and
  /// only the outer ones are labelled.
  public var sharesAxes: Bool
  /// What stands in a key above all panels: layers of which only name and style count. Empty for no such key.
  public var key: [Layer]

  /// Width and height in centimetres.
  public struct Size: Sendable, Equatable {
    /// In centimetres.
    public var width: Double
    /// In centimetres.
    public var height: Double

    /// A size in centimetres.
    public init(width: Double, height: Double) {
      self.width = width
      self.height = height
    }

    /// As wide as a column of a two-column paper (8.6 cm), in which letters are those of the paper.
    public static func column(height: Double = 7.6) -> Size { Size(width: 8.6, height: height) }
  }

  /// A figure of panels in rows.
  public init(
    name: String, caption: String, alternativeText: String, size: Size, panels: [[Panel?]],
    sharesAxes: Bool = false, key: [Layer] = []
  ) {
    self.name = name
    self.caption = caption
    self.alternativeText = alternativeText
    self.size = size
    self.panels = panels
    self.sharesAxes = sharesAxes
    self.key = key
  }
}

/// A frame with two axes and what is drawn in it, bottom layer first.
public struct Panel: Sendable {
  /// Above the frame; nil for none.
  public var title: Label?
  /// Along the bottom.
  public var horizontal: Axis
  /// Along the left side.
  public var vertical: Axis
  /// The layers, bottom first; frame and ticks lie above them all.
  public var layers: [Layer]
  /// Where the key to the layers that have a name stands; nil for no key.
  public var key: KeyPlace?

  /// A corner of the frame, or beside it at the right.
  public enum KeyPlace: String, Sendable { case topLeft, topRight, bottomLeft, bottomRight, outside }

  /// A panel.
  public init(
    title: Label? = nil, horizontal: Axis, vertical: Axis, layers: [Layer], key: KeyPlace? = nil
  ) {
    self.title = title
    self.horizontal = horizontal
    self.vertical = vertical
    self.layers = layers
    self.key = key
  }

  /// The parts of lines that are seen in the frame. A point that is not a number interrupts its line.
  public func visible(_ lines: [[Point]]) -> [[Point]] { lines.flatMap(PanelFrame(self).clip(line:)) }
}

/// An axis of a panel.
public struct Axis: Sendable {
  /// What it shows, with its unit: `m_{Z'} [GeV]`.
  public var label: Label
  /// From left to right, or from bottom to top. Positive on a logarithmic scale.
  public var range: ClosedRange<Double>
  /// How numbers lie along it.
  public var scale: Scale
  /// The marks along it.
  public var ticks: Ticks

  /// How numbers lie along an axis.
  public enum Scale: String, Sendable { case linear, logarithmic }

  /// The marks along an axis.
  public enum Ticks: Sendable {
    /// At round numbers.
    case automatic
    /// None, nor numbers.
    case none
    /// At these places, with these words.
    case named([(value: Double, label: Label)])
  }

  /// An axis.
  public init(
    _ label: Label, _ range: ClosedRange<Double>, scale: Scale = .linear, ticks: Ticks = .automatic
  ) {
    self.label = label
    self.range = range
    self.scale = scale
    self.ticks = ticks
  }
}
