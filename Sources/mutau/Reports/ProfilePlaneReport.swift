import Foundation
import GlobalFit
import Typesetting

/// The profile likelihood over a plane as text: where its contours run.
struct ProfilePlaneReport {
  private let plane: ProfilePlaneResult

  init(_ plane: ProfilePlaneResult) { self.plane = plane }

  var document: Document {
    let (x, y) = (plane.x, plane.y)
    var document = Document()
    document.head(
      "Profile likelihood over (\(x.quantity.symbol), \(y.quantity.symbol))"
        + ", \(x.values.count) × \(y.values.count) points, \(plane.evaluations) evaluations")
    document.say(
      "  best fit  \(x.quantity.symbol) = \(Self.number(x.bestFit, x.unit, width(\.x)))"
        + ", \(y.quantity.symbol) = \(Self.number(y.bestFit, y.unit, width(\.y)))")
    let axes: [Cell] = [.quantity(x.quantity), .quantity(y.quantity)]
    var table = Table(
      ["contour", "Δχ²"] + axes + ["", "points"], typeset: ["contour", "Δχ²"] + axes + ["line", "points"])
    for contour in plane.contours {
      let name = "\((100 * contour.confidence).fixed(2)) %"
      if contour.lines.isEmpty {
        table.add([name, contour.deltaChiSquared.fixed(2), "the whole plane lies inside"])
      }
      for (number, line) in contour.lines.enumerated() {
        table.add([
          number == 0 ? name : "", number == 0 ? contour.deltaChiSquared.fixed(2) : "", Self.span(line.x),
          Self.span(line.y), line.isClosed ? "closed" : "open: \(ends(of: line))", "\(line.x.count)",
        ])
      }
    }
    if !table.isEmpty { document.add(table) }
    return document
  }

  private static func number(_ value: Double, _ unit: String, _ width: Double?) -> String {
    value.resolving(width) + (unit.isEmpty ? "" : " \(unit)")
  }

  /// The range that a line covers along an axis.
  private static func span(_ values: [Double]) -> String {
    let (lower, upper) = (values.min() ?? .nan, values.max() ?? .nan)
    return "[\(lower.resolving(upper - lower)), \(upper.resolving(upper - lower))]"
  }

  /// The range of the narrowest line along an axis.
  private func width(_ axis: (ProfilePlaneResult.Line) -> [Double]) -> Double? {
    plane.contours.flatMap(\.lines).map { line in
      (axis(line).max() ?? .nan) - (axis(line).min() ?? .nan)
    }.filter { $0 > 0 }.min()
  }

  /// Where an open line meets the edges of the plane.
  private func ends(of line: ProfilePlaneResult.Line) -> String {
    guard let last = line.x.indices.last else { return "" }
    return "from \(edge(line.x[0], line.y[0])) to \(edge(line.x[last], line.y[last]))"
  }

  /// The edge that a point lies on: `g' = 0.001`.
  private func edge(_ x: Double, _ y: Double) -> String {
    for (value, axis) in [(x, plane.x), (y, plane.y)] {
      for end in [axis.values.first, axis.values.last].compactMap(\.self)
      where abs(value - end) <= 1e-9 * max(abs(end), abs(value)) {
        return "\(axis.quantity.symbol) = \(end.resolving(Self.length(axis)))"
      }
    }
    return "(\(x.resolving(Self.length(plane.x))), \(y.resolving(Self.length(plane.y))))"
  }

  /// From one edge of the plane to the other.
  private static func length(_ axis: ProfilePlaneResult.Axis) -> Double {
    (axis.values.last ?? .nan) - (axis.values.first ?? .nan)
  }
}
