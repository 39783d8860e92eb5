"""What the lists know of a symbol, whatever the text: where it is listed, whether it is a word or an acronym."""

from functools import cache, lru_cache
from typing import NamedTuple

from newsx.universe import Company, Universe
from newsx.universe.securities import securities, traded, words

US_MAIN = frozenset({"XNYS", "XASE", "ARCX", "XNAS", "BATS"})
LARGE = 1000  # by market value among US listings
OBSCURE = {"former", "abroad", "traded", "unknown", "over the counter", "word", "acronym"}


class Known(NamedTuple):
    """evidence: names of what speaks for and against the symbol, the kind of its listing first.

    company: names of the company it stands for. long_names: those that are more than the symbol itself.
    short_name: whether the symbol is one of them (IBM).
    clear: whether nothing else is likely to look like it.
    """

    evidence: tuple[str, ...]
    company: frozenset[str]
    long_names: tuple[str, ...]
    short_name: bool
    clear: bool


@lru_cache(4096)
def of(universe: Universe, symbol: str) -> Known:
    """What is known of a symbol in capitals."""
    company = universe.symbol(symbol)
    evidence = [_kind(company, symbol)]
    if evidence[0] == "listed" and company and 0 < company.rank <= LARGE:
        evidence.append("large")
    if len(symbol) > 3:
        evidence.append("long")
    elif len(symbol) < 3:
        evidence.append("one letter" if len(symbol) == 1 else "two letters")
    if symbol in words("acronyms.txt"):
        evidence.append("acronym")
    if symbol in words("ordinary.txt"):
        evidence.append("word")
    names = frozenset((company.name, *company.aliases, *company.ambiguous)) if company else frozenset()
    clear = len(symbol) > 2 and OBSCURE.isdisjoint(evidence) and symbol not in universe
    if clear and evidence[0] == "listed":
        evidence.append("nothing else")
    long_names = tuple(name for name in names if len(name) > 2 and not f"{name} ".startswith(f"{symbol} "))
    return Known(tuple(evidence), names, long_names, symbol in names, clear)


@cache
def no_symbols() -> frozenset[str]:
    """Words and acronyms, in capitals: what hardly ever stands for a share when it is written in small letters."""
    return words("ordinary.txt") | words("acronyms.txt")


def _kind(company: Company | None, symbol: str) -> str:
    security = securities().get(symbol)
    if security and security.kind != "former":
        return "fund"
    mics = {m for s, m in ((company.ticker, company.mic), *company.listings) if s == symbol} if company else set()
    if mics & US_MAIN:
        return "listed"
    if "OTCM" in mics:
        return "over the counter"
    if mics:
        return "abroad"
    if security:
        return "former"
    return "traded" if symbol in traded() else "unknown"
