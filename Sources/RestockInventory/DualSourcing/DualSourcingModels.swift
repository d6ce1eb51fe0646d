internal import RestockNumerics

/// The model of an item with a regular and an expedited source.
let dualSourcingModels: [SolveModel] = [
  SolveModel(
    "dual_sourcing",
    "A cheap regular source and a dear one that is sooner: how much from which, and what it saves.",
    inputs: [
      SolveInput(
        "holding_cost", .number(.positive), unit: "money per unit and period",
        "for each unit left after demand"),
      SolveInput(
        "stockout_cost", .number(.positive), unit: "money per unit and period",
        "for each unit waiting after demand"),
      SolveInput("regular_cost", .number(.notNegative), unit: "money per unit", "purchase"),
      SolveInput(
        "expedited_cost", .number(.notNegative), unit: "money per unit",
        "purchase from the sooner source, at least the regular one's"),
      SolveInput(
        "regular_lead_time", .whole(SolveBounds(low: 1, high: 52)), unit: "periods",
        "ordered before a period's demand, there before the demand of so many periods later"),
      SolveInput(
        "expedited_lead_time", .whole(SolveBounds(low: 0, high: 51)), unit: "periods",
        "shorter than the regular one", standard: .number(0)),
      SolveInput("demand", .distribution, unit: "units", "of a period, whole; independent"),
    ],
    outputs: [
      .init("dual_index_expedited_level", unit: "units", "expedite up to this position"),
      .init(
        "dual_index_regular_level", unit: "units", "then order regularly up to this, all on order"),
      .init("dual_index_cost", unit: "money per period", "expected, purchase in it"),
      .init("expedited_share", "of the units, under that policy"),
      .init("cost_regular_only", unit: "money per period", "from the regular source alone"),
      .init("cost_expedited_only", unit: "money per period", "from the sooner source alone"),
      .init(
        "optimal_cost", unit: "money per period",
        "of the best of all policies; none where its states are too many"),
    ],
    source:
      "Veeraraghavan and Scheller-Wolf (2008), doi:10.1287/opre.1070.0511; one period apart the "
      + "dual-index policy is the best (Fukuda 1964)"
  ) { arguments throws(SolveError) in
    let expedited = arguments.number("expedited_cost")
    let regular = arguments.number("regular_cost")
    guard expedited >= regular else {
      throw .impossibleInput(
        name: "expedited_cost", expected: "at least the regular cost, \(regular)",
        found: "\(expedited)")
    }
    let sooner = arguments.whole("expedited_lead_time")
    let later = arguments.whole("regular_lead_time")
    guard sooner < later else {
      throw .impossibleInput(
        name: "expedited_lead_time", expected: "less than the regular one, \(later)",
        found: "\(sooner)")
    }
    guard let demand = arguments.distribution("demand").lattice?.cut(), demand.mean > 0,
      demand.probabilities.count * (later + 1) <= 20_000
    else {
      throw .impossibleInput(
        name: "demand", expected: "some demand in whole units, 20,000 over the lead time at most",
        found: "another distribution")
    }
    let problem = DualSourcing(
      costs: Newsvendor(
        holdingCost: arguments.number("holding_cost"),
        stockoutCost: arguments.number("stockout_cost")),
      regularCost: regular, expeditedCost: expedited, regularLeadTime: later,
      expeditedLeadTime: sooner, demand: demand)
    guard let policy = problem.bestDualIndex() else {
      throw .noSolution(
        reason:
          "too many states of the orders on the way: expected a smaller demand, or lead times "
          + "fewer periods apart")
    }
    let single = problem.singleSourceCosts
    return [
      "dual_index_expedited_level": .whole(policy.expeditedLevel),
      "dual_index_regular_level": .whole(policy.regularLevel),
      "dual_index_cost": .number(policy.cost), "expedited_share": .number(policy.expeditedShare),
      "cost_regular_only": .number(single.regular),
      "cost_expedited_only": .number(single.expedited),
      "optimal_cost": problem.leastCost().map(SolveValue.number) ?? .none,
    ]
  }
]
