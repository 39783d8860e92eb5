"""Tickers that say so themselves: (NYSE: A, B; B3: C), $BABA, <BABA.N>, 9988.HK, (TD-T), PETR4, 6758:JP, BTC-USD.

Each style is one small pass that starts at a rare literal (a colon, a dollar, a full stop between capitals) and looks
to the left by hand, so that running text costs next to nothing.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from newsx.universe import Company, Universe, venues
from newsx.universe.securities import coins, securities, words
from newsx.values.symbols import canonical, written

SYMBOL = r"[A-Z0-9](?:[A-Z0-9]{0,9}+)(?:[./-](?:P[Rr]?[A-Z]?|[A-Z]{1,2})(?![\w])){0,2}(?:[ ][A-Z](?=[),;]))?"
BEHIND_COLON = re.compile(
    rf":(?!(?<=\d:)\d)[ \xa0]?(?:\[(?=[^\[\]\n]{{1,12}}\]\())?\$?(?P<symbol>{SYMBOL})(?![\w%]|[.,]\d)"
)
NEXT = re.compile(
    rf"(?>(?:\]\([^()\s]*\))?)[ \xa0]?(?:[,;/]|and|&|[,;][ ]and)[ \xa0](?:\[(?=[^\[\]\n]{{1,12}}\]\())?"
    rf"\$?(?P<symbol>{SYMBOL})(?=[ ]?[),;/\]]|[ ](?:and|&)[ ])"
)
SYMBOL_COUNTRY = re.compile(r"(?P<symbol>(?<![\w:.$/-])[A-Z0-9]{1,8}(?:/[A-Z])?):\Z")
OUTSIDE = re.compile(r"[^\w.®™&' /-]")  # what no venue's name holds
WORD = re.compile(r"(?<![\w.®™&'-])[A-Za-z0-9]")
CITIES = {
    *("amsterdam", "berlin", "brussels", "copenhagen", "dublin", "frankfurt", "hamburg", "helsinki", "hong kong"),
    *("istanbul", "jakarta", "johannesburg", "lisbon", "london", "madrid", "milan", "moscow", "mumbai", "munich"),
    *("new york", "oslo", "paris", "prague", "seoul", "shanghai", "shenzhen", "singapore", "stockholm", "stuttgart"),
    *("sydney", "taipei", "taiwan", "tel aviv", "tokyo", "toronto", "vienna", "warsaw", "zurich", "swiss", "korea"),
}
UNKNOWN_VENUE = re.compile(
    r"[(;,\[][ ]?(?P<venue>[A-Z](?=[\w.-]*[A-Z0-9])[A-Za-z0-9.-]{1,11}(?:[ ][A-Z][A-Za-z]{1,10})?)\Z"
)
NAMELESS = ("ticker", "symbol", "code", "tickers", "symbols")
NAMELESS_WORD = re.compile(rf"\b(?:{'|'.join(NAMELESS)})\Z", re.IGNORECASE)
JOINED = re.compile(r"(?P<venue>[A-Za-z][\w.®-]*(?:[ ][A-Z][\w.-]*){0,3})(?:/|,[ ]|[ ](?:and|&)[ ])\Z")

JOINTS = ("/", ", ", " and ", " & ")
JOINT = re.compile("|".join(JOINTS))

_CALLED = r"[\"“‘']?(?P<symbol>[A-Z]{1,5}(?:[./-][A-Z]{1,2})?)(?![\w&]|[.-][A-Z])"
CALLED = {  # two, for each begins with a literal
    word: re.compile(rf"{word}s?(?: symbols?)?(?: of| is| are| will be)?:? {_CALLED}") for word in ("symbol", "ticker")
}
AND_CALLED = re.compile(rf"[\"”’',]{{0,2}} (?:and|or) {_CALLED}")

CASHTAG = re.compile(
    r"\$(?<![\w$]\$)(?P<symbol>(?P<code>[A-Z]{2}):[A-Z0-9]{1,6}|[A-Za-z]{1,6}+(?:[.-][A-Za-z]{1,2})?)"
    r"(?![\w$]|-[A-Za-z]|:[A-Z])"
)
UNITS = {"m", "mn", "mm", "mil", "bn", "b", "k", "t", "tn", "tr", "trn", "million", "billion", "trillion", "per"}
CURRENCIES = {
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CNY",
    "RMB",
    "HKD",
    "CHF",
    "AUD",
    "CAD",
    "NZD",
    "SGD",
    "INR",
    "KRW",
    "TWD",
    "US",
}

SUFFIX = re.compile(r"\.(?<=[A-Za-z0-9]\.)(?P<suffix>[A-Z]{1,3})(?![\w@]|\.\w|-[A-Z])")
BEFORE_SUFFIX = re.compile(r"(?P<symbol>(?<![\w.@/&$'’+-])[A-Z0-9]{1,10}(?:-[A-Z])?[a-z]?)\Z")
CLASS = re.compile(r"-[ABC](?<=[A-Z]-[ABC])(?![\w-])")
GOES_ON = re.compile(r"\w|[.-]\w")
BRAZILIAN = ("3", "4", "5", "6", "11")  # classes of shares: PETR3, PETR4, TAEE11
CANADIAN = re.compile(r"(?:\(|(?<=-[TXNQ]), )(?P<symbol>[A-Z]{1,5}(?:[.-][A-Z]{1,2})?)-(?P<venue>[TXNQ])(?=[),])")
CANADIAN_VENUES = {"T": "XTSE", "X": "XTSX", "N": "XNYS", "Q": "XNAS"}
EQUITY = re.compile(r" Equity(?!\w)")
NUMBERED = frozenset({"HK", "JP", "KS", "KQ", "TT", "CH"})  # where symbols are numbers
NUMBER_BEFORE = re.compile(r"(?P<symbol>(?<![\w.,:$/(-])\d{1,6}) \Z")
MONEY_BEHIND = re.compile(r" (?:dollar|cent|time)")
BRACKET_BEFORE = re.compile(r"\((?P<symbol>[A-Z0-9]{1,7}(?:/[A-Z])?) \Z")
BEFORE_COUNTRY = re.compile(r"(?P<symbol>(?<![\w.,:$/-])(?:[A-Z][A-Z0-9]{0,6}(?:/[A-Z])?|\d{1,6})) ?\Z")
FUTURE = re.compile(r"=[FX](?<=[A-Z0-9]=[FX])(?!\w)")
BEFORE_EQUALS = re.compile(r"(?P<symbol>(?<![\w=$./])[A-Z0-9]{1,8})\Z")
COUPLE = re.compile(r"-USDT?(?<=[A-Z]-USD|-USDT)(?![\w-])")

US_VENUES = frozenset({"XNYS", "XASE", "ARCX", "XNAS", "BATS", "OTCM", "PINX", "IEXG"})


class Mark(NamedTuple):
    """One marked ticker. symbol: canonical. mic: "" when the style names no venue or an unknown one."""

    start: int
    end: int
    rule: str
    symbol: str
    mic: str = ""


def find(text: str, universe: Universe, capitals: Iterable[tuple[int, str]]) -> list[Mark]:
    """All marked tickers, style by style. Linear in the length of text. capitals: the runs of capitals in it."""
    styles = (_venues, _called, _cashtags, _suffixes, _hyphens, _classes, _couples)
    return [m for style in styles for m in style(text, universe)] + [*_codes(text, universe, capitals)]


def _venues(text: str, universe: Universe) -> Iterator[Mark]:
    """NYSE: A, with the list behind it when it stands in brackets: (NYSE: A, B and C; HKEX: 1698)."""
    for m in BEHIND_COLON.finditer(text):
        colon, symbol = m.start(), m["symbol"]
        left = text[max(0, colon - 60) : colon]
        if len(symbol) == 2 and venues.is_bloomberg(symbol) and (c := SYMBOL_COUNTRY.search(left + ":")):
            mic = venues.mic_of_bloomberg(symbol, c["symbol"])  # 6758:JP
            if c["symbol"].isdigit() or (universe.symbol(c["symbol"], mic) and not _is_word(c["symbol"])):
                yield Mark(colon - len(c["symbol"]), m.end(), "ticker.code", canonical(c["symbol"], symbol), mic)
                continue
        bracketed = _in_brackets(text, colon)
        venue, mic, nameless = "", "", False
        venue = venue_before(left)
        if venue:
            mic = venues.mic_of(venue)
        elif left[-7:].lower().endswith(NAMELESS) and NAMELESS_WORD.search(left):
            nameless = True
        elif bracketed and (u := UNKNOWN_VENUE.search(left)) and not _is_word(u["venue"].upper()):
            venue = u["venue"]
            if not _tickerlike(symbol) or text[m.end("symbol") : m.end("symbol") + 1] not in ("", ")", ",", ";", "]"):
                continue
        else:
            continue
        if not bracketed and venue.lower() in CITIES:
            continue  # a dateline: "LONDON: BP said"
        if not bracketed and not _plain(symbol, mic, text, m.end("symbol"), universe):
            continue
        if bracketed and _is_word(symbol) and text[m.end("symbol") : m.end("symbol") + 1] == " ":
            continue  # "(NYSE: THE BIG BOARD)"
        start = m.start("symbol") if nameless or text[m.start("symbol") - 1] == "[" else colon - len(venue)
        if text[start - 1 : start] == "$":
            start -= 1  # "$NASDAQ:CSCO"
        rule = "ticker.named" if nameless else "ticker.venue"
        yield Mark(start, m.end("symbol"), rule, canonical(symbol, venue), mic)
        at = m.end("symbol")
        while n := NEXT.match(text, at):
            symbol = n["symbol"]
            if not symbol.isdigit() and _is_word(symbol) and not universe.symbol(symbol, mic):
                break
            if not bracketed and not universe.symbol(symbol, mic):
                break
            yield Mark(n.start("symbol"), n.end("symbol"), rule, canonical(symbol, venue), mic)
            at = n.end("symbol")


def _called(text: str, universe: Universe) -> Iterator[Mark]:
    """under the symbol KLAR, ticker symbols "ABC" and "ABC.WS"."""
    for word, called in CALLED.items():
        for m in called.finditer(text) if word in text else ():
            symbol: re.Match[str] | None = m
            while symbol:
                code, quoted = symbol["symbol"], text[symbol.start("symbol") - 1] in "\"“‘'"
                if not quoted and (_is_word(code) or (len(code) < 2 and not universe.symbol(code))):
                    break
                yield Mark(*symbol.span("symbol"), "ticker.named", canonical(code))
                symbol = AND_CALLED.match(text, symbol.end())


def venue_before(left: str) -> str:
    """The venue that stands at the end of left, as written, with those joined to it ("NYSE/TSX"); "" when none does."""
    end = left.rstrip()
    last = end.rpartition(" ")[2]
    if not end[-1:].isalnum() or (last.isalnum() and not venues.may_end(last)):
        return ""
    starts = [m.start() for m in WORD.finditer(end, max(0, len(end) - 48))]
    for start in starts[-5:]:
        if (venue := end[start:])[0].isalnum() and not OUTSIDE.search(venue) and _mic(venue):
            joined = JOINED.search(end, 0, start) if end.endswith(JOINTS, 0, start) else None
            return end[joined.start() :] if joined and _mic(joined["venue"]) else venue
    return ""


@lru_cache(4096)
def _mic(venue: str) -> str:
    return venues.mic_of(venue)


def _in_brackets(text: str, at: int) -> bool:
    left = text[max(0, at - 160) : at]
    return max(left.rfind("("), left.rfind("[")) > left.rfind(")") or "[" in left[-24:]


def _plain(symbol: str, mic: str, text: str, end: int, universe: Universe) -> bool:
    """Outside brackets a venue may end a headline ("NYSE: STOCKS FALL"): the symbol has to look like one."""
    if universe.symbol(symbol, mic):
        return len(symbol) > 1 or not text[end : end + 2].strip().isalnum()
    return _tickerlike(symbol) and not text[end : end + 2].strip().isupper()


def _tickerlike(symbol: str) -> bool:
    return len(symbol) > 1 and not _is_word(symbol) and (not symbol.isdigit() or 3 < len(symbol) < 7)


def _is_word(symbol: str) -> bool:
    return symbol in words("acronyms.txt") or symbol in words("ordinary.txt")


def _cashtags(text: str, universe: Universe) -> Iterator[Mark]:
    """$BABA, $brk.b, $AB:001122; not $USD, $m or $bn."""
    for m in CASHTAG.finditer(text):
        symbol = m["symbol"]
        if m["code"]:
            yield Mark(m.start(), m.end(), "ticker.cashtag", canonical(symbol[3:], symbol[:2]), "")
            continue
        if symbol in CURRENCIES or (symbol.lower() in UNITS and _is_unit(text, m.start(), m.end(), symbol)):
            continue
        upper = canonical(symbol)
        if symbol.islower() and upper in words("acronyms.txt"):
            continue  # "$ip"
        if not (universe.symbol(upper) or upper in securities()) and (
            upper in words("ordinary.txt") or (not symbol.isupper() and (len(symbol) > 5 or _is_word(upper)))
        ):
            continue
        end = m.end()
        base, dot, rest = symbol.partition(".")
        if dot and base.isupper() != rest.isupper():  # "$TSLA.so", the end of a sentence
            end, upper = m.start() + 1 + len(base), canonical(base)
        yield Mark(m.start(), end, "ticker.cashtag", upper)


def _is_unit(text: str, start: int, end: int, symbol: str) -> bool:
    if symbol.islower():
        return True
    return len(symbol) > 1 or text[end : end + 1] == ")" or text[max(0, start - 3) : start].lower() == "in "


def _suffixes(text: str, universe: Universe) -> Iterator[Mark]:
    """VOD.L, 6758.T, <BABA.N> by the suffix of a venue; BRK.B by the class of the share."""
    for m in SUFFIX.finditer(text):
        left = BEFORE_SUFFIX.search(text, max(0, m.start() - 12), m.start())
        if left is None:
            continue
        symbol, suffix, start = left["symbol"], m["suffix"], left.start()
        angled = text[start - 1 : start] == "<" and text[m.end() : m.end() + 1] == ">"
        if suffix in "ABC" and symbol.isalpha() and symbol.isupper():
            if universe.symbol(f"{symbol}.{suffix}"):
                yield Mark(start, m.end(), "ticker.class", f"{symbol}.{suffix}")
            continue
        mic = venues.mic_of_suffix(suffix)
        if not mic:
            continue
        if not angled:
            if symbol.isdigit() and not 3 < len(symbol) < 7:
                continue  # "No. 5.T"
            if symbol.isalpha() and (len(symbol) < 2 or _is_word(symbol)) and not universe.symbol(symbol, mic):
                continue
            if len(symbol) == 1 and text[start - 1 : start] != "(":
                continue
        yield Mark(start, m.end(), "ticker.suffix", written(text[start : m.end()]).symbol, mic)


def _hyphens(text: str, universe: Universe) -> Iterator[Mark]:
    """(TD-T) and (ENB-T, ENB-N), as Canadian papers write Toronto and New York, when such a share is listed."""
    for m in CANADIAN.finditer(text):
        symbol, mic = canonical(m["symbol"]), CANADIAN_VENUES[m["venue"]]
        company = universe.symbol(symbol, mic)
        if company and (len(symbol) > 1 or names(company, text[max(0, m.start() - 60) : m.start()])):
            yield Mark(m.start("symbol"), m.end("venue"), "ticker.suffix", symbol, mic)


def names(company: Company, text: str) -> bool:
    """Whether a text names a company in any way."""
    return any(name in text for name in (company.name, *company.aliases, *company.ambiguous))


def _classes(text: str, universe: Universe) -> Iterator[Mark]:
    """BRK-B and PETR4, when such a share is listed."""
    for digits in BRAZILIAN:
        at = text.find(digits)
        while at >= 0:
            end = at + len(digits)
            if text[at - 1 : at].isupper() and GOES_ON.match(text, end) is None:
                left = BEFORE_EQUALS.search(text, max(0, at - 8), at)
                if left and universe.symbol(text[left.start() : end], "BVMF"):
                    yield Mark(left.start(), end, "ticker.class", text[left.start() : end], "BVMF")
            at = text.find(digits, end)
    for m in CLASS.finditer(text):
        left = BEFORE_EQUALS.search(text, max(0, m.start() - 8), m.start())
        if left and universe.symbol(canonical(text[left.start() : m.end()])):
            yield Mark(left.start(), m.end(), "ticker.class", canonical(text[left.start() : m.end()]))


def _codes(text: str, universe: Universe, capitals: Iterable[tuple[int, str]]) -> Iterator[Mark]:
    """Bloomberg's code of a country behind the symbol."""
    for start, code in capitals:
        if len(code) != 2 or not venues.is_bloomberg(code):
            continue
        end = start + 2
        if text[end : end + 1] in (")", ",", ";"):
            yield from _in_brackets_with(code, text, start, universe)
        elif EQUITY.match(text, end) and (left := BEFORE_COUNTRY.search(text, max(0, start - 12), start)):
            mic = venues.mic_of_bloomberg(code, left["symbol"])
            yield Mark(left.start(), end + 7, "ticker.code", canonical(left["symbol"], code), mic)
        if code in NUMBERED:
            yield from _number_before(code, text, start, universe)


