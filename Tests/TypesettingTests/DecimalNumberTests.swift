import Testing

@testable import Typesetting

@Suite struct DecimalNumberTests {
  @Test(arguments: [
    (0.1, 0, "0"), (0.5, 0, "1"), (0.49, 0, "0"), (-0.5, 0, "−1"), (-0.4, 0, "0"), (99.5, 0, "100"),
    (99.4, 1, "100"),
    (1234.5, 2, "1200"), (0.00015, -4, "0.0002"), (2, -3, "2.000"), (1e-5, -6, "0.000010"),
    (1e16, 15, "10000000000000000"),
    (49, 2, "0"), (50, 2, "100"), (4, 3, "0"), (0, -2, "0.00"), (0, 2, "0"),
  ])
  func roundsAsByHand(number: Double, place: Int, text: String) {
    #expect(DecimalNumber(number).rounded(to: place).text() == text)
  }

  /// Against the system's own printing, which rounds the binary number: the same unless a half decides.
  @Test func agreesWithTheSystemWhereNoHalfDecides() {
    var state: UInt64 = 1
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(state >> 11) / Double(1 << 53) * 1000 - 500
      let places = -Int(state % 7)
      let scale = (0..<(-places)).reduce(1.0) { power, _ in power * 10 }
      let remainder = (number.magnitude * scale).truncatingRemainder(dividingBy: 1)
      guard abs(remainder - 0.5) > 1e-6 else { continue }
      let read = Double(DecimalNumber(number).rounded(to: places).text().replacing("−", with: "-"))
      #expect(read == (number * scale).rounded() / scale)
    }
  }
}
