import Foundation
import Testing

/// Sources/mutau/Documentation.docc/PaperClaims.md.
struct PaperClaims: Sendable {
  private let lines: [String]

  init() {
    let page = Workshop.repository.appendingPathComponent("Sources/mutau/Documentation.docc/PaperClaims.md")
    lines = ((try? String(contentsOf: page, encoding: .utf8)) ?? "").components(separatedBy: "\n")
  }

  /// What the lines of code and the cells of the table tell the reader to type.
  var commands: [String] {
    lines.flatMap { line in
      line.hasPrefix("mutau ")
        ? [line]
        : line.components(separatedBy: "`").filter { $0.hasPrefix("mutau ") && line.hasPrefix("|") }
    }
  }

  /// The words after `mutau`, without the letter.
  static func words(_ command: String) -> [String] {
    let typed = command.components(separatedBy: "#")[0]
    return typed.split(separator: " ").dropFirst().map(String.init)
  }

  /// Evaluates the point of this letter.
  func point(_ letter: String) async throws -> Point {
    let command = try #require(lines.first { $0.hasPrefix("mutau ") && $0.hasSuffix("# " + letter) })
    let run = try await Workshop().mutau(Self.words(command) + ["--format", "json"])
    #expect(run.exitCode == 0, "\(run.complaints)")
    return try run.json()
  }

  /// The row of the claim that begins with these words.
  func row(_ beginning: String) throws -> Row {
    Row(text: try #require(lines.first { $0.hasPrefix("| " + beginning) }, "no claim “\(beginning)”"))
  }

  /// What `evaluate --format json` prints, with both readings of the formulas.
  struct Point: Decodable {
    struct Reading: Decodable {
      let name: String
      let observables: [String: Double]
    }
    let observables: [String: Double]
    let readings: [Reading]

    subscript(_ observable: String) -> Double? { observables[observable] }

    /// Predictions by the formulas as printed, where that makes a difference.
    var asPrinted: [String: Double] { readings.first { $0.name == "as-printed" }?.observables ?? [:] }
  }

  struct Row {
    let text: String

    /// Expects the number to be written in the row, to be what the program printed to as many digits, and both to be what
    /// was found by hand to a relative `tolerance`.
    func holds(
      _ written: String, _ value: Double?, byHand: Double, within tolerance: Double,
      sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let value = try #require(value, sourceLocation: sourceLocation)
      #expect(text.contains(written), "\(written) is not in “\(text)”", sourceLocation: sourceLocation)
      let plain = written.replacingOccurrences(of: "−", with: "-")
      let number = try #require(Double(plain), sourceLocation: sourceLocation)
      let parts = plain.components(separatedBy: "e")
      let decimals = parts[0].components(separatedBy: ".").dropFirst().first?.count ?? 0
      let lastDigit = pow(10, Double((parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - decimals))
      #expect(abs(value - number) <= 0.5001 * lastDigit, sourceLocation: sourceLocation)
      #expect(
        value.isClose(to: byHand, within: tolerance), "by hand \(byHand)", sourceLocation: sourceLocation)
    }
  }
}
