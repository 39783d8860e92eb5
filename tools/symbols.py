#!/usr/bin/env python3
"""Makes src/newsx/data/symbols.txt: symbols under which anything traded in the United States.

    pip install --no-deps edgartools pyarrow && python tools/symbols.py

Source: the CUSIP-to-symbol table inside edgartools (MIT), drawn from the SEC's fails-to-deliver files (public domain):
shares, funds, notes and what is no longer listed. Only the symbols are kept, those of two to five letters.
"""

import re
from importlib.util import find_spec
from pathlib import Path

import pyarrow.parquet as pq

TARGET = Path(__file__).parent.parent / "src/newsx/data/symbols.txt"
HEAD = """\
# Symbols under which something trades or has traded in the United States: shares, funds, notes, former listings.
# Source: the CUSIP-to-symbol table of edgartools (MIT), from the SEC's fails-to-deliver files (public domain).
# Made by tools/symbols.py, date: 2026-11-21. Sorted, separated by blanks, one line for each first letter.
"""


def main() -> None:
    spec = find_spec("edgar")
    if spec is None or spec.origin is None:
        raise SystemExit("symbols.py: edgartools is not installed; pip install --no-deps edgartools pyarrow")
    table = pq.read_table(Path(spec.origin).parent / "reference/data/ct.pq")
    symbols = {s for s in table.column("Ticker").to_pylist() if s and re.fullmatch(r"[A-Z]{2,5}", s)}
    lines = [" ".join(sorted(s for s in symbols if s[0] == letter)) for letter in sorted({s[0] for s in symbols})]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(symbols)} symbols")


if __name__ == "__main__":
    main()
