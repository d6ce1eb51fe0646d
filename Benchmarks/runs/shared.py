"""Where things are, for the scripts beside this one."""

import os
import pathlib

package = pathlib.Path(__file__).resolve().parents[2]
#: The data that are not ours to redistribute, beside the checkout or where RESTOCK_SHARED says.
data = pathlib.Path(os.environ.get("RESTOCK_SHARED", package.parent / "shared")) / "data"
restock = pathlib.Path(os.environ.get("RESTOCK", package / ".build/release/restock"))
#: Made-up files and results; nothing of it is committed.
scratch = pathlib.Path(os.environ.get("RESTOCK_SCRATCH", "/tmp/restock-benchmarks"))
scratch.mkdir(parents=True, exist_ok=True)
