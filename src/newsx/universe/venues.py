"""Venues: what news, Reuters, Yahoo and Bloomberg call an exchange -> its MIC (ISO 10383). data/venues.csv."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Bloomberg codes of a whole country: the symbol or the company says which venue.
COMPOSITE = {"US": "US", "CH": "CN"}


@dataclass(frozen=True, slots=True)
class Venue:
    """One row of venues.csv. kind: stock or futures; country: ISO 3166 alpha-2."""

    mic: str
    name: str
    country: str
    kind: str
    names: tuple[str, ...]
    ric: tuple[str, ...]
    yahoo: tuple[str, ...]
    bloomberg: tuple[str, ...]
    also: tuple[str, ...]


def get(mic: str) -> Venue | None:
    """The venue with this MIC, or of which it is another MIC ("XNGS" is Nasdaq)."""
    return _venues().get(mic)


def mic_of(venue: str) -> str:
    """The MIC of a venue as news names it, "" when not known. A MIC is one of its names.

    >>> mic_of("NYSE"), mic_of("Nasdaq GS"), mic_of("TSX-V"), mic_of("OTC Pink"), mic_of("Mars Exchange")
    ('XNYS', 'XNAS', 'XTSX', 'OTCM', '')
    """
    return _names().get(venue) or _names().get(_fold(venue), "")


def may_end(word: str) -> bool:
    """Whether the name of any venue ends like this, in letters and digits alone: what is cheap to ask first.

    >>> may_end("Exchange"), may_end("said")
    (True, False)
    """
    end = word.lower()
    return end in _ends() or end.removeprefix("the") in _ends()


def mic_of_ric(suffix: str) -> str:
    """The MIC of a Reuters suffix, without its dot, "" when not known.

    >>> mic_of_ric("N"), mic_of_ric("HK"), mic_of_ric("XX")
    ('XNYS', 'XHKG', '')
    """
    return _codes("ric").get(suffix, "")


def mic_of_yahoo(suffix: str) -> str:
    """The MIC of a Yahoo suffix, without its dot, "" when not known.

    >>> mic_of_yahoo("L"), mic_of_yahoo("JO")
    ('XLON', 'XJSE')
    """
    return _codes("yahoo").get(suffix, "")


def mic_of_suffix(suffix: str) -> str:
    """The MIC of whatever stands behind the dot: a Reuters suffix, else a Yahoo one; "" when not known."""
    return mic_of_ric(suffix) or mic_of_yahoo(suffix)


def mic_of_bloomberg(code: str, symbol: str = "") -> str:
    """The MIC of a Bloomberg exchange code, "" when not known or when it stands for all of a country (US).

    symbol: tells the Chinese venues apart, whose symbols begin differently.

    >>> mic_of_bloomberg("LN"), mic_of_bloomberg("CH", "600519"), mic_of_bloomberg("US")
    ('XLON', 'XSHG', '')
    """
    if code == "CH" and symbol:
        return {"6": "XSHG", "9": "XSHG", "0": "XSHE", "2": "XSHE", "3": "XSHE", "4": "BJSE", "8": "BJSE"}.get(
            symbol[0], ""
        )
    return _codes("bloomberg").get(code, "")


def is_bloomberg(code: str) -> bool:
    """Whether Bloomberg has an exchange code like this, one for a whole country included."""
    return code in COMPOSITE or code in _codes("bloomberg")


def market(mic: str) -> str:
    """What shares one set of symbols: the country of a stock exchange; the MIC itself when it is not known.

    >>> market("XNYS") == market("XNAS"), market("XHKG"), market("XCME")
    (True, 'HK', 'XCME')
    """
    venue = _venues().get(mic)
    return venue.country if venue and venue.kind == "stock" else mic


def ric(symbol: str, mic: str) -> str:
    """How Reuters writes a listing, "" when its suffix is not known.

    >>> ric("BABA", "XNYS"), ric("9988", "XHKG"), ric("BRK.B", "XNYS")
    ('BABA.N', '9988.HK', 'BRKb.N')
    """
    venue = _venues().get(mic)
    if not venue or not venue.ric or not symbol:
        return ""
    base, _, share_class = symbol.partition(".")
    return f"{base}{share_class.lower()}.{venue.ric[0]}"


def _fold(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum()).removeprefix("the")


@cache
def _all() -> tuple[Venue, ...]:
    text = files("newsx").joinpath("data/venues.csv").read_text(encoding="utf-8")
    return tuple(
        Venue(mic, name, country, kind, *(tuple(filter(None, cell.split("|"))) for cell in lists))
        for mic, name, country, kind, *lists in list(csv.reader(text.splitlines()))[1:]
    )


@cache
def _venues() -> dict[str, Venue]:
    return {mic: v for v in _all() for mic in (v.mic, *v.also)}


@cache
def _names() -> dict[str, str]:
    """Names as they stand, for speed, and folded, for all other ways to write them."""
    names = [(n, v.mic) for v in _all() for n in (v.mic, v.name, *v.also)]
    names += [(n, v.mic) for v in _all() for n in v.names]  # later: what news means by it goes before a full name
    return {_fold(n): mic for n, mic in names} | dict(names)


@cache
def _ends() -> frozenset[str]:
    folded = {_fold(name) for name in _names()}
    return frozenset(name[start:] for name in folded for start in range(len(name)))


@cache
def _codes(column: str) -> dict[str, str]:
    return {code: v.mic for v in _all() for code in getattr(v, column)}
