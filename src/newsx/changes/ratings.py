"""Ratings that went up or down: "upgraded Puma to buy from hold", "cut its rating on Ford to Ba1"."""

import re
from collections.abc import Iterator, Sequence

from newsx.changes.subject import NAMES, Focus
from newsx.changes.words import CREDIT, RATING, WHEN
from newsx.records import Change, Entity

# Grades that speak of nothing else, unlike "to sell" and "to neutral": enough by themselves.
_CLEAR = (
    r"(?:(?:overweight|underweight|equal[ -]?weight|strong[ ]buy|junk)(?!\w)"
    r"|(?:market[ ]|sector[ ])?(?:out|under)perform(?=[^\w ]|[ ](?:at|by|from|on|and|after|with|in|as)\b|$))"
)
_SAID = r"""[ ](?:an?[ ])?["“'‘]?"""
RATED = re.compile(  # what a sentence must hold to be read for them
    rf"upgrad|downgrad|rating(?<!\wrating)\b|from{_SAID}(?:(?i:{RATING})|{CREDIT})|to{_SAID}{_CLEAR}"
)
_GRADE = rf"""(?:an?[ ])?["“'‘]?(?:(?P<%s>(?i:{RATING})|{CREDIT}))["”'’]?"""
_CHANGED = r"(?:[Rr]ais(?:ed|es|ing)|[Ll]ift(?:ed|s|ing)|[Cc]ut(?:s|ting)?|[Ll]ower(?:ed|s|ing))(?!\w)"
MOVED = re.compile(
    rf"""
    (?P<verb>\b(?:[Uu]p|[Dd]own)grad(?:ed|es|ing))[^.;\n]{{0,80}}?
    (?:
      \bto[ ]{_GRADE % "to"} (?:[^.;,\n]{{0,20}}?[ ]from[ ]{_GRADE % "old"})?
    | \bfrom[ ]{_GRADE % "old2"}[ ]to[ ]{_GRADE % "to2"}
    )
  | (?P<verb3>\b{_CHANGED})(?P<gap3>[ ](?:[^.;,\n]|\.(?!\s)){{0,60}}?)
    \bfrom[ ]{_GRADE % "old4"}(?:[ ]rating)?[ ]to[ ]{_GRADE % "to4"}
  | (?P<verb2>\b{_CHANGED})[ ][^.;,\n]{{0,60}}?\brating\b[^.;,\n]{{0,40}}?
    \bto[ ]{_GRADE % "to3"} (?:[ ]from[ ]{_GRADE % "old3"})?
  | (?P<verb5>\b{_CHANGED})(?P<gap5>[ ](?:[^.;,\n]|\.(?!\s)){{0,60}}?)
    \bto[ ](?:{_GRADE % "to5"}(?:[ ]rating)?[ ]from[ ]{_GRADE % "old5"}|(?:an?[ ])?["“'‘]?(?P<to6>{_CLEAR})["”'’]?)
    """,
    re.VERBOSE,
)
UNREAL = re.compile(r"\b(?:could|may|might|would|will|if|not|to|expects?|likely)\s+(?:be\s+)?$")
# What a bank may raise or cut to a grade without the word rating: a company, its shares, or what was spoken of.
ONTO = re.compile(
    r"[ ](?:(?:the[ ])?(?:shares|stock)[ ](?:of|in)[ ]|its[ ](?:stance|view|opinion|recommendation)[ ]on[ ])?"
)
SPOKEN_OF = re.compile(r"[ ](?:it|the[ ](?:stock|shares|company))[ ]")
CUT_ITSELF = re.compile(
    r"(?:[’']s)?[ ](?:(?:shares|stock)[ ])?(?:(?:was|were|is|are|been|got)[ ])?"
)  # "Acme cut to sell"
PASSIVE = re.compile(r"\b(?:was|were|been|is|got)\s+$")


def ratings(
    text: str, start: int, end: int, entities: Sequence[Entity], focus: Focus
) -> Iterator[tuple[Change, Entity | None]]:
    """The ratings changed in the sentence text[start:end], each with the company rated."""
    companies = [e for e in entities if e.label in NAMES]
    for m in MOVED.finditer(text, start, end):
        before = text[max(start, m.start() - 20) : m.start()]
        if UNREAL.search(before):
            continue
        company = next((e for e in companies if m.start() < e.start < m.end()), None)
        earlier = next((e for e in companies if e.end <= m.start()), None)
        gap = m["gap3"] or m["gap5"]
        if gap is not None and "rating" not in m[0]:
            if gap == " ":
                company = max((e for e in companies if e.end <= m.start()), key=lambda e: e.end, default=None)
                if company is None or not CUT_ITSELF.fullmatch(text, company.end, m.start()):
                    continue
            elif company is not None:
                if not ONTO.fullmatch(text, m.end("verb3" if m["verb3"] else "verb5"), company.start):
                    continue
            elif not SPOKEN_OF.fullmatch(gap):
                continue
        if company is None:
            company = earlier if PASSIVE.search(before) else focus.other_than(earlier)
        when = WHEN.search(text, m.start(), end)
        change = Change(
            min(m.start(), company.start) if company and company.start >= start else m.start(),
            m.end(),
            measure="rating",
            direction="up"
            if (m["verb"] or m["verb2"] or m["verb3"] or m["verb5"]).lower().startswith(("up", "rais", "lift"))
            else "down",
            rule="change.rating",
            company=company.text if company else None,
            name=(company.name or company.company) if company else None,
            ticker=(company.ticker or company.symbol) if company else None,
            from_=_grade(m["old"] or m["old2"] or m["old3"] or m["old4"] or m["old5"]),
            to=_grade(m["to"] or m["to2"] or m["to3"] or m["to4"] or m["to5"] or m["to6"]),
            when=when[0] if when else None,
        )
        yield change, company


def _grade(written: str | None) -> str | None:
    """A broker's word in lower case, an agency's letters as they are."""
    return written if written is None or re.fullmatch(CREDIT, written) else written.lower()
