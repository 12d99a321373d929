import Figures
import Foundation
import GlobalFit
import Inference

/// The regions of highest density of two quantities in a run, in the numbers of their axes.
struct DensityRegions {
  /// For each probability its region; the first holds nothing where the density is flat.
  let areas: [Area]

  /// Regions along these axes; none where a quantity has no density.
  init(_ x: QuantityAxis, _ y: QuantityAxis, in run: DrawnRun, holding probabilities: [Double]) {
    guard let first = run.place(of: x.quantity), let second = run.place(of: y.quantity),
      !x.isLogarithmic || run.drawn.quantities[first].isPositive,
      !y.isLogarithmic || run.drawn.quantities[second].isPositive,
      let density = run.drawn.density(first, second, isLogarithmic: (x.isLogarithmic, y.isLogarithmic))
    else {
      areas = []
      return
    }
    var found = probabilities.map { probability in
      let level = density.level(holding: probability)
      return Self.rings(of: density, above: level).filter { Self.isPlain($0, density, level) }
    }
    // A density that is flat wherever it is has no edge at that level, but it is not nowhere.
    if let last = found.indices.last, found[last].isEmpty {
      found[last] = Self.rings(of: density, above: 0.8 * density.level(holding: probabilities[last]))
    }
    areas = found.map { rings in
      Area(rings: rings.map { ring in zip(ring.x, ring.y).map { Point(x.value($0), y.value($1)) } })
    }
  }

  private static func rings(of density: JointDensity, above level: Double) -> [ContourLine] {
    func ends(_ axis: DensityAxis) -> [Double] { [axis.lower] + axis.centers + [axis.upper] }
    let (xs, ys) = (ends(density.x), ends(density.y))
    let values = xs.flatMap { x in ys.map { density.density(at: x, $0) - level } }
    return LevelSet(x: xs, y: ys, values: values) { density.density(at: $0, $1) - level }.rings
  }

  /// The least part of the posterior that an island has to hold, or a hole would hold at the density of its edge.
  private static let leastPart = 0.002

  /// Whether a ring bounds more than a wiggle: the density inside rises above, or falls below, the level by a fifth somewhere. The
  /// same rule joins peaks in one dimension. What holds next to nothing stands for a few draws only.
  private static func isPlain(_ ring: ContourLine, _ density: JointDensity, _ level: Double) -> Bool {
    guard let left = ring.x.min(), let right = ring.x.max(), let bottom = ring.y.min(), let top = ring.y.max()
    else { return false }
    let area = density.x.step * density.y.step
    var (isClear, part) = (false, 0.0)
    for (column, x) in density.x.centers.enumerated() where x > left && x < right {
      // Where the ring crosses this column, in order
      var crossings: [Double] = []
      for index in ring.x.indices {
        let next = (index + 1) % ring.x.count
        let (a, b) = (ring.x[index], ring.x[next])
        if (a > x) != (b > x) {
          crossings.append(ring.y[index] + (ring.y[next] - ring.y[index]) * (x - a) / (b - a))
        }
      }
      crossings.sort()
      for (row, y) in density.y.centers.enumerated() where y > bottom && y < top {
        guard crossings.count(where: { $0 < y }) % 2 == 1 else { continue }
        let value = density.values[column * density.y.count + row]
        if value > 1.25 * level || value < 0.8 * level { isClear = true }
        part += max(value, level) * area
        if isClear, part > leastPart { return true }
      }
    }
    return false
  }
}
