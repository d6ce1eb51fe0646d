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
  }
}
