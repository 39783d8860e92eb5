"""A folder of news at a glance: who is named, who moved, which sums, who is named with whom."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from newsx.records import Change, Document
from newsx.universe.names import plain, without_legal

COMPANIES_OF_ONE = 50  # companies of one article, the most mentioned first, that count as named together
KEPT = 1_000  # moves that are kept at a time while there may be bigger ones to come


@dataclass(frozen=True, slots=True)
class Company:
    """A company: its canonical name, or as written when no list knows it; mentions by name or by ticker.

    Of the ways in which an article writes one that no list knows, the longest without legal form counts, when it is
    among them: of Acme Widgets Inc, Acme Widgets and Acme it is Acme Widgets.
    """

    name: str
    ticker: str | None
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class Ticker:
    """A symbol, at its venue (ISO 10383) when that is known."""

    symbol: str
    mic: str | None
    company: str | None
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class Moved:
    """One move and the article that tells of it."""

    doc: str
    change: Change


@dataclass(frozen=True, slots=True)
class Sums:
    """All sums of money in one currency (ISO 4217): how many, together, the largest, and the article it stands in."""

    currency: str
    count: int
    total: Decimal
    largest: Decimal
    doc: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two companies and the articles that name both."""

    one: str
    other: str
    articles: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a number of articles says, the most important first in every list.

    companies: by articles, then by mentions. moves: by size in percent, one of each kind an article.
    """

    articles: int = 0
    entities: int = 0
    changes: int = 0
    companies: tuple[Company, ...] = ()
    tickers: tuple[Ticker, ...] = ()
    moves: tuple[Moved, ...] = ()
    sums: tuple[Sums, ...] = ()
    pairs: tuple[Pair, ...] = ()


@dataclass(slots=True)
class Tally:
    """The counts of one article, or of any number of them: tallies add up."""

    articles: int = 0
    entities: int = 0
    changes: int = 0
    mentions: Counter[str] = field(default_factory=Counter)  # of companies
    named_in: Counter[str] = field(default_factory=Counter)  # articles
    listings: dict[str, str] = field(default_factory=dict)  # company -> ticker
    symbols: Counter[tuple[str, str]] = field(default_factory=Counter)  # (symbol, MIC) -> mentions
    symbols_in: Counter[tuple[str, str]] = field(default_factory=Counter)
    issuers: dict[tuple[str, str], str] = field(default_factory=dict)
    sums: dict[str, Sums] = field(default_factory=dict)
    together: Counter[tuple[str, str]] = field(default_factory=Counter)
    moves: list[Moved] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Counts what another has counted."""
        self.articles += other.articles
        self.entities += other.entities
        self.changes += other.changes
        self.mentions.update(other.mentions)
        self.named_in.update(other.named_in)
        self.symbols.update(other.symbols)
        self.symbols_in.update(other.symbols_in)
        self.together.update(other.together)
        for company, ticker in other.listings.items():
            self.listings.setdefault(company, ticker)
        for symbol, issuer in other.issuers.items():
            self.issuers.setdefault(symbol, issuer)
        for currency, sums in other.sums.items():
            mine = self.sums.get(currency)
            self.sums[currency] = sums if mine is None else _both(mine, sums)
        self.moves += other.moves
        if len(self.moves) > 2 * KEPT:
            self.moves = biggest(self.moves, KEPT)


def summary(documents: Iterable[Document], top: int = 10) -> Summary:
    """The summary of the articles, read one by one; what is kept grows with the names in them, not with their length.

    documents: with their changes (``Settings(changes=True)``), else there are no moves.
    top: rows of each list, 0 for all.
    """
    total = Tally()
    for document in documents:
        total.add(tally(document))
    return of(total, top)


