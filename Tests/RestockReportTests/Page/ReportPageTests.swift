import Foundation
import RestockPlanning
import RestockRecords
import RestockReport
import Testing

@Suite("The report of a plan")
struct ReportPageTests {
  @Test("every order follows from the terms that the page embeds")
  func derivation() throws {
    let (plan, inputs) = ReportShop.plan(items: 300)
    let page = try PageData(plan, inputs)
    #expect(page.items.count == plan.recommendations.count)
    var orders = 0
    for (item, recommendation) in zip(page.items, plan.recommendations) {
      func value(_ field: String) -> Double { PageData.number(item, field) ?? 0 }
      let reorderPoint = value("protection_demand") + value("safety_stock")
      #expect(abs(reorderPoint - value("reorder_point")) < 0.011)
      // What comes too late to count is the only difference between the position and its parts.
      let whole =
        value("on_hand") - value("allocated") - value("backordered") + value("on_order")
      #expect(value("position") <= whole + 1e-6)
      #expect((value("is_below") == 1) == (value("position") < value("reorder_point")))
      let below = value("is_below") == 1
      #expect(value("need") == (below ? value("order_up_to") - value("position") : 0))
      var quantity =
        below ? (value("order_up_to") - value("position")).rounded(.up) : 0
      if quantity > 0 {
        quantity = max(quantity, value("minimum"))
        let pack = PageData.number(item, "pack") ?? 1
        quantity = (quantity / pack).rounded(.up) * pack
      }
      #expect(quantity == value("order_quantity"))
      #expect(quantity == recommendation.orderQuantity)
      #expect(item["sku"] as? String == recommendation.key.sku)
      if quantity > 0 { orders += 1 }
    }
    #expect(orders > 100)
  }

  @Test("names that are markup or script stay text, in the page and in its data")
  func hostileNames() throws {
    let (plan, inputs) = ReportShop.plan(items: 40)
    let page = try PageData(plan, inputs)
    // One script of data and one of ours, closed once each, and no element that a name opened.
    #expect(page.html.components(separatedBy: "<script").count == 3)
    #expect(page.html.components(separatedBy: "</script").count == 3)
    #expect(!page.html.contains("<img"))
    #expect(!page.html.contains("<e>"))
    #expect(page.html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(page.html.contains("a&amp;b &quot;c&quot; &#39;d&#39; &lt;e&gt;"))
    #expect(page.items.map { $0["sku"] as? String } == plan.recommendations.map(\.key.sku))
  }

  @Test("the page asks for nothing from anywhere")
  func selfContained() throws {
    let (plan, inputs) = ReportShop.plan(items: 40)
    let html = try PageData(plan, inputs).html.replacing("http://x", with: "")
    #expect(!html.contains("http:") && !html.contains("https:"))
    #expect(html.matches(of: /(src|href)="[^"#d]/).isEmpty)
    #expect(!html.contains("@import") && !html.contains("url("))
  }

  @Test("without a script the page has the orders, their arithmetic, suppliers and findings")
  func withoutScript() throws {
    let (plan, inputs) = ReportShop.plan(items: 60)
    let html = try PageData(plan, inputs).html
    let orders = plan.recommendations.filter { $0.orderQuantity > 0 }
    #expect(!orders.isEmpty)
    let main = try #require(html.components(separatedBy: "<dialog").first)
    for order in orders where order.key.sku.hasPrefix("SKU") {
      #expect(main.contains(order.key.sku))
      #expect(main.contains(order.reason))
    }
    for order in plan.purchaseOrders { #expect(main.contains("\(order.lines.count) line")) }
    #expect(main.contains("please supply:"))
  }

  @Test("elements are closed in order, ids are unique and links within the page lead somewhere")
  func wellFormed() throws {
    let (plan, inputs) = ReportShop.plan(items: 60)
    let html = try PageData(plan, inputs).html
    let main = try #require(html.components(separatedBy: "<script").first)
    var open: [Substring] = []
    for tag in main.matches(of: /<(\/?)([a-z][a-z0-9]*)[^>]*>/) {
      if ["meta", "link"].contains(tag.2) { continue }
      if tag.1.isEmpty {
        open.append(tag.2)
      } else {
        #expect(open.popLast() == tag.2)
      }
    }
    #expect(open == ["html", "body"])
    let ids = main.matches(of: /\ id="([^"]+)"/).map(\.1)
    #expect(Set(ids).count == ids.count)
    for link in main.matches(of: /href="#([^"]+)"/) where !link.1.hasPrefix("item-") {
      #expect(ids.contains(link.1))
    }
  }

  @Test("the same plan gives the same bytes, whatever the number of threads")
  func deterministic() {
    let (plan, inputs) = ReportShop.plan(items: 200)
    var options = ReportPage.Options()
    let single = ReportPage.html(of: plan, inputs: inputs, options: options)
    options.threads = 3
    #expect(ReportPage.html(of: plan, inputs: inputs, options: options) == single)
  }

  @Test("5,000 items take less than 10 MB and 5 s of processor time")
  func size() {
    let (plan, inputs) = ReportShop.plan(items: 5000)
    let before = clock()
    let page = ReportPage.html(of: plan, inputs: inputs)
    let seconds = Double(clock() - before) / Double(CLOCKS_PER_SEC)
    #expect(seconds < 5)
    #expect(page.count < 10_000_000)
  }

  @Test("beyond the bound on embedded items, those with orders come first and the rest are counted")
  func bounded() throws {
    let (plan, inputs) = ReportShop.plan(items: 120)
    var options = ReportPage.Options()
    options.embedded = 30
    options.listed = 10
    let page = try PageData(plan, inputs, options: options)
    #expect(page.items.count == 30)
    #expect(page.items.allSatisfy { (PageData.number($0, "order_quantity") ?? 0) > 0 })
    #expect(page.html.contains("90 items with neither an order nor much stock"))
    #expect(page.html.contains("The largest 10 of"))
  }

  @Test("an empty plan, and one without anything to order, still make a page")
  func empty() throws {
    let (plan, inputs) = ReportShop.plan(items: 0)
    let page = try PageData(plan, inputs)
    #expect(page.items.isEmpty)
    #expect(page.html.contains("Nothing: every item"))
  }
}
