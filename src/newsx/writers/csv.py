"""Documents -> CSV, one entity a row."""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import StringIO
from typing import Any

from newsx.records import Document
from newsx.writers.jsonl import ENTITY_FIELDS, entity_record, plain

COLUMNS = ("doc", *(name for name in ENTITY_FIELDS if name != "evidence"))  # always all of them, in this order


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
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", extrasaction="ignore", lineterminator="\n")
    for entity in document.entities:
        record = {"doc": document.id, **entity_record(entity)}
        writer.writerow({k: cell(v, safe) for k, v in record.items()})
    return out.getvalue().encode()


def plain_rows(document: Document) -> bytes:
    """One row an entity, every cell as it is."""
    return rows(document, safe=False)


def cell(value: Any, safe: bool = True) -> str | int:
    """One value as CSV has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    text = str(value)
    return "'" + text if safe and text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text
