import Inference
import Physics

/// What a layer of a ``PlaneFigure`` came out as, in the units of the axes.
public struct PlaneShape: Sendable {
  /// The layer.
  public let layer: PlaneLayer
  /// What bounds a region, closed along the frame: inside is what lies inside an odd number of them. Empty for lines.
  public let rings: [ContourLine]
  /// A region's boundary without the frame, or the lines of each level.
  public let lines: [[ContourLine]]
}

extension PlaneFigure {
  /// What the figure shows of a fit: for each panel the shape of each layer.
  ///
  /// Level sets are looked for on a grid of 241 points along each axis, of 97 where a parameter varies at every point; what is
  /// smaller than its cells is missed.
  ///
  /// - Throws: where the figure asks for what is not there: an input that is not in the library, a parameter without a value.
  public func shapes(
    of fit: Fit, library: InputLibrary, by workforce: Workforce = Workforce()
  ) throws(InputError) -> [[PlaneShape]] {
    var tasks: [(layer: PlaneLayer, compiled: CompiledConditions)] = []
    for panel in panels {
      let theory = try PlaneTheory(self, panel: panel, of: fit, library: library)
      for layer in layers { tasks.append((layer, try theory.compiled(layer))) }
    }
    let counter = workforce.part("layers").counter(of: tasks.count)
    let shapes = parallelMap(tasks.count, threads: workforce.threads) { [tasks] task in
      let found = shape(of: tasks[task].layer, tasks[task].compiled)
      counter.advance()
      return found
    }
    return panels.indices.map { Array(shapes[$0 * layers.count..<($0 + 1) * layers.count]) }
  }

  /// Where its layers use formulas outside their validity, one sentence each.
  public func validityNotes(of fit: Fit, library: InputLibrary) throws(InputError) -> [String] {
    var notes: [String] = []
    for panel in panels {
      let theory = try PlaneTheory(self, panel: panel, of: fit, library: library)
      for layer in layers {
        for note in try theory.compiled(layer).validityNotes where !notes.contains(note) {
          notes.append(note)
        }
      }
    }
    return notes
  }

  /// Refuses what the figure could not be drawn with, without drawing it.
  func check(of fit: Fit, library: InputLibrary) throws(InputError) {
    for panel in panels {
      let theory = try PlaneTheory(self, panel: panel, of: fit, library: library)
      for layer in layers { _ = try theory.compiled(layer) }
    }
  }

  private func shape(of layer: PlaneLayer, _ compiled: CompiledConditions) -> PlaneShape {
    let compiled = compiled.findingMinima()
    let grid = compiled.grid
    switch layer.content {
    case .region:
      let set = LevelSet(x: grid, y: grid) { compiled.margin($0, $1) }
      return PlaneShape(layer: layer, rings: set.rings.map(inUnits), lines: [set.lines.map(inUnits)])
    case .lines(_, let levels):
      let values = grid.flatMap { u in grid.map { compiled.value(u, $0) } }
      let lines = levels.map { level, _ in
        LevelSet(x: grid, y: grid, values: values.map { $0 - level }) { compiled.value($0, $1) - level }
          .lines.flatMap { $0.pieces { abs(compiled.value($0, $1) - level) <= 1e-3 * abs(level) } }
          .map(inUnits)
      }
      return PlaneShape(layer: layer, rings: [], lines: lines)
    }
  }

  private func inUnits(_ line: ContourLine) -> ContourLine {
    ContourLine(
      x: line.x.map(horizontal.value), y: line.y.map(vertical.value), isClosed: line.isClosed)
  }
}

extension CompiledConditions {
  /// The fractions of an axis on which level sets are looked for.
  fileprivate var grid: [Double] {
    let cells = varies ? 96 : 240
    return (0...cells).map { Double($0) / Double(cells) }
  }
}

extension ContourLine {
  /// The line without the points that are none of it: where a function jumps over a level, it does not have its value.
  fileprivate func pieces(where belongs: (Double, Double) -> Bool) -> [ContourLine] {
    let isKept = zip(x, y).map(belongs)
    guard isKept.contains(false) else { return [self] }
    var pieces: [ContourLine] = []
    var run: [Int] = []
    // A closed line begins behind a point that goes, so that no piece is cut in two.
    let start = isClosed ? (isKept.firstIndex(of: false) ?? 0) : 0
    for step in 0...x.count {
      let index = (start + step) % x.count
      if step < x.count, isKept[index] {
        run.append(index)
      } else {
        if run.count > 1 {
          pieces.append(ContourLine(x: run.map { x[$0] }, y: run.map { y[$0] }, isClosed: false))
        }
        run = []
      }
    }
    return pieces
  }
}
