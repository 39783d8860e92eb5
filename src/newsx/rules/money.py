"""Prices and sums of money: "$181.34", "EUR 2.3bn", "380 billion yuan", "half a million dollars". text -> candidates.

Three passes, each over what is rare in a text: currency signs, currency nouns, codes beside digits. Whatever a pass
meets, the number is looked for right beside it, behind or in a short window before it, so every pass is linear.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from newsx.rules.candidate import Candidate
from newsx.values import bounds, direction, prices, sentence, sums, units
from newsx.values.currencies import Currencies, Unit
from newsx.values.home import WORLD, Home
from newsx.values.numbers import (
    DIGITS,
    FRACTION_SIGN,
    GAP,
    MAGNITUDE,
    MAGNITUDES_BEHIND,
    MINUS,
    NUMBER_WORDS,
    SHORT,
    SPELLED,
    THIN,
    WORDS,
    pieces,
    span_of_two,
    usual_before,
    word_before,
)

NEAR, FAR = 56, 88  # characters before a unit in which its number begins, in digits and in words
LONGEST = 120  # characters of an amount; what has more is a row of digits, and no reader of JSON takes the number
SIGNS = "$€£¥₹₩₽₺₦₱₫₴₪₡₭₮₲₵₸₼₾₨₿৳฿៛֏﷼¢ƒ＄￥￡￦￠"

DIGIT = re.compile(r"[\d½¼¾]")
# letters before a sign: US$, A$, GH¢, SGD$; "U.S. $" and the blanks of tokenised text ("c $ 16") too
BEHIND_SIGN = re.compile(r"[A-Z]{1,3}[ ]?\d|US\b")  # $US44.10, 20 $US
PREFIX = re.compile(r"(?<![A-Za-z$])(?:[A-Za-z]{1,4}|U\.?S\.?[ ]?|u\.s\.?[ ]?|US[ ]|c[ ])\Z")

RANGE = rf"""
    (?>(?: [-–—~] (?P<high> {DIGITS} (?>(?:{MAGNITUDES_BEHIND})?) ) (?! \w | [-/]\d | % )
      | {GAP} (?: [-–—] | to | or ) {GAP} (?P<far> {DIGITS} {MAGNITUDES_BEHIND} )
    )?)
