"""Bare symbols, nothing but capitals: "BABA stock", "shares of F", "10 TSLA calls". Evidence is named and weighed.

What speaks for a symbol wherever it stands (it is listed, it has a cashtag elsewhere) is weighed once a text; what
stands beside one mention (shares of, calls, up 5 %) once a mention. A mention whose sum reaches ENOUGH is a ticker.
"""

import math
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from newsx.rules.ticker import tone
from newsx.universe import Company, Universe
from newsx.universe.securities import securities, traded, words

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
    "two letters": -1.5,
    "one letter": -5.0,
    "unknown": -2.0,
    "acronym": -5.0,
    "word": -3.0,
    # the text
    "marked elsewhere": 5.0,  # $GME or (NYSE: GME) in the same text
    "named": 2.0,  # the company's name stands in the text
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

TOKEN = re.compile(
    r"[A-Z](?![a-z])(?<![\w$#@&=.+-][A-Z])(?<![\w]['’][A-Z])[A-Z]{0,5}+(?=s?(?!\w))"
    r"(?![.&]?&?[A-Z0-9]|['’](?!S\b)[A-Z0-9]|-(?:\d|[A-Z](?![a-z])))"
)
HEAD = 48  # characters looked at on either side of a mention
NEAR = 5000  # characters on either side of the first mention in which its company's name counts
POST = 40_000  # no post is longer
MOST = {"post": 6.0, "perhaps a post": 6.0, "": 6.0}  # what stands beside a mention hardly adds more than this
NEEDS_ITS_OWN = {"acronym", "word", "short name", "perhaps a name", "name goes on", "among companies", "prefix"}
OBSCURE = {"former", "abroad", "traded", "unknown", "over the counter", "word", "acronym"}
US_MAIN = frozenset({"XNYS", "XASE", "ARCX", "XNAS", "BATS"})

