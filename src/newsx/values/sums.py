"""What a written sum is worth: "$3.2bn", "20 dollars 43 cents", "EUR 10-12m" -> amounts and the unit they are in."""

import re
from dataclasses import dataclass
from decimal import Decimal

from newsx.values.currencies import Currencies, Unit
from newsx.values.numbers import MINUS, PLAIN, SPELLED, magnitude, pieces, span_of_two

_MAJOR_AND_MINOR = re.compile(r"\b(?:to|or|between|from)\b|[-–—~]\s*\W*$")
_TIMES_BEHIND = re.compile(rf"[^\W\d]\s({SPELLED})\Z")
_USUAL = re.compile(rf"([^\d\s()+{MINUS}]*+)({PLAIN})(?:[ ]?([A-Za-z]+))?(?:[ ]([a-z]+))?\Z")
_SPELLED = ("thousand", "million", "billion", "trillion", "k", "K", "m", "M", "bn", "b", "B", "t", "T")
_TIMES = {None: Decimal(1)} | {written: magnitude(written) for written in _SPELLED}
_WORDS_BETWEEN = re.compile(r"^\W*\b(?:minus|and|to|or|between|from)\b|\b(?:and|to|or)\b\W*$")
_PAGED = re.compile(r"(?<=\d\.) (?=\d)")  # $49. 6 billion, broken by a page
_IN_BRACKETS = re.compile(r"\(([\d.,]+)\)")  # $(1.2) million
_NEGATIVE = re.compile(rf"\s*(?:[{MINUS}]|minus\b|\W\(|\W[{MINUS}])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sum:
    """One written sum, in the main unit of its currency. high: the other end of a range."""

    low: Decimal
    high: Decimal | None
    unit: Unit | None
    magnitude: bool


def read(text: str, currencies: Currencies, *, between: bool = False) -> Sum | None:
    """What the text of a span is worth, sign and currency included; None when it holds no amount.

    between: the word stands before the span, so that "and" joins the ends of a range.
    """
    if (usual := _USUAL.match(text)) is not None and (simple := _usual(usual, currencies)) is not None:
        return simple
    text = _PAGED.sub("", text.strip())
    sign = -1 if _NEGATIVE.match(text) else 1
    text = _IN_BRACKETS.sub(r"\1", text)
    parts = text.split(" and ", 1) if between and " and " in text else [text]
    found: list[tuple[int, int, Decimal, Decimal]] = []
    rest: list[Unit] = []
    for part in parts:
        numbers = pieces(part)
        ends = [0, *(edge for start, end, *_ in numbers for edge in (start, end)), len(part)]
        between_them = (part[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True) if a < b)
        rest += [unit for left in between_them if (unit := _unit(left, currencies)) is not None]
        found += numbers
    unit = next((u for u in reversed(rest) if u.share >= 1), None)
    small = next((u for u in reversed(rest) if u.share < 1), None)
    if not found:
        return (
            Sum(Decimal(1), None, unit or small, False) if re.match(r"an?\s", text, re.I) and (unit or small) else None
        )
    (_, first_end, low, times), *more = found
    high = None
    if more:
        second_start, _, other, other_times = more[0]
        joined = len(parts) == 2 or _MAJOR_AND_MINOR.search(text[first_end:second_start]) is not None
        if not joined and (unit or small):  # 20 dollars and 43 cents, 15 dollars 50
            low += other / 100
            small = small if unit is None else None
        elif (both := span_of_two((low, times), (other, other_times))) is not None:
            low, high = both
    if times == 1 and (behind := _TIMES_BEHIND.search(text)) is not None:  # 75 USD million
        times = magnitude(behind[1])
        low *= times
    one = unit or small
    share = one.share if one is not None else Decimal(1)
    return Sum(
        sign * low * share,
        None if high is None else sign * high * share,
        one,
        times != 1 or any(piece[3] != 1 for piece in found),
    )


def _usual(m: re.Match[str], currencies: Currencies) -> Sum | None:
    """The worth of a sum in the usual form: $3.2bn, $181.34, 380 billion yuan, 12 cents; None when it is another."""
    sign, digits, behind, noun = m.groups()
    if not sign and noun is None:
        behind, noun = None, behind
    unit = currencies.signs.get(sign) if sign else currencies.nouns.get(noun)
    times = _TIMES.get(behind)
    if unit is None or times is None or (sign and noun is not None):
        return None
    return Sum(Decimal(digits.replace(",", "")) * times * unit.share, None, unit, times != 1)


def _unit(text: str, currencies: Currencies) -> Unit | None:
    """The currency in a leftover: "US$", "Rs. ", " Hong Kong dollars", "USD million"."""
    found = currencies.signs.get(text) or currencies.nouns.get(text.strip())
    if found is not None:
        return found
    text = _WORDS_BETWEEN.sub(" ", text.replace("\n", " "))
    plain = text.strip(f" \u00a0\u2009\u202f()+{MINUS}—~")
    if not plain:
        return None
    tight = plain.replace(" ", "").replace(".", "")
    found = (
        currencies.signs.get(tight)
        or currencies.letters.get(plain)
        or currencies.code(plain)
        or currencies.nouns.get(plain.lower())
        or (currencies.signs.get(tight.upper()) if "$" in tight else None)
    )
    if found is not None:
        return found
    words = plain.split()
    if tight.endswith("$") and (unit := currencies.code(tight[:-1].upper())) is not None:  # SGD$
        return unit
    if len(words) > 1:
        last, adjective = words[-1].lower(), " ".join(words[:-1]).lower()
        unit = currencies.nouns.get(last)
        if unit is not None and adjective in currencies.adjectives:
            codes = tuple(c for c in unit.codes if c in currencies.adjectives[adjective])
            if codes or unit.share != 1:
                one = codes or tuple(currencies.adjectives[adjective])
                return Unit(one, one[0], unit.share)
        for word in words:  # USD million; Chinese yuan renminbi
            if (unit := currencies.code(word) or currencies.signs.get(word)) is not None:
                return unit
        if unit is None and last in currencies.nouns:
            return currencies.nouns[last]
        return currencies.nouns.get(last)
    return None
