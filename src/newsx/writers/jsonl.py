"""Documents -> JSON Lines."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

import orjson

from newsx.records import Document, Entity

ENTITY_FIELDS = tuple(f.name for f in fields(Entity))


def number(value: Any) -> Any:
    """A Decimal as a plain JSON number, digit by digit."""
    if isinstance(value, Decimal):
        text = format(value.normalize(), "f")
        return orjson.Fragment(text)
    raise TypeError


def entity_record(entity: Entity) -> dict[str, Any]:
    """The fields that apply, in the order of Entity."""
    return {k: v for k in ENTITY_FIELDS if (v := getattr(entity, k)) is not None}


def docs_line(document: Document) -> bytes:
    """One article a line."""
    record: dict[str, Any] = {"id": document.id, "entities": [entity_record(e) for e in document.entities]}
    if document.meta:
        record["meta"] = dict(document.meta)
    return orjson.dumps(record, default=number, option=orjson.OPT_APPEND_NEWLINE)