"""
PAGED = r"\d{1,3}\.[ ]\d{1,2}(?=[ ](?:million|billion|trillion)\b)"
# the number behind a sign or a code, with the letters of $US and the like, a range and a code that says it again
BEHIND = re.compile(
    rf"""
    (?>(?P<letters> [A-Z]{{1,3}} (?=[ ]?\d) )?) {GAP}{{0,2}}
    (?P<one> (?>(?: [+{MINUS}] (?=\d) )?)
        (?: \( {DIGITS} \) | {PAGED} | {DIGITS} ) (?>(?P<times> {MAGNITUDES_BEHIND} )?) )
    (?! [A-Za-z\d] (?<! [A-Z]) )
    (?: {RANGE} )
    (?>(?P<code> {GAP}?+ [A-Z]{{3}} (?![\w/]) )?)
    """,
    re.VERBOSE,
)
# The number before a unit, to be searched in a window that ends at the unit: in digits, or else in words.
_SIGNED = rf"(?<!\w)(?<!\d[.,:/])(?<![{SIGNS}])(?>(?:(?<![\w)\]%.,/+-])[+{MINUS}])?)"
_JOIN = rf"(?: {GAP}?[-–—]{GAP}? | {GAP}(?:to|or){GAP} | (?<=\w){GAP}and{GAP} )"


def _before(number: str, first: str) -> re.Pattern[str]:
    """A number at the end of a window, or two that may be the ends of a range."""
    end = rf"{GAP}?-?\Z"
    return re.compile(rf"(?={first}){_SIGNED}(?:{number})(?:{_JOIN}(?:{number}))?{end}", re.VERBOSE)


IN_DIGITS = _before(rf"{DIGITS}(?>(?:{MAGNITUDES_BEHIND})?)", rf"[\d½¼¾⅛⅜⅝⅞+{MINUS}]")
IN_WORDS = _before(rf"{WORDS}(?>(?:(?<=half|rter){GAP}(?:of{GAP})?an?)?)", r"[a-zA-Z\d]")
BETWEEN = re.compile(r"(?:\bbetween|\bfrom)\s\Z", re.IGNORECASE)
BETWEEN_ENDS = ("n", "m", "N", "M")

# where a number ends and a unit may begin: behind digits, and behind the magnitudes that number words end in
WORD = r"[^\W\d_]++(?>(?:\.[^\W\d_]\b\.?)*)"
# A number with what stands behind it, a unit perhaps, and before it, a code perhaps: letters, or a blank and a short
# word that begins with a capital.
NUMBER = re.compile(
    rf"""
    [0-9] (?>(?P<coded> (?<=[A-Za-z./][0-9])
        | (?<=[ \u00a0][0-9]) (?: (?<=[A-Zčł./].[0-9]) | (?<=[A-Z][a-z].[0-9]) | (?<=[A-Z][A-Za-z][a-z].[0-9])
            | (?<=[A-Z][A-Za-z][A-Za-z][a-z].[0-9]) ) )?)
    [0-9.,]*+
    (?>(?: (?<=[0-9]) (?![%:;)/]) [½¼¾⅛⅜⅝⅞]?+ (?>(?: {SHORT} | [kKmMbBtT](?![a-z]) )?)
        (?: (?P<glued>[pc元円])(?!\w|\.m) | (?>(?:{GAP}|-)?) (?P<word>{WORD}) ) )?)
    """,
    re.VERBOSE,
)
WIDE = "０１２３４５６７８９"
NARROW = str.maketrans(WIDE, "0123456789")
# magnitudes in words by letters that all their forms have, and the lengths of those
SPELLED_END = ("illion", "housand")
INDIAN_END = ("lakh", "crore")
GAPS = frozenset(" \n-" + THIN)
# number words before a unit; each way begins with a plain letter, so that most words fail at once
_ONES = (
    "{o}ne|{t}(?:wo|hree|en|welve|hir|went)|{f}(?:our|ive|if)|{s}(?:ix|even)|{e}(?:ight|leven)|{n}ine|{h}(?:alf|undred)"
)
_ONES = re.sub(r"\{(\w)\}", r"\1", _ONES) + "|" + re.sub(r"\{(\w)\}", lambda m: m[1].upper(), _ONES)
SMALL_END = tuple(  # a literal first: four quick passes
    re.compile(rf"{re.escape(lead)}(?:{_ONES}|quarter|Quarter|dozen)(?:y|ty|teen|een)?(?=[ \n-](?P<word>{WORD}))")
    for lead in " -(\n"
)
A_WORD = re.compile(WORD)
PHRASE = re.compile(rf"{WORD}(?>(?:(?:\.?[ {THIN}\n]|-){WORD}){{0,4}})")  # the longest names have five words
BLANKS = re.compile(rf"[{THIN}\n]")
OF_A = re.compile(rf"(?<=half|rter){GAP}(?:of{GAP})?an?{GAP}(?=[^\W\d])")  # half a cent, a quarter of a dollar
BLANK_AND_LETTER = re.compile(rf"(?:{GAP}|-)(?=[^\W\d])")
AT_ONCE = re.compile(r"[A-Za-z]+[ -](?=[^\W\d])")  # a text that begins with its number: ten dollars
# nouns that may stand alone: a dollar, Euro 350 million, Canadian dollar 42
ALONE = ("ollar", "uro")
TIMES_BEHIND = re.compile(rf"{GAP}{SPELLED}(?!\w)")

# a code or its letters before a digit: EUR 2.3bn, Rs. 500, MSEK 120
CODE_BEFORE = re.compile(r"(?<![\w/.$])[A-Z][A-Za-z]{0,4}+(?>(?:\.|/\.?)?)(?=[ \u00a0]?\Z)")

# 20 dollars and 43 cents, 15 dollars 50: the hundredths behind the main unit
HUNDREDTHS = re.compile(
    rf"""
    {GAP}(?:and{GAP})?
    (?: (?:\d{{1,2}}|{WORDS})[ ]?(?:c|p|cents?|pence|paise|kopecks?|kopiykas?|sen|öre|centavos)(?!\w)
      | \d{{2}}(?=[.;!?]|\s*\Z|[ ]more\b) )
    """,
    re.VERBOSE,
)
NUMBER_AT_END = re.compile(rf"[ ]{DIGITS}(?=\s*(?:[.;!?)]|\Z))", re.VERBOSE)
SUM_BEHIND = re.compile(rf"[ ]{DIGITS}{MAGNITUDES_BEHIND}", re.VERBOSE)

ADJECTIVE = re.compile(r"(?:\A|[ \n])([A-Za-z]+(?:[ ][A-Za-z]+)?)\Z")
JOINS = frozenset((" and ", " to ", " or ", "-", "–", " - ", " – "))
YEAR = re.compile(r"(?:19|20)\d\d\Z")
EURO_ZONE = re.compile(
    r"[ -](?:zone|area|bloc|members?|countries|nations|states|currency|stoxx|sceptic)\b", re.IGNORECASE
)
DOLLAR_SHOP = re.compile(r"[ -](?:stores?|index|bonds?|bulls|bears|tree|general|shave|menu)\b", re.IGNORECASE)
DEBT = re.compile(
    r"[ -](?:notes?|bonds?|debt|paper|loans?|perpetuals?|sukuk|debentures?|tranche|issue)\b", re.IGNORECASE
)
WEIGHT_BEHIND = re.compile(
    r"""[ -](?: of[ ](?:\w+[ ]){0,3}?(?:weight|meat|beef|pork|chicken|poultry|fish|cheese|butter|flour|sugar
        |coffee|cocoa|cotton|coal|copper|uranium|lithium|explosives?|cocaine|heroin|marijuana|fentanyl|drugs?
        |thrust|pressure|force|ore|metal|steel|plastic|trash|waste|food|fat|muscle|lobster|gold|produce|potatoes
        |fruit|cargo|carbon|CO2|payload|supplies|material|gear|equipment|ice|salt|rice|nuts|peanuts)
      | per[ ]square | heavier | lighter | overweight )\b""",
    re.VERBOSE,
)
WEIGHT_BEFORE = re.compile(r"\b(?:weigh(?:s|ed|ing|t|ts)?|heavy|lifted|carry|carries|haul|payload)\b", re.IGNORECASE)
LOST = re.compile(r"\b(?:lost|lose|loses|losing|gained|shed|dropped)\s\Z")
SHARE_WORDS = re.compile(r"\b(?:shares?|stock|pence|FTSE|dividend|London|price)\b|£")
CENTS = re.compile(r"\d{1,4}(?:\.\d+)?(?:[ ]?[c¢]|[ ]cents?)(?!\w)")  # US60c, as Australian papers write
# what pays or costs cents, and what stands right before them: a dividend of 60c, down from 89c
CENTS_OF = re.compile(r"\b(?:dividends?|payouts?|distributions?|shares?|stock|scrip)(?!\w)", re.IGNORECASE)
CENTS_MOVE = re.compile(
    r"\b(?:of|to|from|at|by|an?|up|down|record|final|interim|special|pays?|paid|rose|fell|gained|lost|added|shed"
    r"|dropped|eased|slipped|climbed|jumped|dipped|was|is|dividend|payout|distribution|about|just|only|another)[ ]\Z"
)
SCREEN_LINES = frozenset(("240", "360", "480", "720", "1080", "1440", "2160", "4320"))
SINCE = re.compile(r"\b(?:in|since|of|by|during|until|from|for|year)\s\Z", re.IGNORECASE)


class MoneyRule:
    """Sums and prices. dollar: what a bare ``$`` means when the article does not say (ISO 4217)."""

    def __init__(self, dollar: str = "USD", currencies: Currencies | None = None) -> None:
        self.dollar = dollar
        self.currencies = currencies or Currencies.load()
        self._phrases, self._first = _units(self.currencies)
        self._code_ends = {way[-2:] for way in (*self.currencies.codes, *self.currencies.letters)}
        self._home: Home | None = None  # of the article last asked about

    def find(self, text: str) -> Iterator[Candidate]:
        """Prices and sums in reading order, none inside another. Linear in the length of text."""
        found = sorted([*self._by_sign(text), *self._by_unit(text)], key=lambda c: (c[0], -c[1]))
        before: Candidate | None = None
        for i, candidate in enumerate(found):
            if before is not None and candidate.start < before.end:
                continue
            following = found[i + 1] if i + 1 < len(found) else None
            if following and following.start < candidate.end and _longer(following, candidate):
                continue
            before = self._like(before, candidate, text)
            yield before

    @staticmethod
    def _like(before: Candidate | None, candidate: Candidate, text: str) -> Candidate:
        """Of two amounts that are the ends of one thing (between $5 and $10) both are prices when the first is.

        And what stands in brackets behind an amount, in another currency, is the same amount: 600,000 yuan ($83,000).
        """
        if before is None or before.label == candidate.label:
            return candidate
        between = text[before.end : candidate.start]
        if between == " (" and text[candidate.end : candidate.end + 1] == ")":
            return candidate._replace(label=before.label)
        if before.label != "PRICE":
            return candidate
        joined = between in JOINS
        small = joined and all(piece[3] == 1 for piece in pieces(text[candidate.start : candidate.end]))
        return candidate._replace(label="PRICE") if small else candidate

    def values(self, text: str, found: Candidate) -> dict[str, object]:
        """The values of one sum or price that was chosen, by field of Entity; none for what holds no amount."""
        start, end = found.start, found.end
        between = (
            text[start - 2 : start - 1] in BETWEEN_ENDS and BETWEEN.search(text, max(0, start - 9), start) is not None
        )
        worth = sums.read(text[start:end], self.currencies, between=between)
        if worth is None:
            return {}
        low, high = worth.low, worth.high
        if high is None and not worth.magnitude:
            low *= self._shared_magnitude(text, end, low)
        home = self._home_of(text)
        currency, assumed = home.choose(worth.unit, start, end, self.dollar) if worth.unit else (None, False)
        if "$" in text[start:end] and worth.unit and (said := SAID_BEHIND.match(text, end)) is not None:
            currency, assumed = DOLLARS[said[1]], False
        per = units.per(text, start, end)
        if per in TRADED_IN_DOLLARS and text[start] == "$" and currency != WORLD and not assumed:
            currency, assumed = WORLD, True
        is_sum = found.label == "MONEY"
        bound, left = bounds.around(text, start, end)
        way = direction.direction(text, start, end, result=is_sum, left=left) if high is None else None
        if way and not is_sum and _is_result(text, start, end, left, per):
            way = None
        return {
            "amount": low if high is None else None,
            "low": None if high is None else low,
            "high": high,
            "currency": currency,
            "assumed": assumed or None,
            "change": (way * low if low > 0 else low) if way else low if text[start] == "+" and high is None else None,
            "bound": bound,
            "per": per,
        }

    def _home_of(self, text: str) -> Home:
        home = self._home
        if home is None or home.text is not text:
            home = self._home = Home(text, self.currencies)
        return home

    def _shared_magnitude(self, text: str, end: int, low: Decimal) -> Decimal:
        """Of "$5" in "$5 to $10 billion" and "between $5 and $10 billion": the magnitude of the second."""
        m = TO_ANOTHER.match(text, end)
        if m is None or (m["join"] == "and" and "etween " not in text[max(0, end - 24) : end]):
            return Decimal(1)
        other = pieces(m["sum"])
        if not other or span_of_two((low, Decimal(1)), (other[0][2], other[0][3])) is None:
            return Decimal(1)
        return other[0][3]

    # ------------------------------------------------------------------ signs

    def _by_sign(self, text: str) -> Iterator[Candidate]:
        reach = 0
        for at in _all([sign for sign in SIGNS if sign in text], text):
            if at < reach:
                continue
            hit = self._at_sign(text, at, reach)
            if hit is not None:
                yield hit
                reach = hit.end

    def _at_sign(self, text: str, at: int, reach: int) -> Candidate | None:
        if DIGIT.search(text, max(0, at - 24), at + 8) is None:
            return None
        sign, start = text[at], at
        if (
            sign == "$"
            and text[at + 1 : at + 2].isupper()
            and text[at - 1] == " "
            and not BEHIND_SIGN.match(text, at + 1)
        ):
            return None  # 2600 $FLY: the sign belongs to the symbol
        if at > reach and (text[at - 1].isalpha() or text[at - 1] in ". "):
            prefix = PREFIX.search(text, max(reach, at - 6), at)
            if prefix is not None and self._known(prefix[0], sign, text[at + 1 : at + 2] == " "):
                start = prefix.start()
            elif text[at - 1].isalpha():
                return None  # A$AP, Micro$oft
        glued_before = start > reach and text[start - 1].isdigit()
        if (not glued_before and sign not in "¢￠") or start < at:
            body = BEHIND.match(text, at + 1)
            if body is not None and (not body["letters"] or sign + body["letters"] in self.currencies.signs):
                end = self._end(body)
                code = body["code"]
                if code and end == body.start("code") and self._says_again(sign, code.strip()):
                    end = body.end("code")
                if start and text[start - 1] in "+" + MINUS and (start < 2 or text[start - 2] in " \n("):
                    start -= 1
                big = bool(body["times"]) or self._big(body, end) or TO_ANOTHER.match(text, end) is not None
                return self._candidate(text, start, end, big, "money.sign")
        return self._number_before(text, start, at + 1, "money.sign", reach)

    def _known(self, prefix: str, sign: str, blank: bool) -> bool:
        """Whether letters belong to the sign behind them."""
        letters = prefix.replace(" ", "").replace(".", "")
        if prefix == "c ":  # c $ 16 in tokenised text; never "a $ 5" or "vitamin c $5"
            return blank
        known = letters + sign in self.currencies.signs or (letters.islower() and letters.upper() == "US")
        return known or (len(letters) == 3 and letters.upper() in self.currencies.codes)

    def _says_again(self, sign: str, code: str) -> bool:
        unit = self.currencies.signs.get(sign)
        if unit is None or code not in self.currencies.codes:
            return False
        return code in unit.codes or (sign == "$" and code.endswith("D"))

    @staticmethod
    def _end(body: re.Match[str]) -> int:
        """Where the amount ends: behind the range when its ends rise, behind the first number when they do not."""
        high = body["high"] or body["far"]
        if not high:
            return body.end("one")
        first, second = pieces(body["one"]), pieces(high)
        rises = first and second and span_of_two(first[0][2:], second[0][2:])
        return (body.end("high") if body["high"] else body.end("far")) if rises else body.end("one")

    @staticmethod
    def _big(body: re.Match[str], end: int) -> bool:
        high = body["high"] or body["far"]
        return bool(high) and end > body.end("one") and any(piece[3] != 1 for piece in pieces(high))

    def _number_before(self, text: str, unit_start: int, unit_end: int, rule: str, floor: int = 0) -> Candidate | None:
        """The number before a unit, with a range when its ends rise."""
        low = max(floor, unit_start - NEAR)
        if (usual := usual_before(text, low, unit_start, times=True)) is not None:
            if text[usual - 1] == "(" and text[usual - 2] in SIGNS:
                return None
            return self._candidate(
                text, usual, unit_end, text[unit_start - 4 : unit_start].rstrip(" -")[-2:] == "on", rule
            )
        last = word_before(text, low, unit_start)
        way = IN_DIGITS
        m = way.search(text, low, unit_start) if not last or last in MAGNITUDE else None
        if m is None and (last in NUMBER_WORDS or last in ("a", "an")):
            way, low = IN_WORDS, max(floor, unit_start - FAR)
            m = way.search(text, low, unit_start)
        if m is None:
            return None
        found = pieces(m[0])
        if len(found) > 1:
            joined_by_and = " and " in m[0] and " to " not in m[0]
            between = BETWEEN.search(text, max(0, m.start() - 9), m.start()) is not None
            if (joined_by_and and not between) or span_of_two(found[0][2:], found[1][2:]) is None:
                m = way.search(text, m.start() + found[0][1], unit_start) or m  # the second alone
                found = pieces(m[0])
        if not found:
            return None  # 1/0, six seven
        if text[max(0, m.start() - 2) : m.start()].strip(" ")[-1:] in tuple(SIGNS):
            return None  # $10 dollars: the sign has it
        big = any(piece[3] != 1 for piece in found)
        return self._candidate(text, m.start(), unit_end, big, rule)

    # ------------------------------------------------------------------ nouns and codes behind a number

    def _by_unit(self, text: str) -> Iterator[Candidate]:
        first = self._first
        plain = text if text.isascii() or not any(digit in text for digit in WIDE) else text.translate(NARROW)
        for m in NUMBER.finditer(plain):
            if m["coded"] is not None and (hit := self._code_before(text, m.start())) is not None:
                yield hit
            if m.lastgroup == "word":
                if m["word"] in first and (hit := self._behind_digits(text, m)) is not None:
                    yield hit
            elif m.lastgroup == "glued" and (hit := self._glued(text, m.end() - 1, m["glued"])) is not None:
                yield hit
        for fraction in FRACTION_SIGN:  # ¾p: the other finds begin with a digit
            for at in _each(fraction, text):
                if text[at - 1 : at].isdigit():
                    continue
                if text[at + 1 : at + 2] in ("p", "c"):
                    if not text[at + 2 : at + 3].isalnum() and (hit := self._glued(text, at + 1, text[at + 1])):
                        yield hit
                elif (
                    text[at + 1 : at + 2] in GAPS
                    and (word := A_WORD.match(text, at + 2))
                    and word[0] in first
                    and (hit := self._unit_behind(text, at + 2)) is not None
                ):
                    yield hit
        for letters in SPELLED_END + INDIAN_END if "rupee" in text else SPELLED_END:
            for at in _each(letters, text):
                end = at + len(letters)
                if text[end : end + 1] in GAPS and (word := A_WORD.match(text, end + 1)) and word[0] in first:
                    hit = self._unit_behind(text, end + 1)
                    if hit is not None:
                        yield hit
        for pattern in SMALL_END:
            for m in pattern.finditer(text):
                at = m.end() + 1
                if m["word"] in ("a", "of") and (of := OF_A.match(text, m.end())) is not None:
                    at = of.end()
                elif m["word"] not in first:
                    continue
                if (hit := self._unit_behind(text, at)) is not None:
                    yield hit
        if (begin := AT_ONCE.match(text)) is not None and (hit := self._unit_behind(text, begin.end())) is not None:
            yield hit
        for letters in ALONE:
            for at in _each(letters, text):
                end = at + len(letters)
                if not text[end : end + 1].isalnum() and (hit := self._noun_alone(text, at, end)) is not None:
                    yield hit

    def _behind_digits(self, text: str, m: re.Match[str]) -> Candidate | None:
        """The unit whose first word is right behind digits, or behind a magnitude in one word."""
        if self._first[m["word"]] != "times":
            return self._unit_behind(text, m.start("word"))
        more = BLANK_AND_LETTER.match(text, m.end())
        return self._unit_behind(text, more.end()) if more is not None else None

    def _unit_behind(self, text: str, at: int) -> Candidate | None:
        """The unit whose first word is text[at:], noun or code, and the number before it."""
        word = A_WORD.match(text, at)
        kind = self._first.get(word[0]) if word is not None else None
        if kind == "noun":
            return self._noun_behind(text, at)
        return self._code_behind(text, at, word[0]) if word is not None and kind == "code" else None

    def _noun_behind(self, text: str, at: int) -> Candidate | None:
        """A currency noun at text[at:], with an adjective or without, and the number before it."""
        found = self._phrase_at(text, at)
        if found is None:
            return None
        middle, end = found
        noun = text[middle:end].lower().replace("\n", " ")
        if noun in ("cent us", "cents us") and (text[end - 1] == "s" or SAID_BEHIND.match(text, end - 3) is None):
            end, noun = end - 3, noun[:-3]  # 5 cents US drivers pay
        start = at - 1 if text[at - 1] in "-" or text[at - 1].isspace() else at
        hit = self._number_before(text, start, end, "money.noun")
        if hit is None or not self._is_money(text, hit, at, middle, end):
            return None
        return hit if text[start] == "-" or noun in ("cent", "cents", "pence") else self._with_hundredths(text, hit, at)

    def _phrase_at(self, text: str, at: int) -> tuple[int, int] | None:
        """Where the noun begins and ends of the longest currency phrase at text[at:]: "Hong Kong dollars"."""
        words = PHRASE.match(text, at)
        if words is None:
            return None
        end = words.end()
        phrase = BLANKS.sub(" ", words[0].lower())
        while True:
            adjective = self._phrases.get(phrase)
            if adjective is not None and not (text[end : end + 1].isalnum() or text[end : end + 1] == "_"):
                return at + adjective, end
            cut = max(phrase.rfind(" "), phrase.rfind("-"), phrase.rfind("."))
            if cut <= 0:
                return None
            phrase, end = phrase[:cut], at + cut

    def _fits(self, adjective: str, noun: str) -> bool:
        if f"{adjective} {noun}" in self.currencies.nouns:
            return True
        unit = self.currencies.nouns.get(noun)
        return unit is not None and not self.currencies.adjectives.get(adjective, frozenset()).isdisjoint(unit.codes)

    def _noun_alone(self, text: str, inside: int, end: int) -> Candidate | None:
        """A noun without a number before it: "a dollar.", "Euro 2.5 billion", "Canadian dollar 42."."""
        floor = max(0, inside - 3)
        at = max(text.rfind(" ", floor, inside), text.rfind("\n", floor, inside), floor - 1) + 1
        noun = text[at:end].lower()
        if noun not in self.currencies.nouns:
            return None
        adjective = ADJECTIVE.search(text, max(0, at - 24), at - 1) if at else None
        begin = adjective.start(1) if adjective and self._fits(adjective[1].lower(), noun) else at
        if begin < at and (behind := NUMBER_AT_END.match(text, end)) is not None:
            return self._candidate(text, begin, behind.end(), False, "money.noun")
        if (behind := SUM_BEHIND.match(text, end)) is not None:
            return self._candidate(text, begin, behind.end(), True, "money.noun")
        if noun in ("dollar", "euro") and text[at - 1 : at] == " ":
            article, after = at - 2, text[end : end + 3]
            alone = text[article : at - 1] in ("a", "A") and (article == 0 or text[article - 1] in ' \n(“"')
            if alone and (not after.strip() or after[0] in ".,;:!?)" or after == " a "):
                return self._candidate(text, article, end, False, "money.noun")
        return None

    def _is_money(self, text: str, hit: Candidate, at: int, middle: int, end: int) -> bool:
        """Whether number and noun are a sum: not 2,300 pounds of coal, 3 won medals, 50 Cent, 19 euro zone states."""
        written, number, adjective = text[middle:end], text[hit.start : at], middle > at
        noun = written.lower()
        big = hit.label == "MONEY" and any(piece[3] != 1 for piece in pieces(number))
        titled = written[0].isupper() and not written.isupper()
        if titled and not big and not noun.endswith("s") and not adjective:
            return False  # 50 Cent, 10 Dollar General shops
        if noun in ("dollar", "euro", "sterling") and not big and YEAR.match(number.strip()) and DEBT.match(text, end):
            return False  # its 2031 dollar notes
        if noun == "euro":
            return EURO_ZONE.match(text, end) is None
        if noun == "dollar":
            return big or DOLLAR_SHOP.match(text, end) is None
        if noun in ("pound", "pounds"):
            if WEIGHT_BEHIND.match(text, end) is not None:
                return False
            if WEIGHT_BEFORE.search(text, sentence.start_of(text, hit.start, 48), hit.start) is not None:
                return False
            lost = LOST.search(text, max(0, hit.start - 8), hit.start) is not None and not big
            return not lost or self._home_of(text).said(("GBP",))["GBP"] > 0
        if noun == "real":  # 1.21 real, in an article that speaks of Brazil
            in_full = RAND.fullmatch(number.strip()) is not None
            return (big or (in_full and REAL_BEHIND.match(text, end) is not None)) and self._home_of(text).said(
                ("BRL",)
            )["BRL"] > 0
        if noun == "won":
            return big or adjective or "," in number or self._home_of(text).said(("KRW",))["KRW"] > 0
        return True

    # ------------------------------------------------------------------ codes before a number

    def _code_before(self, text: str, at: int) -> Candidate | None:
        """A code or its letters right before the digit at text[at]."""
        if text[at - 2 : at] in sums.OF_CENTS and not text[max(0, at - 3) : at - 2].isalnum():
            coin = CENTS.match(text, at)
            if coin is not None:
                return Candidate(at - 2, coin.end(), "PRICE", "money.code")  # of shares alone, as is 13c
        end = at - 1 if text[at - 1] in " \u00a0" else at
        if text[max(0, end - 2) : end] not in self._code_ends and text[end - 1] not in self._code_ends:
            return None
        m = CODE_BEFORE.search(text, max(0, at - 8), at)
        if m is None:
            return None
        unit = self.currencies.code(m[0]) or self.currencies.letters.get(m[0])
        if unit is None or m[0] in ("p", "c"):
            return None
        body = BEHIND.match(text, m.end())
        if body is None or body["letters"]:
            return None
        end = self._end(body)
        big = bool(body["times"]) or self._big(body, end)
        one = body["one"]
        if len(m[0].rstrip(".")) == 1 and text[m.end()] == " ":
            return None  # R 5 billion could be anything; R5 billion is rand
        glued = m[0][1:].islower() and text[m.end()] != " "  # Sh0.65
        plainly = (
            big or ("." in one and (len(m[0]) > 2 or glued)) or (m[0] == "R" and RAND.match(text, m.end()) is not None)
        )
        if unit.weak and not plainly and not self._at_home(text, unit, one):
            return None
        if YEAR.match(one.strip()) and text[m.end()] == " " and not big:
            return None  # EUR 2024
        if text[end : end + 1] == "%" or text[end : end + 8].lstrip().startswith("per cent"):
            return None
        return self._candidate(text, m.start(), end, big, "money.code")

    def _at_home(self, text: str, unit: Unit, number: str) -> bool:
        """Whether the article speaks of the country: R5,612 in Johannesburg is rand, R5 anywhere is not."""
        said = self._home_of(text).said(unit.codes)
        return sum(map(str.isdigit, number)) > 2 and any(said[code] for code in unit.codes)

    def _code_behind(self, text: str, at: int, written: str) -> Candidate | None:
        """A code or its letters behind a number: 50 MUSD, 197 PLN, 1 Rp, 75 USD million."""
        unit, end = self.currencies.code(written), at + len(written)
        if unit is None or written in ("p", "c") or text[end : end + 1] in ("/", "$", "=", "-"):
            return None
        if text[end : end + 1].isalnum():
            return None  # 3 USD50 cards
        hit = self._number_before(text, at, end, "money.code")
        if hit is None:
            return None
        number = text[hit.start : at]
        times = TIMES_BEHIND.match(text, end)
        big = any(piece[3] != 1 for piece in pieces(number)) or times is not None
        if unit.weak and not big and ("." not in number or len(written) < 3):
            return None
        if YEAR.match(number.strip()) and SINCE.search(text, max(0, hit.start - 7), hit.start):
            return None  # in 2015 USD bonds
        if times is not None:
            return self._candidate(text, hit.start, times.end(), True, "money.code")
        return self._with_hundredths(text, hit, at)

    @staticmethod
    def _with_hundredths(text: str, hit: Candidate, at: int) -> Candidate:
        """An amount whose unit begins at text[at:], with the cents behind it; behind a decimal they are another."""
        more = HUNDREDTHS.match(text, hit.end) if "." not in text[hit.start : at] else None
        return hit._replace(end=more.end()) if more else hit

    def _glued(self, text: str, at: int, letter: str) -> Candidate | None:
        """80p, 12c a share, 100元."""
        hit = self._number_before(text, at, at + 1, "money.code")
        if hit is None or not self._is_glued_money(text, hit, text[hit.start : at], letter):
            return None
        return hit._replace(label="PRICE") if letter == "c" else hit  # of shares alone

    @staticmethod
    def _is_glued_money(text: str, hit: Candidate, number: str, letter: str) -> bool:
        if letter == "p":
            if number not in SCREEN_LINES:
                return True
            return SHARE_WORDS.search(text, max(0, hit.start - 60), hit.end + 24) is not None
        if letter == "c":
            unit = units.per(text, hit.start, hit.end)
            if unit is not None:
                return not units.is_time(unit)
            first = sentence.start_of(text, hit.start, 100)
            return CENTS_MOVE.search(text, max(first, hit.start - 12), hit.start) is not None and (
                CENTS_OF.search(text, first, hit.start) is not None
            )
        return True

    # ------------------------------------------------------------------ labels

    @staticmethod
    def _candidate(text: str, start: int, end: int, big: bool, rule: str) -> Candidate | None:
        if end - start > LONGEST:
            return None
        label = "MONEY" if big or not prices.is_price(text, start, end) else "PRICE"
        return Candidate(start, end, label, rule)


# a loss of 12 cents a share is a result; a share that lost 12 cents, or 3%, has moved
LOST_A_SHARE = re.compile(r"\b(?:los(?:s|ses|t|e|es|ing)|gains?|gained)(?:[ ]of)?[ ]?\Z")
AS_EXPECTED = re.compile(
    r"\b(?:expect|forecast|estimat|predict|look|anticipat|project|consensus|against|versus|compared)\w*"
    r"[ ](?:\w+[ ]){0,4}\Z"
)
MOVED_ON = re.compile(
    r"(?:[ -](?:an?|per)[ -]share)?,?[ ](?:or[ ]|\()?(?:[\d.]+[ ]?(?:%|per[ ]?cent|pc)|(?:to|at)[ ][A-Z$€£\d])"
)


def _is_result(text: str, start: int, end: int, left: int, per: str | None) -> bool:
    """Whether a price is what one share lost or earned in a quarter, and no move."""
    lost = LOST_A_SHARE.search(text, max(0, left - 12), left)
    if lost is None or MOVED_ON.match(text, end) is not None:
        return False
    return per == "share" or AS_EXPECTED.search(text, max(0, lost.start() - 40), lost.start()) is not None


# $5 million Canadian, but not: a $5 million Canadian company
SAID_BEHIND = re.compile(
    r"""[ ](Canadian|Australian|Cdn|US|U\.S\.)
    (?= [,.;:)”"] | \s*\Z | [ ](?:for|in|to|from|and|or|by|at|on|of|as|with|this|last|per|a
      |compared|against|versus|after|before|while|earlier|late)\b )""",
    re.VERBOSE,
)
RAND = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+\.\d\d)(?![\w.,-]*\d)")  # R5,890, R1.20; R5 could be anything
REAL_BEHIND = re.compile(
    r"[,.;:)”\"]|\s*\Z|[ ](?:after|following|at|in|on|to|from|and|or|per|a|by|as|while|this|last)\b"
)
TRADED_IN_DOLLARS = ("barrel", "ounce", "bushel")  # oil, gold and grain have US prices in Sydney and Toronto, too
DOLLARS = {"Canadian": "CAD", "Cdn": "CAD", "Australian": "AUD", "US": "USD", "U.S.": "USD"}
TO_ANOTHER = re.compile(
    rf"[ ]?(?P<join>to|and|or|-|–)[ ]?(?:[A-Z]{{1,3}})?(?P<sum>[{SIGNS}][ ]?{DIGITS}{MAGNITUDES_BEHIND})", re.VERBOSE
)


def _each(letters: str, text: str) -> Iterator[int]:
    """Where letters stand."""
    at = text.find(letters)
    while at >= 0:
        yield at
        at = text.find(letters, at + 1)


def _all(several: list[str], text: str) -> Iterable[int]:
    """Where any of several letters stand, in reading order."""
    if len(several) == 1:
        return _each(several[0], text)
    return sorted(at for letters in several for at in _each(letters, text))


def _longer(a: Candidate, b: Candidate) -> bool:
    return a.end - a.start > b.end - b.start


def _units(currencies: Currencies) -> tuple[dict[str, int], dict[str, str]]:
    """The phrases that name a currency, with the length of their adjective, and what a unit may begin with.

    A unit begins with a noun (or the adjective before it), a code, or a magnitude.
    """
    of_code: dict[str, list[str]] = {}
    for adjective, codes in currencies.adjectives.items():
        for code in codes:
            of_code.setdefault(code, []).append(adjective)
    phrases: dict[str, int] = {}
    for noun, unit in currencies.nouns.items():
        adjective = noun.rpartition(" ")[0]
        phrases[noun] = len(adjective) + 1 if adjective in currencies.adjectives else 0
        if adjective:
            continue
        for code in unit.codes:
            phrases |= {f"{adjective} {noun}": len(adjective) + 1 for adjective in of_code.get(code, ())}
    first: dict[str, str] = {}
    for written in MAGNITUDE:
        if not written.endswith(("illion", "illions", "thousand")):  # those have passes of their own
            first |= dict.fromkeys((written, written.capitalize(), written.upper()), "times")
    for phrase in phrases:
        word = re.split(r"[ -]", phrase)[0]
        first |= dict.fromkeys((word, word.capitalize(), word.upper()), "noun")
    first |= dict.fromkeys((way for way in currencies.letters if way not in ("p", "c")), "code")
    for code in currencies.codes:
        first |= dict.fromkeys((code, *(times + code for times in "MKTm")), "code")
    return phrases, first
