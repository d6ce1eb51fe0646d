# %% [markdown]
# # How accurate the models are
#
# This notebook reads `accuracy.csv` that `restock evaluate` wrote beside it: it runs without Restock,
# with `pandas` and `matplotlib` (`pip install pandas matplotlib jupyter`).
#
# Every number is out of sample: each model forecast from what was known then, and was held against
# what came. Lower is better, but for the coverage, which should be what its name says.
#
# | Measure | What it is |
# |---|---|
# | `smape` | 200 \|y - f\| / (\|y\| + \|f\|), mean over a series' horizon, then over series |
# | `mase`, `rmsse` | mean absolute error (root mean squared error) over that of the naive forecast in sample |
# | `wape`, `bias` | sum of \|y - f\| (of f - y) over the sum of y |
# | `pinball_95`, `coverage_95` | loss of the 95% quantile, scaled; the share of outcomes at or below it |
# | `msis_95` | width of the 95% interval and what outcomes lie outside it, scaled |
# | `owa` | mean of the ratios of sMAPE and MASE to those of Naive 2 |

# %%
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

DATA = Path(".")
accuracy = pd.read_csv(DATA / "accuracy.csv", dtype={"model": str, "group": str},
                       keep_default_na=False, na_values=[""])
overall = accuracy[accuracy["group"] == "overall"].set_index("model")
print(f"{len(overall)} models on {int(overall['series'].max()):,} series")

# %% [markdown]
# ## All series together

# %%
measures = [name for name in ["smape", "mase", "rmsse", "wape", "bias", "msis_95", "owa"]
            if overall[name].notna().any()]
ranking = overall.sort_values("mase")[["series"] + measures]
best = {name: ranking[name].abs().idxmin() for name in measures}
print("best by measure:", ", ".join(f"{name} {model}" for name, model in best.items()))
ranking.round(4)

# %%
def bars(table, measure, title):
    table = table[measure].dropna().sort_values(ascending=False)
    fig, ax = plt.subplots(figsize=(8, 0.8 + 0.32 * max(1, len(table))))
    colors = ["#c04a00" if model == "auto" else "#0072b2" for model in table.index]
    ax.barh(table.index, table, color=colors)
    for place, value in enumerate(table):
        ax.annotate(f" {value:.3f}", (value, place), va="center", fontsize=8)
    ax.set(xlabel=f"{measure} (lower is better)", title=title)
    ax.margins(x=0.12)
    plt.tight_layout()
    plt.show()


bars(overall, "mase", "Mean absolute scaled error of all series")

# %% [markdown]
# ## By kind of demand
#
# The pattern of demand decides which model does well. A ratio below 1 is better than the median model
# on the same series.

# %%
patterns = [name for name in ["smooth", "erratic", "intermittent", "lumpy"]
            if name in set(accuracy["group"])]
by_pattern = accuracy[accuracy["group"].isin(patterns)].pivot_table(
    index="model", columns="group", values="mase", aggfunc="first")
by_pattern = by_pattern.reindex(columns=patterns)
(by_pattern / by_pattern.median()).sort_values(patterns[0] if patterns else "model").round(3) \
    if len(by_pattern) else "no patterns in this evaluation"

# %% [markdown]
# ## Further ahead

# %%
steps = accuracy[accuracy["group"].str.fullmatch(r"step \d+")].copy()
steps["step"] = steps["group"].str.removeprefix("step ").astype(int)
if len(steps):
    fig, ax = plt.subplots(figsize=(8, 4))
    shown = overall["mase"].nsmallest(6).index
    for model in shown:
        one = steps[steps["model"] == model].sort_values("step")
        ax.plot(one["step"], one["mase"], marker="o", markersize=3,
                linewidth=2.5 if model == "auto" else 1.2, label=model)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set(xlabel="periods ahead", ylabel="mase", title="The six most accurate, by horizon")
    ax.legend(fontsize=8)
    plt.tight_layout()
    plt.show()

# %% [markdown]
# ## Are the quantiles honest?
#
# Safety stock rests on quantiles: of outcomes, as many should lie at or below the 95% quantile as it
# says. Above the diagonal is too cautious, below it too bold.

# %%
levels = [name for name in overall.columns if name.startswith("coverage_")]
levels = [name for name in levels if overall[name].notna().any()]
if levels:
    promised = np.array([float(name.removeprefix("coverage_")) / 100 for name in levels])
    fig, ax = plt.subplots(figsize=(5.5, 5))
    ax.plot([0, 1], [0, 1], color="#57606a", linestyle=":")
    for model in overall["mase"].nsmallest(6).index:
        ax.plot(promised, overall.loc[model, levels].astype(float), marker="o", markersize=4,
                linewidth=2.5 if model == "auto" else 1.2, label=model)
    low = max(0, promised.min() - 0.1)
    ax.set(xlabel="probability promised", ylabel="share of outcomes at or below", xlim=(low, 1.01),
           ylim=(low, 1.01), title="Coverage of the quantiles")
    ax.legend(fontsize=8)
    plt.tight_layout()
    plt.show()
