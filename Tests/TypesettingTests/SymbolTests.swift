import Physics
import Testing

@testable import Typesetting

/// Every symbol of the model can be set, by LaTeX and on a page.
@Suite struct SymbolTests {
  private static let symbols =
    Parameter.allCases.map { ($0.rawValue, $0.latex) } + Observable.allCases.map { ($0.rawValue, $0.latex) }

  @Test func everySymbolIsWellFormedLaTeX() {
    for (name, latex) in Self.symbols {
      var depth = 0
      for character in latex {
        depth += character == "{" ? 1 : character == "}" ? -1 : 0
        #expect(depth >= 0, "\(name): \(latex)")
      }
      #expect(depth == 0 && !latex.isEmpty && latex.allSatisfy(\.isASCII), "\(name): \(latex)")
      #expect(latex.firstMatch(of: /[$&%#~]/) == nil, "\(name): \(latex)")
    }
  }

  @Test func everySymbolIsKnownToPages() {
    for (name, latex) in Self.symbols {
      let html = Formula(latex).html
      #expect(!html.contains("\\") && !html.contains("{"), "\(name): \(html)")
      for tag in ["i", "sub", "sup"] {
        let (begun, ended) = (html.components("<\(tag)>"), html.components("</\(tag)>"))
        #expect(begun == ended, "\(name): \(html)")
      }
    }
  }
}

extension String {
  fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
