import RestockPlanning
import Synchronization

/// Wall and processor time of the stages of a run, for `run.json`.
final class StageTimer: Sendable {
  /// The time of one stage.
  struct Timing: Encodable {
    let stage: String
    /// Whether the stage runs on one thread.
    let serial: Bool
    let wallSeconds: Double
    let cpuSeconds: Double
  }

  private struct Open {
    let stage: String
    let serial: Bool
    let wall: Double
    let processor: Double
  }

  private let state = Mutex((open: Open?.none, done: [Timing]()))

  /// Ends the stage that is under way and begins another.
  func begin(_ stage: String, serial: Bool) {
    let next = Open(
      stage: stage, serial: serial, wall: Clock.wallSeconds, processor: Clock.processorSeconds)
    state.withLock { state in
      Self.close(&state)
      state.open = next
    }
  }

  /// The stages so far, the one under way included.
  func timings() -> [Timing] {
    state.withLock { state in
      Self.close(&state)
      return state.done
    }
  }

  private static func close(_ state: inout (open: Open?, done: [Timing])) {
    guard let open = state.open else { return }
    state.open = nil
    let wall = Clock.wallSeconds - open.wall
    let processor = Clock.processorSeconds - open.processor
    // A stage that comes again, as for each model, counts as one.
    let same = state.done.firstIndex { $0.stage == open.stage && $0.serial == open.serial }
    let before = same.map { state.done[$0] }
    let timing = Timing(
      stage: open.stage, serial: open.serial, wallSeconds: wall + (before?.wallSeconds ?? 0),
      cpuSeconds: processor + (before?.cpuSeconds ?? 0))
    if let same { state.done[same] = timing } else { state.done.append(timing) }
  }

  /// What the planner tells, as stages and progress.
  func observer(_ progress: Progress) -> Planner.Observer {
    Planner.Observer(
      begins: { stage in
        let isParallel = [.histories, .choosing, .items].contains(stage)
        self.begin(stage.rawValue, serial: !isParallel)
      },
      itemDone: { progress.add() })
  }
}
