import Figures
import GlobalFit
import Inference

/// A run read back for what it profiled: one of mutau fit with `planes:`, or one of mutau profile.
struct ProfiledRun {
  let stored: StoredRun
  /// What it is called in keys and captions.
  let name: RunName
  /// What it profiled.
  let planes: [ProfilePlaneResult]
  /// The profiles of single quantities that have a curve.
  let profiles: [ProfileResult]
  let workforce: Workforce

  /// - Throws: if the run has neither planes nor curves to show.
  init(_ stored: StoredRun, named name: RunName, by workforce: Workforce) throws(Failure) {
    (self.stored, self.name, self.workforce) = (stored, name, workforce)
    switch stored.identity.question.flatMap(Question.command) {
    case .profile:
      guard let result = stored.result else { throw stored.isUnfinished }
      let answer = try stored.kept(ProfileAnswer.self, in: result)
      planes = [answer.plane].compactMap(\.self).filter(\.hasGrid)
      profiles = (answer.profiles ?? []).filter { $0.curve != nil }
      guard !planes.isEmpty || !profiles.isEmpty else {
        throw .usage(
          "the run in \(stored.folder.path) is that of mutau \(stored.identity.question ?? ""): it has neither a plane "
            + "nor a curve")
      }
    case .limit, .impact, .toys:
      throw .usage(
        "the run in \(stored.folder.path) is that of mutau \(stored.identity.question ?? ""): it has neither draws nor planes to be drawn"
      )
    case nil: (planes, profiles) = (try stored.fitResult().planes.filter(\.hasGrid), [])
    }
  }

  /// A run of mutau fit that was read already.
  init(_ run: DrawnRun) {
    (stored, name, workforce) = (run.stored, run.name, run.workforce)
    (planes, profiles) = (run.result.planes.filter(\.hasGrid), [])
  }

  /// What its planes are of.
  var quantities: [Quantity] {
    var known: [Quantity] = []
    for quantity in planes.flatMap({ [$0.x.quantity, $0.y.quantity] }) + profiles.map(\.quantity)
    where !known.contains(quantity) { known.append(quantity) }
    return known
  }

  var titleInCaption: String { Label.words(stored.problem.fit.title) }

  /// Its plane of two quantities, in the order in which they are named; nil if it has none.
  func plane(of x: Quantity, _ y: Quantity) -> ProfiledPlane? {
    planes.lazy.compactMap { plane in
      switch (plane.x.quantity, plane.y.quantity) {
      case (x, y): ProfiledPlane(plane)
      case (y, x): ProfiledPlane(plane, isTransposed: true)
      default: nil
      }
    }.first
  }

  /// The same plane with contours at other levels. Those that are not kept are searched for anew, which takes as long as
  /// mutau profile, and are kept in the run then.
  func plane(_ plane: ProfiledPlane, at levels: [Double]) -> ProfiledPlane {
    guard levels.contains(where: { plane.contour(at: $0) == nil }) else { return plane }
    let (first, second) = plane.quantities
    let (problem, seed) = (stored.problem, stored.identity.seed)
    let points = plane.result.x.values.count
    let found = stored.remembering(workforce) { workforce -> ProfilePlaneResult? in
      let bestFit = problem.bestFit(seed: seed, by: workforce)
      guard bestFit.isConverged else { return nil }
      return workforce.part("planes").result(of: "\(first.name), \(second.name) \(points) \(levels)") {
        problem.profilePlane(
          over: first, second, points: points, levels: levels, from: bestFit, seed: seed,
          threads: workforce.threads
        ) { found, points in
          workforce.told?(
            WorkProgress(part: "plane of \(first.name), \(second.name)", done: found, total: points))
        }
      }
    }
    return found.map { ProfiledPlane($0, isTransposed: plane.isTransposed) } ?? plane
  }
}

extension ProfilePlaneResult {
  /// Whether both axes have values: a quantity that is the same everywhere spans no plane.
  fileprivate var hasGrid: Bool { x.values.count > 1 && y.values.count > 1 }
}
