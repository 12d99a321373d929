import Foundation
import Runs
import Testing

/// A run as one page: it stands by itself, says the verdict first, and takes nothing that it shows for its own.
@Suite struct ReportTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private func page(_ words: String..., of run: String = "leptonic") async throws -> Page {
    let fit = try await workshop.mutau(["fit", "fits/\(run).yaml", "--output", "runs/\(run)"] + words)
    #expect(fit.exitCode == 0, "\(fit.complaints)")
    return try Page(workshop.text(of: "runs/\(run)/report.html"))
  }

  /// One script, the program's, and the page's policy lets nothing else run.
  private static func hasItsOwnScriptOnly(_ page: Page) -> Bool {
    let scripts = page.source.components(separatedBy: "<script").dropFirst()
    guard scripts.count == 1, let script = scripts.first, script.hasPrefix(">document.querySelectorAll("),
      let source = script.dropFirst().components(separatedBy: "</script>").first
    else { return false }
    let hash = sha256(Data(source.utf8)).base64EncodedString()
    return page.source.contains("default-src 'none'")
      && page.source.contains("script-src 'sha256-\(hash)'")
      && page.source.components(separatedBy: "script-src").count == 2
  }

  // MARK: - What it says

  @Test func aPageStandsByItself() async throws {
    let page = try await page()
    #expect(page.attributes(of: "html").first?["lang"] == "en")
    #expect(Self.hasItsOwnScriptOnly(page))
    #expect(page.elements.isDisjoint(with: ["link", "img", "iframe", "object", "base"]))
    #expect(page.elements.isSuperset(of: ["header", "nav", "main", "footer", "h1", "h2", "table"]))
    #expect(page.allAttributes.allSatisfy { key, _ in key != "src" && !key.hasPrefix("on") })
    #expect(!page.source.contains("@import") && !page.source.contains("url("))
    #expect(page.attributes(of: "th").allSatisfy { ["col", "row"].contains($0["scope"]) })
    let identifiers = page.allAttributes.filter { $0.0 == "id" }.map(\.1)
    #expect(Set(identifiers).count == identifiers.count)
    for link in page.attributes(of: "a").compactMap({ $0["href"] }) where link.hasPrefix("#") {
      #expect(identifiers.contains(String(link.dropFirst())), "\(link)")
    }
  }

  @Test func theVerdictComesFirstThenWhatOneWouldQuote() async throws {
    let page = try await page()
    let body = try #require(page.source.range(of: "<header>"))
    let first = page.source[body.upperBound...].prefix(300)
    #expect(first.contains("Converged:") && page.title == "Lepton sector of L_mu - L_tau")
    let short = try #require(page.text.range(of: "In short")).upperBound
    #expect(page.text[short...].prefix(300).contains("χ² = 28.46 for 10 dof (p = 0.002)"))
    #expect(page.text[short...].prefix(900).contains("> 609.3"))
    #expect(page.text[short...].prefix(600).contains("Δa_μ +3.1"))
  }

  @Test func inputsStandWithTheirHashesAndSources() async throws {
    let page = try await page()
    struct Summary: Decodable {
      let inputs: [String: String]
      let fit: String
    }
    let summary = try JSONDecoder().decode(
      Summary.self, from: Data(workshop.text(of: "runs/leptonic/summary.json").utf8))
    #expect(summary.inputs.count == 6)
    for (name, digest) in summary.inputs { #expect(page.text.contains(name) && page.text.contains(digest)) }
    #expect(page.text.contains(summary.fit))
    for source in ["Mishra:1991bv", "Geiregat:1990gz", "arXiv:0902.3360"] {
      #expect(page.text.contains(source))
    }
    let cited = try await workshop.mutau("cite", "runs/leptonic").output
    #expect(page.text.contains(cited))
  }

  @Test(arguments: [[], ["--variant", "no-nutev"]])
  func theCommandWritesThePageThatTheFitWrote(words: [String]) async throws {
    let fit = try await workshop.mutau(["fit", "fits/leptonic.yaml", "--output", "runs/one"] + words)
    #expect(fit.exitCode == 0)
    let page = try workshop.text(of: "runs/one/report.html")
    #expect(page.contains("variant no-nutev") == !words.isEmpty)
    let report = try await workshop.mutau("report", "runs/one/", "--output", "elsewhere/page.html")
    #expect(report.exitCode == 0 && report.output == "elsewhere/page.html\n" && report.complaints.isEmpty)
    #expect(try workshop.text(of: "elsewhere/page.html") == page)
    try FileManager.default.removeItem(at: workshop.url("runs/one/report.html"))
    #expect(try await workshop.mutau("report", "runs/one").output == "runs/one/report.html\n")
    #expect(try workshop.text(of: "runs/one/report.html") == page)
  }

  @Test func everyPartOfALargeFitHasItsPlace() async throws {
    try workshop.edit(
      "fits/leptonic.yaml", replacing: "profile: [",
      with: "toys: 100\nlimits: [v_Phi]\nplanes: [[gPrime, mZPrime]]\nprofile: [")
    let check = try await workshop.mutau("check", "fits/leptonic.yaml")
    try #require(check.exitCode == 0, "\(check.complaints)")
    let page = try await page()
    for part in ["Goodness of fit", "Best fits of the toys", "Profile likelihood over", "Feldman-Cousins"] {
      #expect(page.text.contains(part), "\(part)")
    }
  }

  // MARK: - What did not go well

  @Test func aRunThatDidNotConvergeSaysSoFirst() async throws {
    try workshop.write(
      SmallFit.text(sample: "{sampler: ensemble, warmup: 0, draws: 4, maximum-draws: 4}"), to: "fits/one.yaml"
    )
    let fit = try await workshop.mutau("fit", "fits/one.yaml")
    #expect(fit.exitCode == 1)
    let page = try Page(workshop.text(of: "runs/one/report.html"))
    let header = try #require(page.source.range(of: "<header>"))
    #expect(page.source[header.upperBound...].prefix(200).contains("NOT CONVERGED"))
    #expect(page.title.hasPrefix("NOT CONVERGED: ") && !page.source.contains("Converged:</strong>"))
    #expect(
      page.text.contains("the sampler (") && page.attributes(of: "div").contains { $0["role"] == "alert" })
    let report = try await workshop.mutau("report", "runs/one")
    #expect(report.exitCode == 0 && report.complaints.contains("converged"))
  }

  @Test func aRunThatDidNotEndHasNoReport() async throws {
    try workshop.write(
      SmallFit.text(sample: "{sampler: ensemble, warmup: 10000000, ensembles: 200}"), to: "fits/one.yaml")
    let workshop = workshop
    _ = try await workshop.mutau("fit", "fits/one.yaml") { process in
      #expect(process.wait { workshop.keptTasks(in: "runs/one") > 0 })
      process.send(SIGKILL)
    }
    let run = try await workshop.mutau("report", "runs/one")
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(
      run.complaints.contains("did not come to its end; go on with it by mutau fit"), "\(run.complaints)")
    #expect(run.complaints.split(separator: "\n").count == 1)
    #expect(!workshop.exists("runs/one/report.html"))
  }

  @Test func aPlaceThatCannotBeWrittenIsNamed() async throws {
    _ = try await page(of: "neutrino-trident")
    let folder = try await workshop.mutau("report", "runs/neutrino-trident", "--output", "runs")
    #expect(folder.exitCode == 2 && folder.complaints.contains("runs is a folder"), "\(folder.complaints)")
    let below = try await workshop.mutau(
      "report", "runs/neutrino-trident", "--output", "fits/leptonic.yaml/page.html")
    #expect(
      below.exitCode == 1 && below.complaints.contains("the report could not be written"),
      "\(below.complaints)")
  }

  // MARK: - What comes from files

  @Test func marksInFilesAreShownAsTheyAreWritten() async throws {
    let mark = #"<script>alert("1")</script> & ' ]]> <b>"#
    try workshop.edit(
      "fits/leptonic.yaml", replacing: "title: Lepton sector of L_mu - L_tau",
      with: "title: '\(mark.replacingOccurrences(of: "'", with: "''"))'")
    let input = "inputs/neutrino-trident/ccfr-1991.yaml"
    let lines = try workshop.text(of: input).split(separator: "\n").map { line in
      if line.contains("experiment:") { return "  experiment: '<i>CCFR</i>'" }
      if line.contains("inspire:") { return "  url: 'javascript:alert(1)'" }
      return line.contains("url:") || line.contains("description:") ? "" : String(line)
    }
    try workshop.write(
      lines.joined(separator: "\n") + "\n  description: '</details><img src=x onerror=alert(1)>'\n", to: input
    )
    let page = try await page()
    #expect(page.title == mark)
    #expect(Self.hasItsOwnScriptOnly(page) && page.elements.isDisjoint(with: ["img", "b"]))
    #expect(page.text.contains("<i>CCFR</i>") && page.text.contains("</details><img src=x onerror=alert(1)>"))
    #expect(!page.allAttributes.contains { $1.contains("javascript:") })
  }

  // MARK: - Figures

  private static let drawing = """
    <?xml version="1.0" encoding="utf-8" standalone="no"?>
    <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
    <!-- a drawing -->
    <svg width="600" height="420" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="alert(0)">
    <title>Gnuplot</title>
    <style><![CDATA[ #mark { fill: #abc } .x { fill: url(#shade) } ]]></style>
    <defs><circle id="mark" r="1"/><g id="mark"/><linearGradient id="shade"/></defs>
    <script>alert(1)</script>
    <foreignObject><p xmlns="http://www.w3.org/1999/xhtml">text</p></foreignObject>
    <use xlink:href="#mark" style="stroke:url(#shade)" onclick="alert(2)"/>
    <image xlink:href="http://example.org/x.png"/><a xlink:href="javascript:alert(3)"><text>m &lt; 3</text></a>
    <path style="fill:url(http://example.org/#y)" d="M0 0"/>
    </svg>
    """

  @Test func withoutFiguresThePageSaysHowToDrawThem() async throws {
    let page = try await page(of: "neutrino-trident")
    #expect(page.text.contains("mutau draw runs/neutrino-trident") && !page.elements.contains("svg"))
  }

  @Test func figuresAreTakenInWithTheirWordsAndNothingElse() async throws {
    _ = try await page(of: "neutrino-trident")
    for name in ["a", "b"] {
      try workshop.write(Self.drawing, to: "runs/neutrino-trident/figures/\(name).svg")
    }
    try workshop.write(
      "Coupling $g'$ & mass <b>\n\nTwo regions,\none in the other.\n",
      to: "runs/neutrino-trident/figures/a.txt")
    try workshop.write(
      "<svg xmlns='http://www.w3.org/2000/svg'><g>", to: "runs/neutrino-trident/figures/c.svg")
    try workshop.write("<html/>", to: "runs/neutrino-trident/figures/d.svg")
    let report = try await workshop.mutau("report", "runs/neutrino-trident")
    #expect(report.exitCode == 0, "\(report.complaints)")
    let page = try Page(workshop.text(of: "runs/neutrino-trident/report.html"))

    let drawings = page.attributes(of: "svg")
    #expect(drawings.map { $0["aria-label"] } == ["Two regions, one in the other.", "b"])
    #expect(
      drawings.allSatisfy { $0["role"] == "img" && $0["viewBox"] == "0 0 600.0 420.0" && $0["width"] == nil })
    // they are wider than a phone, where each moves in a frame of its own, which has a name and which keys reach
    let frames = page.attributes(of: "div").filter { $0["class"] == "plate wide scroll" }
    #expect(frames.map { $0["aria-label"] } == ["Figure 1", "Figure 2"])
    #expect(frames.allSatisfy { $0["tabindex"] == "0" && $0["role"] == "region" })
    #expect(page.text.contains("Figure 1. Coupling g′ & mass <b>") && page.text.contains("Figure 2. b"))
    let identifiers = page.allAttributes.filter { $0.0 == "id" }.map(\.1)
    #expect(Set(identifiers).count == identifiers.count && identifiers.contains("figure-2-mark"))
    #expect(page.attributes(of: "use").map { $0["xlink:href"] } == ["#figure-1-mark", "#figure-2-mark"])
    #expect(
      page.attributes(of: "use").map { $0["style"] } == [
        "stroke:url(#figure-1-shade)", "stroke:url(#figure-2-shade)",
      ])
    #expect(page.source.contains("#figure-1-mark { fill: #abc } .x { fill: url(#figure-1-shade) }"))

    #expect(Self.hasItsOwnScriptOnly(page) && !page.elements.contains("foreignObject"))
    #expect(
      !page.allAttributes.contains {
        $0.hasPrefix("on") || $1.contains("javascript:") || $1.contains("example.org")
      })
    #expect(page.text.contains("m < 3") && !page.text.contains("Gnuplot"))
    for name in ["c", "d"] { #expect(page.text.contains("figures/\(name).svg is no drawing")) }
  }

  @Test func figuresOfAnOlderResultAreLeftOut() async throws {
    _ = try await page(of: "neutrino-trident")
    let fit = try workshop.text(of: "runs/neutrino-trident/report.html")
    for name in ["a", "b"] {
      try workshop.write(Self.drawing, to: "runs/neutrino-trident/figures/\(name).svg")
    }
    try workshop.write("a \(String(repeating: "0", count: 64))\n", to: "runs/neutrino-trident/figures.txt")
    let report = try await workshop.mutau("report", "runs/neutrino-trident")
    #expect(report.exitCode == 0, "\(report.complaints)")
    let page = try Page(workshop.text(of: "runs/neutrino-trident/report.html"))
    #expect(page.attributes(of: "svg").map { $0["aria-label"] } == ["b"])
    #expect(page.text.contains("they show an older result of this run: a.") && !fit.contains("older result"))
  }

  @Test(.enabled(if: DrawTests.hasGnuplot))
  func whatTheFitDrawsIsInItsReportUntilTheResultIsAnother() async throws {
    let drawn = try await page("--draw", of: "neutrino-trident")
    #expect(drawn.attributes(of: "svg").count > 2 && !drawn.source.contains("older result"))
    let identifiers = drawn.allAttributes.filter { $0.0 == "id" }.map(\.1)
    #expect(Set(identifiers).count == identifiers.count)
    #expect(!drawn.captions.contains("$") && drawn.captions.contains("Figure 2."), "formulas are set")
    let again = try await page(of: "neutrino-trident")
    #expect(again.source == drawn.source)
    let other = try await page("--seed", "2", "--overwrite", of: "neutrino-trident")
    #expect(!other.elements.contains("svg") && other.text.contains("older result"))
  }
}
