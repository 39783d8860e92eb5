"""Tickers: "NYSE:BABA", "$BABA", "9988.HK", "BRK.B". text -> candidates."""

import re
from collections.abc import Iterator

from newsx.rules.candidate import Candidate
from newsx.universe import Universe

VENUE = re.compile(r"(?<=\()(?P<venue>NYSE|NASDAQ):[ ]?(?P<symbol>[A-Z.]+)")


class TickerRule:
    """Tickers by style; the universe says which company a symbol stands for."""

    def __init__(self, universe: Universe) -> None:
        self.universe = universe

    def find(self, text: str) -> Iterator[Candidate]:
        """Tickers in reading order. Linear in the length of text."""
        for m in VENUE.finditer(text):
            company = self.universe.symbol(m["symbol"])
            yield Candidate(m.start(), m.end(), "TICKER", "ticker.venue", id=company.id if company else "")

    def values(self, text: str, found: Candidate) -> dict[str, object]:
        """The values of one ticker that was chosen, by field of Entity."""
        company = self.universe.get(found.id)
        return {"symbol": text[found.start : found.end].split(":")[-1].strip(), "company": company and company.name}
