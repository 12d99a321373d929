import Physics
import Testing

@testable import GlobalFit

@Suite("Where the value of a parameter comes from")
struct ParameterSourceTests {
  private func text(_ parameters: String, _ more: String = "") -> String {
    """
    title: A fit
    parametrisation: leptonic
    parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 50, \(parameters)}
    constraints: [neutrino-trident/ccfr-1991]
    \(more)
    """
  }

  @Test("is the source of the default for that value alone, left out or written")
  func defaults() throws {
    let source = Parameter.lepton(.mW).defaultSource
    #expect(source?.contains("PDG 2012") == true)
    #expect(try fit(text("mZ: 91.1876")).source(of: .lepton(.mW)) == source)
    #expect(try fit(text("mW: 80.385")).source(of: .lepton(.mW)) == source)
    for other in ["80.369", "{prior: normal, mean: 80.385, sigma: 0.01}", "{prior: fixed, value: 80.3}"] {
      #expect(try fit(text("mW: \(other)")).source(of: .lepton(.mW)) == nil)
    }
  }

  @Test(
    "is what the file says, of any role, and is written and read back",
    arguments: [
      "{prior: fixed, value: 80.369, source: PDG 2024}", "{prior: fixed, value: 80.385, source: PDG 2024}",
      "{prior: normal, mean: 80.369, sigma: 0.013, nuisance: true, source: PDG 2024}",
      "{prior: uniform, min: 80, max: 81, source: PDG 2024}",
    ])
  func written(parameter: String) throws {
    let own = try fit(text("mW: \(parameter)"))
    #expect(own.source(of: .lepton(.mW)) == "PDG 2024")
    let copy = try fit(own.resolved)
    #expect(copy.source(of: .lepton(.mW)) == "PDG 2024")
    #expect(copy.resolved == own.resolved)
    #expect(own.parameterSources.map(\.source) == ["PDG 2024"])
  }

  @Test("of a variant goes with its own value, and is no change by itself")
  func variants() throws {
    let sourced = "mW: {prior: fixed, value: 80.369, source: PDG 2024}"
    let own = try fit(
      text(
        sourced, "variants: {v: {set: {mW: 80.3}}, w: {set: {mW: {prior: fixed, value: 80.4, source: CDF}}}}")
    )
    #expect(own.variants.map { own.applying($0).source(of: .lepton(.mW)) } == [nil, "CDF"])
    #expect(own.variants.map(\.summary) == ["mW: 80.3", "mW: 80.4"])
    #expect(try fit(own.resolved).resolved == own.resolved)
    let said = whatIsSaid {
      try fit(text(sourced, "variants: {v: {set: {mW: {prior: fixed, value: 80.369, source: CDF}}}}"))
    }
    #expect(said?.contains("this changes nothing") == true, "\(said ?? "accepted")")
  }

  @Test("is not inherited by another value of a fit that extends this one")
  func inherited() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      text(
        "mW: {prior: fixed, value: 80.369, source: PDG 2024}, mZ: {prior: fixed, value: 91.188, source: PDG 2024}"
      ),
      to: "parent.yaml")
    let path = try folder.write("extends: parent.yaml\nparameters: {mW: 80.4}\n", to: "child.yaml")
    let child = try Fit(contentsOf: path)
    #expect(child.source(of: .lepton(.mW)) == nil)
    #expect(child.source(of: .lepton(.mZ)) == "PDG 2024")
  }

  @Test("is a text", arguments: ["[a]", "", "~", "{a: b}"])
  func refused(source: String) {
    let said = whatIsSaid { try fit(text("mW: {prior: fixed, value: 80.3, source: \(source)}")) }
    #expect(said?.contains("expected a source, a text or an address") == true, "\(said ?? "accepted")")
  }

  @Test("stands in shipped fits wherever they have another value than the default", arguments: Shipped.fits)
  func shipped(path: String) throws {
    let fit = try Fit(contentsOf: path)
    for own in [fit] + fit.variants.map({ fit.applying($0) }) {
      for parameter in own.parameters where parameter.parameter.defaultSource?.contains("PDG") == true {
        #expect(own.source(of: parameter.parameter) != nil, "\(parameter.parameter.rawValue)")
      }
    }
  }

  @Test("An informative prior beside an input that measures the same is told in a note")
  func informed() throws {
    let folder = try TemporaryFolder()
    try folder.write("T: {values: {tau_tau: 290.3 ± 0.5}}\n", to: "inputs/a.yaml")
    let library = try InputLibrary(folder: folder.path + "/inputs")
    func notes(_ prior: String) throws -> [String] {
      try Problem(
        fit(text("tauLifetime: \(prior)").replacing("neutrino-trident/ccfr-1991", with: "a")),
        library: library
      ).notes
        .filter { $0.contains("measures 'tauLifetime'") }
    }
    #expect(try notes("{prior: normal, mean: 290.3, sigma: 0.5}").count == 1)
    #expect(try notes("{prior: log-normal, median: 290.3, factor: 1.1}").count == 1)
    #expect(try notes("{prior: uniform, min: 280, max: 300}").isEmpty)
    #expect(try notes("290.3").isEmpty)
  }
}
