import Foundation
import Runs

/// The one script of a page: a click on a heading of a table, or Enter, sorts its rows. The page's policy lets no other run, and
/// without scripts nothing is missing but that.
enum PageScript {
  /// No letter in it needs escaping in XML.
  static let source = """
    document.querySelectorAll("main thead th").forEach(function (heading) {
      function number(cell) {
        const text = cell.textContent.replace(/\\u2212/g, "-");
        const found = text.match(/(-?[0-9.]+(?:e-?[0-9]+)?)(?: \\u00d7 10(-?[0-9]+))?/);
        return found ? Number(found[1]) * Math.pow(10, Number(found[2] || 0)) : NaN;
      }
      function sort() {
        const body = heading.closest("table").tBodies[0];
        const column = heading.cellIndex;
        const sign = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        heading.parentNode.querySelectorAll("[aria-sort]").forEach(function (other) {
          other.removeAttribute("aria-sort");
        });
        heading.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
        const rows = Array.from(body.rows);
        const values = new Map(rows.map(function (row) { return [row, number(row.cells[column])]; }));
        const isNumeric = rows.some(function (row) { return !Number.isNaN(values.get(row)); });
        rows.sort(function (one, other) {
          if (!isNumeric || column === 0) {
            return sign * one.cells[column].textContent.localeCompare(other.cells[column].textContent);
          }
          const gaps = Number.isNaN(values.get(one)) - Number.isNaN(values.get(other));
          return gaps || sign * (values.get(one) - values.get(other)) || 0;
        });
        rows.forEach(function (row) { body.append(row); });
      }
      heading.tabIndex = 0;
      heading.classList.add("sortable");
      heading.addEventListener("click", sort);
      heading.addEventListener("keydown", function (event) { if (event.key === "Enter") { sort(); } });
    });
    """

  /// How the policy of a page names it.
  static var hash: String { "sha256-" + sha256(Data(source.utf8)).base64EncodedString() }
}
