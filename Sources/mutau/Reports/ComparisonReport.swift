import GlobalFit
import Physics
import Typesetting

/// Variants side by side as text.
struct ComparisonReport {
  /// The widest that a table of a column for each quantity gets in plain text.
  static let width = 120

  let comparison: Comparison
  let problem: Problem

  init(_ comparison: Comparison, _ problem: Problem) {
    self.comparison = comparison
    self.problem = problem
  }

  var document: Document {
    var title = Document()
    title.title(comparison.title, counted(comparison.shifts.count, "variant"))
    for note in problem.validityNotes { title.note(note) }
    return Document([verdict, title, body])
  }

  /// These tables, of these quantities if any are named.
  func document(
    of tables: [ComparisonTable], quantities: [Quantity],
    limitsBy statistics: [LimitStatistic] = LimitStatistic.allCases
  ) -> Document {
    var title = Document()
    title.title(
      comparison.title, counted(comparison.shifts.count, "variant"), splitAtWidth: Document.screenWidth)
    let names = quantities.isEmpty ? profiled.map(\.quantity) : quantities
    return Document(
      [verdict.followed(by: title)]
        + tables.flatMap { table -> [Document] in
          switch table {
          case .fits: [fits]
          case .bestFit: [bestFits]
          case .intervals: names.map(intervals)
          case .limits: names.map { limits(of: $0, by: statistics) }
          case .posterior:
            quantities.isEmpty ? [0, 1].map(posteriors) + [posteriorLimits] : names.map(posterior)
          case .evidence: [evidences]
          case .moves: [VariantMovesReport(comparison, quantities: quantities).document]
          case .differences: [VariantShiftsReport(comparison, quantities: quantities).document]
          }
        })
  }

  /// All tables, for a page that has said what it is about.
  var body: Document {
    Document(
      [bestFits] + [0, 1].map(intervals) + [limits] + [0, 1].map(posteriors)
        + [
          posteriorLimits, evidences, VariantMovesReport(comparison).document,
          VariantShiftsReport(comparison).document,
        ])
  }

  /// Every free parameter of any of the fits, those of the fit as it stands first.
  private var parameters: [Parameter] {
    var all = problem.free.map(\.parameter)
    for own in comparison.results.flatMap(\.bestFit.parameters) where !all.contains(own.parameter) {
      all.append(own.parameter)
    }
    return all
  }

  /// Every quantity of any of the posteriors, those of the fit as it stands first.
  private var quantities: [QuantityPosterior] {
    var all: [QuantityPosterior] = []
    for quantity in comparison.results.flatMap(\.posterior.quantities)
    where !all.contains(where: { $0.quantity == quantity.quantity }) { all.append(quantity) }
    return all
  }

  /// Every quantity that any of the fits profiles.
  private var profiled: [ProfileResult] {
    var all: [ProfileResult] = []
    for profile in comparison.results.flatMap(\.profiles)
    where !all.contains(where: { $0.quantity == profile.quantity }) { all.append(profile) }
    return all
  }

  func name(_ result: FitResult) -> String { result.variant ?? "as it stands" }

  var verdict: Document {
    let failed = comparison.results.filter { !$0.isConverged }
    return FitReport.verdict(
      Advice.below(failed.map { "NOT CONVERGED: \(name($0))" }, Advice.onVariant(failed.first?.variant)))
  }

  private var bestFits: Document {
    let predictions = problem.fit.predictions
    let columns: [Cell] =
      ["χ²/dof", "p"] + parameters.map { .quantity(.parameter($0)) }
      + predictions.map { .quantity(.observable($0)) }
    var table = Table(
      [""] + columns, alignments: [.left] + columns.map { _ in .right }, typeset: ["variant"] + columns)
    for result in comparison.results {
      let best = result.bestFit
      let values = parameters.map { parameter -> String in
        guard let own = best.parameters.first(where: { $0.parameter == parameter }) else {
          return "\(best.value(of: .parameter(parameter)).plain) fixed"
        }
        let resolution = result.resolution(of: .parameter(parameter)) ?? own.error
        return own.value.resolving(resolution) + (own.limit == nil ? "" : " *")
      }
      table.add(
        [
          name(result), "\(best.chiSquared.fixed(2))/\(best.degreesOfFreedom)",
          best.pValue?.asProbability ?? "–",
        ] + values
          + predictions.map {
            best.value(of: .observable($0)).resolving(result.resolution(of: .observable($0)))
          })
    }
    let anyAtLimit = comparison.results.contains { $0.bestFit.parameters.contains { $0.limit != nil } }
    var document = Document()
    document.head("Best fit", anyAtLimit ? "(* at an edge of its range)" : "", gap: 3)
    document.add(table, splitAtWidth: Self.width)
    return document
  }

  /// The intervals of the profile likelihood at one of the two levels.
  private func intervals(_ level: Int) -> Document {
    let (percent, deltaChiSquared) = level == 0 ? ("68.3", 1) : ("95.4", 4)
    let head = "Intervals at \(percent) % from the profile likelihood (Δχ² = \(deltaChiSquared))"
    return profileTable(head) { profile in
      guard profile.intervals.indices.contains(level) else { return "–" }
      let interval = profile.intervals[level]
      guard interval.lower != nil || interval.upper != nil else { return "no end" }
      return "["
        + [interval.lower, interval.upper].map { $0.map { profile.words(end: $0) } ?? "…" }
        .joined(separator: ", ") + "]"
    }
  }

