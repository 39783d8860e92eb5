"""Findings as one JSON document, in the manner of frictionless: valid, stats, errors."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from newsx.articles import BITS_64
from newsx.checks.findings import KINDS, Finding, Stats


def write(findings: Iterable[Finding], stats: Stats) -> Iterator[bytes]:
    """``{"valid", "stats", "errors": [{type, title, message, severity, file, line, column, ...}]}``."""
    errors = [error(one) for one in findings]
    report = {"valid": stats.valid and not stats.unreadable, "stats": clean(stats.record()), "errors": errors}
    yield orjson.dumps(report, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def error(one: Finding) -> dict[str, Any]:
    """One finding; what does not apply is left out."""
    place = one.place
    record: dict[str, Any] = {
        "type": one.kind,
        "title": one.title,
        "severity": one.severity,
        "message": one.message,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "endLine": place.end_line or None,
        "endColumn": place.end_column or None,
        "doc": one.doc or None,
        "record": one.record or None,
        "label": one.label or None,
        "start": one.start,
        "end": one.end,
        "text": one.excerpt.span if one.excerpt else None,
        "help": KINDS[one.kind].help,
    }
    return {name: clean(value) for name, value in record.items() if value is not None}


def clean(value: Any) -> Any:
    """What JSON in UTF-8 can hold: no half of a surrogate pair, no whole number of more than 64 bits."""
    if isinstance(value, int) and value not in BITS_64:
        return str(value)
    if isinstance(value, Mapping):
        return {clean(name): clean(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [clean(inner) for inner in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
