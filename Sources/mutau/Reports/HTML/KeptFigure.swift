import Foundation
import Runs
import Typesetting

/// A figure in a run's folder: a drawing, and what it shows in words.
struct KeptFigure {
  /// The name of its file, without the ending.
  let name: String
  /// What stands below it.
  let caption: String
  /// What it shows, for those who do not see it.
  let alternative: String
  private let drawing: InlineSVG?

  /// Every `figures/NAME.svg`, sorted by name. Beside it `figures/NAME.txt` may hold the caption in its first line and the
  /// alternative text in the rest.
  static func all(in folder: RunFolder) -> [KeptFigure] {
    let place = URL(fileURLWithPath: folder.path).appendingPathComponent("figures")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    return files.filter { $0.hasSuffix(".svg") && !$0.hasPrefix(".") }.sorted().map {
      KeptFigure(named: String($0.dropLast(4)), in: folder)
    }
  }

  private init(named name: String, in folder: RunFolder) {
    self.name = name
    let words = String(decoding: folder.contents(of: "figures/\(name).txt") ?? [], as: UTF8.self)
    let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
    func text(_ lines: ArraySlice<Substring>) -> String {
      lines.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let (first, rest) = (text(lines.prefix(1)), text(lines.dropFirst()))
    caption = first.isEmpty ? name : first
    alternative = rest.isEmpty ? caption : rest
    drawing = folder.contents(of: "figures/\(name).svg").flatMap { InlineSVG(Data($0)) }
  }

  /// The figure with its caption, the so-and-so-many-th of its page.
  func html(number: Int) -> String {
    let label = HTML.escaped("Figure \(number)")
    guard let drawing else {
      return
        "<p class=\"warning\">\(label): figures/\(HTML.escaped(name)).svg is no drawing that can be shown.</p>\n"
    }
    // wider than a phone, it is moved to and fro there, as tables are, rather than drawn too small to be read
    let isWide = (drawing.width ?? 0) > 400
    let plate =
      isWide
      ? "class=\"plate wide scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(label)\""
      : "class=\"plate\""
    return """
      <figure>
      <div \(plate)>\(drawing.html(prefix: "figure-\(number)-", label: alternative))</div>
      <figcaption><strong>\(label).</strong> \(HTML.caption(caption))</figcaption>
      </figure>

      """
  }
}
