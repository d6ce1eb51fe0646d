/// A row that is wrong on purpose, in one of the ways of real exports.
package struct DirtyRow: Sendable, Hashable {
  package let kind: Kind
  package let file: String
  /// From 1, the header's.
  package let line: Int
  package let sku: String
  package let column: String
  /// What the cell says, and what it should say; empty where the whole row should not be there.
  package let written: String
  package let truth: String

  /// The ways.
  package enum Kind: String, CaseIterable, Sendable, Hashable {
    /// The SKU in small letters.
    case skuCase = "sku-case"
    /// The SKU with spaces after it.
    case trailingSpaces = "trailing-spaces"
    /// A sale ten years too late.
    case dateFarFuture = "date-far-future"
    case quantityUnreadable = "quantity-unreadable"
    case quantityEmpty = "quantity-empty"
    /// The price in the column of the quantity.
    case priceAsQuantity = "price-as-quantity"
    /// A sale of an SKU that the items file does not have: not in the truth at all.
    case skuNotInItems = "sku-not-in-items"
    /// A receipt that is there twice.
    case receiptDuplicate = "receipt-duplicate"
    /// The dates of a receipt exchanged.
    case receivedBeforeOrdered = "received-before-ordered"
    /// Stock below zero.
    case stockNegative = "stock-negative"

    /// How many of them a shop has.
    var count: Int {
      switch self {
      case .skuCase, .trailingSpaces: 3
      case .quantityUnreadable, .quantityEmpty, .priceAsQuantity, .skuNotInItems,
        .receiptDuplicate, .receivedBeforeOrdered:
        2
      case .dateFarFuture, .stockNegative: 1
      }
    }
  }
}
