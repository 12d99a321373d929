import Foundation
import Physics

/// Reads `extends: leptonic.yaml`: a fit file that starts from another one, whose place is given relative to its own.
///
/// What the file says itself takes the place of what it inherits, key by key; of `parameters` and `variants` entry by
/// entry, where `none` takes one out. `constraints` may be what changes of the inherited list.
enum Inheritance {
  static let key = "extends"

  private static let mergedKeys = ["parameters", "variants"]

  /// The file with everything it inherits; each value knows the file it stands in.
  static func resolved(_ root: Element) throws(InputError) -> Element {
    try resolved(root, by: [])
  }

  /// - Parameter heirs: the files that led here.
  private static func resolved(_ root: Element, by heirs: [String]) throws(InputError) -> Element {
    guard root.isMapping else { return root }
    let own = try root.entries("a fit").filter { $0.name != key }
    guard let name = try root.entries("a fit").first(where: { $0.name == key })?.value else { return root }
    let path = try path(name)
    let chain = heirs + [root.file]
    guard !chain.contains(where: { identity($0) == identity(path) }) else {
      throw name.failure("fits extend each other in a circle: \((chain + [path]).joined(separator: " → "))")
    }
    let parent = try resolved(Document.read(path), by: chain)
    guard parent.isMapping else { throw name.failure("'\(path)' is no fit: found \(parent.kind)") }
    var entries = try parent.entries("a fit")
    for entry in own {
      guard let index = entries.firstIndex(where: { $0.name == entry.name }) else {
        entries.append(entry)
        continue
      }
      let inherited = entries[index].value
      if entry.name == "variants", entry.value.isNone {
        entries.remove(at: index)
      } else if mergedKeys.contains(entry.name) {
        entries[index] = (entry.key, entry.name, try merged(inherited, with: entry.value, entry.name))
      } else if entry.name == "constraints", entry.value.isMapping {
        entries[index] = (entry.key, entry.name, try changed(inherited, by: entry.value))
      } else {
        entries[index] = entry
      }
    }
    return root.with(entries: entries)
  }

  /// The path of the file that is named; an error there if there is none.
  private static func path(_ name: Element) throws(InputError) -> String {
    let text = try name.text("the name of a fit file, such as leptonic.yaml")
    let folder = (name.file as NSString).deletingLastPathComponent
    let path = text.hasPrefix("/") ? text : (folder as NSString).appendingPathComponent(text)
    guard FileManager.default.fileExists(atPath: path) else {
      let place = (path as NSString).deletingLastPathComponent
      let others = (try? FileManager.default.contentsOfDirectory(atPath: place.isEmpty ? "." : place)) ?? []
      let last = (text as NSString).lastPathComponent
      let suggestion = Spelling.nearest(to: last, among: others.filter { $0.hasSuffix(".yaml") }.sorted())
      throw name.failure(
        "there is no file '\(path)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? ""))
    }
    return path
  }

  /// What tells whether two paths lead to the same file.
  private static func identity(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  private static func merged(
    _ parent: Element, with own: Element, _ key: String
  ) throws(InputError) -> Element {
    guard parent.isMapping, own.isMapping else { return own }
    var entries = try parent.entries("'\(key)'")
    for entry in try own.entries("'\(key)'") {
      let index = entries.firstIndex { Parameter.isSame($0.name, entry.name) }
      if entry.value.isNone {
        guard let index else {
          throw entry.key.failure(
            "'\(entry.name)' is not inherited: there is nothing to take out"
              + Spelling.suggestion(for: entry.name, among: entries.map(\.name)))
        }
        entries.remove(at: index)
      } else if let index {
        entries[index] = entry
      } else {
        entries.append(entry)
      }
    }
    return own.with(entries: entries)
  }

  /// The inherited list of constraints with inputs replaced, removed and added.
  private static func changed(_ parent: Element, by own: Element) throws(InputError) -> Element {
    let constraints = try ConstraintListReader.references(parent, "'constraints'")
    let record = try own.record("'constraints', what changes of the inherited list", keys: InputChanges.keys)
    let changes = try InputChanges(record)
    guard !changes.isEmpty else { throw own.failure("nothing changes here; expected replace, remove or add") }
    try changes.check(against: constraints, user: "the inherited list")
    return parent.with(
      items: changes.apply(to: constraints).map { Element(text: $0.name, at: $0.place) })
  }
}

extension Parameter {
  /// Whether two names mean the same: `C9` is `C9.re`.
  static func isSame(_ one: String, _ other: String) -> Bool {
    one == other || Parameter(rawValue: one).map { $0 == Parameter(rawValue: other) } ?? false
  }
}

extension Element {
  /// Whether it is the word that takes out what is inherited.
  fileprivate var isNone: Bool { (try? text("a word")) == "none" }
}
