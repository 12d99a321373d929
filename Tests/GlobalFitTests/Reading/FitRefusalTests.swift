import Testing

@testable import GlobalFit

@Suite("A fit file with a mistake is refused where the mistake is")
struct FitRefusalTests {
  @Test("The file without a mistake is read") func none() throws { _ = try Fit(element(Mistake.good)) }

  static let keys = [
    Mistake("title:", "titel:", "1:1: unknown key 'titel' in a fit; did you mean 'title'?"),
    Mistake(
      "parametrisation:", "parametrization:",
      "2:1: unknown key 'parametrization' in a fit; did you mean 'parametrisation'?"),
    Mistake("parameters:", "parameter:", "3:1: unknown key 'parameter' in a fit; did you mean 'parameters'?"),
    Mistake(
      "constraints:", "constrains:", "6:1: unknown key 'constrains' in a fit; did you mean 'constraints'?"),
    Mistake(
      "predictions:", "Predictions:", "7:1: unknown key 'Predictions' in a fit; did you mean 'predictions'?"),
    Mistake("seed: 1", "sede: 1", "13:1: unknown key 'sede' in a fit; did you mean 'seed'?"),
    Mistake("seed: 1", "figures: [a]", "13:11: expected a figure (a mapping), found 'a'"),
    Mistake("{starts: 3}", "{start: 3}", "11:12: unknown key 'start' in 'minimize'; did you mean 'starts'?"),
    Mistake(
      "{draws: 100, sampler: ensemble}", "{drawn: 100}",
      "12:10: unknown key 'drawn' in 'sample'; did you mean 'draws'?"),
    Mistake(
      "{draws: 100, sampler: ensemble}", "{maximum_draws: 100}",
      "12:10: unknown key 'maximum_draws' in 'sample'; did you mean 'maximum-draws'?"),
    Mistake(
      "{remove: [a/b]}", "{removes: [a/b]}",
      "9:11: unknown key 'removes' in the variant 'other'; did you mean 'remove'?"),
    Mistake("max: 1", "maxi: 1", "4:36: unknown key 'maxi' in the parameter 'gPrime'; did you mean 'max'?"),
    Mistake("max: 1", "max: 1, sigma: 2", "4:51: a 'uniform' prior has no 'sigma'; it has min, max"),
    Mistake("title: A fit", "title: A fit\ntitle: B", "1:1: the key 'title' is in this mapping twice"),
    Mistake("title: A fit\n", "", "1:1: missing key 'title' in a fit"),
    Mistake("parametrisation: leptonic\n", "", "1:1: missing key 'parametrisation' in a fit"),
    Mistake(
      "seed: 1", "formulas: correct", "13:11: unknown choice of formulas 'correct'; did you mean 'corrected'?"
    ),
    Mistake("seed: 1", "formulas: [16]", "13:12: unknown equation '16'; expected one of: 15, 19c, 24"),
    Mistake(
      "seed: 1", "vertex-correction: imaginary",
      "13:20: unknown vertex-correction 'imaginary'; expected one of: real, complex"),
    Mistake("leptonic", "leptonik", "2:18: unknown parametrisation 'leptonik'; did you mean 'leptonic'?"),
    Mistake("A fit", "", "1:7: expected a title, found nothing"),
    Mistake("A fit", "[A fit]", "1:8: expected a title, found a list"),
  ]

  @Test("Keys and choices", arguments: keys) func key(mistake: Mistake) { mistake.check() }

