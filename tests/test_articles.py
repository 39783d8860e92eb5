"""Reading: every kind of input, exactly as it stands; what cannot be read is said in one line, and the rest is done."""

import gzip
import io
import os
import sys
from pathlib import Path
from unittest.mock import ANY

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsx.articles import Reading, Source, decode, read, sources
from newsx.errors import InputError, InputWarning, SettingsError


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Messages name paths as they were given; here they are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def got(*paths, **reading):
    """(id, text) of what was read, and the lines that people see."""
    said = []
    found = [(a.id, a.text) for a in read(paths, Reading(**reading), said.append)]
    return found, [str(error) for error in said]


def stdin(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))


STORY = "Acme rose 5% to $12.\n"

# why, file name, bytes, text; read without a word
READS = [
    ("plain", "a.txt", b"Acme rose 5%", "Acme rose 5%"),
    ("line ends as they stand", "a.txt", b"Acme\r\nrose\n5%\r", "Acme\r\nrose\n5%\r"),
    ("UTF-8", "a.txt", "Nestlé’s £5".encode(), "Nestlé’s £5"),
    ("UTF-8 with a byte order mark", "a.txt", b"\xef\xbb\xbfAcme", "Acme"),
    ("UTF-16", "a.txt", "Acme’s €5".encode("utf-16"), "Acme’s €5"),
    ("UTF-16, big end first", "a.txt", b"\xfe\xff" + "Acme €5".encode("utf-16-be"), "Acme €5"),
    ("UTF-16 without a mark", "a.txt", b"A\0c\0m\0e\0 \x005\0%\0", "Acme 5%"),
    ("UTF-32", "a.txt", "Acme €5".encode("utf-32"), "Acme €5"),
    ("an emoji is one character", "a.txt", "🚀 Acme".encode(), "🚀 Acme"),
    ("gzip", "a.txt.gz", gzip.compress(b"Acme"), "Acme"),
    ("gzip by its bytes, not its name", "a.txt", gzip.compress(b"Acme"), "Acme"),
    ("another suffix is text", "story.md", b"Acme", "Acme"),
    ("no suffix", "story", b"{Acme} rose", "{Acme} rose"),
    ("upper case", "A.TXT", b"{Acme", "{Acme"),
    ("control characters", "a.txt", b"Acme\x1b[31m\x07 rose", "Acme\x1b[31m\x07 rose"),
]


@pytest.mark.parametrize(("why", "name", "data", "text"), READS, ids=[row[0] for row in READS])
def test_reads(here, why, name, data, text):
    put(here / name, data)
    assert got(name) == ([(name, text)], [])


# why, file name, bytes, text, what is said
READS_AND_SAYS = [
    ("cp1252", "a.txt", b"Acme\x92s \x80 5", "Acme’s € 5", "a.txt: not UTF-8 (byte 4), read as Windows-1252."),
    ("not even cp1252", "a.txt", b"Acme\x81", "Acme\ufffd", "a.txt: not UTF-8 (byte 4), read as Windows-1252."),
    (
        "UTF-16 cut in half",
        "a.txt",
        b"\xff\xfeA\0c",
        "A\ufffd",
        "a.txt: broken UTF-16-LE at byte 2, read all the same.",
    ),
    ("NUL", "a.txt", b"Ac\0me", "Ac\0me", "a.txt: 1 NUL character in it, kept as read."),
    ("empty", "a.txt", b"", "", "a.txt: empty, so there is nothing in it."),
]


@pytest.mark.parametrize(("why", "name", "data", "text", "says"), READS_AND_SAYS, ids=[r[0] for r in READS_AND_SAYS])
def test_reads_and_says(here, why, name, data, text, says):
    put(here / name, data)
    assert got(name) == ([(name, text)], [says])
    with pytest.raises(InputWarning):
        list(read([name]))


