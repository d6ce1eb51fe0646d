# %% [markdown]
# # A week's plan, explored
#
# This notebook reads the files that `restock plan` wrote beside it, and nothing else: it runs without
# Restock, with `pandas` and `matplotlib` (`pip install pandas matplotlib jupyter`).
#
# | File | What is in it |
# |---|---|
# | `recommendations.csv` | one row an item: demand, levels, position, the order and its reason |
# | `forecasts.csv` | the forecast of each item and period, with quantiles |
# | `findings.csv` | what was wrong with the inputs, and what was done about it |
# | `report.html` | the page to look at; the history of each item is taken from its data |

# %%
import json
import re
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

DATA = Path(".")
KEY = ["sku", "location"]
TEXT = KEY + ["supplier", "abc", "xyz", "demand_pattern", "model", "flags", "reason", "currency",
              "period", "finding", "treatment", "severity", "file", "column"]


def read(name):
    """A table as Restock wrote it: SKUs stay text, and so does one that is called NA."""
    table = pd.read_csv(DATA / name, dtype={column: str for column in TEXT},
                        keep_default_na=False, na_values={})
    for column in table.columns:
        if column in TEXT:
            # What a spreadsheet would run as a formula was written with a leading apostrophe.
            table[column] = table[column].str.removeprefix("'")
        elif column.endswith(("_by", "_date", "_receipt")):
            # In a run on numbered steps these are steps, and stay as they are.
            dates = pd.to_datetime(table[column], errors="coerce", format="%Y-%m-%d")
            if dates.notna().any():
                table[column] = dates
        else:
            numbers = pd.to_numeric(table[column], errors="coerce")
            if numbers.notna().any() or table[column].eq("").all():
                table[column] = numbers
    return table


plan = read("recommendations.csv")
forecasts = read("forecasts.csv")
findings = read("findings.csv")
has_money = plan["order_value"].notna().any()
worth = "order_value" if has_money else "order_quantity"
print(f"{len(plan):,} items, "
      f"{int((plan['order_quantity'] > 0).sum()):,} of them to order")

# %% [markdown]
# ## What to order
#
# By supplier: how much, and how much of it is for items that will likely run out before an order
# placed now could arrive (the flag `urgent`).

# %%
orders = plan[plan["order_quantity"] > 0].copy()
orders["urgent"] = orders["flags"].str.split().apply(lambda flags: "urgent" in flags)
orders["from"] = orders["supplier"].replace("", "no supplier")
by_supplier = orders.pivot_table(index="from", columns="urgent", values=worth, aggfunc="sum",
                                 fill_value=0).rename(columns={False: "other", True: "urgent"})
by_supplier = by_supplier.reindex(columns=["urgent", "other"], fill_value=0)
by_supplier = by_supplier.loc[by_supplier.sum(axis=1).sort_values().index].tail(15)
ax = by_supplier.plot.barh(stacked=True, color=["#c04a00", "#0072b2"],
                           figsize=(8, 0.8 + 0.35 * max(1, len(by_supplier))))
ax.set(xlabel="order value" if has_money else "units", ylabel="",
       title="To order now, by supplier")
ax.legend(title=None)
plt.tight_layout()
plt.show()

# %%
columns = ["sku", "location", "supplier", "on_hand", "on_order", "order_quantity", worth,
           "order_by", "stockout_risk", "stockout_date"]
urgent = orders[orders["urgent"]].sort_values(worth, ascending=False)
urgent[list(dict.fromkeys(columns))].head(10)

# %% [markdown]
# ## Why: the arithmetic, checked
#
# Reorder point = mean demand of the protection interval + safety stock. An item below it is ordered
# up to its order-up-to level; the order is the difference, rounded up to whole units, to the minimum
# order and to whole packs (or cut to a maximum stock or shelf life: the flags say so).

# %%
known = plan[plan["service_target"] != ""].copy()
sum_of_parts = known["protection_demand"] + known["safety_stock"]
assert np.allclose(sum_of_parts, known["reorder_point"], atol=0.011), "levels do not add up"

below = known["inventory_position"] < known["reorder_point"]
need = (known["order_up_to"] - known["inventory_position"]).where(below, 0)
# What the supplier, other locations, a budget or the planner made of the order: the reason says it.
bounded = known["flags"].str.contains(
    "maximum-stock|shelf-life|inactive|superseded|bundle|unavailable|do-not-buy|overridden|transfer|"
    "substitute|put-off|budget|minimum-order-value|container|joint-order|price-break", regex=True)
assert (known["order_quantity"] >= need - 1e-6)[~bounded].all(), "an order below its need"
assert (known["order_quantity"] == 0)[~below & ~bounded].all(), "an order without a need"
print(f"{len(known):,} items add up; {int(below.sum()):,} are below their reorder point")

