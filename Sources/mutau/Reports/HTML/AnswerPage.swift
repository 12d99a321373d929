import GlobalFit
import Typesetting

/// The run of a command that answers one question as a page: the answer, and what it rests on.
struct AnswerPage {
  private let run: StoredRun
  private let answer: KeptAnswer

  init(_ run: StoredRun) throws(Failure) {
    self.run = run
    answer = try KeptAnswer(run)
  }

  /// Whether all numbers may be used.
  var isConverged: Bool { answer.problems.isEmpty }

  var html: String {
    let title = run.problem.fit.title.oneLineOfText + (answer.variant.map { ", variant \($0)" } ?? "")
    let folder = run.folderName.shellWord
    let goals = answer.goals.map { "# \($0) as they were given\n" } ?? ""
    let sections = [
      PageFrame.Section("answer", answer.name, answer.document.html(level: 3)), run.parametersOnPage,
      run.inputsOnPage,
      run.againOnPage(
        commands: """
          \(goals)mutau \(answer.command) --output \(folder)
          mutau verify \(folder)
          mutau cite \(folder) > references.bib
          """),
    ].compactMap(\.self)
    return PageFrame(
      title: title, isConverged: isConverged,
      verdict: isConverged
        ? PageFrame.verdict("the numbers are what they say")
        : PageFrame.verdict(against: answer.problems),
      summary: "\(answer.name) in \(run.problem.inWords).", sections: sections
    ).html(by: run.identity)
  }
}
