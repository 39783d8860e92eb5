"""What a user expects of the records, ``[[expect]]`` in the settings, held against each article and against all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

from newsx.checks.findings import Finding, Place
from newsx.checks.reading import Doc
from newsx.checks.records import finding
from newsx.checks.schema import is_number, short
from newsx.checks.values import plain
from newsx.settings import Expectation

Entity = Mapping[str, Any]
NAMED = frozenset(("COMPANY", "TICKER", "SECURITY_ID"))  # labels that name somebody themselves
AMOUNTS = ("value", "amount", "low", "high")


class Expected:
    """One expectation, and what it has met so far."""

    def __init__(self, wanted: Expectation) -> None:
        self.wanted = wanted
        self.articles = 0
        self.met = self.companies = self.linked = self.unknown = 0

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """The pattern, ready for use."""
        return re.compile(self.wanted.pattern) if self.wanted.pattern else None

    def see(self, doc: Doc) -> Iterator[Finding]:
        """What one article lacks or has too much of."""
        w = self.wanted
        if w.articles and not fnmatchcase(doc.id, w.articles):
            return
        self.articles += 1
        entities: list[Entity] = [e for e in doc.entities if isinstance(e, dict)]
        mine = [e for e in entities if self._selects(e)]
        if (w.symbol or w.company) and w.label and NAMED.isdisjoint(w.label):
            mine = [e for e in _theirs(entities, self._is_who) if e.get("label") in w.label and self._fits(e)]
        companies = [e for e in mine if e.get("label") == "COMPANY"]
        linked = sum(1 for e in companies if e.get("id") or e.get("name"))
        unknown = [e for e in mine if e.get("label") == "TICKER" and not (e.get("company") or e.get("id"))]
        if w.scope == "all":
            self.met += len(mine)
            self.companies += len(companies)
            self.linked += linked
            self.unknown += len(unknown)
        else:
            for said, at in self._counts(len(mine), mine, linked, len(companies), unknown):
                yield self._finding(said, doc, at)
        for entity in mine:
            for said in self._values(entity):
                yield self._finding(said, doc, entity)

    def end(self) -> Iterator[Finding]:
        """What all articles together lack or have too much of."""
        w = self.wanted
        place = Place(*w.where)
        if w.articles and not self.articles:
            yield Finding("expectation", f'no article fits "{w.articles}"', place, "warning", name=w.name)
        if w.scope == "all":
            for said, _ in self._counts(self.met, (), self.linked, self.companies, [{}] * self.unknown):
                yield Finding("expectation", f"{said} in all articles", place, w.severity, name=w.name)

    def _counts(
        self, met: int, mine: Sequence[Entity], linked: int, companies: int, unknown: Sequence[Entity]
    ) -> Iterator[tuple[str, Entity | None]]:
        w, what = self.wanted, self._what
        if w.present is True and not met:
            yield f"no {what}", None
        if w.present is False and met:
            yield f"{met} {what}, none expected", mine[0] if mine else None
        if w.at_least is not None and met < w.at_least:
            yield f"{met} {what}, at least {w.at_least} expected", None
        if w.at_most is not None and met > w.at_most:
            yield f"{met} {what}, at most {w.at_most} expected", mine[w.at_most] if mine else None
        if w.exactly is not None and met != w.exactly:
            yield f"{met} {what}, exactly {w.exactly} expected", None
        if w.linked_at_least is not None and companies and linked / companies < w.linked_at_least:
            share = f"{linked} of {companies} companies linked ({linked / companies:.0%})"
            yield f"{share}, at least {w.linked_at_least:.0%} expected", None
        if w.unknown_at_most is not None and len(unknown) > w.unknown_at_most:
            first = unknown[w.unknown_at_most] or None
            yield f"{len(unknown)} unknown tickers, at most {w.unknown_at_most} expected", first

    def _values(self, entity: Entity) -> Iterator[str]:
        w = self.wanted
        if w.between is not None:
            low, high = w.between
            for name in AMOUNTS:
                value = entity.get(name)
                if value is not None and is_number(value) and not low <= float(value) <= high:
                    yield f"{name} is {plain(value)}, expected {plain(low)} to {plain(high)}"
        currency = entity.get("currency")
        if w.currencies and currency is not None and currency not in w.currencies:
            yield f"currency is {currency}, expected {' or '.join(w.currencies)}"

    def _selects(self, entity: Entity) -> bool:
        w = self.wanted
        if w.label and entity.get("label") not in w.label:
            return False
        if (w.symbol or w.company) and not self._is_who(entity):
            return False
        return self._fits(entity)

    def _fits(self, entity: Entity) -> bool:
        return self.pattern is None or self.pattern.search(str(entity.get("text", ""))) is not None

    def _is_who(self, entity: Entity) -> bool:
        """Whether an entity is the symbol or the company that is asked for."""
        w = self.wanted
        symbols = (entity.get("symbol"), entity.get("ticker"))
        names = (entity.get("name"), entity.get("company"), entity.get("id"), entity.get("text"))
        return (not w.symbol or w.symbol in symbols) and (not w.company or w.company in names)

    @property
    def _what(self) -> str:
        w = self.wanted
        which = [" or ".join(w.label) or "entities"]
        which += [f"of {w.symbol}"] if w.symbol else []
        which += [f"of {short(w.company)}"] if w.company else []
        which += [f"that fit {short(w.pattern)}"] if w.pattern else []
        return " ".join(which)

    def _finding(self, said: str, doc: Doc, entity: Entity | None) -> Finding:
        return finding("expectation", said, doc, doc.number(entity), entity, self.wanted.severity, self.wanted.name)


def _theirs(entities: Sequence[Entity], is_who: Any) -> Iterator[Entity]:
    """Entities behind a mention that is asked for, up to the next company or ticker."""
    ours = False
    for entity in sorted(entities, key=lambda e: e["start"] if type(e.get("start")) is int else 0):
        if entity.get("label") in ("COMPANY", "TICKER"):
            ours = is_who(entity)
        elif ours:
            yield entity
