extension Double {
  /// The shortest decimal number, of at most 17 significant digits, that reads back as these bits; `nan`, `inf`, `-inf`.
  var exportText: String { isNaN ? "nan" : description }
}
