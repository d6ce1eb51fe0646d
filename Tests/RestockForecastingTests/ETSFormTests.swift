import RestockForecasting
import Testing

@Suite("forms of exponential smoothing")
struct ETSFormTests {
  @Test(
    "a form is understood however it is written",
    arguments: ["MAdM", "M,Ad,M", "ets(M,Ad,M)", "ETS(M, Ad, M)", "madm"])
  func parsing(text: String) {
    #expect(
      ETSForm(text)
        == ETSForm(error: .multiplicative, trend: .additiveDamped, seasonal: .multiplicative))
  }

  @Test(
    "what names none of the fifteen is nil",
    arguments: ["", "A", "AN", "ANX", "XNN", "ANNN", "AMN", "AAM", "ets(A,N,M)", "ets(ANN", "ZZZ"])
  func unknown(text: String) {
    #expect(ETSForm(text) == nil)
  }

  @Test("there are fifteen, each of which reads back from its description")
  func descriptions() {
    #expect(Set(ETSForm.all).count == 15)
    for form in ETSForm.all { #expect(ETSForm(form.description) == form) }
  }

  /// R's `ets` counts weights, starting states less one seasonal, and the variance.
  @Test(
    "parameters are counted as R does",
    arguments: [("ANN", 3), ("AAN", 5), ("AAdN", 6), ("MNM", 15), ("AAA", 17), ("MAdM", 18)])
  func parameters(text: String, count: Int) throws {
    #expect(try #require(ETSForm(text)).parameterCount(seasonLength: 12) == count)
  }
}
