import Testing

@testable import GlobalFit

// What each means is what the notation means where it comes from: TeX, HTML, tables of the Particle Data Group, abstracts.

@Suite("A value as other texts write it")
struct ForeignSpellingTests {
  @Test(
    "is read where one thing alone can be meant",
    arguments: [
      (#"$0.82 \pm 0.28$"#, 0.82, [0.28]), (#"$(0.82\pm0.28)\times10^{-3}$"#, 8.2e-4, [2.8e-4]),
      (#"$(0.82\,\pm\,0.28)\cdot 10^{-3}$"#, 8.2e-4, [2.8e-4]),
      (#"\left(0.82 \pm 0.28\right) \times 10^{-3}"#, 8.2e-4, [2.8e-4]),
      (#"0.82 \pm 0.28_{\mathrm{stat}} \pm 0.1_{\rm syst}"#, 0.82, [0.28, 0.1]),
      (#"0.82 \pm 0.28 ({\rm stat.}) \pm 0.1 (\text{syst})"#, 0.82, [0.28, 0.1]),
      ("(0.82 ± 0.28 ± 0.1 (syst))", 0.82, [0.28, 0.1]),
      ("0.82 ± 0.28 (stat) ± 0.1 (syst)", 0.82, [0.28, 0.1]),
      ("0.82 ± 0.28 (stat.) ± 0.1 (sys) e-3", 8.2e-4, [2.8e-4, 1e-4]),
      ("0.82(28)(stat)(10)(syst)", 0.82, [0.28, 0.1]),
      ("(0.82 ± 0.28)x10^-3", 8.2e-4, [2.8e-4]), ("(0.82 ± 0.28) x 10^{-3}", 8.2e-4, [2.8e-4]),
      ("(0.82 ± 0.28)·10⁻³", 8.2e-4, [2.8e-4]), ("(0.82 ± 0.28) × 10⁻¹²", 8.2e-13, [2.8e-13]),
      ("(0.82 ± 0.28)E-9", 8.2e-10, [2.8e-10]),
      ("(0.82 ± 0.28) * 10**-3", 8.2e-4, [2.8e-4]), ("0.82 &plusmn; 0.28", 0.82, [0.28]),
      ("&minus;0.82 &#177; 0.28", -0.82, [0.28]),
      ("－０．８２ ± ０．２８", -0.82, [0.28]), ("0.82\u{A0}±\u{2009}0.28", 0.82, [0.28]),
      ("0.82\u{200B} ± 0.28", 0.82, [0.28]),
      ("91.1880(20)", 91.188, [0.002]), ("0.82+/-0.28", 0.82, [0.28]),
      // per cents of what is 1, where the bracket holds both numbers
      ("(17.41 ± 0.04) %", 0.1741, [0.0004]), (#"$(17.41 \pm 0.04)\%$"#, 0.1741, [0.0004]),
      ("17.41(4) %", 0.1741, [0.0004]),
      // a published error that rounds to zero changes nothing beside another
      ("-0.170 ± 0.069 ± 0.000", -0.17, [0.069, 0]), ("1.67(3)(0)", 1.67, [0.03, 0]),
      ("38 ± 14.5 ± 0.0 (theory)", 38, [14.5, 0]),
    ])
  func symmetric(text: String, central: Double, errors: [Double]) throws {
    guard case .errors(let read, let symmetric, let asymmetric) = try ErrorString(text) else {
      Issue.record("\(text)")
      return
    }
    #expect(deviation(read, from: central) < 1e-15 && asymmetric.isEmpty)
    #expect(symmetric.filter { $0 > 0 } == errors.filter { $0 > 0 })
  }

  @Test(
    "with two errors of two sides",
    arguments: [
      "0.82^{+0.3}_{-0.2}", "$0.82^{+0.3}_{-0.2}$", "0.82_{-0.2}^{+0.3}", "0.82{}^{+0.3}_{-0.2}",
      "0.82^+0.3_-0.2",
      "0.82+0.3-0.2", "0.82 +0.3/-0.2", "0.82 + 0.3 - 0.2 ± 0.0", "0.82 ＋0.3 －0.2",
    ])
  func asymmetric(text: String) throws {
    guard case .errors(let central, _, let pairs) = try ErrorString(text) else {
      Issue.record("\(text)")
      return
    }
    #expect(central == 0.82 && pairs == [.init(upper: 0.3, lower: 0.2)])
  }

  @Test(
    "or a limit",
    arguments: [
      "< 5.3e-8 @ 90% CL", "<5.3E-8 CL=90%", "< 5.3 × 10^-8 (90% CL)", "< 5.3e-8 at 90% C.L.",
      "≤ 5.3e-8 @ 90% CL",
      #"$< 5.3 \times 10^{-8}$ (90\% CL)"#, "<= 0.0000053 % @ 90% CL", "&lt; 5.3e-8 (CL = 90%)",
    ])
  func limit(text: String) throws {
    guard case .upperLimit(let limit, let confidence) = try ErrorString(text) else {
      Issue.record("\(text)")
      return
    }
    #expect(deviation(limit, from: 5.3e-8) < 1e-15 && confidence == 0.9)
  }

  @Test(
    "is refused with the form that is right where it could be misread",
    arguments: [
      ("0.82 ± 34 %", "write '(0.82 ± 34) e-2' if value and error are in per cent, or '0.82 ± 0.2788' if"),
      (
        "17.41 ± 0.04 %",
        "write '(17.41 ± 0.04) e-2' if value and error are in per cent, or '17.41 ± 0.006964' if"
      ),
      ("(0.82 ± 34 %)", "'0.82 ± 0.2788' if"),
      ("-2 + 10 - 5 %", "'(-2 + 10 - 5) e-2' if value and error are in per cent, or '-2 + 0.2 - 0.1' if"),
      ("17.41 % ± 0.04 %", "'(17.41 ± 0.04) e-2'"), ("0.82 ± 0.1 ± 34 %", "per cent"),
      ("0.9 ± 12 % ± 1 %", "'(17.41 ± 0.04) e-2'"),
      ("> 0.2 @ 90% CL", "'[0.2, 1.1]'"),
      ("≥ 0.2 @ 90% CL", "a lower limit"), ("0,82 ± 0,28", "a decimal point is '.'"),
      ("1,234 ± 5", "nothing separates thousands"),
      ("–0.82 ± 0.28", "write a minus"), ("0.82 – 0.28", "write a minus"),
      ("290.3 ± 0.5 fs", "a unit is not written"),
      ("0.82 ± 0.28 (theo)", "(theory)"), ("0.82 ± 0.28 (stat) ± 0.1 (syst) ± 0.3 (total)", "(stat), (syst)"),
      ("0.82^{+0.3}", "'0.82^{+0.3}_{-0.2}'"), ("0.82 ± 0.000 ± 0", "an error must be greater than zero"),
      ("0.82 + 0.3 - 0.0", "an error must be greater than zero"), ("nan ± 0.1", "expected a number"),
      ("1.0 ± 1e-3", "write '(value ± error) e-3'"), ("1 234 ± 5", "not understood"),
      ("0·82 ± 0·28", "expected"),
      ("0.82 ± 0.28¹", "not understood"), ("1.0 ± 0.1 D-3", "not understood"),
    ])
  func refused(text: String, said: String) {
    var heard: String?
    do { _ = try ErrorString(text) } catch { heard = error.reason }
    #expect(heard?.contains(said) == true, "\(heard ?? "accepted")")
  }

  @Test(
    "What a refusal of per cents says to write is what it says",
    arguments: [
      ("(0.82 ± 34) e-2", 0.0082, 0.34), ("0.82 ± 0.2788", 0.82, 0.2788),
      ("(17.41 ± 0.04) e-2", 0.1741, 0.0004),
    ])
  func advice(text: String, central: Double, error: Double) throws {
    #expect(try ErrorString(text) == .errors(central: central, symmetric: [error], asymmetric: []))
  }

  @Test(
    "A list and a record of another tool are refused with the text that is right",
    arguments: [
      ("[0.2, 1.1]", "'[0.2, 1.1]'"), ("[0.82, 0.28]", "'value ± error'"),
      ("[0.2, 1.1, 3]", "such as '[0.2, 1.1]'"),
      ("{symerror: 0.28}", "'0.82 ± 0.28 ± 0.10'"),
      ("{value: 0.82, errors: [{symerror: 0.28, label: stat}]}", "'0.82 ± 0.28 ± 0.10'"),
      ("{asymerror: {plus: 0.3, minus: -0.2}}", "'0.82 + 0.3 - 0.2'"),
      ("{mean: 0.82, sigma: 0.28}", "is one text"),
      ("{distribution: Normal, central_value: 1, standard_deviation: 1}", "did you mean 'normal'?"),
    ])
  func records(text: String, said: String) {
    let heard = whatIsSaid { try distribution(text) }
    #expect(heard?.contains(said) == true, "\(heard ?? "accepted")")
  }

  @Test("The place of a refusal is that of the letter in the file, behind what is skipped")
  func place() {
    #expect(whatIsSaid { try distribution(#"'$0.82 \pm 0.28$ fs'"#) }?.hasPrefix("input.yaml:1:18: ") == true)
  }
}
