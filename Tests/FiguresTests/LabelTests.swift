import Testing

@testable import Figures

@Suite("Labels")
struct LabelTests {
  private func enhanced(_ label: Label) -> String { GnuplotText.enhanced(label.pieces) }

  @Test func variablesAreItalicAndUnitsUpright() {
    #expect(enhanced("$m_{Z'}$ [GeV]") == "{/:Italic m}_{{/:Italic Z}′} [GeV]")
    #expect(enhanced("$\\Delta a_\\mu$") == "Δ{/:Italic a}_{{/:Italic μ}}")
    #expect(enhanced("$\\Gamma_\\mathrm{inv}$") == "Γ_{inv}")
    #expect(
      enhanced("$\\tau \\to \\mu\\nu\\bar\\nu$")
        == "{/:Italic τ}\u{2009}→\u{2009}{/:Italic μνν\u{304}}")
    #expect(
      enhanced("$\\mathrm{BR}(B_s \\to \\mu\\mu) = 3\\times 10^{-9}$")
        == "BR({/:Italic B}_{{/:Italic s}}\u{2009}→\u{2009}{/:Italic μμ})\u{2009}=\u{2009}3\u{2009}×\u{2009}10^{−9}"
    )
  }

  @Test func indexAndExponentStandAboveEachOtherTheNarrowOneFirst() {
    #expect(enhanced("$C_9^{\\mu\\mu}$") == "{/:Italic C}@_{9}^{{/:Italic μμ}}")
    #expect(enhanced("$x^2_{abc}$") == "{/:Italic x}@^{2}_{{/:Italic abc}}")
  }

  @Test func signsOfTheDrawingProgramMeanNothingInWords() {
    #expect(enhanced("a_b^c @ & ~ {x}") == "a\\_b\\^c \\@ \\& \\~ \\{x\\}")
    #expect(enhanced(.verbatim("nu_tau^2 costs $5 {\\it}")) == "nu\\_tau\\^2 costs $5 \\{\\\\{}it\\}")
    #expect(GnuplotText.quoted("it's") == "'it''s'")
  }

  @Test(arguments: [
    "costs $5", "$\\unknown$", "\\frac12", "$x_$", "${$", "$\\bar$", "$_^$", "$\\", "$\\mathrm{a$",
  ])
  func whatIsNotAFormulaIsShownAsFarAsItGoes(text: String) {
    #expect(!enhanced(Label(text)).isEmpty || text.hasPrefix("$"))
  }

  @Test func unknownCommandsAndLonelyDollarsAreShown() {
    #expect(enhanced("costs $5") == "costs $5")
    #expect(enhanced("$\\unknown$") == "\\\\{}unknown")
  }

  @Test(
    arguments: [
      ("$\\Delta M_{B_s}^{\\mathrm{SM}}$ [ps]", nil), ("costs \\$5 a_b", nil),
      ("costs $5", .openFormula), ("$a$ and $b", .openFormula),
      ("$a_{b$", .unmatchedBrace), ("$a}$", .unmatchedBrace),
      ("$\\foo$", .unknownCommand("foo")), ("$\\mathrm{\\bra}$", .unknownCommand("bra")),
      ("\\mu or not", .commandOutsideFormula("mu")),
    ] as [(String, Label.Problem?)])
  func whatWouldNotBeShownAsItWasMeantIsNamed(text: String, problem: Label.Problem?) {
    #expect(Label(text).problem == problem)
  }

  @Test func powersOfTenGoToTheUnit() {
    func label(_ words: Label, exponent: Int, offset: String = "") -> String {
      var ticks = Ticks()
      (ticks.exponent, ticks.offset) = (exponent, offset)
      return ticks.label(of: Axis(words, 0...1)).text
    }
    #expect(label("$\\Delta a_\\mu$", exponent: -9) == "$\\Delta a_\\mu$ [$10^{-9}$]")
    #expect(label("m [GeV]", exponent: 6) == "m [$10^{6}$ GeV]")
    #expect(label("m [GeV]", exponent: 0) == "m [GeV]")
    #expect(label("", exponent: 6) == "$10^{6}$")
    // What all numbers begin with is taken from them.
    #expect(label("x", exponent: -12, offset: "1") == "x − 1 [$10^{-12}$]")
    #expect(label("m [GeV]", exponent: 0, offset: "−91.19") == "m + 91.19 [GeV]")
  }
}
