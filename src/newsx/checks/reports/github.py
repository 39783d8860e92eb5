"""Findings as commands of GitHub Actions, which shows them beside the lines of a pull request."""

import re
from collections.abc import Iterable, Iterator

from newsx.checks.findings import Finding, Stats
from newsx.checks.reports import text
from newsx.writers.terminal import visible

STEERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # a line end and a tab do not
COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def write(findings: Iterable[Finding], stats: Stats) -> Iterator[bytes]:
    """``::error file=...,line=...,col=...,title=...::message``, a line a finding; tables and sums behind them."""
    for one in findings:
        yield line(one).encode("utf-8", "replace")
    yield from text.write((), stats)


def line(one: Finding) -> str:
    """One annotation."""
    place = one.place
    where = {"file": place.file, "line": place.line, "col": place.column}
    if place.end_line:
        where["endLine"] = place.end_line
        if place.end_line == place.line:
            where["endColumn"] = place.end_column
    where["title"] = f"{one.title} [{one.kind}]"
    said = ",".join(f"{name}={_property(str(value))}" for name, value in where.items())
    message = one.message + (f" (record {one.record})" if one.record else "")
    return f"::{COMMANDS[one.severity]} {said}::{_data(message)}\n"


def _data(text: str) -> str:
    text = STEERS.sub(lambda found: visible(found[0]), text)  # logs are shown as terminals show them
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
