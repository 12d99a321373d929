import Testing

@testable import Typesetting

@Suite struct DocumentTests {
  private var document: Document {
    var first = Document()
    first.warn("NOT CONVERGED: the toys (3 < 4)")
    var second = Document()
    second.head("Best fit", "χ² = 28.46")
    second.say("  note  a_b is\n  superseded")
    second.say("  pulls  g +1", in: .text)
    var table = Table(["a", "b"])
    table.add(["1", "2"])
    second.add(table)
    var pulls = Table(["pull"], caption: "Pulls")
    pulls.add(["+1.0"])
    second.add(pulls, in: .type)
    return Document([first, Document(), second])
  }

  @Test func textIsWhatATerminalShows() {
    #expect(
      document.text == """
        NOT CONVERGED: the toys (3 < 4)

        Best fit    χ² = 28.46
          note  a_b is
          superseded
          pulls  g +1
          a  b
          1  2

        """)
  }

  @Test func latexHasTablesAndSaysTheRestInComments() {
    #expect(
      document.latex == #"""
        % NOT CONVERGED: the toys (3 < 4)

        % Best fit: χ² = 28.46
        %   note  a_b is
        %   superseded
        \begin{tabular}{ll}
          \toprule
          a & b \\
          \midrule
          1 & 2 \\
          \bottomrule
        \end{tabular}

        % Pulls
        \begin{tabular}{l}
          \toprule
          pull \\
          \midrule
          +1.0 \\
          \bottomrule
        \end{tabular}

        % In the preamble: \usepackage{booktabs}

        """#)
  }

  @Test func markdownHasHeadingsAndNotes() {
    #expect(
      document.markdown == """
        **NOT CONVERGED: the toys (3 < 4)**

        ### Best fit

        χ² = 28.46

        - note a_b is
        - superseded

        | a   | b   |
        | --- | --- |
        | 1   | 2   |

        Pulls

        | pull |
        | ---- |
        | +1.0 |

        """)
  }

  @Test func htmlHasTheSame() {
    let html = document.html(level: 3)
    #expect(
      html.hasPrefix(
        "<p class=\"warning\"><strong>NOT CONVERGED: the toys (3 &lt; 4)</strong></p>\n<h3>Best fit</h3>\n<p>χ² = 28.46</p>\n<ul class=\"notes\">\n<li>note a_b is</li>"
      ))
    #expect(html.contains("<caption>Pulls</caption>") && !html.contains("g +1"))
  }

  @Test func aLineBreakInAWordDoesNotEndAComment() {
    var document = Document()
    document.head("a\n\\input{b}", "c\n\\end")
    document.warn("d\n\\end")
    for line in document.latex.split(separator: "\n") { #expect(line.hasPrefix("%")) }
  }
}
