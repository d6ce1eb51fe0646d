extension FileProfile {
  /// Restock's own layout of each kind of file, with the headers that common exports use instead.
  public static func canonical(_ kind: FileKind) -> FileProfile {
    switch kind {
    case .sales: sales
    case .stock: stock
    case .stockHistory: stockHistory
    case .openOrders: openOrders
    case .items: items
    case .suppliers: suppliers
    case .receipts: receipts
    case .events: events
    case .series: series
    case .overrides: overrides
    }
  }

  private static func sku(required: Bool = true) -> Column {
    Column(
      .sku, required: required,
      [
        "Item", "Item SKU", "Item Code", "Item ID", "Item No", "Item Number", "StockCode",
        "Product", "Product Code", "Product ID", "Product SKU", "Variant SKU", "Lineitem sku",
        "Merchant SKU", "Seller SKU", "Article", "Article Number", "Article No", "Material",
        "Part", "Part Number", "Part No", "SKU Code", "SKU ID", "ItemNumber",
      ],
      weak: ["ID", "Series", "Series ID", "unique_id", "Code", "Brand", "Key"])
  }

  private static let location = Column(
    .location,
    [
      "Store", "Store ID", "Warehouse", "Warehouse ID", "Warehouse Code", "Site", "Branch",
      "Location Code", "Location ID", "Location Name", "Shop", "Outlet", "Depot", "Plant",
    ])

  private static let supplier = [
    "Vendor", "Supplier Code", "Supplier ID", "Supplier Name", "Vendor Code", "Vendor ID",
    "Vendor Name",
  ]

  private static let orderID = [
    "Order", "Order Number", "Order No", "Invoice", "Invoice No", "Invoice Number", "Invoice ID",
    "PO", "PO Number", "PO No", "Purchase Order", "Transaction ID", "Receipt ID", "Sales Order",
    "Order Reference", "amazon-order-id",
  ]

  private static let sales = FileProfile(
    kind: .sales,
    columns: [
      sku(),
      Column(
        .date, required: true,
        [
          "Order Date", "Invoice Date", "InvoiceDate", "Sale Date", "Sales Date",
          "Transaction Date", "Received date", "Processed Date",
          "Purchase Date", "Created at", "Date Sold", "Day", "Week", "Month", "Period",
          "Week Start", "Week Starting", "Datetime", "Timestamp", "ds", "Order Datetime",
        ],
        weak: ["t", "h", "Time", "Step", "Year", "Quarter"]),
      Column(
        .quantity, required: true,
        [
          "Qty", "Units", "Units Sold", "Quantity Sold", "Qty Sold", "Sold", "Sold Quantity",
          "Sales Quantity", "Sales Units", "Unit Sales", "Quantity Purchased", "Lineitem quantity",
          "Order Quantity", "Quantity Ordered", "Demand",
        ],
        weak: ["Value", "Sales", "y", "Volume", "Count", "Amount"]),
      location,
      Column(.channel, ["Sales Channel", "Source", "Marketplace", "Platform"]),
      Column(
        .price,
        ["Unit Price", "Selling Price", "Sale Price", "Sell Price", "Item Price", "Price Each"]),
      Column(.inStock, ["Available", "Is In Stock", "Availability", "Stock Flag"]),
      Column(
        .promotion, ["Promo", "Promoted", "On Promotion", "onpromotion", "Is Promo", "Campaign"]),
      Column(.orderID, orderID),
      Column(
        .customer,
        ["Customer ID", "Customer No", "Customer Number", "Customer Name", "Buyer", "Email"]),
    ])

  private static let stock = FileProfile(
    kind: .stock,
    columns: [
      sku(),
      Column(
        .onHand, required: true,
        [
          "Stock", "Stock Level", "Stock On Hand", "Quantity On Hand", "Qty On Hand", "On Hand Qty",
          "On Hand Quantity", "Current Stock", "Current Quantity", "In Stock Quantity", "SOH",
          "Inventory", "Inventory Level", "Inventory Quantity", "Variant Inventory Qty",
          "On hand (current)", "End Inventory", "afn-fulfillable-quantity", "Physical Stock",
        ],
        weak: ["Quantity", "Qty", "Units", "Level", "Available"]),
      location,
      Column(.backordered, ["Backorder", "Backorders", "Back Orders", "Back Ordered"]),
      Column(.allocated, ["Reserved", "Committed", "Allocated Quantity"]),
      Column(.asOf, ["Snapshot Date", "Stock Date", "Count Date", "Counted"], weak: ["Date"]),
      Column(.expires, ["Expiry", "Expiry Date", "Expiration Date", "Best Before", "Use By"]),
      Column(.incoming, ["On Order", "Inbound", "In Transit", "Due In", "Quantity On Order"]),
    ])

  private static let stockHistory = FileProfile(
    kind: .stockHistory,
    columns: [
      sku(),
      Column(
        .date, required: true, ["Stock Date", "Snapshot Date", "Day", "Week", "Month"],
        weak: ["t", "Period", "Step"]),
      Column(
        .onHand, ["Stock", "Stock Level", "Stock On Hand", "Quantity On Hand", "Inventory"],
        weak: ["Quantity", "Qty", "Units"]),
      Column(.inStock, ["Is In Stock", "Availability"], weak: ["Available"]),
      location,
    ])

  private static let openOrders = FileProfile(
    kind: .openOrders,
    columns: [
      sku(),
      Column(
        .quantity, required: true,
        [
          "Qty", "Units", "Outstanding", "Outstanding Quantity", "Quantity Outstanding",
          "Open Quantity", "Remaining", "Remaining Quantity", "On Order", "Order Quantity",
        ],
        weak: ["Quantity Ordered"]),
      Column(
        .expected,
        [
          "Expected Date", "ETA", "Due", "Due Date", "Delivery Date", "Expected Delivery",
          "Expected Receipt", "Promised", "Promised Date", "Arrival Date",
        ]),
      Column(.supplier, supplier),
      Column(.orderID, orderID),
      Column(
        .ordered, ["Order Date", "Ordered Date", "Ordered On", "PO Date", "Created Date"],
        weak: ["Date"]),
      location,
    ])

  private static let items = FileProfile(
    kind: .items,
    columns: [
      sku(),
      Column(.description, ["Title", "Item Name", "Product Name", "Item Title"], weak: ["Name"]),
      Column(
        .category, ["Product Group", "Group", "Department", "Product Category", "Family"],
        weak: ["Type"]),
      Column(.status, ["State", "Lifecycle"]),
      Column(.supplier, supplier),
      Column(.preferred, ["Is Preferred", "Default Supplier", "Preferred Supplier"]),
      Column(
        .supplierSKU,
        [
          "Supplier Part No", "Supplier Part Number", "Vendor SKU",
          "Vendor Part Number", "Supplier Item Code", "Vendor Reference",
        ]),
      Column(
        .unitCost,
        [
          "Cost", "Cost Price", "Purchase Price", "Buy Price", "Cost per item",
          "Landed Cost", "Unit Cost Price",
        ]),
      Column(.priceBreaks, ["Tier Prices", "Quantity Breaks"]),
      Column(
        .price,
        [
          "Unit Price", "Selling Price", "Sale Price", "Retail Price",
          "Variant Price", "RRP",
        ]),
      Column(
        .minimumOrderQuantity,
        [
          "Min Order Qty", "Minimum Order Quantity",
          "Min Order Quantity", "Supplier Minimum Order Quantity", "Minimum Order",
        ]),
      Column(
        .packSize,
        [
          "Units Per Pack", "Pack", "Pack Qty", "Pack Quantity", "Case Size",
          "Case Pack", "Case Quantity", "Supplier Pack Size", "Order Multiple", "Lot Size",
        ]),
      Column(.palletSize, ["Units Per Pallet", "Pallet Quantity", "Pallet Qty"]),
      Column(.available, ["Deliverable", "Supplier In Stock"]),
      Column(.maxStock, ["Maximum Stock", "Max Inventory"]),
      Column(.orderCost, ["Fixed Order Cost", "Ordering Cost", "Cost Per Order"]),
      Column(.holdingRate, ["Holding Cost Rate", "Carrying Rate", "Carrying Cost Rate"]),
      Column(.shortageCost, ["Stockout Cost", "Penalty Cost"]),
      Column(.service, ["Service Level", "Service Target", "Target Service Level"]),
      Column(.unmet, ["Unmet Demand"]),
      Column(
        .leadTimeDays, ["Lead Time", "Leadtime", "Expected Lead Time Days"],
        scaled: ["Lead Time Weeks": 7, "Lead Time in Weeks": 7]),
      Column(.shelfLifeDays, ["Shelf Life"], scaled: ["Shelf Life Weeks": 7]),
      Column(.weight, ["Unit Weight", "Weight kg"]),
      Column(.volume, ["Unit Volume"]),
      Column(.substitute, ["Substitute For", "Alternative"]),
      Column(.successorOf, ["Replaces", "Supersedes", "Predecessor"]),
      Column(.bundleOf, ["Components", "Kit Of"]),
      Column(.launchDate, ["Launch", "Launched", "Introduced", "Date Introduced"]),
      Column(.minimum, ["Minimum Level", "Min Level", "Min Quantity", "Reorder Point"]),
      Column(.maximum, ["Maximum Level", "Max Level", "Max Quantity"]),
    ])

  private static let suppliers = FileProfile(
    kind: .suppliers,
    columns: [
      Column(.supplier, required: true, supplier, weak: ["Code", "ID"]),
      Column(.name, ["Company", "Company Name"]),
      Column(.leadTimeDays, ["Lead Time", "Leadtime"], scaled: ["Lead Time Weeks": 7]),
      Column(
        .leadTimeStandardDeviationDays, ["Lead Time SD", "Lead Time Standard Deviation"],
        scaled: ["Lead Time SD Weeks": 7]),
      Column(.leadTimeIn, ["Lead Time Unit", "Lead Time Counts"]),
      Column(.reviewDays, ["Review Period", "Review Period Days", "Order Cycle Days"]),
      Column(.minimumOrderValue, ["Minimum Order Value", "MOV", "Min Purchase Budget"]),
      Column(.containerWeight, ["Container Weight Capacity", "Container Payload"]),
      Column(.containerVolume, ["Container Volume Capacity", "Container Capacity"]),
      Column(.deliveryCost, ["Cost Per Delivery", "Freight Per Order", "Shipping Per Order"]),
      Column(.orderCost, ["Fixed Order Cost", "Ordering Cost"]),
      Column(.currency, ["Currency Code"]),
      Column(.orderWeekday, ["Order Day", "Ordering Day"]),
    ])

  private static let receipts = FileProfile(
    kind: .receipts,
    columns: [
      Column(.supplier, required: true, supplier),
      Column(
        .ordered, required: true,
        ["Order Date", "Ordered Date", "Ordered On", "PO Date", "Date Ordered"]),
      Column(
        .received, required: true,
        [
          "Received Date", "Receipt Date", "Date Received", "Received On", "Delivered",
          "Delivery Date", "Delivered Date",
        ]),
      sku(required: false),
      Column(.orderID, orderID),
      Column(
        .promised,
        [
          "Promised Date", "Due Date", "Expected", "Expected Date",
          "Scheduled Delivery Date",
        ]),
      Column(.quantityOrdered, ["Ordered Quantity", "Qty Ordered"], weak: ["Quantity", "Qty"]),
      Column(.quantityReceived, ["Received Quantity", "Qty Received", "Quantity Delivered"]),
    ])

  private static let events = FileProfile(
    kind: .events,
    columns: [
      Column(.date, required: true, ["Start", "Start Date", "From"], weak: ["Day"]),
      Column(.event, required: true, ["Event Name", "Holiday", "Promotion"], weak: ["Name"]),
      Column(.endDate, ["End", "To", "Until"]),
      sku(required: false),
      Column(.category, ["Product Group", "Group", "Department"]),
      Column(.uplift, ["Factor", "Multiplier", "Lift"]),
      Column(.supplier, supplier),
      Column(.repeats, ["Repeat", "Recurs", "Recurrence"]),
    ])

  private static let series = FileProfile(
    kind: .series,
    columns: [
      sku(),
      location,
      Column(.seasonLength, ["Season", "Seasonality", "Season Lengths", "Seasonal Period"]),
      Column(.horizon, ["Forecast Horizon"], weak: ["h"]),
      Column(.group, [], weak: ["Category"]),
      Column(.scaleLag, ["MASE Lag", "Scaling Lag"]),
    ])

  private static let overrides = FileProfile(
    kind: .overrides,
    columns: [
      sku(),
      location,
      Column(.overrideField, required: true, ["Override", "What", "Setting"]),
      Column(.value, ["Override Value", "New Value"]),
      Column(.reason, ["Why", "Comment", "Note", "Notes"]),
      Column(.until, ["Valid Until", "Expires", "End", "End Date", "To"]),
    ])
}
