"""Two rows for one company -> one row: the list that wins gives the values, names and listings add up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsx.universe.names import key, short_names
from newsx.universe.table import Company, id_of
from newsx.universe.venues import market


def joined(base: Sequence[Company], own: Iterable[Company]) -> list[Company]:
    """base with own joined in: same listing, same ISIN or same name (legal form aside) is the same company.

    Values of own win; a row of own may bring several rows of base together (a home listing and its foreign lines).
    """
    found: dict[str, list[int]] = {}
    for i, c in enumerate(base):
        for k in _keys(c):
            found.setdefault(k, []).append(i)
    place: dict[int, int] = {}  # row of base -> row of own that took it in
    out: list[Company | None] = []
    for c in _merged_among(own):
        hits = {i for k in (*_keys(c), *_name_keys(c)) for i in found.get(k, ()) if _agree(c, base[i])}
        if c.country:
            hits |= {i for n in c.aliases for i in found.get(key(n), ()) if _alike(c, base[i])}
        hits -= place.keys()
        for i in sorted(hits):
            place[i] = len(out)
            c = merge(c, base[i])
        out.append(c)
    return [c for i, c in enumerate(base) if i not in place] + [c for c in out if c]


def _merged_among(companies: Iterable[Company]) -> list[Company]:
    """The later of two rows for one company wins, as the later list does."""
    out: list[Company] = []
    seen: dict[str, int] = {}
    for c in companies:
        keys = list(_keys(c))
        at = next((seen[k] for k in keys if k in seen), None)
        if at is None:
            at = len(out)
            out.append(c)
        else:
            out[at] = merge(c, out[at])
        seen.update(dict.fromkeys(keys, at))
    return out


def merge(win: Company, other: Company) -> Company:
    """One company of two rows: win's values where it has any, all names, all listings."""
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
        ambiguous=tuple(n for n in dict.fromkeys(ambiguous) if n != win.name),
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
    """What is one company's alone: its listings (all US venues count as one), its ISIN, its name."""
    for symbol, mic in _listings(c):
        if mic:
            yield f"{market(mic)}:{symbol.replace('.', '-')}"
    if c.isin:
        yield c.isin
    yield key(c.name)


def _name_keys(c: Company) -> Iterator[str]:
    """Other names of a row that joins, when they are long enough to be one company's alone."""
    for name in (*c.aliases, *(f.partition(" (")[0] for f in c.former)):
        if " " in name:
            yield key(name)


def _alike(own: Company, base: Company) -> bool:
    """One short name, one country, and nothing that speaks against it."""
    return own.country == base.country and _agree(own, base)


def _agree(own: Company, base: Company) -> bool:
    """Not two companies of one name: both with a ticker in the same market, and not the same one."""
    mine, theirs = set(_keys(own)), set(_keys(base))
    if any(":" in k for k in mine & theirs) or (own.isin and own.isin == base.isin):
        return True
    if own.ticker and not own.mic:
        return any(symbol == own.ticker for symbol, _ in base.listings)
    us_mine = any(k.startswith("US:") for k in mine)
    us_main = any(market(mic) == "US" and mic != "OTCM" for _, mic in base.listings)
    return not (us_mine and us_main)
