/// Why a model of the register gives no answer: what was expected, and what was found.
public enum SolveError: Error, Sendable, Hashable {
  /// No model has this name; those with the most similar names.
  case unknownModel(name: String, similar: [String])
  /// The model needs an input that is not there.
  case missingInput(name: String, expected: String)
  /// The model has no such input; those that it has.
  case unknownInput(name: String, known: [String])
  /// An input cannot be what it is.
  case impossibleInput(name: String, expected: String, found: String)
  /// The inputs are possible one by one, but together the problem has no solution.
  case noSolution(reason: String)

  /// The error as a sentence for people.
  public var message: String {
    switch self {
    case .unknownModel(let name, let similar):
      similar.isEmpty
        ? "unknown model '\(name)'; see the list of models"
        : "unknown model '\(name)'; did you mean \(similar.joined(separator: ", "))?"
    case .missingInput(let name, let expected):
      "missing input '\(name)': expected \(expected)"
    case .unknownInput(let name, let known):
      "unknown input '\(name)': the model takes \(known.joined(separator: ", "))"
    case .impossibleInput(let name, let expected, let found):
      "input '\(name)': expected \(expected), found \(found)"
    case .noSolution(let reason):
      "no solution: \(reason)"
    }
  }
}
