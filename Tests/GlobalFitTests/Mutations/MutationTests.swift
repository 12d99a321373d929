import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

/// What became of a spoilt file.
enum Outcome {
  case refused(InputError)
  /// Everything it was decoded to, and the observables, parameters and inputs among it.
  case accepted(canonical: String, names: Set<String>)
}

@Suite("A file with one mistake is refused with its place, or means what is written in it")
struct MutationTests {
  private static let library = try? InputLibrary(folder: Shipped.inputs)

  private func read(input bytes: [UInt8]) -> Outcome {
    do {
      let measurements = try MeasurementReader.read(Document.parse(bytes, file: "input.yaml"))
      return .accepted(
        canonical: measurements.map(\.canonical).joined(separator: "\n"),
        names: Set(measurements.flatMap { $0.observables.map(\.rawValue) }))
    } catch {
      return .refused(error)
    }
  }

  /// A fit is accepted if it and all its variants can be computed.
  private func read(fit bytes: [UInt8]) -> Outcome {
    do {
      let fit = try Fit(Document.parse(bytes, file: "fit.yaml"))
      let library = try #require(Self.library)
      for variant in [nil] + fit.variants.map(Optional.some) {
        let problem = try Problem(fit, variant: variant, library: library)
        _ = Posterior(problem).logDensity(
          at: problem.coordinates(atPriorQuantiles: problem.free.map { _ in 0.4 }).span)
      }
      let quantities =
        fit.profile.map(\.name) + fit.predictions.map(\.rawValue) + fit.parameters.map(\.parameter.rawValue)
      let inputs =
        fit.constraints.map(\.name)
        + fit.variants.flatMap { variant in
          // another number that a variant sets is no other name
          variant.summary.components(separatedBy: ", ").map {
            $0.replacing(/: -?[0-9][0-9.e+-]*\}?$/, with: "")
          }
        }
      return .accepted(canonical: fit.canonical, names: Set(quantities + inputs))
    } catch let error as InputError {
      return .refused(error)
    } catch {
      Issue.record("an error that is no InputError: \(error)")
      return .accepted(canonical: "", names: [])
    }
  }

  /// The texts of a fit and of all shipped inputs, with their reader.
  private var files: [(name: String, text: String, read: ([UInt8]) -> Outcome)] {
    get throws {
      let library = try #require(Self.library)
      let inputs = try library.names.map {
        ($0, try String(contentsOfFile: library.path(of: $0), encoding: .utf8))
      }
      // A letter wrong in a comment means nothing: comments are left out.
      // A fit that starts from another has what that one has where a line of its own is lost: not here.
      let texts = try Shipped.fits.map { ($0, try String(contentsOfFile: $0, encoding: .utf8)) }
      let fits = texts.filter { !$0.1.contains(/(?m)^extends:/) }.map { path, text in
        let lines = text.split(separator: "\n")
        let bare = lines.map { $0.prefix { $0 != "#" } }.filter { !$0.allSatisfy(\.isWhitespace) }
        return (path, bare.joined(separator: "\n") + "\n")
      }
      // Where bins have names, a digit wrong can make another bin's: those have refusals of their own (JointErrorsTests).
      let own = inputs.filter { !$0.1.contains("predictions: ") }
      return own.map { ($0.0, $0.1, read(input:)) } + fits.map { ($0.0, $0.1, read(fit:)) }
    }
  }

  private struct Tally {
    var (all, accepted) = (0, 0)
  }

  /// Applies mutations to every file; `judge` looks at what was accepted, as (original, mutated).
  private func tally(
    _ mutations: (Mutations) -> [Mutation],
    judge: (_ what: String, _ original: (String, Set<String>), _ mutated: (String, Set<String>)) -> Void
  ) throws -> Tally {
    var tally = Tally()
    for (name, text, read) in try files {
      guard case .accepted(let canonical, let names) = read(Array(text.utf8)) else {
        Issue.record("\(name) itself is refused")
        continue
      }
      for mutation in mutations(Mutations(text)) {
        tally.all += 1
        switch read(mutation.bytes) {
        case .refused(let error):
          let isWhole = ["the file is empty"].contains(error.problem)
          #expect(error.line > 0 && error.column > 0 || isWhole, "\(name), \(mutation.what): \(error)")
        case .accepted(let newCanonical, let newNames):
          tally.accepted += 1
          judge("\(name), \(mutation.what)", (canonical, names), (newCanonical, newNames))
        }
      }
    }
    return tally
  }

  private static let vocabulary = Set(
    MeasurementReader.keys + Fit.keys + MinimizeSettings.keys + SampleSettings.keys + [
      "replace", "remove", "add",
    ]
      + ParameterReader.priors.values.joined() + ParameterReader.keys + Observable.allCases.map(\.rawValue)
      + Parameter.allCases.map(\.rawValue))

  /// What the program itself makes of a file: what is left out reads "none", a block of which one number is left is
  /// a single one. Numbers it computes have all their digits.
  private static let derived: Set<Substring> = [
    "none", "single", "mean", "sigma", "inverseSigma", "logNorm", "1", "GlobalFit.Normal",
    "GlobalFit.Distribution.normal",
  ]

  @Test("A key with one letter wrong is never accepted")
  func keys() throws {
    let tally = try tally {
      $0.keys(of: Self.vocabulary)
    } judge: { what, _, _ in
      Issue.record("accepted: \(what)")
    }
    #expect(tally.all > 3000 && tally.accepted == 0)
  }

  @Test("A word in the place of a number is never accepted")
  func numbers() throws {
    let parts = ["min:", "mean:", " ± ", "- [1", "[1]", "R_trident:", "tau_tau:", "Delta_a_mu:"]
    let tally = try tally {
      $0.numbersToText(inLinesWith: parts)
    } judge: { what, _, _ in
      Issue.record("accepted: \(what)")
    }
    #expect(tally.all > 100 && tally.accepted == 0)
  }

  @Test("A line deleted, doubled or swapped brings in nothing that was not there")
  func lines() throws {
    // A line of settings that is gone leaves their defaults, some of which go by the number of parameters.
    let defaults =
      ["\(Formulas().asPrinted)"]
      + SampleSettings.Sampler.allCases.flatMap { sampler in
        (1...30).map { "\(SampleSettings(sampler, dimension: $0))" }
      }
    let tally = try tally(\.ofLines) { what, original, mutated in
      // Everything in words, numbers among them, without punctuation.
      func words(_ text: String) -> Set<Substring> {
        Set(text.split { $0.isWhitespace || "[](),:\"-".contains($0) })
      }
      let new = words(mutated.0).subtracting(words(original.0)).subtracting(Self.derived)
        .subtracting(defaults.flatMap(words))
        .filter { $0.count < 12 || Double($0) == nil }
      #expect(new.isEmpty && mutated.1.isSubset(of: original.1), "\(what): \(new)")
    }
    #expect(tally.all > 500)
  }

  @Test("A line moved to the left or to the right means the same, or is refused")
  func indentation() throws {
    let tally = try tally(\.ofIndentation) { what, original, mutated in
      // A line of a text over several lines may move: it stays the same text.
      func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
      #expect(words(original.0) == words(mutated.0), "\(what)")
    }
    #expect(tally.all > 700)
  }

  @Test("A file cut off anywhere holds no observable, parameter or input that was not there")
  func truncated() throws {
    let tally = try tally(\.truncated) { what, original, mutated in
      #expect(mutated.1.isSubset(of: original.1), "\(what): \(mutated.1.subtracting(original.1))")
    }
    #expect(tally.all > 5000)
  }

  @Test("A byte too many, too few or wrong names no observable, parameter or input that was not there")
  func random() throws {
    let tally = try tally {
      $0.random(400, seed: 1)
    } judge: { what, original, mutated in
      #expect(mutated.1.isSubset(of: original.1), "\(what): \(mutated.1.subtracting(original.1))")
    }
    let count = try files.count
    #expect(tally.all == count * 400)
  }
}
