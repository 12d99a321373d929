import ArgumentParser
import GlobalFit

/// `mutau calibrate`
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Do the posteriors of a fit hold the truth as often as they say?",
    discussion: """
      Draws true values from the prior and data from their distribution, samples
      the posterior of each as the fit's 'sample:' says, and ranks the true values
      among the draws. The ranks are uniform if and only if priors, likelihood and
      sampler fit together. Takes as long as so many runs of 'mutau sample'.

      With '--true-values posterior' the true values come from the posterior of
      the measured data, and each posterior is that of the measured and the
      simulated data together: does it hold where the data point? For fits whose
      priors reach to where no such data were ever seen.

      Exit code 1 if the ranks are not uniform, or a posterior did not converge.

      Examples:
        mutau calibrate fits/neutrino-trident.yaml
        mutau calibrate fits/leptonic.yaml --simulations 1000 --seed 7
        mutau calibrate fits/global.yaml --true-values posterior
        mutau calibrate fits/leptonic.yaml --variant no-nutev --format json
      """)

  @OptionGroup var options: FitOptions

  @Option(help: "How many true values and data sets to draw.")
  var simulations = 200

  @Option(help: "Posterior draws that each true value is ranked among.")
  var draws = 99

  @Option(help: "Where true values are drawn.")
  var trueValues = Calibration.TrueValues.prior

  func validate() throws {
    guard (20...1_000_000).contains(simulations) else {
      throw ValidationError("--simulations takes a number from 20 to 1000000")
    }
    guard (9...9999).contains(draws) else {
      throw ValidationError("--draws takes a number from 9 to 9999")
    }
  }

  func run() throws {
    let problem = try options.problem()
    let line = ProgressLine(quiet: options.quiet)
    let interruption = Interruption(closing: { line.clear() })
    line.show(share: 0, "the first simulations")
    let calibration = try problem.calibrate(
      simulations: simulations, draws: draws, trueValues: trueValues, seed: options.seed(of: problem.fit),
      by: options.workforce
    ) { [simulations] done in
      line.show(
        share: Double(done) / Double(simulations), "\(done) of \(simulations) simulations done")
      return !interruption.isRequested
    }
    line.clear()
    try interruption.check()
    let report = CalibrationReport(calibration, of: problem)
    try Console.write(options.library.format.rendering(calibration, report.document))
    switch calibration.verdict {
    case .calibrated: return
    case .notCalibrated:
      throw Failure.numerics("the fit is not calibrated: see the first lines of the result")
    case .notConclusive:
      throw Failure.numerics(
        "the calibration is not conclusive: \(calibration.unconverged.count) of \(simulations) posteriors did not converge"
      )
    }
  }
}

extension Calibration.TrueValues: ExpressibleByArgument {}
