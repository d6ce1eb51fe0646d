import RestockInventory
import Testing

@Suite("Classes of items")
struct ClassificationTests {
  @Test("the item that crosses a threshold still belongs to the better class")
  func abc() {
    #expect(ABCClass.classify(values: [790, 20, 140, 49, 1]) == [.a, .c, .a, .b, .c])
    #expect(ABCClass.classify(values: [800, 150, 50]) == [.a, .b, .c])
  }

  @Test("without value every item is C")
  func noValue() {
    #expect(ABCClass.classify(values: [0, 0]) == [.c, .c])
    #expect(ABCClass.classify(values: []) == [])
    #expect(ABCClass.classify(values: [5, 0, -3]) == [.a, .c, .c])
  }

  @Test("equal values keep their order")
  func ties() {
    #expect(
      ABCClass.classify(values: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]).map(\.rawValue).joined()
        == "AAAAAAAABB")
  }

  @Test("steadiness by the coefficient of variation")
  func xyz() {
    #expect(XYZClass.classify(mean: 10, standardDeviation: 5) == .x)
    #expect(XYZClass.classify(mean: 10, standardDeviation: 9) == .y)
    #expect(XYZClass.classify(mean: 10, standardDeviation: 11) == .z)
    #expect(XYZClass.classify(mean: 0, standardDeviation: 0) == .z)
  }
}
