"""newsx extract, as it is typed: what goes in, what comes out, what is said, and the exit code."""

import csv
import gzip
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import spacy

import newsx as library
from newsx.cli import progress

STORY = "Alibaba rose 5% on Monday.\n"
FOUND = [("COMPANY", "Alibaba"), ("PERCENT", "5%")]
COMMAND = [sys.executable, "-m", "newsx"]


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


# -- what goes in


def test_a_file(newsx, tmp_path):
    put(tmp_path / "a.txt", STORY)
    ran = newsx("extract", "a.txt")
    assert (ran.code, ran.err, ran.surfaces) == (0, [], FOUND)
    assert [(r["doc"], r["start"], r["end"]) for r in ran.records] == [("a.txt", 0, 7), ("a.txt", 13, 15)]


def test_files_and_folders_in_the_order_given(newsx, tmp_path):
    put(tmp_path / "z.txt", STORY)
    put(tmp_path / "in/b.jsonl.gz", gzip.compress(json.dumps({"id": "g", "text": STORY}).encode()))
    put(tmp_path / "in/a/a.txt", STORY)
    ran = newsx("extract", "z.txt", "in", "--format", "docs")
    assert [r["id"] for r in ran.records] == ["z.txt", "in/a/a.txt", "g"]
    assert ran.code == 0


@pytest.mark.parametrize("paths", [[], ["-"]])
def test_standard_input(newsx, paths):
    assert newsx("extract", *paths, stdin=STORY.encode()).surfaces == FOUND
    assert newsx("extract", *paths, stdin=b'{"text": "Alibaba rose 5%"}').records[0]["doc"] == "stdin:1"


def test_a_text_on_the_command_line(newsx, tmp_path):
    put(tmp_path / "a.txt", STORY)
    assert newsx("extract", "--text", "Baidu fell 3%").surfaces == [("COMPANY", "Baidu"), ("PERCENT", "3%")]
    assert [r["id"] for r in newsx("extract", "--text", "x", "a.txt", "-f", "docs").records] == ["text", "a.txt"]


def test_an_article_a_line(newsx):
    ran = newsx("extract", "--input", "lines", "-f", "docs", "-", stdin=b"Alibaba rose 5%\n\nnothing here\n")
    assert [(r["id"], len(r["entities"])) for r in ran.records] == [("stdin:1", 2), ("stdin:3", 0)]


def test_records_with_fields_of_other_names(newsx):
    line = b'{"key": 7, "body": "Alibaba rose 5%", "source": "wire"}\n'
    ran = newsx("extract", "--text-field", "body", "--id-field", "key", "--format", "docs", stdin=line)
    (record,) = ran.records
    assert (record["id"], record["meta"], len(record["entities"])) == ("7", {"source": "wire"}, 2)


def test_offsets_are_those_of_the_text_as_read(newsx, tmp_path):
    text = "\r\n🚀 Alibaba’s gain:\r\n\t5%\x00\r\n"
    put(tmp_path / "a.txt", text)
    for record in newsx("extract", "a.txt").records:
        assert text[record["start"] : record["end"]] == record["text"]


def test_two_articles_with_one_id(newsx):
    ran = newsx("extract", "-f", "docs", stdin=b'{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}\n')
    assert [r["id"] for r in ran.records] == ["a", "a"]


# -- what comes out


def test_one_line_an_entity_is_the_default_in_a_pipe(newsx):
    assert newsx("extract", "-t", STORY).out == newsx("extract", "-t", STORY, "-f", "jsonl").out
    assert newsx("extract", "-t", "nothing").out == b""


def test_one_line_an_article_also_without_entities(newsx):
    ran = newsx("extract", "-f", "docs", stdin=b'{"id": "a", "text": "nothing"}\n{"id": "b", "text": ""}\n')
    assert ran.out == b'{"id":"a","entities":[]}\n{"id":"b","entities":[]}\n'


def test_csv(newsx):
    rows = list(csv.DictReader(io.StringIO(newsx("extract", "-t", STORY, "-f", "csv").out.decode())))
    assert [(row["label"], row["text"]) for row in rows] == FOUND


