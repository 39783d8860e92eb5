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


OF_CENTS = ("US", "NZ", "HK", "AU")  # letters whose sign has a $ behind them
_CENTS = re.compile(rf"({'|'.join(OF_CENTS)})([\d.]+)\D*\Z")  # US60c


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
    if (coins := _CENTS.match(text)) is not None and text[-1] in "c¢st":
        cents = Unit(currencies.signs[f"{coins[1]}$"].codes, "", Decimal("0.01"))
        return Sum(Decimal(coins[2]) / 100, None, cents, False)
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
    unit = next((u for u in reversed(rest) if u.share >= 1), rest[-1] if rest else None)  # the main one before cents
    share = unit.share if unit is not None else Decimal(1)
    if not found:
        alone = unit is not None and re.match(r"an?\s", text, re.IGNORECASE) is not None  # a dollar
        return Sum(share, None, unit, False) if alone else None
    (_, first_end, low, times), *more = found
    high = None
    if more:
        second_start, _, other, other_times = more[0]
        joined = len(parts) == 2 or _MAJOR_AND_MINOR.search(text[first_end:second_start]) is not None
        if not joined and unit is not None:  # 20 dollars and 43 cents, 15 dollars 50
            low += other / 100
        elif (both := span_of_two((low, times), (other, other_times))) is not None:
            low, high = both
    if times == 1 and (behind := _TIMES_BEHIND.search(text)) is not None:  # 75 USD million
        times = magnitude(behind[1])
        low *= times
    return Sum(
        sign * low * share,
        None if high is None else sign * high * share,
        unit,
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
    plain = " ".join(_WORDS_BETWEEN.sub(" ", text).split()).strip(f" ()+{MINUS}—~")
    tight = plain.replace(" ", "")
    found = (
        currencies.signs.get(tight)
        or currencies.signs.get(tight.replace(".", "").upper())  # us$, U.S$
        or currencies.code(plain)
        or currencies.nouns.get(plain.lower())
        or (currencies.code(tight[:-1].upper()) if tight.endswith("$") else None)  # SGD$
    )
    if found is not None:
        return found
    adjective, _, last = plain.lower().rpartition(" ")
    noun, theirs = currencies.nouns.get(last), currencies.adjectives.get(adjective)
    if noun is not None and theirs is not None:
        codes = tuple(code for code in noun.codes if code in theirs) or (tuple(theirs) if noun.share < 1 else ())
        if codes:  # Canadian cents; also Swiss cents, though they are called rappen
            return Unit(codes, codes[0], noun.share)
    said = (currencies.code(word) or currencies.signs.get(word) for word in plain.split())  # USD million
    return next((unit for unit in said if unit is not None), noun)
