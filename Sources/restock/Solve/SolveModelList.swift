import FoundationEssentials
import RestockInventory

/// The models of the register as JSON: `{"models": [{"name", "summary", "inputs", "outputs",
/// "source"}]}`.
struct SolveModelList: Encodable {
  private let models: [Model]

  private struct Model: Encodable {
    let name: String
    let summary: String
    let inputs: [Input]
    let outputs: [Output]
    let source: String
  }

  private struct Input: Encodable {
    let name: String
    let expected: String
    let unit: String
    let meaning: String
    let required: Bool
    let standard: JSONValue?

    enum CodingKeys: String, CodingKey {
      case name
      case expected
      case unit
      case meaning
      case required
      case standard = "default"
    }
  }

  private struct Output: Encodable {
    let name: String
    let unit: String
    let meaning: String
  }

  init(_ models: [SolveModel]) {
    self.models = models.map { model in
      Model(
        name: model.name, summary: model.summary,
        inputs: model.inputs.map {
          Input(
            name: $0.name, expected: $0.kind.expectation, unit: $0.unit, meaning: $0.meaning,
            required: $0.standard == nil, standard: $0.standard.map(JSONValue.init))
        },
        outputs: model.outputs.map {
          Output(name: $0.name, unit: $0.unit, meaning: $0.meaning)
        }, source: model.source)
    }
  }
}
