"""Two lists of one article's entities, side by side: what is the same, what is new, gone, or worth something else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from newsx.checks.schema import is_number, short
from newsx.checks.values import near, plain

VALUES = ("symbol", "scheme", "value", "amount", "low", "high", "unit", "currency", "change", "bound", "per", "mic")
LINKS = ("name", "ticker", "exchange", "company", "id")
Entity = Mapping[str, Any]


class Match(NamedTuple):
    """A find of one side with its like on the other; None where there is none.

    differs: what is not the same, in words; a span or a label of its own comes first. exact: same span and label.
    """

    old: Entity | None
    new: Entity | None
    exact: bool = False
    differs: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The old one's, else the new one's."""
        return str((self.old or self.new or {}).get("label", ""))


def matches(old: Sequence[Entity], new: Sequence[Entity], *, partial: bool = False) -> Iterator[Match]:
    """Each entity once: those of the same span and label first, then those that overlap, of the same label first.

    partial: an old one that has no values at all is not compared by its values.
    """
    places = {(e["start"], e["end"], e["label"]): i for i, e in enumerate(new)}
    free = dict.fromkeys(range(len(new)))
    rest: list[Entity] = []
    for entity in old:
        i = places.pop((entity["start"], entity["end"], entity["label"]), None)
        if i is None:
            rest.append(entity)
        else:
            del free[i]
            yield Match(entity, new[i], True, tuple(differences(entity, new[i], partial)))
    if rest and free:
        overlaps = [
            (e["label"] != new[i]["label"], abs(e["start"] - new[i]["start"]) + abs(e["end"] - new[i]["end"]), n, i)
            for n, i in _overlapping(rest, new, free)
            for e in (rest[n],)
        ]
        taken: set[int] = set()
        for _, _, n, i in sorted(overlaps):
            if n not in taken and i in free:
                taken.add(n)
                del free[i]
                yield Match(rest[n], new[i], False, (*_moved(rest[n], new[i]), *differences(rest[n], new[i], partial)))
        rest = [e for n, e in enumerate(rest) if n not in taken]
    yield from (Match(entity, None) for entity in rest)
    yield from (Match(None, new[i]) for i in free)


def _overlapping(old: Sequence[Entity], new: Sequence[Entity], free: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers of those that share a character, in one walk over both."""
    coming = sorted(free, key=lambda i: int(new[i]["start"]), reverse=True)
    here: list[int] = []
    for n in sorted(range(len(old)), key=lambda n: int(old[n]["start"])):
        start, end = old[n]["start"], old[n]["end"]
        while coming and new[coming[-1]]["start"] < end:
            here.append(coming.pop())
        here = [i for i in here if new[i]["end"] > start]
        yield from ((n, i) for i in here if new[i]["start"] < end)


def differences(old: Entity, new: Entity, partial: bool) -> Iterator[str]:
    """Values and links that are not the same."""
    if old["label"] != new["label"]:
        return
    names = (*VALUES, *LINKS)
    asked = not partial or any(name in old for name in names)
    for name in names:
        a, b = old.get(name), new.get(name)
        if a is None and (b is None or not asked):
            continue
        if a == b or (is_number(a) and is_number(b) and near(a, b)):
            continue
        yield f"{name} {_shown(a)}, now {_shown(b)}"


def sound(entities: Iterable[Any]) -> list[Entity]:
    """Those that have a place and a label, so that they can be compared; the others are findings of their own."""
    return [
        e
        for e in entities
        if isinstance(e, dict)
        and type(e.get("start")) is int
        and type(e.get("end")) is int
        and isinstance(e.get("label"), str)
    ]


def _moved(old: Entity, new: Entity) -> Iterator[str]:
    if old["label"] != new["label"]:
        yield f"label {old['label']}, now {new['label']}"
    if (old["start"], old["end"]) != (new["start"], new["end"]):
        now = new.get("text", f"{new['start']} to {new['end']}")
        yield f"span {short(old.get('text', ''))} at {old['start']}, now {short(now)} at {new['start']}"


def _shown(value: Any) -> str:
    return "none" if value is None else plain(value) if is_number(value) else short(value)
