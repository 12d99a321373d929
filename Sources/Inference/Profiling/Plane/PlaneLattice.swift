/// The numbers of the points of a rectangular grid, and of every `stride`-th of them with the edges.
///
/// The point in column i and row j has number i · rows + j.
struct PlaneLattice: Sendable {
  let columns: Int
  let rows: Int

  /// The points of every `stride`-th column and row and of the last ones.
  func points(_ stride: Int) -> [Int] {
    let places = Self.places(rows, stride)
    return Self.places(columns, stride).flatMap { column in places.map { column * rows + $0 } }
  }

  /// The points next to one of this stride: up to eight, or four in its row and column.
  func neighbours(of index: Int, _ stride: Int, _ directions: Int) -> [Int] {
    let (column, row) = (index / rows, index % rows)
    let places = Self.around(row, rows, stride)
    return Self.around(column, columns, stride)
      .flatMap { other in
        places.filter { directions == 8 || other == column || $0 == row }.map { other * rows + $0 }
      }
      .filter { $0 != index }
  }

  /// The points next to one of this stride on both sides along an axis, where it has both.
  func opposites(of index: Int, _ stride: Int) -> [(axis: Int, before: Int, after: Int)] {
    let (column, row) = (index / rows, index % rows)
    let (columns, rows) = (Self.around(column, columns, stride), Self.around(row, rows, stride))
    var pairs: [(axis: Int, before: Int, after: Int)] = []
    if columns.count == 3 {
      pairs.append((0, columns[0] * self.rows + row, columns[2] * self.rows + row))
    }
    if rows.count == 3 { pairs.append((1, column * self.rows + rows[0], column * self.rows + rows[2])) }
    return pairs
  }

  /// For a point of this stride that the grid of twice the stride has not: the corners of the cell there in which it
  /// lies, or the ends of the edge.
  func parents(of index: Int, _ stride: Int) -> [Int] {
    let places = Self.ends(index % rows, rows, stride)
    return Self.ends(index / rows, columns, stride).flatMap { column in places.map { column * rows + $0 } }
  }

  /// For a point between two parents: those that lie beyond them on the same line, as far from one another as the parents;
  /// nil where the grid ends before.
  func beyondParents(of index: Int, _ stride: Int) -> [Int]? {
    let (column, row) = (index / rows, index % rows)
    func outer(_ place: Int, _ count: Int) -> [Int]? {
      let ends = [place - 3 * stride, place + 3 * stride]
      return ends[0] >= 0 && ends[1] < count ? ends : nil
    }
    if Self.ends(column, columns, stride).count == 2 {
      return outer(column, columns)?.map { $0 * rows + row }
    }
    return outer(row, rows)?.map { column * rows + $0 }
  }

  /// The point that lies as far beyond a neighbour of a point; nil where the grid ends before.
  func beyond(_ neighbour: Int, from index: Int) -> Int? {
    let column = 2 * (neighbour / rows) - index / rows
    let row = 2 * (neighbour % rows) - index % rows
    return (0..<columns).contains(column) && (0..<rows).contains(row) ? column * rows + row : nil
  }

  private static func places(_ count: Int, _ stride: Int) -> [Int] {
    let regular = Array(Swift.stride(from: 0, to: count, by: stride))
    return regular.last == count - 1 ? regular : regular + [count - 1]
  }

  /// The places before and after this one, and itself.
  private static func around(_ place: Int, _ count: Int, _ stride: Int) -> [Int] {
    let rest = place % stride
    let before = place == 0 ? nil : place - (rest == 0 ? stride : rest)
    let after = place == count - 1 ? nil : min(place - rest + stride, count - 1)
    return [before, place, after].compactMap(\.self)
  }

  private static func ends(_ place: Int, _ count: Int, _ stride: Int) -> [Int] {
    if place % (2 * stride) == 0 || place == count - 1 { return [place] }
    return [place - stride, min(place + stride, count - 1)]
  }
}
