import Foundation
import GlobalFit
import Physics

/// What to cite for a fit: every measurement in it, the sources of its parameters, the model, the program.
struct Bibliography {
  private let entries: [String]

  init(_ problem: Problem) {
    var seen: Set<String> = []
    var entries: [String] = []
    for constraint in problem.constraints {
      for measurement in constraint.measurements {
        let key = measurement.inspire ?? Self.key(constraint.name)
        guard seen.insert(key).inserted else { continue }
        entries.append(Self.entry(key, measurement, input: constraint.name))
      }
    }
    entries += problem.fit.parameterSources.map(Self.entry)
    entries.append(
      """
      @article{Altmannshofer:2014cfa,
        author = {Altmannshofer, Wolfgang and Gori, Stefania and Pospelov, Maxim and Yavin, Itay},
        title = {{Quark flavor transitions in $L_\\mu-L_\\tau$ models}},
        eprint = {1403.1269},
        archivePrefix = {arXiv},
        note = {the model}
      }
      """)
    entries.append(
      """
      @software{mutau,
        title = {{Mutau: fits of a $Z'$ boson coupled to $L_\\mu-L_\\tau$}},
        version = {\(Mutau.build)}
      }
      """)
    self.entries = entries
  }

  var text: String { entries.joined(separator: "\n\n") + "\n" }

  private static func entry(_ key: String, _ measurement: GlobalFit.Measurement, input: String) -> String {
    var fields = [("title", "{\(escaped(measurement.title))}")]
    if let experiment = measurement.experiment { fields.append(("collaboration", escaped(experiment))) }
    if let url = measurement.url {
      fields.append(("url", url))
      for (name, mark) in [("doi", "doi.org/"), ("eprint", "arxiv.org/abs/")] {
        if let place = url.range(of: mark) { fields.append((name, String(url[place.upperBound...]))) }
      }
      if url.contains("arxiv.org/abs/") { fields.append(("archivePrefix", "arXiv")) }
    }
    let description = measurement.description.map { "; " + escaped($0) } ?? ""
    fields.append(("note", "input \(escaped(input))\(description)"))
    return "@misc{\(key),\n" + fields.map { "  \($0.0) = {\($0.1)}" }.joined(separator: ",\n") + "\n}"
  }

  /// An entry for what a fit file says of the origin of parameters.
  private static func entry(_ source: String, _ parameters: [Parameter]) -> String {
    let names = parameters.map(\.rawValue)
    let key = key("parameter " + (names.first ?? ""))
    let isAddress = source.hasPrefix("https://") || source.hasPrefix("http://")
    return """
      @misc{\(key),
        title = {{Value of \(escaped(names.joined(separator: ", ")))}},
        \(isAddress ? "url = {\(source)}" : "note = {\(escaped(source))}")
      }
      """
  }

  /// A key for what has none on INSPIRE.
  private static func key(_ input: String) -> String {
    String(input.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  /// Text in which TeX finds nothing of its own.
  private static func escaped(_ text: String) -> String {
    let marks: [Character: String] = [
      "&": "\\&", "%": "\\%", "#": "\\#", "_": "\\_", "$": "\\$", "{": "\\{", "}": "\\}",
      "~": "\\textasciitilde{}",
      "^": "\\textasciicircum{}", "\\": "\\textbackslash{}",
    ]
    return text.map { marks[$0] ?? String($0) }.joined()
  }
}
