"""What runs on Spark's workers, with pyarrow alone: batches in, batches out, and no article that costs its task."""

import gzip
from decimal import Decimal

import orjson
import pyarrow as pa
import pytest

from newsx.articles import Reading
from newsx.errors import SettingsError
from newsx.records import Entity
from newsx.settings import Settings
from newsx.spark import mapper as module
from newsx.spark.frame import luggage
from newsx.spark.mapper import ADDED, ENTITY, _fitted, line_mapper, mapper

STORY = "Alibaba rose 5% to $181.34 on Monday."
FOUND = [("COMPANY", "Alibaba"), ("PERCENT", "5%"), ("PRICE", "$181.34")]


def rows(made):
    return [row for batch in made for row in batch.to_pylist()]


def surfaces(row):
    return [(e["label"], e["text"]) for e in row["entities"]]


def mapped(texts, ids=None, settings=None, **others):
    ids = ids or [f"a{n}" for n in range(len(texts))]
    batch = pa.record_batch({"text": texts, "id": ids, **others})
    return rows(mapper(settings or Settings())(iter([batch])))


def lines_mapped(*lines, keep=(), **options):
    """Lines of one file, as Spark reads them."""
    batch = pa.record_batch(
        {"line": pa.array(lines, pa.binary()), "file": ["file:/x/a%20b.jsonl"] * len(lines), "block": [0] * len(lines)}
    )
    reading = options.pop("reading", Reading("jsonl"))
    return rows(line_mapper(Settings(), reading, keep, **options)(iter([batch])))


# -- rows of text


def test_row_for_row_with_the_columns_that_came_along():
    empty, story = mapped(["nothing here", STORY], day=pa.array([1, 2], pa.int32()))
    assert (empty["id"], empty["day"], empty["entities"], empty["error"]) == ("a0", 1, [], None)
    assert (story["id"], story["day"], surfaces(story), story["error"]) == ("a1", 2, FOUND, None)


def test_an_entity_has_the_fields_of_its_record_and_types_of_its_own():
    (row,) = mapped([STORY])
    company, percent, price = row["entities"]
    assert list(company) == [field.name for field in ENTITY]
    assert (company["ticker"], company["exchange"], company["value"]) == ("BABA", "XNYS", None)
    assert (percent["start"], percent["end"], percent["value"], percent["change"]) == (13, 15, Decimal(5), Decimal(5))
    assert (price["amount"], price["currency"]) == (Decimal("181.34"), "USD")


def test_the_schema_of_a_batch_is_the_same_whatever_stands_in_it():
    wanted = pa.schema([("id", pa.string()), *ADDED])
    for texts in ([], [None], ["nothing"], [STORY]):
        batch = pa.record_batch(
            {"text": pa.array(texts, pa.string()), "id": pa.array([None] * len(texts), pa.string())}
        )
        (made,) = mapper(Settings())(iter([batch]))
        assert made.schema == wanted
        assert made.num_rows == len(texts)


def test_offsets_count_code_points():
    text = "🚀 Alibaba’s gain: 5%"
    for entity in mapped([text])[0]["entities"]:
        assert text[entity["start"] : entity["end"]] == entity["text"]


BAD = [
    ("null", None, "no text here, the row has null."),
    ("PDF", b"%PDF-1.7\xff\xfe\xfd", "a PDF, not text. Turn it into text first, with pdftotext for example."),
    ("no gzip after its sign", b"\x1f\x8b\x08broken", "broken gzip"),
    (
        "gzip cut short",
        gzip.compress(STORY.encode())[:-9],
        "broken gzip (compressed file ended before the end-of-stream marker",
    ),
    ("binary", b"\x00\xff\x00\x01\xff", "binary data, not text."),
]


