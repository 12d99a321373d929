import Foundation
import GlobalFit
import Physics
import Runs
import Typesetting

/// A run as one page that needs nothing else: no network, no scripts. The verdict first, then what one would quote, then what
/// it rests on. The same run gives the same bytes.
struct RunPage {
  let run: StoredRun
  let result: FitResult
  private let figures: [KeptFigure]
  /// The figures that show an older result of the run, by name.
  private let outdated: [String]

  /// Whether all numbers may be used.
  var isConverged: Bool { result.isConverged }

  /// The page of a run that came to its end.
  init(_ run: StoredRun) throws(Failure) {
    self.run = run
    result = try run.fitResult()
    let record = FigureRecord(run)
    let all = KeptFigure.all(in: run.folder)
    figures = all.filter { !record.isOutdated($0.name) }
    outdated = all.filter { record.isOutdated($0.name) }.map(\.name)
  }

  var problem: Problem { run.problem }
  private var folderName: String { run.folderName }
  private var report: FitReport { FitReport(result, of: problem) }

  var html: String {
    let title = result.title.oneLineOfText + (result.variant.map { ", variant \($0)" } ?? "")
    let sections = [
      summary, limits, drawn, best, goodness, fits, posterior, variants, measured, run.parametersOnPage,
      diagnostics, run.inputsOnPage, again,
    ]
    .compactMap(\.self)
    return PageFrame(
      title: title, isConverged: result.isConverged, verdict: verdict, summary: whatWasFitted,
      sections: sections
    ).html(by: run.identity)
  }

  private typealias Section = PageFrame.Section

  // MARK: - What it comes to

  /// Whether the numbers may be used: a sign and words, not a colour alone.
  private var verdict: String {
    result.isConverged
      ? PageFrame.verdict("best fit, profiles and draws are what they say")
      : PageFrame.verdict(against: report.warnings)
  }

  private var whatWasFitted: String { "A fit of \(problem.inWords)." }

  /// What the command prints without `--full`, with every note.
  private var summary: Section? {
    Section("summary", "In short", FirstScreen(result, of: problem).body.html(level: 3, named: "Quantities"))
  }

  // MARK: - Results

  private var best: Section? {
    let report = BestFitReport(
      result.bestFit, of: problem, toys: result.goodnessOfFit, resolution: result.resolution)
    return Section(
      "best-fit", "Best fit", report.core.followed(by: report.shape).html(level: 3, isHeaded: true),
      isFolded: true)
  }

  private var goodness: Section? {
    let toys = result.goodnessOfFit.map { ToysReport($0, of: problem).body } ?? Document()
    return Section("goodness", "Goodness of fit", toys.html(level: 3, isHeaded: true), isFolded: true)
  }

  private var fits: Section? {
    let parts = [
      result.profiles.isEmpty ? Document() : ProfileReport(result.profiles).document,
      Document(result.planes.map { ProfilePlaneReport($0).document }),
    ]
    return Section("profile", "Profile likelihood", Document(parts).html(level: 3), isFolded: true)
  }

  private var posterior: Section? {
    Section(
      "posterior", "Posterior",
      PosteriorReport(result.posterior).document.html(level: 3, isHeaded: true), isFolded: true)
  }

  private var limits: Section? {
    Section(
      "limits", "Limits",
      Document(
        [LimitsReport(result.profiles, posterior: result.posterior).document]
          + result.limits.map { LimitMethodsReport($0, of: problem).body }
      ).html(level: 3))
  }

  private var variants: Section? {
    guard let comparison = run.comparison else { return nil }
    let failed = comparison.results.filter { !$0.isConverged }.map { $0.variant ?? "the fit as it stands" }
    let warning =
      failed.isEmpty
      ? ""
      : "<p class=\"warning\"><strong>NOT CONVERGED:</strong> \(HTML.words(failed.joined(separator: ", ")))</p>\n"
    return Section(
      "variants", "Variants", warning + ComparisonReport(comparison, problem).body.html(level: 3),
      isFolded: true)
  }

  private var drawn: Section? {
    let command =
      "<code>\(HTML.escaped("mutau draw runs/\(folderName)"))</code> draws them, then <code>mutau report</code> takes them in."
    var html = figures.enumerated().map { $1.html(number: $0 + 1) }.joined()
    if !outdated.isEmpty {
      let names = HTML.escaped(outdated.joined(separator: ", "))
      html += "<p>Left out, for they show an older result of this run: \(names). \(command)</p>\n"
    } else if figures.isEmpty {
      html = "<p>There are none in the run's folder yet: \(command)</p>\n"
    }
    return Section("figures", "Figures", html)
  }
}

extension StoredRun {
  /// The run's folder without those above it, which differ from one machine to the next.
  var folderName: String { URL(fileURLWithPath: folder.path).standardizedFileURL.lastPathComponent }

  /// The result; an error if the run did not come to its end, or another program made it.
  func fitResult() throws(Failure) -> FitResult {
    guard let result else { throw isUnfinished }
    if let question = identity.question {
      throw .usage("the run in \(folder.path) is that of mutau \(question), not of mutau fit")
    }
    return try kept(FitResult.self, in: result)
  }

  /// The result in the text that is kept of it.
  func kept<Answer: Decodable>(_ type: Answer.Type, in text: String) throws(Failure) -> Answer {
    do {
      return try decoded(KeptResult<Answer>.self, fromJSON: text).result
    } catch {
      throw .usage(
        "the result of the run in \(folder.path) cannot be read by this program (it was made by \(identity.program))"
      )
    }
  }
}

/// What is read of a summary.
private struct KeptResult<Answer: Decodable>: Decodable { let result: Answer }
