import Foundation
import Testing

@testable import Figures

@Suite("Drawing with gnuplot")
struct GnuplotTests {
  private let folder = Drawings()

  /// A square with a hole, a line, marks and words in a frame from 0 to 10.
  private func figure(_ name: String = "square") -> Figure {
    let outer = [Point(1, 1), Point(9, 1), Point(9, 9), Point(1, 9)]
    let hole = [Point(4, 4), Point(6, 4), Point(6, 6), Point(4, 6)]
    return Figure(
      name: name, caption: "A square\nwith a hole.",
      alternativeText: "From 1 to 9, without 4 to 6 & \"more\".",
      size: Figure.Size(width: 4, height: 4),
      panels: [
        [
          Panel(
            horizontal: Axis("$x$, a label that is far longer than its side [cm]", 0...10),
            vertical: Axis("it's 100% of y_1", 0...10),
            layers: [
              Layer(.area([Area(rings: [outer, hole])], Fill(.blue)), name: "square"),
              Layer(
                .lines([[Point(1.0 / 3, 0.1 + 0.2), Point(20, 0.3)]], Stroke(.vermilion, dash: .dashed))),
              Layer(.points([Point(2, 9.5)], Marker(.diamond, .green))),
              Layer(
                .intervals([Interval(centre: 5, low: -.infinity, high: 6, y: 9.5)], Marker(.bar, .black))),
              Layer(.points([], Marker(.star, .orange)), name: "nowhere"),
              Layer(.steps(edges: [0, 1, 2], heights: [0.5, 0.7], Stroke(.grey), fill: nil)),
              Layer(.text("$\\alpha$ & @_^{}'\"", at: Point(5, 5), .centre, .black)),
            ], key: .outside)
        ]
      ])
  }

