import Foundation
import Testing

@testable import GlobalFit

/// The page on variants shows fit files: each can be read.
struct VariantPageTests {
  /// The blocks of YAML in `Variants.md`, in their order.
  private static let blocks: [String] = {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/mutau/Documentation.docc/Variants.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "```yaml\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }()

  @Test("Every example of the page on variants can be computed", arguments: blocks)
  func examples(block: String) throws {
    let shipped = try #require(Shipped.fits.first { $0.hasSuffix("/leptonic.yaml") })
    let base = try String(contentsOfFile: shipped, encoding: .utf8)
    let folder = try TemporaryFolder()
    try folder.write(base, to: "fits/leptonic.yaml")
    let own =
      block.hasPrefix("extends") ? block : (base.components(separatedBy: "variants:").first ?? "") + block
    let fit = try Fit(contentsOf: folder.write(own, to: "fits/example.yaml"))
    let library = try InputLibrary(folder: Shipped.inputs)
    for variant in [nil] + fit.variants.map(Optional.some) {
      _ = try Problem(fit, variant: variant, library: library)
    }
  }

  @Test("The page has its three examples, and the variants that it names")
  func names() throws {
    #expect(Self.blocks.count == 3)
    let text = try String(
      contentsOfFile: #require(Shipped.fits.first { $0.hasSuffix("/leptonic.yaml") }), encoding: .utf8)
    let fit = try Fit(element((text.components(separatedBy: "variants:").first ?? "") + Self.blocks[1]))
    #expect(
      fit.variants.map(\.name) == [
        "nutev-2000", "g-2-2025", "nutev-2000+g-2-2025",
      ])
  }
}
