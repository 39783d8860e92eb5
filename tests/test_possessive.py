"""Possessive groups, ``(?:...)*+``, are matched wrongly by Python before 3.11.5 (cpython 106052), atomic ones not."""

import re
from pathlib import Path

import pytest

SOURCES = sorted((Path(__file__).parent.parent / "src").rglob("*.py"))
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*?+]|\{\{?[\d,]+\}?\})\+")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_groups_are_atomic(path):
    lines = enumerate(path.read_text().splitlines(), 1)
    assert [f"{path.name}:{number}" for number, line in lines if POSSESSIVE_GROUP.search(line)] == []


@pytest.mark.parametrize("pattern", [r"(?:a|b)*+", r"(?P<x>a)?+", r"(?:\d{3}){2,}+", r"(?:{A}){{0,4}}+"])
def test_the_check_sees_one(pattern):
    assert POSSESSIVE_GROUP.search(pattern)


@pytest.mark.parametrize("pattern", [r"(?>(?:a|b)*)", r"\d*+", r"[a-z]{2,4}+", r"\)?+", r"(?:a)+"])
def test_the_check_leaves_alone(pattern):
    assert not POSSESSIVE_GROUP.search(pattern)
