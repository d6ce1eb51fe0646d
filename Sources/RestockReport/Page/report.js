// The report's script: the list of all items, sorting, and an item's details in a dialog.
// Everything from the data reaches the page as text (textContent, setAttribute), never as markup.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const places = Object.fromEntries(data.fields.map((name, place) => [name, place]));
  const value = (row, name) => row[places[name]];
  const itemAt = (index) =>
    Object.fromEntries(data.fields.map((name, place) => [name, data.items[index][place]]));

  // ---- Elements ----

  function fill(element, attributes, children) {
    for (const [name, content] of Object.entries(attributes)) element.setAttribute(name, content);
    for (const child of children) if (child !== null) element.append(child);
    return element;
  }
  const make = (name, attributes = {}, ...children) =>
    fill(document.createElement(name), attributes, children);
  const drawing = document.querySelector("#item svg").namespaceURI;
  const draw = (name, attributes = {}, ...children) =>
    fill(document.createElementNS(drawing, name), attributes, children);

  function makeTable(caption, columns, rows, name = "") {
    const cell = (tag, content, column, attributes) =>
      make(tag, column.number ? { class: "n", ...attributes } : attributes, content);
    const table = make("table", { class: name }, make("caption", {}, caption),
      make("thead", {}, make("tr", {},
        ...columns.map((column) => cell("th", column.name, column, { scope: "col" })))),
      make("tbody", {}, ...rows.map((row) => make("tr", row.attributes ?? {},
        ...row.cells.map((content, place) => place === 0
          ? cell("th", content, columns[place], { scope: "row" })
          : cell("td", content, columns[place], {}))))));
    return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      table);
  }

  // ---- Numbers and days ----

  const decimals = (number, places) =>
    number === null ? "" : number.toLocaleString("en", { maximumFractionDigits: places });
  const units = (number) => number === null ? ""
    : decimals(number, Math.abs(number) < 10 ? 2 : Math.abs(number) < 100 ? 1 : 0);
  const money = (number) => number === null ? ""
    : Math.abs(number) < 100 && !Number.isInteger(number)
      ? number.toFixed(2) : decimals(number, 0);
  const percent = (share) => share === null ? ""
    : share > 0 && share < 0.01 ? "<1%" : share < 1 && share > 0.99 ? ">99%"
      : `${Math.round(share * 100)}%`;

  const isSteps = data.period === "step";
  const periodsAYear = { day: 365.25, step: 52, week: 365.25 / 7, month: 12, quarter: 4,
    year: 1 }[data.period];
  const DAY = 86400000;
  const today = isSteps ? 0 : Date.parse(`${data.as_of}T00:00:00Z`);
  const dateOf = (days) => new Date(today + days * DAY);
  const dayText = (days) => days === null ? ""
    : isSteps ? `step ${data.as_of + days}` : dateOf(days).toISOString().slice(0, 10);

  // The day, counted from as-of, on which a period begins; period 0 holds as-of.
  function beginOf(period) {
    const first = data.first_period_begins;
    const months = { month: 1, quarter: 3, year: 12 }[data.period];
    if (!months) return first + period * (data.period === "week" ? 7 : 1);
    const date = dateOf(first);
    const begin = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months * period, 1);
    return Math.round((begin - today) / DAY);
  }

  // A service target in words: fill:0.98 is 98% of units from stock.
  function targetText(target) {
    const [kind, amount] = target.split(":");
    const share = `${decimals(Number(amount) * 100, 2)}%`;
    return {
      fill: `${share} of units from stock`, cycle: `no stock-out in ${share} of cycles`,
      cost: "least cost of holding and shortage", cover: `cover of ${amount}`,
    }[kind] ?? target;
  }

  // ---- Charts: the same scales and styles as the drawings made with the page ----

  function niceStep(wanted) {
    const power = 10 ** Math.floor(Math.log10(wanted));
    const fraction = wanted / power - 1e-9;
    return (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10) * power;
  }

  function linearScale(low, high, ticks, start, end, whole = false) {
    const width = high > low ? high - low : 1;
    const step = Math.max(niceStep(width / ticks), whole ? 1 : 0);
    const from = Math.floor(low / step + 1e-9) * step;
    const to = Math.ceil((low + width) / step - 1e-9) * step;
    const count = Math.round((to - from) / step);
    return {
      ticks: Array.from({ length: count + 1 }, (_, i) => from + i * step),
      places: Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)),
      position: (x) => start + (x - from) / (to - from) * (end - start),
    };
  }

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
    "Dec"];

  function dateTicks(first, last, most) {
    const inDays = (step) => {
      const weekday = (dateOf(first).getUTCDay() + 6) % 7;
      const days = [];
      const start = step >= 7 ? first + (7 - weekday) % 7 : first;
      for (let day = start; day <= last && days.length < 200; day += step) days.push(day);
      return days;
    };
    const inMonths = (step) => {
      const date = dateOf(first);
      let month = date.getUTCFullYear() * 12 + date.getUTCMonth() + (date.getUTCDate() > 1 ? 1 : 0);
      const days = [];
      for (month = Math.ceil(month / step) * step; ; month += step) {
        const day = Math.round((Date.UTC(Math.floor(month / 12), month % 12, 1) - today) / DAY);
        if (day > last || days.length > 200) return days;
        days.push(day);
      }
    };
    for (const step of [1, 2, 7, 14]) {
      const days = inDays(step);
      if (days.length <= most) {
        return days.map((day) => {
          const date = dateOf(day);
          return { day, label: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}` };
        });
      }
    }
    let days = [];
    let step = 1;
    for (step of [1, 2, 3, 6, 12, 24, 60, 120, 240]) {
      days = inMonths(step);
      if (days.length <= most) break;
    }
    let year = null;
    return days.map((day) => {
      const date = dateOf(day);
      const name = MONTHS[date.getUTCMonth()];
      const isNew = date.getUTCFullYear() !== year;
      year = date.getUTCFullYear();
      return { day, label: step >= 12 ? `${year}` : isNew ? `${name} ${year}` : name };
    });
  }

  class Plot {
    constructor(title, description, right) {
      this.width = 640;
      this.height = 220;
      Object.assign(this, { left: 58, top: 22, right: this.width - right, bottom: 194 });
      Plot.count = (Plot.count ?? 0) + 1;
      const id = `drawn-${Plot.count}`;
      this.svg = draw("svg", {
        class: "chart", viewBox: `0 0 ${this.width} ${this.height}`, role: "img",
        "aria-labelledby": `${id}-title ${id}-desc`,
      }, draw("title", { id: `${id}-title` }, title), draw("desc", { id: `${id}-desc` }, description));
    }
    label(text, x, y, anchor, name = "") {
      this.svg.append(draw("text", { x, y, "text-anchor": anchor, class: name }, text));
    }
    rule(x1, y1, x2, y2, name) { this.svg.append(draw("line", { x1, y1, x2, y2, class: name })); }
    rectangle(x1, y1, x2, y2, name, tip) {
      this.svg.append(draw("rect", {
        x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1),
        height: Math.abs(y2 - y1), class: name,
      }, draw("title", {}, tip)));
    }
    static path(points) { return points.map(([x, y], i) => `${i ? "L" : "M"}${x} ${y}`).join(""); }
    line(points, name) {
      this.svg.append(draw("path", { d: Plot.path(points), class: name, fill: "none" }));
    }
    band(upper, lower, name) {
      this.svg.append(draw("path", {
        d: `${Plot.path([...upper, ...lower.toReversed()])}Z`, class: name,
      }));
    }
    axes(scale, unit, first, last) {
      for (const tick of scale.ticks) {
        const y = scale.position(tick);
        this.rule(this.left, y, this.right, y, tick === 0 ? "zero" : "grid");
        this.label(decimals(tick, scale.places), this.left - 6, y + 4, "end");
      }
      this.label(unit, this.left, this.top - 9, "start", "unit");
      const place = (day) => this.left + (day - first) / (last - first) * (this.right - this.left);
      const ticks = isSteps
        ? linearScale(first, last, 9, 0, 1, true).ticks.filter((t) => t >= first && t <= last)
          .map((day) => ({ day, label: `${data.as_of + day}` }))
        : dateTicks(first, last, 9);
      for (const { day, label } of ticks) {
        this.rule(place(day), this.bottom, place(day), this.bottom + 4, "tick");
        this.label(label, place(day), this.bottom + 17, "middle");
      }
      return place;
    }
    endLabels(labels) {
      const ordered = labels.toSorted((a, b) => a.y - b.y).map((label) => ({ ...label }));
      ordered.forEach((label, i) => {
        if (i > 0) label.y = Math.max(label.y, ordered[i - 1].y + 12);
      });
      let limit = this.bottom + 4;
      for (const label of ordered.toReversed()) {
        label.y = Math.min(label.y, limit);
        limit = label.y - 12;
      }
      for (const { text, y, name } of ordered) {
        this.label(text, this.right + 6, y + 4, "start", name);
      }
    }
  }

  function demandChart(item) {
    const { history, means, quantiles } = item;
    const unknown = history.filter((demand) => demand === null).length;
    const plot = new Plot(`Demand of ${item.sku}`,
      `${history.length} periods of history, ${unknown} of them unknown; `
      + `forecast ${units(item.demand_per_period)} units a ${data.period}`, 84);
    const begin = item.historyEnd - history.length;
    const end = Math.max(item.historyEnd, (item.forecastFirst ?? 0) + means.length);
    const most = Math.max(1, ...history, ...means, ...quantiles.flat());
    const scale = linearScale(0, most, 4, plot.bottom, plot.top, most > 4);
    const shaded = unknown > 0 ? " (shaded: unknown)" : "";
    const place = plot.axes(scale, `units a ${data.period}${shaded}`, beginOf(begin),
      Math.max(beginOf(end), beginOf(begin) + 1));
    history.forEach((demand, i) => {
      const from = place(beginOf(begin + i));
      const to = place(beginOf(begin + i + 1));
      const gap = Math.min(1, (to - from) * 0.15);
      const when = dayText(beginOf(begin + i));
      if (demand === null) {
        plot.rectangle(from, plot.top, to, plot.bottom, "unknown", `${when}: unknown`);
      } else if (demand > 0) {
        plot.rectangle(from + gap, scale.position(0), to - gap, scale.position(demand), "bar",
          `${when}: ${units(demand)}`);
      }
    });
    if (means.length > 0) {
      const points = (values) => values.flatMap((y, i) => [
        [place(beginOf(item.forecastFirst + i)), scale.position(y)],
        [place(beginOf(item.forecastFirst + i + 1)), scale.position(y)],
      ]);
      const upper = quantiles.filter((_, i) => data.quantiles[i] > 0.5);
      if (item.mirrored.length === upper.length) {
        upper.forEach((values, i) => plot.band(points(values), points(item.mirrored[i]), "band"));
      } else {
        for (let i = 1; i < quantiles.length; i += 1) {
          plot.band(points(quantiles[i]), points(quantiles[0]), "band");
        }
      }
      plot.line(points(means), "mean");
      const last = (values) => values[values.length - 1];
      plot.endLabels([
        { text: `mean ${units(last(means))}`, y: scale.position(last(means)), name: "l-mean" },
        ...quantiles.map((values, i) => ({
          text: `${decimals(data.quantiles[i] * 100, 1)}% ${units(last(values))}`,
          y: scale.position(last(values)), name: "l-band",
        })).filter((_, i) => data.quantiles[i] > 0.5),
      ]);
    }
    plot.rule(place(0), plot.top - 6, place(0), plot.bottom, "marker");
    plot.label("today", place(0) - 4, plot.top - 2, "end", "note");
    return make("figure", { tabindex: "0" }, plot.svg);
  }

  // Expected stock: what is available, less mean demand, plus what comes.
  function projection(item, days, withOrder) {
    const receipts = item.incoming.map(([day, quantity]) => ({ day, quantity }));
    if (withOrder && item.order_quantity > 0) {
      receipts.push({ day: item.expected_receipt, quantity: item.order_quantity });
    }
    const begins = item.means.map((_, i) => beginOf(item.forecastFirst + i));
    begins.push(beginOf(item.forecastFirst + item.means.length));
    const demandUntil = (day) => item.means.reduce((sum, mean, i) => {
      const from = Math.max(0, begins[i]);
      const part = (Math.min(day, begins[i + 1]) - from) / (begins[i + 1] - begins[i]);
      return sum + mean * Math.max(0, part);
    }, 0);
    const coming = receipts.filter((receipt) => receipt.day <= days);
    const stops = new Set([0, days, ...coming.map((receipt) => receipt.day),
      ...begins.filter((day) => day > 0 && day < days)]);
    let received = 0;
    const points = [];
    for (const day of [...stops].sort((a, b) => a - b)) {
      const before = item.available + received - demandUntil(day);
      points.push([day, before]);
      const here = coming.filter((receipt) => receipt.day === day)
        .reduce((sum, receipt) => sum + receipt.quantity, 0);
      if (here > 0) points.push([day, before + here]);
      received += here;
    }
    return points;
  }

  function stockChart(item) {
    const meanDays = { day: 1, step: 1, week: 7, month: 30.4, quarter: 91.3, year: 365.25 };
    const wanted = Math.max(1.5 * item.protection_days, 4 * Math.max(7, meanDays[data.period]));
    const days = Math.max(1, Math.min(beginOf(item.forecastFirst + item.means.length),
      Math.ceil(wanted)));
    const withOrder = projection(item, days, true);
    const without = projection(item, days, false);
    const plot = new Plot(`Expected stock of ${item.sku}`,
      `Available now ${units(item.available)}, reorder point ${units(item.reorder_point)}`, 140);
    const all = [...withOrder, ...without].map(([, y]) => y);
    all.push(item.reorder_point, item.safety_stock, 0);
    const scale = linearScale(Math.min(...all), Math.max(1, ...all), 5, plot.bottom, plot.top);
    const arrival = Math.min(days, item.days_to_order_day + item.lead_time_days);
    plot.rectangle(plot.left, plot.top, plot.left + arrival / days * (plot.right - plot.left),
      plot.bottom, "lead-time", "until an order placed now arrives");
    const place = plot.axes(scale, "units in stock at mean demand", 0, days);
    const points = (line) => line.map(([day, y]) => [place(day), scale.position(y)]);
    const labels = [];
    for (const [name, level, style] of [
      ["reorder point", item.reorder_point, "reorder-point"],
      ["safety stock", item.safety_stock, "safety-stock"],
    ]) {
      const y = scale.position(level);
      plot.rule(plot.left, y, plot.right, y, style);
      labels.push({ text: `${name} ${units(level)}`, y, name: `l-${style}` });
    }
    const lastOf = (line) => scale.position(line[line.length - 1][1]);
    if (item.order_quantity > 0) {
      plot.line(points(without), "without");
      labels.push({ text: "without order", y: lastOf(without), name: "l-without" });
    }
    plot.line(points(withOrder), "stock");
    labels.push({
      text: item.order_quantity > 0 ? "with order" : "stock", y: lastOf(withOrder), name: "l-stock",
    });
    plot.endLabels(labels);
    return make("figure", { tabindex: "0" }, plot.svg);
  }

  // ---- An item's details ----

  // The arithmetic, line by line: sign, words, value.
  function derivation(item) {
    const lines = [];
    const add = (sign, text, number) => lines.push({ sign, text, number });
    function end() {
      if (item.blocked) add("", `Not ordered: ${item.blocked}`, 0);
      if (item.fixed_order !== null) {
        add("", "Ordered instead, by your override", item.fixed_order);
      }
      for (const [text, value] of item.adjustments) add("", capital(text), value);
      add("=", "Order", item.order_quantity);
      return lines;
    }
    if (item.days_to_order_day > 0) add("", "Days to the order day", item.days_to_order_day);
    add(lines.length ? "+" : "", `Lead time, days (${item.lead_time_source})`, item.lead_time_days);
    add("+", "Review period, days", item.review_days);
    add("=", "Days that this order must cover", item.protection_days);
    add("", "Mean demand in that time", item.protection_demand);
    add(item.safety_stock < 0 ? "-" : "+", `Safety stock for ${targetText(item.service_target)}`,
      Math.abs(item.safety_stock));
    add("=", "Reorder point", item.reorder_point);
    add("", "On hand", item.on_hand);
    if (item.allocated) add("-", "Allocated to orders", item.allocated);
    if (item.backordered) add("-", "Customers wait for", item.backordered);
    if (item.expiring) add("-", "Expires before it sells", item.expiring);
    for (const [text, value] of item.counted) add(value < 0 ? "-" : "+", text, Math.abs(value));
    if (item.on_order) add("+", "On order", item.on_order);
    const uncounted = item.available + item.on_order - item.position;
    if (Math.abs(uncounted) > 1e-6) {
      add("-", "On order that comes too late to count in full", uncounted);
    }
    add("=", "Position", item.position);
    if (!item.is_below) {
      add("", "Not below the reorder point, so nothing is needed", 0);
      return end();
    }
    const lot = item.order_up_to - item.reorder_point;
    if (lot !== 0) {
      add("", "Below the reorder point", item.reorder_point);
      const review = `less ${units(item.review_demand)} of a review period`;
      add("+", {
        "economic order quantity":
          `Economic order quantity ${units(item.economic_order_quantity)}, ${review}`,
        "order cover": `Order cover ${units(item.lot_demand)}, ${review}`,
        maximum: "Up to the maximum that was typed",
        cover: `Up to the cover of ${units(item.lot_demand)}`,
      }[item.lot] ?? "Lot", lot);
    }
    add(lot !== 0 ? "=" : "", "Order up to", item.order_up_to);
    add("-", "Position", item.position);
    add("=", "Needed", item.need);
    const near = 1e-12;
    const pack = item.pack ?? 1;
    let quantity = item.need > 0 ? Math.ceil(item.need * (1 - near)) : 0;
    const step = (text, next) => {
      if (next !== quantity) add("", text, next);
      quantity = next;
    };
    if (quantity !== item.need) add("", "Up to whole units", quantity);
    if (quantity > 0) {
      step("Up to the minimum order", Math.max(quantity, item.minimum ?? 0));
      step(`Up to whole packs of ${units(pack)}`, Math.ceil(quantity / pack * (1 - near)) * pack);
      if (item.maximum !== null && quantity > item.maximum) {
        step(item.maximum_is_shelf_life ? "Down to what sells within the shelf life"
          : "Down to the maximum stock", Math.max(0, Math.floor(item.maximum / pack * (1 + near)) * pack));
        if (quantity < (item.minimum ?? 0)) step("Which is below the minimum order", 0);
      }
    }
    return end();
  }

  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  function facts(item) {
    const entries = [
      ["Order", `${units(item.order_quantity)} units`],
      ["Value", money(item.order_value)],
      ["Supplier", data.suppliers[item.supplier] ?? ""],
      ["Order by", dayText(item.order_by)],
      ["Expected", dayText(item.expected_receipt)],
      ["Stock-out risk", item.service_target ? percent(item.stockout_risk) : ""],
      ["Runs out", dayText(item.stockout)],
      ["Days of cover", units(item.days_of_cover)],
      ["Turnover a year", item.on_hand > 0 && item.demand_per_period > 0
        ? decimals(item.demand_per_period * periodsAYear / item.on_hand, 1) : ""],
      ["Class", item.abc + item.xyz],
      ["Demand", item.pattern],
      ["Model", item.model],
      [`Units a ${data.period}`, units(item.demand_per_period)],
      ["Spread in the interval", units(item.protection_demand_sd)],
      ["Target", item.service_target ? targetText(item.service_target) : ""],
      ["Units served, expected", item.service_target ? percent(item.expected_fill_rate) : ""],
      ["Cycles without stock-out", item.service_target ? percent(item.expected_cycle_service) : ""],
      ["Lead time", `${units(item.lead_time_days)} \u00b1 ${units(item.lead_time_sd_days)} days`],
      ["Unit cost", money(item.unit_cost)],
      ["Flags", item.flags],
      ["Your override", item.overrides],
      ["Order without it", item.overrides ? units(item.order_without_override) : ""],
    ];
    return make("dl", { class: "facts" }, ...entries.filter(([, text]) => text !== "")
      .map(([name, text]) => make("div", {}, make("dt", {}, name), make("dd", {}, text))));
  }

  const dialog = document.getElementById("item");

  // Puts the item into the address, so that it can be passed on; a viewer that embeds the page may
  // forbid it, and nothing else depends on it.
  function rememberPlace(address) {
    try {
      history.replaceState(null, "", address);
    } catch {
      // The address stays as it is.
    }
  }

  function showItem(index) {
    if (!(index >= 0 && index < data.items.length)) return;
    const item = itemAt(index);
    item.available = item.on_hand - item.allocated - item.backordered - item.expiring
      + item.counted.reduce((sum, [, value]) => sum + value, 0);
    const close = make("button", { type: "button" }, "Close");
    close.addEventListener("click", () => dialog.close());
    const title = item.location ? `${item.sku} @ ${item.location}` : item.sku;
    dialog.replaceChildren(
      make("div", { class: "top" }, make("h2", { id: "item-name" }, title), close),
      make("p", {}, [item.description, item.category].filter(Boolean).join(" \u00b7 ")),
      facts(item));
    if (item.model_choice) {
      dialog.append(make("p", {}, `Why ${item.model.split("(")[0]}: ${item.model_choice}.`));
    }
    if (item.history.length > 0) dialog.append(demandChart(item));
    if (item.means.length > 0 && item.service_target) dialog.append(stockChart(item));
    if (item.reason) dialog.append(make("p", {}, item.reason));
    if (item.service_target) {
      dialog.append(makeTable("How the order comes about",
        [{ name: "Term" }, { name: "Sign" }, { name: "Units or days", number: true }],
        derivation(item).map(({ sign, text, number }) => ({
          cells: [text, sign, decimals(number, 2)], attributes: sign === "=" ? { class: "total" } : {},
        })), "derivation"));
    }
    if (item.incoming.length > 0) {
      dialog.append(makeTable("On the way",
        [{ name: "Expected" }, { name: "Units", number: true }, { name: "Order" }, { name: "State" }],
        item.incoming.map(([day, quantity, late, order]) => ({
          cells: [dayText(Math.round(day)), units(quantity), order, late ? "late" : "due"],
        }))));
    }
    if (item.alternatives.length > 0) {
      dialog.append(makeTable("At other targets and lead times",
        [{ name: "If it were" }, { name: "Safety stock", number: true },
          { name: "Reorder point", number: true }, { name: "Order", number: true }],
        item.alternatives.map(([text, ...numbers]) => ({ cells: [text, ...numbers.map(units)] }))));
    }
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    rememberPlace(`#item-${index}`);
  }
  dialog.addEventListener("close", () => rememberPlace(location.pathname));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  function follow(hash) {
    const item = /^#item-(\d+)$/.exec(hash);
    if (item) {
      showItem(Number(item[1]));
      return true;
    }
    const target = hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
    if (target instanceof HTMLDetailsElement) target.open = true;
    return false;
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && follow(link.getAttribute("href"))) event.preventDefault();
  });

  // ---- Tables: sorting and filtering ----

  const order = (a, b) => a === b ? 0 : a === "" ? 1 : b === "" ? -1
    : typeof a === "number" && typeof b === "number" ? a - b
      : String(a).localeCompare(String(b), "en", { numeric: true });

  // Makes the headers of a table buttons that call `sort(place, direction)`.
  function addSorting(table, sort) {
    const headers = [...table.tHead.rows[0].cells];
    headers.forEach((header, place) => {
      const button = make("button", { type: "button" }, header.textContent);
      header.replaceChildren(button);
      button.addEventListener("click", () => {
        const isDown = header.getAttribute("aria-sort") === "descending";
        const isNumber = header.classList.contains("n");
        const direction = header.hasAttribute("aria-sort") ? (isDown ? 1 : -1) : isNumber ? -1 : 1;
        headers.forEach((other) => other.removeAttribute("aria-sort"));
        header.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
        sort(place, direction);
      });
    });
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    addSorting(table, (place, direction) => {
      const isNumber = table.tHead.rows[0].cells[place].classList.contains("n");
      const keyed = [...body.rows].map((row) => {
        const cell = row.cells[place];
        const key = cell.dataset.sort ?? cell.textContent;
        return { row, key: isNumber && key !== "" ? Number(key) : key };
      });
      keyed.sort((a, b) => a.key === "" || b.key === "" ? order(a.key, b.key)
        : direction * order(a.key, b.key));
      body.append(...keyed.map(({ row }) => row));
    });
  }

  for (const table of document.querySelectorAll("table.filterable")) {
    const input = make("input", { type: "search" });
    const found = make("span", { role: "status" });
    table.parentElement.before(make("div", { class: "controls" },
      make("label", {}, "Find in this list ", input), found));
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      let count = 0;
      for (const row of table.tBodies[0].rows) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
        if (!row.hidden) count += 1;
      }
      found.textContent = wanted ? `${count} found` : "";
    });
  }

  // ---- All items ----

  function listItems(place) {
    const columns = [
      { name: "Item", text: (row) => value(row, "sku") + (value(row, "location")
        ? ` @ ${value(row, "location")}` : "") },
      { name: "Order", field: "order_quantity", show: units },
      { name: "Value", field: "order_value", show: money },
      { name: "Order by", field: "order_by", show: dayText },
      { name: "Stock-out risk", field: "stockout_risk", show: percent },
      { name: "On hand", field: "on_hand", show: units, wide: true },
      { name: `Units a ${data.period}`, field: "demand_per_period", show: units, wide: true },
      { name: "Supplier", text: (row) => data.suppliers[value(row, "supplier")] ?? "", wide: true },
      { name: "Class", text: (row) => value(row, "abc") + value(row, "xyz"), wide: true },
      { name: "Flags", text: (row) => value(row, "flags"), wide: true },
    ];
    const size = 50;
    const search = make("input", { type: "search" });
    const kind = make("select", {}, ...[
      ["", "All items"], ["order", "To order"], ...[...new Set(data.items.flatMap((row) =>
        value(row, "flags").split(" ").filter(Boolean)))].sort().map((flag) => [flag, flag]),
    ].map(([key, text]) => make("option", { value: key }, text)));
    const supplier = make("select", {}, make("option", { value: "" }, "All suppliers"),
      ...data.suppliers.map((name, i) => make("option", { value: i }, name)));
    const back = make("button", { type: "button" }, "Previous");
    const forward = make("button", { type: "button" }, "Next");
    const status = make("span", { role: "status" });
    const attributes = (column) => ({
      class: [column.field ? "n" : "", column.wide ? "w" : ""].filter(Boolean).join(" "),
    });
    const body = make("tbody");
    const table = make("table", { class: "items" }, make("caption", {}, "All items"),
      make("thead", {}, make("tr", {}, ...columns.map((column) =>
        make("th", { scope: "col", ...attributes(column) }, column.name)))), body);
    place.replaceChildren(
      make("div", { class: "controls" }, make("label", {}, "Find ", search),
        make("label", {}, "Show ", kind), make("label", {}, "From ", supplier)),
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "List of all items" },
        table),
      make("div", { class: "controls" }, back, forward, status));

    const texts = data.items.map((row) => ["sku", "location", "description", "category"]
      .map((name) => value(row, name)).join(" ").toLowerCase());
    const indices = data.items.map((_, i) => i);
    let shown = indices;
    let page = 0;
    let sorted = null;

    function render() {
      const first = page * size;
      body.replaceChildren(...shown.slice(first, first + size).map((i) => {
        const row = data.items[i];
        return make("tr", {}, ...columns.map((column, at) => {
          const text = column.field ? column.show(value(row, column.field)) : column.text(row);
          if (at > 0) return make("td", attributes(column), text);
          const description = value(row, "description");
          return make("th", { scope: "row" }, make("a", { href: `#item-${i}` }, text),
            description ? make("small", {}, description) : null);
        }));
      }));
      const last = Math.min(first + size, shown.length);
      status.textContent = shown.length === 0 ? "None found"
        : `${first + 1} to ${last} of ${shown.length.toLocaleString("en")}`;
      back.disabled = page === 0;
      forward.disabled = last >= shown.length;
    }

    function select() {
      const wanted = search.value.trim().toLowerCase();
      const from = supplier.value === "" ? null : Number(supplier.value);
      shown = indices.filter((i) => {
        const row = data.items[i];
        return texts[i].includes(wanted) && (from === null || value(row, "supplier") === from)
          && (kind.value === "" || (kind.value === "order" ? value(row, "order_quantity") > 0
            : value(row, "flags").split(" ").includes(kind.value)));
      });
      if (sorted) {
        const { column, direction } = sorted;
        const key = (i) => (column.field ? value(data.items[i], column.field)
          : column.text(data.items[i])) ?? "";
        shown = shown.map((i) => [i, key(i)]).sort(([, a], [, b]) =>
          a === "" || b === "" ? order(a, b) : direction * order(a, b)).map(([i]) => i);
      }
      page = 0;
      render();
    }

    addSorting(table, (at, direction) => {
      sorted = { column: columns[at], direction };
      select();
    });
    for (const control of [search, kind, supplier]) control.addEventListener("input", select);
    back.addEventListener("click", () => { page -= 1; render(); });
    forward.addEventListener("click", () => { page += 1; render(); });
    select();
  }
  listItems(document.getElementById("all-items"));

  // ---- Letters ----

  for (const letter of document.querySelectorAll(".letter")) {
    const text = letter.querySelector("pre");
    const button = make("button", { type: "button", class: "copy" }, "Copy");
    text.before(button);
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(text);
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Selected: press Ctrl+C";
      }
    });
  }

  follow(location.hash);
})();
