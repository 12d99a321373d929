/// The edges of a rectangular grid that a contour crosses, in the order in which it does.
struct MarchingSquares {
  /// An edge from one point of the grid to the next in its column or row.
  struct Edge: Hashable, Comparable {
    let start: Int
    let end: Int

    init(_ a: Int, _ b: Int) { (start, end) = (min(a, b), max(a, b)) }

    static func < (a: Edge, b: Edge) -> Bool { (a.start, a.end) < (b.start, b.end) }
  }

  /// The pieces: those that end at the edges of the grid first, then the closed ones.
  private(set) var lines: [(edges: [Edge], isClosed: Bool)] = []

  /// - Parameters:
  ///   - rises: the values minus the level, by number of the grid's points.
  init(_ rises: [Double], on lattice: PlaneLattice) {
    var next: [Edge: [Edge]] = [:]
    for column in 0..<lattice.columns - 1 {
      for row in 0..<lattice.rows - 1 {
        let corner = column * lattice.rows + row
        // around the cell
        let corners = [corner, corner + lattice.rows, corner + lattice.rows + 1, corner + 1]
        for (a, b) in Self.crossings(corners, corners.map { rises[$0] }) {
          next[a, default: []].append(b)
          next[b, default: []].append(a)
        }
      }
    }
    let edges = next.keys.sorted()
    var isDone: Set<Edge> = []
    for start in edges.filter({ next[$0]?.count == 1 }) + edges where !isDone.contains(start) {
      var line = [start]
      isDone.insert(start)
      while let other = next[line[line.count - 1]]?.first(where: { !isDone.contains($0) }) {
        line.append(other)
        isDone.insert(other)
      }
      lines.append((line, next[start]?.count == 2))
    }
  }

  /// The pairs of edges that a contour connects inside a cell; where opposite corners lie inside, those are connected
  /// whose surface is the saddle of a bilinear one (Nielson and Hamann 1991).
  private static func crossings(_ corners: [Int], _ rises: [Double]) -> [(Edge, Edge)] {
    let isInside = rises.map { $0 < 0 }
    let crossed = (0..<4).filter { isInside[$0] != isInside[($0 + 1) % 4] }
    func edge(_ side: Int) -> Edge { Edge(corners[side], corners[(side + 1) % 4]) }
    if crossed.count == 2 { return [(edge(crossed[0]), edge(crossed[1]))] }
    guard crossed.count == 4 else { return [] }
    let saddle = rises[0] * rises[2] - rises[1] * rises[3]
    // the two corners inside are joined if the saddle lies inside
    let sum = rises[0] + rises[2] - rises[1] - rises[3]
    let isJoined = sum != 0 && saddle / sum < 0
    return isInside[0] == isJoined
      ? [(edge(0), edge(1)), (edge(2), edge(3))] : [(edge(3), edge(0)), (edge(1), edge(2))]
  }
}
