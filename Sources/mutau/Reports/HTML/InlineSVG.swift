import Foundation
import Typesetting

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A drawing taken into a page: ids of its own, the width of its column, and nothing that runs or fetches anything.
struct InlineSVG {
  private enum Part {
    case open(String, [String: String])
    case close(String)
    case text(String)
  }

  private let parts: [Part]
  private let identifiers: Set<String>

  /// The drawing in a file; nil if it is no well-formed SVG.
  init?(_ data: Data) {
    let reader = Reader()
    let parser = XMLParser(data: data)
    parser.shouldResolveExternalEntities = false
    parser.delegate = reader
    guard parser.parse(), reader.isDrawing, reader.isWhole else { return nil }
    parts = reader.parts
    identifiers = reader.identifiers
  }

  /// How wide the drawing is meant to be, in pixels; nil if it does not say.
  var width: Double? {
    guard case .open(_, let attributes) = parts.first else { return nil }
    return Self.length(attributes["width"])
  }

  private static func length(_ text: String?) -> Double? {
    text.flatMap { Double($0.prefix { $0.isNumber || $0 == "." }) }
  }

  /// The drawing as an element of a page.
  ///
  /// - Parameters:
  ///   - prefix: what its ids begin with there.
  ///   - label: what it shows, for those who do not see it.
  func html(prefix: String, label: String) -> String {
    var html = ""
    for (index, part) in parts.enumerated() {
      switch part {
      case .open(let name, var attributes):
        for (key, value) in attributes { attributes[key] = renamed(value, of: key, prefix) }
        if index == 0 { attributes = Self.root(attributes, label: label) }
        let words = attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\"\(HTML.escaped($0.value))\"" }
        html += "<\(name)\(words.joined())>"
      case .close(let name): html += "</\(name)>"
      case .text(let text): html += HTML.escaped(renamedInStyle(text, prefix))
      }
    }
    return html
  }

  /// The outermost element: as wide as its column, and one image to a screen reader.
  private static func root(_ attributes: [String: String], label: String) -> [String: String] {
    var attributes = attributes
    if attributes["viewBox"] == nil, let width = length(attributes["width"]),
      let height = length(attributes["height"])
    {
      attributes["viewBox"] = "0 0 \(width) \(height)"
    }
    for key in ["width", "height", "x", "y", "id"] { attributes[key] = nil }
    attributes["xmlns"] = "http://www.w3.org/2000/svg"
    attributes["role"] = "img"
    attributes["aria-label"] = label
    attributes["focusable"] = "false"
    return attributes
  }

  private func renamed(_ value: String, of key: String, _ prefix: String) -> String {
    if key == "id" { return prefix + value }
    if key == "href" || key == "xlink:href" {
      return value.hasPrefix("#") ? "#" + prefix + value.dropFirst() : value
    }
    return value.replacing("url(#", with: "url(#\(prefix)").replacing("url('#", with: "url('#\(prefix)")
      .replacing("url(\"#", with: "url(\"#\(prefix)")
  }

  /// Style sheets name ids as `#id`, as they do colours: only what is an id is renamed.
  private func renamedInStyle(_ text: String, _ prefix: String) -> String {
    guard text.contains("#") else { return text }
    return text.replacing(/#([A-Za-z_][\w-]*)/) { match in
      identifiers.contains(String(match.output.1)) ? "#\(prefix)\(match.output.1)" : String(match.output.0)
    }
  }

  /// Takes a drawing apart and leaves out what may not be in a page.
  private final class Reader: NSObject, XMLParserDelegate {
    private(set) var parts: [Part] = []
    private(set) var identifiers: Set<String> = []
    /// How deep in an element that is left out.
    private var depthLeftOut = 0
    /// The style sheet that is being read.
    private var style: String?

    var isDrawing: Bool {
      guard case .open("svg", _) = parts.first else { return false }
      return true
    }

    /// Whether what began has ended, which the parser itself does not mind.
    var isWhole: Bool {
      guard case .close("svg") = parts.last else { return false }
      return parts.reduce(0) { depth, part in
        switch part {
        case .open: depth + 1
        case .close: depth - 1
        case .text: depth
        }
      } == 0
    }

    /// Elements that run, fetch or only name things; names and descriptions would show up as those of the page.
    private static let leftOut: Set<String> = [
      "script", "foreignObject", "iframe", "animate", "animateMotion", "animateTransform", "set", "handler",
      "title", "desc", "metadata",
    ]

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      let local = name.split(separator: ":").last.map(String.init) ?? name
      guard depthLeftOut == 0, !Self.leftOut.contains(local) else {
        depthLeftOut += 1
        return
      }
      var kept = attributes.filter { Self.isHarmless($0.key, $0.value) }
      // what refers to an id means the first of its elements
      if let id = kept["id"], !identifiers.insert(id).inserted { kept["id"] = nil }
      if local == "style" { style = "" }
      parts.append(.open(name, kept))
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      guard depthLeftOut == 0 else {
        depthLeftOut -= 1
        return
      }
      if let sheet = style {
        if Self.isHarmless(sheet) { parts.append(.text(sheet)) }
        style = nil
      }
      parts.append(.close(name))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      guard depthLeftOut == 0 else { return }
      if style != nil { style? += text } else { parts.append(.text(text)) }
    }

    func parser(_ parser: XMLParser, foundCDATA data: Data) {
      self.parser(parser, foundCharacters: String(decoding: data, as: UTF8.self))
    }

    private static func isHarmless(_ key: String, _ value: String) -> Bool {
      let key = key.lowercased()
      if key.hasPrefix("on") { return false }
      if key == "href" || key.hasSuffix(":href") || key == "src" {
        return value.hasPrefix("#") || value.hasPrefix("data:image/")
      }
      return isHarmless(value)
    }

    /// Whether a style fetches nothing.
    private static func isHarmless(_ style: String) -> Bool {
      let words = style.lowercased().filter { !$0.isWhitespace && $0 != "'" && $0 != "\"" }
      return !words.contains("@import") && !words.contains("javascript:") && !words.contains("image-set(")
        && !words.replacing("url(#", with: "").contains("url(") && !words.contains("\\")
    }
  }
}
