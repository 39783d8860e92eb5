"""What a person types -> companies: by id, ISIN, symbol in any style, name, beginning of a name, or nearly a name."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsx.universe import venues
from newsx.universe.companies import Universe
from newsx.universe.names import fold
from newsx.universe.table import Company

CLOSE = 80.0  # how alike two names must be, from 0 to 100, before one is offered for the other


class Match(NamedTuple):
    """One company found. how: id, isin, symbol, name, prefix, words or fuzzy; score: 100 unless fuzzy."""

    company: Company
    how: str
    score: float = 100.0


def lookup(universe: Universe, query: str, limit: int = 10) -> list[Match]:
    """The companies meant by a query, the likeliest first: those it names exactly, else those that come near.

    query: a name or alias, an id (XNYS:BABA), an ISIN, or a symbol as news, Reuters, Yahoo or Bloomberg write it
    (BABA, $BABA, NYSE:BABA, BABA.N, 9988.HK, BABA US, 700 HK Equity).
    """
    exact = _unique([*_exact(universe, query.strip())])
    return exact[:limit] if exact else search(universe, query, limit)


def search(universe: Universe, query: str, limit: int = 20) -> list[Match]:
    """All companies that a query may mean: exact ones, then names that begin with it, hold its words, or come near."""
    query = query.strip()
    found = _unique([*_exact(universe, query), *_within(universe, query)])
    if not found and len(fold(query)) > 2:
        found = _unique([*_fuzzy(universe, query, limit)])
    return found[:limit]


def _exact(universe: Universe, query: str) -> Iterator[Match]:
    if company := universe.get(query):
        yield Match(company, "id")
    if company := universe.by_isin(query.upper()):
        yield Match(company, "isin")
    if company := symbol(universe, query):
        yield Match(company, "symbol")
    for company in (*universe.named(query), *universe.folded(query)):
        yield Match(company, "name")
    if query.islower() and (company := symbol(universe, query.upper())):
        yield Match(company, "symbol")


def symbol(universe: Universe, query: str) -> Company | None:
    """The company of a symbol in any style, None when the style names a venue and it is not listed there.

    >>> symbol(Universe.load(), "NYSE: BABA").id, symbol(Universe.load(), "9988.HK").id
    ('XNYS:BABA', 'XNYS:BABA')
    """
    text = query.strip("$<>()[] ")
    if m := re.fullmatch(r"([\w .&-]+?) ?: ?([\w.-]+)", text):  # NYSE: BABA
        return universe.symbol(m[2], mic) if (mic := venues.mic_of(m[1])) else None
    if m := re.fullmatch(r"([\w./-]+) ([A-Z]{2})(?: Equity)?", text):  # BABA US Equity
        if venues.is_bloomberg(m[2]):
            return universe.symbol(m[1], venues.mic_of_bloomberg(m[2], m[1]) or "XNYS")
        return None
    if found := universe.symbol(text):
        return found
    base, dot, suffix = text.rpartition(".")  # BABA.N, BRKb.N
    if dot and (mic := venues.mic_of_suffix(suffix)):
        share_class = re.fullmatch(r"([A-Z]+)([a-z])", base)
        return universe.symbol(f"{share_class[1]}.{share_class[2].upper()}" if share_class else base, mic)
    return None


def _within(universe: Universe, query: str) -> Iterator[Match]:
    """Names that begin with the query, then names with words that begin like its words; larger companies first."""
    start, words = fold(query), query.lower().split()
    if not start:
        return
    begins: list[Match] = []
    holds: list[Match] = []
    for folded, companies in universe.folded_names():
        if folded.startswith(start):
            begins.extend(Match(c, "prefix") for c in companies)
    if len(words) > 1 or len(start) > 2:
        pattern = re.compile("".join(rf"(?=.*\b{re.escape(w)})" for w in words), re.IGNORECASE)
        for name in universe.names:
            if pattern.match(name):
                holds.extend(Match(c, "words") for c in universe.named(name))
    yield from sorted(begins, key=_likely)
    yield from sorted(holds, key=_likely)


def _likely(match: Match) -> tuple[bool, bool, int, str]:
    c = match.company
    return c.kind in ("fund", "spac"), not c.ticker, c.rank or 10**6, c.name


def _fuzzy(universe: Universe, query: str, limit: int) -> Iterator[Match]:
    from rapidfuzz import fuzz, process  # here, because nothing else needs it

    names = [folded for folded, _ in universe.folded_names()]
    for name, score, _ in process.extract(fold(query), names, scorer=fuzz.ratio, limit=limit, score_cutoff=CLOSE):
        for company in universe.folded(name):
            yield Match(company, "fuzzy", round(score, 1))


def _unique(matches: Sequence[Match]) -> list[Match]:
    first: dict[str, Match] = {}
    for match in matches:
        first.setdefault(match.company.id, match)
    return list(first.values())
