"""Documents -> one HTML page that needs nothing else: the articles, hits marked in place, and what they are worth."""

import hashlib
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from html import escape
from importlib import resources
from typing import Any, NamedTuple

import orjson

from newsx.records import LABELS, Change, Document, Entity, TurnedDown
from newsx.writers.changes import ARROWS, levels, size
from newsx.writers.changes import who as moved
from newsx.writers.jsonl import entity_record, plain
from newsx.writers.show import WRAPPED, weighed
from newsx.writers.table import value, who
from newsx.writers.terminal import visible, visible_lines

OWN_FIELDS = ("start", "end", "text", "evidence")  # of a record, not shown as a field
LISTED = ("label", "text", "stands for", "mentions", "rule")
BREAK = re.compile(r"\n[^\S\n]*\n\s*")
LINE = re.compile(r"\n\s*")


class Row(NamedTuple):
    """One line of the table of entities: the same text with the same values, wherever it stands."""

    label: str
    text: str
    worth: str
    rule: str


def write(documents: Iterable[Document]) -> Iterator[bytes]:
    """One page with all articles; an index when there are several.

    All of it is made before any of it leaves: it is meant for what somebody reads, a morning's folder at most.
    """
    page = Page()
    articles = [page.article(document) for document in documents]
    yield page.whole(articles).encode("utf-8", "replace")


