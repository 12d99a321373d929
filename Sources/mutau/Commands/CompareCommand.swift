import ArgumentParser
import GlobalFit
import Typesetting

/// `mutau compare`
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Fit every variant of a fit file and show what moved, and by how many sigma.",
    discussion: """
      Where a variant changes constraints alone, the draws of the fit as it stands
      answer for it with weights, if the tail of these allows it (k below 0.7) and
      1000 effective draws are left. Any other variant is a run of its own, as
      mutau fit --variant makes it, in runs/<name of the fit>-<variant>: a finished
      run of the same is used, a missing one is made. A table says how each
      posterior was obtained. --refit makes a run of every variant; --no-keep
      neither uses nor writes runs.

      The comparison is kept in the run of the fit as it stands, where mutau draw
      and mutau report find it.

      Examples:
        mutau compare fits/leptonic.yaml
        mutau compare fits/leptonic.yaml --variants nutev-2000,no-nutev
        mutau compare fits/leptonic.yaml --quantity v_Phi --table limits
        mutau compare fits/leptonic.yaml --quantity v_Phi --table limits \\
          --method chi-squared,posterior --format latex
        mutau compare fits/leptonic.yaml --draw
        mutau compare fits/leptonic.yaml --refit --no-keep --format json
      """)

  @OptionGroup var options: FitOptions

  @Option(help: ArgumentHelp("Only these variants.", valueName: "a,b"))
  var variants: String?

  @Option(help: ArgumentHelp("Tell of these quantities only.", valueName: "a,b"))
  var quantity: String?

  @Option(
    help: ArgumentHelp(
      "Print these tables: \(ComparisonTable.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "a,b"))
  var table: String?

  @Option(
    help: ArgumentHelp("In the table of limits only these: \(LimitStatistic.names).", valueName: "a,b"))
  var method: String?

  @OptionGroup var report: ReportOptions

  @Flag(help: "Draw the posterior of every variant by itself, none by weights.")
  var refit = false

  @Flag(name: .customLong("no-keep"), help: "Neither use nor write runs.")
  var noKeep = false

  @Flag(help: "Replace runs that belong to another fit, other inputs or another seed.")
  var overwrite = false

  @Flag(help: "Draw the variants side by side, into the run of the fit as it stands.")
  var draw = false

  func validate() throws {
    if table != nil, report.full { throw ValidationError("--table or --full, not both") }
    if noKeep, draw { throw ValidationError("--no-keep or --draw, which draws what is kept, not both") }
    if noKeep, overwrite { throw ValidationError("--no-keep or --overwrite, not both") }
  }

  func run() throws {
    guard options.variant == nil else {
      throw Failure.usage("compare takes --variants a,b instead of --variant")
    }
    let fit = try options.readFit()
    let library = try options.library.library(besideFit: options.fit)
    let chosen = try chosenVariants(of: fit)
    let base = try Problem(fit, library: library)
    let (tables, quantities) = (try chosenTables(), try chosenQuantities(of: base))
    let statistics = try LimitStatistic.chosen(method)
    guard method == nil || tables.contains(.limits) else {
      throw Failure.usage("--method chooses columns of --table limits, which is not asked for")
    }
    var problems: [Problem] = []
    for variant in chosen { problems.append(try Problem(fit, variant: variant, library: library)) }
    let runs = ComparedRuns(
      options: options, seed: options.seed(of: fit), variants: [nil] + chosen.map(\.name), keeps: !noKeep,
      overwrites: overwrite, refits: refit)
    let (first, sample) = try runs.base(base)
    var members = [first]
    for (index, problem) in problems.enumerated() {
      // combinations with an alternative that is the fit as it stands are what they are without it
      let text = problem.fit.resolved
      if let same = problems[..<index].firstIndex(where: { $0.fit.resolved == text }) {
        let twin = members[same + 1]
        members.append(
          ComparedRuns.Member(
            result: twin.result.named(problem.variant),
            origin: Comparison.Origin(.same, folder: twin.origin.folder, remark: chosen[same].name)))
      } else {
        members.append(try runs.variant(problem, of: base, first.result, sample))
      }
    }
    let comparison = Comparison(
      title: fit.title, results: members.map(\.result), origins: members.map(\.origin), variants: chosen,
      problems: [base] + problems)
    try Console.write(
      options.library.format.rendering(comparison, document(comparison, base, tables, quantities, statistics))
    )
    if let failure = members.compactMap(\.failure).first { throw failure }
    if let folder = first.origin.folder, Job.isFirst {
      try KeptComparison.keep(comparison, in: folder)
      if draw { DrawCommand.draw([.variants], ofRunIn: folder, by: options.work) }
    }
    if let failed = comparison.results.first(where: { !$0.isConverged }) {
      throw Failure.numerics("\(failed.variant ?? "the fit as it stands") did not converge")
    }
  }

  private func document(
    _ comparison: Comparison, _ base: Problem, _ tables: [ComparisonTable], _ quantities: [Quantity],
    _ statistics: [LimitStatistic]
  ) -> Document {
    let whole = ComparisonReport(comparison, base)
    if !tables.isEmpty {
      return whole.document(of: tables, quantities: quantities, limitsBy: statistics)
    }
    if !report.full { return ComparisonScreen(comparison, base, quantities: quantities).document }
    return quantities.isEmpty
      ? whole.document : whole.document(of: ComparisonTable.allCases, quantities: quantities)
  }

  private func chosenTables() throws(Failure) -> [ComparisonTable] {
    guard let table else { return [] }
    let known = ComparisonTable.allCases.map(\.rawValue)
    var tables: [ComparisonTable] = []
    for name in table.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      guard let table = ComparisonTable(rawValue: name) else {
        throw .usage("--table: there is no table '\(name)'\(Spelling.suggestion(for: name, among: known))")
      }
      tables.append(table)
    }
    return tables
  }

  /// Those named, each one that the fit profiles or samples.
  private func chosenQuantities(of problem: Problem) throws(Failure) -> [Quantity] {
    guard let quantity else { return [] }
    var known = problem.free.map { Quantity.parameter($0.parameter) }
    for other in problem.fit.predictions.map({ Quantity.observable($0) }) + problem.fit.profile
    where !known.contains(other) { known.append(other) }
    var chosen: [Quantity] = []
    for name in NameList.names(in: quantity, among: known.map(\.name)) {
      guard let own = known.first(where: { $0.name == name }) else {
        let suggestion = Spelling.suggestion(for: name, among: known.map(\.name))
        throw .usage("--quantity: \(options.fit) carries no quantity '\(name)'\(suggestion)")
      }
      if !chosen.contains(own) { chosen.append(own) }
    }
    return chosen
  }

  private func chosenVariants(of fit: Fit) throws -> [Variant] {
    guard let variants else {
      guard !fit.variants.isEmpty else { throw Failure.usage("\(options.fit) has no variants to compare") }
      return fit.variants
    }
    return try FitOptions.variants(variants, of: fit, in: options.fit)
  }
}
