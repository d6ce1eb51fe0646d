import ArgumentParser

/// The input files, by kind.
struct InputOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Sales: sku, date, quantity; also location, channel, price, in_stock, promotion, order_id, "
        + "customer. Transactions or already summed, long or wide; or exports of orders of Shopify, "
        + "Amazon, WooCommerce and Linnworks, where an order in two files counts once, as the later "
        + "named has it. Promotions, and prices of "
        + "sales already summed, move forecasts; rows from --as-of on without a quantity say what "
        + "is planned (no such row: promoted as in the last year, the price of late).",
      valueName: "file"))
  var sales: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Stock: sku, on_hand; also location, backordered, allocated, as_of, expires, incoming. "
        + "Without it on hand counts as 0. Or an export of stock, inventory or products of those "
        + "programs.", valueName: "file"))
  var stock: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Stock history: sku, date and on_hand or in_stock; long or wide. Demand while out of stock "
        + "is unknown, not zero.", valueName: "file"))
  var stockHistory: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Open orders: sku, quantity still to come; also expected, supplier, order_id, ordered, "
        + "location. Or purchase orders of Linnworks and others, less what came.", valueName: "file"
    ))
  var openOrders: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Items: sku; also description, category, status, supplier, unit_cost, price, moq, "
        + "pack_size, max_stock, service, lead_time_days, ... Or an export of products.",
      valueName: "file"))
  var items: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Suppliers: supplier; also lead_time_days, lead_time_sd_days, lead_time_in (working or "
        + "calendar days), review_days, "
        + "min_order_value, order_cost, currency, order_weekday.", valueName: "file"))
  var suppliers: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Receipts: supplier, ordered, received; also sku, order_id, promised, quantities. They teach "
        + "lead times.", valueName: "file"))
  var receipts: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Events: date, event; also end_date, sku, category, uplift (a factor on demand), repeats "
        + "(yearly); with a supplier (* for all) its shutdown, or with an uplift its season of longer "
        + "lead times.",
      valueName: "file"))
  var events: [String] = []
}
