"""Numbers as news writes them: "1,234.5", "12,34,567", "two and a half", with their magnitudes. text -> Decimal."""

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

# value -> the phrasings that mean it, lower case; the letters stand glued to the number ($3.2bn), the words anywhere
MAGNITUDES: dict[Decimal, tuple[str, ...]] = {
    Decimal(10) ** 2: ("hundred",),
    Decimal(10) ** 3: ("thousand", "k", "thou", "tsd"),
    Decimal(10) ** 5: ("lakh", "lakhs", "lac", "lacs"),
    Decimal(10) ** 6: ("million", "millions", "m", "mn", "mln", "mm", "mil", "mio"),
    Decimal(10) ** 7: ("crore", "crores", "cr"),
    Decimal(10) ** 9: ("billion", "billions", "b", "bn", "bln", "bil", "mrd", "mld", "milliard"),
    Decimal(10) ** 12: ("trillion", "trillions", "t", "tn", "trn", "trln", "tril"),
    Decimal(10) ** 15: ("quadrillion",),
}
MAGNITUDE = {written: value for value, forms in MAGNITUDES.items() for written in forms}

SMALL: dict[int, tuple[str, ...]] = {
    0: ("zero",), 1: ("one",), 2: ("two",), 3: ("three",), 4: ("four",), 5: ("five",), 6: ("six",), 7: ("seven",),
    8: ("eight",), 9: ("nine",), 10: ("ten",), 11: ("eleven",), 12: ("twelve",), 13: ("thirteen",), 14: ("fourteen",),
    15: ("fifteen",), 16: ("sixteen",), 17: ("seventeen",), 18: ("eighteen",), 19: ("nineteen",), 20: ("twenty",),
    30: ("thirty",), 40: ("forty",), 50: ("fifty",), 60: ("sixty",), 70: ("seventy",), 80: ("eighty",), 90: ("ninety",),
}  # fmt: skip
SMALL_WORD = {written: Decimal(value) for value, forms in SMALL.items() for written in forms}
FRACTION_WORD = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}
FRACTION_SIGN = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875"}

MINUS = r"\-−–‐‑"  # hyphen, minus, en dash and the two Unicode hyphens: all are typed for "minus"
THIN = "\u00a0\u2009\u202f\u2007"  # blanks that group digits
GAP = rf"[ {THIN}\n]"  # one blank inside an amount; a line may break there

# One number in digits. 1.234.567, 1 234 567, 5 000 and 12,34,567 group; 3,5 is a decimal comma.
DIGITS = rf"""
    (?: \d{{1,3}}+
        (?: (?>(?: \.\d{{3}} ){{2,}}) (?>(?: ,\d{{1,2}} (?!\d) )?)
          | (?>(?: [ ]\d{{3}} (?!\d) ){{2,}})
          | [ ]\d00 (?!\d)
        )
      | \d++ (?>(?: [,’'{THIN}] \d{{1,3}} (?!\d) )*) (?>(?: \.\d++ )?)
        (?>(?: [½¼¾⅛⅜⅝⅞] | [ -]\d/[1-9](?![\d/]) | /[1-9](?![\d/]) )?)
      | [½¼¾⅛⅜⅝⅞]
    )
"""

_SMALL = "|".join(sorted((*SMALL_WORD, *FRACTION_WORD), reverse=True))
_TIMES = "hundred|thousand|lakh|crore|dozen|[bm]illion|trillion"
_JOIN = rf"(?:{GAP}|-an?-|-(?={_TIMES}|half|quarter)|(?<=ty)-|{GAP}(?:and|of|point){GAP}(?:an?{GAP})?|{GAP}an?{GAP})"

# One number in words, and whatever "a", "and", "of" it is built with: "a quarter of a million". A magnitude alone is
# none (billion-dollar ideas, several hundred dollars).
_ONES = "zero|one|two|three|four|five|six|seven|eight|nine"
_SPOKEN = (
    rf"\b(?:\d{{1,3}}|{_SMALL}){GAP}point{GAP}(?:\d{{1,3}}|{_ONES})\b(?>(?:{GAP}(?:{_ONES})\b)*)"  # one point three
)
WORDS = (
    rf"(?i:(?:{_SPOKEN}|(?:\ban?{GAP}(?:{_TIMES}|half|quarter)|\b(?:{_SMALL}))\b"
    rf"(?>(?:{_JOIN}(?:{_SMALL}|{_TIMES})\b)*)))"
)

