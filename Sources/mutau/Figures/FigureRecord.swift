import Foundation
import Runs

/// Of which result each figure in a run's folder was drawn: `figures.txt`, a line with the name of a figure and the SHA-256 of
/// the result each, of `variants` that of the comparison. A run that was extended or fitted anew has a new result, and its
/// figures show the old one until they are drawn again.
struct FigureRecord {
  private static let fileName = "figures.txt"

  private var digests: [String: String] = [:]
  private let folder: RunFolder
  private let now: String?
  private let comparison: String?

  /// What is recorded in a run's folder; nothing if there is no record.
  init(_ run: StoredRun) {
    folder = run.folder
    now = run.result.map { sha256($0) }
    comparison = KeptComparison.text(in: run.store).map { sha256($0) }
    let text = String(decoding: folder.contents(of: Self.fileName) ?? [], as: UTF8.self)
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2 { digests[String(words[0])] = String(words[1]) }
    }
  }

  private func digest(of name: String) -> String? {
    name == RunFigure.variants.rawValue ? comparison : now
  }

  /// Whether a figure shows an older result. One that nothing is recorded of was made by somebody who knows.
  func isOutdated(_ name: String) -> Bool { digests[name].map { $0 != digest(of: name) } ?? false }

  /// Records that these figures were drawn of the result as it is. That it cannot be written costs nothing but the record.
  mutating func record(_ names: [String]) {
    for name in names { digests[name] = digest(of: name) }
    let lines = digests.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }
    try? folder.write(lines.joined(), to: Self.fileName)
  }
}
