import Foundation
import Physics
import Testing

@Suite("Names")
struct NamesTests {
  @Test("Every observable says what it is", arguments: Observable.allCases)
  func observables(observable: Observable) {
    #expect(!observable.meaning.isEmpty)
    #expect(!observable.symbol.isEmpty)
    #expect(!observable.latex.isEmpty)
    #expect(["", "GeV", "fs", "1/s"].contains(observable.unit))
    #expect((observable.domain == nil) == observable.validity.isEmpty)
    let isParameter = observable.meaning.hasSuffix("(a parameter)")
    #expect(observable.equation.isEmpty == isParameter)
  }

  @Test("Every parameter says what it is", arguments: Parameter.allCases)
  func parameters(parameter: Parameter) {
    #expect(!parameter.meaning.isEmpty)
    #expect(!parameter.symbol.isEmpty)
    #expect(!parameter.latex.isEmpty)
    #expect(["", "GeV", "fs", "1/s"].contains(parameter.unit))
    #expect((parameter.defaultValue == nil) == [.gPrime, .mZPrime].contains(parameter))
  }

  @Test("No two share a name or a symbol")
  func distinct() {
    #expect(Set(Observable.allCases.map(\.symbol)).count == Observable.allCases.count)
    #expect(Set(Observable.allCases.map(\.meaning)).count == Observable.allCases.count)
    #expect(Set(Parameter.allCases.map(\.symbol)).count == Parameter.allCases.count)
    let names = Observable.allCases.map(\.rawValue) + Parameter.allCases.map(\.rawValue)
    #expect(Set(names).count == names.count)
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
  }
}
