"""Documents -> JSON Lines, one article a line, also when nothing was found in it."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from operator import attrgetter
from typing import Any

from newsx.records import Change, Document
from newsx.writers.jsonl import dumps, entity_record

CHANGE_FIELDS = tuple(f.name for f in fields(Change))
_values = attrgetter(*CHANGE_FIELDS)


def write(documents: Iterable[Document]) -> Iterator[bytes]:
    """One line a document."""
    return map(line, documents)


def line(document: Document) -> bytes:
    """``{"id", "entities": [...]}``, and ``changes`` and ``meta`` when there are any."""
    record: dict[str, Any] = {"id": document.id, "entities": [entity_record(e) for e in document.entities]}
    if document.changes:
        record["changes"] = [change_record(c) for c in document.changes]
    if document.meta:
        record["meta"] = dict(document.meta)
    return dumps(record)


def change_record(change: Change) -> dict[str, Any]:
    """The fields that apply, in the order of Change; ``from_`` is called ``from``."""
    return {k.rstrip("_"): v for k, v in zip(CHANGE_FIELDS, _values(change), strict=True) if v is not None}
