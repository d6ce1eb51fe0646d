public import RestockIO
internal import RestockNumerics
public import RestockPlanning
internal import RestockRecords

/// `forecasts.csv` of an evaluation: one row for each series, period and model, and with rolling
/// origins for each origin, with what came.
public enum EvaluationForecastsTable {
  /// Forecasts formatted by one thread at a time.
  private static let chunk = 256

  /// The header for these probabilities.
  public static func header(quantiles: [Double], hasOrigin: Bool) -> [String] {
    ForecastsTable.header(quantiles: quantiles) + ["chosen"] + (hasOrigin ? ["origin"] : [])
      + ["actual"]
  }

  /// The rows of one model at one origin, in chunks.
  ///
  /// - Parameters:
  ///   - batch: The forecasts.
  ///   - hasOrigin: Whether the rows say at which origin they were made.
  ///   - threads: Threads that format.
  /// - Returns: The chunks, in order.
  public static func chunks(
    of batch: EvaluationBatch, hasOrigin: Bool, threads: Int
  ) -> [TableWriter] {
    let count = batch.forecasts.count
    return parallelMap(count: (count + chunk - 1) / chunk, threads: threads, chunk: 1) { part in
      var table = TableWriter()
      for i in part * chunk..<min(count, (part + 1) * chunk) {
        append(batch.forecasts[i], of: batch, hasOrigin: hasOrigin, to: &table)
      }
      return table
    }
  }

  private static func append(
    _ scored: EvaluationForecast, of batch: EvaluationBatch, hasOrigin: Bool,
    to table: inout TableWriter
  ) {
    let forecast = scored.forecast
    for i in forecast.means.indices {
      table.text(forecast.key.sku)
      table.text(forecast.key.location)
      append(forecast.firstBucket + i, batch.buckets, to: &table)
      table.decimal(forecast.means[i], places: 4)
      for quantile in forecast.quantiles { table.decimal(quantile[i], places: 2) }
      table.text(batch.model)
      table.text(forecast.model)
      if hasOrigin { append(forecast.firstBucket, batch.buckets, to: &table) }
      // Sums are kept in single precision: the shortest decimal of those digits is what was read.
      table.number(scored.outcomes[i].flatMap { Double(Float($0).description) })
      table.endRow()
    }
  }

  private static func append(
    _ bucket: Int, _ buckets: BucketCalendar, to table: inout TableWriter
  ) {
    if buckets.size == .step {
      table.integer(bucket)
    } else {
      table.day(buckets.firstDay(of: bucket))
    }
  }
}