  private var limits: Document {
    profileTable("Limits at 95 %, each side by itself, from the profile likelihood (Δχ² = 2.71)") {
      LimitsReport.words($0)
    }
  }

  /// A column for each quantity that is profiled, a row for each variant.
  private func profileTable(_ head: String, _ words: (ProfileResult) -> String) -> Document {
    var document = Document()
    let names = profiled.map { Cell.quantity($0.quantity) }
    guard !names.isEmpty else { return document }
    var table = Table([""] + names, typeset: ["variant"] + names)
    for result in comparison.results {
      table.add(
        [name(result)]
          + profiled.map { column in
            guard let own = result.profiles.first(where: { $0.quantity == column.quantity }) else {
              return "–"
            }
            return own.problem == nil ? words(own) : "not converged"
          })
    }
    document.head(head)
    document.add(table, splitAtWidth: Self.width)
    return document
  }

  /// The posterior with its intervals at one of the two levels.
  private func posteriors(_ level: Int) -> Document {
    let names = quantities.map { Cell.quantity($0.quantity) }
    var table = Table([""] + names, typeset: ["variant"] + names)
    for result in comparison.results {
      table.add(
        [Cell(name(result))]
          + quantities.map { column in
            guard let own = result.posterior.quantities.first(where: { $0.quantity == column.quantity })
            else { return "–" }
            let error = own.monteCarloErrorOfMedian
            let interval = own.equalTailed.indices.contains(level) ? own.equalTailed[level] : nil
            guard level == 0 else { return Cell(interval.map(PosteriorReport.words) ?? "–") }
            return .value(
              "\(own.median.supported(by: error)) \(interval.map(PosteriorReport.words) ?? "")",
              own.median, from: interval?.lower, to: interval?.upper, uncertainty: error)
          })
    }
    var document = Document()
    document.head(
      "Posterior", "\(level == 0 ? "median and 68.3 %" : "95.4 %") equal-tailed interval", gap: 3)
    document.add(table, splitAtWidth: Self.width)
    return document
  }

  /// On the sides on which the profile likelihood of the fit as it stands has a limit; on both of what is not profiled.
  private var posteriorLimits: Document {
    var document = Document()
    let nuisances = Set(problem.free.filter(\.isNuisance).map { Quantity.parameter($0.parameter) })
    let profiles = comparison.results[0].profiles
    let columns = quantities.filter { quantity in
      guard quantity.limits != nil, !nuisances.contains(quantity.quantity) else { return false }
      guard let profile = profiles.first(where: { $0.quantity == quantity.quantity }) else { return true }
      return profile.limits.lower != nil || profile.limits.upper != nil
    }
    guard !columns.isEmpty else { return document }
    let names = columns.map { Cell.quantity($0.quantity) }
    var table = Table([""] + names, typeset: ["variant"] + names)
    for result in comparison.results {
      table.add(
        [name(result)]
          + columns.map { column in
            let sides = profiles.first { $0.quantity == column.quantity }?.limits
            return result.posterior.quantities.first { $0.quantity == column.quantity }?.limits.map {
              LimitsReport.words($0, like: sides)
            } ?? "–"
          })
    }
    document.head("Limits at 95 %, each side by itself, from the posterior, with these priors")
    document.add(table, splitAtWidth: Self.width)
    return document
  }

  private var evidences: Document {
    let columns = ["ln Z", "change", "posterior obtained"]
    var table = Table(
      [""] + columns, alignments: [.left, .right, .right], typeset: ["variant"] + columns)
    for (index, result) in comparison.results.enumerated() {
      let shift = index > 0 ? comparison.shifts[index - 1] : nil
      let change: String? = shift.flatMap { shift in
        guard let value = shift.logEvidence else { return nil }
        return Double.withError(value, shift.logEvidenceError ?? .nan) + (shift.hasSameData ? " †" : "")
      }
      let evidence = result.posterior.logEvidence.map { Double.withError($0.value, $0.error) }
      table.add([
        name(result),
        evidence ?? "–", change ?? "–",
        words(comparison.origins[index], result.posterior),
      ])
    }
    var document = Document()
    document.head("Evidence", "and how each posterior was obtained", gap: 3)
    if comparison.origins.contains(where: { $0.way == .sampled && $0.remark != nil }) {
      document.say(
        "           (behind a colon: why the draws of the fit as it stands do not do, with weights)")
    }
    if comparison.shifts.contains(where: { $0.hasSameData && $0.logEvidence != nil }) {
      document.say("           († the same data: the ln of a Bayes factor)")
    }
    document.add(table)
    return document
  }

  private func words(_ origin: Comparison.Origin, _ posterior: PosteriorSummary) -> String {
    let place = origin.folder.map { ", \($0)" } ?? ""
    switch origin.way {
    case .sampled: return "sampled\(place)\(origin.remark.map { ": \($0)" } ?? "")"
    case .kept: return "finished run\(place)"
    case .same: return "the same as \(origin.remark ?? "")"
    case .weights:
      guard let weighting = posterior.weighting else { return "weights" }
      return "weights, k = \(weighting.paretoShape.fixed(2)), "
        + "\(weighting.effectiveSampleSize.significant(2)) effective draws"
    }
  }
}
