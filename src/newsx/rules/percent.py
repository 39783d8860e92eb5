"""Percentages: "4.2%", "12 per cent", "25 basis points", "2-3%", "(3.4)%". text -> candidates.

The unit is rare and the number stands before it, so each pass looks for one unit and then, in a short window that ends
there, for the number. Every pass is linear.
"""

import re
from collections.abc import Iterator

from newsx.rules.candidate import Candidate
from newsx.values import bounds, direction
from newsx.values.numbers import DIGITS, GAP, MAGNITUDE, MINUS, NUMBER_WORDS, WORDS, pieces, usual_before, word_before
from newsx.values.percents import read, rises

NEAR, FAR = 48, 80  # characters before a unit in which its number begins, in digits and in words

_SIGNED = rf"(?<![\w%=&])(?<!\d[.,:/])(?>(?:(?<![\w)\]%.,/+-])[+{MINUS}]|(?i:(?<!plus[ ]or[ ])minus|negative)[ ])?)"
_JOIN = rf"(?: {GAP}?[-–—]{GAP}? | {GAP}(?:to|or){GAP} | (?<=[\w%]){GAP}and{GAP} )"


def _before(number: str, first: str) -> re.Pattern[str]:
    """A number at the end of a window, or two that may be the ends of a range."""
    end = rf"(?:{GAP}|-)?\Z"
    return re.compile(rf"(?={first}){_SIGNED}(?:{number})(?:{_JOIN}[+{MINUS}]?+(?:{number}))?{end}", re.VERBOSE)


IN_DIGITS = _before(rf"\({DIGITS}\)|{DIGITS}", rf"[\d(½¼¾⅛⅜⅝⅞+mMnN{MINUS}]")
IN_WORDS = _before(rf"{WORDS}(?>(?:{GAP}of{GAP}an?|{GAP}an?|-an?)?)", "[a-zA-Z]")
BETWEEN = re.compile(r"(?:\bbetween|\bfrom)\s\Z", re.IGNORECASE)
BETWEEN_ENDS = ("n", "m", "N", "M")

# Each unit by letters that all its forms have: they cost little to look for, and most are in no article.
SIGN = {"%": re.compile(r"%(?!\w)"), "％": re.compile(r"％(?!\w)")}
CENT = {"cent": re.compile(r"cent(?:age)?(?!\w)"), "CENT": re.compile(r"CENT(?!\w)")}
PER = re.compile(rf"(?:{GAP}|-)(?:[pP]er|PER)[ \n-]?\Z")
POINT = re.compile(rf"(?:{GAP}|-)[Pp]oints?(?!\w)")
SIGN_POINT = re.compile(r"[ -]?(?:points?|pts?)(?!\w)")  # 3%-points, 2 %-pts, 3% points
BASIS_POINT = re.compile(rf"asis(?:{GAP}|-)[Pp]oints?(?!\w)")
BASIS = re.compile(rf"(?:{GAP}|-)[Bb]\Z")
# pct, pc, p.c., pp and bp, all with a p
SHORT = re.compile(r"p(?=[ctps.\W])(?:ct(?!\w)|(?:c|p(?:ts?|s)?|\.c\.|(?<=bp)s?)(?![\w&]))")
ALONE = re.compile(r"\s*per ?cents? of (\S.*?)\s*\.?\s*\Z")
ARTICLES = ("a", "an")
PER_ENDS = ("r", "R", " ", "-", "\n")
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
        points = SIGN_POINT.match(text, m.end())
        end, rule = (points.end(), "percent.points") if points else (m.end(), "percent.sign")
        hit = _number_before(text, m.start(), end, rule, reach if reach < m.start() else 0)
        if hit is not None:
            yield hit
            reach = hit.end


