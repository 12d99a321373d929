import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

/// Every boundary of the shipped figures, asked from the side: a point just inside and one just outside, evaluated as
/// `mutau evaluate` does.
@Suite("Regions of figures")
struct PlaneFigureTests {
  private static let library = try? InputLibrary(folder: Shipped.inputs)

  private static func fit(_ name: String) throws -> Fit {
    try Fit(contentsOf: #require(Shipped.fits.first { $0.hasSuffix("/\(name).yaml") }))
  }

  private static let names = [
    "figure-2-left", "figure-2-right", "figure-3", "figure-2-left-latest", "figure-2-right-latest",
    "figure-3-latest",
  ]

  /// The shapes of a fit's figures, panel by panel.
  private struct Drawn: Sendable {
    let fit: Fit
    let shapes: [[[PlaneShape]]]
  }

  /// Every shipped figure, computed once for all tests.
  private static let drawings = names.map { name in
    Task {
      reportNumericalErrorsInResults()
      let library = try #require(Self.library)
      let fit = try Self.fit(name)
      return Drawn(fit: fit, shapes: try fit.figures.map { try $0.shapes(of: fit, library: library) })
    }
  }

  private static func drawn(_ name: String) async throws -> Drawn {
    try await drawings[#require(names.firstIndex(of: name))].value
  }

  @Test(arguments: names)
  func boundariesSeparateWhereConditionsHoldFromWhereTheyDoNot(_ name: String) async throws {
    let library = try #require(Self.library)
    let drawn = try await Self.drawn(name)
    let fit = drawn.fit
    for (figure, shapes) in zip(fit.figures, drawn.shapes) {
      for (panel, shapes) in zip(figure.panels, shapes) {
        let judge = Judge(fit: fit, figure: figure, panel: panel, library: library)
        var checked = 0
        for shape in shapes {
          guard case .region(let conditions) = shape.layer.content else { continue }
          for line in shape.lines.flatMap(\.self) {
            // Where a parameter varies at every point, the judge has to try its values one by one.
            let varies = conditions.contains { if case .nowhere = $0 { true } else { false } }
            let stride = max(1, line.x.count / (varies ? 5 : 12))
            for i in Swift.stride(from: 1, to: line.x.count - 1, by: stride) {
              let sides = figure.sides(of: line, at: i, step: varies ? 5e-3 : 1e-3)
              let holds = try sides.map { try judge.holds(conditions, at: $0) }
              let lie = sides.map { figure.isInside(shape, $0) }
              guard lie[0] != lie[1] else { continue }  // a corner sharper than the step to the side
              #expect(holds == lie, "\(name): \(shape.layer.label ?? "") at \(sides)")
              checked += 1
            }
          }
        }
        #expect(checked >= 15)
      }
    }
  }

  @Test(arguments: ["figure-2-left", "figure-2-right", "figure-3", "figure-3-latest"])
  func linesHaveTheirLevel(_ name: String) async throws {
    let library = try #require(Self.library)
    let drawn = try await Self.drawn(name)
    let fit = drawn.fit
    for (figure, shapes) in zip(fit.figures, drawn.shapes) {
      for (panel, shapes) in zip(figure.panels, shapes) {
        let judge = Judge(fit: fit, figure: figure, panel: panel, library: library)
        var checked = 0
        for shape in shapes {
          guard case .lines(let field, let levels) = shape.layer.content else { continue }
          for (level, lines) in zip(levels, shape.lines) {
            for line in lines {
              for i in Swift.stride(from: 0, to: line.x.count, by: max(1, line.x.count / 6)) {
                let value = try judge.value(field, at: (line.x[i], line.y[i]))
                #expect(
                  abs(value - level.level) < 3e-3 * abs(level.level), "\(name): \(value) for \(level.level)")
                checked += 1
              }
            }
          }
        }
        #expect(checked > 10)
      }
    }
  }

  /// Eq. 39: tridents exclude v_Φ below 750 GeV at 95 %, and Eq. 21: B_s mixing 1.8 TeV, both straight lines in the plane.
  @Test func figure3HasTheLinesThatThePaperQuotes() async throws {
    let drawn = try await Self.drawn("figure-3")
    let shapes = drawn.shapes[0][0]
    func vacuumValues(_ label: String) throws -> [Double] {
      let shape = try #require(shapes.first { $0.layer.label?.contains(label) == true })
      return shape.lines.flatMap(\.self).flatMap { zip($0.x, $0.y).map { $0 / $1 } }
    }
    let tridents = try vacuumValues("tridents")
    #expect(!tridents.isEmpty && tridents.allSatisfy { abs($0 - 750) < 10 })
    let mixing = try vacuumValues("mixing")
    #expect(!mixing.isEmpty && mixing.allSatisfy { abs($0 - 1800) < 50 })
  }

  /// A point that the paper calls allowed lies in no region: v_Φ = 1 TeV at m_Z' = 300 GeV.
  @Test func figure3LeavesTheAllowedRegionWhite() async throws {
    let drawn = try await Self.drawn("figure-3")
    let figure = drawn.fit.figures[0]
    for shape in drawn.shapes[0][0] where !shape.rings.isEmpty {
      #expect(!figure.isInside(shape, (300, 0.3)), "\(shape.layer.label ?? "")")
    }
  }
}

/// Evaluates conditions by ``Problem/evaluate(at:)``, one input at a time.
private final class Judge {
  let fit: Fit
  let figure: PlaneFigure
  let panel: PlanePanel
  let library: InputLibrary
  private var problems: [String: Problem] = [:]
  private var minima: [String: Double] = [:]

