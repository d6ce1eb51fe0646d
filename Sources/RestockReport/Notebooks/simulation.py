# %% [markdown]
# # Policies replayed on history
#
# This notebook reads what `restock simulate` wrote beside it, and nothing else: it runs without
# Restock, with `pandas` and `matplotlib` (`pip install pandas matplotlib jupyter`).
#
# Each policy was followed through the same past: at every review it saw what was known then, ordered,
# and lived through the demand that came. What it would have cost and how it would have served:
#
# | Column | What it is |
# |---|---|
# | `cost` | of stock (`holding_cost`), of order lines (`order_cost`) and of units short (`shortage_cost`) |
# | `fill_rate` | the share of units served from stock |
# | `cycle_service` | the share of replenishment cycles without a stock-out |
# | `promised_*` | what the levels were computed to deliver |
# | `cost_difference` | to the first policy, with its standard error over the items |
#
# | File | What is in it |
# |---|---|
# | `policies.csv` | one row a policy and group of items |
# | `simulated-orders.csv` | every order that a policy placed |

# %%
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

DATA = Path(".")
TEXT = {"policy": str, "group": str, "sku": str, "location": str}
COLORS = ["#0072b2", "#c04a00", "#00795a", "#e69f00", "#56b4e9", "#cc79a7", "#57606a", "#8c6d1f"]

policies = pd.read_csv(DATA / "policies.csv", dtype=TEXT, keep_default_na=False, na_values=[""])
orders = pd.read_csv(DATA / "simulated-orders.csv", dtype=TEXT, keep_default_na=False,
                     na_values=[""])
overall = policies[policies["group"] == "overall"].set_index("policy")
first = overall.index[0]
print(f"{len(overall)} policies on {int(overall['items'].max()):,} items, "
      f"{overall['units_demanded'].max():,.0f} units of demand")

# %% [markdown]
# ## All items together
#
# The standard error says how much of a difference in cost could be the luck of these items: a
# difference of less than twice its error is no difference.

# %%
shown = overall[["cost", "holding_cost", "order_cost", "shortage_cost", "fill_rate",
                 "cycle_service", "stockout_days", "average_stock_value", "turnover", "orders"]]
shown.sort_values("cost").round(3)

# %%
parts = ["holding_cost", "order_cost", "shortage_cost"]
costs = overall.sort_values("cost", ascending=False)[parts]
ax = costs.plot.barh(stacked=True, color=[COLORS[0], COLORS[3], COLORS[1]],
                     figsize=(8, 0.8 + 0.4 * len(costs)))
for place, value in enumerate(costs.sum(axis=1)):
    ax.annotate(f" {value:,.0f}", (value, place), va="center", fontsize=8)
ax.set(xlabel="money over the time measured", ylabel="", title="What each policy cost")
ax.legend([name.split("_")[0] for name in parts], title=None)
ax.margins(x=0.12)
plt.tight_layout()
plt.show()

# %%
difference = overall.drop(index=first)[["cost_difference", "cost_difference_standard_error"]]
difference = difference.dropna().sort_values("cost_difference", ascending=False)
if len(difference) > 0:
    fig, ax = plt.subplots(figsize=(8, 0.8 + 0.4 * len(difference)))
    ax.errorbar(difference["cost_difference"], difference.index,
                xerr=2 * difference["cost_difference_standard_error"], fmt="o",
                color=COLORS[0], capsize=3)
    ax.axvline(0, color="#57606a", linewidth=1)
    ax.set(xlabel=f"cost more than {first}, with two standard errors",
           title=f"Dearer or cheaper than {first}")
    plt.tight_layout()
    plt.show()

# %% [markdown]
# ## Service against the money in stock
#
# Up and to the left is better: more units served, less money lying there. Policies whose target was
# not set for it are not worse for standing elsewhere on the same curve, but one that lies below and to
# the right of another is worse than it, whatever stock and service are worth.

