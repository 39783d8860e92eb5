"""Percentages: "4.2%", "12 per cent", "25 basis points", "2-3%", "(3.4)%". text -> candidates.

The unit is rare and the number stands before it, so each pass looks for one unit and then, in a short window that ends
there, for the number. Every pass is linear.
"""

import re
from collections.abc import Iterator

from newsx.rules.candidate import Candidate
from newsx.values import bounds, direction
from newsx.values.numbers import DIGITS, GAP, MINUS, WORDS
from newsx.values.percents import UNITS, read, rises

WINDOW = 64  # characters before a unit in which its number begins

_NUMBER = rf"(?: \( {DIGITS} \) | {DIGITS} | {WORDS} (?:{GAP}of{GAP}an?|{GAP}an?)?+ )"
_UNIT = rf"(?: [ ]?[%％] | {GAP}?(?:percent|per[ ]cent|pct|pc) )"
_LEFT = rf"(?<![\w%=&]) (?<!\d[.,:/]) (?: (?<![\w)\]%.,/+-]) (?: [+{MINUS}] | (?i:minus)[ ] ) )?+"
_JOIN = rf"(?: {GAP}?[-–—]{GAP}? | {GAP}(?:to|or){GAP} | (?<=[\w%]){GAP}and{GAP} )"
BEFORE = re.compile(rf"{_LEFT} (?: {_NUMBER} [%％]?+ {_JOIN} [+{MINUS}]?+ )?+ {_NUMBER} (?:{GAP}|-)?\Z", re.VERBOSE)
ONE_BEFORE = re.compile(rf"{_LEFT} {_NUMBER} (?:{GAP}|-)?\Z", re.VERBOSE)
BETWEEN = re.compile(r"(?:\bbetween|\bfrom)\s\Z", re.IGNORECASE)

SIGN = re.compile(r"[%％](?!\w)")
# the words, by the letters that stand in all their forms
WORD = re.compile(
    r"[ \n\u00a0-](?:[pP](?:er[ \n-]?cent(?:age(?:[ \n-]points?)?|[ ]points?)?|ct)|PER[ -]?CENT)(?!\w)",
    re.VERBOSE | re.ASCII,
)
POINTS = re.compile(rf"(?:{GAP}|-)(?:[Bb]asis|[Pp]ercent(?:age)?)(?:{GAP}|-)[Pp]oints?(?!\w)")
SHORT = re.compile(r"\d[ ]?(?P<unit>pc|p\.c\.|ppts?|pps?|bps?)(?![\w&])")
ALONE = re.compile(rf"\s*per[ ]?cents?[ ]of[ ](?:{DIGITS}|{WORDS})\s*\.?\s*\Z", re.VERBOSE)
A_POINT = re.compile(r"(?<!\w)[Aa]n?(?:[ ](?:full|whole|single))?\Z")
SURE = re.compile(r" (?:sure|certain|right|correct|wrong|behind|confident|committed|convinced|clear)\b")
IDIOM = re.compile(r"(?:a|one) hundred\s?\Z", re.IGNORECASE)


def find(text: str) -> Iterator[Candidate]:
    """Percentages in reading order, none inside another. Linear in the length of text."""
    found = sorted([*_signs(text), *_words(text)], key=lambda c: (c[0], -c[1]))
    reach = 0
    for candidate in found:
        if candidate.start >= reach:
            yield candidate
            reach = candidate.end


def _signs(text: str) -> Iterator[Candidate]:
    reach = 0
    for m in SIGN.finditer(text):
        hit = _number_before(text, m.start(), m.end(), "percent.sign", reach)
        if hit is not None:
            yield hit
            reach = hit.end


def _words(text: str) -> Iterator[Candidate]:
    for m in WORD.finditer(text):
        if (hit := _number_before(text, m.start(), m.end(), "percent.word")) is not None:
            if not (SURE.match(text, m.end()) and IDIOM.search(text, hit.start, m.start())):
                yield hit
    for m in POINTS.finditer(text):
        hit = _number_before(text, m.start(), m.end(), "percent.points")
        if hit is None and (a := A_POINT.search(text, max(0, m.start() - 9), m.start())) is not None:
            hit = Candidate(a.start(), m.end(), "PERCENT", "percent.points")
        if hit is not None:
            yield hit
    for m in SHORT.finditer(text):
        rule = "percent.word" if m["unit"][-1] in "c." else "percent.points"
        if (hit := _number_before(text, m.start("unit"), m.end(), rule)) is not None:
            yield hit
    if (whole := ALONE.match(text)) is not None:
        yield Candidate(
            whole.start() + len(whole[0]) - len(whole[0].lstrip()), len(text.rstrip(" .\n")), "PERCENT", "percent.word"
        )


def _number_before(text: str, unit_start: int, unit_end: int, rule: str, floor: int = 0) -> Candidate | None:
    """The number before a unit, with a range when its ends rise."""
    low = max(floor, unit_start - WINDOW)
    m = BEFORE.search(text, low, unit_start)
    if m is None:
        return None
    between = " and " in m[0] and BETWEEN.search(text, max(0, m.start() - 9), m.start()) is not None
    if (" and " in m[0] and not between) or not rises(m[0], between=between):
        m = ONE_BEFORE.search(text, low, unit_start) or m
    return Candidate(m.start(), unit_end, "PERCENT", rule)


def values(text: str, found: Candidate) -> dict[str, object]:
    """The values of one percentage that was chosen, by field of Entity; none for what holds no number."""
    start, end = found.start, found.end
    between = BETWEEN.search(text, max(0, start - 9), start) is not None
    worth = read(text[start:end], between=between)
    if worth is None:
        return {}
    one = worth.high is None
    way = direction.direction(text, start, end) if one else None
    return {
        "value": worth.low if one else None,
        "low": None if one else worth.low,
        "high": worth.high,
        "unit": worth.unit,
        "change": way * abs(worth.low) if way else worth.low if one and text[start] == "+" else None,
        "bound": bounds.bound(text, start, end),
    }


__all__ = ["UNITS", "find", "values"]
