import Foundation
import GlobalFit
import Physics
import Typesetting

/// What to cite for a fit: every measurement in it, the sources of its parameters, the model, the program.
struct Bibliography: Encodable {
  /// One entry of BibTeX; fields are as BibTeX reads them.
  struct Entry: Encodable {
    let type: String
    let key: String
    let fields: [Field]

    /// A field of an entry.
    struct Field: Encodable { let name, value: String }

    var text: String {
      "@\(type){\(key),\n" + fields.map { "  \($0.name) = {\($0.value)}" }.joined(separator: ",\n") + "\n}"
    }
  }

  let entries: [Entry]

  init(_ problem: Problem) {
    // BibTeX takes keys for the same whatever their capitals
    var taken = Set([Self.model, Self.program].map { $0.key.lowercased() })
    var seen: Set<String> = []
    var entries: [Entry] = []
    for constraint in problem.constraints {
      for measurement in constraint.measurements {
        guard seen.insert(measurement.inspire ?? "\(constraint.name)\n\(measurement.title)").inserted else {
          continue
        }
        let wanted = BibTeX.key(
          measurement.inspire ?? constraint.name.replacing("/", with: "-").replacing(".", with: "-"))
        entries.append(
          Self.entry(Self.free(wanted, &taken), measurement, input: constraint.name))
      }
    }
    for (source, parameters) in problem.fit.parameterSources {
      let key = Self.free(BibTeX.key("parameter-" + (parameters.first?.rawValue ?? "")), &taken)
      entries.append(Self.entry(key, source, parameters))
    }
    self.entries = entries + [Self.model, Self.program]
  }

  var text: String { entries.map(\.text).joined(separator: "\n\n") + "\n" }

  private static func entry(_ key: String, _ measurement: GlobalFit.Measurement, input: String) -> Entry {
    var fields = [("title", "{\(BibTeX.words(measurement.title))}")]
    if let experiment = measurement.experiment { fields.append(("collaboration", BibTeX.words(experiment))) }
    if let url = measurement.url {
      fields.append(("url", BibTeX.address(url)))
      for (name, mark) in [("doi", "doi.org/"), ("eprint", "arxiv.org/abs/")] {
        if let place = url.range(of: mark) {
          fields.append((name, BibTeX.address(String(url[place.upperBound...]))))
        }
      }
      if url.contains("arxiv.org/abs/") { fields.append(("archivePrefix", "arXiv")) }
    }
    let description = measurement.description.map { "; " + BibTeX.words($0) } ?? ""
    fields.append(("note", "input \(BibTeX.words(input))\(description)"))
    return Entry(type: "misc", key: key, fields: fields.map { Entry.Field(name: $0.0, value: $0.1) })
  }

  /// The first of a key, the key with -2, with -3 … that is not taken; it is afterwards.
  private static func free(_ wanted: String, _ taken: inout Set<String>) -> String {
    var (key, number) = (wanted, 1)
    while !taken.insert(key.lowercased()).inserted {
      number += 1
      key = "\(wanted)-\(number)"
    }
    return key
  }

  /// An entry for what a fit file says of the origin of parameters.
  private static func entry(_ key: String, _ source: String, _ parameters: [Parameter]) -> Entry {
    let names = parameters.map(\.rawValue).joined(separator: ", ")
    let isAddress = source.hasPrefix("https://") || source.hasPrefix("http://")
    return Entry(
      type: "misc", key: key,
      fields: [
        Entry.Field(name: "title", value: "{Value of \(BibTeX.words(names))}"),
        isAddress
          ? Entry.Field(name: "url", value: BibTeX.address(source))
          : Entry.Field(name: "note", value: BibTeX.words(source)),
      ])
  }

  private static let model = Entry(
    type: "article", key: "Altmannshofer:2014cfa",
    fields: [
      Entry.Field(
        name: "author",
        value: "Altmannshofer, Wolfgang and Gori, Stefania and Pospelov, Maxim and Yavin, Itay"),
      Entry.Field(name: "title", value: #"{Quark flavor transitions in $L_\mu-L_\tau$ models}"#),
      Entry.Field(name: "eprint", value: "1403.1269"), Entry.Field(name: "archivePrefix", value: "arXiv"),
      Entry.Field(name: "note", value: "the model"),
    ])

  private static let program = Entry(
    type: "software", key: "mutau",
    fields: [
      Entry.Field(name: "title", value: #"{Mutau: fits of a $Z'$ boson coupled to $L_\mu-L_\tau$}"#),
      Entry.Field(name: "version", value: BibTeX.words(Mutau.build)),
    ])
}
