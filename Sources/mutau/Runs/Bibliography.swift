import Foundation
import GlobalFit
import Physics
import Typesetting

/// What to cite for a fit: the publications of its measurements, the sources of its parameters, the model, the methods and libraries
/// that its numbers come from, the program.
struct Bibliography: Encodable {
  /// One entry of BibTeX; fields are as BibTeX reads them.
  struct Entry: Encodable {
    let type: String
    let key: String
    var fields: [Field]

    /// A field of an entry.
    struct Field: Encodable { let name, value: String }

    var text: String {
      "@\(type){\(key),\n" + fields.map { "  \($0.name) = {\($0.value)}" }.joined(separator: ",\n") + "\n}"
    }

    init(_ type: String, _ key: String, _ fields: [(String, String?)]) {
      (self.type, self.key) = (type, key)
      self.fields = fields.compactMap { name, value in value.map { Field(name: name, value: $0) } }
    }
  }

  let entries: [Entry]

  /// What to cite for a run.
  init(_ run: StoredRun) { self.init(run.problem, work: CitedWork(of: run)) }

  /// - Parameter work: what the numbers were made by.
  init(_ problem: Problem, work: CitedWork) {
    let methods = work.methods.map(\.entry)
    // BibTeX takes keys for the same whatever their capitals
    var taken = Set(([Self.modelKey, Self.program.key] + methods.map(\.key)).map { $0.lowercased() })
    var model = Self.model(note: "the model")
    var entries: [Entry] = []
    for publication in problem.citedPublications {
      let inputs = Self.words(of: publication)
      if publication.isKnown(asINSPIRE: Self.modelKey, url: Self.modelAddress) {
        model = Self.model(note: "the model; \(inputs)")
        continue
      }
      let own = publication.uses[0].input.replacing("/", with: "-").replacing(".", with: "-")
      let key = Self.free(BibTeX.key(publication.inspire ?? own), &taken)
      entries.append(Self.entry(key, publication, note: inputs))
    }
    for predictions in problem.predictionFiles {
      let own = predictions.name.replacing("/", with: "-").replacing(".", with: "-")
      entries.append(
        Entry(
          "misc", Self.free(BibTeX.key("predictions-" + own), &taken),
          [
            ("title", "{Predictions \(BibTeX.words(predictions.name))}"),
            (
              "note",
              BibTeX.words(
                (["computed by \(predictions.file.tools.joined(separator: ", "))"]
                  + [predictions.file.description].compactMap(\.self)).joined(separator: "; "))
            ),
          ]))
    }
    for (source, parameters) in problem.fit.parameterSources {
      let key = Self.free(BibTeX.key("parameter-" + (parameters.first?.rawValue ?? "")), &taken)
      entries.append(Self.entry(key, source, parameters))
    }
    self.entries = entries + [model] + methods + [Self.program]
  }

  var text: String { entries.map(\.text).joined(separator: "\n\n") + "\n" }

  /// What is taken from a publication, for the note of its entry.
  private static func words(of publication: CitedPublication) -> String {
    publication.uses.map { input, measurement in
      "input \(BibTeX.words(input))"
        + (measurement.description.map { ": " + BibTeX.words($0) } ?? "")
    }.joined(separator: "; ")
  }

  private static func entry(_ key: String, _ publication: CitedPublication, note: String) -> Entry {
    let (record, first) = (publication.record, publication.uses[0].measurement)
    // without a record, who measured is the best that is known
    let measured = first.experiment.flatMap { $0 == "theory" ? nil : $0 }
    let collaboration = record.authors.isEmpty ? record.collaboration ?? measured : record.collaboration
    return Entry(
      record.journal == nil ? "misc" : "article", key,
      [
        ("author", record.authorsInWords.map(BibTeX.words)),
        ("collaboration", collaboration.map(BibTeX.words)),
        ("title", "{\(BibTeX.words(record.title ?? first.title))}"),
        ("journal", record.journal.map { BibTeX.words($0.name) }),
        ("volume", record.journal.map { BibTeX.words($0.volume) }),
        ("pages", record.journal.map { BibTeX.words($0.pages) }),
        ("year", record.year.map(String.init)),
      ] + addresses(publication.url) + [("note", note)])
  }

  /// The address of a publication, and the names that are part of it.
  private static func addresses(_ url: String?) -> [(String, String?)] {
    guard let url else { return [] }
    func name(after mark: String) -> String? {
      url.range(of: mark).map { BibTeX.address(String(url[$0.upperBound...])) }
    }
    let eprint = name(after: "arxiv.org/abs/")
    return [
      ("url", BibTeX.address(url)), ("doi", name(after: "doi.org/")), ("eprint", eprint),
      ("archivePrefix", eprint == nil ? nil : "arXiv"),
    ]
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
      "misc", key,
      [
        ("title", "{Value of \(BibTeX.words(names))}"),
        isAddress ? ("url", BibTeX.address(source)) : ("note", BibTeX.words(source)),
      ])
  }

  private static let modelKey = "Altmannshofer:2014cfa"
  private static let modelAddress = "https://arxiv.org/abs/1403.1269"

  private static func model(note: String) -> Entry {
    Entry(
      "article", modelKey,
      [
        ("author", "Altmannshofer, Wolfgang and Gori, Stefania and Pospelov, Maxim and Yavin, Itay"),
        ("title", #"{Quark flavor transitions in $L_\mu-L_\tau$ models}"#),
        ("journal", "Phys. Rev. D"), ("volume", "89"), ("pages", "095033"), ("year", "2014"),
        ("eprint", "1403.1269"), ("archivePrefix", "arXiv"), ("note", note),
      ])
  }

  private static let program = Entry(
    "software", "mutau",
    [
      ("title", #"{Mutau: fits of a $Z'$ boson coupled to $L_\mu-L_\tau$}"#),
      ("version", BibTeX.words(Mutau.build)),
    ])
}
