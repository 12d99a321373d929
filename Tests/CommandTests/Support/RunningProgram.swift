import Foundation
import Glibc

/// A process that was started and whose end has not been waited for.
struct RunningProgram: Sendable {
  let identifier: pid_t

  struct End {
    /// nil if a signal ended it.
    let exitCode: Int32?
    /// Seconds that processors worked for it.
    let processorTime: Double
  }

  /// Processor seconds after which a program is ended: far more than any test asks for, whatever else the machine does.
  private static let mostProcessorSeconds = 600

  /// Starts a program with signals as they are for a user, who may have been told to ignore some.
  ///
  /// - Parameters:
  ///   - words: the path of the program, and its arguments.
  ///   - environment: what is added to that of the tests.
  ///   - output: the file that receives standard output.
  ///   - complaints: the file that receives standard error.
  init(
    _ words: [String], in folder: URL, environment: [String: String], output: String, complaints: String
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, complaints, O_WRONLY | O_CREAT, 0o600)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (every, none) = (sigset_t(), sigset_t())
    sigfillset(&every)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &every)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    // One becomes the other and then the program: the process stays the same.
    let launcher = [
      "/usr/bin/env", "-C", folder.path, "/usr/bin/prlimit", "--core=0", "--cpu=\(Self.mostProcessorSeconds)",
    ]
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var child = pid_t()
    let problem = Self.withPointers(to: launcher + words) { arguments in
      Self.withPointers(to: variables.map { "\($0)=\($1)" }) {
        posix_spawn(&child, launcher[0], &actions, &attributes, arguments, $0)
      }
    }
    guard problem == 0 else { throw CocoaError(.executableLoad) }
    identifier = child
  }

  private static func withPointers<Value>(
    to words: [String], _ use: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = words.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return use(pointers + [nil])
  }

  /// Whether it has not come to its end.
  var isRunning: Bool {
    var state = siginfo_t()
    waitid(P_PID, id_t(identifier), &state, WEXITED | WNOHANG | WNOWAIT)
    return state.si_signo == 0
  }

  /// Seconds that processors have worked for it.
  var processorTime: Double {
    var (clock, time) = (clockid_t(), timespec())
    guard clock_getcpuclockid(identifier, &clock) == 0, clock_gettime(clock, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  func send(_ signal: Int32) { Glibc.kill(identifier, signal) }

  /// Waits until something has happened, however long that takes; false if the program ended before.
  @discardableResult
  func wait(until hasHappened: () throws -> Bool) rethrows -> Bool {
    var isRunning = true
    while try !hasHappened() {
      // what it did last may be what is waited for
      guard isRunning else { return false }
      isRunning = self.isRunning
      if isRunning { usleep(1000) }
    }
    return true
  }

  /// Waits until it listens to Ctrl-C: before, that ends it as it ends every program.
  @discardableResult
  func waitUntilItListensToControlC() -> Bool {
    let bit: UInt64 = 1 << UInt64(SIGINT - 1)
    return wait {
      let status = (try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") } ?? ""
      return UInt64(line.suffix(16), radix: 16).map { $0 & bit != 0 } ?? false
    }
  }

  /// Kills it when processors have worked this long for it, if it has not come to its end by then.
  func kill(afterProcessorTime seconds: Double) {
    if wait(until: { processorTime >= seconds }) { send(SIGKILL) }
  }

  /// Waits for its end.
  func waitForItsEnd() throws -> End {
    var (status, used) = (Int32(), rusage())
    while wait4(identifier, &status, 0, &used) != identifier {
      guard errno == EINTR else { throw CocoaError(.featureUnsupported) }
    }
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + 1e-6 * Double(time.tv_usec) }
    return End(
      exitCode: status & 0x7F == 0 ? status >> 8 & 0xFF : nil,
      processorTime: seconds(used.ru_utime) + seconds(used.ru_stime))
  }
}