# why, file name, bytes (None: no such file), what is said
REFUSES = [
    ("a name that is too long", "a" * 300, None, f"{'a' * 300}: cannot be read: file name too long."),
    ("missing", "a.txt", None, "a.txt: no such file or folder. Check the path."),
    ("a pattern that the shell left alone", "*.txt", None, "*.txt: no such file or folder. No file fits this pattern."),
    ("a file as a folder", "b.txt/a.txt", None, "b.txt/a.txt: cannot be read: not a directory."),
    ("binary", "a.txt", b"\x89PNG\0\xff\xfe", "a.txt: binary data, not text."),
    (
        "PDF",
        "a.txt",
        b"%PDF-1.7\n\xe2\xe3",
        "a.txt: a PDF, not text. Turn it into text first, with pdftotext for example.",
    ),
    (
        "half a gzip",
        "a.txt.gz",
        gzip.compress(b"Acme rose 5% " * 9)[:-9],
        "a.txt.gz: broken gzip (compressed file ended before the end-of-stream marker was reached), not read.",
    ),
]


@pytest.mark.parametrize(("why", "name", "data", "says"), REFUSES, ids=[row[0] for row in REFUSES])
def test_refuses_and_goes_on(here, why, name, data, says):
    put(here / "b.txt", "Acme")
    if data is not None:
        put(here / name, data)
    assert got(name, "b.txt") == ([("b.txt", "Acme")], [says])
    with pytest.raises(InputError) as stopped:
        list(read([name, "b.txt"]))
    assert str(stopped.value) == says


def test_folders_are_read_recursively_and_sorted(here):
    for name in ("b.txt", "a/z.jsonl", "a/b/c.txt.gz", "c.txt", "a/b.txt", "B.txt"):
        put(here / "in" / name, '{"text": "Acme"}\n' if "jsonl" in name else "Acme")
    for name in (".hidden.txt", ".git/a.txt", "notes.md", "a/picture.png"):
        put(here / "in" / name, "no article")
    found, said = got("in")
    assert [id for id, _ in found] == [
        "in/B.txt", "in/a/b/c.txt.gz", "in/a/b.txt", "in/a/z.jsonl:1", "in/b.txt", "in/c.txt",
    ]  # fmt: skip
    assert said == []


def test_a_folder_without_articles(here):
    put(here / "in/notes.md", "Acme")
    assert got("in") == (
        [],
        [
            "in: no articles in this folder. Articles are files that end in .txt or .jsonl, or in either with .gz; "
            "name other files one by one."
        ],
    )


def test_folders_that_go_round_and_round(here):
    put(here / "in/a.txt", "Acme")
    (here / "in/again").symlink_to(here / "in")
    (here / "in/gone.txt").symlink_to(here / "nowhere.txt")
    assert got("in") == ([("in/a.txt", "Acme")], ["in/gone.txt: no such file or folder. Check the path."])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_in_a_folder_keeps_nobody_waiting(here):
    put(here / "in/a.txt", "Acme")
    os.mkfifo(here / "in/b.txt")
    assert got("in") == ([("in/a.txt", "Acme")], [])


def test_results_that_lie_in_a_folder_are_no_articles(here):
    put(here / "in/a.txt", "Acme")
    put(here / "in/docs.jsonl", '{"id": "in/a.txt", "entities": [{"start": 0, "end": 4, "label": "COMPANY"}]}\n')
    put(here / "in/out.jsonl", '{"doc": "a", "start": 0, "end": 4, "text": "Acme", "label": "COMPANY", "rule": "x"}\n')
    put(here / "in/moves.jsonl", '{"doc":"a","start":0,"end":9,"measure":"rate","direction":"up","rule":"x"}\n')
    assert got("in") == ([("in/a.txt", "Acme")], [])
    put(here / "in/b.jsonl", '{"doc": "a", "start": 0, "end": 4, "text": "Acme rose", "label": "news", "rule": "x"}\n')
    assert got("in")[0] == [("in/a.txt", "Acme"), ("in/b.jsonl:1", "Acme rose")]
    _, said = got("in/docs.jsonl")  # named, it is taken at its name
    assert said == ['in/docs.jsonl:1: no "text" here, only entities, id. Put the story under "text".']


