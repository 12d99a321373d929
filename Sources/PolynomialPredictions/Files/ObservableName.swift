/// Names of observables in files.
public enum ObservableName {
  /// `<FL>(B0->K*mumu)[1.1,6]` for `('<FL>(B0->K*mumu)', 1.1, 6.0)`; any other name as it is.
  static func readable(_ written: String) -> String {
    guard let items = PythonTuple.items(written), let first = items.first, first.count > 2,
      first.hasPrefix("'"), first.hasSuffix("'")
    else { return written }
    let numbers = items.dropFirst().compactMap(Double.init)
    guard numbers.count == items.count - 1 else { return written }
    return named(String(first.dropFirst().dropLast()), numbers)
  }

  /// The name of an observable at some values of its arguments: `name[low,high]`.
  public static func named(_ name: String, _ arguments: [Double]) -> String {
    arguments.isEmpty ? name : "\(name)[\(arguments.map(short).joined(separator: ","))]"
  }

  private static func short(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
