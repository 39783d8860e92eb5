"""The companies that newsx knows, and how a name or a symbol leads to one."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from newsx import __version__
from newsx.universe import compiled, join, table
from newsx.universe.compiled import Rows, Tables
from newsx.universe.names import fold
from newsx.universe.table import Company
from newsx.universe.venues import market

__all__ = ["Company", "Universe"]

# Jack in the Box, Snap-on, E.l.f. Beauty, Weil, Gotshal & Manges; but not Bank of America nor Acme, Inc
SMALL = re.compile(
    r"^[A-Z]\w*-[a-z]|^[A-Z]\.[a-z]"
    r"|^[A-Z]\w+, (?!(?:Inc|Incorporated|LLC|LLP|Ltd|Limited|LP|Corp|Corporation|Co|Company|PBC|PLC|SA|AG|NA|Tbk)\b)"
    r"[A-Z]\w+(?:,| &| and |$)"
    r"| (?!(?:of|and|for|the|d[aeiou]|d[eao][ils]|della|la|v[ao]n|und|et|y|e|plc)(?!\w))[a-z]"
)
NUMBER = re.compile(r"[A-Z][\w&.’'-]* \d{1,4}(?= |$)")
ISIN = table.COLUMNS.index("isin")
MADE = 5000  # companies kept as such, 1 kB each; to make one anew takes microseconds
SOURCES = (  # what a universe is made of besides the user's lists
    *("companies.py", "compiled.py", "join.py", "names.py", "table.py", "venues.py"),
    *("../data/companies.csv", "../data/venues.csv"),
)


class Universe:
    """Companies by name, symbol and id. Read-only once built; one instance serves all rules.

    Built from rows of text, and a Company is made when somebody asks for it: that is what keeps the start short.
    """

    def __init__(self, companies: Iterable[Company] = ()) -> None:
        self._hold(_tables([table.row(c) for c in companies]))

    ambiguous: frozenset[str]  # names that are ordinary words, people or places as well, for all that bear them
    numbered: frozenset[str]  # pairs of words in names, one of them a number ("20th Century", "Phillips 66")
    small: frozenset[str]  # names with small letters where others have a capital ("Jack in the Box")

    def _hold(self, tables: Tables) -> None:
        self._rows, self._named, self._symbols, self._ids, *names, self._known_folded = tables
        self.ambiguous, self.numbered, self.small = names
        self._made: dict[int, Company] = {}

    @classmethod
    def load(cls, *own: Path) -> "Universe":
        """The shipped companies joined with lists of the user's own (CSV), which win, the later over the earlier.

        raises: SettingsError with file, line, what was found and what to do.
        """
        return _load(tuple((path, _stamp(path)) for path in own))

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, name: str) -> bool:
        """Whether any company goes by exactly this name. O(1)."""
        return name in self._named

    @property
    def names(self) -> Collection[str]:
        """Every name, alias, former and ambiguous name."""
        return self._named

    @cached_property
    def companies(self) -> dict[str, Company]:
        """All companies by id."""
        return {c.id: c for c in map(self._company, range(len(self._rows)))}

    def get(self, id: str) -> Company | None:
        """The company with this id."""
        i = self._ids.get(id)
        return None if i is None else self._company(i)

    def named(self, name: str) -> Sequence[Company]:
        """Companies that go by exactly this name, alias, former or ambiguous name, the likeliest first. O(1)."""
        return self._likeliest(self._named.get(name, ()), name)

    def shared(self, name: str) -> bool:
        """Whether several companies go by exactly this name. O(1)."""
        return isinstance(self._named.get(name), tuple)

    def folded(self, name: str) -> Sequence[Company]:
        """As named(), but case, accents, dots, "The" and "and" do not count ("ALIBABA", "JP Morgan")."""
        return self._likeliest(self._folded.get(fold(name), ()), name)

    def folded_names(self) -> Iterator[tuple[str, Sequence[Company]]]:
        """Every name in its folded form, with the companies that bear it."""
        return ((folded, self._likeliest(rows, "")) for folded, rows in self._folded.items())

    def symbol(self, symbol: str, mic: str = "") -> Company | None:
        """The company listed under this symbol, at this venue (or another of the same country) when one is given.

        Share classes go by any sign (BRK.B, BRK-B, BRK/B), Hong Kong codes with or without zeros (700, 0700).
        """
        for form in _forms(symbol):
            if form in self._symbols:
                found = self._likeliest(self._symbols[form], form)
                if not mic:
                    return next((c for c in found if c.ticker == form), found[0])
                for c in found:
                    if (form, mic) in c.listings:
                        return c
                for c in found:
                    if any(s == form and (not m or market(m) == market(mic)) for s, m in c.listings):
                        return c
        return None

    def by_isin(self, isin: str) -> Company | None:
        """The company with this ISIN."""
        i = self._isins.get(isin)
        return None if i is None else self._company(i)

    @cached_property
    def _isins(self) -> dict[str, int]:
        return {isin: i for i, row in enumerate(self._rows) if (isin := row.split(compiled.SIGN)[ISIN])}

    @cached_property
    def _folded(self) -> Mapping[str, Rows]:
        return self._known_folded or _folded(self._named)

    def _company(self, i: int) -> Company:
        c = self._made.get(i)
        if c is None:
            if len(self._made) >= MADE:
                self._made.clear()
            c = self._made[i] = table.company(self._rows[i].split(compiled.SIGN))
        return c

    def _likeliest(self, rows: Rows, name: str) -> Sequence[Company]:
        if isinstance(rows, int):
            return (self._company(rows),)
        if not rows:
            return ()
        return _sorted(map(self._company, rows), name)


def _tables(rows: Sequence[list[str]]) -> Tables:
    named: dict[str, Rows] = {}
    symbols: dict[str, Rows] = {}
    ids: dict[str, int] = {}
    doubted: set[str] = set()
    for i, (name, ticker, mic, _, _, aliases, ambiguous, former, listings, _, _, _) in enumerate(rows):
        names = [name]
        if aliases:
            names += aliases.split("|")
        if ambiguous:
            names += (doubts := ambiguous.split("|"))
            doubted.update(doubts)
        if former:
            names += [f.partition(" (")[0] for f in former.split("|")]
        for n in names:
            if n in named:
                _add(named, n, i)
            else:
                named[n] = i
            if "'" in n:
                _add(named, n.replace("'", "’"), i)
        if ticker:
            ids[f"{mic}:{ticker}" if mic else ticker] = i
            if ticker in symbols:
                _add(symbols, ticker, i)
            else:
                symbols[ticker] = i
        else:
            ids[table.id_of(name, "", "")] = i
        if listings:
            for part in listings.split("|"):
                _add(symbols, part.partition(":")[0], i)
    return Tables(
        [_joined(row) for row in rows],
        named,
        symbols,
        ids,
        frozenset(n for n in doubted if _is_doubted(n, named[n], rows)),
        frozenset(" ".join(n.split()[:2]) for n in named if n[:1].isdigit())
        | {m[0] for n in named if (m := NUMBER.search(n)) is not None},
        frozenset(n for n in named if SMALL.search(n)),
    )


def _folded(named: Mapping[str, Rows]) -> dict[str, Rows]:
    out: dict[str, Rows] = {}
    for name, rows in named.items():
        f = fold(name)
        for i in (rows,) if isinstance(rows, int) else rows:
            _add(out, f, i)
    return out


def _joined(row: list[str]) -> str:
    joined = compiled.SIGN.join(row)
    if joined.count(compiled.SIGN) >= len(row):  # a user's list has the sign in a cell
        return compiled.SIGN.join(cell.replace(compiled.SIGN, " ") for cell in row)
    return joined


def _is_doubted(name: str, bearers: Rows, rows: Sequence[list[str]]) -> bool:
    """Whether the likeliest of all that bear a name counts it among its ambiguous ones."""
    if isinstance(bearers, int):
        return True
    return name in _sorted((table.company(rows[i]) for i in bearers), name)[0].ambiguous


def _sorted(companies: Iterable[Company], name: str) -> list[Company]:
    """Companies that share a name, the likeliest first."""
    return sorted(companies, key=lambda c: (name in c.ambiguous, not c.mic, c.rank or 10**6))


def _add(to: dict[str, Rows], key: str, i: int) -> None:
    before = to.get(key)
    if before is None:
        to[key] = i
    elif isinstance(before, int):
        if before != i:
            to[key] = (before, i)
    elif i not in before:
        to[key] = (*before, i)


def _forms(symbol: str) -> Iterable[str]:
    """The ways to write a symbol; ours are BRK.B, PCG-PD and 0700."""
    yield symbol
    if not symbol.isalnum():
        yield symbol.replace("/", ".").replace("-", ".").rstrip(".")
        yield symbol.replace("/", "-").replace(".", "-")
    elif symbol.isdigit():
        yield symbol.lstrip("0").zfill(4)
        yield symbol.lstrip("0")


def _stamp(path: Path) -> tuple[int, int]:
    """Tells whether a list was changed since it was read."""
    try:
        about = path.stat()
    except OSError:
        return 0, 0  # the reader says what is wrong
    return about.st_mtime_ns, about.st_size


@cache
def _load(own: tuple[tuple[Path, tuple[int, int]], ...]) -> Universe:
    universe = Universe()
    here = Path(__file__).parent
    name = "|".join(str(path.absolute()) for path in (here, *(path for path, _ in own)))
    shape = " ".join(Tables._fields)  # a process that began before an update may write after it
    stamp: compiled.Stamp = (
        __version__,
        shape,
        *(_stamp(here / source) for source in SOURCES),
        *(stamp for _, stamp in own),
    )
    tables = compiled.load(name, stamp)
    if tables is None:
        tables = _read(tuple(path for path, _ in own))
        compiled.save(name, stamp, tables._replace(folded=_folded(tables.named)))
    universe._hold(tables)
    return universe


def _read(own: Sequence[Path]) -> Tables:
    """The shipped list and those of the user's own, joined."""
    text = files("newsx").joinpath("data/companies.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))[1:]
    if own:
        mine = [join.with_short_names(table.company(r)) for path in own for r in table.read(path)]
        rows = [table.row(c) for c in join.joined([table.company(r) for r in rows], mine)]
    return _tables(rows)