def test_standard_input(monkeypatch):
    stdin(monkeypatch, b"Acme rose\n5%")
    assert got("-") == ([("stdin", "Acme rose\n5%")], [])
    stdin(monkeypatch, b' {"text": "Acme"}\n{"text": "Blue", "id": "b"}\n')
    assert got("-") == ([("stdin:1", "Acme"), ("b", "Blue")], [])
    stdin(monkeypatch, gzip.compress(b'{"text": "Acme"}\n'))
    assert got("-") == ([("stdin:1", "Acme")], [])
    stdin(monkeypatch, b"")
    assert got("-") == ([("stdin", "")], ["stdin: empty, so there is nothing in it."])


def test_lines(here):
    put(here / "a.txt", b"\xef\xbb\xbfAcme rose\r\n\r\n  \nBlue fell\x0bback\x85\nlast\xe9")
    assert got("a.txt", input="lines") == (
        [("a.txt:1", "Acme rose"), ("a.txt:4", "Blue fell\x0bback…"), ("a.txt:5", "lasté")],
        ["a.txt:4: not UTF-8 (byte 14), read as Windows-1252 (said once a file)."],
    )


def test_lines_in_utf16(here):
    put(here / "a.txt", "Acme\r\nBlue €".encode("utf-16"))
    assert got("a.txt", input="lines") == ([("a.txt:1", "Acme"), ("a.txt:2", "Blue €")], [])


RECORDS = [
    ("id and text", '{"id": "x", "text": "Acme"}', ("x", "Acme", {})),
    ("no id", '{"text": "Acme"}', ("a.jsonl:1", "Acme", {})),
    ("an id that is null or nothing", '{"id": null, "text": "Acme"}', ("a.jsonl:1", "Acme", {})),
    ("an id that is a number", '{"id": 17, "text": "Acme"}', ("17", "Acme", {})),
    (
        "other fields are meta",
        '{"text": "A", "b": [1, 2.50], "c": null}',
        ("a.jsonl:1", "A", {"b": [1, 2.5], "c": None}),
    ),
    ("meta is meta", '{"text": "A", "meta": {"b": 1, "c": 2}, "b": 3}', ("a.jsonl:1", "A", {"b": 3, "c": 2})),
    ("meta that is no object", '{"text": "A", "meta": "b"}', ("a.jsonl:1", "A", {"meta": "b"})),
    ("an empty text", '{"text": ""}', ("a.jsonl:1", "", {})),
    ("escapes", r'{"text": "Acme\u2019s\r\n\ud83d\ude80"}', ("a.jsonl:1", "Acme’s\r\n🚀", {})),
    (
        "half a pair of surrogates",
        r'{"text": "a\ud83d b", "id": "\udc00", "k\ud800": ["\ud800"]}',
        ("\ufffd", "a\ufffd b", {"k\ufffd": ["\ufffd"]}),
    ),
    ("NaN, as Python writes it", '{"text": "A", "score": Infinity}', ("a.jsonl:1", "A", {"score": float("inf")})),
    (
        "a number that 64 bits do not hold",
        f'{{"text": "A", "n": {"9" * 30}, "m": Infinity}}',
        ("a.jsonl:1", "A", {"n": 1e30, "m": float("inf")}),
    ),
    ("an id of many digits", '{"id": 12345678901234567890123, "text": "A"}', ("12345678901234567890123", "A", {})),
    ("an id that looks like a fraction", '{"id": 1.10, "text": "A", "b": 1.10}', ("1.10", "A", {"b": 1.1})),
    ("an id with an exponent", '{"id": 1E2, "text": "A"}', ("1E2", "A", {})),
    ("an id of many digits beside NaN", f'{{"id": {2**64}, "text": "A", "n": NaN}}', (f"{2**64}", "A", ANY)),
    ("an id of its own kind", '{"id": {"a": 1.10}, "text": "A"}', ('{"a":1.1}', "A", {})),
    ("an id that is zero", '{"id": 0, "text": "A"}', ("0", "A", {})),
    ("an id of 64 bits beside NaN", f'{{"id": {2**64 - 1}, "text": "A", "n": NaN}}', (f"{2**64 - 1}", "A", ANY)),
    ("an id that is no number", '{"id": NaN, "text": "A"}', ("a.jsonl:1", "A", {})),
    ("an id without end", f'{{"id": {"9" * 5000}, "text": "A"}}', ("a.jsonl:1", "A", {})),
    ("blanks around it", ' \t{"text": "Acme"} \r', ("a.jsonl:1", "Acme", {})),
    ("a byte order mark", '\ufeff{"text": "Acme"}', ("a.jsonl:1", "Acme", {})),
]


