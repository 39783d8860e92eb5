"""Companies -> JSON Lines, CSV (as the lists of companies have it), or a table that a person reads."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from newsx.universe import table, venues
from newsx.universe.table import Company
from newsx.writers.terminal import visible

HEADINGS = ("company", "ticker", "venue", "other listings", "also called")
SHARES = (38, 12, 6, 28)  # columns that the first four may take before they are cut; the last takes what is left


def record(c: Company) -> dict[str, Any]:
    """The company's fields that are known; listings as symbol, mic and Reuters code."""
    values = {
        "id": c.id,
        "name": c.name,
        "ticker": c.ticker,
        "exchange": c.mic,
        "isin": c.isin,
        "country": c.country,
        "aliases": list(c.aliases),
        "ambiguous": list(c.ambiguous),
        "former": list(c.former),
        "listings": [listing(symbol, mic) for symbol, mic in c.listings],
        "kind": c.kind,
        "source": c.source,
    }
    return {k: v for k, v in values.items() if v}


def listing(symbol: str, mic: str) -> dict[str, str]:
    """{"symbol", "mic", "ric"}, those that are known."""
    values = {"symbol": symbol, "mic": mic, "ric": venues.ric(symbol, mic)}
    return {k: v for k, v in values.items() if v}


def jsonl(companies: Iterable[Company]) -> Iterator[bytes]:
    """A company a line."""
    import orjson

    for c in companies:
        yield orjson.dumps(record(c), option=orjson.OPT_APPEND_NEWLINE)


def csv(companies: Iterable[Company]) -> Iterator[bytes]:
    """A header and a company a row: what ``--companies`` reads."""
    out = StringIO()
    table.write(companies, out)
    yield out.getvalue().encode()


def text(companies: Sequence[Company], width: int) -> Iterator[bytes]:
    """A heading and a company a line, none wider than width."""
    rows = [HEADINGS, *map(_cells, companies)]
    widths = [min(max(map(len, column)), share) for column, share in zip(zip(*rows, strict=True), SHARES, strict=False)]
    for row in rows:
        line = "  ".join(_fit(cell, w) for cell, w in zip(row, widths, strict=False)) + "  " + row[-1]
        yield (_fit(line, width).rstrip() + "\n").encode()


def _cells(c: Company) -> tuple[str, ...]:
    others = ", ".join(f"{symbol} {mic}".strip() for symbol, mic in c.listings if (symbol, mic) != (c.ticker, c.mic))
    called = ", ".join((*c.aliases, *(f"{n}?" for n in c.ambiguous), *(f"formerly {n}" for n in c.former)))
    return tuple(map(visible, (c.name, c.ticker or "-", c.mic or "-", others, called)))


def _fit(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 1] + "…"
