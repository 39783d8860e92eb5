"""Two rows for one company -> one row: the list that wins gives the values, names and listings add up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsx.universe.names import key, short_names, without_legal
from newsx.universe.table import Company, id_of
from newsx.universe.venues import market

AMERICAN = (
    "Inc.",
    "Inc",
    "Incorporated",
    "Corporation",
    "Corp.",
    "Corp",
    "Company",
    "Co",
)  # legal forms of US companies


def joined(base: Sequence[Company], own: Iterable[Company]) -> list[Company]:
    """base with own joined in: same listing, same ISIN or same name (legal form aside) is the same company.

    Values of own win; a row of own may bring several rows of base together (a home listing and its foreign lines).
    """
    found: dict[str, list[int]] = {}
    for i, c in enumerate(base):
        for k in _keys(c):
            found.setdefault(k, []).append(i)
    rows = _one_each(own)
    taken: dict[int, int] = {}  # row of base -> row of own
    claimed = {k: place for place, c in reversed([*enumerate(rows)]) for k in _sure_keys(c)}
    for i, c in enumerate(base):  # its primary listing first: the others are mixed up now and then
        if (place := claimed.get(next(_sure_keys(c), ""))) is not None:
            taken[i] = place
    for way in (_sure_keys, _name_keys, _short_keys):  # a listing or an ISIN before a name, which may be two companies'
        for place, c in enumerate(rows):
            for k in way(c):
                for i in found.get(k, ()):
                    if i not in taken and (way is _sure_keys or may_be_one(c, base[i], way is _short_keys)):
                        taken[i] = place
    for i, place in taken.items():
        rows[place] = merge(rows[place], base[i])
    return [c for i, c in enumerate(base) if i not in taken] + rows


def _one_each(companies: Iterable[Company]) -> list[Company]:
    """Rows with a listing, an ISIN or the very name in common made one; the later wins, as the later list does."""
    out: list[Company] = []
    seen: dict[str, int] = {}
    for c in companies:
        keys = [*_sure_keys(c), c.name, c.id]
        at = next((seen[k] for k in keys if k in seen), None)
        if at is None:
            at = len(out)
            out.append(c)
        else:
            out[at] = merge(c, out[at])
        seen.update(dict.fromkeys(keys, at))
    return out


def merge(win: Company, other: Company) -> Company:
    """One company of two rows: win's values where it has any, all names, all listings.

    Where win is a company that is gone (its own name is among its former ones), the name of the other one holds.
    """
    if win.name in (f.partition(" (")[0] for f in win.former) and other.ticker and other.name != win.name:
        win = replace(win, name=other.name, aliases=(*win.aliases, win.name))
    listings = tuple(dict.fromkeys(_listings(win) + _listings(other)))
    ticker, mic = (win.ticker, win.mic) if win.ticker else (other.ticker, other.mic)
    if ticker and not mic:  # "name,ticker" is enough in a user's list: the venue comes from here
        mic = next((m for s, m in listings if s == ticker and m), "")
    listings = tuple(dict.fromkeys(((ticker, mic), *(x for x in listings if x[1] or x[0] != ticker)))) if ticker else ()
    believed = {win.name, *win.aliases, *win.former}
    aliases = [*win.aliases, *(n for n in (other.name, *other.aliases) if n not in win.ambiguous)]
    ambiguous = [*win.ambiguous, *(n for n in other.ambiguous if n not in believed)]
    return replace(
        win,
        id=id_of(win.name, ticker, mic),
        ticker=ticker,
        mic=mic,
        isin=win.isin or other.isin,
        country=win.country or other.country,
        aliases=tuple(n for n in dict.fromkeys(aliases) if n != win.name and n not in ambiguous),
        ambiguous=tuple(dict.fromkeys(ambiguous)),
        former=tuple(dict.fromkeys(win.former + other.former)),
        listings=listings,
        kind=win.kind if win.kind != "company" else other.kind,
        rank=min(filter(None, (win.rank, other.rank)), default=0),
        source="|".join(dict.fromkeys(filter(None, (*win.source.split("|"), *other.source.split("|"))))),
    )


def with_short_names(c: Company) -> Company:
    """The company with the short forms of its name among its aliases."""
    new = [n for n in short_names(c.name) if n not in c.ambiguous]
    return replace(c, aliases=tuple(dict.fromkeys((*c.aliases, *new))))


def _listings(c: Company) -> tuple[tuple[str, str], ...]:
    return (((c.ticker, c.mic),) if c.ticker else ()) + c.listings


def _keys(c: Company) -> Iterator[str]:
    """By what a row of base can be found."""
    yield from _sure_keys(c)
    yield key(c.name)


def _sure_keys(c: Company) -> Iterator[str]:
    """What is one company's alone: its listings (venues of a country share their symbols) and its ISIN."""
    for symbol, mic in _listings(c):
        if mic:
            yield f"{market(mic)}:{symbol.replace('.', '-')}"
    if c.isin:
        yield c.isin


def _name_keys(c: Company) -> Iterator[str]:
    """Its name, and other names of more than one word."""
    yield key(c.name)
    for name in (*c.aliases, *c.ambiguous, *(f.partition(" (")[0] for f in c.former)):
        if " " in name:
            yield key(name)


def _short_keys(c: Company) -> Iterator[str]:
    """Names of one word."""
    yield from (key(name) for name in c.aliases if " " not in name)


def may_be_one(own: Company, base: Company, short: bool = False) -> bool:
    """Whether two rows with a name in common can be one company; they have no listing in common.

    short: the name is one word only, so that the country must be the same.
    """
    at_home = bool(own.country) and own.country == base.country
    if short and not at_home:
        return False
    if own.ticker and not own.mic:
        return any(symbol == own.ticker for symbol, _ in base.listings)
    mine = {market(mic) for _, mic in _listings(own) if mic and mic != "OTCM"}
    theirs = {market(mic) for _, mic in _listings(base) if mic and mic != "OTCM"}
    if mine & theirs:  # two symbols in one market are two companies, or one that changed its symbol
        return at_home and key(own.name) == key(base.name)
    if mine and "US" in theirs:  # Castellum AB of Stockholm is not Castellum, Inc. of New York; Embraer S.A. is Embraer
        starts = {symbol[:2] for symbol, _ in _listings(own)}
        if base.name.endswith(AMERICAN):
            plainly = own.name.endswith(AMERICAN) or without_legal(own.name) == own.name
            return plainly and any(symbol[:2] in starts for symbol, _ in base.listings)
    return True