@pytest.mark.parametrize(("why", "line", "article"), RECORDS, ids=[row[0] for row in RECORDS])
def test_records(here, why, line, article):
    put(here / "a.jsonl", line + "\n")
    (found,) = read(["a.jsonl"])
    assert (found.id, found.text, found.meta) == article


def test_fields_by_name(here):
    put(here / "a.jsonl", '{"key": "k1", "body": "Acme", "id": "other"}\n')
    (found,) = read(["a.jsonl"], Reading(text_field="body", id_field="key"))
    assert (found.id, found.text, found.meta) == ("k1", "Acme", {"id": "other"})


BAD_RECORDS = [
    (
        "no JSON",
        "Acme rose",
        "not JSON (expecting value, column 1): found 'Acme rose'. Each line must be one JSON object with a text.",
    ),
    (
        "cut off",
        '{"text": "Acme',
        'not JSON (unterminated string starting at, column 10): found \'{"text": "Acme\'. '
        "Each line must be one JSON object with a text.",
    ),
    ("a list", '["Acme"]', "a list, not a JSON object: found '[\"Acme\"]'."),
    ("a number", "17", "a number, not a JSON object: found '17'."),
    ("nothing in it", "{}", 'no "text" here, the record is empty.'),
    ("no text", '{"id": "x", "title": "Acme"}', 'no "text" here, only id, title. Put the story under "text".'),
    (
        "the text has another name",
        '{"title": "Acme rose", "body": "Acme rose 5%."}',
        'no "text" here, only body, title. Put the story under "text", or say --text-field body.',
    ),
    ("null", '{"text": null}', '"text" is null, not a string.'),
    ("a long name", f'{{"{"k" * 9999}": "a b"}}', f'no "text" here, only {"k" * 39}…. Put the story under "text".'),
    ("a list of paragraphs", '{"text": ["Acme"]}', '"text" is a list, not a string.'),
    (
        "nested too deep",
        "[" * 100_000,
        f"not JSON (too large): found '{'[' * 39}…'. Each line must be one JSON object with a text.",
    ),
    ("binary", '{"te\0\udcff', "binary data, not text."),
    (
        "other fields nested too deep",
        f'{{"text": "A", "b": {"[" * 300}{"]" * 300}}}',
        "nested more than 200 levels deep.",
    ),
]


@pytest.mark.parametrize(("why", "line", "says"), BAD_RECORDS, ids=[row[0] for row in BAD_RECORDS])
def test_bad_records(here, why, line, says):
    good = b'{"text": "Acme"}\n'
    put(here / "a.jsonl", good + line.encode("utf-8", "surrogateescape") + b"\n" + good)
    assert got("a.jsonl") == ([("a.jsonl:1", "Acme"), ("a.jsonl:3", "Acme")], [f"a.jsonl:2: {says}"])


