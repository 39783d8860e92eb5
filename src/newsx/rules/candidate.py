"""What a rule finds: one stretch of the text that may be an entity."""

from typing import NamedTuple


class Candidate(NamedTuple):
    """One find of one rule. Only plain values, so that it travels inside ``doc.user_data``.

    start, end: character offsets into the article, end excluded.
    label: TICKER, COMPANY, PERCENT, PRICE or MONEY (docs/labels.md).
    rule: what found it, ``label.how`` (``percent.sign``).
    weight: certainty from 0 to 1; it settles ties between candidates of the same length.
    id: the company's or security's id in the universe, "" when no list knows it.
    evidence: name and weight of what spoke for and against it; empty unless the rule weighs.
    """

    start: int
    end: int
    label: str
    rule: str
    weight: float = 1.0
    id: str = ""
    evidence: tuple[tuple[str, float], ...] = ()
