import Inference

@testable import GlobalFit

/// A text as the root element of a file `input.yaml`.
func element(_ text: String) throws -> Element {
  try Document.parse(Array(text.utf8), file: "input.yaml")
}

/// The measurements in a text.
func measurements(_ text: String) throws -> [Measurement] {
  try MeasurementReader.read(element(text))
}

/// The density that a text describes, in YAML: an error string, or `{distribution: …}`.
func distribution(_ text: String) throws -> Distribution {
  reportNumericalErrorsInResults()
  return try DistributionReader.distribution(element(text))
}

/// One density of each kind whose data can be drawn and centred, as written in a file.
let everyKindOfDensity = [
  "1.2 ± 0.3", "0.72 + 1.73 - 0.72",
  "{distribution: half_normal, central_value: 0, standard_deviation: 0.4}",
  "'[0.5, 2]'", "1.67 */ 1.5",
  "{distribution: gamma_counting_process, counts_total: 12, counts_background: 3.5, scale_factor: 0.2}",
  "{distribution: gamma, a: 3, loc: 0.2, scale: 0.5}",
]
