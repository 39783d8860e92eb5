"""Ratings that went up or down: "upgraded Puma to buy from hold", "cut its rating on Ford to Ba1"."""

import re
from collections.abc import Iterator, Sequence

from newsx.changes.subject import NAMES, Focus
from newsx.changes.words import CREDIT, RATING, WHEN
from newsx.records import Change, Entity

RATED = re.compile(r"(?:up|down)grad|\brating\b")  # what a sentence must hold to be read for them
_GRADE = rf"""(?:an?[ ])?["“'‘]?(?:(?P<%s>(?i:{RATING})|{CREDIT}))["”'’]?"""
MOVED = re.compile(
    rf"""
    (?P<verb>\b(?:[Uu]p|[Dd]own)grad(?:ed|es|ing))[^.;\n]{{0,80}}?
    (?:
      \bto[ ]{_GRADE % "to"} (?:[^.;,\n]{{0,20}}?[ ]from[ ]{_GRADE % "old"})?
    | \bfrom[ ]{_GRADE % "old2"}[ ]to[ ]{_GRADE % "to2"}
    )
  | (?P<verb3>\b(?:[Rr]aised|[Ll]ifted|[Cc]ut|[Ll]owered))[ ][^.;,\n]{{0,60}}?
    \bfrom[ ]{_GRADE % "old4"}(?:[ ]rating)?[ ]to[ ]{_GRADE % "to4"}
  | (?P<verb2>\b(?:[Rr]aised|[Ll]ifted|[Cc]ut|[Ll]owered))[ ][^.;,\n]{{0,60}}?\brating\b[^.;,\n]{{0,40}}?
    \bto[ ]{_GRADE % "to3"} (?:[ ]from[ ]{_GRADE % "old3"})?
    """,
    re.VERBOSE,
)
UNREAL = re.compile(r"\b(?:could|may|might|would|will|if|not|to|expects?|likely)\s+(?:be\s+)?$")
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
        if company is None:
            company = earlier if PASSIVE.search(before) else focus.other_than(earlier)
        when = WHEN.search(text, m.start(), end)
        change = Change(
            min(m.start(), company.start) if company and company.start >= start else m.start(),
            m.end(),
            measure="rating",
            direction="up"
            if (m["verb"] or m["verb2"] or m["verb3"]).lower().startswith(("up", "raise", "lift"))
            else "down",
            rule="change.rating",
            company=company.text if company else None,
            name=(company.name or company.company) if company else None,
            ticker=(company.ticker or company.symbol) if company else None,
            from_=_grade(m["old"] or m["old2"] or m["old3"] or m["old4"]),
            to=_grade(m["to"] or m["to2"] or m["to3"] or m["to4"]),
            when=when[0] if when else None,
        )
        yield change, company


def _grade(written: str | None) -> str | None:
    """A broker's word in lower case, an agency's letters as they are."""
    return written if written is None or re.fullmatch(CREDIT, written) else written.lower()
