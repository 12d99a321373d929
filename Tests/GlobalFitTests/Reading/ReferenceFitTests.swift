import Foundation
import Testing

@testable import GlobalFit

/// `fits/reference.yaml` is the manual of the fit file: it must have every key, with its default.
struct ReferenceFitTests {
  private static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appendingPathComponent("fits/reference.yaml").path

  private func text() throws -> String { try String(contentsOfFile: Self.path, encoding: .utf8) }

  @Test("Every key of a fit file is in the reference", arguments: Fit.keys)
  func everyKeyIsThere(key: String) throws {
    #expect(try text().contains("\n\(key):"))
  }

  @Test("Every setting is in the reference with its default and its meaning, if only as a comment")
  func everySettingIsThere() throws {
    let lines = try text().split(separator: "\n")
    let minimize = try MinimizeSettings(nil, dimension: 3).entries(dimension: 3)
    // of settings that several samplers have, the reference has the default of the first
    let sample = SampleSettings.Sampler.allCases.flatMap(\.entries)
    for key in Spelling.distinct((minimize + sample).map(\.key)) {
      let own = try #require((minimize + sample).first { $0.key == key })
      let place = try #require(
        lines.firstIndex { $0.hasPrefix("  \(key): ") || $0.hasPrefix("  # \(key): ") }, "\(key)")
      // A comment goes on in lines that hold nothing else.
      let more = lines[(place + 1)...].prefix { $0.hasPrefix("            ") && $0.firstWord == "#" }
      let words = ([lines[place]] + more).flatMap { $0.split(separator: " ").filter { $0 != "#" } }
      let said = words.joined(separator: " ")
      #expect(said.contains(own.meaning), "\(said)")
      if own.words != "by dimension" { #expect(said.hasPrefix("\(key): \(own.value) "), "\(said)") }
    }
    #expect(lines.contains { $0.hasPrefix("  \(SampleSettings.key): nested ") })
  }

  @Test(
    "Every key of a variant is in the reference",
    arguments: VariantReader.keys + [VariantReader.product, Inheritance.key])
  func everyKeyOfVariantsIsThere(key: String) throws {
    let lines = try text().split(separator: "\n")
    #expect(
      lines.contains {
        $0.contains("{\(key): ") || $0.contains(" \(key): [") || $0.hasPrefix("# \(key): ")
      })
  }

  @Test(
    "Every prior is in the reference with all of its keys", arguments: ParameterReader.priors.keys.sorted())
  func everyPriorIsThere(prior: String) throws {
    let keys = try #require(ParameterReader.priors[prior])
    let lines = try text().split(separator: "\n").filter { $0.contains("{prior: \(prior)") }
    #expect(lines.contains { line in keys.allSatisfy { line.contains(" \($0): ") } })
  }

  @Test("Every key of a figure is in the reference", arguments: PlaneFigureReader.allKeys)
  func everyKeyOfAFigureIsThere(key: String) throws {
    #expect(try text().firstRange(of: "\(key):") != nil)
  }

  @Test("What the reference calls a default is one")
  func theDefaultsAreTrue() throws {
    let written = try Fit(contentsOf: Self.path)
    let required = ["title", "parametrisation", "parameters", "constraints"]
    // The file without everything that is not required: comments, and the blocks of all other keys.
    var bare: [Substring] = []
    var isRequired = true
    for line in try text().split(separator: "\n") where !line.hasPrefix("#") {
      if let first = line.first, first != " " {
        isRequired = required.contains { line.hasPrefix("\($0):") }
      }
      if isRequired { bare.append(line) }
    }
    let text = bare.joined(separator: "\n")
    let implied = try Fit(Document.parse(Array(text.utf8), file: "bare"))
    #expect("\(written.minimize.algorithm)" == "\(implied.minimize.algorithm)")
    #expect(written.minimize.starts == implied.minimize.starts)
    #expect(written.minimize.maximumEvaluations == implied.minimize.maximumEvaluations)
    #expect("\(written.sample)" == "\(implied.sample)")
    #expect(written.seed == implied.seed)
    #expect(written.formulas == implied.formulas)
    #expect(written.profile == implied.profile)
    #expect(written.predictions == implied.predictions)
  }
}

extension Substring {
  /// What stands before the first blank, but for those at the beginning.
  fileprivate var firstWord: Substring? { split(separator: " ").first }
}
