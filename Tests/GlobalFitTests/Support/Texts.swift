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
