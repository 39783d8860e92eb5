"""Whether names, symbols, venues and ids in a record belong together, as far as the lists of companies know."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from newsx.checks.schema import short
from newsx.universe import Company, Universe, venues
from newsx.universe.securities import coins, securities, traded
from newsx.values.symbols import canonical

WORD = re.compile(r"\w\w+")
Fault = tuple[str, str]


class Links:
    """Checks against one universe. Keeps nothing between two records."""

    def __init__(self, universe: Universe) -> None:
        self.universe = universe

    def check(self, entity: Mapping[str, Any]) -> Iterator[Fault]:
        """What is wrong with the links of one entity whose fields are of the right type."""
        label = entity.get("label")
        if label == "COMPANY":
            yield from self._company(entity)
        elif label == "TICKER":
            yield from self._ticker(entity)
        elif label == "SECURITY_ID":
            yield from self._security(entity)

    def pair(self, company: Mapping[str, Any], ticker: Mapping[str, Any]) -> Iterator[Fault]:
        """A company and the ticker in brackets right behind it: ``Alphabet (NASDAQ:GOOGL)``."""
        one = self._meant(company)
        other = self.universe.get(ticker["id"]) if ticker.get("id") else self._of_symbol(ticker)
        if one and other and one.ticker and one.id != other.id and one.name != other.name:
            yield "pair", f"{short(ticker['text'])} is {other.name}, not {one.name}"

    def _company(self, entity: Mapping[str, Any]) -> Iterator[Fault]:
        id, name = entity.get("id"), entity.get("name")
        ticker, mic = entity.get("ticker"), entity.get("exchange")
        if mic is not None and not self._is_mic(mic):
            yield "mic", f'exchange is "{mic}", which is the MIC of no venue'
            mic = None
        company: Company | None = None
        if id is not None:
            company = self.universe.get(id)
            if company is None:
                yield "id", f'no company has the id "{id}"'
                return
            if name is not None and name != company.name:
                yield "link", f'name is "{name}", but {id} is {company.name}'
            if ticker is not None and ticker != company.ticker:
                yield "link", f'ticker is "{ticker}", but {company.name} is {company.ticker or "not listed"}'
            elif mic is not None and mic != company.mic:
                yield "link", f"exchange is {mic}, but {company.name} is listed at {company.mic or 'none'}"
        elif name is not None and ticker is not None:
            known = [c for c in self.universe.named(name) if c.name == name]
            if known and not any((ticker, mic or m) in c.listings for c in known for _, m in c.listings):
                yield "link", f"ticker is {ticker}, but {name} is {known[0].ticker or 'not listed'}"
            elif not known and (listed := self.universe.symbol(ticker, mic or "")) is not None:
                yield "link", f'name is "{name}", but {ticker} is {listed.name}'
            company = known[0] if known else None
        if company is not None and not self._may_be(entity["text"], company):
            who = self.universe.named(entity["text"])[0].name
            yield "name", f"{short(entity['text'])} is {who}, not {company.name}"

    def _ticker(self, entity: Mapping[str, Any]) -> Iterator[Fault]:
        symbol, mic, name, id = (entity.get(field) for field in ("symbol", "mic", "company", "id"))
        if mic is not None and not self._is_mic(mic):
            yield "mic", f'mic is "{mic}", which no venue has'
            mic = None
        if symbol is None:
            return
        listed = self.universe.symbol(symbol, mic or "")
        company = self.universe.get(id) if id is not None else None
        if id is not None and company is None:
            yield "id", f'no company has the id "{id}"'
        elif company is not None:
            if name is not None and name != company.name:
                yield "link", f'company is "{name}", but {id} is {company.name}'
            elif not self._lists(company, symbol):
                yield "link", f"{symbol} is {listed.name if listed else 'unknown'}, not {company.name}"
        elif name is not None:
            meant = self.universe.named(name)
            if meant and not any(self._lists(c, symbol) for c in meant):
                yield "link", f"{symbol} is {listed.name if listed else 'unknown'}, not {name}"
        elif listed is None and not self._is_known(symbol):
            yield "symbol-unknown", f"no list knows {symbol}{f' at {mic}' if mic else ''}"

    def _security(self, entity: Mapping[str, Any]) -> Iterator[Fault]:
        id, symbol = entity.get("id"), entity.get("symbol")
        company = self.universe.get(id) if id is not None else None
        if id is not None and company is None:
            yield "id", f'no company has the id "{id}"'
        elif company is not None and entity.get("company", company.name) != company.name:
            yield "link", f'company is "{entity["company"]}", but {id} is {company.name}'
        elif company is not None and entity.get("scheme") == "ISIN":
            owner = self.universe.by_isin(str(symbol))
            if owner is not None and owner.id != company.id:
                yield "link", f"{symbol} is {owner.name}, not {company.name}"

    def _meant(self, entity: Mapping[str, Any]) -> Company | None:
        if entity.get("id"):
            return self.universe.get(entity["id"])
        found: Sequence[Company] = self.universe.named(entity.get("name") or entity["text"])
        return found[0] if len(found) == 1 else None

    def _of_symbol(self, entity: Mapping[str, Any]) -> Company | None:
        symbol = entity.get("symbol")
        return self.universe.symbol(symbol, entity.get("mic") or "") if symbol else None

    def _lists(self, company: Company, symbol: str) -> bool:
        forms = {canonical(s) for s, _ in company.listings}
        found = self.universe.symbol(symbol)
        return (
            canonical(symbol) in forms
            or (found is not None and found.id == company.id)
            or any(s.split("-")[0] == symbol.split(".")[0].split("-")[0] for s in forms)
        )

    def _may_be(self, text: str, company: Company) -> bool:
        """Whether a text can mean the company: nobody else goes by it, or a word of it is in one of its names."""
        named = self.universe.named(text)
        if not named or any(c.id == company.id for c in named):
            return True
        ours = " ".join((company.name, *company.aliases, *company.ambiguous, *company.former))
        return not WORD.findall(text.lower()) or not set(WORD.findall(text.lower())).isdisjoint(
            WORD.findall(ours.lower())
        )

    def _is_mic(self, mic: str) -> bool:
        return venues.get(mic) is not None or mic in self._mics

    @cached_property
    def _mics(self) -> frozenset[str]:
        """Venues that only the lists of companies know."""
        return frozenset(m for c in self.universe.companies.values() for _, m in c.listings)

    def _is_known(self, symbol: str) -> bool:
        return symbol in securities() or symbol in traded() or symbol.partition("-")[0] in coins() or "=" in symbol
