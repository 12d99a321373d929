/// What a NetCDF-4 file holds: groups of variables over dimensions, with attributes.
struct NetCDF {
  /// What a file, group or variable is annotated with.
  enum Attribute {
    case text(String)
    case texts([String])
    case number(Double)
    case count(Int)
  }

  /// The coordinate of a dimension.
  enum Coordinate {
    /// 0, 1, … below a count.
    case numbered(Int)
    case named([String])

    /// How long the dimension is.
    var count: Int {
      switch self {
      case .numbered(let count): count
      case .named(let names): names.count
      }
    }
  }

  /// A dimension of a group, with its coordinate.
  struct Dimension {
    let name: String
    let coordinate: Coordinate
  }

  /// Doubles over dimensions of its group; the last one's index runs fastest.
  struct Variable {
    let name: String
    let dimensions: [String]
    let values: [Double]
    var attributes: [(name: String, value: Attribute)] = []
  }

  /// A group.
  struct Group {
    let name: String
    var attributes: [(name: String, value: Attribute)] = []
    let dimensions: [Dimension]
    let variables: [Variable]
  }

  var attributes: [(name: String, value: Attribute)]
  var groups: [Group]
}
