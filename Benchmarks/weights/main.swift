import RestockForecasting
import RestockNumerics

// What the weights of the average that `auto` uses are learned from. Reads a series a line on standard
// input, "season horizon value value ...", and writes for each, on one line, the features, the members'
// distances and their forecasts, member by member; nan where there are none. An empty line for a series
// that is too short.

private func lesson(_ line: String) -> String {
  let fields = line.split(separator: " ")
  guard fields.count > 2, let season = Int(fields[0]), let horizon = Int(fields[1]),
    let series = try? DemandSeries(
      demand: fields[2...].compactMap { Double($0) }, seasonLengths: season > 1 ? [season] : []),
    let (evidence, means) = try? BusinessAverage().lesson(series, horizon: horizon),
    let evidence
  else { return "" }
  var values = evidence.features
  values += evidence.distances.map { $0 ?? .nan }
  for own in means { values += own ?? ContiguousArray(repeating: .nan, count: horizon) }
  return values.map { "\(Float($0))" }.joined(separator: " ")
}

var lines: [String] = []
while let line = readLine() { lines.append(line) }
private let all = lines
for line in parallelMap(count: all.count, threads: 2, { lesson(all[$0]) }) { print(line) }
