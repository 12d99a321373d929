import Testing

@testable import Typesetting

/// Words from a file or a report in forms that have signs of their own.
@Suite struct WordsTests {
  @Test(arguments: [
    ("Δχ² = 2.71", #"$\Delta\chi^{2}$ = 2.71"#), ("GeV⁻²", "GeV$^{-2}$"), ("Re C₉", "Re C$_{9}$"),
    ("R̂ = 1.001", #"$\hat{R}$ = 1.001"#), ("ρ̄(CKM)", #"$\bar{\rho}$(CKM)"#),
    (
      ##"100 % & #1_2 {a} ~ ^ \ $"##,
      ##"100 \% \& \#1\_2 \{a\} \textasciitilde{} \textasciicircum{} \textbackslash{} \$"##
    ),
    ("[0.22, 1.4] or > 3", "{[}0.22, 1.4{]} or $>$ 3"),
    ("(2.9 ± 0.9)e-9", #"(2.9 $\pm$ 0.9)${}\times10^{-9}$"#),
    ("e12 4e x1e-5 0x1e5 3e5", #"e12 4e x1e-5 0x1e5 3${}\times10^{5}$"#),
    (#"Müller, 漢"#, #"M{\"{u}}ller, \texttt{U+6F22}"#),
    ("a\nb", "a b"), ("*", "{*}"),
  ])
  func latexFindsNothingOfItsOwn(words: String, latex: String) { #expect(LaTeX.words(words) == latex) }

  @Test(arguments: [
    ("< 1.7e-12", "< 1.7 × 10⁻¹²"), ("<script>", #"\<script>"#), ("a|b", #"a\|b"#),
    ("m_Z' and _x_", #"m_Z' and \_x\_"#),
    ("R_K*[1.1,6]", #"R_K\*[1.1,6]"#), ("&lt;", #"\&lt;"#), ("A & B", "A & B"), ("[x](y)", #"[x\](y)"#),
    ("# x", ##"\# x"##),
    ("a\nb", "a b"), ("`$~\\", #"\`\$\~\\"#),
  ])
  func markdownFindsNothingOfItsOwn(words: String, markdown: String) {
    #expect(Markdown.words(words) == markdown)
  }

  @Test(arguments: [
    (
      "<script>alert('1')</script> & \"x\"",
      "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;"
    ),
    ("a\u{0}\u{1b}\u{9}b\u{fffe}", "a\\u{0}\\u{1b}\u{9}b\\u{fffe}"), ("χ² < 3", "χ² &lt; 3"),
  ])
  func htmlFindsNothingOfItsOwn(words: String, html: String) { #expect(HTML.escaped(words) == html) }

  @Test(arguments: [
    ("m_{Z'}", "<i>m</i><sub><i>Z</i>′</sub>"), (#"\Delta a_\mu"#, "<i>Δ</i><i>a</i><sub><i>μ</i></sub>"),
    (#"g_A^\mathrm{SM}"#, "<i>g</i><sub><i>A</i></sub><sup>SM</sup>"), (#"\bar\rho"#, "<i>ρ\u{304}</i>"),
    (#"\sin^2\theta_W"#, "sin<sup>2</sup><i>θ</i><sub><i>W</i></sub>"),
    (
      #"R(B\to X_s\mu\mu)_{q^2>14.4}"#,
      "<i>R</i>(<i>B</i>→<i>X</i><sub><i>s</i></sub><i>μ</i><i>μ</i>)<sub><i>q</i><sup>2</sup>&gt;14.4</sub>"
    ),
    (#"<b>\unknown{x}"#, "&lt;<i>b</i>&gt;\\unknown<i>x</i>"), ("a_", "<i>a</i><sub></sub>"), ("}{", ""),
  ])
  func formulasBecomeHTML(latex: String, html: String) { #expect(Formula(latex).html == html) }

  @Test(arguments: [
    (
      "Posterior of $g'$ & $m_{Z'}$",
      "Posterior of <span class=\"symbol\"><i>g</i>′</span> &amp; <span class=\"symbol\"><i>m</i><sub><i>Z</i>′</sub></span>"
    ),
    (#"$\Delta\chi^2$ = 1"#, "<span class=\"symbol\"><i>Δ</i><i>χ</i><sup>2</sup></span> = 1"),
    (#"5 \$ and \_ in L_mu, 10 $"#, "5 $ and _ in L_mu, 10 $"), ("<b> 2e-9", "&lt;b&gt; 2 × 10<sup>−9</sup>"),
    ("", ""),
    (#"a\"#, #"a\"#), ("$x", "$x"),
  ])
  func captionsHoldFormulas(caption: String, html: String) { #expect(HTML.caption(caption) == html) }
}
