"""The one place that chooses: candidates of all rules -> those that stay, none overlapping."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from newsx.rules.candidate import Candidate


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stay, in reading order: the longer wins, then the more certain, then the earlier.

    >>> choose([Candidate(0, 4, "TICKER", "ticker.bare"), Candidate(0, 10, "COMPANY", "company.listed")])
    [Candidate(start=0, end=10, label='COMPANY', rule='company.listed', weight=1.0, id='', evidence=())]
    """
    reading = sorted(candidates)
    stays: list[Candidate] = []
    group: list[Candidate] = []  # a chain of candidates that overlap, settled when the chain ends
    reach = -1
    for candidate in reading:
        if candidate.start >= reach and group:
            stays += _settle(group)
            group = []
        group.append(candidate)
        reach = max(reach, candidate.end)
    return stays + _settle(group)


def lost(candidates: Iterable[Candidate], stays: Iterable[Candidate]) -> Iterator[tuple[Candidate, Candidate | None]]:
    """Every candidate that did not stay, with the first of those that stay in its place; None when nothing does.

    Another find of the very same entity is none that was turned down.
    """
    chosen = sorted(stays)
    starts = [c.start for c in chosen]
    same = {(c.start, c.end, c.label) for c in chosen}
    for c in sorted(set(candidates)):
        if (c.start, c.end, c.label) in same:
            continue
        place = max(bisect_right(starts, c.start) - 1, 0)
        yield c, next((w for w in chosen[place : place + 2] if w.start < c.end and c.start < w.end), None)


def _settle(group: list[Candidate]) -> list[Candidate]:
    if len(group) < 2:
        return group
    stays: list[Candidate] = []  # in reading order; of them only the last that starts before c ends can reach it
    starts: list[int] = []
    for c in sorted(group, key=lambda c: (c.start - c.end, -c.weight, c.start, c.label, c.rule)):
        place = bisect_left(starts, c.end)
        if place == 0 or stays[place - 1].end <= c.start:
            stays.insert(place, c)
            starts.insert(place, c.start)
    return stays