  static let parameters = [
    Mistake("gPrime: {", "gprime: {", "4:3: unknown parameter 'gprime'; did you mean 'gPrime'?"),
    Mistake("mZPrime: 50", "mZprim: 50", "5:3: unknown parameter 'mZprim'; did you mean 'mZPrime'?"),
    Mistake("uniform", "unifrom", "4:19: unknown prior 'unifrom'; did you mean 'uniform'?"),
    Mistake("uniform", "flat", "4:19: unknown prior 'flat'; expected one of: "),
    Mistake("  mZPrime: 50\n", "", "4:3: missing parameter 'mZPrime': it has no default"),
    Mistake(
      "  gPrime: {prior: uniform, min: 0, max: 1}\n", "", "4:3: missing parameter 'gPrime': it has no default"
    ),
    Mistake(
      "{prior: uniform, min: 0, max: 1}", "0.5",
      "4:3: every parameter is fixed: a fit needs at least one with a prior"),
    Mistake("min: 0", "min: 1", "4:41: max (1) must be greater than min (1)"),
    Mistake("min: 0", "min: 2", "4:41: max (1) must be greater than min (2)"),
    Mistake("min: 0, ", "", "4:11: missing key 'min' in the parameter 'gPrime'"),
    Mistake("prior: uniform, ", "", "4:11: missing key 'prior' in the parameter 'gPrime'"),
    Mistake(
      "min: 0", "min: -1", "4:11: 'gPrime' must lie between 0 and 100; this prior reaches from -1 to 1"),
    Mistake(
      "max: 1", "max: 1e5", "4:11: 'gPrime' must lie between 0 and 100; this prior reaches from 0 to 100000"),
    Mistake("50", "-50", "5:12: 'mZPrime' must lie between 1e-6 and 1e9 GeV"),
    Mistake("50", "{prior: fixed}", "5:12: missing key 'value' in the parameter 'mZPrime'"),
    Mistake("50", "{prior: fixed, value: 50, min: 1}", "5:43: a 'fixed' prior has no 'min'; it has value"),
    Mistake(
      "50", "{prior: fixed, value: 50, nuisance: true}", "5:48: a fixed parameter is no nuisance parameter"),
    Mistake("50", "{prior: normal, mean: 50, sigma: 0}", "5:45: sigma must be greater than zero"),
    Mistake(
      "50", "{prior: normal, mean: 50, sigma: 10}",
      "5:12: 'mZPrime' must lie between 1e-6 and 1e9 GeV; this prior reaches from -30 to 130"),
    Mistake("50", "{prior: log-normal, median: 50, factor: 1}", "5:52: factor must be greater than one"),
    Mistake(
      "50", "{prior: log-uniform, min: 0, max: 1}",
      "5:38: the min of a log-uniform prior must be greater than zero"),
    Mistake(
      "50", "{prior: power-law, exponent: -1, min: 0, max: 1}",
      "5:50: the min of a power-law prior must be greater than zero"),
    Mistake(
      "50", "{prior: power-law, exponent: 500, min: 1, max: 2}",
      "5:41: the exponent must lie between −100 and 100"),
    Mistake(
      "50", "{prior: truncated-normal, mean: 5, sigma: 1, min: 20, max: 30}",
      "5:12: the range lies more than 8 sigma away"),
    Mistake("max: 1", "max: 1, nuisance: yes", "4:54: expected nuisance, true or false, found 'yes'"),
    Mistake("max: 1", "max: 1, periodic: true", "4:54: only a phase can be periodic, and 'gPrime' is none"),
    Mistake("50", "", "5:11: expected the value of 'mZPrime' (a number), found nothing"),
    Mistake("50", "[50]", "5:12: expected the value of 'mZPrime' (a number), found a list"),
    Mistake("mZPrime: 50", "mZPrime: 50\n  gPrime: 1", "4:3: the key 'gPrime' is in this mapping twice"),
  ]

  @Test("Parameters and priors", arguments: parameters) func parameter(mistake: Mistake) { mistake.check() }

  @Test(
    "A number that is none, wherever one stands",
    arguments: [
      "nan", ".nan", "inf", "-inf", ".inf", "0x10", "1_000", "'1,5'", "1e", "--1", "one", "1e999", "0b1",
      "1e1e1", "٣", "1d3", "''",
    ])
  func number(text: String) {
    for (old, place) in [
      ("max: 1", "4:41"), ("mZPrime: 50", "5:12"), ("seed: 1", "13:7"), ("draws: 100", "12:17"),
    ] {
      let key = old.prefix(while: { $0 != " " })
      Mistake(old, "\(key) \(text)", "\(place): expected ").check()
    }
  }

  static let lists = [
    Mistake(
      "[neutrino-trident/ccfr-1991, a/b]", "[]",
      "6:14: the list of constraints is empty; a fit needs at least one"),
    Mistake(
      "[neutrino-trident/ccfr-1991, a/b]", "",
      "6:13: expected 'constraints', inputs by name (a list), found nothing"),
    Mistake(
      "[neutrino-trident/ccfr-1991, a/b]", "a/b",
      "6:14: expected 'constraints', inputs by name (a list), found 'a/b'"),
    Mistake(
      "ccfr-1991, a/b]", "ccfr-1991, a/b, a/b]", "6:48: 'a/b' is used twice: one measurement counts once"),
    Mistake("[v_Phi]", "[v_phi]", "7:15: unknown observable 'v_phi'; did you mean 'v_Phi'?"),
    Mistake("[v_Phi]", "[v_Phi, v_Phi]", "7:22: 'v_Phi' is listed twice"),
    Mistake("[gPrime]", "[gprime]", "10:11: unknown quantity 'gprime'; did you mean 'gPrime'?"),
    Mistake("[gPrime]", "[mZPrime]", "10:11: 'mZPrime' is fixed in this fit: there is nothing to profile"),
    Mistake("[gPrime]", "[gPrime, gPrime]", "10:19: 'gPrime' is listed twice"),
    Mistake("{remove: [a/b]}", "{}", "9:10: the variant 'other' changes nothing"),
    Mistake(
      "{remove: [a/b]}", "{remove: [a/c]}", "9:20: 'a/c' is no constraint of this fit; did you mean 'a/b'?"),
    Mistake(
      "{remove: [a/b]}", "{replace: {a/c: d}}",
      "9:21: 'a/c' is no constraint of this fit; did you mean 'a/b'?"),
    Mistake(
      "{remove: [a/b]}", "{replace: {a/b: neutrino-trident/ccfr-1991}}",
      "9:26: 'neutrino-trident/ccfr-1991' is used twice in 'other'"),
    Mistake(
      "{remove: [a/b]}", "{replace: {a/b: c}, remove: [a/b]}", "9:21: 'a/b' is both replaced and removed"),
    Mistake("{remove: [a/b]}", "{add: [a/b]}", "9:17: 'a/b' is used twice in 'other'"),
    Mistake(
      "{remove: [a/b]}", "{remove: [a/b, neutrino-trident/ccfr-1991]}",
      "9:10: the variant 'other' leaves no constraint"),
    Mistake(
      "{remove: [a/b]}", "{remove: a/b}", "9:19: expected 'remove', inputs by name (a list), found 'a/b'"),
  ]

