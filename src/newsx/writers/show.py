"""Documents -> the articles themselves, for a terminal: hits in colour where they stand, moves above, links below."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from newsx.records import LABELS, Document, Entity, TurnedDown
from newsx.writers import changes
from newsx.writers.changes import cut
from newsx.writers.table import COLOURS, value, who
from newsx.writers.terminal import visible, visible_lines

COLUMN = 100  # columns; nobody likes to read longer lines
WRAPPED = 160  # characters; where no line is longer, somebody has wrapped the lines
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def write(documents: Iterable[Document], width: int | None = None, colour: bool | None = None) -> Iterator[bytes]:
    """One article after the other; with what newsx.explain says of it, also what spoke for every hit, and what was
    turned down and why.

    width: columns, by default those of the terminal, or 80. colour: by default when standard output is a terminal and
    NO_COLOR is not set; without it every hit stands in square brackets.
    """
    sheet = Sheet(width, colour)
    for number, document in enumerate(documents):
        explained = document.turned_down or any(e.evidence for e in document.entities)
        yield sheet.article(document, first=not number) + (sheet.reasons(document) if explained else b"")


class Sheet:
    """A terminal to write articles for."""

    def __init__(self, width: int | None = None, colour: bool | None = None) -> None:
        probe = Console()
        self.console = Console(
            width=max(width or probe.width, 20),
            force_terminal=probe.is_terminal if colour is None else colour,
            color_system="auto" if colour is None else "standard" if colour else None,
            highlight=False,
            legacy_windows=False,
        )
        self.width = min(self.console.width, COLUMN)
        self.coloured = self.console.color_system is not None and not self.console.no_color

    def article(self, document: Document, first: bool = True) -> bytes:
        """Title, counts, moves, the text with its hits, the companies behind them."""
        notes = footnotes(document.entities)
        with self.console.capture() as captured:
            if not first:
                self._rule()
            self._line(Text(visible(document.id), style="bold underline"))
            self._wrapped(legend(document))
            if document.changes:
                self.console.print()
            for change in document.changes:
                self._line(changes.row(change, self.width))
            self.console.print()
            self._text(document, notes)
            if notes:
                self.console.print()
            for key, number in notes.items():
                name, *listing = (part for part in key if part)
                told = f"  {' · '.join(listing)}" if listing else ""
                mark = f"{number:>2} " if len(notes) > 9 else f"{number} "
                self._line(
                    Text.assemble((mark, "dim"), cut(name, max(self.width - len(mark + told), 8)), (told, "magenta"))
                )
        return captured.get().encode("utf-8", "replace")

    def reasons(self, document: Document) -> bytes:
        """The evidence for each hit, the same one once; then what was turned down."""
        with self.console.capture() as captured:
            if document.entities:
                self._heading("Found")
            for entity, times in _counted(document.entities):
                self._reason(entity, times, entity.rule, value(entity), entity.evidence or ())
            if document.turned_down:
                self._heading("Turned down")
            for found, times in _counted_down(document.turned_down):
                self._reason(found, times, found.reason, "", found.evidence)
        return captured.get().encode("utf-8", "replace")

    def _text(self, document: Document, notes: dict[tuple[str, ...], int]) -> None:
        text = document.text
        loose = max(map(len, text.splitlines()), default=0) > WRAPPED and "\n\n" not in text
        lines = self._marked(document, notes).split("\n", allow_blank=True)
        for number, line in enumerate(lines, 1):
            line.rstrip()
            if line or number < len(lines):
                self._wrapped(line)
            if loose and line and number < len(lines) and lines[number]:
                self.console.print()

    def _marked(self, document: Document, notes: dict[tuple[str, ...], int]) -> Text:
        text, marked, reach = document.text, Text(), 0
        for entity in document.entities:
            marked.append(visible_lines(text[reach : entity.start]))
            colour = COLOURS.get(entity.label, "white")
            shown = visible_lines(text[entity.start : entity.end])
            marked.append(shown if self.coloured else f"[{shown}]", style=f"bold {colour}")
            if number := notes.get(link(entity)):
                marked.append(str(number).translate(SUPERSCRIPT), style="dim")
            reach = entity.end
        return marked.append(visible_lines(text[reach:]))

    def _reason(
        self,
        found: Entity | TurnedDown,
        times: int,
        why: str,
        worth: str,
        evidence: Sequence[tuple[str, float]],
    ) -> None:
        colour = COLOURS.get(found.label, "white")
        line = Text.assemble((f"{visible(found.label):<7}  ", colour), (visible(found.text), f"bold {colour}"))
        line.append(f" ×{times}" if times > 1 else "")
        line.append(f"  {visible(why)}", style="dim")
        line.append(f"  {worth}" if worth else "")
        self._wrapped(line)
        if evidence:
            self._wrapped(Text(weighed(evidence), style="dim"), " " * 9)

    def _heading(self, title: str) -> None:
        self.console.print()
        self._line(Text(title, style="bold"))

    def _wrapped(self, line: Text, indent: str = "") -> None:
        for part in line.wrap(self.console, self.width - len(indent), overflow="fold") or [Text()]:
            part.rstrip()
            self._line(Text(indent).append_text(part))

    def _line(self, line: Text) -> None:
        self.console.print(line, width=self.width, no_wrap=True, overflow="ellipsis")

    def _rule(self) -> None:
        self.console.print()
        self._line(Text("─" * self.width, style="dim"))
        self.console.print()


def legend(document: Document) -> Text:
    """How many of each label, in the label's colour."""
    labels = [entity.label for entity in document.entities]
    if not labels:
        return Text("nothing found", style="dim")
    line = Text()
    for label in (*LABELS, *dict.fromkeys(labels)):
        if label in labels:
            line.append(f"{visible(label)} ", style=f"bold {COLOURS.get(label, 'white')}")
            line.append(f"{labels.count(label)}  ")
            labels = [other for other in labels if other != label]
    line.rstrip()
    return line


