"""What other tools read: spaCy's DocBin, Prodigy's and Label Studio's tasks. What goes out comes back the same."""

import json
from decimal import Decimal as D
from xml.etree import ElementTree

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin
from spacy.training import Example
from spacy.vocab import Vocab

from newsx.records import Document, Entity
from newsx.writers import labelstudio, prodigy
from newsx.writers import spacy as docbin

TEXT = "📈 Heineken (AMS:HEIA) rose 5–6% to €71.30;\n\n its rival paid $1.2bn. 🍺Mexico👨‍👩‍👧"
STORY = Document(
    "story.txt",
    tuple(
        Entity(TEXT.index(surface), TEXT.index(surface) + len(surface), surface, label, rule=rule, **values)
        for surface, label, rule, values in (
            ("Heineken", "COMPANY", "company.listed", {"name": "Heineken N.V.", "id": "XAMS:HEIA"}),
            ("AMS:HEIA", "TICKER", "ticker.venue", {"symbol": "HEIA", "id": "XAMS:HEIA"}),
            ("5–6%", "PERCENT", "percent.sign", {"low": D(5), "high": D(6), "unit": "percent"}),
            ("€71.30", "PRICE", "money.sign", {"amount": D("71.3"), "currency": "EUR"}),
            ("$1.2bn", "MONEY", "money.sign", {"amount": D(1_200_000_000), "currency": "USD"}),
            ("exi", "PLACE", "rules.own", {}),  # in the middle of a word, as patterns of one's own may have it
        )
    ),
    meta={"source": "wire", "n": 3},
    text=TEXT,
)
SPANS = [(e.start, e.end, e.label) for e in STORY.entities]
EMPTY = Document("empty.txt", text="Rain.")
NOTHING = Document("nothing.txt")


@pytest.fixture
def read():
    """A DocBin's bytes -> its Docs, as somebody without newsx's pipeline reads them."""
    return lambda data: list(DocBin().from_bytes(data).get_docs(Vocab()))


def spans_of(doc):
    return [(e.start_char, e.end_char, e.label_) for e in doc.ents]


def test_spacy_reads_back_what_was_found(read):
    (data,) = docbin.write([STORY, EMPTY, NOTHING])
    story, empty, nothing = read(data)
    assert [doc.text for doc in (story, empty, nothing)] == [TEXT, "Rain.", ""]
    assert spans_of(story) == SPANS
    assert [(e.kb_id_, e.id_) for e in story.ents][:2] == [
        ("XAMS:HEIA", "company.listed"),
        ("XAMS:HEIA", "ticker.venue"),
    ]
    assert not empty.ents


def test_spacy_carries_the_records(read):
    (data,) = docbin.write([STORY])
    carried = read(data)[0].user_data["newsx"]
    assert carried["id"] == "story.txt"
    assert carried["meta"] == {"source": "wire", "n": 3}
    assert carried["entities"][3]["amount"] == 71.3
    assert carried["entities"][4] == {
        "start": SPANS[4][0],
        "end": SPANS[4][1],
        "text": "$1.2bn",
        "label": "MONEY",
        "amount": 1_200_000_000,
        "currency": "USD",
        "rule": "money.sign",
    }


def test_spacy_can_be_trained_on_it(read):
    (data,) = docbin.write([STORY])
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in read(data)]
    nlp.initialize(lambda: examples)
    assert "ner" in nlp.update(examples)
    assert set(nlp.get_pipe("ner").labels) == {label for _, _, label in SPANS}


def test_prodigy_reads_back_what_was_found():
    task = json.loads(prodigy.line(STORY))
    assert task["text"] == TEXT
    assert [(s["start"], s["end"], s["label"]) for s in task["spans"]] == SPANS
    assert task["meta"] == {"source": "wire", "n": 3, "id": "story.txt"}
    for token in task["tokens"]:
        assert TEXT[token["start"] : token["end"]] == token["text"]
    assert "".join(t["text"] + " " * t["ws"] for t in task["tokens"]) == TEXT
    for span in task["spans"]:
        assert task["tokens"][span["token_start"]]["start"] == span["start"]
        assert task["tokens"][span["token_end"]]["end"] == span["end"]


def test_an_article_longer_than_spacy_takes_by_default(read):
    text = "word " * 240_000 + "Heineken"
    start = text.index("Heineken")
    long = Document("long", (Entity(start, start + 8, "Heineken", "COMPANY", rule="x"),), text=text)
    (doc,) = read(*docbin.write([long]))
    assert (len(doc.text), spans_of(doc)) == (1_200_008, [(start, start + 8, "COMPANY")])
    (span,) = json.loads(prodigy.line(long))["spans"]
    assert (span["start"], span["token_start"]) == (start, 240_000)


