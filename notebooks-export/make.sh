#!/bin/sh
# Makes the notebooks of this folder anew: plans, evaluates and replays the demo shop, exports the notebooks,
# and executes each from top to bottom, in its folder, without Restock.
#
#   notebooks-export/make.sh [--check]
#
# --check executes what is exported now and leaves the folder as it is; it fails where a cell does.
# Needs a release build (or RESTOCK=path/to/restock) and a Python with pandas, matplotlib, nbclient
# and ipykernel (or PYTHON=path/to/python).
set -eu
cd "$(dirname "$0")/.."
restock=${RESTOCK:-.build/release/restock}
python=${PYTHON:-python3}
demo=datasets/demo
out=notebooks-export
if [ "${1:-}" = --check ]; then
  out=$(mktemp -d)
  trap 'rm -rf "$out"' EXIT
fi

# Status 1 is: done, but some items got no result.
run() {
  "$restock" "$@" || [ $? -eq 1 ]
}

run plan --quiet --as-of 2026-06-29 --out "$out/weekly-plan" \
  --sales $demo/sales.csv.gz --stock $demo/stock.csv --stock-history $demo/stock-history.csv.gz \
  --open-orders $demo/open-orders.csv --items $demo/items.csv --suppliers $demo/suppliers.csv \
  --receipts $demo/receipts.csv --events $demo/events.csv
run evaluate --quiet --as-of 2026-06-29 --horizon 4 --origins 4 --out "$out/accuracy" \
  --sales $demo/sales.csv.gz --stock-history $demo/stock-history.csv.gz --items $demo/items.csv \
  --models auto,naive,seasonal-naive,moving-average,ses,croston,tsb,theta,auto-ets
run simulate --quiet --as-of 2026-06-29 --periods 52 --refit-every 13 --shortage-cost 3 \
  --out "$out/policy-replay" --sales $demo/sales.csv.gz --stock-history $demo/stock-history.csv.gz \
  --items $demo/items.csv --suppliers $demo/suppliers.csv --receipts $demo/receipts.csv
for folder in weekly-plan accuracy policy-replay; do run notebook --quiet "$out/$folder"; done
# Timings differ from run to run, the accuracy notebook needs none of the forecasts, and a saved plan is
# for restock report alone.
rm -f "$out"/*/run.json "$out/accuracy/forecasts.csv" "$out/weekly-plan/plan.bin"

for notebook in "$out"/*/*.ipynb; do
  "$python" - "$notebook" <<'PYTHON'
import pathlib
import sys

import nbformat
from nbclient import NotebookClient

path = pathlib.Path(sys.argv[1])
notebook = nbformat.read(path, as_version=4)
nbformat.validate(notebook)
NotebookClient(notebook, record_timing=False, timeout=300, kernel_name="python3",
               resources={"metadata": {"path": str(path.parent)}}).execute()
nbformat.write(notebook, path)
print("executed", path)
PYTHON
done