def _in_brackets_with(code: str, text: str, start: int, universe: Universe) -> Iterator[Mark]:
    """(VOD LN) when such a share is listed."""
    m = BRACKET_BEFORE.search(text, max(0, start - 11), start)
    if m and (m["symbol"].isdigit() or not _is_word(m["symbol"])):
        mic = venues.mic_of_bloomberg(code, m["symbol"])
        if universe.symbol(canonical(m["symbol"], code), mic):
            yield Mark(m.start("symbol"), start + 2, "ticker.code", canonical(m["symbol"], code), mic)


def _number_before(code: str, text: str, start: int, universe: Universe) -> Iterator[Mark]:
    """700 HK without brackets, when that company is named nearby."""
    m = NUMBER_BEFORE.search(text, max(0, start - 10), start)
    if not m:
        return
    symbol, mic = m["symbol"], venues.mic_of_bloomberg(code, m["symbol"])
    company = universe.symbol(canonical(symbol, code), mic)
    near = text[max(0, start - 2000) : start + 2000]
    if company and not MONEY_BEHIND.match(text, start + 2) and names(company, near):
        yield Mark(m.start(), start + 2, "ticker.code", canonical(symbol, code), mic)


def _couples(text: str, universe: Universe) -> Iterator[Mark]:
    """BTC-USD, MGC=F, EURUSD=X."""
    for m in FUTURE.finditer(text) if "=" in text else ():
        if left := BEFORE_EQUALS.search(text, max(0, m.start() - 9), m.start()):
            yield Mark(left.start(), m.end(), "ticker.pair", text[left.start() : m.end()])
    for m in COUPLE.finditer(text) if "-USD" in text else ():
        left = BEFORE_EQUALS.search(text, max(0, m.start() - 9), m.start())
        if left and left["symbol"] in coins():
            yield Mark(left.start(), m.end(), "ticker.pair", text[left.start() : m.end()])