  init(fit: Fit, figure: PlaneFigure, panel: PlanePanel, library: InputLibrary) {
    (self.fit, self.figure, self.panel, self.library) = (fit, figure, panel, library)
  }

  /// A fit of its own with these inputs, in which the axes and what varies are free, in this order.
  private func problem(_ inputs: [ConstraintReference], varying varied: [Parameter]) throws -> Problem {
    let key = "\(inputs.map(\.name)) \(varied)"
    if let known = problems[key] { return known }
    let free = ([figure.horizontal.parameter, figure.vertical.parameter] + varied).map { parameter in
      switch parameter {
      case .gPrime: (parameter, 0.0...3)
      case .mZPrime: (parameter, 1e-6...1e9)
      default: (parameter, 100...1e9)
      }
    }
    let problem = try Problem(Fit(element(text(inputs, free: free))), library: library)
    problems[key] = problem
    return problem
  }

  private func text(_ inputs: [ConstraintReference], free: [(Parameter, ClosedRange<Double>)]) -> String {
    var values: [Parameter: Double] = [:]
    for parameter in fit.parameters {
      if case .fixed(let value) = parameter.role { values[parameter.parameter] = value }
      if case .nuisance(let prior) = parameter.role { values[parameter.parameter] = prior.centre }
    }
    values.merge(figure.values) { $1 }
    values.merge(panel.values) { $1 }
    var text = "title: one input\nparametrisation: \(fit.parametrisation.rawValue)\n"
    text += "formulas: \((panel.printedEquations ?? fit.formulas.asPrinted).written)\nparameters:\n"
    for (parameter, range) in free {
      values[parameter] = nil
      text +=
        "  \(parameter.rawValue): {prior: uniform, min: \(range.lowerBound), max: \(range.upperBound)}\n"
    }
    for (parameter, value) in values { text += "  \(parameter.rawValue): \(value)\n" }
    // any input will do where none is asked for
    let names = inputs.isEmpty ? ["neutrino-trident/ccfr-1991"] : inputs.map(\.name)
    return text + "constraints: [\(names.joined(separator: ", "))]\n"
  }

  private func evaluation(
    _ inputs: [ConstraintReference], at point: (x: Double, y: Double), with varied: [Parameter: Double]
  ) throws -> Evaluation {
    try problem(inputs, varying: Array(varied.keys)).evaluate(at: [point.x, point.y] + varied.values)
  }

