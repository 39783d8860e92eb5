"""jsonl and docs: fields that apply, in their order; numbers digit by digit."""

import json
from decimal import Decimal

import pytest

from newsx.records import Change, Document, Entity
from newsx.writers import docs, jsonl

TICKER = Entity(0, 4, "BABA", "TICKER", symbol="BABA", mic="XNYS", rule="ticker.bare")
PERCENT = Entity(10, 12, "5%", "PERCENT", value=Decimal("5.0"), unit="percent", change=Decimal(-5), rule="percent.sign")


def test_a_line_an_entity():
    assert jsonl.lines(Document("a.txt", (TICKER, PERCENT))) == (
        b'{"doc":"a.txt","start":0,"end":4,"text":"BABA","label":"TICKER","symbol":"BABA","mic":"XNYS",'
        b'"rule":"ticker.bare"}\n'
        b'{"doc":"a.txt","start":10,"end":12,"text":"5%","label":"PERCENT","value":5,"unit":"percent","change":-5,'
        b'"rule":"percent.sign"}\n'
    )
    assert jsonl.lines(Document("a.txt")) == b""


def test_a_line_an_article():
    assert docs.line(Document("a.txt")) == b'{"id":"a.txt","entities":[]}\n'
    assert docs.line(Document("a.txt", (TICKER,), meta={"source": "wire", "n": 1.5}, text="BABA")) == (
        b'{"id":"a.txt","entities":[{"start":0,"end":4,"text":"BABA","label":"TICKER","symbol":"BABA","mic":"XNYS",'
        b'"rule":"ticker.bare"}],"meta":{"source":"wire","n":1.5}}\n'
    )


def test_changes_of_an_article():
    change = Change(
        0, 9, "price", "up", change=Decimal(5), unit="percent", from_=Decimal(10), to=None, rule="change.verb"
    )
    assert json.loads(docs.line(Document("a", changes=(change,))))["changes"] == [
        {
            "start": 0,
            "end": 9,
            "measure": "price",
            "direction": "up",
            "change": 5,
            "unit": "percent",
            "from": 10,
            "rule": "change.verb",
        }
    ]


def test_write_gives_a_chunk_a_document():
    documents = [Document("a"), Document("b", (TICKER,))]
    assert list(docs.write(documents)) == [docs.line(d) for d in documents]
    assert list(jsonl.write(documents)) == [b"", jsonl.lines(documents[1])]


def test_evidence_is_a_list_of_pairs():
    entity = Entity(0, 4, "Acme", "COMPANY", rule="company.weighed", evidence=(("suffix", 0.5), ("place", -0.25)))
    assert json.loads(jsonl.lines(Document("a", (entity,))))["evidence"] == [["suffix", 0.5], ["place", -0.25]]


# what a value is, what stands in the JSON
NUMBERS = [
    ("5", b"5"),
    ("5.0", b"5"),
    ("5.10", b"5.1"),
    ("-0.25", b"-0.25"),
    ("3.2E9", b"3200000000"),
    ("1E+2", b"100"),
    ("100", b"100"),
    ("0", b"0"),
    ("0.000", b"0"),
    ("1E-7", b"0.0000001"),
    ("12345678901234567890.123456789", b"12345678901234567890.123456789"),
]


@pytest.mark.parametrize(("value", "written"), NUMBERS)
def test_numbers(value, written):
    entity = Entity(0, 2, "5%", "PERCENT", value=Decimal(value), rule="x")
    line = jsonl.lines(Document("a", (entity,)))
    assert b'"value":' + written + b"," in line
    assert json.loads(line, parse_float=Decimal, parse_int=Decimal)["value"] == Decimal(value)


def test_what_is_no_json_is_an_error_not_a_guess():
    with pytest.raises(TypeError):
        docs.line(Document("a", meta={"when": object()}))