SHARES_OF = re.compile(
    r"\b(?:shares of|shares in|stock of|calls on|puts on|shares of common stock of) \Z", re.IGNORECASE
)
ITS_SHARES = re.compile(
    r"\b(?:shares?|stocks?|calls?|puts?|options?|positions?|stakes?|shorts?|contracts?|leaps?|spreads?|price|chart|ticker"
    r"|symbol|holders?|bagholders?|bag ?holding|dd|earnings|squeeze|ath|bull(?:ish)?|bear(?:ish)?)"
    r"(?: (?:of|in|on|for|into|at|is|was|symbol|:))+(?: the| my| your)? ?\Z"
    r"|\b(?:ticker|symbol|stock)s?:? ?\Z",
    re.IGNORECASE,
)
BOUGHT = re.compile(
    r"\b(?:buy|buys|bought|buying|sell|sells|sold|selling|long|short|shorting|shorted|hold|holds|holding|held|own|owns"
    r"|owned|traded?|trading|load(?:ed|ing)?(?: up)?(?: on)?|yolo(?:ed|ing|d)?(?: into| on)?|all[- ]in(?: on| with)?"
    r"|bullish(?: on)?|bearish(?: on)?|invest(?:ed|ing)?(?: in| into)|dump(?:ed|ing)|grab(?:bed)?|pick(?:ed)?(?: up)"
    r"|add(?:ed|ing)|scoop(?:ed|ing)|play(?:ed|ing|s)?(?: on| in)?|watch(?:ing)?|calls|puts|into|bet(?:s|ting)? on"
    r"|bet against|like|love|about|think(?:ing)? of)"
    r"(?: (?:some|more|my|a|few|the|of|shares|calls|puts|on|in|for|up|back|into|weekly|\$?\d[\d.,k]*))*+ ?\Z",
    re.IGNORECASE,
)
SHARES = re.compile(
    r"(?:['’]s)?[ -](?:\$?\d[\d.]*[cp]?(?:alls?|uts?)?,? ){0,2}+"
    r"(?:(?:weekly|monthly|otm|itm|atm|deep|long|short|jan|feb|mar|apr|may"
    r"|jun|jul|aug|sep|sept|oct|nov|dec"
    r"|leap|common|class [a-c]|ordinary|stock|\d+/\d+(?:/\d+)?|\d+dte|0dte|fd|strike) ){0,4}"
    r"(?:stocks?|shares?|calls?|puts?|options?|leaps?|contracts?|bulls?|bears?|holders?|shareholders?|stockholders?"
    r"|bagholders?|gang|earnings|shorts?|positions?|chart|ticker|spreads?|squeeze|gamma|float|price|bags|dip|fds?|strike"
    r"|yolo|to the moon|\$?\d+(?:\.\d+)?[cp]\b)(?!\w)",
    re.IGNORECASE,
)
QUOTE = re.compile(
    r"(?: (?:is |was |are |has |been |currently |now |closed |opened |trading |trades |traded |sitting )*+"
    r"(?:at|@|to|hit|hits|above|below|under|over|near|around|for|from|up|down|by) \$?\d"
    r"|:? ?\(?[$+-]\d|:? ?[+-]?\d+(?:\.\d+)?%| \$?\d+(?:\.\d+)?[cp]\b)",
    re.IGNORECASE,
)
SHARE_PRICE = re.compile(
    r"(?:['’]s)? (?:stock|shares?|ADRs?|ADSs?)(?: [a-z]+){1,4} (?:at|to|above|below|near) (?:[A-Z]{1,2})?[$€£¥]?\d"
)
MOVES = re.compile(
    r" (?:is|was|will|has|had|gonna|going|goes|went|just|can|could|should|would|looks?|looking|hits?|up|down|closed"
    r"|opened|trad(?:es|ed|ing)|dropped|drops?|fell|falls?|rose|rises?|pumped|pumping|dumped|dumping|moon(?:ed|ing|s)?"
    r"|rip(?:s|ped|ping)?|tank(?:s|ed|ing)?|drill(?:s|ed|ing)?|ran|gap(?:s|ped)?|rall(?:y|ies|ied)|crash(?:ed|es|ing)?"
    r"|jump(?:s|ed)?|soar(?:s|ed|ing)?|surg(?:e|es|ed|ing)|reports?|reported|beats?|missed|green|red|today|tomorrow"
    r"|bounced?|bottom(?:ed)?|breaks?|broke|popped|pops|mooning|loosing|losing|flying|bleeding|turns?|needs?|keeps?|gets?)(?!\w)",
    re.IGNORECASE,
)
ROW = re.compile(r"\**(?:,? (?:and|or|&|vs\.?) |, ?|/| / | & | \+ |\s*\n[\s*•–-]*| )[*\s]*\Z")
SHOUTED_BEFORE = re.compile(r"(?:\b[A-Z]{3,} ){2}\Z|\b[A-Z]{4,} \Z")
SHOUTED_AFTER = re.compile(r" [A-Z]{4,}\b(?! ?[,|])|(?: [A-Z]{2,}\b){2}")
CLASS_BEFORE = re.compile(
    r"\b(?:class|series|type|plan|part|schedule|vitamin|grade|tier|phase|round|section|hepatitis) \Z", re.I
)
COMPANY_BEFORE = re.compile(r"[A-Z][\w.&’'-]*[a-z](?:, |,? and |,? or | & )\Z")
COMPANY_AFTER = re.compile(r"(?:, |,? and |,? or | & )[A-Z][\w.]*[a-z]")
NAME_BEFORE = re.compile(
    r"(?:[A-Z][\w.&’'-]*|of|the|and)(?:[ ,]+(?:[A-Z][\w.&’'-]*|of|the|and|&|[a-z]+\.com)){0,6}[ ,\xa0]*\Z"
)
GOES_ON = re.compile(
    r" (?:Holdings?|Group|Inc|Corp|Co|Company|Ltd|Limited|PLC|plc|LLC|AG|SE|Bank|Capital|Partners|Technolog(?:y|ies)"
    r"|Entertainment|Motors?|Energy|Financial|Networks?|Systems|Resources|Pharma(?:ceuticals)?|Industries|International|Global"
    r"|Aerospace"
    r"|Vernova|Billiton|Airlines|Media|Research|Securities|Insurance|Petroleum|Therapeutics|Semiconductor|Solutions)(?!\w)"
    r"| & [A-Z](?:[a-z]|\b)"
)
LOWER = re.compile(r"[A-Za-z](?<![\w$.@#’'&=-][A-Za-z])[a-z]{2,4}+(?![\w@]|[.’'-](?!s\b)\w)")
SLASHED = re.compile(r"(?:^|[\s(])(?!(?:r|u)/)[A-Za-z]+/(?:[A-Za-z]+/)*\Z")  # "aapl/amd", no address


class Bare(NamedTuple):
    """One bare symbol that has enough for it."""

    start: int
    end: int
    symbol: str
    weight: float
    evidence: tuple[tuple[str, float], ...]


Evidence = dict[str, float]


def find(text: str, universe: Universe, marked: Collection[str], taken: Collection[int]) -> list[Bare]:
    """Bare symbols with enough evidence, in reading order. Linear in the length of text.

    marked: symbols that stand marked in this text. taken: offsets that a marked ticker covers.
    """
    return _Text(text, universe, marked, taken).found()


