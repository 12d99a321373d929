import Foundation
import GlobalFit
import Physics
import Typesetting

/// What the numbers of a run rest on: measurements, parameters and priors, diagnostics, inputs, and how to make them again.
extension RunPage {
  var measured: PageFrame.Section? {
    var table = Table(
      ["observable", "measured", "predicted", "pull", "experiment", "source", "input"],
      alignments: [.left, .right, .right, .right, .left, .left, .left])
    let constraints = Dictionary(problem.constraints.map { ($0.name, $0) }) { first, _ in first }
    for evaluated in result.bestFit.evaluation.constraints {
      let measurements = constraints[evaluated.name]?.measurements ?? []
      // the rows of an input's records, in the order in which they are evaluated
      let records = measurements.flatMap { measurement in measurement.rows.map { _ in measurement } }
      for (index, observable) in evaluated.observables.enumerated() {
        let record = records.indices.contains(index) ? records[index] : measurements.first
        table.add([
          .quantity(.observable(observable)),
          .measured(evaluated.measured[index]),
          .predicted(evaluated.predictions[index], beside: evaluated.measured[index]),
          Cell(evaluated.pulls[index].signed(2)),
          Cell(record?.experiment ?? ""), record.map(Self.source) ?? "", Cell(evaluated.name),
        ])
      }
    }
    var html =
      "<p>At the best fit; a pull is (measured − predicted)/σ.</p>\n" + table.html(named: "Measurements")
    let remarks = problem.constraints.flatMap(\.measurements).compactMap { measurement in
      measurement.description.map { (measurement, $0) }
    }
    if !remarks.isEmpty {
      html += "<details>\n<summary>What was measured, in the words of the inputs</summary>\n<ul>\n"
      for (measurement, description) in remarks {
        let note = measurement.note.map { " Note: \($0)." } ?? ""
        html += "<li>\(HTML.words(measurement.title)): \(HTML.words(description + note))</li>\n"
      }
      html += "</ul>\n</details>\n"
    }
    return PageFrame.Section("measurements", "Measurements", html, isFolded: true)
  }

  /// Where a measurement was published: its key on INSPIRE, or a short form of its address, with a link.
  private static func source(_ measurement: GlobalFit.Measurement) -> Cell {
    if let key = measurement.inspire {
      let query = key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? key
      return .link(key, to: measurement.url ?? "https://inspirehep.net/literature?q=texkeys%3A\(query)")
    }
    guard let url = measurement.url else { return "" }
    for (mark, name) in [("arxiv.org/abs/", "arXiv:"), ("doi.org/", "doi:")] {
      if let place = url.range(of: mark) { return .link(name + url[place.upperBound...], to: url) }
    }
    return .link(url, to: url)
  }

  var diagnostics: PageFrame.Section? {
    let posterior = result.posterior
    var table = Table(
      ["quantity", "R̂", "effective draws, middle", "effective draws, tails", "error of the median"],
      alignments: [.left, .right, .right, .right, .right])
    for quantity in posterior.quantities {
      table.add([
        .quantity(quantity.quantity), Cell(quantity.problem ?? quantity.rHat?.fixed(4) ?? ""),
        Cell(quantity.bulkEffectiveSampleSize.significant(3)),
        Cell(quantity.tailEffectiveSampleSize.significant(3)),
        Cell(quantity.monteCarloErrorOfMedian.significant(2)),
      ])
    }
    var document = Document()
    document.say(
      "minimiser: \(result.bestFit.algorithm), \(result.bestFit.evaluations) evaluations, \(result.bestFit.search)"
    )
    document.say(
      "sampler: \(posterior.sampler), \(posterior.draws) draws worth \(posterior.effectiveSampleSize.significant(2))"
        + (posterior.rHat.map { ", largest R̂ = \($0.fixed(4))" } ?? "")
    )
    for reason in posterior.problems { document.say(reason) }
    document.add(table)
    return PageFrame.Section(
      "diagnostics", "Diagnostics", document.html(level: 3, named: "Diagnostics of the draws"), isFolded: true
    )
  }

  var again: PageFrame.Section? {
    run.againOnPage(
      commands: """
        mutau fit fit.yaml
        mutau verify runs/fit
        mutau cite runs/fit > references.bib
        """)
  }
}

extension StoredRun {
  var parametersOnPage: PageFrame.Section? {
    let table = CheckReport(problem, variants: []).parameterTable
    return PageFrame.Section(
      "parameters", "Parameters and priors", table.html(named: "Parameters and priors"), isFolded: true)
  }

  var inputsOnPage: PageFrame.Section? {
    var table = Table(["input", "SHA-256"])
    for input in identity.inputs { table.add([Cell(input.name), .code(input.digest)]) }
    return PageFrame.Section("inputs", "Inputs", table.html(named: "Inputs"), isFolded: true)
  }

  /// How to make the run again.
  func againOnPage(commands: String) -> PageFrame.Section? {
    return PageFrame.Section(
      "reproduce", "How to reproduce",
      """
      <p>By \(HTML.escaped(identity.program)), with the inputs above and the fit file below as fit.yaml (every default is written
      out in it), the same numbers come out to the bit, on any number of threads:</p>
      <pre tabindex="0" aria-label="Commands"><code>\(HTML.escaped(commands))</code></pre>
      <details>
      <summary>The fit file</summary>
      <pre tabindex="0" aria-label="Fit file"><code>\(HTML.escaped(identity.fit))</code></pre>
      </details>
      <details>
      <summary>What to cite, as BibTeX</summary>
      <pre tabindex="0" aria-label="BibTeX"><code>\(HTML.escaped(Bibliography(self).text))</code></pre>
      </details>

      """, isFolded: true)
  }
}
