"""What a written percentage is worth, in percent: "4.2%", "25 basis points", "2-3%", "(3.4)%". text -> value, unit."""

import re
from decimal import Decimal
from typing import NamedTuple

from newsx.values.numbers import MINUS, PLAIN, pieces

# unit -> the phrasings that mean it, lower case and without hyphens
UNITS: dict[str, tuple[str, ...]] = {
    "percent": ("%", "％", "percent", "per cent", "percentage", "pct", "pc", "p.c."),
    "pp": (
        *("percentage point", "percentage points", "percent point", "percent points", "pp", "pps", "ppt", "ppts"),
        *("% point", "% points", "% pt", "% pts", "%point", "%points", "%pt", "%pts"),
    ),
    "bp": ("basis point", "basis points", "bp", "bps"),
}
_UNIT = {form: unit for unit, forms in UNITS.items() for form in forms}
_BEHIND = re.compile("(?:" + "|".join(re.escape(f) for f in sorted(_UNIT, key=len, reverse=True)) + r")\Z")
_USUAL = re.compile(rf"({PLAIN})(?:%|[ ]percent|[ ]per[ ]cent)\Z")
_NEGATIVE = re.compile(rf"\s*(?:[{MINUS}]|minus\b|negative\b|\()", re.IGNORECASE)
_SIGNED = re.compile(rf"(?:[-–—]|\b(?:to|or|and)\b)\s?[{MINUS}]\s?\(?\Z")


class Percentage(NamedTuple):
    """One written percentage, in percent (25 basis points are 0.25). high: the other end of a range."""

    low: Decimal
    high: Decimal | None
    unit: str


def read(text: str, *, between: bool = False) -> Percentage | None:
    """What a written percentage is worth; None when it holds no number.

    >>> read("-1.25 to -0.25 percent")
    Percentage(low=Decimal('-1.25'), high=Decimal('-0.25'), unit='percent')
    >>> read("25bps")
    Percentage(low=Decimal('0.25'), high=None, unit='bp')

    between: the word stands before the span, so that "and" joins the ends of a range.
    """
    if (usual := _USUAL.match(text)) is not None:
        return Percentage(Decimal(usual[1].replace(",", "")), None, "percent")
    if text.endswith(("%", "percent", "per cent")):
        unit = "percent"
    else:
        m = _BEHIND.search(re.sub(r"[\s-]+", " ", text.lower()).strip())
        unit = _UNIT[m[0]] if m is not None else "percent"
    ends = _ends(text, between=between)
    if not ends:
        one = unit != "percent" and re.match(r"an?\s", text, re.IGNORECASE) is not None  # a percentage point
        return Percentage(_share(Decimal(1), unit), None, unit) if one else None
    low, high = ends[0], ends[1] if len(ends) > 1 and ends[0] < ends[1] else None
    return Percentage(_share(low, unit), None if high is None else _share(high, unit), unit)


def rises(text: str, *, between: bool = False) -> bool:
    """Whether the numbers in a text are one, or the rising ends of a range."""
    ends = _ends(text, between=between)
    return len(ends) < 2 or ends[0] < ends[1]


def _share(value: Decimal, unit: str) -> Decimal:
    return value / 100 if unit == "bp" else value


def _ends(text: str, *, between: bool) -> list[Decimal]:
    """The numbers in a text with their signs; the sign of the second end stands behind the word or dash that joins."""
    parts = text.split(" and ", 1) if between and " and " in text else [text]
    ends: list[Decimal] = []
    for part in parts:
        found = pieces(part)
        for i, (start, _, value, _) in enumerate(found):
            before = part[found[i - 1][1] : start] if i else part[:start]
            negative = _NEGATIVE.match(before) if not i else _SIGNED.search(before)
            ends.append(-value if negative else value)
    return ends
