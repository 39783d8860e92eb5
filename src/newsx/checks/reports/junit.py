"""Findings as JUnit XML, which Jenkins, GitLab and most CI systems show as tests."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from newsx.checks.findings import KINDS, Finding, Stats

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(findings: Iterable[Finding], stats: Stats) -> Iterator[bytes]:
    """A suite a file, a case a finding: errors are failures, warnings and notes pass and say so in their output.

    Without any finding there is one suite with one case that passed.
    """
    found = sorted(findings, key=lambda one: one.place.file)
    failures = sum(one.severity == "error" for one in found)
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="newsx check" tests="{max(len(found), 1)}" failures="{failures}" errors="0">\n'.encode()
    if not found:
        yield b'  <testsuite name="newsx check" tests="1" failures="0" errors="0" skipped="0">\n'
        said = f"{stats.entities} entities in {stats.articles} articles"
        yield f'    <testcase classname="newsx.check" name={_value(said)}/>\n  </testsuite>\n'.encode()
    for file, group in groupby(found, key=lambda one: one.place.file):
        ones = list(group)
        failures = sum(one.severity == "error" for one in ones)
        counts = f'tests="{len(ones)}" failures="{failures}" errors="0" skipped="0"'
        yield f"  <testsuite name={_value(file)} {counts}>\n".encode()
        for one in ones:
            yield _case(one).encode()
        yield b"  </testsuite>\n"
    yield b"</testsuites>\n"


def _case(one: Finding) -> str:
    place = one.place
    name = f"{place.line}:{place.column} {one.message}"
    said = f"{place.file}:{place.line}:{place.column}: {one.severity}: {one.message} [{one.kind}]"
    said += f"\n{one.excerpt.before}>>>{one.excerpt.span}<<<{one.excerpt.after}" if one.excerpt else ""
    said += f"\nrecord: {one.record}" if one.record else ""
    said += f"\n{KINDS[one.kind].help}"
    head = (
        f"    <testcase classname={_value('newsx.' + one.kind)} name={_value(name)}"
        f' file={_value(place.file)} line="{place.line}">'
    )
    if one.severity == "error":
        inner = f"<failure type={_value(one.kind)} message={_value(one.message)}>{escape(_legal(said))}</failure>"
    else:
        inner = f"<system-out>{escape(_legal(said))}</system-out>"
    return f"{head}{inner}</testcase>\n"


def _legal(text: str) -> str:
    """XML has no way to say most control characters."""
    return NO_XML.sub("\ufffd", text)


def _value(text: str) -> str:
    return quoteattr(_legal(text))
