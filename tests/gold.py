"""Gold: the sample articles in seeds/ and the stories in cases/, and what stands in them as a reader sees it.

What is not reached yet stands in known_misses.toml, a span a line, and runs as a strict xfail: mend it and the line
has to go.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newsx.records import Entity
from newsx.writers.jsonl import entity_record

HERE = Path(__file__).parent
ROOT = HERE.parent
SEEDS = ROOT / "seeds"

Find = dict[str, Any]  # a record of ``newsx extract``, without ``rule``

FOLLOWS = {"COMPANY": ("name", "ticker", "exchange"), "TICKER": ("company",)}  # from the id, so cases leave it out


@dataclass(frozen=True)
class Story:
    """One text and what stands in it, in reading order."""

    id: str
    text: str
    finds: tuple[Find, ...]

    @property
    def name(self) -> str:
        return Path(self.id).stem


@cache
def seeds() -> tuple[Story, ...]:
    """The sample articles."""
    lines = (SEEDS / "gold.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line, parse_float=Decimal) for line in lines]
    return tuple(Story(r["id"], (ROOT / r["id"]).read_bytes().decode("utf-8"), tuple(r["entities"])) for r in records)


@cache
def cases() -> tuple[Story, ...]:
    """The short stories. ``finds`` there is a table of [surface, label, values], in reading order.

    A surface stands at its next place behind the find before it; ``skip = 2`` passes over two that are no finds.
    A percentage is in percent unless ``unit`` says otherwise. What follows from a company's id is left out.
    """
    out: list[Story] = []
    for path in sorted((HERE / "cases").glob("*.toml")):
        for name, story in tomllib.loads(path.read_text("utf-8"), parse_float=Decimal).items():
            text = story["text"]
            out.append(Story(f"{path.stem}/{name}", text, tuple(_placed(name, text, story["finds"]))))
    return tuple(out)


def _placed(name: str, text: str, finds: Iterable[tuple[str, str, Find]]) -> Iterator[Find]:
    end = 0
    for surface, label, values in finds:
        start = text.find(surface, end)
        for _ in range(values.pop("skip", 0)):
            start = text.find(surface, start + 1)
        assert start >= 0, f"{name}: no {surface!r} behind {text[max(0, end - 20) : end]!r}"
        end = start + len(surface)
        if label == "PERCENT":
            values.setdefault("unit", "percent")
        yield {"start": start, "end": end, "text": surface, "label": label, **values}


def record(entity: Entity) -> Find:
    """An entity as gold has it."""
    found = entity_record(entity)
    found.pop("rule")
    found.pop("evidence", None)
    return found


def place(find: Find) -> tuple[int, int, str]:
    return find["start"], find["end"], find["label"]


def only_asked(found: Find, gold: Find) -> Find:
    """What was found, without the fields that follow from the id where gold leaves them out."""
    left_out = [f for f in FOLLOWS.get(found["label"], ()) if f not in gold]
    return {k: v for k, v in found.items() if k not in left_out}


@cache
def known() -> dict[str, dict[str, dict[str, str]]]:
    """``{"missed" or "wrong": {story: {surface or surface#2: why}}}``."""
    return tomllib.loads((HERE / "known_misses.toml").read_text("utf-8"))


def numbered(finds: Iterable[Find]) -> Iterator[tuple[str, Find]]:
    """(surface#n, find): the n-th find with this surface in its story."""
    seen: Counter[str] = Counter()
    for find in finds:
        seen[find["text"]] += 1
        yield f"{find['text']}#{seen[find['text']]}", find


def why_missed(story: Story, key: str) -> str | None:
    """Why this find is not reached yet; the line may name one mention (``Unicom#2``) or all (``Unicom``)."""
    lines = known()["missed"].get(story.name, {})
    return lines.get(key) or lines.get(key.rpartition("#")[0])


def spans(stories: Iterable[Story]) -> list[Any]:
    """A parameter (story, find) for every find in gold, those not reached yet as xfails."""
    return [
        _parameter(story, find, f"{story.name}: {key}", why_missed(story, key))
        for story in stories
        for key, find in numbered(story.finds)
    ]


def wrong_finds(stories: Iterable[Story]) -> list[Any]:
    """A parameter (story, surface) for everything that is known to be found and is nothing."""
    return [
        _parameter(story, surface, f"{story.name}: not {surface}", why)
        for story in stories
        for surface, why in known()["wrong"].get(story.name, {}).items()
    ]


def _parameter(story: Story, what: Any, id: str, why: str | None) -> Any:
    marks = [pytest.mark.xfail(reason=why, raises=AssertionError)] if why else []
    return pytest.param(story, what, id=id, marks=marks)


def false_finds(story: Story, found: Iterable[Find]) -> list[Find]:
    """What was found and is nothing; one that covers part of a find that is known to be missed counts there."""
    right = {place(find) for find in story.finds}
    missed = [find for key, find in numbered(story.finds) if why_missed(story, key)]
    return [
        f
        for f in found
        if place(f) not in right and all(f["end"] <= m["start"] or m["end"] <= f["start"] for m in missed)
    ]