def footnotes(entities: Iterable[Entity]) -> dict[tuple[str, ...], int]:
    """Company, symbol and venue behind the hits -> number, in reading order."""
    notes: dict[tuple[str, ...], int] = {}
    for entity in entities:
        if any(key := link(entity)):
            notes.setdefault(key, len(notes) + 1)
    return notes


def link(entity: Entity) -> tuple[str, ...]:
    """Company, symbol and venue; empty strings for what is not known, nothing for what is no link."""
    name = entity.name or entity.company
    if entity.label not in ("COMPANY", "TICKER", "SECURITY_ID") or not name:
        return ()
    symbol = entity.ticker or entity.symbol or ""
    return visible(name), visible(symbol), visible(entity.mic or (entity.exchange if entity.name else "") or "")


def weighed(evidence: Iterable[tuple[str, float]]) -> str:
    """ "listed +9, given name first −5"."""
    return ", ".join(f"{visible(name)} {weight:+g}".replace("-", "−") for name, weight in evidence)


def _counted(entities: Iterable[Entity]) -> list[tuple[Entity, int]]:
    seen: dict[tuple[object, ...], tuple[Entity, int]] = {}
    for e in entities:
        key = (e.label, e.text, e.rule, value(e), who(e), e.evidence)
        first, times = seen.get(key, (e, 0))
        seen[key] = (first, times + 1)
    return list(seen.values())


def _counted_down(found: Iterable[TurnedDown]) -> list[tuple[TurnedDown, int]]:
    seen: dict[tuple[object, ...], tuple[TurnedDown, int]] = {}
    for t in found:
        key = (t.label, t.text, t.rule, t.reason, t.evidence)
        first, times = seen.get(key, (t, 0))
        seen[key] = (first, times + 1)
    return list(seen.values())
