internal import RestockRecords

extension RowFindings.Kind {
  private static func unused(_ name: String, _ treatment: String = "the row is not used") -> Self {
    Self(severity: .error, name: name, treatment: treatment)
  }

  private static func unknown(_ name: String) -> Self {
    Self(severity: .warning, name: name, treatment: "the demand of its period is unknown")
  }

  static let unreadableQuantity = unknown("unreadable-quantity")
  static let ambiguousQuantity = unknown("ambiguous-number")
  static let emptyQuantity = unknown("empty-quantity")
  static let impossibleQuantity = unknown("impossible-quantity")
  static let missingKey = unused("missing-key")
  static let emptyDate = unused("empty-date")
  static let unreadableDate = unused("unreadable-date")
  static let distantDate = unused("distant-date")
  static let surplusCells = unused("too-many-cells")
  static let ignoredReturn = Self(
    severity: .note, name: "return-ignored", treatment: "the row is not used, as asked")
  static let missingCells = Self(
    severity: .warning, name: "too-few-cells",
    treatment: "the missing cells are taken as empty")
  static let unreadableValue = Self(
    severity: .warning, name: "unreadable-value", treatment: "the cell is taken as empty")
  static let duplicatePeriod = Self(
    severity: .warning, name: "duplicate-key", treatment: "the quantities are added up")
  static let fractionalQuantity = Self(
    severity: .warning, name: "fractional-quantity", treatment: "used as it is")
  static let futureDate = Self(
    severity: .warning, name: "future-date", treatment: "used as it is")
  static let textAfterQuote = Self(
    severity: .note, name: "text-after-quote", treatment: "taken as part of the cell")
}
