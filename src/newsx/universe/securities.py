"""What trades under a symbol and is no company: funds, volatility indices, coins; and symbols of former times."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Security(NamedTuple):
    """One row of data/securities.csv. mic: ISO 10383, "" for coins. kind: fund, index, coin or former."""

    symbol: str
    mic: str
    name: str
    kind: str


@cache
def securities() -> dict[str, Security]:
    """Funds, indices and former listings by symbol: what a bare symbol may stand for besides a company."""
    return {s.symbol: s for s in _rows() if s.kind != "coin"}


@cache
def coins() -> frozenset[str]:
    """Symbols of crypto coins, the left half of a pair ("BTC" in "BTC-USD")."""
    return frozenset(s.symbol for s in _rows() if s.kind == "coin")


@cache
def traded() -> frozenset[str]:
    """Symbols under which anything trades or has traded in the United States. 53,000, without a name."""
    return words("symbols.txt")


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list in data/: separated by white space, lines that begin with # are comments."""
    text = files("newsx").joinpath("data", name).read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


@cache
def _rows() -> list[Security]:
    text = files("newsx").joinpath("data/securities.csv").read_text(encoding="utf-8")
    return [Security(*row) for row in csv.reader(text.splitlines())][1:]
