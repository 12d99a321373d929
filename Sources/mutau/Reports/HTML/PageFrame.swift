import Runs
import Typesetting

/// What every page of a run has around its sections. Well-formed as XML too.
struct PageFrame {
  let title: String
  let isConverged: Bool
  /// Whether the numbers may be used, as HTML.
  let verdict: String
  /// What it is about, in a sentence.
  let summary: String
  let sections: [Section]

  /// A part of the page under a heading of its own.
  struct Section {
    let id: String
    let title: String
    let body: String
    /// Whether it is shown when somebody asks for it.
    let isFolded: Bool

    /// Nil where there is nothing to say.
    init?(_ id: String, _ title: String, _ body: String, isFolded: Bool = false) {
      guard !body.isEmpty else { return nil }
      (self.id, self.title, self.body, self.isFolded) = (id, title, body, isFolded)
    }

    fileprivate var html: String {
      let heading = "<h2 id=\"\(id)-title\">\(HTML.escaped(title))</h2>"
      // a link to what is inside of it opens it
      let content =
        isFolded
        ? "<details class=\"section\">\n<summary>\(heading)</summary>\n<div id=\"\(id)\">\n\(body)</div>\n</details>\n"
        : "\(heading)\n<div id=\"\(id)\">\n\(body)</div>\n"
      return "<section aria-labelledby=\"\(id)-title\">\n\(content)</section>\n"
    }
  }

  func html(by identity: RunIdentity) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '\(PageScript.hash)'" />
    <meta name="generator" content="\(HTML.escaped(identity.program))" />
    <title>\(isConverged ? "" : "NOT CONVERGED: ")\(HTML.escaped(title))</title>
    <style>
    \(PageStyle.css)</style>
    </head>
    <body>
    <a class="skip" href="#\(sections.first?.id ?? "summary")">To the results</a>
    <header>
    \(verdict)<h1>\(HTML.escaped(title))</h1>
    <p>\(HTML.words(summary))</p>
    </header>
    <nav aria-label="Contents">
    <ul>
    \(sections.map { "<li><a href=\"#\($0.id)\">\(HTML.escaped($0.title))</a></li>\n" }.joined())</ul>
    </nav>
    <main>
    \(sections.map(\.html).joined(separator: "\n"))</main>
    <footer>
    <p>Made by \(HTML.escaped(identity.program)), seed \(identity.seed).</p>
    </footer>
    <script>\(PageScript.source)</script>
    </body>
    </html>

    """
  }

  /// That the numbers may be used: a sign and words, not a colour alone.
  static func verdict(_ words: String) -> String {
    """
    <p class="verdict good"><span aria-hidden="true">✓</span> <strong>Converged:</strong> \(HTML.words(words)).</p>

    """
  }

  /// Why the numbers must not be used.
  static func verdict(against reasons: [String]) -> String {
    """
    <div class="verdict bad" role="alert">
    <p><span aria-hidden="true">✗</span> <strong>NOT CONVERGED: these numbers must not be used as they stand.</strong></p>
    <ul>
    \(reasons.map { "<li>\(HTML.words($0))</li>\n" }.joined())</ul>
    </div>

    """
  }
}

extension String {
  /// The text on one line.
  var oneLineOfText: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