  @Test("Lists and variants", arguments: lists) func list(mistake: Mistake) { mistake.check() }

  static let settings = [
    Mistake(
      "seed: 1", "seed: -1", "13:7: expected seed, a whole number from 0 to 9223372036854775807, found '-1'"),
    Mistake("seed: 1", "seed: 9223372036854775808", "13:7: expected seed, a whole number"),
    Mistake("seed: 1", "seed: 1.5", "13:7: expected seed, a whole number"),
    Mistake(
      "{starts: 3}", "{starts: 0}", "11:20: expected starts, a whole number from 1 to 100000, found '0'"),
    Mistake("{starts: 3}", "{algorithm: SLSQ}", "11:23: unknown NLopt algorithm 'SLSQ'"),
    Mistake(
      "{starts: 3}", "{algorithm: LD_SLSPQ}",
      "11:23: unknown NLopt algorithm 'LD_SLSPQ'; did you mean 'LD_SLSQP'?"),
    Mistake("{starts: 3}", "{polisher: GN_CRS2_LM}", "11:22: a polisher is a local algorithm"),
    Mistake(
      "{draws: 100, sampler: ensemble}", "{sampler: gibbs}",
      "12:19: unknown sampler 'gibbs'; expected one of: nested, ensemble, nuts"),
    Mistake(
      "{draws: 100, sampler: ensemble}", "{sampler: nuts, walkers: 16}",
      "12:34: 'walkers' is a setting of 'sampler: ensemble', and this fit has 'sampler: nuts'"),
    Mistake(
      "{draws: 100, sampler: ensemble}", "{metric: dense}",
      "12:18: 'metric' is a setting of 'sampler: nuts', and this fit has 'sampler: nested'"),
    Mistake(
      "{draws: 100, sampler: ensemble}", "{sampler: nuts, metric: round}",
      "12:33: unknown metric 'round'; expected one of: diagonal, dense"),
    Mistake(
      "{draws: 100, sampler: ensemble}", "{sampler: nuts, target-acceptance: 1}",
      "12:44: target-acceptance lies between 0 and 1, both excluded"),
    Mistake(
      "{draws: 100, sampler: ensemble}", "{sampler: nuts, maximum-depth: 21}",
      "12:40: expected maximum-depth, a whole number from 1 to 20"),
    Mistake(
      "{draws: 100, sampler: ensemble}", "{draws: 100, maximum-draws: 50, sampler: ensemble}",
      "12:37: expected maximum-draws, a whole number from 100"),
    Mistake(
      "{draws: 100, sampler: ensemble}", "{walkers: 3, sampler: ensemble}",
      "12:19: expected walkers, a whole number from 4 to 10000"),
    Mistake("{draws: 100, sampler: ensemble}", "{r-hat: 1}", "12:17: r-hat must be greater than one"),
    Mistake(
      "{draws: 100, sampler: ensemble}", "{stretch-fraction: 1.5, sampler: ensemble}",
      "12:28: stretch-fraction lies between 0 and 1"),
    Mistake(
      "{draws: 100, sampler: ensemble}", "{effective-sample-size: 0}",
      "12:33: effective-sample-size must be greater than zero"),
    Mistake("{draws: 100, sampler: ensemble}", "[100]", "12:9: expected 'sample' (a mapping), found a list"),
  ]

  @Test("Settings", arguments: settings) func setting(mistake: Mistake) { mistake.check() }
}
