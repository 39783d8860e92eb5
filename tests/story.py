"""One article with a hit of every label and a move, as the writers for people show it."""

from decimal import Decimal as D
from typing import Any

from newsx.records import Change, Entity

TEXT = "Nokia (HEL:NOKIA) fell 4% to €3.90.\n\nNokia will buy Tarnbrook for $2bn, or 10% of its cash."
NOKIA = {"name": "Nokia Oyj", "ticker": "NOKIA", "exchange": "XHEL", "id": "XHEL:NOKIA"}


def entity(surface: str, label: str, text: str = TEXT, nth: int = 1, **values: Any) -> Entity:
    """The nth mention of the surface in the text."""
    start = -1
    for _ in range(nth):
        start = text.index(surface, start + 1)
    return Entity(start, start + len(surface), surface, label, **{"rule": "x.y", **values})


ENTITIES = (
    entity("Nokia", "COMPANY", **NOKIA),
    entity("HEL:NOKIA", "TICKER", symbol="NOKIA", exchange="HEL", mic="XHEL", company="Nokia Oyj", id="XHEL:NOKIA"),
    entity("4%", "PERCENT", value=D(4), unit="percent", change=D(-4)),
    entity("€3.90", "PRICE", amount=D("3.9"), currency="EUR"),
    entity("Nokia", "COMPANY", nth=2, **NOKIA),
    entity("Tarnbrook", "COMPANY"),
    entity("$2bn", "MONEY", amount=D(2_000_000_000), currency="USD"),
    entity("10%", "PERCENT", value=D(10), unit="percent"),
)
MOVE = Change(0, 35, "share price", "down", company="Nokia", change=D(-4), unit="percent", to=D("3.9"), currency="EUR")
