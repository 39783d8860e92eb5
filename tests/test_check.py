"""newsx check on records: every planted fault is found, with its kind and its place, and nothing else is."""

import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import jsonschema
import pytest

from planted import CASES, SEEDS, Planted, plant, table

Place = tuple[str, str, int, int]  # kind, file, line, column


@pytest.fixture
def planted(newsx, tmp_path) -> list[Planted]:
    return plant(tmp_path)[0]


def run(newsx, *options):
    return newsx("check", "faulty.jsonl", "-s", "seeds", "-s", "articles", "--limit", "0", *options)


def wanted(planted: list[Planted]) -> Counter[Place]:
    return Counter((one.kind, *one.at) for one in planted)


def test_there_are_enough_of_them():
    faults = [row for row in table() if not row.get("fine")]
    assert len(faults) >= 40
    assert len({row["kind"] for row in faults}) >= 30


def test_every_fault_is_found_and_nothing_else(newsx, planted):
    ran = run(newsx, "-f", "json")
    report = json.loads(ran.out)
    found = Counter((e["type"], e["file"], e["line"], e["column"]) for e in report["errors"])
    assert found == wanted(planted)
    assert (ran.code, ran.err) == (1, [])


@pytest.mark.parametrize(
    "row", [row for row in table() if "says" in row], ids=lambda row: f"{row['kind']}: {row['why']}"
)
def test_says(newsx, planted, row):
    report = json.loads(run(newsx, "-f", "json").out)
    said = [e["message"] for e in report["errors"] if e["type"] == row["kind"]]
    assert row["says"] in said
