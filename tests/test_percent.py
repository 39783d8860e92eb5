"""rules/percent.py: what it marks and what it is worth, what it leaves alone, and that it is linear."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amounts import LEAVES_ALONE, MARKS, finds, read_through
from growth import in_proportion
from newsx.rules import percent
from newsx.rules.candidate import Candidate


@pytest.mark.parametrize(("title", "text", "want"), MARKS)
def test_marks(title: str, text: str, want: list[str]) -> None:
    assert finds(text, percent) == [find for find in want if " = PERCENT " in find]


@pytest.mark.parametrize(("why", "text"), LEAVES_ALONE)
def test_leaves_alone(why: str, text: str) -> None:
    assert finds(text, percent) == []


def test_one_amount_may_be_of_another_hand() -> None:
    """A span that a trained model set may be anything; what holds no number has no values."""
    assert percent.values("a few percent", Candidate(0, 13, "PERCENT", "spacy")) == {}
    assert percent.values("of one", Candidate(3, 3, "PERCENT", "spacy")) == {}


PIECES = (
    "%", "％", " percent", " per cent", "pc", "bps", " basis points", " percentage point", "5", "12", "1,200", "3.5",
    "1/0", "½", "-", "–", "+", " to ", " and ", " or ", "between ", "minus ", "half a", "six ", "seven", "twenty-",
    "a", "(", ")", " ", ".", ",", "\n", " rose ", " fell by ", "about ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=400, deadline=None)
def test_whatever_is_written_is_read_or_left(text: str) -> None:
    """No find overlaps another, each has a value or both ends of a range, and nothing raises."""
    reach = 0
    for c in percent.find(text):
        assert reach <= c.start < c.end <= len(text)
        reach = c.end
        values = percent.values(text, c)
        assert (values["value"] is None) != (values["low"] is None)
        assert (values["low"] is None) == (values["high"] is None)


def test_a_list_with_a_clause_between() -> None:
    assert finds("Acme dropped 3%, and Bolt, the rival, 2%.", percent)[1] == "2% = PERCENT 2 percent change -2"


WORST = {
    "digits": "1",
    "groups": "1,",
    "spaced groups": "1 000 ",
    "signs": "%",
    "signed": "5%",
    "ranges": "5-",
    "words": "one and ",
    "half": "half a ",
    "percent": " percent",
    "lists": "gained 3%, A ",
    "points": " percentage point",
    "fractions": "1/2 ",
    "brackets": "(1",
    "minus": "minus ",
    "blanks": " ",
}


DENSE = frozenset(("signed", "points", "percent"))


@pytest.mark.parametrize(("name", "piece"), WORST.items(), ids=WORST.keys())
def test_linear(name: str, piece: str) -> None:
    """Four times the worst case takes about four times as long: a megabyte, less where every few letters are a find."""
    size = 60_000 if name in DENSE else 1_000_000
    assert in_proportion(lambda text: read_through(text, percent), piece * (size // len(piece)))
