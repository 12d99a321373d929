import Foundation
import Typesetting

/// Draws figures with gnuplot: writes data and script of each, then runs the program on the script.
public struct Gnuplot: Sendable {
  /// A figure that could not be drawn or written.
  public struct Problem: Error, Sendable, CustomStringConvertible {
    /// What happened and what to do.
    public let description: String
    /// Whether everything but the drawing is there: only the program is missing.
    public let isMissing: Bool
  }

  /// The formats of drawings.
  public enum Format: String, CaseIterable, Sendable { case pdf, svg, png }

  private let program: String?

  /// The program to run; nil looks for `gnuplot` along PATH.
  public init(program: String? = nil) { self.program = program }

  /// Writes data, script, caption and drawings of figures into a folder, which is made if need be: `NAME.dat`, `NAME.gnuplot`,
  /// `NAME.txt` (the caption in the first line, the alternative text in those after it), `NAME.pdf`, `NAME.svg`, `NAME.png`.
  ///
  /// Every file appears whole or not at all. Data, scripts and captions are all there before the first drawing is made. Without
  /// the program no drawing of these figures is left: it would show older numbers.
  public func draw(
    _ figures: [Figure], into folder: String, formats: [Format] = Format.allCases
  ) throws(Problem) {
    let figures = try figures.map { figure throws(Problem) in try figure.checked() }
    let files = FigureFiles(folder: folder)
    try files.make()
    for figure in figures {
      let script = GnuplotScript(figure)
      try files.write(Data(script.data.utf8), to: "\(figure.name).dat")
      try files.write(Data(script.script.utf8), to: "\(figure.name).gnuplot")
      let caption = figure.caption.split(whereSeparator: \.isNewline).joined(separator: " ")
      try files.write(Data("\(caption)\n\(figure.alternativeText)\n".visible.utf8), to: "\(figure.name).txt")
    }
    guard !figures.isEmpty, !formats.isEmpty else { return }
    guard let path = Self.find(program ?? "gnuplot") else {
      for figure in figures { files.removeDrawings(of: figure.name) }
      throw Problem(
        description: """
          \(program ?? "gnuplot") was not found; data and scripts are written in \(folder). Install it (Debian: \
          apt-get install gnuplot-nox) and draw them there: cd \(Self.quoted(folder)) && \
          for script in *.gnuplot; do gnuplot "$script"; done
          """, isMissing: true)
    }
    // As many at once as there are cores: a drawing takes some tenths of a second, and a run has some ten.
    let most = max(1, ProcessInfo.processInfo.activeProcessorCount)
    var running: [GnuplotRun] = []
    var problem: Problem?
    func finishFirst() {
      do throws(Problem) {
        try running.removeFirst().finish()
      } catch {
        problem = problem ?? error
      }
    }
    for figure in figures where problem == nil {
      if running.count == most { finishFirst() }
      do throws(Problem) {
        running.append(try GnuplotRun(path, figure, in: files, formats: formats))
      } catch {
        problem = error
      }
    }
    while !running.isEmpty { finishFirst() }
    if let problem { throw problem }
  }

  /// A path as a shell reads it: between quotes if it holds anything that a shell would take for its own.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+,:@".contains($0)) }
    return isPlain && !path.hasPrefix("-") ? path : "'\(path.replacing("'", with: "'\\''"))'"
  }

  /// The program of that name along PATH, or at that path.
  private static func find(_ program: String) -> String? {
    let manager = FileManager.default
    func isProgram(_ path: String) -> Bool {
      var isFolder: ObjCBool = false
      return manager.isExecutableFile(atPath: path)
        && manager.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }
    if program.contains("/") {
      guard isProgram(program) else { return nil }
      return program.hasPrefix("/") ? program : "\(manager.currentDirectoryPath)/\(program)"
    }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(program)" }.first(where: isProgram)
  }
}

extension Figure {
  /// The figure, if it can be drawn; ranges without width get one.
  fileprivate func checked() throws(Gnuplot.Problem) -> Figure {
    func problem(_ words: String) -> Gnuplot.Problem {
      Gnuplot.Problem(description: "the figure \"\(name)\" \(words)", isMissing: false)
    }
    let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    guard isName, !name.isEmpty, !name.hasPrefix("-") else {
      throw problem("cannot be a file: its name must consist of letters, digits, - and _")
    }
    guard size.width > 0, size.height > 0, size.width.isFinite, size.height.isFinite else {
      throw problem("has no size")
    }
    var checked = self
    for row in panels.indices {
      for column in panels[row].indices {
        guard var panel = panels[row][column] else { continue }
        for axis in [panel.horizontal, panel.vertical] {
          let low = axis.range.lowerBound
          let words = "has an axis \"\(axis.label.text)\" from \(low) to \(axis.range.upperBound)"
          guard low.isFinite, axis.range.upperBound.isFinite else { throw problem(words) }
          if axis.scale == .logarithmic, low <= 0 {
            throw problem("\(words), which a logarithmic scale cannot show")
          }
        }
        panel.horizontal.widen()
        panel.vertical.widen()
        checked.panels[row][column] = panel
      }
    }
    return checked
  }
}

extension Axis {
  /// Gives a range without width some.
  fileprivate mutating func widen() {
    let low = range.lowerBound
    let high = range.upperBound
    guard high - low <= 1e-12 * max(abs(low), abs(high)) else { return }
    if scale == .logarithmic {
      range = low / 2...max(high * 2, .leastNonzeroMagnitude)
    } else {
      let half = low == 0 ? 1 : abs(low) / 2
      range = low - half...high + half
    }
  }
}
