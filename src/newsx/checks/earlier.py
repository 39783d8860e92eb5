"""Which articles were met before and where, and which places in them are taken, however often records come back."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from newsx.checks.aside import Aside

TABLE = "docs"
LEVELS = range(1, 33)  # a run of spans is twice as long as the one a level below
A_SPAN = 12  # bytes of a span in a run: start and end, and the furthest end so far

Span = tuple[int, int]


class Met(NamedTuple):
    """Where an article was met first."""

    file: str
    line: int


class Earlier:
    """What was met before, put aside.

    The spans of an article that comes back are kept in a few sorted runs, no two of about the same length: to come back
    a thousand times costs little more than to come once.
    """

    def __init__(self, aside: Aside) -> None:
        self.aside = aside

    def meet(self, id: str, file: str, line: int, spans: Iterable[Span] = ()) -> tuple[Met, "Taken"] | None:
        """Where the article was met first and what was taken then; None when this is the first time."""
        keys = array("Q", sorted(start << 32 | end for start, end in spans))
        before = self.aside.get(TABLE, id)
        if before is None:
            self.aside.put(TABLE, id, _packed(Met(file, line), keys))
            return None
        met, first = _unpacked(before)
        if first:
            self._keep(id, first)
            self.aside.put(TABLE, id, _packed(met, array("Q")))
        taken = Taken([run for level in LEVELS if (run := self.aside.get(_table(level), id)) is not None])
        if keys:
            self._keep(id, keys)
        return met, taken

    def _keep(self, id: str, keys: "array[int]") -> None:
        while (other := self.aside.take(table := _table(len(keys).bit_length()), id)) is not None:
            keys = array("Q", sorted([*keys, *_keys(other)]))
        self.aside.put(table, id, keys.tobytes() + array("I", accumulate((key & 0xFFFFFFFF for key in keys), max)))


class Taken:
    """The places in one article that entities have."""

    def __init__(self, runs: Iterable[bytes]) -> None:
        self._runs = [(_keys(run), memoryview(run)[len(run) // A_SPAN * 8 :].cast("I")) for run in runs]

    def at(self, start: int, end: int) -> bool:
        """Whether an entity has exactly this place."""
        key = start << 32 | end
        return any((i := bisect_left(keys, key)) < len(keys) and keys[i] == key for keys, _ in self._runs)

    def within(self, start: int, end: int) -> bool:
        """Whether an entity has one of these characters."""
        return any((i := bisect_left(keys, end << 32)) and ends[i - 1] > start for keys, ends in self._runs)


def _table(level: int) -> str:
    return f"spans {level}"


def _keys(run: bytes) -> "memoryview[int]":
    return memoryview(run)[: len(run) // A_SPAN * 8].cast("Q")


def _packed(met: Met, keys: "array[int]") -> bytes:
    name = met.file.encode("utf-8", "surrogatepass")
    return array("Q", (met.line, len(keys))).tobytes() + keys.tobytes() + name


def _unpacked(data: bytes) -> tuple[Met, "array[int]"]:
    line, count = memoryview(data)[:16].cast("Q")
    keys = array("Q", data[16 : 16 + 8 * count])
    return Met(data[16 + 8 * count :].decode("utf-8", "surrogatepass"), line), keys