class Page:
    """What the articles of a page share: the values of their hits, and the tables below them."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.said: list[str] = []  # what was found in each
        self.labels: Counter[str] = Counter()
        self.moves = 0
        self.facts: dict[bytes, int] = {}  # the values of a hit as JSON -> their number
        self.rows: Counter[Row] = Counter()
        self.first: dict[Row, tuple[int, int, Entity]] = {}  # number of the mark and of the article, and the hit
        self.down: list[tuple[int, TurnedDown]] = []
        self.marks = 0

    def article(self, document: Document) -> str:
        """One article as HTML."""
        number = len(self.ids) + 1
        self.ids.append(visible(document.id) or "?")
        self.labels.update(e.label for e in document.entities)
        self.moves += len(document.changes)
        self.down += ((number, t) for t in document.turned_down)
        self.said.append(
            ", ".join((*_counts(Counter(e.label for e in document.entities)), *_moves_said(len(document.changes))))
            or "nothing found"
        )
        return f'{_moves(document.changes)}<div class="text">{self._text(document, number)}</div>\n'

    def _text(self, document: Document, number: int) -> str:
        text = document.text
        loose = "\n\n" not in text and max(map(len, text.splitlines()), default=0) > WRAPPED
        parts, reach = [], 0
        for entity in document.entities:
            parts.append(_paragraphs(text[reach : entity.start], loose))
            parts.append(self._mark(entity, number))
            reach = entity.end
        parts.append(_paragraphs(text[reach:].rstrip(), loose))
        return f'<p dir="auto">{"".join(parts)}</p>'

    def _mark(self, entity: Entity, number: int) -> str:
        self.marks += 1
        row = Row(entity.label, entity.text, stands_for(entity), entity.rule)
        self.rows[row] += 1
        id = ""
        if row not in self.first:
            self.first[row] = self.marks, number, entity
            id = f' id="m{self.marks}"'
        place = self.facts.setdefault(orjson.dumps(facts(entity)), len(self.facts))
        return (
            f'<mark{id} class="{_kind(entity.label)}" data-label="{escape(visible(entity.label))}" data-i="{place}">'
            f"{escape(visible_lines(entity.text))}</mark>"
        )

    def whole(self, articles: Sequence[str]) -> str:
        """The page."""
        template, style, script = _template()
        count = len(self.ids)
        title = self.ids[0] if count == 1 else f"{count:,} articles"
        found = sum(self.labels.values())
        counts = ", ".join((f"{found:,} entit{'y' if found == 1 else 'ies'}", *_moves_said(self.moves)))
        holes = {
            "policy": f"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; "
            "form-action 'none'",
            "title": escape(title),
            "counts": counts if found else "Nothing found.",
            "labels": "".join(_button(label, n) for label, n in _sorted(self.labels)),
            "index": self._index() if count > 1 else "",
            "articles": "".join(self._framed(number, html) for number, html in enumerate(articles, 1)),
            "entities": self._entities(),
            "down": self._down(),
            "facts": f"[{b','.join(self.facts).decode()}]".replace("<", "\\u003c"),
        }
        return re.sub(r"\{\{(\w+)\}\}", lambda hole: holes[hole[1]], template)

    def _index(self) -> str:
        items = "".join(
            f'<li><a href="#a{n}"><bdi>{escape(id)}</bdi></a> <span class="faint">{said}</span></li>\n'
            for n, (id, said) in enumerate(zip(self.ids, self.said, strict=True), 1)
        )
        return f'<nav aria-label="Articles"><ol>\n{items}</ol></nav>\n'

    def _framed(self, number: int, html: str) -> str:
        """An article; a heading of its own where it is one of several."""
        id, said = escape(self.ids[number - 1]), self.said[number - 1]
        head = f'<h2><bdi>{id}</bdi></h2>\n<p class="faint">{said}</p>\n' if len(self.ids) > 1 else ""
        return f'<article id="a{number}" aria-label="{id}">\n{head}{html}</article>\n'

    def _entities(self) -> str:
        several = len(self.ids) > 1
        columns = [*LISTED, *(["first in"] if several else [])]
        rows = []
        for row, times in self.rows.items():
            mark, number, entity = self.first[row]
            key = "" if (worth := _number(entity)) is None else f' data-v="{plain(worth)}"'
            rows.append(
                f'<tr data-label="{escape(visible(row.label))}"><td>{_tag(row.label)}</td>'
                f'<td><a href="#m{mark}"><bdi>{escape(visible(row.text))}</bdi></a></td>'
                f"<td{key}>{row.worth}</td>"
                f'<td class="n" data-v="{times}">{times:,}</td><td class="nowrap">{escape(visible(row.rule))}</td>'
                + (f'<td><a href="#a{number}">{escape(self.ids[number - 1])}</a></td>' if several else "")
                + "</tr>\n"
            )
        return _section("entities", "Entities", columns, rows)

    def _down(self) -> str:
        columns = ["label", "text", "reason", "for and against", *(["article"] if len(self.ids) > 1 else [])]
        rows = [
            f'<tr data-label="{escape(visible(t.label))}"><td>{_tag(t.label)}</td>'
            f"<td><bdi>{escape(visible(t.text))}</bdi></td><td>{escape(visible(t.reason))}</td>"
            f"<td>{escape(weighed(t.evidence))}</td>"
            + (f'<td><a href="#a{number}">{escape(self.ids[number - 1])}</a></td>' if len(self.ids) > 1 else "")
            + "</tr>\n"
            for number, t in dict.fromkeys((n, _anywhere(t)) for n, t in self.down)
        ]
        return _section("turned-down", "Turned down", columns, rows) if rows else ""


def facts(entity: Entity) -> list[tuple[str, str]]:
    """The fields of the record with their values, as a person reads them."""
    fields = {k: _said(v) for k, v in entity_record(entity).items() if k not in OWN_FIELDS}
    if entity.evidence:
        fields["evidence"] = weighed(entity.evidence)
    return list(fields.items())


def stands_for(entity: Entity) -> str:
    """Company and listing, or what the amount is worth, as HTML."""
    parts = (f"<bdi>{escape(visible(who(entity)))}</bdi>", f"<span>{escape(value(entity))}</span>")
    return " ".join(part for part, said in zip(parts, (who(entity), value(entity)), strict=True) if said)


def _said(field: Any) -> str:
    if isinstance(field, Decimal):
        return f"{Decimal(plain(field)):,}".replace("-", "−")
    return "yes" if field is True else visible(str(field))


def _paragraphs(text: str, loose: bool) -> str:
    return (LINE if loose else BREAK).sub('</p>\n<p dir="auto">', escape(visible_lines(text)))


def _moves(changes: Sequence[Change]) -> str:
    if not changes:
        return ""
    rows = "".join(
        f'<tr><td class="{c.direction}">{ARROWS[c.direction]} {escape(size(c))}</td>'
        f"<td><bdi>{escape(moved(c))}</bdi></td><td>{escape(c.measure)}</td><td>{escape(levels(c))}</td>"
        f"<td>{escape(', '.join(visible(said) for said in (c.when, c.period) if said))}</td></tr>\n"
        for c in changes
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("change", "of", "measure", "from and to", "when"))
    return f'<div class="moves"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>\n'


def _section(id: str, title: str, columns: Sequence[str], rows: Sequence[str]) -> str:
    if not rows:
        return f'<section id="{id}"><h2>{title}</h2><p>None.</p></section>\n'
    heads = "".join(
        f'<th scope="col"{" class=n" if name == "mentions" else ""}><button type="button">{name}</button></th>'
        for name in columns
    )
    return (
        f'<section id="{id}"><h2>{title}</h2>\n<div class="wide"><table>\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody></table></div></section>\n"
    )


def _button(label: str, count: int) -> str:
    said = escape(visible(label))
    kind = f'class="{_kind(label)}" data-label="{said}"'
    return f'<button type="button" aria-pressed="true" {kind}>{said} {count:,}</button>'


def _tag(label: str) -> str:
    return f'<span class="tag {_kind(label)}">{escape(visible(label))}</span>'


def _kind(label: str) -> str:
    return label.lower() if label in LABELS else "own"


def _sorted(labels: Counter[str]) -> list[tuple[str, int]]:
    return sorted(
        labels.items(), key=lambda item: (LABELS.index(item[0]) if item[0] in LABELS else len(LABELS), item[0])
    )


def _counts(labels: Counter[str]) -> list[str]:
    return [f"{escape(visible(label))} {count:,}" for label, count in _sorted(labels)]


def _moves_said(count: int) -> list[str]:
    return [f"{count:,} move{'s' * (count != 1)}"] if count else []


def _number(entity: Entity) -> Decimal | None:
    numbers = (entity.value, entity.amount, entity.low)
    return next((n for n in numbers if n is not None), None)


def _anywhere(t: TurnedDown) -> TurnedDown:
    return TurnedDown(0, 0, t.text, t.label, t.rule, t.reason, t.evidence)


@cache
def _template() -> tuple[str, str, str]:
    """The template, and what lets its own style and script run and no other."""
    text = resources.files("newsx.writers").joinpath("page.html").read_text(encoding="utf-8")
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    return text, _hash(style), _hash(script)


def _hash(code: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}"
