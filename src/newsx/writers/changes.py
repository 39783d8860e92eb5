"""Documents -> what moved in them: JSON Lines, CSV, or a table, one move a line."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from newsx.records import CHANGE_FIELDS, Change, Document
from newsx.writers.csv import cell
from newsx.writers.docs import change_record
from newsx.writers.jsonl import dumps, plain
from newsx.writers.table import HUGE, SCALES
from newsx.writers.terminal import visible

COLUMNS = tuple(CHANGE_FIELDS)  # always all of them, in this order
HEADER = ",".join(COLUMNS).encode() + b"\n"
ARROWS = {"up": "▲", "down": "▼", "flat": "="}
COLOURS = {"up": "green", "down": "red", "flat": "yellow"}
BOUNDS = {"about": "~", "over": ">", "under": "<", "up_to": "≤"}
UNITS = {"percent": "%", "pp": "pp", "bp": "bp", "points": "points"}


def lines(document: Document) -> bytes:
    """One JSON line a move: ``{"doc": id, ...}``."""
    return b"".join(dumps({"doc": document.id, **change_record(change)}) for change in document.changes)


def rows(document: Document, safe: bool = True) -> bytes:
    """One CSV row a move; cells that a spreadsheet takes for formulas are made safe, as in newsx.writers.csv."""
    written = []
    for change in document.changes:
        record = {"doc": document.id, **change_record(change)}
        written.append(",".join(cell(record[name], safe) if name in record else "" for name in COLUMNS) + "\n")
    return "".join(written).encode()


def plain_rows(document: Document) -> bytes:
    """One CSV row a move, every cell as it is."""
    return rows(document, safe=False)


def table(documents: Iterable[Document], width: int | None = None, colour: bool | None = None) -> Iterator[bytes]:
    """One group a document in which something moved; a last line with the sums.

    width: columns, by default those of the terminal, or 80. colour: by default when standard output is a terminal.
    """
    console = Console(width=width, force_terminal=colour, highlight=False, legacy_windows=False)
    articles = moves = 0
    for document in documents:
        articles += 1
        if not document.changes:
            continue
        with console.capture() as captured:
            if moves:
                console.print()
            console.print(Text(cut(visible(document.id), console.width), style="bold underline"))
            for change in document.changes:
                console.print(row(change, console.width), no_wrap=True, crop=True)
        moves += len(document.changes)
        yield captured.get().encode("utf-8", "replace")
    with console.capture() as captured:
        if moves:
            console.print()
        said = f"{articles:,} article{'s' * (articles != 1)}, {moves:,} move{'s' * (moves != 1)}"
        console.print(Text(said, style="bold"))
    yield captured.get().encode("utf-8", "replace")


def row(change: Change, width: int) -> Text:
    """One move on one line: which way and by how much, whose, what, from where to where, when."""
    colour = COLOURS[change.direction]
    line = Text.assemble((f"{ARROWS[change.direction]} ", colour), (fit(size(change), 12), f"bold {colour}"), "  ")
    line.append(fit(who(change), 24 if width >= 80 else 16), style="cyan")
    line.append("  " + fit(change.measure, 11) + "  ")
    told = [levels(change), *(visible(said) for said in (change.when, change.period) if said)]
    if change.consistent is False:
        told.append("does not add up")
    line.append(cut("  ".join(part for part in told if part), max(width - cell_len(line.plain), 0)))
    line.rstrip()
    return line


def who(change: Change) -> str:
    """Whose move it is: the company, else the words for what moved."""
    return visible(change.company or change.what or "")


def size(change: Change) -> str:
    """By how much, signed: "+4.3 %", "−25 bp", "+86 m USD"; "" when only levels are told."""
    if change.change is None:
        return ""
    unit = change.unit or ""
    sign = "+" if change.change > 0 else "−" if change.change < 0 else ""
    return f"{BOUNDS.get(change.bound or '', '')}{sign}{amount(abs(change.change))} {UNITS.get(unit, unit)}".rstrip()


def levels(change: Change) -> str:
    """From where to where: "4.1 bn → 4.7 bn USD"."""
    parts = [_range(*ends) for ends in ((change.from_, change.from_high), (change.to, change.to_high))]
    if not any(parts):
        return ""
    unit = change.currency or ("%" if change.unit in ("percent", "pp", "bp") and change.measure in PERCENTAGES else "")
    return f"{parts[0]} → {parts[1]} {unit}".strip()


PERCENTAGES = ("rate", "margin", "revenue", "profit", "estimate", "target", "other")  # may have levels in percent


def _range(low: Decimal | str | None, high: Decimal | None) -> str:
    return _level(low) if high is None else f"{_level(low)} – {_level(high)}"


def _level(level: Decimal | str | None) -> str:
    return "" if level is None else visible(level) if isinstance(level, str) else amount(level)


def amount(value: Decimal) -> str:
    """A number as people write it: 4.7 bn, 1,234.5."""
    for scale, name in SCALES:
        if scale <= abs(value) < HUGE:
            return f"{Decimal(plain(round(value / scale, 3))):,} {name}".replace("-", "−")
    return f"{Decimal(plain(value)):,}".replace("-", "−")


def fit(text: str, width: int) -> str:
    """Exactly so many columns: filled with blanks, or cut."""
    return set_cell_size(cut(text, width), width)


def cut(text: str, width: int) -> str:
    """At most so many columns, with an ellipsis where words are left out."""
    return text if cell_len(text) <= width else set_cell_size(text, max(width - 1, 0)).rstrip() + "…" * (width > 0)
