"""newsx check on records: every planted fault is found, its kind and its place, in every report; nothing else is."""

import gzip
import json
import re
import subprocess
import sys
from collections import Counter
from contextlib import chdir
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
import hypothesis.strategies as st
import jsonschema
import pytest
from junitparser import JUnitXml

import gold
import newsx as library
from newsx import settings
from newsx.checks import reading
from newsx.checks.check import check
from newsx.checks.findings import Stats, counted
from newsx.checks.reports import FORMATS
from newsx.checks.reports import text as text_report
from newsx.records import FIELDS
from planted import CASES, SEEDS, Planted, plant, table

Place = tuple[str, str, int, int]  # kind, file, line, column
SARIF = jsonschema.Draft7Validator(json.loads((CASES / "sarif-2.1.0.json").read_text("utf-8")))


class Demonstration(NamedTuple):
    """A folder with faulty.jsonl, its articles, and what is wrong with it."""

    folder: Path
    faults: list[Planted]

    @property
    def places(self) -> Counter[Place]:
        return Counter((one.kind, *one.at) for one in self.faults)

    def report(self, form: str) -> str:
        """The report in one of its forms."""
        wanted = settings.Settings(check=settings.Check(source=(Path("seeds"), Path("articles"))))
        writer = import_module(f"newsx.checks.reports.{form}")
        with chdir(self.folder):
            stats = Stats()
            findings = counted(check(["faulty.jsonl"], wanted, stats), stats)
            return b"".join(writer.write(findings, stats)).decode()


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory) -> Demonstration:
    folder = tmp_path_factory.mktemp("demonstration")
    return Demonstration(folder, plant(folder)[0])


@pytest.fixture(scope="module")
def errors(demonstration) -> list[dict[str, Any]]:
    return json.loads(demonstration.report("json"))["errors"]


def kinds(ran) -> list[str]:
    """Kinds of the findings of a text report, in order."""
    return re.findall(r"\[([a-z0-9-]+)\]$", ran.out.decode(), re.MULTILINE)


def heads(ran) -> list[str]:
    """The first lines of the findings of a text report."""
    return [line for line in ran.out.decode().splitlines() if line.endswith("]") and not line.startswith(" ")]


# ------------------------------------------------------------------ the planted faults, in every report


def test_the_command_as_a_job_runs_it(demonstration):
    command = [sys.executable, "-m", "newsx", "check", "faulty.jsonl", "-s", "seeds", "-s", "articles", "-f", "json"]
    ran = subprocess.run(command, cwd=demonstration.folder, capture_output=True)
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert ran.stdout.decode() == demonstration.report("json")


def test_there_are_enough_of_them():
    faults = [row for row in table() if not row.get("fine")]
    assert len(faults) >= 40
    assert len({row["kind"] for row in faults}) >= 30


def test_json_finds_every_fault_and_nothing_else(demonstration, errors):
    assert Counter((e["type"], e["file"], e["line"], e["column"]) for e in errors) == demonstration.places


@pytest.mark.parametrize(
    "row", [row for row in table() if "says" in row], ids=lambda row: f"{row['kind']}: {row['why']}"
)
def test_says(errors, row):
    assert row["says"] in [e["message"] for e in errors if e["type"] == row["kind"]]


def test_offsets_in_bytes_are_called_so(errors):
    assert any(e["message"].endswith("these are offsets in bytes") for e in errors if e["type"] == "surface")


def test_json_counts(demonstration):
    report = json.loads(demonstration.report("json"))
    warnings = sum(one.severity == "warning" for one in demonstration.faults)
    assert report["valid"] is False
    assert report["stats"]["errors"] == len(demonstration.faults) - warnings
    assert report["stats"]["warnings"] == warnings
    assert report["stats"]["kinds"] == dict(sorted(Counter(one.kind for one in demonstration.faults).items()))


def test_text(demonstration):
    head = re.compile(r"^(\S+?):(\d+):(\d+): (?:error|warning|note): .* \[([a-z0-9-]+)\]$", re.MULTILINE)
    found = head.findall(demonstration.report("text"))
    assert Counter((kind, file, int(line), int(column)) for file, line, column, kind in found) == demonstration.places


def test_github(demonstration):
    command = re.compile(
        r"^::(?:error|warning) file=([^,]+),line=(\d+),col=(\d+),.*title=[^:]* \[([a-z0-9-]+)\]::.+$", re.M
    )
    found = command.findall(demonstration.report("github"))
    assert Counter((kind, file, int(line), int(column)) for file, line, column, kind in found) == demonstration.places


