"""Prices and sums of money: "$181.34", "380 billion yuan". text -> candidates."""

import re
from collections.abc import Iterator

from newsx.rules.candidate import Candidate

MONEY = re.compile(r"\$\d[\d,]*+(?:\.\d+)?+(?:[ ](?:m|b|tr)illion\b)?")


def find(text: str) -> Iterator[Candidate]:
    """Prices and sums in reading order. Linear in the length of text."""
    for m in MONEY.finditer(text):
        yield Candidate(m.start(), m.end(), "MONEY", "money.symbol")


def values(text: str, found: Candidate) -> dict[str, object]:
    """The values of one sum or price that was chosen, by field of Entity."""
    return {}
