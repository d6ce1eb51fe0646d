/// Puts a straight line through each gap of `values`, where they are NaN; the first value is known, and
/// the last known one goes on to the end.
func interpolateUnknown(_ values: inout ContiguousArray<Double>) {
  var last = 0
  for t in values.indices where !values[t].isNaN {
    for gap in last + 1..<max(last + 1, t) {
      let share = Double(gap - last) / Double(t - last)
      values[gap] = values[last] + share * (values[t] - values[last])
    }
    last = t
  }
  for t in last + 1..<max(last + 1, values.count) { values[t] = values[last] }
}