def test_sarif(demonstration):
    log = json.loads(demonstration.report("sarif"))
    SARIF.validate(log)
    (run,) = log["runs"]
    found: Counter[Place] = Counter()
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        where = result["locations"][0]["physicalLocation"]
        region = where["region"]
        found[result["ruleId"], where["artifactLocation"]["uri"], region["startLine"], region["startColumn"]] += 1
    assert found == demonstration.places
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_shows_the_span_that_is_meant(demonstration):
    """Whoever opens the article at the place finds there what the record says."""
    (run,) = json.loads(demonstration.report("sarif"))["runs"]
    looked_at = 0
    for result in run["results"]:
        where = result["locations"][0]["physicalLocation"]
        region = where["region"]
        if "endColumn" in region and region["startLine"] == region["endLine"]:
            text = (demonstration.folder / where["artifactLocation"]["uri"]).read_bytes().decode()
            line = text.split("\n")[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
            looked_at += 1
    assert looked_at > 25


def test_junit(demonstration):
    found: Counter[Place] = Counter()
    suites = JUnitXml.fromstring(demonstration.report("junit").encode())
    for suite in suites:
        for case in suite:
            line, column = case.name.split(" ")[0].split(":")
            found[case.classname.removeprefix("newsx."), suite.name, int(line), int(column)] += 1
    assert found == demonstration.places
    assert suites.failures == sum(one.severity == "error" for one in demonstration.faults)


# ------------------------------------------------------------------ sound records raise no alarm


def prodigy(story: gold.Story) -> dict[str, Any]:
    spans = [{k: f[k] for k in ("start", "end", "label")} | {"token_start": 0} for f in story.finds]
    return {"text": story.text, "spans": spans, "_input_hash": 5, "meta": {"id": story.id}}


def label_studio(story: gold.Story) -> dict[str, Any]:
    result = [
        {
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {"start": f["start"], "end": f["end"], "text": f["text"], "labels": [f["label"]]},
        }
        for f in story.finds
    ]
    return {"id": 7, "data": {"text": story.text, "id": story.id}, "predictions": [{"score": 1, "result": result}]}


def lines(records) -> bytes:
    return b"".join(json.dumps(record, default=float).encode() + b"\n" for record in records)


def as_docs() -> bytes:
    return lines({"id": s.id, "entities": [{**f, "rule": "by.hand"} for f in s.finds]} for s in gold.seeds())


def as_entities() -> bytes:
    return lines({"doc": s.id, **f, "rule": "by.hand"} for s in gold.seeds() for f in s.finds)


TASK = {"data": {"id": "a.txt", "text": "Rain."}, "predictions": [{"result": []}]}
SOUND = [
    ("docs", as_docs()),
    ("docs with their text", lines({"id": s.id, "text": s.text, "entities": list(s.finds)} for s in gold.seeds())),
    ("gold, which no rule found", (SEEDS / "gold.jsonl").read_bytes()),
    ("entities", as_entities()),
    ("entities of articles mixed up", b"".join(sorted(as_entities().splitlines(True), key=lambda line: line[-20:]))),
    ("prodigy", lines(map(prodigy, gold.seeds()))),
    ("label studio, a task a line", lines(map(label_studio, gold.seeds()))),
    (
        "label studio, a task a line in one list",
        b"[\n" + lines(map(label_studio, gold.seeds())).strip().replace(b"\n", b",\n") + b"\n]",
    ),
    ("label studio, one list", json.dumps([*map(label_studio, gold.seeds())], indent=1, default=float).encode()),
    ("gzip", gzip.compress(as_docs())),
    ("windows", b"\xef\xbb\xbf" + as_docs().replace(b"\n", b"\r\n")),
    ("own label of own rules", b'{"doc":"a","start":0,"end":5,"text":"Qwen3","label":"PRODUCT","rule":"rules.own"}\n'),
]


@pytest.mark.parametrize(("why", "data"), SOUND, ids=[row[0] for row in SOUND])
def test_no_false_alarm(newsx, tmp_path, why, data):
    (tmp_path / "seeds").symlink_to(SEEDS)
    name = "r.json" if "list" in why else "r.jsonl.gz" if why == "gzip" else "r.jsonl"
    (tmp_path / name).write_bytes(data)
    ran = newsx("check", name)
    assert (ran.code, ran.err) == (0, [])
    assert re.fullmatch(rb"All good: \d+ entit(?:y|ies) in \d+ articles?, nothing wrong\.\n", ran.out), ran.out.decode()


def test_standard_input(newsx):
    assert newsx("check", stdin=as_docs()).out == b"All good: 149 entities in 5 articles, nothing wrong.\n"


def test_all_articles_are_there(newsx, tmp_path):
    (tmp_path / "seeds").symlink_to(SEEDS)
    (tmp_path / "r.jsonl").write_bytes(as_docs())
    assert newsx("check", "r.jsonl", "-s", "seeds").code == 0


# ------------------------------------------------------------------ articles as a whole

ARTICLE = {"id": "a.txt", "text": "Apple rose 5%."}
APPLE = {"start": 0, "end": 5, "text": "Apple", "label": "COMPANY", "rule": "r"}
FIVE = {"start": 11, "end": 13, "text": "5%", "label": "PERCENT", "value": 5, "unit": "percent", "rule": "r"}
DOC = {"id": "a.txt", "entities": [APPLE, FIVE]}
MOVE = {"start": 0, "end": 13, "measure": "share price", "direction": "up", "company": "Apple", "rule": "r"}

# why, records, heads of the findings
WHOLE = [
    (
        "label studio: the same article twice",
        [TASK, TASK],
        ['r.jsonl:2:1: error: "a.txt" stands in r.jsonl:1 already [duplicate-id]'],
    ),
    ("label studio: two versions of a task", [TASK | {"annotations": TASK["predictions"]}], []),
    ("label studio: two tasks without an id", [TASK | {"data": {"text": "Rain."}}] * 2, []),
    ("the same article twice", [DOC, DOC], ['r.jsonl:2:1: error: "a.txt" stands in r.jsonl:1 already [duplicate-id]']),
    ("no id", [{"entities": []}], ['r.jsonl:1:1: error: no "id" here [missing-field]']),
    ("a number as id", [{"id": 3, "entities": []}], ["r.jsonl:1:1: error: id is a number, not a string [type]"]),
    (
        "entities is no list",
        [{"id": "a", "entities": {}}],
        ["r.jsonl:1:1: error: entities is an object, not a list [type]"],
    ),
    (
        "an entity is no object",
        [{"id": "a", "entities": [3]}],
        ["r.jsonl:1:1: error: an entity is a number, not an object [type]"],
    ),
    (
        "meta is no object",
        [{"id": "a", "entities": [], "meta": 1}],
        ["r.jsonl:1:1: error: meta is a number, not an object [type]"],
    ),
    (
        "a field of the article misspelt",
        [{"id": "a", "entities": [], "metta": {}}],
        ['r.jsonl:1:1: error: no field is called "metta". Did you mean "meta"? [unknown-field]'],
    ),
    (
        "out of order",
        [{"id": "a", "entities": [FIVE, APPLE]}],
        ["r.jsonl:1:1: warning: behind one that starts at 11 [order]"],
    ),
    (
        "a label that is a list",
        [{"id": "a", "entities": [{**APPLE, "label": []}]}],
        ["r.jsonl:1:1: error: label is a list, not a string [type]"],
    ),
    (
        "true for a number",
        [{"id": "a", "entities": [{**FIVE, "value": True}]}],
        ["r.jsonl:1:1: error: value is true or false, not a number [type]"],
    ),
    (
        "a part of a character",
        [{"id": "a", "entities": [{**APPLE, "start": 0.5}]}],
        ["r.jsonl:1:1: error: start is 0.5, not a whole number [field-value]"],
    ),
    (
        "before the beginning",
        [{"id": "a", "entities": [{**APPLE, "start": -5}]}],
        ["r.jsonl:1:1: error: start is -5, less than 0 [field-value]"],
    ),
    (
        "a surface of another length, with no article to look at",
        [{"id": "a", "entities": [{**APPLE, "end": 9}]}],
        ['r.jsonl:1:1: error: "Apple" has 5 characters, the span 9 [surface]'],
    ),
    (
        "prodigy: an unknown label",
        [{"text": "Apple rose 5%.", "spans": [{"start": 0, "end": 5, "label": "COMPNY"}]}],
        ['r.jsonl:1:1: error: no label is called "COMPNY". Did you mean "COMPANY"? [label]'],
    ),
    ("prodigy: no text", [{"spans": []}], ['r.jsonl:1:1: error: no "text" beside the spans [missing-field]']),
    (
        "prodigy: over the end",
        [{"text": "Apple", "spans": [{"start": 0, "end": 50, "label": "COMPANY"}]}],
        ["r.jsonl:1:1: error: 0 to 50, but the article ends at 5 [outside]"],
    ),
    ("label studio: no text", [{"data": {}, "predictions": []}], ["r.jsonl:1:1: error: no data.text [missing-field]"]),
    (
        "label studio: another text",
        [
            {
                "data": {"text": "Apple rose 5%."},
                "predictions": [
                    {
                        "result": [
                            {"type": "labels", "value": {"start": 1, "end": 6, "text": "Apple", "labels": ["COMPANY"]}}
                        ]
                    }
                ],
            }
        ],
        ['r.jsonl:1:1: error: text is "Apple", but 1 to 6 is "pple "; it stands at 0 [surface]'],
    ),
    (
        "a move of no direction",
        [{"doc": "a.txt", **MOVE, "direction": "sideways"}],
        ['r.jsonl:1:1: error: direction is "sideways", not up, down or flat [field-value]'],
    ),
    (
        "a move of somebody who is not there",
        [{**DOC, "text": ARTICLE["text"], "changes": [{**MOVE, "company": "Baidu"}]}],
        ['r.jsonl:1:1: error: company "Baidu" is not in the article [surface]'],
    ),
    (
        "up to a lower level",
        [{"doc": "a.txt", **MOVE, "from": 10, "to": 9}],
        ["r.jsonl:1:1: warning: up from 10 to 9 [direction]"],
    ),
    ("sound", [{**DOC, "text": ARTICLE["text"], "changes": [MOVE]}], []),
]


@pytest.mark.parametrize(("why", "records", "says"), WHOLE, ids=[row[0] for row in WHOLE])
def test_whole_articles(newsx, tmp_path, why, records, says):
    (tmp_path / "r.jsonl").write_bytes(lines(records))
    ran = newsx("check", "r.jsonl")
    assert heads(ran) == says
    assert ran.code == int(any(": error: " in head for head in says))


def test_an_article_without_a_record(newsx, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news/a.txt").write_text("Apple rose 5%.")
    (tmp_path / "news/b.txt").write_text("Nothing.")
    (tmp_path / "r.jsonl").write_bytes(lines([{"id": "news/a.txt", "entities": [APPLE]}]))
    ran = newsx("check", "r.jsonl", "--source", "news")
    assert heads(ran) == ["news/b.txt:1:1: error: no record is about this article [missing-article]"]


def test_articles_of_a_file_of_articles(newsx, tmp_path):
    """Records go by the ids of the articles, and a finding points to the line that the article stands in."""
    (tmp_path / "news.jsonl").write_bytes(lines([{"id": n, "text": f"{n} Apple rose."} for n in ("x", "y", "z", "w")]))
    entity = {"start": 2, "end": 7, "text": "Apple", "label": "COMPANY", "rule": "r"}
    wrong = {**entity, "start": 1, "end": 6}
    (tmp_path / "r.jsonl").write_bytes(
        lines([{"id": n, "entities": [e]} for n, e in (("x", entity), ("z", wrong), ("y", entity))])
    )
    ran = newsx("check", "r.jsonl", "--source", "news.jsonl")
    assert heads(ran) == [
        'news.jsonl:3:1: error: text is "Apple", but 1 to 6 is " Appl"; it stands at 2 [surface]',
        'news.jsonl:4:1: error: no record is about "w" [missing-article]',
    ]


PLACES = {  # of line 3 and of line 4, as each report says it
    "text": ["odd.jsonl:3:1: error: ", "odd.jsonl:4:1: error: "],
    "github": ["::error file=odd.jsonl,line=3,col=1,", "::error file=odd.jsonl,line=4,col=1,"],
    "json": ['"file":"odd.jsonl","line":3,', '"file":"odd.jsonl","line":4,'],
    "sarif": ['"uri":"odd.jsonl"}', '"startLine":3,', '"startLine":4,'],
}


@pytest.mark.parametrize("form", PLACES)
def test_a_line_of_a_source_that_cannot_be_read(newsx, tmp_path, form):
    """And one that no record is about."""
    (tmp_path / "odd.jsonl").write_text('{"id":"x","text":"Apple."}\n\n{"id":"y"}\n{"id":"z","text":"Apple."}\n')
    (tmp_path / "r.jsonl").write_bytes(lines([{"id": "x", "entities": []}]))
    ran = newsx("check", "r.jsonl", "-s", "odd.jsonl", "-f", form)
    report = ran.out.decode()
    if form in ("json", "sarif"):
        report = json.dumps(json.loads(report), separators=(",", ":"))
    assert [place for place in PLACES[form] if place not in report] == []
    assert "odd.jsonl:3:1:1" not in report
    assert "odd.jsonl%3A" not in report
    assert ran.code == 3


ODD_IDS = ["12345678901234567890123", "12345678901234567890124", "1.10", "1.1", "0", "true", '"x"']


def test_articles_whose_ids_are_numbers(newsx, tmp_path):
    """As newsx extract writes them: each finds its article, in a source and when it is extracted anew."""
    (tmp_path / "news.jsonl").write_text("".join(f'{{"id":{n},"text":"Alibaba rose 5%."}}\n' for n in ODD_IDS))
    records = newsx("extract", "news.jsonl", "-f", "docs").out
    (tmp_path / "r.jsonl").write_bytes(records)
    assert [r["id"] for r in map(json.loads, records.splitlines())] == [n.strip('"') for n in ODD_IDS]
    for paths in (["r.jsonl", "-s", "news.jsonl"], ["news.jsonl", "--gold", "r.jsonl"]):
        ran = newsx("check", *paths)
        assert (ran.code, heads(ran)) == (0, []), ran.out.decode()
        assert b"in 7 articles" in ran.out


def test_articles_that_go_by_their_line(newsx, tmp_path):
    (tmp_path / "news.jsonl").write_bytes(lines([{"text": f"{n} Apple rose."} for n in range(4)]))
    entity = {"start": 2, "end": 7, "text": "Apple", "label": "COMPANY", "rule": "r"}
    records = [{"doc": f"news.jsonl:{n}", **entity} for n in (1, 3, 4, 2)]
    records[1]["text"] = "Appel"
    (tmp_path / "r.jsonl").write_bytes(lines(records))
    ran = newsx("check", "r.jsonl")
    assert heads(ran) == ['news.jsonl:3:1: error: text is "Appel", but 2 to 7 is "Apple" [surface]']


@pytest.mark.parametrize("id", ["/etc/passwd", "../secret.txt", "inside/../../secret.txt", "link.txt"])
def test_records_lead_to_no_file_outside(newsx, tmp_path, monkeypatch, id):
    """A record that comes from elsewhere cannot make a report show what lies on the machine."""
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "work/inside").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")
    Path("link.txt").symlink_to(tmp_path / "secret.txt")
    Path("r.jsonl").write_bytes(lines([{"doc": id, **APPLE}]))
    ran = newsx("check", tmp_path / "work/r.jsonl", "--source", tmp_path / "work/inside")
    assert kinds(ran) == ["source"]
    assert b"secret\n" not in ran.out


# ------------------------------------------------------------------ input that is none

BAD = [
    ("an empty file", b"", "r.jsonl:1:1: error: the file is empty [empty]"),
    ("only blank lines", b"\n\n \n", "r.jsonl:3:1: error: only blank lines [empty]"),
    (
        "a line cut short",
        b'{"id":"a","entities":[]}\n{"id":"b","ent',
        'r.jsonl:2:15: error: the record breaks off behind \'{"id":"b","ent\' [truncated]',
    ),
    (
        "no JSON",
        b"Alibaba rose 5%\n",
        "r.jsonl:1:1: error: unexpected character, expected a JSON value, found 'Alibaba rose 5%\\n' [json]",
    ),
    ("a list without an end", b'[\n{"id":"a","entities":[]},\n', "r.jsonl:2:1: error: the list has no end [truncated]"),
    (
        "a list with a slip",
        b'[\n{"id":"a","entities":[]},\n{"id" "b"}]',
        "r.jsonl:3:7: error: expecting ':' delimiter [json]",
    ),
    (
        "not a number",
        b'[\n{"id":"a","entities":[{"value":NaN}]}]',
        "r.jsonl:2:1: error: NaN is no number of JSON [json]",
    ),
    ("binary", bytes(range(128, 256)), "r.jsonl:1:1: error: not UTF-8 at byte 0 of the line [encoding]"),
    ("too deep", b"[" * 5000 + b"\n", "r.jsonl:1:1026: error: depth limit exceeded"),
    (
        "another version",
        b'{"$schema":"urn:newsx:records:9","id":"a","entities":[]}\n',
        "r.jsonl:1:1: error: a record of version 9, and this newsx reads version 1 [version]",
    ),
]


@pytest.mark.parametrize(("why", "data", "says"), BAD, ids=[row[0] for row in BAD])
def test_bad_input(newsx, tmp_path, why, data, says):
    (tmp_path / "r.jsonl").write_bytes(data)
    ran = newsx("check", "r.jsonl")
    assert heads(ran)[0].startswith(says)
    assert (ran.code, len(heads(ran)), ran.err) == (1, 1, [])


def test_a_file_on_one_line(newsx, tmp_path, monkeypatch):
    """A hundred megabytes on one line are read in pieces, and the line behind is checked."""
    monkeypatch.setattr(reading, "LONGEST", 1000)
    (tmp_path / "r.jsonl").write_bytes(b'{"id":"' + b"x" * 100_000 + b'"}\n{"id":"a","entities":[3]}\n')
    ran = newsx("check", "r.jsonl")
    assert heads(ran) == [
        "r.jsonl:1:1: error: 100,010 bytes on one line, more than 1,000 [too-long]",
        "r.jsonl:2:1: error: an entity is a number, not an object [type]",
    ]


UNREAD = [
    ("no such file", "gone.jsonl", None, "gone.jsonl:1:1: error: no such file or folder [unreadable]"),
    (
        "an empty path",
        "",
        None,
        '"":1:1: error: an empty path. Perhaps a variable of the shell is not set [unreadable]',
    ),
    (
        "our own CSV",
        "r.csv",
        b"doc,start,end,text,label\na,0,7,Alibaba,COMPANY\nb,0,7,Alibaba,COMPANY\n",
        "r.csv:1:1: error: CSV, which cannot be checked; give it what -f jsonl or -f docs writes [unreadable]",
    ),
    (
        "a sheet",
        "r.xlsx",
        b"PK\x03\x04\n\n",
        "r.xlsx:1:1: error: XLSX, which cannot be checked; give it what -f jsonl or -f docs writes [unreadable]",
    ),
    ("broken gzip", "r.jsonl.gz", gzip.compress(as_docs())[:200], "r.jsonl.gz:1:1: error: broken gzip"),
]


@pytest.mark.parametrize(("why", "name", "data", "says"), UNREAD, ids=[row[0] for row in UNREAD])
def test_what_cannot_be_read_is_3_and_the_rest_is_checked(newsx, tmp_path, why, name, data, says):
    if data:
        (tmp_path / name).write_bytes(data)
    (tmp_path / "ok.jsonl").write_bytes(as_docs())
    ran = newsx("check", name, "ok.jsonl")
    assert heads(ran)[0].startswith(says)
    assert len(heads(ran)) == 1
    assert ran.code == 3
    assert b"in 5 articles" in ran.out


USAGE = [
    ("a kind misspelt", ["--ignore", "ordr"], 'newsx: no kind of finding is called "ordr". Did you mean "order"?'),
    (
        "no share",
        ["--min-f1", "COMPANY=95"],
        'newsx: --min-f1 "COMPANY=95": should be a share from 0 to 1, as 0.95 or COMPANY=0.9.',
    ),
    (
        "agreement with no gold",
        ["--min-f1", "0.95"],
        "newsx: --min-f1 is for agreement with gold, and there is none. Name it with --gold.",
    ),
    (
        "a tolerance against nothing",
        ["--tolerance", "PRICE=0"],
        "newsx: --tolerance is for an earlier run, and there is none. Name it with --baseline.",
    ),
    ("an empty source", ["--source", ""], 'newsx: source should name a file, found "".'),
    (
        "expectations that are not there",
        ["--expect", "e.toml"],
        "newsx: e.toml: cannot be read: no such file or directory.",
    ),
]


@pytest.mark.parametrize(("why", "options", "says"), USAGE, ids=[row[0] for row in USAGE])
def test_usage(newsx, why, options, says):
    ran = newsx("check", "-", *options, stdin=as_docs())
    assert (ran.code, ran.err, ran.out) == (2, [says], b"")


# ------------------------------------------------------------------ what counts, and how much is shown


def test_kinds_can_be_ignored_or_only_warn(newsx, tmp_path):
    (tmp_path / "r.jsonl").write_bytes(lines([DOC, DOC, {"id": 3, "entities": []}]))
    ran = newsx("check", "r.jsonl", "--ignore", "type", "--warn", "duplicate-id")
    assert (ran.code, kinds(ran)) == (0, ["duplicate-id"])
    assert b": warning: " in ran.out


def test_quiet_is_errors_only(newsx, tmp_path):
    (tmp_path / "r.jsonl").write_bytes(lines([{"id": "a", "entities": [FIVE, APPLE, 3]}]))
    assert kinds(newsx("check", "r.jsonl")) == ["type", "order"]
    assert kinds(newsx("check", "r.jsonl", "--quiet")) == ["type"]


def test_the_report_has_a_limit_and_the_sums_have_none(newsx, tmp_path):
    (tmp_path / "r.jsonl").write_bytes(lines([{"id": "a", "entities": [3] * 50}]))
    ran = newsx("check", "r.jsonl", "--limit", "5")
    assert len(heads(ran)) == 5
    last = "50 errors in 50 entities in 1 article. 45 are not shown here; --limit 0 shows all."
    assert ran.out.decode().splitlines()[-1] == last


def test_a_message_like_that_of_a_compiler(newsx, tmp_path):
    (tmp_path / "a.txt").write_text("First line.\nIn 東京 it paid $3.2 billion to buy \x1b[31mBeta.\n")
    text = (tmp_path / "a.txt").read_text()
    at = text.index("$")
    money = {"start": at, "end": at + 12, "text": "$3.2 billion", "label": "MONEY", "amount": 32, "rule": "r"}
    (tmp_path / "r.jsonl").write_bytes(lines([{"id": "a.txt", "entities": [money]}]))
    assert newsx("check", "r.jsonl").out.decode().splitlines() == [
        'a.txt:2:15: error: amount is 32, but "$3.2 billion" is 3200000000 [value]',
        " 2 | In 東京 it paid $3.2 billion to buy ␛[31mBeta.",
        "   |                 ^^^^^^^^^^^^",
        " record: r.jsonl:1",
        "",
        "1 error in 1 entity in 1 article.",
    ]


def test_github_escapes_what_would_end_a_command(newsx, tmp_path):
    (tmp_path / "r.jsonl").write_bytes(lines([{"id": "a", "entities": [{**APPLE, "label": "50%\n::error::x,y"}]}]))
    first = newsx("check", "r.jsonl", "-f", "github").out.decode().splitlines()[0]
    assert first.startswith(
        '::error file=r.jsonl,line=1,col=1,title=Label unknown [label]::no label is called "50%25%0A::error::x,y".'
    )


def test_junit_holds_what_xml_cannot(newsx, tmp_path):
    (tmp_path / "r.jsonl").write_bytes(lines([{"id": "a", "entities": [{**APPLE, "label": '\x00\x1b<&"\ufffe'}]}]))
    suites = JUnitXml.fromstring(newsx("check", "r.jsonl", "-f", "junit").out)
    assert suites.failures == 1


@pytest.mark.parametrize("form", ["json", "github", "sarif", "junit"])
def test_reports_of_sound_records(newsx, form):
    ran = newsx("check", "-", "-f", form, stdin=as_docs())
    assert ran.code == 0
    if form == "json":
        assert json.loads(ran.out)["valid"] is True
    elif form == "sarif":
        SARIF.validate(json.loads(ran.out))
    elif form == "junit":
        assert (JUnitXml.fromstring(ran.out).tests, JUnitXml.fromstring(ran.out).failures) == (1, 0)
    else:
        assert ran.out == b"All good: 149 entities in 5 articles, nothing wrong.\n"


@pytest.mark.parametrize("as_input", [["r.jsonl"], ["-", "--gold", "r.jsonl"], ["-", "--baseline", "./r.jsonl"]])
def test_a_report_in_the_place_of_what_is_read(newsx, tmp_path, as_input):
    (tmp_path / "r.jsonl").write_bytes(as_docs())
    ran = newsx("check", *as_input, "-o", "r.jsonl", stdin=as_docs())
    assert (ran.code, len(ran.err), (tmp_path / "r.jsonl").read_bytes() == as_docs()) == (2, 1, True)


def test_the_report_goes_to_a_file(newsx, tmp_path):
    ran = newsx("check", "-", "-f", "sarif", "-o", "out.sarif", stdin=as_docs())
    assert (ran.code, ran.out) == (0, b"")
    SARIF.validate(json.loads((tmp_path / "out.sarif").read_text()))


# ------------------------------------------------------------------ in a program, and with anything


def test_from_python(tmp_path):
    (tmp_path / "r.jsonl").write_bytes(lines([DOC, {"id": "b", "entities": [{**FIVE, "value": 50}]}]))
    (found,) = library.check([tmp_path / "r.jsonl"])
    assert (found.kind, found.place.line, found.message) == ("value", 2, 'value is 50, but "5%" is 5')
    with pytest.raises(library.SettingsError, match=r"\Apaths should be a list of paths, found 'r.jsonl'\."):
        next(library.check("r.jsonl"))


def test_colours_are_for_terminals(tmp_path):
    (tmp_path / "r.jsonl").write_bytes(lines([{"id": "a", "entities": [3]}]))
    stats = Stats()
    plain, coloured = (
        b"".join(text_report.write(counted(check([tmp_path / "r.jsonl"], None, stats), stats), stats, colour=colour))
        for colour in (False, True)
    )
    assert b"\x1b[" not in plain
    assert b"\x1b[1;31merror\x1b[0m" in coloured


BASES = [
    {"doc": "a.txt", **FIVE},
    {"doc": "a.txt", **MOVE},
    {"doc": "b.txt", "start": 0, "end": 9, "text": "NYSE:BABA", "label": "TICKER", "symbol": "BABA", "rule": "r"},
    {
        "doc": "b.txt",
        "start": 9,
        "end": 12,
        "text": "$5m",
        "label": "MONEY",
        "amount": 5e6,
        "currency": "USD",
        "rule": "r",
    },
    {"text": "Apple rose 5%.", "spans": [{"start": 0, "end": 5, "label": "COMPANY"}]},
    {"data": {"text": "Apple"}, "predictions": [{"result": []}]},
]


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_a_line_of_the_article_fits_the_terminal(tmp_path, columns):
    text = "東京の " * 20 + "Alibaba rose" + " and rose" * 30
    start = text.index("Alibaba")
    entity = {**APPLE, "start": start, "end": start + 7}
    (tmp_path / "r.jsonl").write_bytes(lines([{"id": "a", "text": text, "entities": [entity]}]))
    stats = Stats()
    findings = counted(check([tmp_path / "r.jsonl"], None, stats), stats)
    report = b"".join(text_report.write(findings, stats, columns=columns)).decode()
    line, marks = report.splitlines()[1:3]
    assert text_report.width(line) <= columns
    assert text_report.width(line[: line.index("Alibaba")]) == marks.index("^")
    assert marks.count("^") == 7


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**40) | st.floats(allow_nan=False) | st.text(max_size=8)
    | st.sampled_from(["$5", "5-2%", "one hundred", "½", "US0378331005", "NYSE:", "XNYS:BABA", "-", " "]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip
names = st.sampled_from([*FIELDS, "from", "to", "measure", "direction", "entities", "spans", "predictions", "data"])
records = st.builds(
    lambda record, odd: {**record, **odd}, st.sampled_from([DOC, *BASES]), st.dictionaries(names, anything, max_size=3)
)


@hypothesis.settings(
    max_examples=150, deadline=None, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
@hypothesis.given(
    st.lists(records, min_size=1, max_size=4), st.binary(max_size=6), st.integers(0, 400), st.sampled_from(FORMATS)
)
def test_anything_can_be_checked(tmp_path, odd, noise, at, form):
    """Whatever stands in a file, there is a report, and its readers can read it."""
    data = lines(odd)
    (tmp_path / "r.jsonl").write_bytes(data[:at] + noise + data[at:])
    stats = Stats()
    findings = counted(check([tmp_path / "r.jsonl"], None, stats), stats)
    report = b"".join(import_module(f"newsx.checks.reports.{form}").write(findings, stats)).decode()
    if form == "json":
        assert len(json.loads(report)["errors"]) == sum(stats.kinds.values())
    elif form == "sarif":
        SARIF.validate(json.loads(report))
    elif form == "junit":
        assert JUnitXml.fromstring(report.encode()).failures == stats.severities["error"]
