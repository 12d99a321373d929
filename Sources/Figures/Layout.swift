/// Where everything stands on the sheet, in points from its lower left corner.
struct Layout {
  /// A panel on the sheet.
  struct Place {
    var panel: Panel
    var row: Int
    var column: Int
    var frame: PanelFrame
    var left = 0.0
    var right = 0.0
    var bottom = 0.0
    var top = 0.0
    var horizontalTicks: Ticks
    var verticalTicks: Ticks
    /// The room for the numbers at the left, in points, the same for all panels above each other.
    var numbersWidth = 0.0
    /// Whether numbers and label stand below.
    var isLabelledBelow: Bool
    /// Whether numbers and label stand at the left.
    var isLabelledLeft: Bool
  }

  static let pointsPerCentimetre = 72 / 2.54
  /// Of the letters, in points.
  static let fontSize = 8.0
  /// Of the letters in keys, in points.
  static let keyFontSize = 7.0
  /// Between numbers and the frame, in points.
  static let tickGap = 5.0

  let width: Double
  let height: Double
  /// The room for the key above all panels.
  let key: KeyStrip
  /// Row by row.
  private(set) var places: [Place] = []

  init(_ figure: Figure) {
    width = figure.size.width * Self.pointsPerCentimetre
    key = KeyStrip(figure.key, width: width)
    height = figure.size.height * Self.pointsPerCentimetre + key.height
    let rows = figure.panels.count
    let columns = figure.panels.map(\.count).max() ?? 0
    func panel(_ row: Int, _ column: Int) -> Panel? {
      figure.panels.indices.contains(row) && figure.panels[row].indices.contains(column)
        ? figure.panels[row][column] : nil
    }
    for row in 0..<rows {
      for column in 0..<columns {
        guard let panel = panel(row, column) else { continue }
        let isLast = !(row + 1..<max(rows, row + 1)).contains { figure.panels[$0][safely: column] != nil }
        let isFirst = !(0..<column).contains { figure.panels[row][safely: $0] != nil }
        places.append(
          Place(
            panel: panel, row: row, column: column, frame: PanelFrame(panel),
            horizontalTicks: Ticks(), verticalTicks: Ticks(),
            isLabelledBelow: isLast || !figure.sharesAxes, isLabelledLeft: isFirst || !figure.sharesAxes))
      }
    }
    // The room for numbers depends on which fit, and this on the room that is left: twice comes close enough.
    var rectangles = Rectangles(
      left: Array(repeating: 30, count: max(1, columns)), right: 8, bottom: 28, top: 8)
    for _ in 0..<2 {
      arrange(rectangles, rows: rows, columns: columns, touching: figure.sharesAxes)
      rectangles = margins(columns: columns, touching: figure.sharesAxes)
    }
    arrange(rectangles, rows: rows, columns: columns, touching: figure.sharesAxes)
  }

  /// The room around a panel, in points.
  private struct Rectangles {
    /// Column by column; one for all where panels touch.
    var left: [Double]
    var right: Double
    var bottom: Double
    var top: Double
  }

  private mutating func arrange(_ room: Rectangles, rows: Int, columns: Int, touching: Bool) {
    let gap = touching ? 0.0 : 1.0
    // frames are equally wide, whatever stands between them
    let between = touching ? room.left[0] + room.right : room.left.reduce(0) { $0 + $1 + room.right }
    let frameWidth = max((width - between) / Double(max(1, columns)), 10)
    let outerHeight = height - key.height - (touching ? room.bottom + room.top : 0)
    let cellHeight = outerHeight / Double(max(1, rows))
    for index in places.indices {
      let row = Double(places[index].row)
      let column = places[index].column
      let margins = touching ? room.left[0] : room.left[...column].reduce(Double(column) * room.right, +)
      let top = height - key.height - (touching ? room.top : 0) - row * cellHeight
      places[index].left = margins + Double(column) * frameWidth
      places[index].right = places[index].left + frameWidth
      places[index].top = top - gap * room.top
      places[index].bottom = min(top - cellHeight + gap * room.bottom, places[index].top - 10)
      let place = places[index]
      places[index].horizontalTicks = Ticks(
        place.panel.horizontal, length: place.right - place.left, isHorizontal: true,
        leavesCorners: touching && columns > 1, fontSize: Self.fontSize)
      places[index].verticalTicks = Ticks(
        place.panel.vertical, length: place.top - place.bottom, isHorizontal: false,
        leavesCorners: touching && rows > 1, fontSize: Self.fontSize)
    }
    for index in places.indices {
      let column = places.filter { $0.column == places[index].column && $0.isLabelledLeft }
      let widest = (column.map(\.verticalTicks.widest).max() ?? 0) * Self.fontSize
      places[index].numbersWidth = widest > 0 ? widest + Self.tickGap : 2
    }
  }

  private func margins(columns: Int, touching: Bool) -> Rectangles {
    var room = Rectangles(left: Array(repeating: 6, count: max(1, columns)), right: 6, bottom: 6, top: 6)
    for place in places {
      let column = touching ? 0 : place.column
      if place.isLabelledLeft {
        let label = place.panel.vertical.label.text.isEmpty ? 0 : 1.75 * Self.fontSize
        room.left[column] = max(room.left[column], place.numbersWidth + label + 2)
      }
      if place.isLabelledBelow {
        let label = place.panel.horizontal.label.text.isEmpty ? 0 : 1.4 * Self.fontSize
        let numbers = hasNumbers(below: place) ? 1.2 * Self.fontSize + Self.tickGap : 2
        room.bottom = max(room.bottom, numbers + label + 2)
        // Numbers at the ends reach over them, unless those of panels beside are there.
        for tick in place.horizontalTicks.ticks where tick.words?.isEmpty == false {
          let (middle, _) = place.frame.place(Point(tick.value, place.panel.vertical.range.lowerBound))
          let (half, length) = (tick.width * Self.fontSize / 2, place.right - place.left)
          room.right = max(room.right, (middle - 1) * length + half + 3)
          room.left[column] = max(room.left[column], half - middle * length + 3)
        }
      }
      if place.panel.title != nil, !touching || place.row == 0 {
        room.top = max(room.top, 2.2 * Self.fontSize)
      }
      if case .outside? = place.panel.key, !hasRoom(rightOf: place) {
        room.right = max(room.right, Self.keyWidth(of: place.panel) + 4)
      }
    }
    return room
  }

  /// Whether there are numbers below a panel or below another one at the same height: labels stand in a line.
  func hasNumbers(below place: Place) -> Bool {
    places.contains { $0.isLabelledBelow && $0.row == place.row && $0.horizontalTicks.widest > 0 }
  }

  /// Whether the next place in the row is empty, so that a key can stand there.
  private func hasRoom(rightOf place: Place) -> Bool {
    let isTaken = places.contains { $0.row == place.row && $0.column == place.column + 1 }
    return !isTaken && places.contains { $0.column == place.column + 1 }
  }

  private static func keyWidth(of panel: Panel) -> Double {
    KeyStrip.width(of: panel.layers)
  }
}

extension Array {
  /// The element, or nothing where a row ends early.
  fileprivate subscript<Wrapped>(safely index: Int) -> Wrapped? where Element == Wrapped? {
    indices.contains(index) ? self[index] : nil
  }
}
