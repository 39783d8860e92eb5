"""Runs of capitalised words in a text, and the words of a run. text -> runs; run -> tokens."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

CAP = "A-ZÀ-ÖØ-ÞŁŚŠŞŻŽİŐĆČ"
# The rest of a word: inner & ' . - where they belong to it (AT&T, McDonald's, JD.com, Coca-Cola), and the full stop
# of initials and abbreviations. Look-behinds name the abbreviations by length, as re wants them.
REST = rf"""(?>(?:\w++ | [&'’+](?=\w) | -(?=[{CAP}\d]|[a-z]{{1,3}}-[{CAP}])
        | (?<=\bA)/(?=S\b) | (?<=\.com)\.(?=[a-z][a-z]\b)
        | \.(?=(?:com|net|org|io|ai|co|uk|cn|de|tv|fm|kz|ru|pl|nl|fr|eu|gg)\b|[{CAP}](?!\w))
        | (?<=\b[{CAP}])\.(?=[{CAP}]\w))*)
    (?>(?:\.(?:(?<=[{CAP}]\.)(?<![\w/][{CAP}]\.)
         | (?<=\b(?:St|Co|Dr|Mr|Ms|Mt|Wm|Jr|Sr)\.)
         | (?<=\b(?:Inc|Cos|Ltd|Mrs|Gen|Sen|Rep|Gov|Pvt|Pty|Plc)\.)
         | (?<=\b(?:Corp|Bros|Prof)\.)))?)"""
JOIN = rf"""(?:[ \u00a0](?>(?:(?:&[ ]i|[&+]|of[ ]the|for[ ]the|of|and|for
        |de[ ]la|de[ilrs]?|della|d[uia]|d[ao]s|do|la|v[ao]n|et|und|y|e)[ ])?)
        (?=[{CAP}])
    | ,[ ](?=(?:Inc|LLC|Ltd|LP|L\.P|N\.A|PLC|S\.A|Co)\b))"""
# A legal form in small letters ends a run; no other word in small letters does
SMALL_FORMS = {"plc": "plc", "nv": "NV", "llc": "LLC", "inc.": "Inc", "ltd.": "Ltd"}
FORM = rf"(?>(?:,?[ ](?:{'|'.join(map(re.escape, SMALL_FORMS))})(?!\w))?)"
BEGIN = rf"""[{CAP}](?:(?<!\w[{CAP}])                    # or behind the small letters of eBay, iRobot, easyJet
        |(?<=\b[a-z][{CAP}])|(?<=\b[a-z][a-z][{CAP}])|(?<=\beasy[{CAP}])|(?<=\ball[{CAP}])|(?<=\b\d[{CAP}]))
"""
JOINERS = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "i",
        "la",
        "de",
        "dei",
        "del",
        "der",
        "des",
        "della",
        "du",
        "di",
        "da",
        "das",
        "dos",
        "do",
        "van",
        "von",
        "et",
        "und",
        "y",
        "e",
        "n",
    ]
)
POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
SHOUTED = 4  # letters; longer words all in capitals are written so for effect
NAME = re.compile(rf"[{CAP}][\w&'.-]+(?:,? [\w&'.-]+)*$")  # a name that a run may hold, no bracket
KEPT = 10_000  # distinct words: they come again in run after run


def pattern(small: Iterable[str] = ()) -> re.Pattern[str]:
    """What finds runs. small: names with small letters, which are looked for as they are (Jack in the Box)."""
    plain = _compiled(REST)
    by_second: dict[str, list[str]] = {}  # a branch for each second letter, so that most words are past it at once
    for name in sorted(small, reverse=True):  # the longer of two that begin alike comes first
        if NAME.match(name) and not plain.fullmatch(name):
            first, second, rest = re.escape(name[0]), re.escape(name[1]), re.escape(name[2:]).replace("'", "['’]")
            by_second.setdefault(second, []).append(rf"(?<={first}{second}){rest}")
    known = "|".join(f"{second}(?:{'|'.join(rests)})" for second, rests in by_second.items())
    return _compiled(rf"(?:(?:{known})(?!\w)|{REST})") if known else plain


def _compiled(word: str) -> re.Pattern[str]:
    """word: what a capital goes on with."""
    many = rf"(?>(?:{JOIN}[{CAP}]{word}){{0,40}})"  # a bound, that one shouting page stays linear
    return re.compile(f"{BEGIN}{word}{many}{FORM}", re.VERBOSE)


class Token(NamedTuple):
    """One word of a run. start, end, stop: offsets into the run, without and with the possessive.

    text: as the word lists have it: no possessive, no last full stop, CORPORATION as Corporation.
    gap: what stands between the token before and this one. loud: three letters or more, all capitals.
    """

    start: int
    end: int
    text: str
    stop: int
    gap: str
    loud: bool

    @property
    def owns(self) -> bool:
        """Whether it is a possessive, so that what follows is no part of the name."""
        return self.stop != self.end


def tokens(run: str) -> list[Token]:
    """The words of a run that may be a part of a name; what joins them (of, &, the) is the gap before the next."""
    found: list[Token] = []
    at = start = 0
    for word in run.replace("\u00a0", " ").split(" "):
        known = _word(word)
        if known is not None:
            text, end, stop, loud = known
            found.append(Token(start, start + end, text, start + stop, run[at:start], loud))
            at = start + stop
        start += len(word) + 1
    if found and run.endswith(" & i"):  # Seven & i
        found.append(Token(len(run) - 1, len(run), "i", len(run), " & ", False))
    return found


@lru_cache(KEPT)
def _word(word: str) -> tuple[str, int, int, bool] | None:
    """text, end, stop and loud of the token that a word is, offsets into the word; None for what only joins two."""
    bare = word.rstrip(",")
    if not bare or word in "&+" or word in JOINERS:
        return None
    stop = len(bare)
    if "'" in bare or "’" in bare:
        bare = POSSESSIVE.sub("", bare) or bare
    text = SMALL_FORMS.get(bare) or bare.rstrip(".") or bare
    loud = len(text) > 2 and text.isupper()
    if loud and len(text) > SHOUTED and text.isalpha():
        text = text.title()
    return text, len(bare), stop, loud