def test_table(newsx):
    ran = newsx("extract", "-t", STORY, "-f", "table")
    assert ran.out.decode().splitlines()[0] == "text  2 entities"
    assert b"\x1b" not in ran.out


def test_only_some_labels(newsx):
    assert newsx("extract", "-t", STORY, "-l", "percent").surfaces == [("PERCENT", "5%")]
    assert newsx("extract", "-t", STORY, "-l", "PERCENT", "-l", "COMPANY").surfaces == FOUND
    ran = newsx("extract", "-t", STORY, "-l", "COMPNY")
    assert (ran.code, ran.err) == (2, ['newsx: no label is called "COMPNY". Did you mean "COMPANY"?'])


def test_output_to_a_file(newsx, tmp_path):
    put(tmp_path / "out.jsonl", "old")
    ran = newsx("extract", "-t", STORY, "-o", "out.jsonl")
    assert (ran.code, ran.out) == (0, b"")
    assert (tmp_path / "out.jsonl").read_bytes() == newsx("extract", "-t", STORY).out
    assert names(tmp_path) == ["out.jsonl"]


def test_output_to_a_file_of_csv(newsx, tmp_path):
    newsx("extract", "-t", STORY, "-o", "out.csv")
    assert (tmp_path / "out.csv").read_text().startswith("doc,start,end,")


def test_output_is_all_there_or_as_before(newsx, tmp_path):
    put(tmp_path / "out.jsonl", "old")
    put(tmp_path / "a.txt", STORY)
    ran = newsx("extract", "a.txt", "gone.txt", "--strict", "-o", "out.jsonl")
    assert (ran.code, ran.err) == (3, ["newsx: gone.txt: no such file or folder. Check the path."])
    assert (tmp_path / "out.jsonl").read_text() == "old"
    assert names(tmp_path) == ["a.txt", "out.jsonl"]


# what the file is called, as input and as output; story.txt is the article, in news/, and link.txt leads to it
SAME = [
    ("story.txt", "story.txt", "story.txt: is read and cannot be written as well."),
    ("story.txt", "./news/../story.txt", "news/../story.txt: is read and cannot be written as well: it is story.txt."),
    ("story.txt", "link.txt", "link.txt: is read and cannot be written as well: it is story.txt."),
    ("link.txt", "story.txt", "story.txt: is read and cannot be written as well: it is link.txt."),
    ("news", "news/b.txt", "news/b.txt: is read and cannot be written as well."),
    ("news", "story.txt", "story.txt: is read and cannot be written as well: it is news/a.txt."),
    ("news", "news/c.jsonl", "news/c.jsonl: is read and cannot be written as well."),
]


@pytest.mark.parametrize(("read", "written", "says"), SAME)
@pytest.mark.parametrize("command", ["extract", "changes", "summary"])
def test_an_output_that_is_an_input(newsx, tmp_path, command, read, written, says):
    put(tmp_path / "story.txt", STORY)
    (tmp_path / "link.txt").symlink_to("story.txt")
    put(tmp_path / "news/b.txt", STORY)
    put(tmp_path / "news/c.jsonl", json.dumps({"text": STORY}))
    (tmp_path / "news/a.txt").symlink_to("../story.txt")
    ran = newsx(command, read, "-o", written)
    assert (ran.code, ran.err, ran.out) == (2, [f"newsx: {says} Name another file."], b"")
    assert {path.read_text() for path in tmp_path.glob("**/*.txt")} == {STORY}


def test_an_output_that_is_the_own_list(newsx, tmp_path):
    put(tmp_path / "own.csv", "name\n")
    ran = newsx("extract", "-t", STORY, "--companies", "own.csv", "-o", "own.csv")
    assert (ran.code, (tmp_path / "own.csv").read_text()) == (2, "name\n")


def test_a_result_among_the_articles_is_written_anew(newsx, tmp_path):
    """And a file that is not there yet, and a device, which nobody reads for an article."""
    put(tmp_path / "a.txt", STORY)
    for form in ("jsonl", "docs", "jsonl"):
        ran = newsx("extract", ".", "-f", form, "-o", "found.jsonl")
        assert (ran.code, ran.err) == (0, [])
        assert STORY[:7] in (tmp_path / "found.jsonl").read_text()
    assert newsx("extract", "/dev/null", "-q", "-o", "/dev/null").code == 0


