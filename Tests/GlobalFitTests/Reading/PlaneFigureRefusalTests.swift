import Testing

@testable import GlobalFit

/// A figure in a fit file with one mistake in it, and what is said of it.
@Suite("Figures of a fit file that are refused")
struct PlaneFigureRefusalTests {
  private static let good = """
    title: A fit
    parametrisation: effective
    parameters:
      gPrime: {prior: log-uniform, min: 1e-3, max: 1}
      mZPrime: {prior: log-uniform, min: 10, max: 1000}
      C9.re: -1
    constraints: [neutrino-trident/ccfr-1991]
    figures:
      - name: plane-1
        plane: [mZPrime, gPrime]
        layers:
          - {region: {pull: neutrino-trident/ccfr-1991, below: -2}, label: excluded, label-at: [100, 0.5]}
          - lines: {observable: v_Phi, levels: [200, 400]}

    """

  @Test func theOneWithoutMistakesIsRead() throws {
    let figure = try #require(Fit(element(Self.good)).figures.first)
    #expect(figure.name == "plane-1" && figure.layers.count == 2)
    #expect(figure.horizontal.range == 10...1000 && figure.horizontal.isLogarithmic)
    #expect(figure.texts.map(\.words) == ["excluded"])
  }

  struct Case: Sendable, CustomStringConvertible {
    let old: String
    let new: String
    let said: String
    var description: String { new }

    init(_ old: String, _ new: String, _ said: String) { (self.old, self.new, self.said) = (old, new, said) }
  }

  @Test(arguments: [
    Case("name: plane-1", "name: plane/1", "9:11: the name of a figure is that of its files"),
    Case("    layers:", "    layer:", "11:5: unknown key 'layer' in a figure; did you mean 'layers'?"),
    Case("[mZPrime, gPrime]", "[mZPrime]", "10:12: a plane has two parameters"),
    Case("[mZPrime, gPrime]", "[mZPrime, mZPrime]", "10:12: a plane has two different parameters"),
    Case("[mZPrime, gPrime]", "[mZPrime, gPrim]", "10:22: unknown parameter 'gPrim'; did you mean 'gPrime'?"),
    Case("[mZPrime, gPrime]", "[mZPrime, mQ]", "10:22: 'mQ' is no parameter of this fit"),
    Case("[mZPrime, gPrime]", "[mZPrime, C9.re]", "10:22: 'C9.re' is fixed in this fit: 'range' has to say"),
    Case(
      "    layers:", "    range: {mZPrime: [10, 5]}\n    layers:", "11:22: a range has a lower and a larger"),
    Case("    layers:", "    range: {C9.re: [1, 5]}\n    layers:", "11:13: 'C9.re' is no axis of this plane"),
    Case("    layers:", "    at: {gPrime: 1}\n    layers:", "11:10: 'gPrime' is an axis of this plane"),
    Case("    layers:", "    scale: {gPrime: log}\n    layers:", "11:21: unknown scale 'log'"),
    Case("below: -2", "below: -2, above: 1", "12:18: a condition has one of 'above', 'below' and 'between'"),
    Case(", below: -2", "", "12:18: a condition has one of 'above', 'below' and 'between'"),
    Case("below: -2", "between: [2, 1]", "12:62: 'between' takes a lower and a larger upper end"),
    Case("below: -2", "bellow: -2", "12:53: unknown key 'bellow' in a condition; did you mean 'below'?"),
    Case("label: excluded, ", "", "12:9: 'label-at' needs a 'label'"),
    Case("label-at: [100, 0.5]", "label-towards: [1, 1]", "12:9: 'label-towards' needs 'label-at'"),
    Case(
      "[100, 0.5]", "[1e6, 0.5]",
      "12:93: '1e6' lies outside of the frame, where 'mZPrime' goes from 10 to 1000"),
    Case(
      "[100, 0.5]", "[100, -5]", "12:98: '-5' lies outside of the frame, where 'gPrime' goes from 0.001 to 1"),
    Case("[100, 0.5]", "[100]", "12:92: a place has two numbers"),
    Case(
      "[100, 0.5]", "[100, 0.5], label-towards: [-1, 1]",
      "12:120: 'mZPrime' has a logarithmic axis, with numbers above zero only"),
    Case(
      "    layers:", "    range: {mZPrime: [10, .inf]}\n    layers:",
      "11:27: expected a number of a range such as [10, 1000], a finite number, found '.inf'"),
    Case(
      "    layers:", "    panels: [{title: a}, {title: b}, {title: a}]\n    layers:",
      "11:38: there are two panels of the title 'a'"),
    Case("label-at: [100, 0.5]", "colour: pink", "12:90: unknown colour 'pink'"),
    Case("label-at: [100, 0.5]", "opacity: 2", "12:91: opacity lies between 0 and 1"),
    Case("levels: [200, 400]", "levels: [200, 200]", "13:44: lines need different levels"),
    Case("levels: [200, 400]", "levels: [200], level-labels: [a, b]", "13:65: 1 levels need as many labels"),
    Case("observable: v_Phi, levels", "levels", "13:16: lines has one of observable"),
    Case("observable: v_Phi", "observable: BR(t->Z'b)", "13:29: unknown observable"),
    Case(
      "observable: v_Phi",
      "largest: {observable: v_Phi, varying: {gPrime: [0, 1]}, where: {parameter: mZPrime, above: 1}}",
      "13:56: 'gPrime' is an axis of this plane already"),
  ])
  func whatIsWrongIsSaidWhereItStands(_ mistake: Case) {
    #expect(Self.good.contains(mistake.old))
    let heard = whatIsSaid { try Fit(element(Self.good.replacing(mistake.old, with: mistake.new))) }
    #expect(heard?.hasPrefix("input.yaml:\(mistake.said)") == true, "\(heard ?? "accepted")")
  }

  @Test(arguments: [
    ("neutrino-trident/ccfr-1991, below", "neutrino-trident/ccfr-1992, below", "there is no input"),
    ("pull: neutrino-trident/ccfr-1991", "pull: z-couplings/lep-slc-2006", "measures more than one number"),
    (
      "pull: neutrino-trident/ccfr-1991",
      "chi-squared: [neutrino-trident/ccfr-1991, neutrino-trident/average-2014]", "shares data with"
    ),
    (
      "C9.re: -1", "C9.re: {prior: uniform, min: -1, max: 1}",
      "'at' has to give its value in the figure 'plane-1'"
    ),
  ])
  func whatTheInputsCannotGiveIsRefusedBeforeAnythingIsComputed(_ old: String, _ new: String, _ said: String)
    throws
  {
    #expect(Self.good.contains(old))
    let library = try InputLibrary(folder: Shipped.inputs)
    let heard = whatIsSaid {
      try Problem(Fit(element(Self.good.replacing(old, with: new))), library: library)
    }
    #expect(heard?.contains(said) == true, "\(heard ?? "accepted")")
  }
}
