import ArgumentParser

/// What the samplers are proved on.
@main
struct Battery: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Proves the samplers on what is known.", subcommands: [Samplers.self, Invariance.self],
    defaultSubcommand: Samplers.self)
}
