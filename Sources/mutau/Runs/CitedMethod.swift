import GlobalFit
import Typesetting

/// A method or a library, with what a fit needs it for.
struct CitedMethod {
  let entry: Bibliography.Entry

  private init(_ type: String, _ key: String, why: String, _ fields: [(String, String?)]) {
    entry = Bibliography.Entry(type, key, fields + [("note", why)])
  }

  /// An article.
  private init(
    _ key: String, _ author: String, _ title: String,
    _ journal: (name: String, volume: String, pages: String), _ year: Int, eprint: String? = nil,
    doi: String? = nil, why: String
  ) {
    self.init(
      "article", key, why: why,
      [
        ("author", author), ("title", "{\(title)}"), ("journal", journal.name), ("volume", journal.volume),
        ("pages", journal.pages), ("year", "\(year)"), ("doi", doi.map(BibTeX.address)), ("eprint", eprint),
        ("archivePrefix", eprint == nil ? nil : "arXiv"),
      ])
  }

  static let slsqp = CitedMethod(
    "Kraft:1994", "Kraft, Dieter",
    "Algorithm 733: TOMP--Fortran modules for optimal control calculations",
    ("ACM Trans. Math. Softw.", "20", "262"), 1994, why: "the minimiser: sequential quadratic programming")

  static let nestedSampling = CitedMethod(
    "Skilling:2006", "Skilling, John", "Nested sampling for general Bayesian computation",
    ("Bayesian Anal.", "1", "833"), 2006, doi: "10.1214/06-BA127", why: "the sampler: draws and evidence")

  static let pointProcesses = CitedMethod(
    "Walter:2014", "Walter, Cl{\\'{e}}ment", "Point process-based Monte Carlo estimation",
    ("Stat. Comput.", "27", "219"), 2017, eprint: "1412.6368",
    why: "nested sampling: an evidence without bias")

  static let mergedRuns = CitedMethod(
    "Higson:2017", "Higson, Edward and Handley, Will and Hobson, Mike and Lasenby, Anthony",
    "Dynamic nested sampling: an improved algorithm for parameter estimation and evidence calculation",
    ("Stat. Comput.", "29", "891"), 2019, eprint: "1704.03459",
    why: "nested sampling: several runs put together")

  static let paretoSmoothing = CitedMethod(
    "misc", "Vehtari:2015", why: "weights: whether they can be trusted",
    [
      ("author", "Vehtari, Aki and Simpson, Daniel and Gelman, Andrew and Yao, Yuling and Gabry, Jonah"),
      ("title", "{Pareto smoothed importance sampling}"), ("year", "2024"), ("eprint", "1507.02646"),
      ("archivePrefix", "arXiv"),
    ])

  static let stretchMove = CitedMethod(
    "Goodman:2010", "Goodman, Jonathan and Weare, Jonathan", "Ensemble samplers with affine invariance",
    ("Commun. Appl. Math. Comput. Sci.", "5", "65"), 2010, doi: "10.2140/camcos.2010.5.65",
    why: "the sampler: stretch moves")

  static let differentialEvolution = CitedMethod(
    "terBraak:2006", "{ter Braak}, Cajo J. F.",
    "A Markov chain Monte Carlo version of the genetic algorithm differential evolution: easy "
      + "Bayesian computing for real parameter spaces",
    ("Stat. Comput.", "16", "239"), 2006, doi: "10.1007/s11222-006-8769-1",
    why: "the sampler: moves by differences")

  static let noUTurn = CitedMethod(
    "misc", "Hoffman:2011", why: "the sampler",
    [
      ("author", "Hoffman, Matthew D. and Gelman, Andrew"),
      (
        "title",
        "{The No-U-Turn sampler: adaptively setting path lengths in Hamiltonian Monte Carlo}"
      ), ("year", "2011"), ("eprint", "1111.4246"), ("archivePrefix", "arXiv"),
    ])

  static let convergence = CitedMethod(
    "Vehtari:2021",
    "Vehtari, Aki and Gelman, Andrew and Simpson, Daniel and Carpenter, Bob and B{\\\"{u}}rkner, Paul-Christian",
    "Rank-normalization, folding, and localization: An improved $\\hat{R}$ for assessing convergence of MCMC",
    ("Bayesian Anal.", "16", "667"), 2021, eprint: "1903.08008", doi: "10.1214/20-BA1221",
    why: "effective draws, and whether the sampler has converged")

  static let signalConfidence = CitedMethod(
    "Read:2002", "Read, Alexander L.", "Presentation of search results: the CLs technique",
    ("J. Phys. G", "28", "2693"), 2002, doi: "10.1088/0954-3899/28/10/313", why: "limits by CLs")

  static let asymptoticFormulae = CitedMethod(
    "Cowan:2010js", "Cowan, Glen and Cranmer, Kyle and Gross, Eilam and Vitells, Ofer",
    "Asymptotic formulae for likelihood-based tests of new physics", ("Eur. Phys. J. C", "71", "1554"), 2011,
    eprint: "1007.1727", doi: "10.1140/epjc/s10052-011-1554-0", why: "limits by CLs for large samples")

  static let unifiedIntervals = CitedMethod(
    "Feldman:1997qc", "Feldman, Gary J. and Cousins, Robert D.",
    "Unified approach to the classical statistical analysis of small signals",
    ("Phys. Rev. D", "57", "3873"), 1998, eprint: "physics/9711021", doi: "10.1103/PhysRevD.57.3873",
    why: "limits by Feldman and Cousins")

  /// - Parameter algorithms: their names, whose authors NLopt asks to cite too.
  static func nlopt(_ version: String?, algorithms: [String]) -> CitedMethod {
    let names = algorithms.map(BibTeX.words).joined(separator: ", ")
    let why = "minimisation by \(names); its authors ask to cite those of the algorithm too"
    return CitedMethod(
      "software", "NLopt", why: why,
      [
        ("author", "Johnson, Steven G."), ("title", "{The NLopt nonlinear-optimization package}"),
        ("year", "2008"), ("version", version.map(BibTeX.words)),
        ("url", BibTeX.address("https://github.com/stevengj/nlopt")),
      ])
  }

  static func gsl(_ version: String?) -> CitedMethod {
    CitedMethod(
      "manual", "GSL", why: "special functions and distributions",
      [
        ("author", "Galassi, Mark and others"),
        ("title", "{GNU Scientific Library Reference Manual}"), ("edition", "3rd"), ("year", "2009"),
        ("isbn", "0954612078"), ("version", version.map(BibTeX.words)),
        ("url", BibTeX.address("https://www.gnu.org/software/gsl/")),
      ])
  }
}
