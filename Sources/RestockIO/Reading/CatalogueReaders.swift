public import RestockRecords

extension InputReader {
  /// Reads items, a row an SKU or one per SKU and supplier, and suppliers.
  ///
  /// - Parameters:
  ///   - items: The items files, or none.
  ///   - suppliers: The suppliers files, or none.
  /// - Returns: Items and suppliers by key, and the terms of each SKU, the preferred first.
  /// - Throws: Where a file cannot be used at all.
  public mutating func catalogue(
    items: [String], suppliers: [String]
  ) throws(InputError) -> Catalogue {
    var catalogue = Catalogue()
    for path in items { try readItems(path, into: &catalogue) }
    for path in suppliers { try readSuppliers(path, into: &catalogue) }
    for (sku, terms) in catalogue.terms where terms.count > 1 {
      // The order of the file stays among those that are, and those that are not.
      catalogue.terms[sku] = terms.filter(\.isPreferred) + terms.filter { !$0.isPreferred }
    }
    return catalogue
  }

  private mutating func readItems(
    _ path: String, into catalogue: inout Catalogue
  ) throws(InputError) {
    let before = catalogue.items.count
    let rows = try TableRows(path, kind: .items, reader: self)
    var items = catalogue.items
    var allTerms = catalogue.terms
    var usable = 0
    try rows.read(&self) { row, findings in
      guard let sku = row.key(.sku, &findings) else { return }
      usable += 1
      let supplier = row.text(.supplier)
      let isKnown = allTerms[sku]?.contains { $0.supplier == supplier } == true
      if isKnown {
        findings.add(.duplicateItem, line: row.line, sku: sku) {
          "more than one row for SKU and supplier '\(supplier)'"
        }
      } else {
        allTerms[sku, default: []].append(row.terms(sku, supplier, &findings))
      }
      // What does not depend on the supplier is filled in by later rows where a former left it out.
      if items[sku] == nil || !isKnown {
        row.complete(&items[sku, default: ItemRecord(sku: sku, place: row.place())], &findings)
      }
    }
    catalogue.items = items
    catalogue.terms = allTerms
    try requireRows(usable > 0 || items.count > before || rows.leavesRowsOut, path)
  }

  private mutating func readSuppliers(
    _ path: String, into catalogue: inout Catalogue
  ) throws(InputError) {
    let rows = try TableRows(path, kind: .suppliers, reader: self)
    var suppliers = catalogue.suppliers
    var usable = 0
    try rows.read(&self) { row, findings in
      guard let key = row.key(.supplier, &findings) else { return }
      usable += 1
      if suppliers[key] != nil {
        findings.add(.duplicateItem, line: row.line) { "more than one row for supplier '\(key)'" }
        return
      }
      var supplier = SupplierRecord(supplier: key, place: row.place())
      supplier.name = row.text(.name)
      supplier.leadTimeDays = row.amount(.leadTimeDays, &findings)
      supplier.leadTimeStandardDeviationDays = row.amount(
        .leadTimeStandardDeviationDays, &findings)
      supplier.countsWorkingDays = row.countsWorkingDays(&findings)
      supplier.reviewDays = row.amount(.reviewDays, &findings)
      supplier.minimumOrderValue = row.amount(.minimumOrderValue, &findings)
      supplier.containerWeight = row.positive(.containerWeight, &findings)
      supplier.containerVolume = row.positive(.containerVolume, &findings)
      supplier.deliveryCost = row.amount(.deliveryCost, &findings)
      supplier.orderCost = row.amount(.orderCost, &findings)
      supplier.currency = row.text(.currency)
      supplier.orderWeekday = row.weekday(.orderWeekday, &findings)
      suppliers[key] = supplier
    }
    catalogue.suppliers = suppliers
    try requireRows(usable > 0 || rows.leavesRowsOut, path)
  }
}

extension TableRow {
  /// The terms of supply in a row of an items file.
  fileprivate func terms(
    _ sku: String, _ supplier: String, _ findings: inout RowFindings
  ) -> SupplyTerms {
    var terms = SupplyTerms(sku: sku, supplier: supplier)
    terms.isPreferred = preferred(supplier)
    terms.supplierSKU = text(.supplierSKU)
    terms.unitCost = amount(.unitCost, &findings)
    terms.priceBreaks = priceBreaks(&findings)
    terms.minimumOrderQuantity = amount(.minimumOrderQuantity, &findings)
    terms.packSize = positive(.packSize, &findings)
    terms.palletSize = positive(.palletSize, &findings)
    terms.isAvailable = slotOf[.available].flatMap { SalesCells.flag(cells[$0]) } ?? true
    terms.orderCost = amount(.orderCost, &findings)
    terms.leadTimeDays = amount(.leadTimeDays, &findings)
    return terms
  }

