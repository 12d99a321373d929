import Foundation

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

  /// The program to run; nil looks for `gnuplot` along PATH.
  public init(program: String? = nil) {}

  /// Writes data, script, caption and drawings of figures into a folder, which is made if need be: `NAME.dat`, `NAME.gnuplot`,
  /// `NAME.txt` (the caption in the first line, the alternative text in those after it), `NAME.pdf`, `NAME.svg`, `NAME.png`.
  public func draw(_ figures: [Figure], into folder: String, formats: [Format] = Format.allCases)
    throws(Problem)
  {
    throw Problem(description: "not yet", isMissing: true)
  }
}
