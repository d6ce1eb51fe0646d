internal import RestockNumerics
public import RestockPlanning
internal import RestockRecords

/// `report.html`: a plan as one page that needs no network and, for what matters most, no script.
///
/// What is there without JavaScript: the totals, what to order (the largest orders, each with its
/// arithmetic), what runs out, open orders, overstock, suppliers with draft orders and texts to
/// send, classes, findings, and the most urgent items with their charts. The script adds the list of
/// all items, with search and sorting, and the details of any item in a dialog, drawn from data that
/// the page embeds.
public enum ReportPage {
  /// How much of a plan the page spells out; what is beyond the bounds is counted, and in the list
  /// of all items.
  public struct Options: Sendable, Hashable {
    /// The heading.
    public var title = "Restock plan"
    /// Rows at most of each list, the most important first.
    public var listed = 500
    /// Items at most whose data the page embeds, about 1.5 KB each.
    public var embedded = 6000
    /// Items at most whose details are there without a script.
    public var detailed = 12
    /// What a replay of policies found, to stand beside what the plan promises.
    public var replay: ReplayRecord?
    /// The version that made the page; empty leaves it out.
    public var version = ""
    /// Threads that format items.
    public var threads = 1

    /// The defaults.
    public init() {}
  }

  /// The page.
  ///
  /// - Parameters:
  ///   - plan: What was planned.
  ///   - inputs: What it was planned from: names, prices and receipts.
  ///   - options: How much is spelled out.
  /// - Returns: UTF-8 bytes of an HTML document; the same for the same plan, whatever the threads.
  public static func html(
    of plan: Plan, inputs: PlanInputs, options: Options = Options()
  ) -> [UInt8] {
    let facts = ReportFacts(
      plan, inputs: inputs, embedded: options.embedded, threads: options.threads)
    let overrides = OverridesSection(facts: facts, options: options)
    let changes = plan.comparison.map {
      ChangesSection(facts: facts, options: options, comparison: $0) as any PageSection
    }
    let replay = options.replay.map { ReplaySection(replay: $0) as any PageSection }
    var gathered: [any PageSection] = [
      SummarySection(facts: facts), OrdersSection(facts: facts, options: options),
    ]
    if !plan.leftOut.isEmpty { gathered.append(LeftOutSection(facts: facts, options: options)) }
    if !plan.transfers.isEmpty {
      gathered.append(TransfersSection(facts: facts, options: options))
    }
    gathered.append(RunningOutSection(facts: facts, options: options))
    if let changes { gathered.append(changes) }
    if overrides.isNeeded { gathered.append(overrides) }
    gathered += [
      OpenOrdersSection(facts: facts, options: options),
      OverstockSection(facts: facts, options: options),
      SuppliersSection(facts: facts, options: options), ClassesSection(facts: facts),
    ]
    if let replay { gathered.append(replay) }
    gathered += [
      FindingsSection(facts: facts, options: options),
      DetailsSection(facts: facts, options: options), AllItemsSection(facts: facts),
    ]
    let sections = gathered
    // Sections are few and uneven, items many: the data is what is worth the threads.
    let data = ItemData(facts: facts).json(threads: options.threads)
    let bodies = parallelMap(count: sections.count, threads: options.threads, chunk: 1) { i in
      var markup = MarkupWriter()
      sections[i].write(to: &markup)
      return markup
    }
    var page = MarkupWriter()
    head(&page, options)
    page.raw("<body>\n<a class=\"skip\" href=\"#main\">Skip to the plan</a>\n")
    header(&page, sections, facts, options)
    page.raw("<main id=\"main\">\n")
    for (section, body) in zip(sections, bodies) {
      page.open("section", [.init("id", section.id), .init("aria-labelledby", "h-\(section.id)")])
      page.element("h2", [.init("id", "h-\(section.id)")], text: section.heading)
      page.append(body)
      page.raw("</section>\n")
    }
    page.raw("</main>\n<footer><p>Made by Restock ")
    page.text(options.version)
    page.raw(" from the files given; nothing was sent anywhere.</p></footer>\n")
    page.raw("<dialog id=\"item\" aria-labelledby=\"item-name\"><svg></svg></dialog>\n")
    page.raw("<script type=\"application/json\" id=\"data\">")
    page.append(data)
    page.raw("</script>\n<script>\n")
    page.append(PackageResources.report_js)
    page.raw("</script>\n</body>\n</html>\n")
    return page.bytes
  }

  private static func head(_ page: inout MarkupWriter, _ options: Options) {
    page.raw(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
      <link rel="icon" href="data:,">

      """)
    page.element("title", text: options.title)
    page.raw("\n<style>\n")
    page.append(PackageResources.report_css)
    page.raw("</style>\n</head>\n")
  }

  private static func header(
    _ page: inout MarkupWriter, _ sections: [any PageSection], _ facts: ReportFacts,
    _ options: Options
  ) {
    page.raw("<header>\n")
    page.element("h1", text: options.title)
    page.raw("<p>")
    page.text(
      "As of \(facts.day(facts.plan.calendar.asOf)), \(facts.items.count.grouped) items, "
        + "by the \(facts.plan.calendar.buckets.size.rawValue).")
    page.raw("</p>\n<nav aria-label=\"Sections\"><ul>")
    for section in sections {
      page.element("li") { item in
        item.element("a", [.init("href", "#\(section.id)")], text: section.short)
      }
    }
    page.raw("</ul></nav>\n</header>\n")
  }
}

/// A part of the page, with a heading of its own.
protocol PageSection: Sendable {
  /// The element id, for links.
  var id: String { get }
  var heading: String { get }
  /// The heading in the navigation.
  var short: String { get }
  func write(to page: inout MarkupWriter)
}

extension MarkupWriter {
  /// Appends a paragraph.
  mutating func paragraph(_ text: String, class name: StaticString = "") {
    element("p", name.utf8CodeUnitCount > 0 ? [.class(name)] : [], text: text)
    raw("\n")
  }

  /// Appends a link to an item's details, its description below.
  mutating func item(_ item: ReportItem) {
    if item.isEmbedded {
      element("a", [.init("href", "#item-\(item.index)")], text: item.name)
    } else {
      text(item.name)
    }
    if !item.description.isEmpty { element("small", text: item.description) }
  }
}

extension ReportFacts {
  /// A day, or the step of a run without dates.
  func day(_ day: Day) -> String {
    plan.calendar.buckets.size == .step ? "step \(day.number)" : day.iso
  }

  /// The cell of a day.
  func cell(_ day: Day?) -> TableCell {
    .number(day.map(self.day) ?? "", sort: day.map { Double($0.number) })
  }

  /// The cell of an item, linked to its details.
  func cell(_ item: ReportItem) -> TableCell {
    .markup(sort: item.name) { $0.item(item) }
  }
}
