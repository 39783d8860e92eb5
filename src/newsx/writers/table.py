"""Documents -> a table that a person reads: a group an article, a row an entity."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import StringIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from newsx.records import Document, Entity
from newsx.writers.jsonl import plain
from newsx.writers.terminal import visible

COLOURS = {"COMPANY": "cyan", "TICKER": "magenta", "PERCENT": "green", "PRICE": "yellow", "MONEY": "bright_blue"}
BOUNDS = {"about": "about ", "over": "over ", "under": "under ", "up_to": "up to "}
UNITS = {"percent": "%", "pp": "pp", "bp": "bp"}
SCALES = ((Decimal(10**12), "tn"), (Decimal(10**9), "bn"), (Decimal(10**6), "m"))
HUGE = Decimal(10**30)  # from here on no scale makes it short, and Decimal does not round what has more than 28 digits
GAP = 2
LEAST = 40  # columns; a narrower terminal has to wrap
NARROW = 60  # below, there is room for neither who it is nor where it stands
WIDE = 110  # from here on there is room for both


def write(documents: Iterable[Document], width: int | None = None, colour: bool | None = None) -> Iterator[bytes]:
    """One group a document; a last line with the sums when there was more than one.

    width: columns, by default those of the terminal, or 80. colour: by default when standard output is a terminal
    and NO_COLOR is not set.
    """
    out = StringIO()
    probe = Console()
    console = Console(
        file=out,
        width=max(width or probe.width, LEAST),
        force_terminal=probe.is_terminal if colour is None else colour,
        color_system="auto" if colour is None else "standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    articles = entities = 0
    for document in documents:
        if articles:
            console.print()
        articles += 1
        entities += len(document.entities)
        for line in group(document, console.width):
            console.print(line, no_wrap=True, crop=True, soft_wrap=False)
        yield _taken(out)
    if articles != 1:
        console.print()
        console.print(Text(f"{_count(articles, 'article')}, {_count(entities, 'entity', 'entities')}", style="bold"))
        yield _taken(out)


def group(document: Document, width: int) -> Iterator[Text]:
    """The lines of one document, none wider than width."""
    found = document.entities
    count = _count(len(found), "entity", "entities") if found else "nothing found"
    title = _fit(visible(document.id), max(width - len(count) - GAP, 8), left=False).rstrip()
    yield Text.assemble((title, "bold underline"), "  ", (count, "dim"))
    if not found:
        return
    values = [value(e) for e in found]
    texts = [visible(e.text) for e in found]
    rest = width - 7 - GAP
    share = (3, 10) if width >= NARROW else (9, 20)  # of the room, at most, for each of text and value
    text_width, value_width = (
        min(max(map(cell_len, cells)), rest * share[0] // share[1] - GAP, 24) for cells in (texts, values)
    )
    rest -= text_width + GAP + (value_width + GAP if value_width else 0)
    who_width = min(max(cell_len(visible(who(e))) for e in found), 30) if width >= WIDE else 0
    for entity, text, worth in zip(found, texts, values, strict=True):
        colour = COLOURS.get(entity.label, "white")
        line = Text.assemble((_fit(visible(entity.label), 7) + " " * GAP, colour))
        line.append(_fit(text, text_width) + " " * GAP, style=f"bold {colour}")
        if value_width:
            line.append(_fit(worth, value_width) + " " * GAP, style=_mood(entity))
        known = visible(who(entity))
        if width < NARROW:
            pass
        elif who_width:
            line.append(_fit(known, who_width) + " " * GAP)
            line.append_text(context(document.text, entity, rest - who_width - GAP))
        elif known:
            line.append(_fit(known, rest))
        else:
            line.append_text(context(document.text, entity, rest))
        line.rstrip()
        yield line


def value(entity: Entity) -> str:
    """What it is worth, in normal form: "+5 %", "USD 3.2 bn", "BABA · XNYS"."""
    if entity.label in ("COMPANY", "TICKER"):
        return " · ".join(
            visible(part) for part in (entity.symbol or entity.ticker, entity.mic or entity.exchange) if part
        )
    if entity.scheme:
        return entity.scheme
    numbers = [n for n in (entity.low, entity.high) if n is not None] or [
        n for n in (entity.amount if entity.value is None else entity.value,) if n is not None
    ]
    if not numbers:
        return ""
    bound = BOUNDS.get(entity.bound or "", "")
    sign = "+" if entity.change is not None and entity.change > 0 and numbers[0] > 0 else ""
    sign = "−" if entity.change is not None and entity.change < 0 <= numbers[0] else sign
    if entity.unit is not None:
        if entity.unit == "bp":
            numbers = [n * 100 for n in numbers]
        return f"{bound}{sign}{_range(numbers)} {UNITS.get(entity.unit, entity.unit)}"
    for scale, name in SCALES:
        if scale <= abs(numbers[-1]) < HUGE:
            written = f"{_range([round(n / scale, 3) for n in numbers])} {name}"
            break
    else:
        written = _range(numbers)
    per = f" / {visible(entity.per)}" if entity.per else ""
    return f"{bound}{f'{entity.currency} ' if entity.currency else ''}{sign}{written}{per}"


def who(entity: Entity) -> str:
    """Which company it is, when that says more than the text does."""
    name = entity.name or entity.company or ""
    return "" if name == entity.text else name


def context(text: str, entity: Entity, width: int) -> Text:
    """The entity between the words around it, in at most width columns."""
    if width < 12 or not text:
        return Text()
    before = visible(text[max(entity.start - width, 0) : entity.start])
    hit = visible(entity.text)
    after = visible(text[entity.end : entity.end + width])
    if text[entity.start - 1 : entity.start].isspace() and entity.start:
        before += " "
    if text[entity.end : entity.end + 1].isspace():
        after = " " + after
    hit = _fit(hit, min(cell_len(hit), width - 4))
    room = width - cell_len(hit)
    left = min(cell_len(before), max(room // 2, room - cell_len(after)))
    before = _fit(before, left, left=True, more=entity.start > len(before))
    after = _fit(after, min(cell_len(after), room - left), more=entity.end + len(after) < len(text))
    return Text.assemble((before, "dim"), (hit, "bold"), (after, "dim"))


def _fit(text: str, width: int, left: bool = False, more: bool = False) -> str:
    """Exactly width columns of the text: filled with blanks, or cut with an ellipsis where words are left out.

    left: cut and fill at the front. more: something was left out already.
    """
    length = cell_len(text)
    if length > width or (more and length == width):
        if width < 1:
            return ""
        if left:
            while text and cell_len(text) > width - 1:
                text = text[1:]
            return "…" + " " * (width - 1 - cell_len(text)) + text
        return (
            set_cell_size(text, width - 1).rstrip()
            + "…"
            + " " * (width - 1 - cell_len(set_cell_size(text, width - 1).rstrip()))
        )
    return " " * (width - length) + text if left else text + " " * (width - length)


def _range(numbers: list[Decimal]) -> str:
    written = [f"{Decimal(plain(n)):,}".replace("-", "−") for n in numbers]
    return " to ".join(written) if "−" in "".join(written) else "–".join(written)


def _mood(entity: Entity) -> str:
    if entity.change is None:
        return ""
    return "green" if entity.change > 0 else "red" if entity.change < 0 else ""


def _count(n: int, one: str, many: str = "") -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def _taken(out: StringIO) -> bytes:
    written = out.getvalue()
    out.seek(0)
    out.truncate()
    return written.encode("utf-8", "replace")
