"""Public lists of US listings in their own formats -> companies: the SEC's JSON, Nasdaq's symbol directory."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsx.errors import InputError, SettingsError
from newsx.universe import names, table, venues
from newsx.universe.companies import Universe
from newsx.universe.table import Company

ADDRESSES = {
    "sec": ("https://www.sec.gov/files/company_tickers_exchange.json",),
    "nasdaq": (
        "https://www.nasdaqtrader.com/dynamic/SymDir/nasdaqlisted.txt",
        "https://www.nasdaqtrader.com/dynamic/SymDir/otherlisted.txt",
    ),
}
TIMEOUT = 30.0  # seconds without an answer or a byte
LARGEST = 64_000_000  # bytes; the largest of these lists has a few million
VENUES = {"A": "XASE", "N": "XNYS", "P": "ARCX", "Z": "BATS", "V": "IEXG"}  # otherlisted.txt
# What follows the company in Nasdaq's security names: "Apple Inc. - Common Stock", "Ford Motor Company Common Stock".
SECURITY = (
    " - ", " Common Stock", " Common Share", " Ordinary Share", " American Depositary", " Class A ", " Class B ",
    " Class C ", " Depositary Share", " Preferred ", " Warrant", " Unit", " Right", " Subordinate Voting",
    " Capital Stock", " Sponsored ADR", " ADS", " Limited Partner", " Shares of Beneficial", " Common Unit", " %",
    " Series ", " Notes due", " New Common", " Each representing",
)  # fmt: skip


def fetch(source: str, timeout: float = TIMEOUT, agent: str = "newsx", sha256: str = "") -> bytes:
    """The bytes of a file or of an address (http, https).

    agent: what is said to the server; the SEC wants a name and an e-mail address in it.
    sha256: what the bytes must add up to, in hexadecimal digits.
    raises: InputError when it cannot be read or is not whole, SettingsError when the sum is not the one given.
    """
    if source.startswith(("http://", "https://")):
        data = _download(source, timeout, agent)
    else:
        try:
            data = Path(source).read_bytes()
        except OSError as e:
            raise InputError(f"{source}: {(e.strerror or str(e)).lower()}.") from None
    if sha256 and (found := hashlib.sha256(data).hexdigest()) != sha256.lower():
        raise SettingsError(f"{source}: its SHA-256 is {found}, not the one given. Nothing was changed.")
    return data


def _download(address: str, timeout: float, agent: str) -> bytes:
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    try:
        with urlopen(Request(address, headers={"User-Agent": agent}), timeout=timeout) as answer:
            data: bytes = answer.read(LARGEST + 1)
            promised = answer.headers.get("Content-Length")
    except HTTPError as e:
        hint = ' The SEC wants to know who asks: --agent "Jane Doe jane@example.com".' if e.code == 403 else ""
        raise InputError(f"{address}: the server says {e.code} {e.reason}.{hint}") from None
    except TimeoutError:
        raise InputError(f"{address}: no answer in {timeout:g} seconds. Try again later, or --from a file.") from None
    except (OSError, HTTPException) as e:
        reason = getattr(e, "reason", e)
        if isinstance(reason, TimeoutError):
            raise InputError(
                f"{address}: no answer in {timeout:g} seconds. Try again later, or --from a file."
            ) from None
        raise InputError(f"{address}: cannot be read: {str(reason) or type(e).__name__}.") from None
    if len(data) > LARGEST:
        raise InputError(f"{address}: more than {LARGEST:,} bytes. That is no list of companies.")
    if promised is not None and promised.isdigit() and len(data) != int(promised):
        raise InputError(f"{address}: {len(data):,} of {promised} bytes came. Try again.")
    return data


def read(data: bytes, source: str) -> list[Company]:
    """The companies of a public list, with names as companies write them, one of all their share classes.

    Formats are told by their content: company_tickers.json, company_tickers_exchange.json (SEC), nasdaqlisted.txt and
    otherlisted.txt (Nasdaq Trader). raises: InputError when it is none of them, or cut off.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise InputError(f"{source}: not UTF-8 at byte {e.start}.") from None
    start = text.lstrip()[:1]
    rows = list(_sec(text, source) if start in ("{", "[") else _nasdaq(text, source))
    if not rows:
        raise InputError(f"{source}: no companies in it.")
    shipped = Universe.load()
    known = names.casing(shipped_name for shipped_name in shipped.names)
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for group, name, symbol, mic in rows:
        groups.setdefault(group, []).append((name, symbol, mic))
    return [_company(group, known) for group in groups.values()]


