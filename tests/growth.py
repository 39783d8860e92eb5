"""Whether time grows in proportion to the text."""

from collections.abc import Callable
from time import process_time
from timeit import timeit

FACTOR = 8  # what four times the text may take; its square would be 16
LITTLE = 0.02  # seconds that say nothing of growth


def in_proportion(work: Callable[[str], object], text: str) -> bool:
    """Whether the text takes about four times as long as its first quarter.

    Seconds of this process, not of the clock, and without the collector of garbage, which looks through all that other
    tests have left. What comes between all the same makes a run slower, never faster: the better of two counts, and
    where one says enough there is no second.
    """
    whole = _seconds(work, text)
    if whole < FACTOR * LITTLE:
        return True
    quarter = min(_seconds(work, text[: len(text) // 4]) for _ in range(2))
    limit = FACTOR * max(quarter, LITTLE)
    return whole < limit or _seconds(work, text) < limit


def _seconds(work: Callable[[str], object], text: str) -> float:
    return timeit(lambda: work(text), timer=process_time, number=1)
