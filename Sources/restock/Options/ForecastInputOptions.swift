import ArgumentParser

/// The inputs that a forecast is made from.
struct ForecastInputOptions: ParsableArguments, InputFiles {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Sales: sku, date, quantity; also location, channel, price, in_stock, promotion, order_id, "
        + "customer. Transactions or already summed, long or wide; or exports of orders of Shopify, "
        + "Amazon, WooCommerce and Linnworks. Promotions, and prices of "
        + "sales already summed, move forecasts; rows from --as-of on without a quantity say what "
        + "is planned (no such row: promoted as in the last year, the price of late).",
      valueName: "file"))
  var sales: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Stock history: sku, date and on_hand or in_stock; long or wide. Demand while out of stock "
        + "is unknown, not zero.", valueName: "file"))
  var stockHistory: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Items: sku; also category, successor_of, launch_date.", valueName: "file"))
  var items: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Events: date, event; also end_date, sku, category, uplift (a factor on demand), repeats "
        + "(yearly).",
      valueName: "file"))
  var events: [String] = []

  var stock: [String] { [] }
  var openOrders: [String] { [] }
  var suppliers: [String] { [] }
  var receipts: [String] { [] }
}
