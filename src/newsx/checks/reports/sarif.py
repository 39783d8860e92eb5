"""Findings as SARIF 2.1.0 (OASIS), which code scanning of GitHub and others reads."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson

from newsx import __version__
from newsx.checks.findings import KINDS, Finding, Place, Stats
from newsx.checks.reports.json import clean

SCHEMA = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"


def write(findings: Iterable[Finding], stats: Stats) -> Iterator[bytes]:
    """One run with its rules, those that were broken, and a result a finding."""
    found = list(findings)
    kinds = [kind for kind in KINDS if kind in stats.kinds]
    numbers = {kind: i for i, kind in enumerate(kinds)}
    run = {
        "tool": {"driver": {"name": "newsx", "version": __version__, "rules": [_rule(kind) for kind in kinds]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": not stats.unreadable, "exitCode": stats.exit_code},
        ],
        "results": [_result(one, numbers[one.kind]) for one in found],
        "properties": clean(stats.record()),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield orjson.dumps(log, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _rule(kind: str) -> dict[str, Any]:
    about = KINDS[kind]
    return {
        "id": kind,
        "shortDescription": {"text": about.title},
        "help": {"text": about.help},
        "defaultConfiguration": {"level": about.severity},
    }


def _result(one: Finding, number: int) -> dict[str, Any]:
    text = f"{one.name}: {one.message}" if one.name else one.message
    # The same fault keeps its fingerprint when lines are added above it.
    key = "\0".join((one.kind, one.doc, one.label, one.excerpt.span if one.excerpt else "", one.message))
    result: dict[str, Any] = {
        "ruleId": one.kind,
        "ruleIndex": number,
        "level": one.severity,
        "message": {"text": clean(text)},
        "locations": [_location(one)],
        "partialFingerprints": {"newsx/v1": hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]},
    }
    if one.record:
        file, _, line = one.record.rpartition(":")
        result["relatedLocations"] = [
            {
                "physicalLocation": {"artifactLocation": {"uri": uri(file)}, "region": {"startLine": int(line)}},
                "message": {"text": "the record"},
            }
        ]
    said = {"doc": one.doc, "label": one.label, "start": one.start, "end": one.end}
    properties = {name: clean(value) for name, value in said.items() if value not in ("", None)}
    return {**result, "properties": properties} if properties else result


def _location(one: Finding) -> dict[str, Any]:
    region = _region(one.place)
    if one.excerpt is not None:
        region["snippet"] = {"text": clean(one.excerpt.span)}
    return {"physicalLocation": {"artifactLocation": {"uri": uri(one.place.file)}, "region": region}}


def _region(place: Place) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
    if place.end_line:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return region


def uri(file: str) -> str:
    """A path as SARIF wants it: relative ones with / and escapes, absolute ones with file:."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix().encode("utf-8", "replace"))
