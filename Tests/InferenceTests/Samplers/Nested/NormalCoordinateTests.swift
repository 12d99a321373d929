import Foundation
import Testing

@testable import Inference

@Suite("A coordinate without edges")
struct NormalCoordinateTests {
  /// A map, the largest number that its values are added to, and the length of its circle.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let map: NormalCoordinate
    let size: Double
    var turn = Double.infinity
  }

  static let cases = [
    Case(testDescription: "line", map: .line, size: 1),
    Case(testDescription: "upwards", map: .halfLine(edge: -3, direction: 1, scale: 2), size: 3),
    Case(testDescription: "downwards", map: .halfLine(edge: 5, direction: -1, scale: 0.1), size: 5),
    Case(testDescription: "range", map: .range(low: -2, high: 7), size: 7),
    Case(testDescription: "circle", map: .circle(-.pi ... .pi, cut: 1), size: .pi, turn: 2 * .pi),
  ]

  /// A value is rounded, so the number is known to that over the slope.
  @Test("has a number for every value and a value for every number", arguments: cases)
  func roundTrip(of here: Case) {
    for number in stride(from: -6.0, through: 6, by: 0.25) {
      let (value, logSlope) = here.map.value(at: number)
      let back = here.map.number(at: value)
      let rounding = 4 * max(here.size, abs(value)).ulp / exp(logSlope)
      #expect(abs(back.number - number) < rounding + 1e-12, "\(number): \(back.number)")
      // ln slope falls off as number²/2, at most: its slope is the number.
      #expect(abs(back.logSlope - logSlope) < 8 * (rounding + 1e-12), "\(number)")
    }
  }

  @Test("has slopes that are the derivatives", arguments: cases)
  func slopes(of here: Case) {
    let step = 1e-4
    for number in stride(from: -3.1, through: 3.1, by: 0.31) {
      let (low, high) = (here.map.value(at: number - step).value, here.map.value(at: number + step).value)
      let numerical = abs((high - low).remainder(dividingBy: here.turn)) / (2 * step)
      // The third derivative is some number² times the first; rounding is below 10⁻⁹.
      #expect(abs(exp(here.map.value(at: number).logSlope) / numerical - 1) < 1e-6, "\(number)")
    }
  }

  @Test("tells places apart that lie next to an edge at zero, or far out")
  func farTails() {
    let range = NormalCoordinate.range(low: 0, high: 1)
    for value in [1e-200, 1e-100, 1e-20, 1e-6] {
      #expect(abs(range.value(at: range.number(at: value).number).value / value - 1) < 1e-10)
    }
    let half = NormalCoordinate.halfLine(edge: 0, direction: 1, scale: 2)
    for value in [1e-200, 1e-100, 1e-20, 1e-6, 1e-3, 20, 200, 1200] {
      #expect(abs(half.value(at: half.number(at: value).number).value / value - 1) < 1e-10)
    }
    // An edge itself has a number too.
    #expect(range.number(at: 0).number == -37 && range.number(at: 1).number == 37)
    #expect(half.number(at: 0).number == -37 && range.number(at: 0).logSlope.isFinite)
  }

  /// −ln Φ(−z) by mpmath, to 40 digits.
  static let distances = [
    (-36, 4.1826240657972833e-284), (-20, 2.7536241186062337e-89), (-9, 1.1285884059538406e-19),
    (-8, 6.2209605742717861e-16), (-6, 9.8658764552437573e-10), (-3, 0.0013508099647481938),
    (-0.1, 0.61650501011502629), (0, 0.69314718055994531), (0.5, 1.1759117615936186), (3, 6.6077262215103495),
    (9, 43.628149113332115), (36, 652.5032275937984),
  ]

  /// φ(z) of numbers so far out is rounded to |z|²/2 times as much as the number.
  @Test("stands for a distance from the edge of a half line, to every digit", arguments: distances)
  func fromEdge(number: Double, distance: Double) {
    for scale in [1, 1e-3] {
      let up = NormalCoordinate.halfLine(edge: 0, direction: 1, scale: scale)
      let rounding = 4e-16 * (4 + number * number)
      #expect(abs(up.value(at: number).value / (scale * distance) - 1) < rounding)
      #expect(abs(up.number(at: scale * distance).number - number) < 1e-13 * max(1, abs(number)))
    }
  }

  /// Φ⁻¹ by scipy.
  static let quantiles = [
    (0.001, -3.090232306167813), (0.05, -1.6448536269514722), (0.3, -0.5244005127080409), (0.5, 0),
    (0.975, 1.959963984540054),
  ]

  @Test("is a unit normal where it was uniform, or exponential on a half line", arguments: quantiles)
  func normal(probability: Double, number: Double) {
    let range = NormalCoordinate(bounds: -2...7, cycle: nil, draws: [])
    #expect(abs(range.number(at: -2 + 9 * probability).number - number) < 1e-12)
    let circle = NormalCoordinate.circle(-.pi ... .pi, cut: 1)
    let value = (1 + 2 * .pi * probability).remainder(dividingBy: 2 * .pi)
    #expect(abs(circle.number(at: value).number - number) < 1e-12)
    // The mean distance of the draws from the edge is 3.
    let distance = -3 * log1p(-probability)
    let up = NormalCoordinate(bounds: 1 ... .infinity, cycle: nil, draws: [2, 3, 7])
    #expect(abs(up.number(at: 1 + distance).number - number) < 1e-12)
    let down = NormalCoordinate(bounds: -.infinity...1, cycle: nil, draws: [0, -1, -5])
    #expect(abs(down.number(at: 1 - distance).number - number) < 1e-12)
  }

  @Test("is cut where there are no draws, if it is a circle, and left alone on a line")
  func cut() {
    let inside = NormalCoordinate(bounds: -.pi ... .pi, cycle: -.pi ... .pi, draws: [-1, 0, 1])
    #expect(inside.number(at: -1).number < inside.number(at: 0).number)
    #expect(inside.number(at: 0).number < inside.number(at: 1).number)
    let across = NormalCoordinate(bounds: -.pi ... .pi, cycle: -.pi ... .pi, draws: [3, -3])
    #expect(across.number(at: 3).number < across.number(at: -3).number)
    let line = NormalCoordinate(bounds: -.infinity ... .infinity, cycle: nil, draws: [3, -3])
    #expect(line.number(at: 4.5) == (4.5, 0) && line.value(at: 4.5) == (4.5, 0))
  }
}
