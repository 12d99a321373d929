import Foundation
import Testing

@testable import Figures

/// A folder that goes when its owner does, with drawings in it.
final class Drawings {
  let path = NSTemporaryDirectory() + "mutau-figures-\(UUID().uuidString)"

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  /// Runs gnuplot on commands in the folder and gives what it says.
  func gnuplot(_ commands: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gnuplot", "-e", commands]
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let words = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: words, as: UTF8.self)
  }

  /// A png as gnuplot reads it: colours by column from the left and row from the bottom.
  struct Picture {
    let width: Int
    let height: Int
    fileprivate let colours: [Colour]

    /// The colour at parts of the width and the height.
    func at(_ across: Double, _ up: Double) -> Colour {
      let column = min(width - 1, Int(across * Double(width)))
      let row = min(height - 1, Int(up * Double(height)))
      return colours[row * width + column]
    }

    /// How many pixels have this colour.
    func count(_ colour: Colour) -> Int { colours.count { $0 == colour } }
  }

  func picture(_ name: String) throws -> Picture {
    let said = try gnuplot("set table 'pixels'; plot '\(name)' binary filetype=png using 1:2:3 with rgbimage")
    let rows = try text("pixels").split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ").prefix(5).compactMap { Int($0) } }.filter { $0.count == 5 }
    try #require(!rows.isEmpty, "\(said)")
    let width = (rows.map { $0[0] }.max() ?? 0) + 1
    let height = (rows.map { $0[1] }.max() ?? 0) + 1
    var colours = Array(repeating: Colour.black, count: width * height)
    for row in rows { colours[row[1] * width + row[0]] = Colour(UInt32(row[2] << 16 | row[3] << 8 | row[4])) }
    return Picture(width: width, height: height, colours: colours)
  }

  static let isThere = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot") }
}