@pytest.mark.parametrize("value", ['[\n {"text": "Acme"}\n]\n', '{\n "text": "Acme"\n}\n'])
def test_one_json_value_over_many_lines_is_said_once(here, value):
    put(here / "a.jsonl", value)
    assert got("a.jsonl") == (
        [],
        [
            "a.jsonl:1: one JSON value over several lines. Put each record on a line of its own, "
            "with jq -c . for example (.[] for a list)."
        ],
    )


def test_an_empty_file_of_records(here):
    put(here / "a.jsonl", "\n \n")
    assert got("a.jsonl") == ([], ["a.jsonl: empty, so there is nothing in it."])


def test_records_before_the_break_of_a_gzip(here):
    lines = b"".join(b'{"text": "Acme %d"}\n' % n for n in range(20_000))
    put(here / "a.jsonl.gz", gzip.compress(lines)[:-2000])
    found, said = got("a.jsonl.gz")
    assert len(found) > 10_000
    assert said[-1].endswith("the lines before the break were read.")


def test_a_file_name_that_is_no_utf8(here):
    try:
        put(here / "a\udcff.txt", "Acme")
    except OSError:
        pytest.skip("this file system has no such names")
    assert got(".") == ([("a\ufffd.txt", "Acme")], [])


def test_records_are_read_one_by_one(here):
    """The first record is there before the rest is read: an endless pipe would do."""

    class Endless(io.RawIOBase):
        given = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            line = b'{"text": "Acme rose"}\n'
            self.given += 1
            buffer[: len(line)] = line
            return len(line)

    raw = Endless()
    sys_stdin = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BufferedReader(raw))
    try:
        articles = read(["-"])
        assert next(articles).text == "Acme rose"
        assert raw.given < 5
    finally:
        sys.stdin = sys_stdin


def test_bytes_seen(here):
    put(here / "a.txt", "Acme")
    put(here / "b.jsonl.gz", gzip.compress(b'{"text": "Acme"}\n'))
    seen = []
    assert len(list(read(["a.txt", "b.jsonl.gz"], seen=seen.append))) == 2
    assert sum(seen) == sum((here / name).stat().st_size for name in ("a.txt", "b.jsonl.gz"))


def test_sources_name_what_will_be_read(here):
    put(here / "in/a.txt", "")
    assert list(sources(["in", "-", "x.txt"])) == [Source("in/a.txt", True), Source("-"), Source("x.txt")]


@pytest.mark.parametrize("one", ["seeds", "", Path("seeds"), b"seeds"], ids=repr)
def test_one_path_in_no_list_is_not_read_by_letters(one):
    with pytest.raises(SettingsError) as error:
        next(read(one))
    assert str(error.value) == f"paths should be a list of paths, found {one!r}. Put it into a list: [{one!r}]."


def test_paths_that_are_no_texts(here):
    put(here / "in/a.txt", "Acme")
    assert [article.id for article in read([Path("in")])] == ["in/a.txt"]
    put(here / "none/a.pdf", "")
    with pytest.raises(InputError, match=r"\Anone: no articles in this folder"):
        next(read([Path("none")]))


@pytest.mark.parametrize("text", ["", "Acme", "€\r\n\x00", "🚀"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_decode_gives_back_what_was_encoded(text, encoding):
    assert decode(text.encode(encoding))[0] == text


@settings(max_examples=300, deadline=None)
@given(
    data=st.one_of(
        st.binary(max_size=200),
        st.lists(
            st.sampled_from([b'{"text": "Acme"}', b"{", b'"', b"\xff", b"\0", b"\n", b"[", b"\xef\xbb\xbf", b"5%"])
        ).map(b"".join),
    ),
    kind=st.sampled_from(["auto", "text", "lines", "jsonl"]),
    suffix=st.sampled_from([".txt", ".jsonl", ".txt.gz", ""]),
)
def test_no_bytes_break_it(tmp_path_factory, data, kind, suffix):
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    said = []
    for article in read([str(path)], Reading(kind), said.append):
        article.text.encode()  # what every output can hold
    for error in said:
        assert isinstance(error, InputError)
        assert str(error).startswith(path.as_posix())
