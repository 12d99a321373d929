import Foundation
import Runs
import Testing

@Suite struct ExportRootTests {
  private let folder = TemporaryFolder()
  private let posterior = ExamplePosterior.posterior(chains: 2, draws: 3)

  @Test(arguments: ExportFormat.allCases)
  func aFolderThatCannotBeMadeIsNamedWithTheReason(format: ExportFormat) throws {
    try "a file".write(toFile: folder.path + "/file", atomically: true, encoding: .utf8)
    let problem = #expect(throws: RunFolder.Problem.self) {
      try posterior.export(as: format, to: folder.path + "/file/run")
    }
    #expect(problem?.description.contains(folder.path + "/file") == true)
    #expect(problem?.description.hasSuffix("Not a directory") == true)
  }

  @Test(arguments: ExportFormat.allCases)
  func aFolderInPlaceOfAFileIsNamedAndNoDraftIsLeft(format: ExportFormat) throws {
    let first = try posterior.export(as: format, to: folder.path + "/a/run")[0]
    let place = first.replacing("/a/run", with: "/b/run")
    try FileManager.default.createDirectory(atPath: place + "/inside", withIntermediateDirectories: true)
    let problem = #expect(throws: RunFolder.Problem.self) {
      try posterior.export(as: format, to: folder.path + "/b/run")
    }
    #expect(problem?.description.hasPrefix(place) == true)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/b")
    #expect(!names.contains { $0.hasSuffix(".part") })
  }

  @Test(arguments: ["", "out/", "/", ".", "out/.."]) func aRootWithoutANameIsRefused(root: String) throws {
    let problem = #expect(throws: RunFolder.Problem.self) { try posterior.export(as: .csv, to: root) }
    #expect(problem?.description.contains("FOLDER/NAME") == true)
  }

  @Test func exportingAgainReplacesTheFiles() throws {
    let root = folder.path + "/run"
    let first = try posterior.export(as: .getdist, to: root)
    let second = try ExamplePosterior.posterior(chains: 2, draws: 4).export(as: .getdist, to: root)
    #expect(first == second)
    #expect(try TextTable(blanks: folder.text("run_2.txt")).rows.count == 4)
  }

  /// GetDist reads every NAME_1.txt, Cobaya every NAME.1.txt and NAME_1.txt.
  @Test(arguments: ["run_3.txt", "run.3.txt", "run_10.txt", "run.txt"], [ExportFormat.getdist, .cobaya])
  func aChainOfAnotherExportIsNotMixedWithTheNewOnes(file: String, format: ExportFormat) throws {
    try "1 2 3\n".write(toFile: folder.path + "/" + file, atomically: true, encoding: .utf8)
    let problem = #expect(throws: RunFolder.Problem.self) {
      try posterior.export(as: format, to: folder.path + "/run")
    }
    #expect(problem?.description.hasPrefix(folder.path + "/" + file) == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [file], "nothing was written")
  }

  @Test func otherNamesAndOtherFilesAreNoneOfItsBusiness() throws {
    for file in ["runs_3.txt", "run_a.txt", "run_.txt", "run_1_2.txt", "run.md", "other_1.txt"] {
      try "text".write(toFile: folder.path + "/" + file, atomically: true, encoding: .utf8)
    }
    #expect(try posterior.export(as: .getdist, to: folder.path + "/run").count == 5)
  }

  @Test func columnsThatDoNotFitTogetherAreRefused() {
    func refused(_ change: (inout SampledPosterior) -> Void) -> String {
      var other = posterior
      change(&other)
      let problem = #expect(throws: RunFolder.Problem.self) {
        try other.export(as: .csv, to: folder.path + "/run")
      }
      return problem?.description ?? ""
    }
    #expect(refused { $0.chains = [] }.contains("no draws"))
    #expect(refused { $0.chains[1].logPrior.removeLast() }.contains("chain 2"))
    #expect(refused { $0.chains[0].parameters.removeLast() }.contains("chain 1"))
    #expect(refused { $0.chains[0].predictions[1].append(1) }.contains("chain 1"))
    #expect(refused { $0.chains[0].weights = [1, -1, 1] }.contains("negative"))
    #expect(refused { $0.chains[0].weights = [1, .nan, 1] }.contains("not finite"))
    #expect(refused { for chain in 0...1 { $0.chains[chain].weights = [0, 0, 0] } }.contains("weight 0"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/run.csv"))
  }
}
