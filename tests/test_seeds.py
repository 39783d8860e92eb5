"""The sample articles hold exactly what gold says: every offset and every value, by library and by command."""

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
    documents = [pipeline.document(Article(story.id, story.text)) for story in gold.seeds()]
    return {d.id: [gold.record(e) for e in d.entities] for d in documents}


def test_gold_covers_every_article():
    assert [story.id for story in gold.seeds()] == [f"seeds/{p.name}" for p in sorted(gold.SEEDS.glob("*.txt"))]


@pytest.mark.parametrize("story", gold.seeds(), ids=lambda s: s.name)
def test_gold_is_sound(story: gold.Story):
    end = 0
    for find in story.finds:
        assert story.text[find["start"] : find["end"]] == find["text"]
        assert find["start"] >= end, "in reading order, none over another"
        assert find["label"] in LABELS
        end = find["end"]


@pytest.mark.parametrize(("story", "find"), gold.spans(gold.seeds()))
def test_finds(found: Found, story: gold.Story, find: gold.Find):
    here = {gold.place(f): f for f in found[story.id]}
    assert here.get(gold.place(find)) == find


@pytest.mark.parametrize("story", gold.seeds(), ids=lambda s: s.name)
def test_finds_nothing_else(found: Found, story: gold.Story):
    wrong = gold.known()["wrong"].get(story.name, {})
    assert [f for f in gold.false_finds(story, found[story.id]) if f["text"] not in wrong] == []


@pytest.mark.parametrize(("story", "surface"), gold.wrong_finds(gold.seeds()))
def test_leaves_alone(found: Found, story: gold.Story, surface: str):
    assert surface not in [f["text"] for f in gold.false_finds(story, found[story.id])]


def test_the_command_finds_the_same(found: Found):
    """As a person would call it, on the whole folder: gold lies there too and is no article."""
    run = subprocess.run(
        [sys.executable, "-m", "newsx", "extract", "--format", "docs", "seeds"],
        cwd=gold.ROOT,
        capture_output=True,
        check=True,
    )
    documents = [json.loads(line, parse_float=Decimal) for line in run.stdout.splitlines()]
    assert run.stderr == b""
    assert [d["id"] for d in documents] == list(found)
    for document in documents:
        assert [{k: v for k, v in e.items() if k != "rule"} for e in document["entities"]] == found[document["id"]]
