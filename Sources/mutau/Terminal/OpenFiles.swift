import Foundation

/// The files that this process has open.
enum OpenFiles {
  /// How many a command may need at once, with the threads' own.
  private static var needed: Int { 64 }

  /// Sees to it that the three standard streams are open, since a file that is opened in the place of one would be written into;
  /// and ends the process if so few files may be open that the system's own libraries would crash.
  static func check() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      // the lowest number that is free, which is this one; what is written to it fails
      _ = open("/dev/null", O_RDONLY)
    }
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < needed else {
      return
    }
    if limit.rlim_max >= needed {
      limit.rlim_cur = rlim_t(needed)
      if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 { return }
    }
    let words =
      "error: no more than \(limit.rlim_cur) files may be open; this program needs \(needed) (ulimit -n)\n"
    _ = words.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    _exit(1)
  }
}
