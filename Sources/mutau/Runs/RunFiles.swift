import Foundation
import Runs

/// The files beside `run.sqlite` that anybody can read. A run is finished when they are there: `summary.json` comes last.
enum RunFiles {
  static let summary = "summary.json"
  static let page = "report.html"

  /// Writes the files of a run that came to its end.
  static func write(_ run: StoredRun) throws(Failure) {
    guard let result = run.result else { return }
    try writePage(of: run)
    do throws(RunFolder.Problem) {
      try run.folder.write(result, to: summary)
    } catch {
      throw .numerics("the result could not be kept: \(error)")
    }
  }

  /// Writes them where whoever finished the run was killed before they were all there.
  static func complete(_ run: StoredRun) throws(Failure) {
    let kept = run.folder.contents(of: summary).map { String(decoding: $0, as: UTF8.self) }
    if kept == nil || kept != run.result || !run.folder.has(page) { try write(run) }
  }

  /// A run as one page.
  struct Page {
    let html: String
    /// Whether all numbers may be used.
    let isConverged: Bool
  }

  /// The page of a run that came to its end.
  static func page(of run: StoredRun) throws(Failure) -> Page {
    guard run.identity.question == nil else {
      let page = try AnswerPage(run)
      return Page(html: page.html, isConverged: page.isConverged)
    }
    let page = try RunPage(run)
    return Page(html: page.html, isConverged: page.isConverged)
  }

  static func writePage(of run: StoredRun) throws(Failure) { try write(page(of: run), of: run) }

  /// Writes a page whole; into the run's folder unless another place is named.
  static func write(_ page: Page, of run: StoredRun, to place: String? = nil) throws(Failure) {
    let path = (place ?? "\(run.folder.path)/\(Self.page)") as NSString
    let folder = path.deletingLastPathComponent
    do throws(RunFolder.Problem) {
      let parent = RunFolder(path: folder.isEmpty ? "." : folder, followsLinks: place != nil)
      try parent.write(page.html, to: path.lastPathComponent)
    } catch {
      throw .numerics("the report could not be written: \(error)")
    }
  }
}
