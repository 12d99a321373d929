import Testing

@testable import Figures

@Suite("Colours")
struct ColourTests {
  @Test func tintGoesFromWhiteToTheColour() {
    #expect(Colour.blue.tint(0) == Colour(0xFFFFFF))
    #expect(Colour.blue.tint(1) == .blue)
    #expect(Colour(0x000000).tint(0.5) == Colour(0x808080))
  }
}
