"""The JSON Schema: what newsx extract writes fits it, and what it does not write does not."""

import copy
import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

import newsx as library
from newsx.records import FIELDS, LABELS, ON_REQUEST, Entity, schema
from newsx.writers import docs, jsonl

VALIDATOR = jsonschema.Draft202012Validator(schema())
SEEDS = Path(__file__).parent.parent / "seeds"

RECORD = {
    "COMPANY": {
        "doc": "a", "start": 0, "end": 7, "text": "Alibaba", "label": "COMPANY", "name": "Alibaba Group",
        "ticker": "BABA", "exchange": "XNYS", "id": "XNYS:BABA", "rule": "company.listed",
    },
    "TICKER": {
        "doc": "a", "start": 0, "end": 9, "text": "NYSE:BABA", "label": "TICKER", "symbol": "BABA", "exchange": "NYSE",
        "mic": "XNYS", "company": "Alibaba Group", "id": "XNYS:BABA", "rule": "ticker.venue",
    },
    "SECURITY_ID": {
        "doc": "a", "start": 0, "end": 12, "text": "US01609W1027", "label": "SECURITY_ID", "scheme": "ISIN",
        "symbol": "US01609W1027", "company": "Alibaba Group", "id": "XNYS:BABA", "rule": "security_id.isin",
    },
    "PERCENT": {
        "doc": "a", "start": 0, "end": 2, "text": "5%", "label": "PERCENT", "value": 5, "unit": "percent",
        "change": -5, "bound": "about", "rule": "percent.sign",
    },
    "PRICE": {
        "doc": "a", "start": 0, "end": 7, "text": "$181.34", "label": "PRICE", "amount": 181.34, "currency": "USD",
        "assumed": True, "per": "share", "rule": "money.symbol",
    },
    "MONEY": {
        "doc": "a", "start": 0, "end": 9, "text": "$10-12 bn", "label": "MONEY", "low": 1e10, "high": 1.2e10,
        "currency": "USD", "bound": "up_to", "rule": "money.symbol",
    },
    "PRODUCT": {"doc": "a", "start": 0, "end": 9, "text": "Qwen3-Max", "label": "PRODUCT", "rule": "rules.own"},
}  # fmt: skip


def without_doc(record):
    return {k: v for k, v in record.items() if k != "doc"}


def test_the_schema_is_sound():
    jsonschema.Draft202012Validator.check_schema(schema())
    assert json.loads(json.dumps(schema())) == schema()


@pytest.mark.parametrize("label", RECORD)
def test_fits(label):
    VALIDATOR.validate(RECORD[label])
    VALIDATOR.validate({"id": "a", "entities": [without_doc(RECORD[label])], "meta": {"any": ["thing"]}})


@pytest.mark.parametrize("label", RECORD)
def test_own_rules_may_mark_what_has_no_value(label):
    VALIDATOR.validate({"doc": "a", "start": 0, "end": 4, "text": "fünf", "label": label, "rule": "rules.own"})


def changed(label, **values):
    record = copy.deepcopy(RECORD[label])
    record.update(values)
    return {k: v for k, v in record.items() if v is not ...}


MISFITS = [
    ("no doc", changed("TICKER", doc=...)),
    ("no rule", changed("TICKER", rule=...)),
    ("no symbol", changed("TICKER", symbol=...)),
    ("no unit", changed("PERCENT", unit=...)),
    ("no value", changed("PERCENT", value=...)),
    ("no amount", changed("PRICE", amount=...)),
    ("a high end alone", changed("MONEY", low=...)),
    ("null", changed("TICKER", mic=None)),
    ("a field that nobody knows", changed("COMPANY", sector="IT")),
    ("a field of another label", changed("COMPANY", amount=5)),
    ("a value for an own label", changed("PRODUCT", amount=5)),
    ("a start before the text", changed("MONEY", start=-1)),
    ("an offset that is no integer", changed("MONEY", start=0.5)),
    ("nothing marked", changed("MONEY", text="")),
    ("a number as text", changed("PERCENT", value="5")),
    ("low without high", changed("MONEY", high=...)),
    ("no currency code", changed("PRICE", currency="dollar")),
    ("no MIC", changed("TICKER", mic="NYSE Arca")),
    ("an unknown unit", changed("PERCENT", unit="points")),
    ("an unknown bound", changed("PERCENT", bound="~")),
    ("evidence that is no list", changed("COMPANY", evidence={"suffix": 1})),
    ("a document without entities", {"id": "a"}),
    ("a document with a record of jsonl", {"id": "a", "entities": [RECORD["TICKER"]]}),
    ("a document with more", {"id": "a", "entities": [], "text": "..."}),
    ("nothing", {}),
    ("no object", []),
]


@pytest.mark.parametrize(("why", "record"), MISFITS, ids=[row[0] for row in MISFITS])
def test_does_not_fit(why, record):
    assert not VALIDATOR.is_valid(record)


def test_every_field_of_an_entity_is_described():
    assert set(FIELDS) == {"doc", *Entity._fields}
    assert {name for name in schema()["$defs"] if name.isupper()} == {*LABELS, *ON_REQUEST, "OWN"}
    used = {name for label in (*LABELS, *ON_REQUEST) for name in schema()["$defs"][label]["properties"]}
    assert used == set(FIELDS)


TEXTS = [
    "",
    "Nothing to see here.",
    "Alibaba Group Holding Ltd. (NYSE: BABA; HKEX: 9988) rose about 5% to $181.34 a share, from $172.70.",
    "Shares of Acme plc fell 12 per cent to 155p, while BRK.B was up 25 basis points and AAPL US Equity 2-3%.",
    "It raised $3.2 billion, 380 billion yuan, €1.2bn, HK$149, US$40m, ¥3,450, Rs 1,200 crore, half a billion dollars.",
    "Revenue rose to between $10 and $12 million, or more than 4.5 percentage points; margin (3.4)%, $(1.2) million.",
    "🚀 $BABA +5%!!! 阿里巴巴 −3% \x00 \x1b[31m \u202e £5–£6bn",
    "CEO AI IPO GPU H20 GPT-4o YoY ET $ % € 5 5. .5 5,% $,5 bn",
    "Barclays, JPMorgan Chase & Co., AT&T, 3M, eBay and Procter & Gamble said on Monday: up to 50%.",
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@pytest.mark.parametrize("explain", [False, True])
def test_what_is_found_in_texts_fits(pipelines, text, explain):
    document = pipelines[explain].document(library.Article("a", text, {"source": "test"}))
    check(document, text)


def test_what_is_found_in_the_sample_articles_fits(pipelines):
    articles = list(library.read([str(SEEDS)]))
    assert len(articles) >= 5
    for article in articles:
        check(pipelines[True].document(article), article.text)


def check(document, text):
    record = json.loads(docs.line(document))
    VALIDATOR.validate(record)
    for line in jsonl.lines(document).splitlines():
        VALIDATOR.validate(json.loads(line))
    for entity in record["entities"]:
        assert text[entity["start"] : entity["end"]] == entity["text"]


@pytest.fixture(scope="module")
def pipelines():
    return {explain: library.Pipeline(library.Settings(explain=explain)) for explain in (False, True)}


def test_the_command_prints_it(newsx):
    assert json.loads(newsx("schema").out) == schema()


def test_exact_numbers_fit():
    entity = Entity(0, 1, "x", "MONEY", amount=Decimal("12345678901234567890.12"), currency="USD", rule="x")
    VALIDATOR.validate(json.loads(jsonl.lines(library.Document("a", (entity,)))))
