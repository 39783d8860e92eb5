"""Runs of capitals that may be a symbol: what every style of ticker but the cashtag is made of."""

import re

TOKEN = re.compile(
    r"[A-Z](?![a-z])(?<![\w$#@&=.+-][A-Z])(?<![\w]['’][A-Z])[A-Z]{0,5}+(?=s?(?!\w))"
    r"(?![.&]?&?[A-Z0-9]|['’](?!S\b)[A-Z0-9]|-(?:\d|[A-Z](?![a-z])))"
)


def find(text: str) -> list[tuple[int, str]]:
    """(start, run) of one to six capitals that are a word of their own, "AMD" in "AMDs" and "AMD-based" too."""
    return [(m.start(), m[0]) for m in TOKEN.finditer(text)]