# A magnitude behind a number in digits: words behind a blank or hyphen, short forms behind a blank or glued, letters
# glued.
SPELLED = (
    rf"(?i:(?>(?:hundred{GAP})?)(?:thousand|[mb]illions?|trillions?|quadrillion|lakhs?|lacs?|crores?)"
    rf"(?>(?:{GAP}(?:crores?|[mb]illion|trillion)\b)?))"
)
SHORT = "(?:m[nm]|mln|M[MN]|MLN|Mn|bn|B[Nn]|bln|BLN|tn|T[Nn]|trn|TRL?N|tril|M(?:io|rd)|m(?:io|rd|ld|il)|Cr|cr)"
MAGNITUDES_BEHIND = rf"(?:(?>(?:{GAP}|-)?){SPELLED}|{GAP}?+{SHORT}|[kKmMbBtT]|{GAP}[mM](?![&’'-]))(?!\w)"


def number(text: str) -> Decimal:
    """What a number in digits or words is worth, without any magnitude letters.

    >>> number("1,234.50"), number("12,34,567"), number("3,5"), number("two and a half")
    (Decimal('1234.50'), Decimal('1234567'), Decimal('3.5'), Decimal('2.5'))

    text: as DIGITS or WORDS find it; full-width digits and fraction signs count.
    raises: ValueError when it is no number.
    """
    text = text.strip()
    if not text:
        raise ValueError("no number in ''")
    spoken = text[0].isalpha() or " point " in text
    return _words(text) if spoken else _digits(text)


def _digits(text: str) -> Decimal:
    extra = Decimal(0)
    if text[-1] in FRACTION_SIGN:
        extra, text = Decimal(FRACTION_SIGN[text[-1]]), text[:-1].strip() or "0"
    elif "/" in text:
        whole, _, fraction = text.replace("-", " ").rpartition(" ")
        top, bottom = fraction.split("/")
        if not int(bottom):
            raise ValueError(f"no number in {text!r}")
        extra, text = Decimal(int(top)) / Decimal(int(bottom)), whole or "0"
        extra = extra.scaleb(-len(whole.partition(".")[2]))  # $5.46-1/2 a bushel: half a cent more
    text = re.sub(rf"[{THIN}’' ]", "", text)
    if text.count(".") > 1:
        text = text.replace(".", "").replace(",", ".")
    head, comma, tail = text.rpartition(",")
    if comma and "." not in tail and len(tail) != 3:  # 3,5 and 1234,50: a decimal comma; 1,234 and 12,34,567 group
        text = f"{head}.{tail}"
    try:
        return Decimal(text.replace(",", "")) + extra
    except InvalidOperation:
        raise ValueError(f"no number in {text!r}") from None


def _words(text: str) -> Decimal:
    """Number words from left to right: what is said so far (done), and the part a magnitude would multiply (now)."""
    done = Decimal(0)
    now: Decimal | None = None
    added = scaled = known = False
    last = ""
    head, _, decimals = text.lower().partition(" point ")
    for word in re.findall(r"[^\W_]+", head):
        if word in ("a", "an", "of"):
            continue
        if word == "and":
            added = True
            continue
        known, shared = True, last in FRACTION_WORD
        last = word
        if word in FRACTION_WORD:
            share = FRACTION_WORD[word]
            if now is None and done and added:  # two million and a half is not written; two and a half is
                done += share
            else:
                now = share if now is None else now + share if added else now * share
            scaled = False
        elif word == "hundred":
            now = (1 if now is None else now) * Decimal(100)
            scaled = False
        elif word == "dozen":
            now = (1 if now is None else now) * Decimal(12)
        elif word in MAGNITUDE:
            if scaled and now is None:  # lakh crore
                done *= MAGNITUDE[word]
            else:
                done += (1 if now is None else now) * MAGNITUDE[word]
            now, scaled = None, True
        elif word in SMALL_WORD or word.isdigit():
            if now is not None and now % 10 and not added and not shared:
                raise ValueError(f"no number in {text!r}")  # six seven
            worth = SMALL_WORD[word] if word in SMALL_WORD else Decimal(word)
            now = (
                now * worth if shared and now is not None and not added else (now or Decimal(0)) + worth
            )  # half of one
            scaled = False
        else:
            raise ValueError(f"no number in {text!r}")
        added = False
    if not known:
        raise ValueError(f"no number in {text!r}")
    value = done + (now or Decimal(0))
    return value + _after_point(decimals) if decimals else value


