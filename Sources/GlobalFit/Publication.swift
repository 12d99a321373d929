import Foundation

/// Names of one publication: what identifies it on INSPIRE, at the arXiv, by its DOI, or an address.
///
/// Two records are of the same publication if they have a name in common, however each of them spells it.
struct Publication: Sendable {
  /// One of the names.
  enum Name: Hashable, Sendable {
    case inspire(String)
    /// The number of a record on INSPIRE.
    case record(String)
    case arXiv(String)
    case doi(String)
    /// An address that is none of the above, without what does not matter: `pdg.lbl.gov/2024`.
    case address(String)

    /// In words, for messages.
    var words: String {
      switch self {
      case .inspire(let key): key
      case .record(let number): "record \(number) of INSPIRE"
      case .arXiv(let number): "arXiv:\(number)"
      case .doi(let name): "doi:\(name)"
      case .address(let address): address
      }
    }

    /// Whether nothing but one publication has it, which an address does not promise.
    var isOfOnePublication: Bool { if case .address = self { false } else { true } }
  }

  /// The names that a record gives, the surest first.
  let names: [Name]

  /// - Parameters:
  ///   - inspire: the key on INSPIRE.
  ///   - hepdata: the record at HEPData.
  ///   - url: the address.
  init(inspire: String?, hepdata: String? = nil, url: String?) {
    names = [inspire.map(Self.inspire), hepdata.flatMap(Self.hepdata), url.flatMap(Self.address)]
      .compactMap(\.self)
  }

  private static func inspire(_ key: String) -> Name {
    let key = key.trimmingCharacters(in: .whitespaces)
    return key.allSatisfy(\.isNumber) ? .record(key) : .inspire(key.lowercased())
  }

  /// `ins1234567` has the number of the record on INSPIRE.
  private static func hepdata(_ record: String) -> Name? {
    record.firstMatch(of: /ins(\d+)/.ignoresCase()).map { .record(String($0.1)) }
  }

  /// The name in an address, or in what people write for one: `arXiv:1403.1269v2`, `doi:10.1103/…`.
  private static func address(_ url: String) -> Name? {
    let text = (url.removingPercentEncoding ?? url).trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { return nil }
    if let number = arXivNumber(text) { return .arXiv(number) }
    if let match = text.firstMatch(of: /inspirehep\.net.*texkeys?[:=]\s*"?([^\s"&]+)/.ignoresCase()) {
      return .inspire(match.1.lowercased())
    }
    if let match = text.firstMatch(
      of: /inspirehep\.net\/(?:api\/)?(?:literature|record)\/(\d+)/.ignoresCase())
    {
      return .record(String(match.1))
    }
    if let match = text.firstMatch(of: /hepdata\.net\/record\/ins(\d+)/.ignoresCase()) {
      return .record(String(match.1))
    }
    if let match = text.firstMatch(of: /\b(10\.\d{4,9}\/[^\s?#]+)/) {
      return .doi(trimmed(match.1.lowercased()))
    }
    let address = plain(text)
    // the front page of a host is of all that is published there
    return address.contains("/") || address.contains("?") ? .address(address) : nil
  }

  /// The number of an e-print without its version: `1403.1269`, `hep-ex/9909041`.
  private static func arXivNumber(_ text: String) -> String? {
    guard text.firstMatch(of: /arxiv|ar5iv|^\d{4}\.\d{4,5}(v\d+)?$/.ignoresCase()) != nil else { return nil }
    if let match = text.firstMatch(of: /\b(\d{4}\.\d{4,5})(?!\d)/) { return String(match.1) }
    guard
      let match = text.firstMatch(
        of: /(?:^|[^a-z])([a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2})?\/(\d{7})(?!\d)/.ignoresCase())
    else {
      return nil
    }
    return "\(match.1.lowercased())/\(match.2)"
  }

  /// A DOI without what addresses put behind it.
  private static func trimmed(_ name: String) -> String {
    var name = name[...]
    for ending in ["/pdf", ".pdf", "/full", "/abstract", "/meta"] where name.hasSuffix(ending) {
      name = name.dropLast(ending.count)
    }
    while let last = name.last, "/.,;)".contains(last), !(last == ")" && name.contains("(")) {
      name.removeLast()
    }
    return String(name)
  }

  /// An address without its scheme, `www.`, place in the page, and slashes at its end; its host in small letters.
  private static func plain(_ text: String) -> String {
    var rest = text[...]
    if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
    if let place = rest.firstIndex(of: "#") { rest = rest[..<place] }
    while rest.last == "/" { rest.removeLast() }
    let host = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(host.count)
    let short = host.lowercased()
    return (short.hasPrefix("www.") ? String(short.dropFirst(4)) : short) + path
  }
}
