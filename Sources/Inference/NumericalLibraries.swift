import CGSL
import CMath
import CNLopt

/// The libraries of the system that make numbers here, with their versions: with others the same fit may end in other bits.
public enum NumericalLibraries {
  /// `GSL 2.7.1, NLopt 2.7.1, glibc 2.36`
  public static var versions: String {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    nlopt_version(&major, &minor, &patch)
    // its logarithms and exponentials differ from version to version in their last bit
    let system = gnu_get_libc_version().map { String(cString: $0) } ?? "unknown"
    let gsl = mutau_gsl_version().map { String(cString: $0) } ?? "unknown"
    return "GSL \(gsl), NLopt \(major).\(minor).\(patch), glibc \(system)"
  }
}
