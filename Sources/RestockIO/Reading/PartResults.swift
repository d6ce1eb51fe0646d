internal import Synchronization

/// Results of pieces of work that threads put in, by number.
final class PartResults<Result: Sendable>: Sendable {
  private let results = Mutex([Int: Result]())

  func put(_ number: Int, _ result: Result) {
    results.withLock { $0[number] = result }
  }

  /// Takes a result out, so that it lives no longer than it is needed.
  func take(_ number: Int) -> Result {
    let result = results.withLock { $0.removeValue(forKey: number) }
    guard let result else { preconditionFailure("piece \(number) has no result") }
    return result
  }
}
