import Foundation
import Runs

/// The files beside `run.sqlite` that anybody can read. A run is finished when they are there: `summary.json` comes last.
enum RunFiles {
  static let summary = "summary.json"

  /// Writes the files of a run that came to its end.
  static func write(_ run: StoredRun) throws(Failure) {
    guard let result = run.result else { return }
    try RunPage(run).write()
    do throws(RunFolder.Problem) {
      try run.folder.write(result, to: summary)
    } catch {
      throw .numerics("the result could not be kept: \(error)")
    }
  }

  /// Writes them where whoever finished the run was killed before they were all there.
  static func complete(_ run: StoredRun) throws(Failure) {
    let kept = run.folder.contents(of: summary).map { String(decoding: $0, as: UTF8.self) }
    if kept == nil || kept != run.result || !run.folder.has(RunPage.fileName) { try write(run) }
  }
}
