import Foundation
import Testing

/// The page that shows every figure.
@Suite struct GalleryTests {
  private let folder = Workshop.repository.appendingPathComponent("Sources/mutau/Documentation.docc")

  private func page() throws -> String {
    try String(contentsOf: folder.appendingPathComponent("Gallery.md"), encoding: .utf8)
  }

  @Test func everyFigureIsShown() async throws {
    let help = try await Program.run(["draw", "--help"], in: folder).output
    let names = help.matches(of: /\n  (?:  )?([a-z][a-z-]+) {2,}[a-z]/).map { String($0.output.1) }
    #expect(names.contains("corner") && names.contains("impact"), "\(names)")
    let page = try page()
    for name in Set(names) { #expect(page.contains("\n## \(name)\n"), "\(name)") }
  }

  @Test func everyPictureIsThereAndAllTogetherAreSmall() throws {
    let shown = try page().matches(of: /!\[[^\]]+\]\(([^)]+)\)/).map { String($0.output.1) }
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasPrefix("gallery-")
    }
    #expect(shown.count > 10 && shown.sorted() == kept.sorted())
    let bytes = try kept.map { try Data(contentsOf: folder.appendingPathComponent($0)).count }
    #expect(bytes.reduce(0, +) < 600_000)
  }
}
