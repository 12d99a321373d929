import Foundation

extension Spelling {
  /// The existing path that is nearest to one that does not exist, name by name: `fits/leptonic.yaml` for `fit/leptonc.yaml` or
  /// `fits/leptonic`. Nil where a name is near none that is there.
  public static func nearestPath(to path: String) -> String? {
    var found = path.hasPrefix("/") ? "/" : ""
    let names = path.split(separator: "/").map(String.init)
    for (place, name) in names.enumerated() {
      let known = (try? FileManager.default.contentsOfDirectory(atPath: found.isEmpty ? "." : found)) ?? []
      let isLast = place == names.count - 1
      guard let next = entry(named: name, among: known.sorted(), isLast: isLast) else { return nil }
      found += (found.isEmpty || found.hasSuffix("/") ? "" : "/") + next
    }
    return found == path ? nil : found
  }

  /// The name itself where it is there, with the ending of a file where only that is missing, or the nearest one.
  private static func entry(named name: String, among known: [String], isLast: Bool) -> String? {
    if name == "." || name == ".." || known.contains(name) { return name }
    if isLast, let whole = known.first(where: { $0 == name + ".yaml" }) { return whole }
    return nearest(to: name, among: known)
  }

  /// A clause to end a message with that says which path may be meant.
  public static func suggestion(forPath path: String) -> String {
    nearestPath(to: path).map { "; did you mean '\($0)'?" } ?? ""
  }
}