def _company(group: Sequence[tuple[str, str, str]], known: dict[str, str]) -> Company:
    name = names.tidy(group[0][0], known)
    listings = tuple(dict.fromkeys((symbol, mic) for _, symbol, mic in group))
    believed = [n for n in names.short_names(name) if not _doubtful(n)]
    doubted = [n for n in names.short_names(name) if _doubtful(n)]
    return Company(
        table.id_of(name, *listings[0]),
        name,
        *listings[0],
        aliases=tuple(believed),
        ambiguous=tuple(doubted),
        listings=listings,
        source="update",
    )


def _doubtful(name: str) -> bool:
    """Whether a short name may be a word, a person or a place: nobody has looked, so one plain word always may."""
    return name.isalpha() and (name.istitle() or len(name) <= 3)


def _sec(text: str, source: str) -> Iterator[tuple[str, str, str, str]]:
    """(CIK, name, symbol, MIC) of either of the SEC's files."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise InputError(f"{source}: not whole JSON: {e}. Fetch it again.") from None
    try:
        for r in _records(content):
            symbol = re.sub(r"-([A-O])$", r".\1", str(r["ticker"]))
            yield str(r["cik"]), str(r["name"]), symbol, _mic(r.get("exchange"))
    except (KeyError, TypeError, AttributeError, ValueError):
        raise InputError(
            f"{source}: JSON, but not the SEC's company_tickers.json or company_tickers_exchange.json."
        ) from None


def _records(content: Any) -> Iterable[dict[str, Any]]:
    if "fields" in content:  # company_tickers_exchange.json: {"fields": [...], "data": [[...], ...]}
        return [dict(zip(content["fields"], row, strict=True)) for row in content["data"]]
    return [{"cik": r["cik_str"], "name": r["title"], "ticker": r["ticker"]} for r in content.values()]


def _mic(exchange: Any) -> str:
    return venues.mic_of(exchange) if exchange else ""


def _nasdaq(text: str, source: str) -> Iterator[tuple[str, str, str, str]]:
    """(name, name, symbol, MIC) of either of Nasdaq's files; funds and test issues left out."""
    header, *lines = text.splitlines() or [""]
    columns = header.split("|")
    symbol_column = {"Symbol": "Symbol", "ACT Symbol": "ACT Symbol"}.get(columns[0])
    if symbol_column is None or "Security Name" not in columns:
        raise InputError(
            f"{source}:1: neither the SEC's JSON nor Nasdaq's nasdaqlisted.txt or otherlisted.txt. "
            "A table of your own needs no update: give it with --companies."
        )
    if not lines or not lines[-1].startswith("File Creation Time"):
        raise InputError(f"{source}: cut off, its last line should say File Creation Time. Fetch it again.")
    for number, line in enumerate(lines[:-1], 2):
        cells = line.split("|")
        if len(cells) != len(columns):
            raise InputError(f"{source}:{number}: {len(cells)} cells where the header has {len(columns)}.")
        r = dict(zip(columns, cells, strict=True))
        if r["Test Issue"] == "Y" or r["ETF"] == "Y":
            continue
        name = r["Security Name"]
        cut = min((at for part in SECURITY if (at := name.find(part)) > 0), default=len(name))
        name = name[:cut].rstrip(" ,-")
        symbol = r[symbol_column].replace("$", "-P")
        yield name, name, symbol, VENUES.get(r.get("Exchange", ""), "XNAS" if "Exchange" not in r else "")


def news(universe: Universe, public: Iterable[Company]) -> tuple[list[Company], list[Company]]:
    """What a public list knows and the universe does not: (new companies, companies that go by another name now)."""
    new: list[Company] = []
    renamed: list[Company] = []
    for c in public:
        known = next((k for symbol, mic in c.listings if (k := universe.symbol(symbol, mic or "XNYS"))), None)
        if known is None:
            if not any(names.key(k.name) == names.key(c.name) for k in universe.folded(names.without_legal(c.name))):
                new.append(c)
        elif not _same(known, c):
            renamed.append(replace(c, former=(known.name,)))
    return new, renamed


def _same(known: Company, c: Company) -> bool:
    """Whether a name is one of the known ones, or begins with the same word; registers differ in the rest."""
    theirs = (known.name, *known.aliases, *known.ambiguous, *known.former)
    first = names.fold(c.name.split()[0])
    return names.key(c.name) in map(names.key, theirs) or any(names.fold(n).startswith(first) for n in theirs)
