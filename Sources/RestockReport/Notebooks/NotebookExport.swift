/// Notebooks that explore results: they stand in the folder of the results, load its CSV files and
/// run from top to bottom with pandas and matplotlib, without Restock.
public enum NotebookExport: String, Sendable, Hashable, CaseIterable {
  /// A folder that `restock plan` wrote.
  case plan
  /// A folder that `restock evaluate` wrote.
  case evaluation
  /// A folder that `restock simulate` wrote.
  case simulation

  /// The file by which a folder shows what it holds.
  public var mark: String {
    switch self {
    case .plan: "recommendations.csv"
    case .evaluation: "accuracy.csv"
    case .simulation: "policies.csv"
    }
  }

  /// The name of the notebook in the folder.
  public var fileName: String { "\(rawValue).ipynb" }

  /// The notebook, as bytes of an `.ipynb` file that has not been run.
  public func notebook() -> [UInt8] {
    let script: [UInt8]
    switch self {
    case .plan: script = PackageResources.plan_py
    case .evaluation: script = PackageResources.evaluation_py
    case .simulation: script = PackageResources.simulation_py
    }
    return Notebook(script: String(decoding: script, as: UTF8.self)).json()
  }
}
