import Foundation
import PackagePlugin

/// Tells the program what its numbers are computed by: `sourceDigest`, of the sources of every target that a number of a
/// run depends on, and of the package's description, which names the versions of all packages. Two builds that may compute something else are told apart even if nobody thought of a new version.
@main
struct SourceDigest: BuildToolPlugin {
  private static let targets = ["FourMuons", "GlobalFit", "Inference", "Physics"]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let package = context.package.directoryURL
    let paths =
      try Self.targets.flatMap { target in
        try FileManager.default.subpathsOfDirectory(atPath: package.appending(path: "Sources/\(target)").path)
          .filter { $0.hasSuffix(".swift") }.map { "Sources/\(target)/\($0)" }
      }.sorted() + ["Package.swift"]
    let output = context.pluginWorkDirectoryURL.appending(path: "SourceDigest.swift")
    // the digest of a list of names and digests: it knows of a file that was moved
    let script = """
      cd "$1" && shift && output="$1" && shift && digest=$(sha256sum "$@" | sha256sum | cut -c 1-12) &&
      echo "let sourceDigest = \\"$digest\\"" > "$output"
      """
    return [
      .buildCommand(
        displayName: "Digest of the sources", executable: URL(fileURLWithPath: "/bin/sh"),
        arguments: ["-c", script, "sh", package.path, output.path] + paths,
        inputFiles: paths.map { package.appending(path: $0) }, outputFiles: [output])
    ]
  }
}
