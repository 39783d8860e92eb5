"""Documents -> CSV, one entity a row."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from newsx.records import Document
from newsx.writers.jsonl import ENTITY_FIELDS, entity_record, plain

COLUMNS = ("doc", *(name for name in ENTITY_FIELDS if name != "evidence"))  # always all of them, in this order


FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
QUOTED = re.compile('[",\r\n]')
HEADER = ",".join(COLUMNS).encode() + b"\n"


def write(documents: Iterable[Document]) -> Iterator[bytes]:
    """The header, then the rows of one document after the other."""
    yield HEADER
    yield from map(rows, documents)


def rows(document: Document, safe: bool = True) -> bytes:
    """One row an entity.

    safe: a cell of text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end)
    gets a ' in front. Numbers stay numbers, also negative ones.
    """
    lines = []
    for entity in document.entities:
        record = {"doc": document.id, **entity_record(entity)}
        lines.append(",".join(cell(record[name], safe) if name in record else "" for name in COLUMNS) + "\n")
    return "".join(lines).encode()


def plain_rows(document: Document) -> bytes:
    """One row an entity, every cell as it is."""
    return rows(document, safe=False)


def cell(value: Any, safe: bool = True) -> str:
    """One value as CSV has it (RFC 4180)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return plain(value)
    text = str(value)
    if safe and text.startswith(FORMULA):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if QUOTED.search(text) else text
