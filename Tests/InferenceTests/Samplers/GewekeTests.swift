import Testing

@testable import Inference

@Suite("The kernels leave a joint distribution as it is")
struct GewekeTests {
  @Test(
    "Stretch, differential evolution and both", arguments: [1, 0, 0.5] as [Double], GewekeTest.Prior.allCases)
  func kernels(stretchFraction: Double, prior: GewekeTest.Prior) {
    let scores = GewekeTest(prior: prior).zScores(of: Ensemble(walkers: 6, stretchFraction: stretchFraction))
    #expect(scores.largest < 4, "z = \(scores)")
  }
}