# The most valuable urgent item that has a history to show.
settled = [table[~table["flags"].str.contains("new-item")] for table in (urgent, orders, known)]
item = next((table.iloc[0] for table in settled if len(table)), known.iloc[0])
print(f"\n{item['sku']} {item['location']}\n{item['reason']}")

# %% [markdown]
# ## One item: history and forecast
#
# The columns of `forecasts.csv` named `q..` are quantiles of a period's demand: with 95% probability
# it is at most `q95`. Change `item` above to see another.


# %%
def embedded_histories(page):
    """Demand by period of each item, from the data of the report; None is an unknown period."""
    if not page.exists():
        return {}, None
    text = page.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    data = json.loads(found.group(1))
    place = {name: i for i, name in enumerate(data["fields"])}
    return {(row[place["sku"]], row[place["location"]]): row[place["history"]]
            for row in data["items"]}, data["period"]


histories, period = embedded_histories(DATA / "report.html")


def show(item, ax):
    future = forecasts[(forecasts["sku"] == item["sku"])
                       & (forecasts["location"] == item["location"])]
    history = pd.Series(histories.get((item["sku"], item["location"]), []), dtype=float)
    past = np.arange(-len(history), 0)
    ahead = np.arange(len(future))
    ax.bar(past, history, color="#0072b2", width=0.8, label="demand")
    for unknown in past[history.isna()]:
        ax.axvspan(unknown - 0.5, unknown + 0.5, color="#57606a", alpha=0.2, linewidth=0)
    quantiles = [column for column in future.columns if re.fullmatch(r"q[0-9.]+", column)]
    for column in quantiles[1:]:
        ax.fill_between(ahead, future[quantiles[0]], future[column], step="mid", alpha=0.2,
                        color="#e69f00", linewidth=0)
        ax.annotate(column, (ahead[-1] + 0.6, future[column].iloc[-1]), fontsize=8, va="center")
    ax.step(ahead, future["mean"], where="mid", color="#c04a00", label="mean forecast")
    ax.axvline(-0.5, color="#57606a", linestyle=":")
    ax.set(title=f"{item['sku']} {item['location']}: {future['model'].iloc[0]}",
           xlabel=f"periods from now ({period or 'periods'})", ylabel="units")
    ax.set_xlim(right=ahead[-1] + 2)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.legend(loc="upper left", fontsize=8)


fig, ax = plt.subplots(figsize=(9, 3.5))
show(item, ax)
plt.tight_layout()
plt.show()

# %% [markdown]
# ## Where the money and the risk are
#
# Classes A, B and C by turnover, X, Y and Z by how steady demand is: how many items, and what is
# ordered.

# %%
classes = plan[plan["abc"] != ""]
counts = classes.pivot_table(index="abc", columns="xyz", values="sku", aggfunc="count",
                             fill_value=0)
ordered = classes.pivot_table(index="abc", columns="xyz", values=worth, aggfunc="sum",
                              fill_value=0).round()
pd.concat({"items": counts, "ordered": ordered}, axis=1)

# %%
moving = known[(known["demand_per_period"] > 0) & known["days_of_cover"].notna()]
fig, ax = plt.subplots(figsize=(8, 4))
for name, color in [("A", "#c04a00"), ("B", "#e69f00"), ("C", "#0072b2")]:
    one = moving[moving["abc"] == name]
    ax.scatter(one["days_of_cover"].clip(upper=365), one["stockout_risk"], s=12, alpha=0.6,
               color=color, label=f"class {name}")
ax.axvline(known["protection_days"].median(), color="#57606a", linestyle=":")
ax.annotate("median protection interval", (known["protection_days"].median(), 1.02), fontsize=8)
ax.set(xlabel="days of cover (at most 365 shown)", ylabel="stock-out risk before the next receipt",
       title="Little cover, high risk: and the exceptions to look at")
ax.legend()
plt.tight_layout()
plt.show()

# %% [markdown]
# ## With half the money
#
# If only half of what is recommended can be spent now: first what will most likely run out, for each
# unit of money. This is a rule of thumb to start from, not what `--budget` does.

# %%
if len(orders):
    budget = orders[worth].sum() / 2
    ranked = orders.assign(rank=orders["stockout_risk"] / orders[worth].clip(lower=1e-9))
    ranked = ranked.sort_values("rank", ascending=False)
    ranked["spent"] = ranked[worth].fillna(0).cumsum()
    chosen = ranked[ranked["spent"] <= budget]
    print(f"{len(chosen):,} of {len(orders):,} orders for {chosen[worth].sum():,.0f} "
          f"of {orders[worth].sum():,.0f}: they carry "
          f"{chosen['stockout_risk'].sum() / max(1e-9, orders['stockout_risk'].sum()):.0%} "
          "of the expected stock-outs")

# %% [markdown]
# ## What was wrong with the data

# %%
findings[["severity", "finding", "count", "treatment"]]