def test_output_where_none_can_be(newsx, tmp_path):
    ran = newsx("extract", "-t", STORY, "-o", "gone/out.jsonl")
    path = tmp_path / "gone/out.jsonl"
    assert (ran.code, ran.err) == (2, [f"newsx: {path}: cannot be written: no such file or directory."])


def test_explain_adds_the_evidence(newsx):
    text = "Shares of Zyxwick Rockets Inc. rose 5%."
    assert all("evidence" not in record for record in newsx("extract", "-t", text).records)
    company = newsx("extract", "-t", text, "--explain").records[0]
    assert company["text"] == "Zyxwick Rockets Inc."
    assert dict(company["evidence"])["legal suffix"] > 0


IDLE = [  # options that would do nothing, or not what they say
    (
        ["extract", "--changes"],
        "--changes is for whole articles, and jsonl has entities only. Say -f docs.",
    ),
    (
        ["extract", "--explain", "-f", "table"],
        "--explain is for records, and table has no place for evidence. Say -f jsonl or -f docs.",
    ),
    (
        ["extract", "--explain", "-o", "out.csv"],
        "--explain is for records, and csv has no place for evidence. Say -f jsonl or -f docs.",
    ),
    (
        ["extract", "-o", "out.html"],
        "out.html: .html is not what is written here. Name it *.jsonl, *.csv or *.spacy, or say which with -f.",
    ),
    (
        ["extract", "-o", "out.jsonl.gz"],
        "out.jsonl.gz: .gz is not what is written here. Name it *.jsonl, *.csv or *.spacy, and pack that.",
    ),
    (
        ["extract", "-f", "docs", "-o", "out.jsonl.gz"],
        "out.jsonl.gz: .gz is not what is written here. Name it *.jsonl, *.csv or *.spacy, and pack that.",
    ),
    (
        ["changes", "-f", "csv", "-o", "out.csv.zip"],
        "out.csv.zip: .zip is not what is written here. Name it *.jsonl or *.csv, and pack that.",
    ),
    (
        ["summary", "-f", "html", "-o", "out.html.XZ"],
        "out.html.XZ: .xz is not what is written here. Name it *.jsonl or *.html, and pack that.",
    ),
    (
        ["check", "-f", "sarif", "-o", "out.gz"],
        "out.gz: .gz is not what is written here. Name it *.sarif, and pack that.",
    ),
    (
        ["changes", "-o", "out.XLSX"],
        "out.XLSX: .xlsx is not what is written here. Name it *.jsonl or *.csv, or say which with -f.",
    ),
    (
        ["summary", "-o", "out.csv"],
        "out.csv: .csv is not what is written here. Name it *.jsonl or *.html, or say which with -f.",
    ),
    (
        ["extract", "--plain-csv"],
        "--plain-csv is for CSV, and this is jsonl. Say -f csv, or leave it out.",
    ),
    (
        ["changes", "--plain-csv", "-f", "table"],
        "--plain-csv is for CSV, and this is table. Say -f csv, or leave it out.",
    ),
    (
        ["extract", "--input", "text", "--text-field", "body"],
        "--text-field is for JSON records, and --input text has none. Leave one of them out.",
    ),
    (
        ["summary", "--input", "lines", "--id-field", "key"],
        "--id-field is for JSON records, and --input lines has none. Leave one of them out.",
    ),
]


@pytest.mark.parametrize(("args", "says"), IDLE, ids=[" ".join(row[0]) for row in IDLE])
def test_options_that_would_do_nothing_or_something_else(newsx, tmp_path, args, says):
    ran = newsx(*args, "-", stdin=STORY.encode())
    assert (ran.code, ran.err, ran.out, names(tmp_path)) == (2, [f"newsx: {says}"], b"", [])


# -- the user's own