# %%
money = "average_stock_value" if overall["average_stock_value"].notna().any() else "average_stock"
fig, ax = plt.subplots(figsize=(8, 5))
for place, (name, row) in enumerate(overall.iterrows()):
    ax.scatter(row[money], 100 * row["fill_rate"], color=COLORS[place % len(COLORS)], s=50)
    ax.annotate(f"  {name}", (row[money], 100 * row["fill_rate"]), va="center", fontsize=8)
ax.set(xlabel="average stock, money" if money.endswith("value") else "average stock, units",
       ylabel="units served from stock, %", title="Service and stock of each policy")
ax.margins(x=0.25)
plt.tight_layout()
plt.show()

# %%
dominated = [
    name for name, row in overall.iterrows()
    if ((overall[money] <= row[money]) & (overall["fill_rate"] >= row["fill_rate"])
        & ((overall[money] < row[money]) | (overall["fill_rate"] > row["fill_rate"]))).any()
]
print("worse than another in both stock and service:", ", ".join(dominated) or "none")

# %% [markdown]
# ## What was promised and what came
#
# The levels of a policy with a target are computed to deliver a service. Over all items together the
# replay should come out near it: well below means too little safety stock (or demand that no history
# showed), well above means stock that the target did not ask for.

# %%
promised = overall[["promised_fill_rate", "fill_rate", "promised_cycle_service",
                    "cycle_service"]].dropna(subset=["promised_fill_rate"])
if len(promised) > 0:
    fig, axes = plt.subplots(1, 2, figsize=(10, 1.2 + 0.4 * len(promised)), sharey=True)
    for ax, kind, name in zip(axes, ["fill_rate", "cycle_service"],
                              ["units served from stock", "cycles without stock-out"]):
        y = np.arange(len(promised))
        ax.hlines(y, 100 * promised[f"promised_{kind}"], 100 * promised[kind], color="#a9b1bb")
        ax.scatter(100 * promised[f"promised_{kind}"], y, color=COLORS[3], label="promised")
        ax.scatter(100 * promised[kind], y, color=COLORS[0], label="achieved")
        ax.set(xlabel=f"{name}, %", yticks=y)
        ax.set_yticklabels(promised.index)
    axes[0].legend()
    fig.suptitle("Service promised and achieved")
    plt.tight_layout()
    plt.show()
else:
    print("no policy of these promises a service")

# %% [markdown]
# ## By group of items

# %%
groups = policies[policies["group"] != "overall"]
cost = groups.pivot(index="group", columns="policy", values="cost")
for group, name in cost.idxmin(axis=1).items():
    print(f"{group}: cheapest {name}")
fill = groups.pivot(index="group", columns="policy", values="fill_rate")
(100 * fill.reindex(columns=list(overall.index))).round(1)

# %% [markdown]
# ## The orders
#
# How often each policy orders, and how evenly: a supplier likes few and even orders, a warehouse too.

# %%
dates = pd.to_datetime(orders["ordered"], errors="coerce", format="%Y-%m-%d")
has_dates = dates.notna().any()
orders["when"] = dates if has_dates else pd.to_numeric(orders["ordered"], errors="coerce")
units = orders.pivot_table(index="when", columns="policy", values="quantity", aggfunc="sum",
                           fill_value=0)
units = units.reindex(columns=[name for name in overall.index if name in units.columns])
if has_dates:
    units = units.resample("MS").sum()
fig, ax = plt.subplots(figsize=(9, 4))
for place, name in enumerate(units.columns):
    ax.plot(units.index, units[name], color=COLORS[place % len(COLORS)], label=name)
ax.set(ylabel="units ordered a month" if has_dates else "units ordered",
       title="Units ordered over time")
ax.set_ylim(bottom=0)
ax.legend(fontsize=8)
plt.tight_layout()
plt.show()

# %%
lines = orders.groupby("policy")["quantity"].agg(["count", "mean", "median", "max"])
lines = lines.reindex([name for name in overall.index if name in lines.index])
lines.columns = ["order lines", "mean units", "median units", "largest"]
lines.round(1)
