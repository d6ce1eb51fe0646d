import RestockIO

/// Why a command ends without success.
struct CommandError: Error {
  let message: String
  let status: Int32
  /// Whether there is nothing to say: the message is out already, or nobody listens.
  let isSilent: Bool

  /// Nothing was done, and why.
  init(_ message: String) {
    self.message = message
    status = 2
    isSilent = false
  }

  /// Nothing was done, and it has been said why.
  static let nothingDone = Self(status: 2)

  /// Done, but some items got no result.
  static let someWithoutResult = Self(status: 1)

  private init(status: Int32) {
    message = ""
    self.status = status
    isSilent = true
  }

  /// An output that could not be written; a closed pipe is not an error.
  init(_ error: OutputError) {
    message = "\(error)\n  nothing was written"
    status = error.isClosedPipe ? 0 : 2
    isSilent = error.isClosedPipe
  }
}
