import Testing

@testable import GlobalFit

@Suite("One result under two names")
struct PublicationTests {
  /// What is said of a fit that uses records, each in a file of its own; nil where it is accepted.
  private func whatIsSaid(of records: [String], alsoInLibrary others: [String] = []) throws -> String? {
    let folder = try TemporaryFolder()
    for (number, record) in (records + others).enumerated() {
      try folder.write("M:\n  \(record)\n  values: {R_trident: 0.82 ± 0.28}\n", to: "inputs/\(number).yaml")
    }
    let names = records.indices.map { "'\($0)'" }.joined(separator: ", ")
    return try whatIsSaid(of: "[\(names)]", in: folder)
  }

  private func whatIsSaid(of constraints: String, in folder: TemporaryFolder) throws -> String? {
    let text = """
      title: A fit
      parametrisation: leptonic
      parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 50}
      constraints: \(constraints)
      """
    let library = try InputLibrary(folder: folder.path + "/inputs")
    return GlobalFitTests.whatIsSaid { try Problem(fit(text), library: library) }
  }

  @Test(
    "is refused however the publication is spelt",
    arguments: [
      ("url: https://arxiv.org/abs/1403.1269", "url: http://arxiv.org/abs/1403.1269v2/"),
      ("url: https://arxiv.org/abs/1403.1269", "url: https://arxiv.org/pdf/1403.1269v3.pdf"),
      ("url: arXiv:1403.1269", "url: https://www.arxiv.org/html/1403.1269"),
      ("url: ARXIV:1403.1269v1", "url: https://doi.org/10.48550/arXiv.1403.1269"),
      ("url: https://arxiv.org/abs/hep-ex/9909041", "url: https://arxiv.org/pdf/hep-ex/9909041v2"),
      ("url: https://arxiv.org/abs/math.GT/0309136", "url: arXiv:math/0309136"),
      (
        "url: https://doi.org/10.1103/PhysRevLett.66.3117",
        "url: http://dx.doi.org/10.1103/physrevlett.66.3117"
      ),
      ("url: doi:10.1016/0370-2693(90)90146-W", "url: https://doi.org/10.1016/0370-2693%2890%2990146-W/"),
      (
        "url: https://doi.org/10.1103/PhysRevLett.66.3117",
        "url: https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.66.3117"
      ),
      ("inspire: Mishra:1991bv", "url: https://inspirehep.net/literature?q=texkeys%3AMishra%3A1991bv"),
      ("inspire: Mishra:1991bv", "inspire: mishra:1991bv"),
      ("url: https://inspirehep.net/literature/312889", "url: https://inspirehep.net/api/literature/312889"),
      ("hepdata: ins312889", "url: https://inspirehep.net/record/312889"),
      ("hepdata: ins312889", "url: https://www.hepdata.net/record/ins312889?version=2"),
      ("url: https://pdg.lbl.gov/2024/", "url: http://PDG.lbl.gov/2024#page"),
      ("inspire: A:1\n  url: https://arxiv.org/abs/1403.1269", "url: arXiv:1403.1269"),
    ])
  func spelt(one: String, other: String) throws {
    let said = try whatIsSaid(of: [one, other])
    #expect(said?.contains("as does '0' (") == true, "\(said ?? "accepted")")
    #expect(said?.contains("use one of them") == true)
  }

  @Test(
    "is not what two publications have, or what has no address",
    arguments: [
      ("url: https://arxiv.org/abs/1403.1269", "url: https://arxiv.org/abs/1403.1268"),
      ("url: https://arxiv.org/abs/hep-ex/9909041", "url: https://arxiv.org/abs/hep-ph/9909041"),
      ("url: https://pdg.lbl.gov/2024/", "url: https://pdg.lbl.gov/2025/"),
      ("inspire: A:1", "inspire: B:1"), ("experiment: A", "experiment: A"),
      (
        "url: https://doi.org/10.1103/PhysRevLett.66.3117", "url: https://doi.org/10.1103/PhysRevLett.66.3118"
      ),
      ("url: https://example.org/?id=1", "url: https://example.org/?id=2"),
      ("url: https://example.org", "url: https://example.org/"),
    ])
  func different(one: String, other: String) throws {
    #expect(try whatIsSaid(of: [one, other]) == nil)
  }

  @Test("is found where a third record of the library has both of its names")
  func linked() throws {
    let (key, url) = ("inspire: A:1", "url: https://arxiv.org/abs/1403.1269")
    #expect(try whatIsSaid(of: [key, url]) == nil)
    #expect(try whatIsSaid(of: [key, url], alsoInLibrary: [key + "\n  " + url]) != nil)
    // a page of many results does not make one publication of two
    let page = "\n  url: https://pdg.lbl.gov/2024/"
    #expect(
      try whatIsSaid(
        of: ["inspire: A:1", "inspire: B:1"], alsoInLibrary: ["inspire: A:1" + page, "inspire: B:1" + page])
        == nil)
  }

  @Test("Other observables of one publication are other results")
  func observables() throws {
    let folder = try TemporaryFolder()
    let head = "M:\n  url: https://arxiv.org/abs/1403.1269\n  values: "
    try folder.write(head + "{R_trident: 0.82 ± 0.28}\n", to: "inputs/a.yaml")
    try folder.write(head + "{tau_tau: 290.3 ± 0.5}\n", to: "inputs/b.yaml")
    #expect(try whatIsSaid(of: "[a, b]", in: folder) == nil)
  }

  @Test("Two records of one file that hold it are refused, with the lines of both")
  func oneFile() throws {
    let folder = try TemporaryFolder()
    let block = ":\n  url: https://arxiv.org/abs/1403.1269\n  values: {R_trident: 0.82 ± 0.28}\n"
    try folder.write("A" + block + "B" + block, to: "inputs/a.yaml")
    let said = try whatIsSaid(of: "[a]", in: folder)
    #expect(said?.contains("'a' holds R_trident of arXiv:1403.1269 twice") == true, "\(said ?? "accepted")")
    #expect(said?.contains("a.yaml:1 and ") == true && said?.contains("a.yaml:4)") == true)
  }
}