@pytest.mark.parametrize(("text", "error"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_row_says_why_and_the_others_are_read(text, error):
    good = STORY.encode() if isinstance(text, bytes) else STORY
    first, bad, last = mapped([good, text, good])
    assert (bad["entities"], bad["error"][: len(error)]) == ([], error)
    assert surfaces(first) == surfaces(last) == FOUND
    assert first["error"] is last["error"] is None


FORMS = {
    "UTF-8": STORY.encode(),
    "UTF-16": STORY.encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbf" + STORY.encode(),
    "gzip": gzip.compress(STORY.encode()),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_bytes_are_read_as_a_file_is(data):
    (row,) = mapped([data])
    assert (surfaces(row), row["entities"][0]["start"]) == (FOUND, 0)


def test_strings_that_are_not_utf_8_are_read_all_the_same():
    text = pa.array([STORY.encode(), b"Baidu\x92s gain of 3%"], pa.binary()).cast(pa.string(), safe=False)
    text = pa.Array.from_buffers(pa.string(), 2, text.buffers())
    first, second = mapped(text, ids=pa.array(["a", "b"]))
    assert surfaces(first) == FOUND
    assert surfaces(second) == [("COMPANY", "Baidu"), ("PERCENT", "3%")]


def test_an_article_that_fails_is_a_bad_row(monkeypatch):
    pipeline = module._pipeline(Settings())
    document = pipeline.document

    def failing(article):
        if article.id == "a1":
            raise RuntimeError("out of luck")
        return document(article)

    monkeypatch.setattr(pipeline, "document", failing)
    made = mapped([STORY, STORY, STORY])
    assert [row["error"] for row in made] == [None, "RuntimeError: out of luck", None]
    assert [len(row["entities"]) for row in made] == [3, 0, 3]


def test_ids_of_any_kind_and_none():
    made = mapped([STORY] * 2, ids=pa.array([7, None], pa.int64()))
    assert [row["id"] for row in made] == ["7", None]


def test_a_slip_in_the_settings_is_no_bad_row():
    with pytest.raises(SettingsError, match='no spaCy pipeline "xx_none"'):
        mapped([STORY], settings=Settings(model="xx_none"))


def test_one_pipeline_for_all_batches_of_a_worker(monkeypatch):
    built = []
    monkeypatch.setattr("newsx.pipeline.Pipeline.__init__", lambda self, settings: built.append(settings))
    monkeypatch.setattr("newsx.pipeline.Pipeline.document", lambda self, article: pytest.fail())
    settings = Settings(ignore=("nobody has this one",))
    batch = pa.record_batch({"text": pa.array([None], pa.string()), "id": ["a"]})
    for _ in range(3):
        assert len(list(mapper(settings)(iter([batch, batch])))) == 2
    assert built == [settings]


# -- numbers


def price(amount):
    return Entity(0, 1, "x", "PRICE", amount=Decimal(amount))


@pytest.mark.parametrize(
    "amount",
    [
        *("5", "-0.25", "0", "0.000000001", "-0.0000000010", "1.50000000000", "3.2E+9", "1E-9", "1E+28"),
        *("9" * 29, "-" + "9" * 29 + "." + "9" * 9),
    ],
)
def test_numbers_stay_exactly_what_they_are(amount):
    column = pa.array([_fitted(price(amount)).amount], module.DECIMAL)
    assert column.to_pylist() == [Decimal(amount)]


@pytest.mark.parametrize(
    "amount", ["0.0000000001", "1E-10", "1E+29", "1.0000000005", "1" + "0" * 29, "NaN", "Infinity"]
)
def test_a_number_that_would_be_rounded_is_a_bad_row(amount, monkeypatch):
    pipeline = module._pipeline(Settings())
    document = pipeline.document

    def odd(article):
        made = document(article)
        return made if article.id != "a0" else type(made)(made.id, (price(amount),))

    monkeypatch.setattr(pipeline, "document", odd)
    bad, good = mapped([STORY, STORY])
    assert (bad["entities"], bad["error"]) == ([], f"{Decimal(amount)} does not fit decimal(38,9).")
    assert surfaces(good) == FOUND


# -- lines of JSON


def test_records_are_read_as_newsx_extract_reads_them():
    made = lines_mapped(
        orjson.dumps({"id": "k", "text": STORY, "wire": "up", "n": [1, 2]}),
        b"  ",
        orjson.dumps({"text": STORY}) + b"\r",
        b'{"id": 7.50, "text": "Baidu\x92s gain of 3%", "wire": null}',
        keep=["wire", "n"],
    )
    assert [(row["id"], row["wire"], row["n"], len(row["entities"])) for row in made] == [
        ("k", "up", "[1,2]", 3),
        ("file:/x/a b.jsonl:3", None, None, 3),
        ("7.50", None, None, 2),
    ]


@pytest.mark.parametrize(
    ("line", "id", "error"),
    [
        (b'{"id": "k", "text": 5}', "file:/x/a b.jsonl:2", '"text" is a number, not a string.'),
        (b'{"id": "k", "text": null}', "file:/x/a b.jsonl:2", '"text" is null, not a string.'),
        (b'{"id": "k", "body": "a b"}', "file:/x/a b.jsonl:2", 'no "text" here, only body, id. Put the story'),
        (b"nonsense", "file:/x/a b.jsonl:2", "not JSON (expecting value, column 1): found 'nonsense'."),
        (b"[1]", "file:/x/a b.jsonl:2", "a list, not a JSON object: found '[1]'."),
        (b'{"a":' * 300 + b"1" + b"}" * 300, "file:/x/a b.jsonl:2", "nested more than 200 levels deep."),
        (b"\xff\xfe{\x00", "file:/x/a b.jsonl:2", "not JSON"),
    ],
)
def test_a_line_that_is_no_article(line, id, error):
    first, bad, last = lines_mapped(orjson.dumps({"text": STORY}), line, orjson.dumps({"text": STORY, "wire": "up"}))
    assert (bad["id"], bad["entities"], bad["error"][: len(error)]) == (id, [], error)
    assert surfaces(first) == surfaces(last) == FOUND


def test_other_names_for_text_and_id_and_a_name_for_the_file():
    reading = Reading("jsonl", "body", "key")
    made = lines_mapped(
        b'\xef\xbb\xbf{"key": "k", "body": "up 5%"}',
        b'{"body": "up 5%"}',
        reading=reading,
        name=lambda path: path.rpartition("/")[2],
    )
    assert [row["id"] for row in made] == ["k", "a b.jsonl:2"]


def test_lines_are_numbered_by_file_over_batches_and_blocks():
    line = b'{"text": "up 5%"}'

    def batch(*places):
        files, blocks = zip(*places, strict=True)
        return pa.record_batch({"line": pa.array([line] * len(places)), "file": list(files), "block": list(blocks)})

    batches = [batch(("a", 0), ("a", 0)), batch(("a", 0), ("b", 64), ("b", 64)), batch(("b", 64), ("c", 0))]
    made = rows(line_mapper(Settings(), Reading("jsonl"), before={("b", 64): 10})(iter(batches)))
    assert [row["id"] for row in made] == ["a:1", "a:2", "a:3", "b:11", "b:12", "b:13", "c:1"]


# -- what travels to the workers


class Session:
    """A session with broadcasts, or as Spark Connect has it."""

    def __init__(self, broadcasts):
        self.sent = []
        if broadcasts:
            self.sparkContext = self

    def broadcast(self, value):
        self.sent.append(value)
        self.value = value
        return self


@pytest.mark.parametrize("broadcasts", [True, False])
def test_files_of_the_settings_are_read_once_and_unpacked_where_they_are_needed(broadcasts, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("name,ticker,mic\nQuorvex Zimt,QVZX,XNYS\n")
    session = Session(broadcasts)
    made = luggage(session, Settings(companies=(path,), explain=True, changes=True), mapper)
    assert session.sent == [{path: path.read_bytes()}] * broadcasts
    path.unlink()  # a worker has no such file
    batch = pa.record_batch({"text": ["Quorvex Zimt rose."], "id": ["a"]})
    (first,), (again,) = rows(made(iter([batch]))), rows(made(iter([batch])))
    assert first == again
    assert [(e["text"], e["ticker"]) for e in first["entities"]] == [("Quorvex Zimt", "QVZX")]


def test_nothing_travels_without_files():
    session = Session(True)
    settings = []
    made = luggage(session, Settings(explain=True, changes=True), lambda here: settings.append(here) or list)
    assert (list(made([])), session.sent, settings) == ([], [], [Settings()])