class _Text:
    """One text and what is known of its symbols so far."""

    def __init__(self, text: str, universe: Universe, marked: Collection[str], taken: Collection[int]) -> None:
        self.text = text
        self.universe = universe
        self.marked = marked
        self.taken = taken

    def found(self) -> list[Bare]:
        where: dict[str, list[int]] = {}
        for start, symbol in self._tokens():
            where.setdefault(symbol, []).append(start)
        sounds = tone.of(self.text) if where or len(self.text) < POST else ""
        of_symbol = {s: names for s in where if (names := list(self._symbol(s, sounds)))}
        if not of_symbol and not sounds:
            return []
        sums: list[tuple[int, str, Evidence]] = []
        clear = {s for s, names in of_symbol.items() if "marked elsewhere" in names or self._clear(s, names)}
        for symbol, names in of_symbol.items():
            if len(clear - {symbol}) > 1:
                names.append("among others")
            names += self._in_text(symbol, where[symbol], sounds)
            if "short name" in names or sum(WEIGHTS[n] for n in names) + MOST[sounds] >= ENOUGH:
                for start in where[symbol]:
                    beside = self._beside(start, start + len(symbol), symbol)
                    sums.append((start, symbol, {n: WEIGHTS[n] for n in (*names, *beside)}))
                    if sounds:
                        sums[-1][2].pop("article", None)
                    if sounds == "post":
                        sums[-1][2].pop("among companies", None)
        return self._chosen(sorted(sums, key=lambda s: s[0]), sounds)

    def _chosen(self, sums: list[tuple[int, str, Evidence]], sounds: str) -> list[Bare]:
        means_other = {symbol for _, symbol, e in sums if "spelt out" in e} - set(self.marked)
        for _, symbol, e in sums:
            if symbol in means_other:
                e["spelt out"] = WEIGHTS["spelt out"]
        good = {start for start, _, e in sums if sum(e.values()) >= ENOUGH}
        good |= self._rows(sums, good)
        certain = {symbol for start, symbol, _ in sums if start in good}
        for start, symbol, e in sums:
            if start not in good and symbol in certain and not e.keys() & NEEDS_ITS_OWN:
                e["found elsewhere"] = WEIGHTS["found elsewhere"]
                if sum(e.values()) >= ENOUGH:
                    good.add(start)
        out = [self._bare(start, symbol, e) for start, symbol, e in sums if start in good]
        if sounds:
            out = sorted(out + list(self._lower(certain | set(self.marked), sounds)))
        return out

    def _clear(self, symbol: str, names: list[str]) -> bool:
        """A large company's symbol that is no word, no acronym, and not what the company is called."""
        return len(symbol) > 2 and not OBSCURE & {*names} and not self.universe.named(symbol)

    def _bare(self, start: int, symbol: str, e: Evidence) -> Bare:
        certain = 1 / (1 + math.exp(-sum(e.values())))
        weight = 1.0 if "post" in e else certain  # in a post AMD is the share, not the company
        return Bare(start, start + len(symbol), symbol, weight, tuple(e.items()))

    def _tokens(self) -> Iterator[tuple[int, str]]:
        acronyms, text = words("acronyms.txt"), self.text
        for m in TOKEN.finditer(text):
            symbol, start = m[0], m.start()
            if start in self.taken or len(symbol) > 5:
                continue
            if symbol in acronyms and symbol not in self.marked and text[start - 1 : m.end() + 1] != f"({symbol})":
                continue
            if len(symbol) == 1 and CLASS_BEFORE.search(text, max(0, start - 12), start):
                continue
            if text[start - 1 : start] == "/" and not text[start - 2 : start - 1].isupper():
                continue
            yield start, symbol

    def _symbol(self, symbol: str, sounds: str) -> Iterator[str]:
        """What speaks for a symbol in any text; nothing when it is unknown, but for posts and what is marked."""
        company, security = self.universe.symbol(symbol), securities().get(symbol)
        if symbol in self.marked:
            yield "marked elsewhere"
        if security and security.kind != "former":
            yield "fund"
        elif company and (venue := _venue(company, symbol)):
            yield venue
            if venue == "listed" and 0 < company.rank <= 1000:
                yield "large"
        elif security:
            yield "former"
        elif symbol in traded() and (sounds or symbol in self.marked):
            yield "traded"
        elif symbol not in self.marked:
            if sounds != "post" or symbol in self.universe:
                return
            yield "unknown"
        if len(symbol) > 3:
            yield "long"
        elif len(symbol) < 3:
            yield "one letter" if len(symbol) == 1 else "two letters"
        if symbol in words("acronyms.txt"):
            yield "acronym"
        if symbol in words("ordinary.txt"):
            yield "word"

    def _in_text(self, symbol: str, starts: list[int], sounds: str) -> Iterator[str]:
        """What speaks for a symbol in this text."""
        if sounds:
            yield sounds
            if len(starts) > 1:
                yield "repeated"
            if len(symbol) > 1 and f" {symbol.lower()} " in self.text[:POST]:
                yield "also in lower case"
        if company := self.universe.symbol(symbol):
            names = {company.name, *company.aliases, *company.ambiguous}
            near = self.text[max(0, starts[0] - NEAR) : starts[0] + NEAR]
            if any(len(n) > 2 and n != symbol and n in near for n in names):
                yield "named"
            if symbol in names and sounds != "post":
                yield "perhaps a name" if sounds else "short name"

    def _beside(self, start: int, end: int, symbol: str) -> Iterator[str]:
        """What speaks for one mention."""
        left, right = self.text[max(0, start - HEAD) : start], self.text[end : end + HEAD]
        last = left.rsplit(None, 1)[-1].lower() if left.strip() else ""
        if last in words("trade.txt") or last[-1:].isdigit():
            if SHARES_OF.search(left):
                yield "shares of"
            elif ITS_SHARES.search(left):
                yield "talk of its shares"
            elif BOUGHT.search(left):
                yield "bought"
        if SHARE_PRICE.match(right):
            yield "share price"
        elif SHARES.match(right):
            yield "shares"
        elif QUOTE.match(right):
            yield "quote"
        elif MOVES.match(right):
            yield "moves"
        if left.rstrip()[-1:] == "(" and right.lstrip()[:1] == ")":
            yield self._in_brackets(self.text.rindex("(", 0, start), symbol)
        elif left[-1:] == "[" and right[:2] == "](":
            yield "linked"
        if right[:1] == "-":
            yield "prefix"
        if right[:2] == "s ":
            yield "plural"
        if left.endswith((" the ", " a ", " an ", "The ", " The ")):
            yield "article"
        if GOES_ON.match(right):
            yield "name goes on"
        if COMPANY_BEFORE.search(left) or COMPANY_AFTER.match(right):
            yield "among companies"
        if SHOUTED_BEFORE.search(left) or SHOUTED_AFTER.match(right):
            yield "shouted"

    def _in_brackets(self, bracket: int, symbol: str) -> str:
        left = self.text[max(0, bracket - 80) : bracket]
        name = NAME_BEFORE.search(left)
        company = self.universe.symbol(symbol)
        if name and company:
            known = (company.name, *company.aliases, *company.ambiguous)
            if any(n.lower() in name[0].lower() for n in known):
                return "behind its name"
        initials = iter("".join(w[0] for w in re.findall(r"[A-Za-z]+", left)[-8:]).upper())
        return "spelt out" if all(letter in initials for letter in symbol) else "in brackets"

    def _rows(self, sums: list[tuple[int, str, Evidence]], good: set[int]) -> set[int]:
        """Those that stand in a row with a ticker, from left to right and back again."""
        more: set[int] = set()
        for order in (sums, sums[::-1]):
            before: tuple[int, str] | None = None
            for start, symbol, e in order:
                if before and start not in good | more and before[0] in good | more:
                    (a, x), (b, _) = sorted((before, (start, symbol)))
                    gap = self.text[a + len(x) : b]
                    if len(gap) < 12 and ROW.match(gap):
                        e["in a row"] = WEIGHTS["in a row"]
                        if sum(e.values()) >= ENOUGH:
                            more.add(start)
                before = (start, symbol)
        return more

    def _lower(self, certain: set[str], sounds: str) -> Iterator[Bare]:
        """Symbols without capitals ("spy", "Msft"), in posts alone."""
        ordinary, acronyms = words("ordinary.txt"), words("acronyms.txt")
        for m in LOWER.finditer(self.text[:POST]):
            symbol = m[0].upper()
            if symbol in ordinary or symbol in acronyms or m[0].title() in self.universe:
                continue
            if self.text[m.start() - 1 : m.start()] == "/" and not SLASHED.search(
                self.text, max(0, m.start() - 24), m.start()
            ):
                continue
            names = list(self._symbol(symbol, sounds))
            if symbol not in certain and not {"listed", "fund", "former"} & {*names}:
                continue
            if len(certain) > 2:
                names.append("among others")
            names += [sounds, "lower case", *self._beside(m.start(), m.end(), symbol)]
            if symbol in certain:
                names.append("found elsewhere")
            e = {n: WEIGHTS[n] for n in names}
            if sum(e.values()) >= ENOUGH:
                yield self._bare(m.start(), symbol, e)


def _venue(company: Company, symbol: str) -> str:
    mics = {mic for s, mic in ((company.ticker, company.mic), *company.listings) if s == symbol}
    if mics & US_MAIN:
        return "listed"
    if "OTCM" in mics:
        return "over the counter"
    return "abroad" if mics else ""
