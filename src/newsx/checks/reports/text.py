"""Findings as a compiler says them: the place, what is wrong, the line of the article with the span marked under it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unicodedata import combining, east_asian_width

from newsx.checks.findings import Excerpt, Finding, Stats
from newsx.writers.terminal import visible

COLOURS = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
GAP = 2


def write(findings: Iterable[Finding], stats: Stats, colour: bool = False, columns: int = 0) -> Iterator[bytes]:
    """A few lines a finding, as soon as it is known; then the tables of gold and baseline, and a line with the sums.

    columns: of the terminal, so that a line of an article fits into it; 0 where nothing has to fit.
    """
    paint = _painter() if colour else _plain
    anything = False
    for one in findings:
        anything = True
        yield _finding(one, paint, columns).encode("utf-8", "replace")
    for name, table in stats.tables.items():
        yield ("\n" + (_gold(table) if name == "gold" else _baseline(table))).encode("utf-8", "replace")
    yield (("\n" if anything or stats.tables else "") + _sums(stats, paint) + "\n").encode()


def _finding(one: Finding, paint: Any, columns: int) -> str:
    place = f"{visible(one.place.file)}:{one.place.line}:{one.place.column}"
    head = f"{paint(place, 'bold')}: {paint(one.severity, COLOURS.get(one.severity, ''))}: {visible(one.message)}"
    if one.name:
        head += f" ({visible(one.name)})"
    head += f" {paint(f'[{one.kind}]', 'dim')}\n"
    lines = [head]
    number = str(one.place.line)
    if one.excerpt is not None:
        margin = " " * len(number)
        before, span, after = _parts(one.excerpt)
        if columns:
            before, span, after = _fitted(before, span, after, max(columns - len(number) - 4, 20))
        lines.append(f" {paint(number + ' |', 'dim')} {before}{paint(span, 'bold')}{after}\n")
        marks = " " * width(before) + paint("^" * max(1, width(span)), COLOURS.get(one.severity, ""))
        lines.append(f" {paint(margin + ' |', 'dim')} {marks}\n")
    if one.record:
        lines.append(f" {paint('record: ' + visible(one.record), 'dim')}\n")
    return "".join(lines)


def _parts(excerpt: Excerpt) -> tuple[str, str, str]:
    """The three parts on one line, without what would steer a terminal."""
    before, span, after = (visible(part) for part in (excerpt.before, excerpt.span, excerpt.after))
    before += " " if excerpt.before[-1:].isspace() and before else ""
    after = (" " if excerpt.after[:1].isspace() and after else "") + after
    return before, span or " ", after


def _fitted(before: str, span: str, after: str, room: int) -> tuple[str, str, str]:
    """The three parts in so many columns, cut where they are far from the span."""
    while width(span) > room - 2:
        span = span[:-2] + "…"
    rest = room - width(span)
    left = max(rest // 2, rest - width(after))
    if width(before) > left:
        while width(before) > left - 1:
            before = before[1:]
        before = "…" + before
    rest -= width(before)
    if width(after) > rest:
        while after and width(after) > rest - 1:
            after = after[:-1]
        after += "…"
    return before, span, after


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _sums(stats: Stats, paint: Any) -> str:
    counts = stats.severities
    total = counts.total()
    what = f"{_count(stats.entities, 'entity', 'entities')} in {_count(stats.articles, 'article')}"
    if not total:
        return f"{paint('All good', 'bold green')}: {what}, nothing wrong."
    said = [_count(counts[s], s) for s in COLOURS if counts[s]]
    more = f" {stats.left_out:,} are not shown here; --limit 0 shows all." if stats.left_out else ""
    return f"{paint('; '.join(said), COLOURS['error'] if counts['error'] else '')} in {what}.{more}"


def _gold(table: Mapping[str, Any]) -> str:
    """Precision, recall and F1 per label, in percent; and the worst articles."""
    rows = [["gold", "in gold", "found", "exact P", "R", "F1", "overlap F1", "value F1"]]
    for label, row in table["labels"].items():
        exact = (f"{100 * row['exact'][x]:.1f}" for x in ("p", "r", "f1"))
        others = (f"{100 * row[w]['f1']:.1f}" for w in ("overlap", "value"))
        rows.append([visible(label), f"{row['gold']:,}", f"{row['found']:,}", *exact, *others])
    said = _columns(rows) + f"{table['articles']:,} of {_count(table['of'], 'article')} of {visible(table['file'])}\n"
    for one in table["worst"]:
        counts = ", ".join(f"{one[name]} {name}" for name in ("missed", "false", "differs") if one[name])
        said += f"  {visible(one['doc'])}: {counts}\n"
    return said


def _baseline(table: Mapping[str, Any]) -> str:
    names = ("old", "new", "same", "appeared", "disappeared", "changed")
    rows = [["baseline", *names]]
    rows += [[visible(label), *(f"{row[name]:,}" for name in names)] for label, row in table["labels"].items()]
    said = _columns(rows) + f"against {visible(table['file'])}\n"
    for one in table["worst"]:
        said += f"  {visible(one['doc'])}: {one['differ']:,} differ\n"
    return said


def _columns(rows: list[list[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = (
        (" " * GAP).join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    )
    return "".join(line.rstrip() + "\n" for line in lines)


def _plain(text: str, style: str) -> str:
    return text


def _painter() -> Any:
    from rich.style import Style

    return lambda text, style: Style.parse(style).render(text) if style else text


def _count(n: int, one: str, many: str = "") -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"
