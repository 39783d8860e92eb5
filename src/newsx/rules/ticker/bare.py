"""Bare symbols, nothing but capitals: "BABA stock", "shares of F", "10 TSLA calls". Evidence is named and weighed.

What speaks for a symbol wherever it stands (it is listed, it has a cashtag elsewhere) is weighed once a text; what
stands beside one mention (shares of, calls, up 5 %) once a mention. A mention whose sum reaches ENOUGH is a ticker.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from newsx.rules.ticker import beside, known, tone
from newsx.universe import Universe
from newsx.universe.securities import words

ENOUGH = 4.0

WEIGHTS = {
    # the symbol
    "listed": 2.0,  # on a main US venue
    "large": 1.0,  # and among the thousand largest there
    "fund": 2.5,  # a fund or volatility index of data/securities.csv
    "former": 1.5,
    "over the counter": 1.0,
    "abroad": 0.5,
    "traded": 0.0,  # no list has a name for it, yet something traded under it
    "long": 0.5,  # four letters or five: few words and acronyms are as long
    "nothing else": 0.5,  # no word, no acronym and no company's name is written like it: PLTR
    "two letters": -1.5,
    "one letter": -5.0,
    "unknown": -2.0,
    "acronym": -5.0,
    "word": -3.0,
    # the text
    "marked elsewhere": 5.0,  # $GME or (NYSE: GME) in the same text
    "named": 2.0,  # the company's name stands in the text
    "funds": 1.5,  # a fund, where the text speaks of funds
    "short name": -7.5,  # in news IBM is the company, unless it speaks of the share
    "perhaps a name": -3.0,
    "post": 2.0,  # people talking about trading: tone.py
    "perhaps a post": 1.5,
    "among others": 1.0,  # two or more other symbols that no acronym or word looks like
    "repeated": 1.0,  # in a post
    "also in lower case": -1.0,
    "lower case": -1.0,
    # the mention
    "shares of": 6.0,
    "talk of its shares": 3.5,
    "shares": 3.5,
    "share price": 9.0,  # "PDD shares closed at $101": even a company's short name means the share
    "bought": 2.5,
    "quote": 2.5,
    "moves": 1.5,
    "behind its name": 6.5,
    "in brackets": 1.5,
    "of its house": 2.0,  # BlackRock's IBIT, where it is a fund
    "linked": 2.0,
    "in a row": 2.5,  # beside another that is a ticker: "AMD, NVDA and MU"
    "spelt out": -4.0,  # "exchange traded fund (ETF)"
    "name goes on": -5.0,  # "PDD Holdings"
    "among companies": -3.0,  # "JD.com, PDD and Meituan", in news
    "shouted": -2.5,
    "prefix": -2.0,  # "AI-driven"
    "plural": -2.0,  # "RESPs are"
    "article": -1.5,  # "the MPC", in news
    "found elsewhere": 3.0,  # another mention in this text has enough
}

NEAR = 1500  # characters on either side of the first mention in which its company's name counts
POST = 40_000  # no post is longer
MOST = 6.0  # what stands beside a mention hardly adds more than this
DOUBTS = {"acronym", "word", "one letter", "two letters"}
NEEDS_ITS_OWN = {"acronym", "word", "short name", "perhaps a name", "name goes on", "among companies", "prefix"}
NEWS_ALONE = {"post": {"article", "among companies"}, "perhaps a post": {"article"}, "": set[str]()}
LISTED = {"listed", "fund", "former"}
# What is said of one mention as of a share; an acronym needs some of it wherever it stands: $LNG, and the price of LNG
AS_SHARE = {"shares of", "talk of its shares", "shares", "share price", "bought", "quote", "moves", "behind its name"}
AS_SHARE |= {"in brackets", "linked", "in a row", "of its house"}

CLASS_BEFORE = re.compile(
    r"\b(?:class|series|type|plan|part|schedule|vitamin|grade|tier|phase|round|section|hepatitis) \Z", re.IGNORECASE
)
LOWER = re.compile(  # begins with the sign before it, which is rarer than a letter
    r"[^\w$.@#’'&=-](?P<symbol>[A-Za-z][a-z]{2,4}+)(?![\w@]|[.’'-](?!s\b)\w)"
)
FUNDS = re.compile(r"\b(?:ETFs?|ETPs?|[Ff]unds?|[Ii]nflows?|[Oo]utflows?)\b")
SLASHED = re.compile(r"(?:^|[\s(])(?!(?:r|u)/)[A-Za-z]+/(?:[A-Za-z]+/)*\Z")  # "aapl/amd", no address


class Bare(NamedTuple):
    """One bare symbol that has enough for it."""

    start: int
    end: int
    symbol: str
    weight: float
    evidence: tuple[tuple[str, float], ...]


class Mention(NamedTuple):
    """One run of capitals, or of letters in a post, with what was found for and against it: name -> weight."""

    start: int
    symbol: str
    evidence: dict[str, float]

    @property
    def enough(self) -> bool:
        if "acronym" in self.evidence and AS_SHARE.isdisjoint(self.evidence):
            return False
        return sum(self.evidence.values()) >= ENOUGH

    def bare(self) -> Bare:
        certain = 1 / (1 + math.exp(-sum(self.evidence.values())))
        weight = 1.0 if "post" in self.evidence else certain  # in a post AMD is the share, not the company
        return Bare(self.start, self.start + len(self.symbol), self.symbol, weight, tuple(self.evidence.items()))


def find(
    text: str,
    universe: Universe,
    capitals: Iterable[tuple[int, str]],
    marked: Collection[str] = (),
    taken: Collection[int] = (),
) -> list[Bare]:
    """Bare symbols with enough evidence, in reading order. Linear in the length of text.

    capitals: runs of capitals in it. marked: symbols that stand marked in it. taken: offsets that marked ones cover.
    """
    return _Text(text, universe, marked).found(capitals, taken)


class _Text:
    """One text and what is known of its symbols."""

    def __init__(self, text: str, universe: Universe, marked: Collection[str]) -> None:
        self.text = text
        self.universe = universe
        self.marked = marked
        self.sounds = ""

    def found(self, capitals: Iterable[tuple[int, str]], taken: Collection[int]) -> list[Bare]:
        where: dict[str, list[int]] = {}
        for start, symbol in self._candidates(capitals, taken):
            where.setdefault(symbol, []).append(start)
        facts = {symbol: known.of(self.universe, symbol) for symbol in where}
        if len(self.text) <= POST and (
            len(self.text) < tone.HEARD or any(f.evidence[0] in LISTED for f in facts.values())
        ):
            self.sounds = tone.of(self.text)
        names = {symbol: n for symbol, f in facts.items() if (n := self._of_symbol(symbol, f))}
        if not names and not self.sounds:
            return []
        clear = {symbol for symbol in names if symbol in self.marked or facts[symbol].clear}
        mentions: list[Mention] = []
        for symbol, evidence in names.items():
            if len(clear) > 1 + (symbol in clear):
                evidence.append("among others")
            evidence += self._in_text(symbol, where[symbol], facts[symbol])
            starts: Iterable[int] = where[symbol]
            if "short name" in evidence:
                starts = [s for s in starts if beside.is_share(self.text, s, s + len(symbol))]
            elif sum([WEIGHTS[n] for n in evidence if n not in DOUBTS]) + MOST < ENOUGH:
                continue
            mentions += [self._mention(start, symbol, evidence, facts[symbol]) for start in starts]
        mentions.sort(key=lambda m: m.start)
        chosen = self._chosen(mentions)
        if self.sounds:
            chosen += self._without_capitals({m.symbol for m in chosen} | {*self.marked})
        return sorted(m.bare() for m in chosen)

    def _candidates(self, capitals: Iterable[tuple[int, str]], taken: Collection[int]) -> Iterator[tuple[int, str]]:
        acronyms, text = words("acronyms.txt"), self.text
        for start, symbol in capitals:
            if start in taken or len(symbol) > 5:
                continue
            end = start + len(symbol)
            if symbol in acronyms and symbol not in self.marked and text[start - 1 : end + 1] != f"({symbol})":
                continue
            if len(symbol) == 1 and CLASS_BEFORE.search(text, max(0, start - 12), start):
                continue
            if text[start - 1 : start] == "/" and not text[start - 2 : start - 1].isupper():
                continue
            yield start, symbol

    def _of_symbol(self, symbol: str, facts: known.Known) -> list[str]:
        """What speaks for a symbol; nothing when no list has it, but for posts and for what is marked."""
        kind = facts.evidence[0]
        if symbol in self.marked:
            return ["marked elsewhere", *(facts.evidence[1:] if kind == "unknown" else facts.evidence)]
        if kind == "traded" and not self.sounds:
            return []
        if kind == "unknown" and (self.sounds != "post" or symbol in self.universe):
            return []
        return [*facts.evidence]

    def _in_text(self, symbol: str, starts: list[int], facts: known.Known) -> Iterator[str]:
        """What speaks for a symbol in this text."""
        if self.sounds:
            yield self.sounds
            if len(starts) > 1:
                yield "repeated"
            if len(symbol) > 1 and f" {symbol.lower()} " in self.text:
                yield "also in lower case"
        if facts.evidence[0] == "fund" and FUNDS.search(self.text, max(0, starts[0] - 300), starts[0] + 300):
            yield "funds"
        if facts.company:
            near = self.text[max(0, starts[0] - NEAR) : starts[0] + NEAR]
            if any(name in near for name in facts.long_names):
                yield "named"
            if facts.short_name and self.sounds != "post":
                yield "perhaps a name" if self.sounds else "short name"

    def _mention(self, start: int, symbol: str, evidence: Iterable[str], facts: known.Known) -> Mention:
        names = (*evidence, *beside.of(self.text, start, start + len(symbol), facts.company))
        skip = NEWS_ALONE[self.sounds]
        if facts.evidence[0] != "fund":
            skip = skip | {"of its house"}
        elif "of its house" in names:
            skip = skip | {"among companies"}  # BlackRock's IBIT and Fidelity's FBTC
        if "behind its name" in names:
            skip = skip | DOUBTS | {"short name", "perhaps a name"}  # Visa (V), Mara Holdings (MARA)
        return Mention(start, symbol, {name: WEIGHTS[name] for name in names if name not in skip})

    def _chosen(self, mentions: list[Mention]) -> list[Mention]:
        """Those with enough, after what one mention says about the others."""
        otherwise = {m.symbol for m in mentions if "spelt out" in m.evidence}.difference(self.marked)
        for m in mentions:
            if m.symbol in otherwise:
                m.evidence["spelt out"] = WEIGHTS["spelt out"]
        good = {m.start for m in mentions if m.enough}
        self._rows(mentions, good)
        certain = {m.symbol for m in mentions if m.start in good}
        for m in mentions:
            if m.start not in good and m.symbol in certain and NEEDS_ITS_OWN.isdisjoint(m.evidence):
                m.evidence["found elsewhere"] = WEIGHTS["found elsewhere"]
                if m.enough:
                    good.add(m.start)
        return [m for m in mentions if m.start in good]

    def _rows(self, mentions: list[Mention], good: set[int]) -> None:
        """Adds to good what stands in a row with a ticker, from left to right and back again."""
        for order in (mentions, mentions[::-1]):
            for before, m in pairwise(order):
                if before.start in good and m.start not in good:
                    left, right = sorted((before, m))
                    gap = self.text[left.start + len(left.symbol) : right.start]
                    if len(gap) < 12 and beside.ROW.match(gap):
                        m.evidence["in a row"] = WEIGHTS["in a row"]
                        if m.enough:
                            good.add(m.start)

    def _without_capitals(self, certain: set[str]) -> Iterator[Mention]:
        """Symbols without capitals ("spy", "Msft"), in posts alone."""
        other = known.no_symbols()
        for m in LOWER.finditer(f" {self.text}"):
            written, start = m[1], m.start()  # of the sign, which is that of the symbol without the blank in front
            symbol = written.upper()
            if symbol in other or written.title() in self.universe:
                continue
            if self.text[start - 1 : start] == "/" and not SLASHED.search(self.text, max(0, start - 24), start):
                continue
            facts = known.of(self.universe, symbol)
            if symbol not in certain and facts.evidence[0] not in LISTED:
                continue
            evidence = [e for e in self._of_symbol(symbol, facts) if e != "nothing else"]  # alot is none
            evidence += [self.sounds, "lower case"]
            evidence += ["among others"] * (len(certain) > 2) + ["found elsewhere"] * (symbol in certain)
            mention = self._mention(start, symbol, evidence, facts)
            if mention.enough:
                yield mention
