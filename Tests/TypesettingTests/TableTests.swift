import Testing

@testable import Typesetting

/// One table in every form, with everything in it that one of them takes for its own.
@Suite struct TableTests {
  private var table: Table {
    var table = Table(
      ["", "best fit", "95 %"], alignments: [.left, .right], typeset: ["quantity", "best fit", "95 %"])
    table.add([
      .symbol("m_Z'", latex: "m_{Z'}", unit: "GeV"),
      .value("91.2 ± 1.4", RoundedMeasurement(91.23, 1.42)), "< 1.7e-12",
    ])
    table.add([.symbol("Δa_μ", latex: #"\Delta a_\mu"#), .value("1e-9", nil), .code("a_b|c")])
    table.add([.link("50 % & more_of #1", to: "https://x.org/a_b?c=1&d=%7e#e"), "−2.3"])
    return table
  }

  @Test func textIsInColumns() {
    #expect(
      table.text == """
          \("                 ")    best fit  95 %
          m_Z' [GeV]         91.2 ± 1.4  < 1.7e-12
          Δa_μ                     1e-9  a_b|c
          50 % & more_of #1        −2.3

        """)
  }

  @Test func aTableThatIsTooWideBecomesSeveralWithTheFirstColumnInEach() {
    #expect(table.split(atWidth: 100).map(\.text) == [table.text])
    // two of indent, 17 of the first column, 2 + 10 of the second: 31; the third column has 2 + 9
    #expect(table.split(atWidth: 42).count == 1 && table.split(atWidth: 41).count == 2)
    let parts = table.split(atWidth: 31).map(\.text)
    #expect(
      parts == [
        """
          \("                 ")    best fit
          m_Z' [GeV]         91.2 ± 1.4
          Δa_μ                     1e-9
          50 % & more_of #1        −2.3

        """,
        """
          \("                 ")  95 %
          m_Z' [GeV]         < 1.7e-12
          Δa_μ               a_b|c
          50 % & more_of #1

        """,
      ])
    // a column that is wider than that stands alone
    #expect(table.split(atWidth: 5).count == 2)
    var document = Document()
    document.add(table, splitAtWidth: 31)
    #expect(document.text == parts.joined() && document.latex.contains("quantity & best fit & 95"))
  }

  @Test func latexIsATabularInWhichNothingIsSpecial() {
    #expect(
      table.latex == ##"""
        \begin{tabular}{lrl}
          \toprule
          quantity & best fit & 95 \% \\
          \midrule
          $m_{Z'}$ {[}GeV{]} & $91.2 \pm 1.4$ & $<$ 1.7${}\times10^{-12}$ \\
          $\Delta a_\mu$ & 1${}\times10^{-9}$ & \texttt{a\_b$|$c} \\
          50 \% \& more\_of \#1 & $-$2.3 &  \\
          \bottomrule
        \end{tabular}
        """##)
  }

  @Test func aTableWithACaptionFloats() {
    var table = Table(["a"])
    table.add(["1"])
    table.caption([.symbol("v_Φ", latex: #"v_\Phi"#, unit: "GeV"), ": limits at 95 %; ± is an error"])
    #expect(
      table.latex == ##"""
        \begin{table}
          \centering
          \caption{$v_\Phi$ {[}GeV{]}: limits at 95 \%; $\pm$ is an error}
        \begin{tabular}{l}
          \toprule
          a \\
          \midrule
          1 \\
          \bottomrule
        \end{tabular}
        \end{table}
        """##)
    #expect(!table.text.contains("limits"))
  }

  @Test func whatIsWiderThanAPageBecomesSeveralTabularsAndParagraphs() {
    let wide = String(repeating: "8", count: 27)
    var table = Table(["name"] + (1...4).map { "column \($0)" })
    table.add(["row"] + (1...4).map { _ in wide })
    // 345 points have room for a name and two columns of 27 letters
    let parts = table.latex.components(separatedBy: #"\begin{tabular}{lll}"#)
    #expect(parts.count == 3 && parts.dropFirst().allSatisfy { $0.contains("  row & \(wide) & \(wide)") })
    // rows of one name are told apart by the second column, which then stands in every part
    table.add(["row", "other"] + (2...4).map { _ in wide })
    #expect(table.latex.components(separatedBy: "  row & other & \(wide)").count == 4)
    var long = Table(["name", "remark"])
    long.add(["row", String(repeating: "words ", count: 30)])
    let width = long.latex.firstMatch(of: /\{lp\{(\d+)pt\}\}/).flatMap { Int($0.output.1) }
    // 345 less 3 · 5 + 8 for the letters of "name", and a gap of 12 behind each column
    #expect(width == 298)
  }

  @Test func markdownIsAPipeTable() {
    #expect(
      table.markdown == ##"""
        | quantity                                           |   best fit | 95 %          |
        | -------------------------------------------------- | ---------: | ------------- |
        | m_Z' [GeV]                                         | 91.2 ± 1.4 | < 1.7 × 10⁻¹² |
        | Δa_μ                                               |   1 × 10⁻⁹ | `a_b\|c`      |
        | [50 % & more_of #1](https://x.org/a_b?c=1&d=%7e#e) |       −2.3 |               |
        """##)
  }

  @Test func htmlHasScopesAndNames() {
    #expect(
      table.html(named: "A & B") == """
        <div class="scroll" role="region" tabindex="0" aria-label="A &amp; B">
        <table>
        <thead>
        <tr><th scope="col" class="short">quantity</th><th scope="col" class="right short">best fit</th>\
        <th scope="col" class="short">95 %</th></tr>
        </thead>
        <tbody>
        <tr><th scope="row" class="short"><span class="symbol"><i>m</i><sub><i>Z</i>′</sub></span> [GeV]</th>\
        <td class="right short"><span class="value">91.2 ± 1.4</span></td>\
        <td class="short">&lt; 1.7 × 10<sup>−12</sup></td></tr>
        <tr><th scope="row" class="short"><span class="symbol"><i>Δ</i><i>a</i><sub><i>μ</i></sub></span></th>\
        <td class="right short">1 × 10<sup>−9</sup></td><td class="short"><code>a_b|c</code></td></tr>
        <tr><th scope="row" class="short">\
        <a href="https://x.org/a_b?c=1&amp;d=%7e#e" rel="noreferrer">50 % &amp; more_of #1</a></th>\
        <td class="right short">−2.3</td><td class="short"></td></tr>
        </tbody>
        </table>
        </div>

        """)
  }

  @Test(arguments: ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", ""])
  func onlyAddressesOfTheWebAreLinks(address: String) {
    #expect(Cell.link("words", to: address).html == "words")
    #expect(Cell.link("words", to: address).latex == "words")
    #expect(Cell.link("words", to: address).markdown == "words")
  }
}
