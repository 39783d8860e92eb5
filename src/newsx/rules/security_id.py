"""Security identifiers whose check digit holds: ISIN, LEI and FIGI anywhere, CUSIP and SEDOL behind their name."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from newsx.rules.candidate import Candidate
from newsx.universe import Company, Universe

ISIN = re.compile(r"[A-Z](?<![\w$-][A-Z])[A-Z][A-Z0-9]{9}\d(?![\w-])")
LEI = re.compile(r"[A-Z0-9](?<![\w$-][A-Z0-9])[A-Z0-9]{17}\d{2}(?![\w-])")
NAMED = re.compile(
    r"(?P<scheme>CUSIP|SEDOL)s?\b"
    r"(?:[ \xa0]?(?:[Nn]o\.?|[Nn]umbers?|[Cc]odes?|IDs?|#))?[ \xa0]?[:#(]?[ \xa0]?(?:(?:is|are)[ ])?"
)
CODE = {
    "CUSIP": re.compile(r"(?P<id>[0-9A-Z]{6}(?P<gap>[ -]?)[0-9A-Z]{2}(?P=gap)\d)(?!\w)"),
    "SEDOL": re.compile(r"(?P<id>[0-9B-DF-HJ-NP-TV-Z]{6}\d)(?!\w)"),
}
NEXT = re.compile(r"(?:,|;|/|,? and| &)[ \xa0]?")  # "CUSIPs 037833100 and 594918104"

MODULES = {"ISIN": "isin", "LEI": "lei", "FIGI": "figi", "CUSIP": "cusip", "SEDOL": "gb.sedol"}


class SecurityIdRule:
    """Security identifiers; the universe says whose an ISIN is."""

    def __init__(self, universe: Universe) -> None:
        self.universe = universe

    def find(self, text: str) -> Iterator[Candidate]:
        """Identifiers, scheme by scheme. Linear in the length of text."""
        for m in ISIN.finditer(text):
            for scheme in ("FIGI", "ISIN"):  # a FIGI has the shape of an ISIN; its own check digit tells
                if _holds(scheme, m[0]):
                    yield self._candidate(m.start(), m.end(), scheme, m[0])
                    break
        for m in LEI.finditer(text):
            if _holds("LEI", m[0]):
                yield self._candidate(m.start(), m.end(), "LEI", m[0])
        for m in NAMED.finditer(text):
            scheme, at = m["scheme"], m.end()
            while (c := CODE[scheme].match(text, at)) and _holds(scheme, c["id"]):
                yield self._candidate(*c.span("id"), scheme, c["id"])
                further = NEXT.match(text, c.end())
                at = further.end() if further else len(text)

    def values(self, text: str, found: Candidate) -> dict[str, object]:
        """The values of one identifier that was chosen, by field of Entity."""
        company = self.universe.get(found.id) if found.id else None
        return {
            "scheme": found.rule.partition(".")[2].upper(),
            "symbol": re.sub(r"[ -]", "", text[found.start : found.end]),
            "company": company.name if company else None,
            "id": found.id or None,
        }

    def _candidate(self, start: int, end: int, scheme: str, code: str) -> Candidate:
        company = self._company(scheme, code)
        return Candidate(start, end, "SECURITY_ID", f"security_id.{scheme.lower()}", id=company.id if company else "")

    def _company(self, scheme: str, code: str) -> Company | None:
        if scheme == "ISIN":
            return self.universe.by_isin(code)
        if scheme in ("CUSIP", "SEDOL"):
            return self.universe.by_isin(_stdnum(scheme).to_isin(re.sub(r"[ -]", "", code)))
        return None


def _holds(scheme: str, code: str) -> bool:
    return bool(_stdnum(scheme).is_valid(code))


@cache
def _stdnum(scheme: str) -> Any:
    """The checker of a scheme, imported when the first text has something of its shape."""
    return import_module(f"stdnum.{MODULES[scheme]}")
