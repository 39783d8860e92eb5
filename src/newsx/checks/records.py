"""Whether records are sound: fields, places, values and links of every entity. article's records -> findings."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newsx.checks import schema, values
from newsx.checks.aside import Aside
from newsx.checks.earlier import Earlier, Span
from newsx.checks.findings import Finding, Place
from newsx.checks.links import Links
from newsx.checks.reading import Doc
from newsx.universe import Universe

SOUGHT = 1000  # texts of one article that are looked for all over it, when they are not where they should be
LARGEST = 2**32 - 1  # offsets beyond are no offsets of a text
OTHERS = ("prodigy", "labelstudio")  # spans of other tools, which need no text and no rule of ours
LEVELS = ("share price", "index", "price", "rate")  # of which up is a higher one; a smaller loss is up, too


class Records:
    """Checks one article after the other. labels: those known besides newsx's own.

    articles: how many there were; one that entities a line come back to is one.
    """

    def __init__(self, universe: Universe, aside: Aside, labels: Iterable[str] = ()) -> None:
        self.links = Links(universe)
        self.earlier = Earlier(aside)
        self.articles = 0
        self._sought = 0
        self.labels = frozenset(labels)

    def check(self, doc: Doc) -> Iterator[Finding]:
        """What is wrong with the records of one article."""
        spans: list[tuple[int, int, int]] = []  # start, end, number
        sound: list[Mapping[str, Any] | None] = []
        loose = doc.form in OTHERS
        self._sought = 0
        gold = doc.form == "docs" and not any(isinstance(e, dict) and "rule" in e for e in doc.entities)
        for number, entity in enumerate(doc.entities):
            faults = [*schema.entity(entity, self.labels, gold=gold, loose=loose)]
            readable = isinstance(entity, dict) and not any(kind in ("type", "field-value") for kind, _ in faults)
            if readable:
                faults += self._places(doc, entity)
                if loose and "text" not in entity and doc.text is not None and _has_span(entity):
                    entity = doc.entities[number] = {**entity, "text": doc.text[entity["start"] : entity["end"]]}
                if _has_span(entity):
                    spans.append((entity["start"], entity["end"], number))
                if entity.get("text"):
                    behind = (
                        doc.text[entity["end"] : entity["end"] + values.BEHIND]
                        if doc.text is not None and _has_span(entity)
                        else None
                    )
                    faults += [*values.check(entity, behind)] or self.links.check(entity)
            sound.append(entity if readable and not faults else None)
            yield from (finding(kind, said, doc, number) for kind, said in faults)
        crossed = [*self._together(doc, spans), *self._pairs(doc, sound), *self._before(doc, spans)]
        for kind, said, at in crossed:
            yield finding(kind, said, doc, at)
        for kind, said, move in self._moves(doc):
            yield finding(kind, said, doc, None, move)

    def _places(self, doc: Doc, entity: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Whether a span is one, and holds the text that the record says."""
        start, end, surface, text = entity.get("start"), entity.get("end"), entity.get("text"), doc.text
        if type(start) is not int or type(end) is not int or start < 0:
            return []
        if start >= end or end > LARGEST:
            return [("span", f"from {start} to {end}")]
        faults = []
        if text is not None and end > len(text):
            faults.append(("outside", f"{start} to {end}, but the article ends at {len(text)}"))
        elif type(surface) is str and text is not None and text[start:end] != surface:
            self._sought += 1
            where = _whereabouts(text, start, end, surface if self._sought <= SOUGHT else "")
            faults.append(("surface", f"text is {schema.short(surface)}, {where}"))
        elif type(surface) is str and text is None and len(surface) != end - start:
            faults.append(("surface", f"{schema.short(surface)} has {len(surface)} characters, the span {end - start}"))
        elif surface is None and text is not None:
            surface = text[start:end]
        if type(surface) is str and surface and (surface[0].isspace() or surface[-1].isspace()):
            faults.append(("edge", f"{surface!r} {'begins' if surface[0].isspace() else 'ends'} with a blank"))
        return faults

    def _together(self, doc: Doc, spans: list[tuple[int, int, int]]) -> Iterator[tuple[str, str, int]]:
        """What several entities of one article do to each other: twice, one over the other, out of order."""
        last = -1
        for start, _, number in spans:
            if start < last:
                yield "order", f"behind one that starts at {last}", number
                break
            last = start
        reach: tuple[int, int, int] | None = None
        seen: dict[Span, int] = {}
        for start, end, number in sorted(spans):
            if (start, end) in seen and _label(doc, number) == _label(doc, seen[start, end]):
                yield (
                    "duplicate",
                    f"{_named(doc, number)} from {start} to {end} again{_at(doc, seen[start, end])}",
                    number,
                )
            elif reach is not None and start < reach[1]:
                yield "overlap", f"{_named(doc, number)} overlaps {_named(doc, reach[2])}{_at(doc, reach[2])}", number
            seen.setdefault((start, end), number)
            if reach is None or end > reach[1]:
                reach = (start, end, number)

    def _before(self, doc: Doc, spans: list[tuple[int, int, int]]) -> Iterator[tuple[str, str, int | None]]:
        """Whether the article was there before; entities a line may come back to it, but not to the same place."""
        if doc.again or doc.form == "extracted":
            self.articles += 1
            return
        a_line_each = doc.form == "entities"
        places = [(start, end) for start, end, _ in spans] if a_line_each else []
        before = self.earlier.meet(doc.id, doc.file, doc.line, places)
        self.articles += before is None or not a_line_each
        if before is None:
            return
        met, taken = before
        if not a_line_each:
            yield "duplicate-id", f"{schema.short(doc.id)} stands in {met.file}:{met.line} already", None
            return
        for start, end, number in spans:
            if taken.at(start, end):
                yield "duplicate", f"{_named(doc, number)} from {start} to {end} again", number
            elif taken.within(start, end):
                yield "overlap", f"{_named(doc, number)} overlaps one further up", number

    def _pairs(self, doc: Doc, sound: list[Mapping[str, Any] | None]) -> Iterator[tuple[str, str, int]]:
        """A company and the ticker in brackets right behind it, where the article says that there are brackets."""
        for number in range(1, len(sound)):
            one, other = sound[number - 1], sound[number]
            if one is None or other is None or other["label"] != "TICKER" or one["label"] != "COMPANY":
                continue
            text, behind = doc.text or "", other["end"]
            if text[one["end"] : other["start"]].strip() == "(" and text[behind : behind + 1] == ")":
                for kind, said in self.links.pair(one, other):
                    yield kind, said, number

    def _moves(self, doc: Doc) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """The fields and places of the article's moves."""
        for move in doc.changes:
            faults = [*schema.move(move)]
            if isinstance(move, dict) and _has_span(move):
                if doc.text is not None and move["end"] > len(doc.text):
                    faults.append(
                        ("outside", f"{move['start']} to {move['end']}, but the article ends at {len(doc.text)}")
                    )
                elif doc.text is not None and isinstance(move.get("company"), str) and move["company"] not in doc.text:
                    faults.append(("surface", f"company {schema.short(move['company'])} is not in the article"))
            elif isinstance(move, dict) and not faults:
                faults.append(("span", f"from {move.get('start')} to {move.get('end')}"))
            if not faults:
                faults += _direction(move)
            yield from ((kind, said, move if isinstance(move, dict) else {}) for kind, said in faults)


