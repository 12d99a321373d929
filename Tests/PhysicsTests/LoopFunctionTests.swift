import Foundation
import Testing

@testable import Physics

@Suite("Loop functions agree with their integrals, computed with mpmath (Fixtures/reference.py)")
struct LoopFunctionTests {
  @Test("Re K_F from m_Z' = 1e14 GeV down to 1e-4 GeV", arguments: try Reference.functions("vertex"))
  func vertex(reference: Reference.Function) {
    let result = zVertexFunction(reference.argument)
    let scale = min(1, reference.argument)
    #expect((result.value - reference.value).magnitude <= 1e-12 * max(reference.value.magnitude, scale))
    let slopeScale = max(reference.derivative.magnitude, scale / reference.argument)
    #expect((result.derivative - reference.derivative).magnitude <= 1e-11 * slopeScale)
  }

  @Test("Im K_F, the discontinuity", arguments: try Reference.functions("imaginaryVertex"))
  func imaginaryVertex(reference: Reference.Function) {
    expect(imaginaryZVertexFunction(reference.argument), agreesWith: reference)
  }

  @Test("F of Δa_μ, through r = 4 and to r = 1e12", arguments: try Reference.functions("moment"))
  func moment(reference: Reference.Function) {
    expect(muonLoopFunction(reference.argument), agreesWith: reference)
  }

  @Test("The box of τ decays, through m_Z' = m_W", arguments: try Reference.functions("box"))
  func box(reference: Reference.Function) {
    expect(boxFunction(reference.argument), agreesWith: reference)
  }

  @Test("Li2(-x), to fifteen digits", arguments: try Reference.functions("dilogarithm"))
  func dilogarithmOfMinus(reference: Reference.Function) {
    #expect(relativeError(dilogarithm(ofMinus: reference.argument), reference.value) <= 1e-15)
  }

  @Test("The textbook form of F has no digits left where ours has twelve: the reference can tell")
  func textbookFormCancels() throws {
    let reference = try #require(try Reference.functions("moment").first { $0.argument == 1e6 })
    let r = reference.argument
    let root = (r * (r - 4)).squareRoot()
    let logarithm = log(2 / (r - 2 + root))
    let textbook = 1 - 2 * r + r * (r - 2) * log(r) + r * (r * r - 4 * r + 2) / root * logarithm
    #expect(relativeError(textbook, reference.value) > 0.1)
    #expect(relativeError(muonLoopFunction(r).value, reference.value) < 1e-14)
  }

  private func expect(_ result: ValueAndDerivative, agreesWith reference: Reference.Function) {
    #expect(relativeError(result.value, reference.value) <= 1e-13)
    #expect(relativeError(result.derivative, reference.derivative) <= 1e-12)
  }
}
