import GlobalFit

/// What a reader says when it refuses; nil when it does not.
func whatIsSaid(of reading: () throws -> Any) -> String? {
  do {
    _ = try reading()
    return nil
  } catch let error as InputError {
    return error.description
  } catch {
    return "an error that is no InputError: \(error)"
  }
}

/// |value/reference − 1|, or the value itself where the reference is zero.
func deviation(_ value: Double, from reference: Double) -> Double {
  reference == 0 ? abs(value) : abs(value / reference - 1)
}
