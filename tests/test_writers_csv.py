"""CSV: one header, one row an entity, cells that a spreadsheet does not run."""

import csv as reader
import io
from decimal import Decimal

import pytest

from newsx.records import Document, Entity
from newsx.writers import csv

HEADER = (
    "doc,start,end,text,label,name,ticker,symbol,scheme,exchange,mic,company,id,value,amount,low,high,unit,currency,assumed,"
    "change,bound,per,rule"
)


def rows(*entities, doc="a.txt", **how):
    return list(reader.DictReader(io.StringIO(HEADER + "\n" + csv.rows(Document(doc, entities), **how).decode())))


def test_the_header_stands_once_and_stays_as_it_is():
    percent = Entity(0, 2, "5%", "PERCENT", rule="x")
    written = b"".join(csv.write([Document("a"), Document("b", (percent,)), Document("c", (percent,))]))
    assert written.decode().splitlines() == [
        HEADER,
        "b,0,2,5%,PERCENT,,,,,,,,,,,,,,,,,,,x",
        "c,0,2,5%,PERCENT,,,,,,,,,,,,,,,,,,,x",
    ]


def test_values():
    entity = Entity(
        3,
        9,
        "$3.2bn",
        "MONEY",
        amount=Decimal("3.2E9"),
        currency="USD",
        assumed=True,
        change=Decimal("-1.50"),
        rule="m",
    )
    (row,) = rows(entity)
    assert {k: v for k, v in row.items() if v} == {
        "doc": "a.txt",
        "start": "3",
        "end": "9",
        "text": "$3.2bn",
        "label": "MONEY",
        "amount": "3200000000",
        "currency": "USD",
        "assumed": "true",
        "change": "-1.5",
        "rule": "m",
    }


@pytest.mark.parametrize("text", ["a,b", 'a "b"', "a\nb", "a\r\nb", "Nestlé", " a "])
def test_text_comes_back(text):
    (row,) = rows(Entity(0, 1, text, "COMPANY", rule="x"))
    assert row["text"] == text


FORMULAS = ["=1+1", "+5%", "-5%", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_no_formula(text):
    (row,) = rows(Entity(0, 1, text, "COMPANY", name=text, rule="x"), doc=text)
    assert (row["doc"], row["text"], row["name"]) == ("'" + text,) * 3
    (row,) = rows(Entity(0, 1, text, "COMPANY", rule="x"), safe=False)
    assert row["text"] == text


@pytest.mark.parametrize("text", ["5%", "a=b", "'a", "−5%", "", "$-5"])
def test_other_text_is_left_alone(text):
    (row,) = rows(Entity(0, 1, text, "COMPANY", rule="x"))
    assert row["text"] == text