  /// Whether `preferred` says yes, or names this supplier.
  private func preferred(_ supplier: String) -> Bool {
    guard let slot = slotOf[.preferred] else { return false }
    let name = text(.preferred)
    return SalesCells.flag(cells[slot]) ?? (!name.isEmpty && name == supplier)
  }

  /// Fills in what an item does not have yet.
  fileprivate func complete(_ item: inout ItemRecord, _ findings: inout RowFindings) {
    func fill(_ value: inout String, _ field: Field) { if value.isEmpty { value = text(field) } }
    func fill(_ value: inout Double?, _ field: Field) {
      if value == nil { value = amount(field, &findings) }
    }
    fill(&item.description, .description)
    fill(&item.category, .category)
    let status = text(.status).lowercased()
    if ["inactive", "discontinued", "archived", "no", "false", "0"].contains(status) {
      item.isActive = false
    } else if !["", "active", "yes", "true", "1"].contains(status) {
      findings.add(.unknownStatus, column: header(.status), line: line, sku: item.sku) {
        "expected active or inactive, found '\(status.prefix(60))'"
      }
    }
    fill(&item.price, .price)
    fill(&item.maxStock, .maxStock)
    fill(&item.holdingRate, .holdingRate)
    fill(&item.shortageCost, .shortageCost)
    fill(&item.shelfLifeDays, .shelfLifeDays)
    fill(&item.weight, .weight)
    fill(&item.volume, .volume)
    fill(&item.minimum, .minimum)
    fill(&item.maximum, .maximum)
    fill(&item.substitute, .substitute)
    fill(&item.successorOf, .successorOf)
    fill(&item.bundleOf, .bundleOf)
    if item.launchDate == nil { item.launchDate = day(.launchDate, &findings) }
    if item.service == nil, !text(.service).isEmpty { item.service = text(.service) }
    if item.unmet == nil, !text(.unmet).isEmpty { item.unmet = text(.unmet) }
  }

  /// A number above zero.
  fileprivate func positive(_ field: Field, _ findings: inout RowFindings) -> Double? {
    guard let number = amount(field, &findings) else { return nil }
    if number > 0 { return number }
    findings.add(.unreadableValue, column: header(field), line: line, sku: text(.sku)) {
      "expected a number above zero, found \(text(field))"
    }
    return nil
  }

  /// Price breaks, written `100:4.50; 500:4.20`, ascending by quantity.
  private func priceBreaks(_ findings: inout RowFindings) -> [SupplyTerms.PriceBreak] {
    let text = text(.priceBreaks)
    if text.isEmpty { return [] }
    var breaks: [SupplyTerms.PriceBreak] = []
    let parser = NumberParser(mark: conventions.decimal)
    func number(_ text: Substring) -> Double? {
      let cell = Array(text.utf8)
      let value = cell.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { parser.parse($0, buffer.count) } ?? .empty
      }
      if case .number(let number) = value, number >= 0 { return number }
      return nil
    }
    for part in text.split(whereSeparator: { $0 == ";" || $0 == "|" }) {
      let pair = part.split(whereSeparator: { $0 == ":" || $0 == "=" || $0 == "@" })
      guard pair.count == 2, let quantity = number(pair[0]), let cost = number(pair[1]) else {
        findings.add(
          .unreadableValue, column: header(.priceBreaks), line: line, sku: self.text(.sku)
        ) { "expected price breaks as 100:4.50; 500:4.20, found '\(text.prefix(60))'" }
        return []
      }
      breaks.append(SupplyTerms.PriceBreak(quantity: quantity, unitCost: cost))
    }
    return breaks.sorted { $0.quantity < $1.quantity }
  }

  /// A weekday, by its English name or its first three letters, or as 1 (Monday) to 7.
  /// Whether a supplier's lead times count working days; calendar days where nothing is said.
  fileprivate func countsWorkingDays(_ findings: inout RowFindings) -> Bool {
    let name = text(.leadTimeIn).lowercased()
    if name.isEmpty || name.hasPrefix("calendar") || name == "days" { return false }
    if name.hasPrefix("working") || name.hasPrefix("business") { return true }
    findings.add(.unreadableValue, column: header(.leadTimeIn), line: line) {
      "expected working or calendar, found '\(name.prefix(60))'"
    }
    return false
  }

  fileprivate func weekday(_ field: Field, _ findings: inout RowFindings) -> Weekday? {
    let name = text(field).lowercased()
    if name.isEmpty { return nil }
    if let number = Int(name), let day = Weekday(rawValue: number) { return day }
    let day = Weekday.allCases.first { name.count >= 3 && "\($0)".hasPrefix(name) }
    if day == nil {
      findings.add(.unreadableValue, column: header(field), line: line) {
        "expected a day of the week, found '\(name.prefix(60))'"
      }
    }
    return day
  }
}

extension RowFindings.Kind {
  static let duplicateItem = Self(
    severity: .warning, name: "duplicate-key", treatment: "the first row is used")
  static let unknownStatus = Self(
    severity: .warning, name: "unknown-status", treatment: "taken as active")
}
