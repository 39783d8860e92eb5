"""Short stories of many kinds hold what their tables say, and nothing else, by library and by command."""

import json
import subprocess
import sys
from decimal import Decimal

import pytest

import gold
from newsx.pipeline import Pipeline
from newsx.records import LABELS, Article

Found = dict[str, list[gold.Find]]


@pytest.fixture(scope="module")
def found(pipeline: Pipeline) -> Found:
    documents = [pipeline.document(Article(story.id, story.text)) for story in gold.cases()]
    return {d.id: [gold.record(e) for e in d.entities] for d in documents}


def test_the_tables_are_sound():
    names = [story.name for story in gold.cases()]
    assert len(names) == len(set(names)), "known_misses.toml calls a story by its name"
    assert {find["label"] for story in gold.cases() for find in story.finds} == set(LABELS)


def test_known_misses_name_what_is_there():
    stories = {story.name: story for story in (*gold.seeds(), *gold.cases())}
    for kind in ("missed", "wrong"):
        for name, lines in gold.known()[kind].items():
            for surface in lines:
                text = stories[name].text
                assert surface.rpartition("#")[0] in text or surface in text, f"{name}: no {surface!r}"
    for name, lines in gold.known()["missed"].items():
        keys = {key for key, _ in gold.numbered(stories[name].finds)}
        surfaces = {key.rpartition("#")[0] for key in keys}
        assert set(lines) <= keys | surfaces, f"{name}: no finds in gold"


@pytest.mark.parametrize(("story", "find"), gold.spans(gold.cases()))
def test_finds(found: Found, story: gold.Story, find: gold.Find):
    here = {gold.place(f): gold.only_asked(f, find) for f in found[story.id] if gold.place(f) == gold.place(find)}
    assert here.get(gold.place(find)) == find


@pytest.mark.parametrize("story", gold.cases(), ids=lambda s: s.name)
def test_finds_nothing_else(found: Found, story: gold.Story):
    wrong = gold.known()["wrong"].get(story.name, {})
    assert [f for f in gold.false_finds(story, found[story.id]) if f["text"] not in wrong] == []


@pytest.mark.parametrize(("story", "surface"), gold.wrong_finds(gold.cases()))
def test_leaves_alone(found: Found, story: gold.Story, surface: str):
    assert surface not in [f["text"] for f in gold.false_finds(story, found[story.id])]


def test_the_command_finds_the_same(found: Found):
    lines = [json.dumps({"id": story.id, "text": story.text}) for story in gold.cases()]
    run = subprocess.run(
        [sys.executable, "-m", "newsx", "extract", "--input", "jsonl", "--format", "docs", "-"],
        input="\n".join(lines).encode(),
        capture_output=True,
        check=True,
    )
    documents = [json.loads(line, parse_float=Decimal) for line in run.stdout.splitlines()]
    assert [d["id"] for d in documents] == list(found)
    for document in documents:
        assert [{k: v for k, v in e.items() if k != "rule"} for e in document["entities"]] == found[document["id"]]