def test_own_rules(newsx, tmp_path):
    put(
        tmp_path / "own.jsonl",
        '{"label": "PRODUCT", "pattern": "Qwen3-Max", "id": "qwen"}\n\n'
        '{"label": "COMPANY", "pattern": [{"LOWER": "acme"}, {"TEXT": "Rockets"}]}\n',
    )
    text = "Qwen3-Max flies on ACME Rockets."
    ran = newsx("extract", "--rules", "own.jsonl", "-t", text)
    assert [(r["label"], r["text"], r["rule"]) for r in ran.records] == [
        ("PRODUCT", "Qwen3-Max", "rules.qwen"),
        ("COMPANY", "ACME Rockets", "rules.own"),
    ]
    assert newsx("extract", "--rules", "own.jsonl", "-l", "PRODUCT", "-t", text).surfaces == [("PRODUCT", "Qwen3-Max")]


def test_own_lists_and_rules_from_a_pipe(tmp_path):
    """As bash makes of <(...): read once, by however many processes; and what was kept of it is gone at the end."""
    command = (
        f"{sys.executable} -m newsx extract --jobs 2 -t 'Zorblat fell. Qwen3-Max rose.' "
        """--companies <(echo name,ticker; echo Zorblat AG,ZQX) """
        """--rules <(echo '{"label": "PRODUCT", "pattern": "Qwen3-Max"}')"""
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    ran = subprocess.run(["bash", "-c", command], capture_output=True, cwd=tmp_path, env=environment, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert [json.loads(line)["text"] for line in ran.stdout.splitlines()] == ["Zorblat", "Qwen3-Max"]
    for told in ("lookup Zorblat", "companies search zorblat"):
        command = f"{sys.executable} -m newsx {told} -f jsonl --companies <(echo name,ticker; echo Zorblat AG,ZQX)"
        ran = subprocess.run(["bash", "-c", command], capture_output=True, cwd=tmp_path, env=environment, timeout=60)
        assert json.loads(ran.stdout)["ticker"] == "ZQX"
    assert names(tmp_path) == []


PIPES = [  # options, exit code, standard error
    ("""--config <(echo 'companies = ["own.csv"]')""", 0, ""),
    (
        """--config <(printf 'companies = ["own.csv"]\n[[expect]]\nlabel = "COMPANY"\nat_least = 1\n')""",
        0,
        "",
    ),
    ("--config <(echo 'dolar = 1')", 2, 'PIPE: no setting is called "dolar". Did you mean "dollar"?'),
    (
        """--config <(echo 'companies = ["gone.csv"]')""",
        2,
        "PIPE: companies names gone.csv, which is not there.",
    ),
    (
        "--companies <(echo name,ticker; echo Acme)",
        2,
        "PIPE:2: 1 cell where the header has 2. Add commas for those that are empty.",
    ),
    (
        "--rules <(echo '[]')",
        2,
        'PIPE:1: not a pattern. It needs a label and a pattern: {"label": "PRODUCT", "pattern": "Qwen3-Max"}.',
    ),
]


@pytest.mark.parametrize(("options", "code", "says"), PIPES, ids=[row[0] for row in PIPES])
def test_settings_from_a_pipe_and_what_is_wrong_with_one(tmp_path, options, code, says):
    put(tmp_path / "own.csv", "name,ticker\nZorblat AG,ZQX\n")
    command = f"{sys.executable} -m newsx extract -t 'Zorblat fell 5%.' {options}"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, cwd=tmp_path, timeout=60, text=True)
    said = re.sub(r"/dev/fd/\d+", "PIPE", ran.stderr)
    assert (ran.returncode, said) == (code, f"newsx: {says}\n" if says else "")
    assert (code == 0) == ("Zorblat" in ran.stdout)


def test_own_rules_win_at_the_same_place(newsx, tmp_path):
    put(tmp_path / "own.jsonl", '{"label": "SPONSOR", "pattern": "Alibaba"}\n')
    assert newsx("extract", "--rules", "own.jsonl", "-t", STORY).surfaces[0] == ("SPONSOR", "Alibaba")


# what stands in the second line, what is said of it
BAD_RULES = [
    ("{label: X}", "not JSON: "),
    ('{"label": "X"}', "not a pattern"),
    ('["X"]', "not a pattern"),
    ('{"label": "X", "pattern": [{"TEXT": {"REGEX": "("}}]}', "spaCy does not take this pattern"),
    ('{"label": ["X"], "pattern": "Acme"}', "label is not a string. Put it into quotes."),
    ('{"label": "X", "pattern": "Acme", "id": {"a": 1}}', "id is not a string. Put it into quotes."),
    ('{"label": "X", "pattern": 5}', "spaCy does not take this pattern"),
    ('{"label": "X", "pattern": [{"FOO": "a"}]}', "spaCy does not take this pattern"),
    (
        '{"label": "X", "pattern": [{"LOWER": "big"}, {"pos": "NOUN"}]}',
        "POS of a word is known to trained pipelines only. Name one that sets it with --model, "
        "or write the pattern with TEXT, LOWER or SHAPE.",
    ),
    ('{"label": "X", "pattern": [{"_": {"nobody_set_it": 1}}]}', "spaCy does not take this pattern"),
]


@pytest.mark.parametrize(("line", "says"), BAD_RULES, ids=[row[0] for row in BAD_RULES])
def test_own_rules_that_are_none(newsx, tmp_path, line, says):
    put(tmp_path / "own.jsonl", '{"label": "X", "pattern": "y"}\n' + line)
    ran = newsx("extract", "--rules", "own.jsonl", "-t", STORY)
    assert ran.code == 2
    assert len(ran.err) == 1
    assert ran.err[0].startswith(f"newsx: own.jsonl:2: {says}")


@pytest.mark.parametrize("nothing", ["", "\n", "\n  \n"])
def test_own_rules_that_are_empty(newsx, tmp_path, recwarn, nothing):
    put(tmp_path / "own.jsonl", nothing)
    ran = newsx("extract", "--rules", "own.jsonl", "-t", STORY)
    assert (ran.code, ran.err, [str(one.message) for one in recwarn]) == (0, [], [])
    assert ran.surfaces == newsx("extract", "-t", STORY).surfaces


def test_settings_from_a_file(newsx, tmp_path):
    put(tmp_path / "newsx.toml", 'ignore = ["Alibaba"]')
    assert newsx("extract", "-t", STORY).surfaces == [("PERCENT", "5%")]
    put(tmp_path / "other.toml", 'labels = ["COMPANY"]')
    assert newsx("extract", "-t", STORY, "--config", "other.toml").surfaces == [("COMPANY", "Alibaba")]
    put(tmp_path / "bad.toml", 'ignored = ["Alibaba"]')
    ran = newsx("extract", "-t", STORY, "--config", "bad.toml")
    assert (ran.code, ran.err) == (2, ['newsx: bad.toml: no setting is called "ignored". Did you mean "ignore"?'])


def test_a_trained_pipeline_runs_first(newsx, tmp_path):
    """Its organisations are candidates for companies; its other labels are not ours, and ours keep their values."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([
        {"label": "ORG", "pattern": "Zyxwick Partners"},
        {"label": "DATE", "pattern": "Monday"},
        {"label": "CARDINAL", "pattern": "about 5%"},
    ])  # fmt: skip
    nlp.to_disk(tmp_path / "trained")
    text = "Zyxwick Partners sold about 5% on Monday."
    ran = newsx("extract", "--model", "trained", "-t", text)
    assert ran.surfaces == [("COMPANY", "Zyxwick Partners"), ("PERCENT", "5%")]


def test_a_trained_pipeline_that_is_not_there(newsx):
    ran = newsx("extract", "--model", "en_gone_sm", "-t", STORY)
    assert ran.code == 2
    assert len(ran.err) == 1
    assert ran.err[0].startswith('newsx: no spaCy pipeline "en_gone_sm" to be had: ')


# -- what goes wrong


@pytest.mark.parametrize("command", ["extract", "changes", "summary", "show"])
def test_an_empty_path_is_not_the_working_folder(newsx, tmp_path, command):
    put(tmp_path / "a.txt", STORY)
    ran = newsx(command, "")
    assert (ran.code, ran.err) == (3, ['newsx: "": an empty path. Perhaps a variable of the shell is not set.'])
    assert b"Alibaba" not in ran.out
    assert b"Alibaba" in newsx(command, "", "a.txt").out


EMPTY = [
    *([command, "-t", STORY, option, ""] for command in ("extract", "show") for option in ("--companies", "--rules")),
    *([command, "-t", STORY, "--config", ""] for command in ("extract", "show", "changes", "summary")),
    *([command, "-t", STORY, "--output", ""] for command in ("extract", "changes", "summary")),
    ["show", "-t", STORY, "--html", ""],
    *(["check", "-", option, ""] for option in ("--gold", "--baseline", "--expect", "--config", "--companies")),
    ["check", "-", "--output", ""],
    ["lookup", "BABA", "--companies", ""],
    ["spark", "in", "out", "--rules", ""],
    ["companies", "search", "x", "--config", ""],
    ["companies", "add", "Wombat plc", "--to", ""],
]


@pytest.mark.parametrize("args", EMPTY, ids=" ".join)
def test_an_empty_path_for_an_option(newsx, tmp_path, args):
    ran = newsx(*args)
    says = f"newsx: {args[-2]}: an empty path. Perhaps a variable of the shell is not set."
    assert (ran.code, ran.err, ran.out, names(tmp_path)) == (2, [says], b"", [])


@pytest.mark.parametrize(("args", "which"), [(["", "out"], "INPUT"), (["in", ""], "OUTPUT")])
def test_an_empty_path_for_spark(newsx, args, which):
    ran = newsx("spark", *args)
    assert (ran.code, ran.err) == (2, [f"newsx: {which}: an empty path. Perhaps a variable of the shell is not set."])


def test_the_rest_is_done(newsx, tmp_path):
    put(tmp_path / "a.txt", STORY)
    put(tmp_path / "latin.txt", b"Alibaba\x92s 5%")
    put(tmp_path / "r.jsonl", 'no\n{"text": "Alibaba rose 5%"}\n')
    ran = newsx("extract", "gone.txt", "r.jsonl", "latin.txt", "a.txt", "-f", "docs")
    assert ran.code == 3
    assert ran.err == [
        "newsx: gone.txt: no such file or folder. Check the path.",
        "newsx: r.jsonl:1: not JSON (expecting value, column 1): found 'no'. "
        "Each line must be one JSON object with a text.",
        "newsx: latin.txt: not UTF-8 (byte 7), read as Windows-1252.",
    ]
    assert [(r["id"], len(r["entities"])) for r in ran.records] == [("r.jsonl:2", 2), ("latin.txt", 2), ("a.txt", 2)]


def test_a_warning_alone_is_no_failure(newsx, tmp_path):
    put(tmp_path / "latin.txt", b"Alibaba\x92s 5%")
    assert newsx("extract", "latin.txt").code == 0
    assert newsx("extract", "latin.txt", "--quiet").err == []
    assert newsx("extract", "latin.txt", "--strict").code == 3


def test_quiet_still_says_what_failed(newsx):
    ran = newsx("extract", "gone.txt", "-q")
    assert (ran.code, ran.err) == (3, ["newsx: gone.txt: no such file or folder. Check the path."])


def test_strict_stops_at_the_first_but_gives_what_came_before(newsx, tmp_path):
    put(tmp_path / "a.txt", STORY)
    ran = newsx("extract", "a.txt", "gone.txt", "gone-too.txt", "a.txt", "--strict", "-f", "docs", "-j", "1")
    assert (ran.code, len(ran.records)) == (3, 1)
    assert ran.err == ["newsx: gone.txt: no such file or folder. Check the path."]


def test_a_message_is_one_line_whatever_the_name(newsx):
    ran = newsx("extract", "go\nne\x1b]0;.txt")
    assert ran.err == ["newsx: go\\nne\\x1b]0;.txt: no such file or folder. Check the path."]


@pytest.mark.parametrize(
    "args", [("extract", "--formt", "csv"), ("extract", "-f", "xml"), ("extract", "-j", "-1"), ("extrct",)]
)
def test_usage(newsx, args):
    ran = newsx(*args)
    assert ran.code == 2
    assert ran.out == b""
    assert "Traceback" not in "".join(ran.err)


def test_nothing_to_read():
    """A person who types "newsx extract" and no more is told what to do, not left waiting."""
    ours, theirs = pty.openpty()
    try:
        ran = subprocess.run([*COMMAND, "extract"], stdin=theirs, capture_output=True, text=True, timeout=60)
    finally:
        os.close(ours)
        os.close(theirs)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == (
        "newsx: nothing to read. Give files or folders, - or a pipe for standard input, or --text; "
        "newsx extract --help says more.\n"
    )


# -- manners in a pipe


def test_head_ends_it_quietly(tmp_path):
    put(tmp_path / "many.jsonl", json.dumps({"text": STORY}) * 1 + "\n" + (json.dumps({"text": STORY}) + "\n") * 20_000)
    with subprocess.Popen(
        [*COMMAND, "extract", "many.jsonl"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert json.loads(process.stdout.readline())["text"] == "Alibaba"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_the_first_record_leaves_before_the_last_article_is_there():
    with subprocess.Popen(
        [*COMMAND, "extract", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        for number in range(3):
            process.stdin.write(json.dumps({"id": f"n{number}", "text": STORY}).encode() + b"\n")
            process.stdin.flush()
            assert [json.loads(process.stdout.readline())["doc"] for _ in FOUND] == [f"n{number}"] * 2
        process.stdin.close()
        assert process.wait(60) == 0


def test_interrupted(tmp_path):
    with subprocess.Popen(
        [*COMMAND, "extract", "-", "-o", "out.jsonl"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdin.write(json.dumps({"text": STORY}).encode() + b"\n")
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while not any(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk(unbuffered):
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*COMMAND, "extract", "-t", STORY],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    assert ran.returncode == 2
    assert ran.stderr == "newsx: standard output: cannot be written: no space left on device.\n"


@pytest.mark.parametrize("form", ["jsonl", "docs", "csv", "table"])
def test_the_same_bytes_whatever_the_number_of_processes(newsx, tmp_path, form):
    lines = [json.dumps({"id": f"n{n}", "text": f"{STORY}Baidu fell {n}%.", "n": n}) for n in range(250)]
    put(tmp_path / "many.jsonl", "\n".join(lines))
    one = newsx("extract", "many.jsonl", "-f", form, "-j", "1")
    two = newsx("extract", "many.jsonl", "-f", form, "-j", "2")
    assert one.code == two.code == 0
    assert one.out == two.out
    assert b"n249" in one.out


# -- progress


def test_progress_is_for_people_with_time(newsx, tmp_path, monkeypatch):
    put(tmp_path / "many.jsonl", (json.dumps({"text": STORY}) + "\n") * 50)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "PACE", 0.0)
    assert newsx("extract", "many.jsonl", "-j", "1").err == []  # nobody looks
    monkeypatch.setattr(progress, "wanted", lambda quiet, to_file: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    ran = newsx("extract", "many.jsonl", "gone.txt", "-j", "1")
    shown = "\n".join(ran.err)
    assert "50 articles" in shown
    assert "newsx: gone.txt: no such file or folder. Check the path." in shown
    assert len(ran.surfaces) == 100


# stderr is a terminal, stdout is one, --quiet, -o; is there a bar?
PROGRESS = [
    (True, False, False, False, True),
    (True, False, True, False, False),
    (True, True, False, False, False),
    (True, True, False, True, True),
    (False, False, False, False, False),
    (False, True, False, True, False),
]


@pytest.mark.parametrize(("err", "out", "quiet", "to_file", "bar"), PROGRESS)
def test_progress_only_where_it_disturbs_nobody(monkeypatch, err, out, quiet, to_file, bar):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: err, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: out, raising=False)
    assert progress.wanted(quiet, to_file) is bar


# -- one engine


def test_the_command_and_the_library_agree(newsx, tmp_path):
    put(tmp_path / "a.txt", STORY)
    (document,) = library.stream(library.read(["a.txt"]))
    (record,) = newsx("extract", "a.txt", "-f", "docs").records
    assert record["id"] == document.id == "a.txt"
    assert [(e["start"], e["end"], e["label"]) for e in record["entities"]] == [
        (e.start, e.end, e.label) for e in document.entities
    ]
    assert library.extract(STORY).entities == document.entities
    nlp = library.load()
    assert library.entities(nlp(STORY)) == document.entities


def test_what_the_public_name_gives():
    assert set(library.__all__) <= set(dir(library))
    for name in library.__all__:
        assert getattr(library, name) is not None
    with pytest.raises(AttributeError, match="module 'newsx' has no attribute 'gone'"):
        library.gone  # noqa: B018
