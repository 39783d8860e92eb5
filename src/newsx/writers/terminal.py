"""Text of strangers on a terminal: what would steer it is shown, not obeyed."""

import re
from unicodedata import category

INVISIBLE = "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, byte order mark: left out
JOINERS = "\u200c\u200d"  # parts of letters and emoji
_suspect = re.compile(r"[^\w \n!-/:-@\[-`{-~]")


def visible(text: str) -> str:
    """The text on one line, with blanks for line ends and tabs, and a visible form of every control character.

    >>> visible("a\\x1b[31mb\\nc")
    'a␛[31mb c'
    """
    return _suspect.sub(_show, " ".join(text.split()))


def _show(found: re.Match[str]) -> str:
    c = found[0]
    if c in INVISIBLE:
        return ""
    if c < " ":
        return chr(0x2400 + ord(c))
    if c == "\x7f":
        return "␡"
    if c not in JOINERS and category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return f"\\u{ord(c):04x}"
    return c


def visible_lines(text: str) -> str:
    """The same with line ends and blanks as they stand; a tab becomes four blanks.

    >>> visible_lines("a\\r\\n\\tb\\x07")
    'a\\n    b␇'
    """
    return _suspect.sub(_show, text.replace("\r\n", "\n").replace("\t", "    "))
