"""Documents -> JSON Lines, one entity a line."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from operator import itemgetter
from typing import Any

import orjson

from newsx.records import COMMON, LABEL_FIELDS, Document, Entity


def _reader(wanted: Iterable[str]) -> tuple[tuple[str, ...], Callable[[Entity], tuple[Any, ...]]]:
    """Fields in the order of Entity, and what gets their values."""
    names = tuple(name for name in Entity._fields if name in set(wanted))
    return names, itemgetter(*map(Entity._fields.index, names))


ENTITY_FIELDS = Entity._fields
_ALL = _reader(Entity._fields)
_OF_LABEL = {label: _reader((*COMMON, *values)) for label, values in LABEL_FIELDS.items()}  # the others are None


def write(documents: Iterable[Document]) -> Iterator[bytes]:
    """The lines of one document after the other; no bytes for one without entities."""
    return map(lines, documents)


def lines(document: Document) -> bytes:
    """One line an entity: ``{"doc": id, ...}``."""
    return b"".join(dumps({"doc": document.id, **entity_record(entity)}) for entity in document.entities)


def entity_record(entity: Entity) -> dict[str, Any]:
    """The fields that apply, in the order of Entity."""
    names, values = _OF_LABEL.get(entity.label, _ALL)
    return {k: v for k, v in zip(names, values(entity), strict=True) if v is not None}


def number(value: Any) -> Any:
    """For orjson: a Decimal as a plain JSON number, digit by digit."""
    if isinstance(value, Decimal):
        return orjson.Fragment(plain(value))
    raise TypeError(f"{type(value).__name__} is not JSON")


def plain(value: Decimal) -> str:
    """A number as people and JSON write it, without an exponent and without zeros at the end."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def dumps(record: dict[str, Any]) -> bytes:
    """One line of JSON."""
    return orjson.dumps(record, default=number, option=orjson.OPT_APPEND_NEWLINE)
