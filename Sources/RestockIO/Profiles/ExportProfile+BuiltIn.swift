internal import Glibc
public import RestockRecords

extension ExportProfile {
  /// The layouts that come with Restock; of two that a file fits, the first is taken.
  public static let builtIn: [ExportProfile] = builtInTexts.map { name, text in
    do throws(InputError) {
      return try ExportProfile(text: text, file: name)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// The layouts that come with Restock, as they are written down.
  public static let builtInTexts = resources.map { name, bytes in
    (name: name, text: String(decoding: bytes, as: UTF8.self))
  }

  /// How a layout is written down, for people: lines of comment.
  public static let format = String(decoding: PackageResources.FORMAT_txt, as: UTF8.self)

  private static let resources: [(name: String, bytes: [UInt8])] = [
    ("shopify-orders", PackageResources.shopify_orders_yaml),
    ("shopify-inventory", PackageResources.shopify_inventory_yaml),
    ("shopify-products", PackageResources.shopify_products_yaml),
    ("shopify-products-stock", PackageResources.shopify_products_stock_yaml),
    ("shopify-inventory-by-location", PackageResources.shopify_inventory_by_location_yaml),
    ("amazon-all-orders", PackageResources.amazon_all_orders_yaml),
    ("amazon-restock", PackageResources.amazon_restock_yaml),
    ("amazon-restock-items", PackageResources.amazon_restock_items_yaml),
    ("amazon-inventory-planning", PackageResources.amazon_inventory_planning_yaml),
    ("amazon-manage-inventory", PackageResources.amazon_manage_inventory_yaml),
    ("woocommerce-products", PackageResources.woocommerce_products_yaml),
    ("woocommerce-products-stock", PackageResources.woocommerce_products_stock_yaml),
    ("woocommerce-order-items", PackageResources.woocommerce_order_items_yaml),
    ("woocommerce-orders", PackageResources.woocommerce_orders_yaml),
    ("woocommerce-advanced-orders", PackageResources.woocommerce_advanced_orders_yaml),
    ("linnworks-stock", PackageResources.linnworks_stock_yaml),
    ("linnworks-inventory", PackageResources.linnworks_inventory_yaml),
    ("linnworks-open-orders", PackageResources.linnworks_open_orders_yaml),
    ("linnworks-processed-orders", PackageResources.linnworks_processed_orders_yaml),
    ("linnworks-purchase-orders", PackageResources.linnworks_purchase_orders_yaml),
    ("linnworks-purchase-costs", PackageResources.linnworks_purchase_costs_yaml),
    ("purchase-order-history", PackageResources.purchase_order_history_yaml),
    ("purchase-order-receipts", PackageResources.purchase_order_receipts_yaml),
  ]

  /// The profiles in a folder: its files that end in `.yaml`, in the order of their names.
  ///
  /// - Throws: Where the folder cannot be read, holds none, or one of them is not right.
  public static func read(folder: String) throws(InputError) -> [ExportProfile] {
    guard let names = fileNames(in: folder) else {
      throw InputError(
        at: Place(file: folder), "it is no folder that can be read",
        remedy: "name a folder of profiles, text files that end in .yaml")
    }
    var profiles: [ExportProfile] = []
    for name in names where name.hasSuffix(".yaml") {
      let path = folder + "/" + name
      let file = try InputFile(path)
      let bytes = UnsafeBufferPointer(start: file.bytes.base, count: file.bytes.count)
      profiles.append(try ExportProfile(text: String(decoding: bytes, as: UTF8.self), file: path))
    }
    if profiles.isEmpty {
      throw InputError(at: Place(file: folder), "it holds no file that ends in .yaml")
    }
    return profiles
  }
}

/// The names in a folder, sorted; nil where it cannot be read.
func fileNames(in folder: String) -> [String]? {
  guard let directory = opendir(folder) else { return nil }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
      field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}