def finding(
    kind: str,
    said: str,
    doc: Doc,
    number: int | None = None,
    entity: Mapping[str, Any] | None = None,
    severity: str = "",
    name: str = "",
) -> Finding:
    """A finding at one of the article's entities (by number, or given), else at the article."""
    if entity is None:
        entity = doc.entities[number] if number is not None and isinstance(doc.entities[number], dict) else {}
    start, end, label = entity.get("start"), entity.get("end"), entity.get("label")
    record = doc.record(number)
    place = Place(doc.article, doc.article_line) if doc.article else record
    where = f"{record.file}:{record.line}" if doc.article and record.file and doc.form != "extracted" else ""
    label = label if isinstance(label, str) else ""
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        return Finding(kind, said, place, severity, doc.id, where, label, name=name)
    excerpt = None
    if (lines := doc.layout) is not None and end <= len(lines.text):
        excerpt = lines.excerpt(start, end)
        if doc.article and doc.at_lines:
            place = lines.place(doc.article, start, end)
    return Finding(kind, said, place, severity, doc.id, where, label, start, end, excerpt, name)


def _has_span(entity: Mapping[str, Any]) -> bool:
    start, end = entity.get("start"), entity.get("end")
    return type(start) is int and type(end) is int and 0 <= start < end <= LARGEST


def _whereabouts(text: str, start: int, end: int, surface: str) -> str:
    """What the article has at a span instead, and where the surface stands; "" is not looked for."""
    here = f"but {start} to {end} is {schema.short(text[start:end])}"
    places = []
    at = text.find(surface) if surface else -1
    while at >= 0:
        places.append(at)
        at = text.find(surface, at + 1)
        if len(places) > 1000:
            break
    if not places:
        return here
    near = min(places, key=lambda place: abs(place - start))
    head = text[:near]
    counted = {
        len(head.encode("utf-8", "replace")): "bytes",
        len(head.encode("utf-16-le", "replace")) // 2: "UTF-16 units",
    }
    why = f"; these are offsets in {counted[start]}" if start in counted and start != near else ""
    return f"{here}; it stands at {near}{why}"


def _label(doc: Doc, number: int) -> Any:
    return doc.entities[number].get("label")


def _named(doc: Doc, number: int) -> str:
    entity = doc.entities[number]
    return schema.short(entity.get("text", f"{entity['start']} to {entity['end']}"))


def _at(doc: Doc, number: int) -> str:
    return f" in line {doc.lines[number]}" if doc.form == "entities" else ""


def _direction(move: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    low: Any = move.get("from")
    high: Any = move.get("to")
    way = move["direction"]
    if not schema.is_number(low) or not schema.is_number(high) or move["measure"] not in LEVELS:
        return
    if (way == "up" and float(high) < float(low)) or (way == "down" and float(high) > float(low)):
        yield "direction", f"{way} from {values.plain(low)} to {values.plain(high)}"