def _words(text: str) -> Iterator[Candidate]:
    for m in _each(CENT, text):
        start, end = m.span()
        if text[start - 1 : start] not in PER_ENDS or (per := PER.search(text, max(0, start - 5), start)) is None:
            continue
        points = POINT.match(text, end)
        if points is not None:
            hit = _points(text, per.start(), points.end())
        else:
            hit = _number_before(text, per.start(), end, "percent.word")
        if hit is not None and not (SURE.match(text, end) and IDIOM.search(text, hit.start, per.start())):
            yield hit
    if "asis" in text:
        for m in BASIS_POINT.finditer(text):
            kind = BASIS.search(text, max(0, m.start() - 2), m.start())
            if kind is not None and (hit := _points(text, kind.start(), m.end())) is not None:
                yield hit
    for m in SHORT.finditer(text):
        if (hit := _short(text, m)) is not None:
            yield hit
    alone = ALONE.match(text)
    if alone is not None and [piece[:2] for piece in pieces(alone[1])] == [(0, len(alone[1]))]:
        start = len(text) - len(text.lstrip())
        yield Candidate(start, len(text.rstrip(" .\n")), "PERCENT", "percent.word")


def _points(text: str, unit_start: int, unit_end: int) -> Candidate | None:
    """Percentage or basis points, and a lone one: a percentage point."""
    hit = _number_before(text, unit_start, unit_end, "percent.points")
    if hit is None and (a := A_POINT.search(text, max(0, unit_start - 9), unit_start)) is not None:
        return Candidate(a.start(), unit_end, "PERCENT", "percent.points")
    return hit


def _short(text: str, m: re.Match[str]) -> Candidate | None:
    """5pc, 25bps, 3 pct; a number in words only before pct."""
    at, unit = m.start(), m[0]
    if unit == "pct":
        return _number_before(text, at, m.end(), "percent.word")
    if unit in ("p", "ps"):
        at -= 1  # bp, bps
    before = text[at - 2 : at] if at > 1 else text[:at]
    if not before or not (before[-1].isdigit() or (before[-1] == " " and before[:-1].isdigit())):
        return None
    rule = "percent.word" if unit[-1] in "c." else "percent.points"
    return _number_before(text, at, m.end(), rule)


def _number_before(text: str, unit_start: int, unit_end: int, rule: str, floor: int = 0) -> Candidate | None:
    """The number before a unit, with a range when its ends rise."""
    low = max(floor, unit_start - NEAR)
    if (usual := usual_before(text, low, unit_start)) is not None:
        return Candidate(usual, unit_end, "PERCENT", rule)
    last = word_before(text, low, unit_start)
    way = IN_DIGITS
    m = way.search(text, low, unit_start) if not last or last in MAGNITUDE else None
    if m is None and (last in NUMBER_WORDS or last in ARTICLES):
        way, low = IN_WORDS, max(floor, unit_start - FAR)
        m = way.search(text, low, unit_start)
    if m is None:
        return None
    found = pieces(m[0])
    if not found:
        return None  # 1/0, six seven
    if len(found) > 1:
        between = " and " in m[0] and BETWEEN.search(text, max(0, m.start() - 9), m.start()) is not None
        if (" and " in m[0] and not between) or not rises(m[0], between=between):
            m = way.search(text, m.start() + found[0][1], unit_start) or m  # the second alone
    return Candidate(m.start(), unit_end, "PERCENT", rule)


def values(text: str, found: Candidate) -> dict[str, object]:
    """The values of one percentage that was chosen, by field of Entity; none for what holds no number."""
    start, end = found.start, found.end
    between = text[start - 2 : start - 1] in BETWEEN_ENDS and BETWEEN.search(text, max(0, start - 9), start) is not None
    worth = read(text[start:end], between=between)
    if worth is None:
        return {}
    one = worth.high is None
    bound, left = bounds.around(text, start, end)
    way = direction.direction(text, start, end, left=left) if one else None
    signed = one and text[start] in SIGNS_WRITTEN and direction.is_signed_move(text, start)
    return {
        "value": worth.low if one else None,
        "low": None if one else worth.low,
        "high": worth.high,
        "unit": worth.unit,
        "change": worth.low if signed or (way and worth.low < 0) else way * worth.low if way else None,
        "bound": bound,
    }
