import RestockIO
import Synchronization

/// A line on stderr that says how far reading is, on files that take more than two seconds.
final class ReadingProgressLine: Sendable {
  private let isOn: Bool
  private let started = Clock.wallSeconds
  private let lastShown = Mutex(0.0)

  init(isOn: Bool) {
    self.isOn = isOn
  }

  /// Shows how far the reading of a file is.
  func show(_ progress: ReadingProgress) {
    guard isOn, progress.size > 0 else { return }
    let now = Clock.wallSeconds
    let isDue = lastShown.withLock { last in
      guard now - started > 2, now - last >= 0.5 else { return false }
      last = now
      return true
    }
    guard isDue else { return }
    let percent = 100 * progress.bytesRead / progress.size
    let rate = Double(progress.bytesRead) / 1e6 / (now - started)
    Terminal.write("\rreading \(progress.path): \(percent) %, \(Int(rate)) MB/s\u{1b}[K")
  }

  /// Takes the line away.
  func finish() {
    guard isOn, lastShown.withLock({ $0 }) > 0 else { return }
    Terminal.write("\r\u{1b}[K")
  }
}
