import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page taken apart as XML, which it has to be.
final class Page: NSObject, XMLParserDelegate {
  let source: String
  private(set) var elements: Set<String> = []
  private(set) var allAttributes: [(String, String)] = []
  /// Without marks; style sheets are no text.
  private(set) var text = ""
  private(set) var title = ""
  private(set) var captions = ""
  private var open: [String] = []
  private var byElement: [String: [[String: String]]] = [:]

  struct NotWellFormed: Error { let reason: String }

  init(_ source: String) throws {
    self.source = source
    super.init()
    let parser = XMLParser(data: Data(source.utf8))
    parser.delegate = self
    guard parser.parse(), open.isEmpty else {
      throw NotWellFormed(
        reason: "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "open: \(open)")")
    }
  }

  func attributes(of element: String) -> [[String: String]] { byElement[element] ?? [] }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.insert(name)
    open.append(name)
    byElement[name, default: []].append(attributes)
    allAttributes += attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    if open.last == name { open.removeLast() }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if open.last == "title" { title += text }
    if open.contains("figcaption") { captions += text }
    if !open.contains("style"), !open.contains("script") { self.text += text }
  }
}
