extension KnownPosterior {
  /// Every posterior of the battery, from the simplest to the hardest of each kind.
  public static let all: [KnownPosterior] =
    smooth + edged + periodic + curved + regressions + peaked + flat + hiddenMasses + valleys

  /// Normals, and how wide or many they may be.
  private static let smooth =
    [2, 5, 20, 100].map { correlatedNormal($0) }
    + [illScaledNormal, equicorrelatedNormal, anisotropicNormal] + [2, 10].map(unitCubeNormal)

  /// The mass lies at an end of the prior, or its tails are long.
  private static let edged =
    [
      halfGaussian, halfNormal, exponential, exponentials(50), tridents, tridentsWithNuTeV,
      tridentsWithWideNuTeV,
    ]
    + [simplex, studentT, cauchy]

  private static let periodic = [vonMises, phases, flatCircle, ring] + [1, 4].map(circularPeaks)

  private static let curved =
    [banana, bananaInTenDimensions, thinValley, straightFunnel, funnel] + cosineProducts
    + [inversePowerProduct, signedPowerProduct]

  private static let regressions = [
    linearRegression, kilpisjarvi, gaussianProcess, eightSchools, centredEightSchools, fitShaped,
  ]

  private static let peaked =
    [bimodal, narrowPeaks, flatBoxes]
    + [(0.01, 1), (0.5, 1), (0.1, 2), (0.3, 2)].map { unequalPeaks(share: $0, dimension: $1) }
    + [(0.01, 5), (0.1, 5), (0.5, 5), (0.1, 10), (0.3, 10)].map { twins(share: $0, dimension: $1) }
    + [himmelblau, eggBox, centredEggBox] + [2, 4].map(rastrigin) + [2, 10].map(logGamma)
    + [2, 5].compactMap(spikeInSlab) + [2, 3, 5, 10, 20, 30, 50].compactMap(shells)

  /// Plateaus, steps and what is excluded.
  private static let flat =
    [nothingLearnt] + [1, 10, 50].map(constant)
    + [plateau, disc, corner, step, diagonalStep, normalWithStep, normalWithCut, spike]
    + [2, 4, 5, 10].compactMap(weddingCake)

  /// Of Rosenbrock's valleys those of MultiNest in all dimensions, of the other cubes those in 2 and 10.
  private static let valleys = rosenbrocks.filter {
    $0.name.contains("MultiNest") || [2, 10].contains($0.dimension)
  }
}