def tally(document: Document) -> Tally:
    """The counts of one article."""
    found = Tally(articles=1, entities=len(document.entities), changes=len(document.changes))
    called = _called(dict.fromkeys(e.text for e in document.entities if e.label == "COMPANY" and not e.name))
    for e in document.entities:
        if e.label == "COMPANY":
            name = e.name or called[e.text]
            found.mentions[name] += 1
            if e.ticker:
                found.listings.setdefault(name, e.ticker)
        elif e.label == "TICKER":
            key = (e.symbol or e.text, e.mic or "")
            found.symbols[key] += 1
            if e.company:
                found.mentions[e.company] += 1
                found.issuers.setdefault(key, e.company)
        elif e.label == "MONEY" and e.currency:
            amount = e.amount if e.amount is not None else e.high
            if amount is not None:
                one = Sums(e.currency, 1, amount, amount, document.id)
                mine = found.sums.get(e.currency)
                found.sums[e.currency] = one if mine is None else _both(mine, one)
    found.named_in.update(found.mentions.keys())
    found.symbols_in.update(found.symbols.keys())
    named = sorted(name for name, _ in found.mentions.most_common(COMPANIES_OF_ONE))
    found.together.update(combinations(named, 2))
    told = set()
    for change in document.changes:
        kind = (change.name or change.company or change.what, change.measure, change.change)
        if change.change is not None and change.unit == "percent" and kind not in told:
            told.add(kind)
            found.moves.append(Moved(document.id, change))
    return found


def _called(written: Iterable[str]) -> dict[str, str]:
    """What each way to write a company counts as: one whose words begin another is short for it, unless for several."""
    words = {text: tuple(plain(without_legal(text)).lower().split()) for text in written}
    whole: dict[tuple[str, ...], tuple[str, ...] | None] = {}  # words -> those of the company, None when of several
    for one in sorted(set(words.values()), key=len, reverse=True):
        meant = whole.get(one) or one
        for end in range(1, len(one) + 1):
            if whole.setdefault(one[:end], meant) != meant:
                whole[one[:end]] = None
    names: dict[tuple[str, ...], str] = {}
    for text in sorted(words, key=lambda text: (-len(words[text]), len(text), text.isupper(), text)):
        names.setdefault(whole[words[text]] or words[text], text)
    return {text: names[whole[its] or its] for text, its in words.items()}


def of(total: Tally, top: int = 10) -> Summary:
    """The lists of a tally, each with its ``top`` first rows, 0 for all."""
    end = top or None
    symbols = {total.issuers[key]: key[0] for key in sorted(total.issuers, reverse=True)}
    companies = [
        Company(name, total.listings.get(name) or symbols.get(name), mentions, total.named_in[name])
        for name, mentions in total.mentions.items()
    ]
    companies.sort(key=lambda c: (-c.articles, -c.mentions, c.name))
    tickers = [
        Ticker(symbol, mic or None, total.issuers.get((symbol, mic)), mentions, total.symbols_in[symbol, mic])
        for (symbol, mic), mentions in total.symbols.items()
    ]
    tickers.sort(key=lambda t: (-t.articles, -t.mentions, t.symbol, t.mic or ""))
    sums = sorted(total.sums.values(), key=lambda s: (-s.count, s.currency))
    pairs = [Pair(one, other, articles) for (one, other), articles in total.together.items()]
    pairs.sort(key=lambda p: (-p.articles, -total.mentions[p.one] - total.mentions[p.other], p.one, p.other))
    return Summary(
        total.articles,
        total.entities,
        total.changes,
        tuple(companies[:end]),
        tuple(tickers[:end]),
        tuple(biggest(total.moves, top or len(total.moves))),
        tuple(sums[:end]),
        tuple(pairs[:end]),
    )


def biggest(moves: Iterable[Moved], count: int) -> list[Moved]:
    """The moves of most percent, up or down; among equals the first one told stays first."""
    return sorted(moves, key=lambda m: -abs(m.change.change or Decimal(0)))[:count]


def _both(one: Sums, other: Sums) -> Sums:
    largest = one if one.largest >= other.largest else other
    return Sums(one.currency, one.count + other.count, one.total + other.total, largest.largest, largest.doc)
