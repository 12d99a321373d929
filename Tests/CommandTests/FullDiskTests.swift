import Foundation
import Testing

/// A result that cannot be written is a failure that is heard of, and costs no older result.
@Suite struct FullDiskTests {
  private let workshop: Workshop

  init() throws {
    workshop = try Workshop()
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
    arguments: [
      ["fit", "fits/one.yaml"], ["sample", "fits/one.yaml", "--format", "json"],
      ["minimize", "fits/one.yaml"],
      ["check", "fits/one.yaml"], ["inputs"], ["observables"], ["--help"], ["--version"],
    ])
  func standardOutputThatTakesNothingIsAnError(words: [String]) async throws {
    let run = try await workshop.mutau(words, output: "/dev/full")
    #expect(run.exitCode == 1)
    #expect(run.complaints.contains("could not be written to standard output: No space left on device"))
  }

  @Test func aFolderThatCannotBeMadeIsRefusedBeforeAnythingIsComputed() async throws {
    try workshop.write("in the way", to: "runs")
    let run = try await workshop.mutau("fit", "fits/one.yaml")
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(
      run.complaints == "error: the folder runs/ could not be made: Not a directory\n", "\(run.complaints)")
    #expect(try workshop.text(of: "runs") == "in the way")
  }

  @Test func aFolderInThePlaceOfTheRunsFileIsRefusedBeforeAnythingIsComputed() async throws {
    try workshop.write("in the way", to: "runs/one/run.sqlite/file")
    let run = try await workshop.mutau("fit", "fits/one.yaml")
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(run.complaints.hasPrefix("error: runs/one/run.sqlite cannot be opened"), "\(run.complaints)")
  }

  @Test(.enabled("mounting is not permitted here") { await Disk.canBeMounted() })
  func aFullDiskIsReportedAndTheOldResultStaysIntact() async throws {
    let disk = try await Disk(kilobytes: 8192)
    defer { disk.unmount() }
    let output = disk.folder.appendingPathComponent("one").path
    let first = try await workshop.mutau("fit", "fits/one.yaml", "--output", output)
    #expect(first.exitCode == 0, "\(first.complaints)")
    let summary = output + "/summary.json"
    let kept = try String(contentsOfFile: summary, encoding: .utf8)
    try disk.fill()

    let second = try await workshop.mutau(
      "fit", "fits/one.yaml", "--output", output, "--seed", "2", "--overwrite")
    #expect(second.exitCode == 1)
    #expect(second.complaints.contains("the disk is full"), "\(second.complaints)")
    #expect(second.output.contains("Best fit"))
    #expect(try String(contentsOfFile: summary, encoding: .utf8) == kept)
    let left = try FileManager.default.contentsOfDirectory(atPath: output)
    let files = ["summary.json", "report.html"]
    #expect(left.allSatisfy { $0.hasPrefix("run.sqlite") || files.contains($0) }, "no draft stays behind")
  }

  @Test(.enabled("mounting is not permitted here") { await Disk.canBeMounted() })
  func aRunThatMetAFullDiskGoesOnWhenThereIsRoom() async throws {
    try workshop.write(
      SmallFit.text(
        sample:
          "{sampler: ensemble, warmup: 2000, draws: 8000, maximum-draws: 64000, effective-sample-size: 4000}"),
      to: "fits/one.yaml")
    #expect(try await workshop.mutau("fit", "fits/one.yaml", "--output", "runs/whole").exitCode == 0)
    let whole = try workshop.text(of: "runs/whole/summary.json")
    // room for a part of what is to be kept
    let disk = try await Disk(kilobytes: 1024)
    defer { disk.unmount() }
    let output = disk.folder.appendingPathComponent("one").path
    let full = try await workshop.mutau("fit", "fits/one.yaml", "--output", output)
    #expect(full.exitCode == 1)
    #expect(full.complaints.contains("the result could not be kept: \(output)/run.sqlite: the disk is full"))
    #expect(full.output.contains("Best fit"), "what was computed is printed all the same")
    try await disk.grow(kilobytes: 65_536)
    let again = try await workshop.mutau("fit", "fits/one.yaml", "--output", output)
    #expect(again.exitCode == 0, "\(again.complaints)")
    let isSame = try String(contentsOfFile: output + "/summary.json", encoding: .utf8) == whole
    #expect(isSame)
  }
}

/// A small disk in memory.
private struct Disk {
  let folder: URL

  init(kilobytes: Int) async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("disk-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let run = try await Program.run(
      ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", folder.path],
      program: URL(fileURLWithPath: Self.mount),
      in: folder.deletingLastPathComponent())
    guard run.exitCode == 0 else {
      try? FileManager.default.removeItem(at: folder)
      throw Refused()
    }
  }

  struct Refused: Error {}

  private static let mount = "/usr/bin/mount"

  static func canBeMounted() async -> Bool {
    guard FileManager.default.isExecutableFile(atPath: mount) else { return false }
    guard let disk = try? await Disk(kilobytes: 16) else { return false }
    disk.unmount()
    return true
  }

  /// Takes all the space that is left.
  func fill() throws {
    let descriptor = open(folder.appendingPathComponent("filler").path, O_WRONLY | O_CREAT, 0o600)
    defer { close(descriptor) }
    let block = [UInt8](repeating: 0, count: 1024)
    while write(descriptor, block, block.count) > 0 {}
  }

  /// Makes room.
  func grow(kilobytes: Int) async throws {
    let run = try await Program.run(
      ["-o", "remount,size=\(kilobytes)k", folder.path], program: URL(fileURLWithPath: Self.mount),
      in: folder.deletingLastPathComponent())
    guard run.exitCode == 0 else { throw Refused() }
  }

  func unmount() {
    _ = umount2(folder.path, Int32(MNT_DETACH))
    try? FileManager.default.removeItem(at: folder)
  }
}
