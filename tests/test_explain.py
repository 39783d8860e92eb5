"""Why not: what was turned down, and what took its place."""

import pytest

from newsx import Article, Settings
from newsx.explain import explain, explained
from newsx.pipeline import PIECE, Pipeline
from newsx.rules import overlap
from newsx.rules.candidate import Candidate


@pytest.fixture(scope="module")
def why():
    pipeline = Pipeline(Settings(explain=True))
    return lambda text: explain(Article("a", text), pipeline)


def reasons(document):
    return {(t.label, t.text): t.reason for t in document.turned_down}


TURNED_DOWN = [
    ("a person", "Mary Okafor of Heineken resigned.", "COMPANY", "Mary Okafor", "adds up to −"),
    ("a central bank", "The Fed cut rates.", "COMPANY", "Fed", "adds up to −"),
    ("a symbol inside a marked one", "Ford (NYSE: F) fell 2%.", "COMPANY", "NYSE", "adds up to −"),
]


@pytest.mark.parametrize(("what", "text", "label", "surface", "reason"), TURNED_DOWN, ids=[r[0] for r in TURNED_DOWN])
def test_reason(why, what, text, label, surface, reason):
    assert reasons(why(text))[label, surface].startswith(reason)


TEXT = (
    "Heineken (AMS: HEIA) sold 5% of its brewery for €1.2bn, said Mary Okafor. The Fed did not mind, nor did Jane Roe."
)


def test_what_was_turned_down_is_no_entity_and_stands_where_it_says(why):
    document = why(TEXT)
    assert document.turned_down
    entities = {(e.start, e.end, e.label) for e in document.entities}
    for t in document.turned_down:
        assert TEXT[t.start : t.end] == t.text
        assert (t.start, t.end, t.label) not in entities
    assert [t.start for t in document.turned_down] == sorted(t.start for t in document.turned_down)


def test_entities_are_those_of_extract_and_have_their_evidence(why, pipeline):
    plain = pipeline.document(Article("a", TEXT)).entities
    found = why(TEXT).entities
    assert [(e.start, e.end, e.label, e.rule) for e in found] == [(e.start, e.end, e.label, e.rule) for e in plain]
    assert all(e.evidence for e in found if e.label == "COMPANY")


def test_the_ignored_are_said_to_be(tmp_path):
    (document,) = explained([Article("a", "Heineken rose 5%.")], Settings(ignore=("Heineken",)))
    assert reasons(document)["COMPANY", "Heineken"] == "on the list of what to ignore"


def test_labels_that_nobody_asked_for_are_left_out():
    (document,) = explained([Article("a", TEXT)], Settings(labels=("PERCENT",)))
    assert {t.label for t in document.turned_down} <= {"PERCENT"}


def test_own_patterns_win_and_say_so(tmp_path):
    (tmp_path / "p.jsonl").write_text('{"label": "BEER", "pattern": "Heineken", "id": "beer"}\n')
    (document,) = explained([Article("a", "Heineken rose 5%.")], Settings(rules=(tmp_path / "p.jsonl",)))
    assert reasons(document)["COMPANY", "Heineken"] == "BEER Heineken (rules.beer) is more certain"


def test_offsets_hold_in_articles_that_are_read_in_pieces(why):
    text = ("The rain goes on. " * 80 + "\n\n") * (PIECE // 1400) + "Mary Okafor left Heineken."
    found = [t for t in why(text).turned_down if t.text == "Mary Okafor"]
    assert [text[t.start : t.end] for t in found] == ["Mary Okafor"]


LOST = [
    ("nothing lost", [(0, 4, "A")], [(0, 4, "A")], []),
    ("inside a longer one", [(0, 9, "A"), (2, 4, "B")], [(0, 9, "A")], [((2, 4, "B"), (0, 9, "A"))]),
    ("across its end", [(0, 9, "A"), (7, 12, "B")], [(0, 9, "A")], [((7, 12, "B"), (0, 9, "A"))]),
    ("before the one that won", [(0, 4, "B"), (3, 9, "A")], [(3, 9, "A")], [((0, 4, "B"), (3, 9, "A"))]),
    ("found by two rules", [(0, 4, "A"), (0, 4, "A")], [(0, 4, "A")], []),
    ("dropped, and nothing in its place", [(0, 4, "A"), (6, 9, "B")], [(6, 9, "B")], [((0, 4, "A"), None)]),
]


@pytest.mark.parametrize(("why", "found", "stays", "lost"), LOST, ids=[row[0] for row in LOST])
def test_lost(why, found, stays, lost):
    def candidate(start, end, label):
        return Candidate(start, end, label, f"{label}.x")

    pairs = overlap.lost([candidate(*c) for c in found], [candidate(*c) for c in stays])
    assert [(tuple(c[:3]), w and tuple(w[:3])) for c, w in pairs] == lost
