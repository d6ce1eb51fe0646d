import Glibc
import Synchronization

/// A line on stderr that says how far long work is: count, rate, time left.
///
/// It appears only on work of more than two seconds.
final class Progress: Sendable {
  private let isOn: Bool
  private let label: String
  private let total: Int
  private let started: Double
  private let done = Atomic(0)
  private let lastShown: Mutex<Double>

  /// Progress of `total` items; `total` 0 where the number is not known.
  init(_ label: String, total: Int, isOn: Bool) {
    self.label = label
    self.total = total
    self.isOn = isOn
    started = Clock.wallSeconds
    lastShown = Mutex(started + 1.5)
  }

  /// Counts `count` more items.
  func add(_ count: Int = 1) {
    let now = done.wrappingAdd(count, ordering: .relaxed).newValue
    guard isOn, now % 64 == 0 || count > 1 else { return }
    show(now)
  }

  /// Takes the line away.
  func finish() {
    guard isOn, lastShown.withLock({ $0 }) > started + 1.5 else { return }
    Terminal.write("\r\u{1b}[K")
  }

  private func show(_ count: Int) {
    let now = Clock.wallSeconds
    let isDue = lastShown.withLock { last in
      guard now - last >= 0.5 else { return false }
      last = now
      return true
    }
    guard isDue else { return }
    let rate = Double(count) / max(1e-9, now - started)
    var line = "\(label): \(count)"
    if total > 0 {
      let left = Int((Double(max(0, total - count)) / max(1e-9, rate)).rounded(.up))
      line += " of \(total) (\(100 * count / total) %), \(Int(rate)) a second, \(left) s left"
    } else {
      line += ", \(Int(rate)) a second"
    }
    Terminal.write("\r\(line)\u{1b}[K")
  }
}
