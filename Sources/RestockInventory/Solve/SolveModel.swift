/// A textbook model that can be asked for by name: named inputs in, named outputs out.
public struct SolveModel: Sendable {
  /// An output, by name, with its unit and meaning.
  public struct Output: Sendable, Hashable {
    public let name: String
    public let unit: String
    public let meaning: String

    public init(_ name: String, unit: String = "", _ meaning: String) {
      self.name = name
      self.unit = unit
      self.meaning = meaning
    }
  }

  public let name: String
  /// What it computes, in a sentence.
  public let summary: String
  public let inputs: [SolveInput]
  public let outputs: [Output]
  /// Where the formula or the algorithm comes from.
  public let source: String
  private let body: @Sendable (SolveArguments) throws(SolveError) -> SolveRecord

  /// A model; `body` gets inputs that have been checked against `inputs`.
  init(
    _ name: String, _ summary: String, inputs: [SolveInput], outputs: [Output], source: String,
    body: @escaping @Sendable (SolveArguments) throws(SolveError) -> SolveRecord
  ) {
    self.name = name
    self.summary = summary
    self.inputs = inputs
    self.outputs = outputs
    self.source = source
    self.body = body
  }

  /// The answer for one case.
  ///
  /// - Parameter inputs: By the names of `inputs`; those with a default may be left out.
  /// - Returns: By the names of `outputs`.
  /// - Throws: What is missing, unknown or impossible, or why there is no solution.
  public func solve(_ inputs: SolveRecord) throws(SolveError) -> SolveRecord {
    try body(try SolveArguments(inputs, for: self.inputs))
  }
}
