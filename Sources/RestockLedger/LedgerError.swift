#if Ledger
/// A store that cannot be used.
public struct LedgerError: Error, Sendable, Hashable, CustomStringConvertible {
  public let path: String
  public let message: String

  public var description: String { "\(path): \(message)" }
}
#endif
