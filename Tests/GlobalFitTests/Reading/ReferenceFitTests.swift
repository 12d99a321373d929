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

  @Test(
    "Every key of 'minimize' and 'sample' is in the reference, if only as a comment",
    arguments: MinimizeSettings.keys + SampleSettings.keys)
  func everySettingIsThere(key: String) throws {
    let lines = try text().split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("  \(key): ") || $0.hasPrefix("  # \(key): ") })
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
