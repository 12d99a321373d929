/// Where chains begin: in the region of the density itself and on every peak that is known of it.
///
/// A draw from the prior may lie where the density is so small and steep that a chain never gets away, and few walkers may
/// all begin at the same of several peaks. Four populations of points, each on its own, find the region first.
struct StartingPoints: Sendable {
  /// Points near the density.
  private let points: [[Double]]
  /// Points all around it.
  private let early: [[Double]]
  /// Points of each separate peak; empty if there is one only.
  private let peaks: [[[Double]]]
  /// What is known of separate peaks; nil if there is one only.
  let separatePeaks: SeparatePeaks?
  /// The highest point near the density that does not stand alone: chains that never come nearly as high have lost a peak.
  let highest: [Double]?
  /// What was spent.
  let spent: Transition

  private static let populations = 4
  private static let populationSize = 256
  /// The random streams of populations end where those of ensembles, 0, 1, …, never come; the last one is taken.
  private static let lastStream = UInt64.max - 1

  /// Searches the density from points that `start` draws, and from places at peaks that are known; nil if hardly any place of
  /// finite density was found.
  init?(
    on density: some LogDensity, settings: SamplingSettings, known: [[Double]],
    from start: @Sendable (inout Random) -> [Double]
  ) {
    let budget = settings.maximumEvaluations / 20
    let populations = parallelMap(Self.populations, threads: settings.threads) { number in
      var random = Random(seed: settings.seed, stream: Self.lastStream - 1 - UInt64(number))
      return AnnealedPopulation(
        Self.populationSize, on: density, from: start, budget: budget / Self.populations, using: &random)
    }
    points = populations.flatMap(\.points)
    early = populations.flatMap(\.early)
    guard !points.isEmpty else { return nil }
    var random = Random(seed: settings.seed, stream: Self.lastStream)
    let search = PeakSearch(
      of: points, besides: populations.flatMap(\.wider), and: known, on: density, budget: budget,
      using: &random)
    peaks = search.found.map(\.points)
    highest = search.highest
    separatePeaks = SeparatePeaks(
      search.found.map(\.peak), areAll: search.areAll, cycles: (0..<density.dimension).map(density.cycle))
    spent = populations.reduce(into: search.spent) { $0 += $1.spent }
  }

  /// A point to begin at: a quarter of them are spread all around the density, so that chains disagree if a region was lost
  /// on the way; of the others half are spread as the density, half over all peaks alike.
  func draw(using random: inout Random) -> [Double] {
    if !early.isEmpty, random.uniform() < 0.25 { return early[random.index(below: early.count)] }
    guard !peaks.isEmpty, random.uniform() < 0.5 else { return points[random.index(below: points.count)] }
    let peak = peaks[random.index(below: peaks.count)]
    return peak[random.index(below: peak.count)]
  }
}
