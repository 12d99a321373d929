/// The room for a key above all panels: its entries in columns of the same width.
struct KeyStrip {
  /// How many entries stand side by side.
  let columns: Int
  /// In points; 0 without entries.
  let height: Double
  /// How large its letters are over those of other keys: smaller where an entry is longer than the sheet is wide.
  let scale: Double

  /// The room for these entries on a sheet that many points wide.
  init(_ layers: [Layer], width: Double) {
    let count = layers.count { $0.name != nil }
    // Gnuplot counts letters where it looks for room, and so takes entries for wider than they are.
    let widest = Self.width(of: layers)
    columns = max(1, min(count, Int((width - 12) / (1.35 * widest))))
    scale = min(1, max(0.4, (width - 42) / max(widest - 30, 1)))
    let rows = (count + columns - 1) / columns
    height = count == 0 ? 0 : Double(rows) * 1.35 * Layout.keyFontSize + 4
  }

  /// The width of an entry with its sample, in points.
  static func width(of layers: [Layer]) -> Double {
    30 + Layout.keyFontSize * (layers.compactMap { $0.name?.pieces }.map(GnuplotText.width).max() ?? 0)
  }
}
