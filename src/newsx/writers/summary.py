"""A Summary -> JSON Lines, tables for a terminal, or one HTML page with charts that needs nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from html import escape
from math import log10
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from newsx.summary import Moved, Summary
from newsx.writers.changes import ARROWS, amount, fit, size, who
from newsx.writers.docs import change_record
from newsx.writers.jsonl import dumps
from newsx.writers.terminal import visible


class Column(NamedTuple):
    """A heading, and whether it holds numbers."""

    name: str
    number: bool = False


class Listing(NamedTuple):
    """One list of a summary as text, and as bars: each a length from -1 to 1."""

    title: str
    columns: tuple[Column, ...]
    rows: list[tuple[str, ...]]
    bars: list[float]
    note: str = ""


def lines(summary: Summary) -> Iterator[bytes]:
    """One JSON line a row, each with the ``list`` it belongs to; the first one has the counts."""
    yield dumps(
        {"list": "counts", "articles": summary.articles, "entities": summary.entities, "changes": summary.changes}
    )
    for name in ("companies", "tickers", "moves", "sums", "pairs"):
        for rank, row in enumerate(getattr(summary, name), 1):
            if isinstance(row, Moved):
                record: dict[str, Any] = {"doc": row.doc, **change_record(row.change)}
            else:
                record = {f.name: v for f in fields(row) if (v := getattr(row, f.name)) is not None}
            yield dumps({"list": name, "rank": rank, **record})


def table(summary: Summary, width: int | None = None, colour: bool | None = None) -> bytes:
    """The lists under each other, for a terminal.

    width: columns, by default those of the terminal, or 80. colour: by default when standard output is a terminal.
    """
    console = Console(width=width, force_terminal=colour, highlight=False, legacy_windows=False)
    with console.capture() as captured:
        console.print(Text(counts(summary), style="bold"))
        for listing in listings(summary):
            if listing.rows:
                console.print()
                console.print(Text(listing.title, style="bold"))
                for line in _grid(listing, console.width):
                    console.print(line, no_wrap=True, crop=True)
    written = captured.get().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in written).encode("utf-8", "replace")


def _grid(listing: Listing, width: int) -> Iterator[Text]:
    """The heading and the rows. Names give way where there is little room, numbers do not."""
    ends = [column.name == "article" for column in listing.columns]
    rows = [[_end_of(cell) if end else cell for end, cell in zip(ends, row, strict=True)] for row in listing.rows]
    heads = [column.name for column in listing.columns]
    widths = [max(map(cell_len, cells)) for cells in zip(heads, *rows, strict=True)]
    soft = [i for i, column in enumerate(listing.columns) if column.name in ("company", "and", "of", "when", "article")]
    while (
        soft and sum(widths) + 2 * (len(widths) - 1) > width and widths[widest := max(soft, key=widths.__getitem__)] > 4
    ):
        widths[widest] -= 1
    numbers = [column.number for column in listing.columns]
    for cells in (heads, *rows):
        line = Text(style="dim" if cells is heads else "")
        for cell, room, number in zip(cells, widths, numbers, strict=True):
            line.append((" " * (room - cell_len(cell)) + cell if number else fit(cell, room)) + "  ")
        line.rstrip()
        yield line


def _end_of(path: str) -> str:
    """A path is known by its end."""
    while cell_len(path) > 20:
        path = "…" + path[2:] if path[0] == "…" else "…" + path[1:]
    return path


def page(summary: Summary) -> bytes:
    """One HTML page: every list as a chart and a table, light or dark as the reader has it."""
    body = "".join(map(_section, listings(summary)))
    title = "News at a glance"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n<p>{escape(counts(summary))}</p>\n{body}</main>\n</body>\n</html>\n"
    ).encode("utf-8", "replace")


def counts(summary: Summary) -> str:
    """How much was read and found, in words."""
    said = ((summary.articles, "article", "articles"), (summary.entities, "entity", "entities"))
    moved = (summary.changes, "move", "moves")
    return ", ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in (*said, moved))


def listings(summary: Summary) -> Iterator[Listing]:
    """The lists of a summary, ready to be shown."""
    yield Listing(
        "Companies",
        (Column("company"), Column("ticker"), Column("articles", True), Column("mentions", True)),
        [(visible(c.name), visible(c.ticker or ""), f"{c.articles:,}", f"{c.mentions:,}") for c in summary.companies],
        _lengths([c.mentions for c in summary.companies]),
        "bars: mentions",
    )
    yield Listing(
        "Tickers",
        (Column("ticker"), Column("company"), Column("articles", True), Column("mentions", True)),
        [
            (
                visible(f"{t.symbol} · {t.mic}" if t.mic else t.symbol),
                visible(t.company or ""),
                f"{t.articles:,}",
                f"{t.mentions:,}",
            )
            for t in summary.tickers
        ],
        _lengths([t.mentions for t in summary.tickers]),
        "bars: mentions",
    )
    yield Listing(
        "Biggest moves",
        (Column("of"), Column("measure"), Column("change", True), Column("when"), Column("article")),
        [
            (
                visible(m.change.name or "") or who(m.change),
                m.change.measure,
                f"{ARROWS[m.change.direction]} {size(m.change)}",
                visible(m.change.when or m.change.period or ""),
                visible(m.doc),
            )
            for m in summary.moves
        ],
        _lengths([float(m.change.change or 0) for m in summary.moves]),
        "bars: percent",
    )
    yield Listing(
        "Sums of money by currency",
        (
            Column("currency"),
            Column("sums", True),
            Column("together", True),
            Column("largest", True),
            Column("article"),
        ),
        [(s.currency, f"{s.count:,}", amount(s.total), amount(s.largest), visible(s.doc)) for s in summary.sums],
        _lengths([s.count for s in summary.sums]),
        "bars: how many. Sums told twice count twice.",
    )
    yield Listing(
        "Named together",
        (Column("company"), Column("and"), Column("articles", True)),
        [(visible(p.one), visible(p.other), f"{p.articles:,}") for p in summary.pairs],
        _lengths([p.articles for p in summary.pairs]),
        "bars: articles",
    )


def _lengths(values: Sequence[float]) -> list[float]:
    """Bars from -1 to 1. One that is far longer than the others would hide them: then by magnitude."""
    sizes = [abs(v) for v in values]
    longest = max(sizes, default=0.0)
    if longest and longest > 50 * (sorted(sizes)[len(sizes) // 2] or 1):
        sizes = [log10(1 + size) for size in sizes]
        longest = max(sizes)
    return [(size / longest if longest else 0.0) * (-1 if v < 0 else 1) for size, v in zip(sizes, values, strict=True)]


def _section(listing: Listing) -> str:
    title = escape(listing.title)
    if not listing.rows:
        return f"<section><h2>{title}</h2><p>None.</p></section>\n"
    head = "".join(f'<th scope="col"{_kind(c)}>{escape(c.name)}</th>' for c in listing.columns)
    rows = "".join(
        "<tr>"
        + "".join(f"<td{_kind(c)}><bdi>{escape(cell)}</bdi></td>" for c, cell in zip(listing.columns, row, strict=True))
        + f'<td class="bar">{_bar(bar, any(b < 0 for b in listing.bars))}</td></tr>\n'
        for row, bar in zip(listing.rows, listing.bars, strict=True)
    )
    return (
        f'<section><h2>{title}</h2>\n<div class="wide"><table>\n<thead><tr>{head}<th scope="col" class="bar">'
        f"{escape(listing.note)}</th></tr></thead>\n<tbody>\n{rows}</tbody></table></div></section>\n"
    )


def _bar(length: float, both_ways: bool) -> str:
    """A bar of 100 units at most; where some point left, all begin in the middle. The number stands beside it."""
    room = 50 if both_ways else 100
    width = max(abs(length) * room, 0.5)
    x = (50 - width if length < 0 else 50) if both_ways else 0
    kind = "down" if length < 0 else "up" if both_ways else "plain"
    return (
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{kind}" x="{x:.2f}" y="1" width="{width:.2f}" height="8"/></svg>'
    )


def _kind(column: Column) -> str:
    kind = "n" if column.number else "path" if column.name == "article" else "name"
    return f' class="{kind}"'


STYLE = """
:root { --ink: #1b1f24; --faint: #59636e; --paper: #fff; --line: #d1d9e0;
  --plain: #3465a4; --up: #1a7f37; --down: #c62828 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --faint: #9da7b1; --paper: #0d1117; --line: #30363d;
    --plain: #6ea8fe; --up: #3fb950; --down: #ff7b72 }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word }
.path { overflow-wrap: anywhere; min-width: 6rem } .name { min-width: 5rem }
th { color: var(--faint); font-weight: 600; white-space: nowrap } .n { text-align: right; white-space: nowrap }
.bar { width: 30%; min-width: 6rem; font-weight: 400; white-space: normal }
svg { display: block; width: 100%; height: .8rem }
.plain { fill: var(--plain) } .up { fill: var(--up) } .down { fill: var(--down) }
"""
