/// The place where the script puts the list of all items.
struct AllItemsSection: PageSection {
  let facts: ReportFacts
  let id = "items"
  let heading = "All items"
  let short = "All items"

  func write(to page: inout MarkupWriter) {
    page.raw("<div id=\"all-items\">")
    page.paragraph(
      "The list of all \(facts.items.count.grouped) items needs JavaScript; the same is in "
        + "recommendations.csv.")
    page.raw("</div>\n")
    let left = facts.items.count - facts.embeddedItems.count
    if left > 0 {
      page.paragraph(
        "To keep the page small, \(left.grouped) items with neither an order nor much stock are "
          + "in recommendations.csv only.")
    }
  }
}