  func value(
    _ field: PlaneField, at point: (x: Double, y: Double), with varied: [Parameter: Double] = [:]
  ) throws -> Double {
    switch field {
    case .observable(let observable):
      // the table of Z -> 4 mu is read only where an input asks for it
      let inputs =
        observable == .fourMuonEvents
        ? [
          ConstraintReference(
            name: "z-to-4mu/atlas-2013", place: InputError.Place(file: "", line: 0, column: 0))
        ] : []
      return try #require(evaluation(inputs, at: point, with: varied).observables[observable])
    case .parameter(let parameter): return try #require(varied[parameter])
    case .pull(let input): return try evaluation([input], at: point, with: varied).constraints[0].pulls[0]
    case .chiSquared(let inputs):
      return try evaluation(inputs, at: point, with: varied).constraints.reduce(0) { $0 + $1.chiSquared }
    case .deltaChiSquared(let inputs):
      let own = try evaluation(inputs, at: point, with: varied).constraints.reduce(0) { $0 + $1.chiSquared }
      let key = "\(inputs.map(\.name))"
      let lowest = try minima[key] ?? lowest(inputs)
      minima[key] = lowest
      return own - lowest
    case .largest(let own, let variation):
      let allowed = try steps(variation, at: point).filter {
        try holds(variation.conditions, at: point, with: $0)
      }
      return try allowed.map { try value(own, at: point, with: $0) }.max() ?? .nan
    }
  }

  func holds(
    _ conditions: [PlaneCondition], at point: (x: Double, y: Double), with varied: [Parameter: Double] = [:]
  ) throws -> Bool {
    try conditions.allSatisfy { condition in
      switch condition {
      case .field(let field, let range): return try range.contains(value(field, at: point, with: varied))
      case .nowhere(let variation):
        return try !steps(variation, at: point).contains {
          try holds(variation.conditions, at: point, with: $0)
        }
      }
    }
  }

  /// Values of the varied parameter to try: a hundred at equal factors, and forty more between any two of them that differ in
  /// which conditions hold.
  private func steps(
    _ variation: PlaneVariation, at point: (x: Double, y: Double)
  ) throws -> [[Parameter: Double]] {
    let (low, high) = (variation.range.lowerBound, variation.range.upperBound)
    func values(_ fraction: Double) -> [Parameter: Double] {
      [variation.parameter: low * pow(high / low, fraction)]
    }
    let coarse = (0...100).map { Double($0) / 100 }
    let holding = try coarse.map { step in
      try variation.conditions.map { try holds([$0], at: point, with: values(step)) }
    }
    var fractions = coarse
    for step in 0..<100 where holding[step] != holding[step + 1] {
      fractions += (1..<40).map { coarse[step] + Double($0) / 4000 }
    }
    return fractions.map(values)
  }

  /// The smallest χ² in the plane, by the fit's own search for its best fit.
  private func lowest(_ inputs: [ConstraintReference]) throws -> Double {
    let ranges = [figure.horizontal, figure.vertical].map { ($0.parameter, $0.range) }
    let problem = try Problem(Fit(element(text(inputs, free: ranges))), library: library)
    return problem.bestFit(seed: 1, by: Workforce(threads: 2)).chiSquared
  }
}

extension PlaneFigure {
  fileprivate func fractions(_ point: (x: Double, y: Double)) -> (Double, Double) {
    func fraction(_ axis: PlaneAxis, _ value: Double) -> Double {
      let (low, high) = (axis.range.lowerBound, axis.range.upperBound)
      return axis.isLogarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low)
    }
    return (fraction(horizontal, point.x), fraction(vertical, point.y))
  }

  /// Two points on either side of a corner of a boundary, where the boundary was found, a step of the frame away from it.
  fileprivate func sides(of line: ContourLine, at i: Int, step: Double) -> [(x: Double, y: Double)] {
    let (a, b) = (fractions((line.x[i - 1], line.y[i - 1])), fractions((line.x[i + 1], line.y[i + 1])))
    let length = hypot(b.0 - a.0, b.1 - a.1)
    guard length > 0 else { return [(line.x[i], line.y[i]), (line.x[i], line.y[i])] }
    let normal = (-(b.1 - a.1) / length, (b.0 - a.0) / length)
    let corner = fractions((line.x[i], line.y[i]))
    return [-step, step].map { step in
      (horizontal.value(at: corner.0 + step * normal.0), vertical.value(at: corner.1 + step * normal.1))
    }
  }

  /// Whether a point lies inside an odd number of a shape's rings.
  fileprivate func isInside(_ shape: PlaneShape, _ point: (x: Double, y: Double)) -> Bool {
    let (u, v) = fractions(point)
    var isInside = false
    for ring in shape.rings {
      let corners = zip(ring.x, ring.y).map { fractions(($0, $1)) }
      for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) where (a.1 > v) != (b.1 > v) {
        if u < a.0 + (b.0 - a.0) * (v - a.1) / (b.1 - a.1) { isInside.toggle() }
      }
    }
    return isInside
  }
}
