import Inference
import Testing

@testable import GlobalFit

struct AsymptoticLimitTests {
  /// The limit on μ of x ~ N(μ, 1) where x = 1 was measured, and CLs can be had up to a place.
  private func found(edge: Double, known: Double = .infinity) -> AsymptoticLimit.Found {
    AsymptoticLimit(level: 0.95, side: .upper, inside: 1, edge: edge) { place in
      place > known ? nil : AsymptoticCLs(statistic: (place - 1) * (place - 1), expected: place * place)
    }.place(from: 1.5)
  }

  @Test("It is where Φ(1 − μ)/Φ(1) is 5 %")
  func place() {
    guard case .place(let place) = found(edge: 10) else {
      Issue.record("no limit")
      return
    }
    #expect(abs(place - 2.7271848) < 1e-6, "\(place)")
  }

  @Test("No limit inside the priors is not the same as none that could be found")
  func missing() {
    #expect(found(edge: 2.7) == .nothingInsidePriors)
    #expect(found(edge: 10, known: 2.7) == .failed)
    #expect(found(edge: 10, known: 1.4) == .failed)
  }
}
