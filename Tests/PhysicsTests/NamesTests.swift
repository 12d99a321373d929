import Foundation
import Physics
import Testing

@Suite("Names")
struct NamesTests {
  private static let units = ["", "GeV", "GeV⁻²", "rad", "fs", "1/s"]

  @Test("Every observable says what it is", arguments: Observable.allCases)
  func observables(observable: Observable) {
    #expect(!observable.meaning.isEmpty)
    #expect(!observable.symbol.isEmpty)
    #expect(!observable.latex.isEmpty)
    #expect(Self.units.contains(observable.unit))
    #expect((observable.domain == nil) == observable.validity.isEmpty)
    let isParameter = observable.meaning.hasSuffix("(a parameter)")
    #expect(observable.equation.isEmpty == isParameter)
  }

  @Test("Every parameter says what it is", arguments: Parameter.allCases)
  func parameters(parameter: Parameter) {
    #expect(!parameter.meaning.isEmpty)
    #expect(!parameter.symbol.isEmpty)
    #expect(!parameter.latex.isEmpty)
    #expect(Self.units.contains(parameter.unit))
    #expect(
      (parameter.defaultValue == nil) == [.gPrime, .mZPrime, .quark(.mQ), .quark(.mD)].contains(parameter))
  }

  @Test("No two share a name or a symbol")
  func distinct() {
    #expect(Set(Observable.allCases.map(\.symbol)).count == Observable.allCases.count)
    #expect(Set(Observable.allCases.map(\.meaning)).count == Observable.allCases.count)
    #expect(Set(Parameter.allCases.map(\.symbol)).count == Parameter.allCases.count)
    #expect(Set(Parameter.allCases.map(\.latex)).count == Parameter.allCases.count)
    #expect(Set(Observable.allCases.map(\.latex)).count == Observable.allCases.count)
    #expect(Set(Parameter.allCases.map(\.meaning)).count == Parameter.allCases.count)
    let names = Observable.allCases.map(\.rawValue) + Parameter.allCases.map(\.rawValue)
    #expect(Set(names).count == names.count)
  }

  @Test("Every parameter and every observable is known by its name, and by no other")
  func byName() {
    for parameter in Parameter.allCases { #expect(Parameter(rawValue: parameter.rawValue) == parameter) }
    for observable in Observable.allCases { #expect(Observable(rawValue: observable.rawValue) == observable) }
    #expect(Parameter(rawValue: "YQb.argument") == nil)
    #expect(Parameter(rawValue: "yqb.re") == nil)
  }

  @Test("A complex coupling's own name is its real part", arguments: ComplexParameter.allCases)
  func complexNames(coupling: ComplexParameter) {
    #expect(Parameter(rawValue: coupling.name) == .component(coupling, .real))
    #expect(Parameter(rawValue: coupling.name + ".phase")?.unit == "rad")
    #expect(Parameter(rawValue: coupling.name + ".phase")?.isPhase == true)
    #expect(coupling.defaultForm.components.allSatisfy { $0.form == coupling.defaultForm })
  }

  @Test("Defaults lie within the physical range", arguments: Parameter.allCases)
  func defaults(parameter: Parameter) {
    if let value = parameter.defaultValue { #expect(parameter.physicalRange.contains(value)) }
  }

  @Test("Parametrisations differ in what they take and predict as the model does")
  func parametrisations() {
    let (leptonic, effective, heavy) = (
      Parametrisation.leptonic, Parametrisation.effective, Parametrisation.vectorLikeQuarks
    )
    #expect(Set(leptonic.observables).isStrictSubset(of: effective.observables))
    #expect(Set(effective.observables).isStrictSubset(of: heavy.observables))
    #expect(heavy.observables == Observable.allCases)
    #expect(Set(leptonic.parameters).isStrictSubset(of: effective.parameters))
    #expect(Set(effective.parameters).union(heavy.parameters) == Set(Parameter.allCases))
    #expect(!effective.parameters.contains(.quark(.mQ)) && !heavy.parameters.contains(.component(.c9, .real)))
  }

  @Test("The trident formula warns below 10 GeV")
  func tridentDomain() throws {
    let domain = try #require(Observable.trident.domain)
    #expect(domain.parameter == .mZPrime)
    #expect(domain.range.contains(10) && domain.range.contains(1e5) && !domain.range.contains(9.9))
    #expect(Observable.trident.validity == "m_Z' ≥ 10 GeV: heavy-Z' limit of Eq. 34")
  }

  @Test("Parameters are keys of a coded dictionary by their names")
  func coding() throws {
    let json = try JSONEncoder().encode([Parameter.gPrime: 0.5])
    #expect(String(decoding: json, as: UTF8.self) == #"{"gPrime":0.5}"#)
    let phases = [Parameter.component(.yQs, .phase): 1.25]
    let read = try JSONDecoder().decode([Parameter: Double].self, from: JSONEncoder().encode(phases))
    #expect(read == phases)
  }
}