  @Test(.enabled(if: Drawings.isThere)) func everyFileIsThereAndNothingElse() throws {
    try Gnuplot().draw([figure(), figure("other-1")], into: folder.path)
    let endings = ["dat", "gnuplot", "pdf", "png", "svg", "txt"]
    #expect(folder.names == ["other-1", "square"].flatMap { name in endings.map { "\(name).\($0)" } })
    #expect(
      try folder.text("square.txt") == "A square with a hole.\nFrom 1 to 9, without 4 to 6 & \"more\".\n")
  }

  @Test(.enabled(if: Drawings.isThere)) func aHoleIsNotFilled() throws {
    var figure = figure()
    let first = figure.panels[0][0]?.layers.first
    figure.panels[0][0]?.layers = [try #require(first)]
    try Gnuplot().draw([figure], into: folder.path, formats: [.png])
    let picture = try folder.picture("square.png")
    let layout = Layout(figure)
    let place = try #require(layout.places.first)
    func colour(_ x: Double, _ y: Double) -> Colour {
      picture.at(
        (place.left + (place.right - place.left) * x / 10) / layout.width,
        (place.bottom + (place.top - place.bottom) * y / 10) / layout.height)
    }
    let white = Colour(0xFFFFFF)
    for (x, y) in [(2.0, 2.0), (2, 5), (8, 5), (5, 2), (5, 8), (3.8, 3.8), (6.2, 6.2)] {
      #expect(colour(x, y) == .blue)
    }
    for (x, y) in [(5.0, 5.0), (4.2, 4.2), (5.8, 5.8), (0.8, 3.3), (5, 9.6)] {
      #expect(colour(x, y) == white)
    }
    // No seam: blue is all of the ring but its edges.
    let frame =
      Double(picture.width * picture.height) * (place.right - place.left) * (place.top - place.bottom)
    let share = Double(picture.count(.blue)) / (frame / layout.width / layout.height)
    #expect(abs(share - 0.60) < 0.02)
  }

  @Test(.enabled(if: Drawings.isThere)) func theSameFigureGivesTheSameBytes() throws {
    try Gnuplot().draw([figure()], into: folder.path)
    let first = folder.names.map { FileManager.default.contents(atPath: "\(folder.path)/\($0)") }
    // A time written in whole seconds would not differ before the next one.
    let second = time(nil)
    while time(nil) == second { usleep(10_000) }
    try Gnuplot().draw([figure()], into: folder.path)
    let again = folder.names.map { FileManager.default.contents(atPath: "\(folder.path)/\($0)") }
    for (name, (one, other)) in zip(folder.names, zip(first, again)) {
      let isSame = one == other
      #expect(isSame, "\(name)")
    }
  }

  @Test(.enabled(if: Drawings.isThere)) func aUserCanDrawAgainInTheFolder() throws {
    try Gnuplot().draw([figure()], into: folder.path, formats: [])
    #expect(!folder.has("square.pdf"))
    let words = try folder.gnuplot("load 'square.gnuplot'")
    #expect(words == "")
    for format in ["pdf", "svg", "png"] { #expect(folder.has("square.\(format)")) }
  }

  @Test(.enabled(if: Drawings.isThere)) func lettersOfAnSVGAreLetters() throws {
    try Gnuplot().draw([figure()], into: folder.path, formats: [.svg])
    let drawing = try folder.text("square.svg")
    #expect(drawing.contains(">nowhere</tspan>"))
    #expect(drawing.contains(">it's 100% of y_1</tspan>"))
    #expect(drawing.contains("From 1 to 9, without 4 to 6 &amp; \"more\"."))
  }

  /// Whatever stands in the key above the panels: it makes the sheet higher, and takes nothing from them.
  @Test(arguments: [
    ["prior", "posterior"], ["a", "b", "c", "d", "e", "f", "g", "h"],
    [String(repeating: "a name that is longer than a sheet is wide ", count: 4), "short"],
  ]) func aKeyTakesNoRoomFromThePanels(names: [String]) throws {
    var figure = figure()
    figure.size = Figure.Size(width: 8, height: 4)
    let without = Layout(figure)
    figure.key = names.map { Layer(.area([], Fill(.lightGrey)), name: Label($0)) }
    let layout = Layout(figure)
    #expect(layout.key.height > 0 && abs(layout.height - without.height - layout.key.height) < 1e-9)
    for (place, before) in zip(layout.places, without.places) {
      for side in [\Layout.Place.left, \.right, \.bottom, \.top] {
        #expect(abs(place[keyPath: side] - before[keyPath: side]) < 1e-9)
      }
    }
    // An entry is at most as wide as the sheet.
    #expect(30 + layout.key.scale * (KeyStrip.width(of: figure.key) - 30) <= layout.width)
  }

  @Test func aKeyAboveAllPanelsIsDrawn() throws {
    var figure = figure()
    figure.key = [
      Layer(.area([], Fill(.lightGrey)), name: "prior"), Layer(.lines([], Stroke(.blue)), name: "posterior"),
    ]
    let script = GnuplotScript(figure).script
    #expect(script.contains("title 'prior'") && script.contains("title 'posterior'"))
    #expect(!GnuplotScript(self.figure()).script.contains("horizontal maxcols"))
  }

  @Test func numbersAreWrittenInFull() throws {
    try Gnuplot().draw([figure()], into: folder.path, formats: [])
    let lines = try folder.text("square.dat").split(separator: "\n").map(String.init)
    let heading = try #require(lines.firstIndex { $0.hasPrefix("#") && $0.contains("lines: x y") })
    let numbers = lines[heading + 1].split(separator: " ").map { Double($0) }
    #expect(numbers == [1.0 / 3, 0.1 + 0.2])
    // The line is cut off at the frame.
    #expect(lines[heading + 2].hasPrefix("10.0 "))
  }

  @Test func withoutTheProgramEverythingElseIsThere() throws {
    let problem = try #require(throws: Gnuplot.Problem.self) {
      try Gnuplot(program: "gnuplot-that-is-not").draw([figure(), figure("other-1")], into: folder.path)
    }
    #expect(problem.isMissing)
    #expect(problem.description.contains("gnuplot-nox"))
    #expect(problem.description.contains(folder.path))
    #expect(
      folder.names
        == ["other-1", "square"].flatMap { name in ["dat", "gnuplot", "txt"].map { "\(name).\($0)" } })
  }

  @Test func withoutTheProgramNoDrawingOfOlderNumbersIsLeft() throws {
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    for name in ["square.pdf", "square.svg", "square.png", "other-1.pdf"] {
      try Data("old".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }
    #expect(throws: Gnuplot.Problem.self) {
      try Gnuplot(program: "gnuplot-that-is-not").draw([figure()], into: folder.path)
    }
    #expect(folder.names == ["other-1.pdf", "square.dat", "square.gnuplot", "square.txt"])
  }

  @Test func aShellReadsTheCommandsThatAreGivenInstead() throws {
    let problem = try #require(throws: Gnuplot.Problem.self) {
      try Gnuplot(program: "gnuplot-that-is-not").draw([figure()], into: folder.path + "/it's here")
    }
    #expect(problem.description.contains("cd '\(folder.path)/it'\\''s here' && "))
    #expect(problem.description.contains("gnuplot \"$script\""))
  }

  @Test(.enabled(if: Drawings.isThere)) func anIndexBelowAnExponentIsSmallInSVGToo() throws {
    var figure = figure()
    figure.panels[0][0]?.layers = [
      Layer(.text("$\\Delta M_s^{\\mathrm{SM}}$", at: Point(5, 5), .centre, .black))
    ]
    try Gnuplot().draw([figure], into: folder.path, formats: [.svg])
    let drawing = try folder.text("square.svg")
    let exponent = try #require(drawing.firstMatch(of: /<tspan ([^>]*)>SM<\/tspan>/)).output.1
    #expect(exponent.contains("font-size=\"8.5\"") && !exponent.contains("em\""), "\(exponent)")
  }

  /// A program of these commands.
  private func program(_ commands: String) throws -> String {
    let path = folder.path + "-program"
    try "#!/bin/sh\n\(commands)\n".write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  @Test func aFailureIsToldInTheProgramsOwnWordsAndLeavesNoHalfDrawing() throws {
    // It says far more than a pipe holds, and begins a drawing.
    let path = try program(
      "i=0; while [ $i -lt 3000 ]; do echo 'a line of sixty letters that nobody reads, but which fills pipes'; i=$((i+1)); done; "
        + "for f in .drawing*; do echo half > $f/square.pdf; done; echo 'line 7: undefined variable: wdth' >&2; exit 3"
    )
    defer { try? FileManager.default.removeItem(atPath: path) }
    let problem = try #require(throws: Gnuplot.Problem.self) {
      try Gnuplot(program: path).draw([figure()], into: folder.path)
    }
    #expect(!problem.isMissing)
    #expect(problem.description.contains("line 7: undefined variable: wdth"))
    #expect(problem.description.contains("exit code 3"))
    #expect(folder.names == ["square.dat", "square.gnuplot", "square.txt"])
  }

  @Test func successWithoutADrawingIsAFailure() throws {
    let path = try program("exit 0")
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: Gnuplot.Problem.self) { try Gnuplot(program: path).draw([figure()], into: folder.path) }
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: folder.path + "/file"))
    let problem = try #require(throws: Gnuplot.Problem.self) {
      try Gnuplot().draw([figure()], into: folder.path + "/file/figures")
    }
    #expect(!problem.isMissing)
    #expect(problem.description.contains("/file could not be made: Not a directory"))
  }

  @Test func aFileInTheWayOfADrawingIsNamed() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/square.dat/x", withIntermediateDirectories: true)
    let problem = try #require(throws: Gnuplot.Problem.self) {
      try Gnuplot().draw([figure()], into: folder.path)
    }
    #expect(problem.description.contains("square.dat could not be written"))
    #expect(folder.names == ["square.dat"])
  }

  @Test(arguments: ["", "a/b", "../a", "-e", "a b", "ä"])
  func namesThatAreNoFilesAreRefused(name: String) {
    #expect(throws: Gnuplot.Problem.self) { try Gnuplot().draw([figure(name)], into: folder.path) }
    #expect(folder.names.isEmpty)
  }

  @Test func axesThatCannotBeDrawnAreRefused() {
    for range in [0.0...1.0, -1...1] {
      var figure = figure()
      figure.panels[0][0]?.horizontal = Axis("x", range, scale: .logarithmic)
      #expect(throws: Gnuplot.Problem.self) { try Gnuplot().draw([figure], into: folder.path) }
    }
    var figure = figure()
    figure.panels[0][0]?.vertical.range = 0...Double.infinity
    #expect(throws: Gnuplot.Problem.self) { try Gnuplot().draw([figure], into: folder.path) }
  }
}
