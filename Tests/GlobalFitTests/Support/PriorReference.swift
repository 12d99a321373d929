@testable import GlobalFit

/// A prior with values of an independent program.
struct PriorReference: Sendable, CustomStringConvertible {
  let name: String
  let prior: Prior
  /// ln of the density per unit of the parameter.
  let values: [(x: Double, logDensity: Double)]
  /// The value below which a fraction of the density lies.
  let quantiles: [(fraction: Double, x: Double)]

  var description: String { name }

  // scipy 1.17.1 (uniform, loguniform, norm, halfnorm, lognorm: logpdf and ppf); powers and truncated normals from
  // their closed forms with mpmath 1.3.0 and 40 digits.
  static let all: [PriorReference] = [
    PriorReference(
      name: "uniform", prior: .uniform(10...1000),
      values: [
        (10.0, -6.897704943128636), (500.0, -6.897704943128636), (1000.0, -6.897704943128636),
        (9.9, -.infinity), (1001.0, -.infinity),
      ],
      quantiles: [(0.01, 19.9), (0.3, 307.0), (0.5, 505.0), (0.975, 975.25)]),
    PriorReference(
      name: "log-uniform", prior: .logUniform(1e-3...3),
      values: [
        (0.001, 4.827518107943018), (0.1, 0.2223479219549267), (3.0, -3.1788494597072283),
        (0.0009, -.infinity),
      ],
      quantiles: [
        (0.01, 0.0010833560489080293), (0.3, 0.011044253752367951), (0.5, 0.0547722557505166),
        (0.975, 2.4558012910944025),
      ]),
    PriorReference(
      name: "power-law -1", prior: .powerLaw(exponent: -1, 0.5...8),
      values: [
        (0.5, -0.326634259978281), (2.0, -1.7129286210981716), (8.0, -3.099222982218062),
        (0.4, -.infinity),
      ],
      quantiles: [
        (0.01, 0.5140569133280333), (0.3, 1.1486983549970349), (0.5, 2.0), (0.975, 7.464263932294459),
      ]),
    PriorReference(
      name: "power-law 0", prior: .powerLaw(exponent: 0, 0...2),
      values: [(0.0, -0.6931471805599453), (1.0, -0.6931471805599453), (2.0, -0.6931471805599453)],
      quantiles: [(0.01, 0.02), (0.3, 0.6), (0.5, 1.0), (0.975, 1.95)]),
    PriorReference(
      name: "power-law 1", prior: .powerLaw(exponent: 1, 0...1),
      values: [(0.0, -.infinity), (0.1, -1.6094379124341003), (1.0, 0.6931471805599453)],
      quantiles: [
        (0.01, 0.1), (0.3, 0.5477225575051661), (0.5, 0.7071067811865476), (0.975, 0.9874208829065749),
      ]),
    PriorReference(
      name: "power-law 2.5", prior: .powerLaw(exponent: 2.5, 0...3),
      values: [(0.1, -8.34884277432813), (2.0, -0.8595120904431527), (3.0, 0.1541506798272583)],
      quantiles: [
        (0.01, 0.8048087385839178), (0.3, 2.126803309755646), (0.5, 2.4610060680229138),
        (0.975, 2.97837732155889),
      ]),
    PriorReference(
      name: "power-law -3", prior: .powerLaw(exponent: -3, 0.1...5),
      values: [(0.1, 2.9961323535753306), (1.0, -3.9116229254068062), (5.0, -8.739936662709107)],
      quantiles: [
        (0.01, 0.100503578488594), (0.3, 0.11951261743379049), (0.5, 0.14139308044851598),
        (0.975, 0.6275793565433408),
      ]),
    PriorReference(
      name: "power-law -1.000000001", prior: .powerLaw(exponent: -1.000000001, 0.5...8),
      values: [(0.5, -0.32663425859198664), (2.0, -1.7129286210981716), (8.0, -3.0992229836043568)],
      quantiles: [
        (0.01, 0.5140569133084725), (0.3, 1.1486983540698503), (0.5, 1.999999998078188),
        (0.975, 7.464263931595144),
      ]),
    PriorReference(
      name: "power-law 100", prior: .powerLaw(exponent: 100, 1e-6...1e9),
      values: [
        (100000000.0, -246.36665461950972), (900000000.0, -26.644196885887784),
        (1000000000.0, -16.10814532010515),
      ],
      quantiles: [
        (0.01, 955428121.2853748), (0.3, 988150245.1408608), (0.5, 993160652.1582534),
        (0.975, 999749360.0492607),
      ]),
    PriorReference(
      name: "power-law -100", prior: .powerLaw(exponent: -100, 1...2),
      values: [(1.0, 4.59511985013459), (1.01, 3.600086764817781), (1.5, -35.95139096068185)],
      quantiles: [
        (0.01, 1.0001015236971564), (0.3, 1.0036092750143555), (0.5, 1.007026054383499),
        (0.975, 1.037964318204602),
      ]),
    PriorReference(
      name: "normal", prior: .normal(mean: 290.29, sigma: 0.53),
      values: [(290.29, -0.28406026076870317), (289.0, -3.24614641242419), (293.0, -13.356505970985664)],
      quantiles: [
        (0.01, 289.05703562675836), (0.3, 290.01206772826475), (0.5, 290.29), (0.975, 291.32878091180623),
      ]),
    PriorReference(
      name: "truncated-normal", prior: .truncatedNormal(mean: 1, sigma: 2, 0...4),
      values: [
        (0.0, -1.2665303483487185), (1.0, -1.1415303483487185), (4.0, -2.2665303483487187),
        (-0.1, -.infinity), (4.1, -.infinity),
      ],
      quantiles: [
        (0.01, 0.03533054885016599), (0.3, 0.979616331174138), (0.5, 1.615507642297991),
        (0.975, 3.777905190518499),
      ]),
    PriorReference(
      name: "truncated-normal in the upper tail", prior: .truncatedNormal(mean: 0, sigma: 1, 6...9),
      values: [(6.0, 1.817830416884426), (6.2, 0.597830416884425), (7.0, -4.682169583115574)],
      quantiles: [
        (0.01, 6.001631739040418), (0.3, 6.0576526230267715), (0.5, 6.111565061795187),
        (0.975, 6.572945909277134),
      ]),
    PriorReference(
      name: "truncated-normal far in the upper tail", prior: .truncatedNormal(mean: 0, sigma: 1, 7.9...30),
      values: [(7.9, 2.0822896377770377), (8.1, 0.48228963777704326), (9.0, -7.21271036222296)],
      quantiles: [
        (0.01, 7.901252622677693), (0.3, 7.944336847568547), (0.5, 7.985943355272347),
        (0.975, 8.347495210331777),
      ]),
    PriorReference(
      name: "truncated-normal in the lower tail", prior: .truncatedNormal(mean: 5, sigma: 0.5, 1...2),
      values: [(1.9, 1.2909782278834374), (2.0, 2.5109782278834385)],
      quantiles: [
        (0.01, 1.6460073656328391), (0.3, 1.9037207203149729), (0.5, 1.9442175193973656),
        (0.975, 1.9979451472795013),
      ]),
    PriorReference(
      name: "truncated-normal without a cut", prior: .truncatedNormal(mean: 1, sigma: 0.1, -10...30),
      values: [(1.0, 1.383646559789373), (1.5, -11.116353440210627)],
      quantiles: [
        (0.01, 0.7673652125959158), (0.3, 0.9475599487291959), (0.5, 1.0), (0.975, 1.1959963984540054),
      ]),
    PriorReference(
      name: "half-normal", prior: .halfNormal(sigma: 0.7),
      values: [
        (0.0, 0.13088359129400504), (0.5, -0.12421844952232153), (3.0, -9.052789878093748),
        (-0.01, -.infinity),
      ],
      quantiles: [
        (0.01, 0.008773428655648492), (0.3, 0.26972432648529737), (0.5, 0.47214282513725714),
        (0.975, 1.5689819093234627),
      ]),
    PriorReference(
      name: "log-normal", prior: .logNormal(median: 2, factor: 1.5),
      values: [(0.5, -5.167928607443084), (2.0, -0.7093652580467379), (7.0, -6.735231641885915)],
      quantiles: [
        (0.01, 0.7787184590795544), (0.3, 1.616916709485317), (0.5, 2.0), (0.975, 4.427540284964137),
      ]),
  ]
}