def _after_point(words: str) -> Decimal:
    digits = "".join(w if w.isdigit() else str(SMALL_WORD[w]) for w in words.split() if w.isdigit() or w in SMALL_WORD)
    return Decimal("0." + digits) if digits else Decimal(0)


def magnitude(text: str) -> Decimal:
    """What the magnitude behind a number multiplies it with: "bn", "lakh crore", "hundred thousand"; 1 for "".

    raises: ValueError for anything else.
    """
    value = Decimal(1)
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        if word not in MAGNITUDE:
            raise ValueError(f"no magnitude: {text!r}")
        value *= MAGNITUDE[word]
    return value


class Quantity(NamedTuple):
    """The numbers of one span: one, or both ends of a range, each in full."""

    low: Decimal
    high: Decimal | None = None


# The usual number: no blank inside its digits, no fraction, thousands parted by commas.
PLAIN = r"\d++(?>(?:,\d{3}(?!\d))*)(?>(?:\.\d++)?)"
# The usual number before a unit: after a blank or bracket, no blank inside its digits, no fraction.
_USUAL = re.compile(rf"\(?+{PLAIN}(?>(?:[ ](?:[mb]illion|trillion))?)[ -]?\Z")
_GAPS = frozenset(" -\n" + THIN)
_BIG = ("million", "billion", "trillion")
_JOINED = frozenset((" to", " or", "and", "ive", "nus"))  # also negative 5, minus 5


# what a number in words may end with
NUMBER_WORDS = frozenset((*SMALL_WORD, *FRACTION_WORD, *_TIMES.replace("[bm]illion", "million|billion").split("|")))


def word_before(text: str, floor: int, unit: int) -> str:
    """The word right before text[unit:], in small letters; "" when digits or signs stand there.

    It tells what number it may end: one in digits and a magnitude, one in words, and mostly none.
    """
    end = unit
    while end > floor and (text[end - 1] in _GAPS):
        end -= 1
    begin = end
    while begin > floor and text[begin - 1].isalpha():
        begin -= 1
    return text[begin:end].lower()


def usual_before(text: str, floor: int, unit: int, *, times: bool = False) -> int | None:
    """Where the number right before text[unit:] begins, when it is one of the usual form and no end of a range.

    Cheaper than the patterns for all forms, and right for nine in ten; None says nothing.

    >>> usual_before("It rose 5.2 percent.", 0, 11), usual_before("rose 5 to 6 percent", 0, 12)
    (8, None)

    times: a million, billion or trillion may stand behind it.
    """
    at = text.rfind(" ", floor, unit - 1)
    if times and at > floor and text.startswith(_BIG, at + 1):
        at = text.rfind(" ", floor, at)
    if at <= floor or _USUAL.match(text, at + 1, unit) is None:
        return None
    if text[at + 1] == "(":
        return at + 2
    last = text[at - 1]
    if last.isalpha():
        return at + 1 if text[at - 3 : at].lower() not in _JOINED else None
    return at + 1 if last in ".,;:" else None


PIECE = re.compile(
    rf"(?P<words>(?!\d++[^ ]){WORDS})|(?P<digits>{DIGITS})(?>(?P<behind>{MAGNITUDES_BEHIND})?)", re.VERBOSE
)


def pieces(text: str) -> list[tuple[int, int, Decimal, Decimal]]:
    """The numbers in a short text: start, end, worth with its own magnitude, and that magnitude (1: none)."""
    found = []
    for m in PIECE.finditer(text):
        try:
            if m["words"]:
                last = re.findall(r"[a-z]+", m["words"].lower())[-1]
                worth, times = number(m["words"]), MAGNITUDE.get(last, Decimal(1))
            else:
                times = magnitude(m["behind"] or "")
                worth = number(m["digits"]) * times
        except ValueError:  # 1/0; six seven
            continue
        found.append((m.start(), m.end(), worth, times))
    return found


def span_of_two(first: tuple[Decimal, Decimal], second: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal] | None:
    """Two written numbers as the ends of a range; the magnitude of the second is the first one's too: 10-12 billion.

    first, second: worth and magnitude. returns: low and high; None when they do not rise, and so are no range.
    """
    (low, own), (high, times) = first, second
    if own == 1 and times != 1:
        low *= times
    return (low, high) if low < high else None
