import RestockInventory
import Testing

@Suite("What the register says of bad cases")
struct SolveErrorTests {
  @Test("a missing input is named with what was expected")
  func missing() {
    #expect(throws: SolveError.self) { try SolveRegister.solve("eoq", ["fixed_cost": .number(8)]) }
    do {
      _ = try SolveRegister.solve("eoq", ["fixed_cost": .number(8), "demand_rate": .number(9)])
    } catch {
      #expect(error.message.contains("holding_cost") && error.message.contains("> 0"))
    }
  }

  @Test("an impossible input is named with what was found")
  func impossible() {
    do {
      _ = try SolveRegister.solve(
        "eoq",
        ["fixed_cost": .number(-8), "holding_cost": .number(1), "demand_rate": .number(9)])
    } catch {
      #expect(error.message.contains("fixed_cost") && error.message.contains("-8"))
    }
    let nan: SolveRecord = [
      "fixed_cost": .number(.nan), "holding_cost": .number(1), "demand_rate": .number(9),
    ]
    #expect(throws: SolveError.self) { try SolveRegister.solve("eoq", nan) }
  }

  @Test("an unknown input is refused, so that a misspelt one is not ignored")
  func unknownInput() {
    let misspelt: SolveRecord = [
      "x": .number(3), "mean": .number(2), "spread": .number(1),
    ]
    #expect(
      throws: SolveError.unknownInput(name: "spread", known: ["x", "mean"])
    ) { try SolveRegister.solve("poisson_loss", misspelt) }
  }

  @Test("an unknown model is answered with similar ones")
  func unknownModel() {
    do {
      _ = try SolveRegister.solve("newsvendor_poison", [:])
    } catch {
      #expect(error.message.contains("newsvendor_"))
    }
  }

  @Test("every model says its units, its outputs and its source, under a name of its own")
  func documented() {
    #expect(Set(SolveRegister.models.map(\.name)).count == SolveRegister.models.count)
    for model in SolveRegister.models {
      #expect(!model.summary.isEmpty && !model.source.isEmpty && !model.outputs.isEmpty)
      #expect(model.inputs.allSatisfy { !$0.meaning.isEmpty })
    }
  }

  @Test(
    "no model traps on nothing, nor on inputs of a wrong kind",
    arguments: SolveRegister.models.map(\.name))
  func wrongKinds(name: String) throws {
    let model = try SolveRegister.model(name)
    #expect(throws: SolveError.self) { try model.solve([:]) }
    for value in [
      SolveValue.text("x"), .number(-1), .number(0), .number(.infinity), .list([]), .record([:]),
      .boolean(true),
    ] {
      let record = SolveRecord(
        fields: model.inputs.map { SolveRecord.Field(name: $0.name, value: value) })
      // An answer or an error: what must not happen is a trap.
      _ = try? model.solve(record)
    }
  }
}
