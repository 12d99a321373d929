/// The formats of other programs in which a sampled posterior can be written.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// Text chains of GetDist and CosmoMC: `_1.txt` …, `.paramnames`, `.ranges`, `.properties.ini`.
  case getdist
  /// One NetCDF-4 file, `.nc`, with the groups of ArviZ.
  case arviz
  /// Text chains of Cobaya: `.1.txt` …, `.updated.yaml`, `.properties.ini`, and `.logZ` if it is known.
  case cobaya
  /// One table, `.csv`.
  case csv
}

extension SampledPosterior {
  /// Writes the posterior for another program to read; the paths of the files, in the order written.
  ///
  /// - Parameters:
  ///   - format: Whose format.
  ///   - root: The path that all files begin with: `out/leptonic` makes `out/leptonic_1.txt` and so on.
  public func export(as format: ExportFormat, to root: String, followsLinks: Bool = true) throws(RunFolder
    .Problem)
    -> [String]
  {
    try checkShape()
    let root = try ExportRoot(root, followsLinks: followsLinks)
    let files: [ExportFile]
    switch format {
    case .getdist: files = GetDistExport(self).files
    case .arviz: files = try ArviZExport(self).files
    case .cobaya: files = CobayaExport(self, prefix: root.name).files
    case .csv: files = [CSVExport(self).file]
    }
    if format == .getdist || format == .cobaya { try root.checkForeignChains(beside: files) }
    return try root.write(files)
  }
}
