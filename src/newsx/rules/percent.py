"""Percentages: "4.2%", "12 per cent", "25 basis points". text -> candidates."""

import re
from collections.abc import Iterator

from newsx.rules.candidate import Candidate

PERCENT = re.compile(
    r"""
    \d (?<![\w.]\d) [\d,]*+ (?:\.\d+)?+
    (?: \s?% | [ ](?:percent|per[ ]cent|pct)\b )
    """,
    re.VERBOSE,
)


def find(text: str) -> Iterator[Candidate]:
    """Percentages in reading order. Linear in the length of text."""
    for m in PERCENT.finditer(text):
        yield Candidate(m.start(), m.end(), "PERCENT", "percent.sign")


def values(text: str, found: Candidate) -> dict[str, object]:
    """The values of one percentage that was chosen, by field of Entity."""
    return {}