def test_prodigy_of_an_article_without_hits():
    assert json.loads(prodigy.line(EMPTY))["spans"] == []
    assert json.loads(prodigy.line(NOTHING)) == {"text": "", "tokens": [], "spans": [], "meta": {"id": "nothing.txt"}}


def test_label_studio_reads_back_what_was_found():
    story, empty = json.loads(b"".join(labelstudio.array(map(labelstudio.task, [STORY, EMPTY]))))
    assert story["data"] == {"source": "wire", "n": 3, "text": TEXT, "id": "story.txt"}
    (prediction,) = story["predictions"]
    regions = prediction["result"]
    assert [(r["value"]["start"], r["value"]["end"], r["value"]["labels"][0]) for r in regions] == SPANS
    assert all(TEXT[r["value"]["start"] : r["value"]["end"]] == r["value"]["text"] for r in regions)
    assert {(r["from_name"], r["to_name"], r["type"]) for r in regions} == {("label", "text", "labels")}
    assert len({r["id"] for r in regions}) == len(regions)
    assert regions[0]["meta"]["text"] == ["Heineken N.V.", "company.listed"]
    assert prediction["model_version"].startswith("newsx ")
    assert prediction["score"] == 1.0
    assert empty["predictions"][0]["result"] == []
    assert json.loads(b"".join(labelstudio.array([]))) == []


@pytest.mark.parametrize(
    ("evidence", "score"),
    [(None, 1.0), ((("listed", 9.0),), 0.9999), ((("a", 1.0), ("b", -1.0)), 0.5), ((("a", 2.0), ("b", -1.0)), 0.7311)],
)
def test_label_studio_is_told_how_certain_a_hit_is(evidence, score):
    unsure = Entity(2, 10, "Heineken", "COMPANY", rule="x", evidence=evidence)
    task = json.loads(labelstudio.task(Document("a", (unsure, STORY.entities[1]), text=TEXT)))
    assert task["predictions"][0]["result"][0]["score"] == score
    assert task["predictions"][0]["score"] == score


def test_the_interface_of_label_studio_has_the_names_of_the_tasks():
    config = ElementTree.fromstring(labelstudio.CONFIG)
    labels, text = config.find("Labels"), config.find("Text")
    region = json.loads(labelstudio.task(STORY))["predictions"][0]["result"][0]
    assert (labels.get("name"), labels.get("toName")) == (region["from_name"], region["to_name"])
    assert (text.get("name"), text.get("value")) == (region["to_name"], "$text")


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40), st.integers(0, 40), st.integers(1, 9))
def test_any_text_and_any_span_come_back(text, start, length):
    surface = text[start : start + length].strip()  # as spaCy has it, no span begins or ends with a blank
    start = text.find(surface, start)
    found = (Entity(start, start + len(surface), surface, "X", rule="r"),) if surface else ()
    document = Document("a", found, text=text)
    expected = [(e.start, e.end, e.label) for e in found]
    (data,) = docbin.write([document])
    (doc,) = DocBin().from_bytes(data).get_docs(Vocab())
    assert (doc.text, spans_of(doc)) == (text, expected)
    task = json.loads(prodigy.line(document))
    assert (task["text"], [(s["start"], s["end"], s["label"]) for s in task["spans"]]) == (text, expected)


def test_formats_of_the_command_agree(newsx, read, tmp_path):
    (tmp_path / "in.jsonl").write_text(
        '{"id": "a", "text": "Heineken (AMS: HEIA) rose 5% to €71.30. 🍺", "source": "wire"}\n'
        '{"id": "b", "text": "Rain."}\n'
    )
    found = {d["id"]: d for d in newsx("extract", "in.jsonl", "-f", "docs").records}
    spans = {id: [(e["start"], e["end"], e["label"]) for e in d["entities"]] for id, d in found.items()}
    assert [len(s) for s in spans.values()] == [4, 0]

    assert newsx("extract", "in.jsonl", "-o", "out.spacy").code == 0
    docs = read((tmp_path / "out.spacy").read_bytes())
    assert {doc.user_data["newsx"]["id"]: spans_of(doc) for doc in docs} == spans
    assert list(docs[0].user_data["newsx"]["entities"]) == found["a"]["entities"]

    tasks = newsx("extract", "in.jsonl", "-f", "prodigy").records
    assert {t["meta"]["id"]: [(s["start"], s["end"], s["label"]) for s in t["spans"]] for t in tasks} == spans

    tasks = json.loads(newsx("extract", "in.jsonl", "-f", "labelstudio").out)
    values = {t["data"]["id"]: [r["value"] for r in t["predictions"][0]["result"]] for t in tasks}
    assert {id: [(v["start"], v["end"], v["labels"][0]) for v in vs] for id, vs in values.items()} == spans
    assert tasks[0]["data"]["source"] == "wire"
    assert 0.5 < tasks[0]["predictions"][0]["score"] <= 1
    assert "score" not in tasks[1]["predictions"][0]
