import Figures
import Foundation
import Runs

/// What a run is called in figures.
struct RunName {
  /// In keys.
  let label: Label
  /// Between the formulas of a caption.
  let inCaption: String
  /// For those who do not see the figure.
  let words: String

  /// A name as it stands.
  init(_ name: String) { (label, inCaption, words) = (.verbatim(name), Label.words(name), name) }

  /// A label that may hold formulas.
  init(formula text: String) {
    (label, inCaption, words) = (Label(text), text, text.filter { !"$\\{}".contains($0) })
  }

  /// The name of a run's folder, with as many of the folders above as tell it from others that are drawn with it.
  static func names(of folders: [RunFolder]) -> [RunName] {
    let parts = folders.map { URL(fileURLWithPath: $0.path).standardizedFileURL.pathComponents }
    return folders.indices.map { index in
      func ending(_ other: Int, _ count: Int) -> [String] { parts[other].suffix(count) }
      let others = folders.indices.filter { parts[$0] != parts[index] }
      let count = (1...max(1, parts[index].count)).first { count in
        !others.contains { ending($0, count) == ending(index, count) }
      }
      return RunName(ending(index, count ?? 1).joined(separator: "/"))
    }
  }
}
