"""Where the sentence around a place begins, as far as a rule needs to look back; and lists of words. text -> offset."""

import re

# a full stop that ends a sentence: capitals or a quote follow, and no initial, title or legal form stands before it
_BREAK = re.compile(
    r"[.!?\n;](?:(?<=[\n;])|(?<![A-Z]\.)(?<!Inc\.)(?<!Corp\.)(?<!Ltd\.)(?<!\bCo\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bSt\.)"
    r"[”\"’)]?\s+(?=[A-Z“\"‘(•*-]))"
)


def start_of(text: str, at: int, reach: int) -> int:
    """The beginning of the sentence that text[at] stands in, at most ``reach`` characters back."""
    begin = max(0, at - reach)
    for m in _BREAK.finditer(text, begin, at):
        begin = m.end()
    return begin


def words(listed: str) -> frozenset[str]:
    """A list of words as a table in the code has it: parted by blanks and line ends."""
    return frozenset(listed.split())
