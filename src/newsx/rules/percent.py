"""Percentages: "4.2%", "12 per cent", "25 basis points", "2-3%", "(3.4)%". text -> candidates.

The unit is rare and the number stands before it, so each pass looks for one unit and then, in a short window that ends
there, for the number. Every pass is linear.
"""

import re
from collections.abc import Iterator

from newsx.rules.candidate import Candidate
from newsx.values import bounds, direction
from newsx.values.numbers import DIGITS, GAP, MINUS, WORDS, pieces
from newsx.values.percents import read, rises

NEAR, FAR = 48, 80  # characters before a unit in which its number begins, in digits and in words

_SIGNED = rf"(?<![\w%=&])(?<!\d[.,:/])(?:(?<![\w)\]%.,/+-])[+{MINUS}]|(?i:minus|negative)[ ])?+"
_JOIN = rf"(?: {GAP}?[-–—]{GAP}? | {GAP}(?:to|or){GAP} | (?<=[\w%]){GAP}and{GAP} )"


def _before(number: str, first: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A number at the end of a window, or two that may be the ends of a range; and one alone."""
    one, end = rf"(?={first}){_SIGNED}(?:{number})", rf"(?:{GAP}|-)?\Z"
    return (
        re.compile(rf"{one}(?:{_JOIN}[+{MINUS}]?+(?:{number}))?{end}", re.VERBOSE),
        re.compile(rf"{one}{end}", re.VERBOSE),
    )


IN_DIGITS = _before(rf"\({DIGITS}\)|{DIGITS}", rf"[\d(½¼¾⅛⅜⅝⅞+mMnN{MINUS}]")
IN_WORDS = _before(rf"{WORDS}(?:{GAP}of{GAP}an?|{GAP}an?|-an?)?+", "[a-zA-Z]")
BETWEEN = re.compile(r"(?:\bbetween|\bfrom)\s\Z", re.IGNORECASE)

# Each unit by a few letters that all its forms have: most are in no article, and to look for letters costs little.
SIGN = {"%": re.compile(r"%(?!\w)"), "％": re.compile(r"％(?!\w)")}
WORD = {"cent": re.compile(r"cent(?:age)?(?!\w)"), "CENT": re.compile(r"CENT(?!\w)"), "pct": re.compile(r"pct(?!\w)")}
PER = re.compile(rf"(?:{GAP}|-)(?:[pP]er|PER)[ \n-]?\Z")
POINTS = {"oint": re.compile(r"oints?(?!\w)")}
KIND = re.compile(rf"(?:{GAP}|-)(?:[Bb]asis|[Pp]er[ -]?cent(?:age)?)(?:{GAP}|-)[Pp]\Z")
SHORT = {
    letters: re.compile(rf"{unit}(?![\w&])")
    for letters, unit in (("bp", "bps?"), ("pc", "pc"), ("pp", "pp(?:ts?|s)?"), ("p.c.", r"p\.c\."))
}
ALONE = re.compile(rf"\s*per[ ]?cents?[ ]of[ ](?:{DIGITS}|{WORDS})\s*\.?\s*\Z", re.VERBOSE)
NUMBER_ENDS = tuple(" )½¼¾⅛⅜⅝⅞\u00a0\u2009\u202f")
SIGNS_WRITTEN = "+" + MINUS.replace("\\", "")
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


def _each(units: dict[str, re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    for letters, unit in units.items():
        if letters in text:
            yield from unit.finditer(text)


def _signs(text: str) -> Iterator[Candidate]:
    reach = 0
    for m in _each(SIGN, text):
        last = text[m.start() - 1 : m.start()]
        if not last.isdecimal() and last not in NUMBER_ENDS:
            continue
        hit = _number_before(text, m.start(), m.end(), "percent.sign", reach if reach < m.start() else 0)
        if hit is not None:
            yield hit
            reach = hit.end


def _words(text: str) -> Iterator[Candidate]:
    for m in _each(WORD, text):
        start = m.start()
        if m[0] != "pct":
            per = PER.search(text, max(0, start - 5), start)
            if per is None:
                continue
            start = per.start()
        hit = _number_before(text, start, m.end(), "percent.word")
        if hit is not None and not (SURE.match(text, m.end()) and IDIOM.search(text, hit.start, start)):
            yield hit
    for m in _each(POINTS, text):
        kind = KIND.search(text, max(0, m.start() - 14), m.start())
        if kind is None:
            continue
        hit = _number_before(text, kind.start(), m.end(), "percent.points")
        if hit is None and (a := A_POINT.search(text, max(0, kind.start() - 9), kind.start())) is not None:
            hit = Candidate(a.start(), m.end(), "PERCENT", "percent.points")
        if hit is not None:
            yield hit
    for m in _each(SHORT, text):
        at = m.start()
        if text[at - 1 : at].isdigit() or (text[at - 1 : at] == " " and text[at - 2 : at - 1].isdigit()):
            rule = "percent.word" if m[0][-1] in "c." else "percent.points"
            if (hit := _number_before(text, at, m.end(), rule)) is not None:
                yield hit
    if ALONE.match(text) is not None:
        start = len(text) - len(text.lstrip())
        yield Candidate(start, len(text.rstrip(" .\n")), "PERCENT", "percent.word")


def _number_before(text: str, unit_start: int, unit_end: int, rule: str, floor: int = 0) -> Candidate | None:
    """The number before a unit, with a range when its ends rise."""
    low = max(floor, unit_start - NEAR)
    way = IN_DIGITS
    m = way[0].search(text, low, unit_start)
    if m is None:
        way, low = IN_WORDS, max(floor, unit_start - FAR)
        m = way[0].search(text, low, unit_start)
    if m is None:
        return None
    found = pieces(m[0])
    if not found:
        return None  # 1/0, six seven
    if len(found) > 1:
        between = " and " in m[0] and BETWEEN.search(text, max(0, m.start() - 9), m.start()) is not None
        if (" and " in m[0] and not between) or not rises(m[0], between=between):
            m = way[1].search(text, low, unit_start) or m
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
    signed = one and text[start] in SIGNS_WRITTEN and direction.is_signed_move(text, start)
    return {
        "value": worth.low if one else None,
        "low": None if one else worth.low,
        "high": worth.high,
        "unit": worth.unit,
        "change": worth.low if signed or (way and worth.low < 0) else way * worth.low if way else None,
        "bound": bounds.bound(text, start, end),
    }
