"""Mentions in context -> the company and its listing, or no link at all: cases/links.csv, written by hand.

A row: a text with one mention in [[ ]]; ticker and mic (of a company its primary listing, of a ticker what it says);
a name by which the company goes. Without a name the mention has no link: a word, a person, a name that no list knows.
"""

import csv
from pathlib import Path

import pytest

from newsx.records import Article
from newsx.universe import Universe

ROWS = list(csv.DictReader((Path(__file__).parent / "cases" / "links.csv").open(encoding="utf-8", newline="")))
RIGHT = 0.98
MISSED = ("[[Stripe]] moves money for the marketplace.",)  # an ordinary word that begins a sentence, and no cue


@pytest.fixture(scope="module")
def links(pipeline):
    """For every row: what its mention was linked to."""
    return [(row, linked(pipeline, row["text"])) for row in ROWS]


def linked(pipeline, marked):
    """(symbol or ticker, MIC, names of the company) of what lies on the mention."""
    start, end = marked.index("[["), marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    on_it = [e for e in pipeline.document(Article("a", text)).entities if e.start < end and start < e.end]
    for e in on_it:
        if e.label == "TICKER":
            return e.symbol or "", e.mic or "", names(e.id)
        if e.label == "COMPANY":
            return e.ticker or "", e.exchange or "", names(e.id)
    return "", "", set()


def names(id):
    company = Universe.load().get(id) if id else None
    return {company.name, *company.aliases, *company.ambiguous} if company else set()


def right(row, link):
    ticker, mic, called = link
    return (ticker, mic) == (row["ticker"], row["mic"]) and (row["name"] in called if row["name"] else not called)


def test_rows_are_many_and_sound():
    assert len(ROWS) >= 150 and len({row["text"] for row in ROWS}) == len(ROWS)
    assert sum(not row["name"] for row in ROWS) >= 30
    for row in ROWS:
        assert row["text"].count("[[") == row["text"].count("]]") == 1


def test_all_but_the_known_misses_are_right(links):
    wrong = [row["text"] for row, link in links if not right(row, link)]
    assert wrong == list(MISSED)
    assert len(wrong) <= (1 - RIGHT) * len(ROWS)


def test_none_is_guessed(links):
    """A link to another company than is meant, or to any where none is, is worse than no link."""
    assert [row["text"] for row, link in links if link[2] and row["name"] not in link[2]] == []
