import Foundation
import Testing

@testable import GlobalFit

@Suite("How far a number moved")
struct ShiftRulerTests {
  @Test("is a difference, counted in standard deviations and in per cent of an interval")
  func linear() throws {
    let ruler = ShiftRuler(scale: ShiftScale(of: nil), sigma: 2, length: 5)
    let shift = try #require(ruler.shift(from: 10, to: 11))
    #expect(shift.difference == 1 && shift.sigmas == 0.5 && shift.percentOfInterval == 20)
  }

  @Test("is nothing where there is no end, and has no units where the fit as it stands has none")
  func absent() throws {
    let ruler = ShiftRuler(scale: ShiftScale(of: nil), sigma: nil, length: 0)
    #expect(ruler.shift(from: nil, to: 1) == nil && ruler.shift(from: 1, to: .infinity) == nil)
    let shift = try #require(ruler.shift(from: 1, to: 3))
    #expect(shift.difference == 2 && shift.sigmas == nil && shift.percentOfInterval == nil)
  }

  @Test("on a logarithmic scale is a factor")
  func logarithmic() throws {
    let scale = ShiftScale(isLogarithmic: true, isPeriodic: false)
    #expect(abs(scale.length(from: 10, to: 1000) - 2 * log(10)) < 1e-14)
    let ruler = ShiftRuler(scale: scale, sigma: log(10), length: log(100))
    let shift = try #require(ruler.shift(from: 10, to: 1000))
    #expect(shift.difference == 990)
    #expect(abs((shift.sigmas ?? .nan) - 2) < 1e-14 && abs((shift.percentOfInterval ?? .nan) - 100) < 1e-12)
    // zero is infinitely far away
    #expect(ruler.shift(from: 10, to: 0)?.sigmas == nil)
  }

  @Test("of a phase goes the shorter way around")
  func phase() {
    let scale = ShiftScale(isLogarithmic: false, isPeriodic: true)
    #expect(abs(scale.difference(from: 6, to: 0.1) - (0.1 - 6 + 2 * .pi)) < 1e-14)
    #expect(abs(scale.length(from: 6, to: 0.1) - (0.1 - 6 + 2 * .pi)) < 1e-14)
  }
}
