"""Choosing among candidates: what stays, what goes."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsx.rules.candidate import Candidate
from newsx.rules.overlap import choose, lost


def c(start, end, label="COMPANY", weight=1.0, rule="r"):
    return Candidate(start, end, label, rule, weight)


STAYS = [
    ("nothing in, nothing out", [], []),
    ("apart: both", [c(5, 9), c(0, 4)], [c(0, 4), c(5, 9)]),
    ("touching is not overlapping", [c(0, 4), c(4, 9)], [c(0, 4), c(4, 9)]),
    ("the longer wins", [c(0, 4, weight=1), c(0, 9, weight=0.1)], [c(0, 9, weight=0.1)]),
    ("of the same length the more certain wins", [c(0, 4, weight=0.4), c(1, 5, weight=0.6)], [c(1, 5, weight=0.6)]),
    ("of the same length and certainty the earlier wins", [c(1, 5), c(0, 4)], [c(0, 4)]),
    ("of the same place the label decides, whatever the order", [c(0, 4, "TICKER"), c(0, 4)], [c(0, 4)]),
    ("the same find twice is one", [c(0, 4), c(0, 4)], [c(0, 4)]),
    ("in a chain the longest goes first", [c(0, 5), c(4, 12), c(11, 15)], [c(4, 12)]),
    ("in a chain those that only touch both stay", [c(0, 4), c(3, 5), c(4, 8)], [c(0, 4), c(4, 8)]),
    (
        "the last of a chain loses to the one right before it",
        [c(0, 10), c(9, 13), c(12, 22), c(21, 24)],
        [c(0, 10), c(12, 22)],
    ),
    ("in a chain both ends stay round a short middle", [c(0, 5), c(4, 8), c(7, 13)], [c(0, 5), c(7, 13)]),
]


@pytest.mark.parametrize(("why", "candidates", "stay"), STAYS)
def test_stays(why, candidates, stay):
    assert choose(candidates) == stay


spans = st.builds(
    lambda start, length, weight: c(start, start + length, weight=weight),
    st.integers(0, 40),
    st.integers(1, 12),
    st.sampled_from([0.2, 0.5, 1.0]),
)


@given(st.lists(spans, max_size=25), st.randoms())
def test_never_overlaps_and_does_not_depend_on_order(candidates, random):
    stays = choose(candidates)
    assert all(a.end <= b.start for a, b in pairwise(stays))
    shuffled = candidates[:]
    random.shuffle(shuffled)
    assert choose(shuffled) == stays


@given(st.lists(spans, max_size=25))
def test_whatever_goes_lost_to_something_that_stays(candidates):
    stays = choose(candidates)
    for gone in set(candidates) - set(stays):
        assert any(
            s.start < gone.end and gone.start < s.end and s.end - s.start >= gone.end - gone.start for s in stays
        )


def test_a_chain_without_end():
    """As patterns of the user's own may give, a find at every token."""
    chain = [c(i, i + 2) for i in range(100_000)]
    start = process_time()
    assert len(choose(chain)) == 50_000
    assert process_time() - start < 5  # the square of it would be minutes


LOST = [
    ("nothing", [], []),
    ("to the longer", [c(0, 4), c(0, 9)], [(c(0, 4), c(0, 9))]),
    ("to the one that begins before it", [c(0, 9), c(5, 11)], [(c(5, 11), c(0, 9))]),
    ("to the one that begins behind it", [c(0, 4), c(3, 12)], [(c(0, 4), c(3, 12))]),
    ("to the one behind it, others before", [c(0, 1), c(2, 3), c(4, 7), c(5, 12)], [(c(4, 7), c(5, 12))]),
    ("to the first of two", [c(0, 5), c(4, 8), c(7, 13)], [(c(4, 8), c(0, 5))]),
    ("not to one that only touches", [c(0, 4), c(4, 9), c(8, 10)], [(c(8, 10), c(4, 9))]),
    ("not to one that ends where it begins", [c(0, 4), c(4, 7), c(6, 12)], [(c(4, 7), c(6, 12))]),
    ("the same entity found twice is not lost", [c(0, 4, rule="a"), c(0, 4, rule="b")], []),
    ("the same place with another label is", [c(0, 4), c(0, 4, "TICKER")], [(c(0, 4, "TICKER"), c(0, 4))]),
]


@pytest.mark.parametrize(("why", "candidates", "expected"), LOST)
def test_lost(why, candidates, expected):
    assert list(lost(candidates, choose(candidates))) == expected


def test_lost_to_nothing():
    """What the choice was never told of, an ignored surface say."""
    assert list(lost([c(0, 4), c(6, 9)], [c(6, 9)])) == [(c(0, 4), None)]
    assert list(lost([c(0, 4), c(4, 9)], [c(4, 9)])) == [(c(0, 4), None)]
