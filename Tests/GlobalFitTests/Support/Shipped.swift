import Foundation

@testable import GlobalFit

/// The files that come with the program.
enum Shipped {
  private static let root =
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()

  static let inputs = root.appending(path: "inputs").path(percentEncoded: false)

  /// The paths of all fits, sorted.
  static var fits: [String] {
    let folder = root.appending(path: "fits").path(percentEncoded: false)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
  }
}
