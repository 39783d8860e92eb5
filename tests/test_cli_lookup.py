"""newsx lookup: which company is meant by a name or a symbol."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from newsx.cli.app import app

RUN = CliRunner()


def lookup(*args: str):
    return RUN.invoke(app, ["lookup", *args])


def ids(result) -> list[str]:
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("Alibaba", "XNYS:BABA"), ("alibaba", "XNYS:BABA"), ("BABA", "XNYS:BABA"), ("baba", "XNYS:BABA"),
        ("$BABA", "XNYS:BABA"), ("NYSE:BABA", "XNYS:BABA"), ("(NYSE: BABA)", "XNYS:BABA"), ("9988.HK", "XNYS:BABA"),
        ("BABA.N", "XNYS:BABA"), ("9988 HK", "XNYS:BABA"), ("BABA US Equity", "XNYS:BABA"), ("XNYS:BABA", "XNYS:BABA"),
        ("700 HK", "XHKG:0700"), ("6758.T", "XTKS:6758"), ("BRK.B", "XNYS:BRK.B"), ("BRKb.N", "XNYS:BRK.B"),
        ("US0378331005", "XNAS:AAPL"), ("us0378331005", "XNAS:AAPL"), ("Facebook", "XNAS:META"),
        ("procter and gamble", "XNYS:PG"), ("Goldman Sachs", "XNYS:GS"), ("ford", "XNYS:F"), ("openai", "openai"),
        ("Hugging F", "hugging-face-inc"), ("Goldmann Sachs", "XNYS:GS"), ("Nvdia", "XNAS:NVDA"),
        ("morgan stanly", "XNYS:MS"), ("palantir tech", "XNAS:PLTR"),
    ],
)  # fmt: skip
def test_finds(query, id):
    result = lookup(*query.split())
    assert result.exit_code == 0
    assert ids(result)[0] == id


@pytest.mark.parametrize(
    "query", ["qwertzuiop", "XNYS:ZZZZZZ", "BABA.L", "NYSE:QQQQQ", "US0378331006", "ZZ.ZZ", "--", "$"]
)
def test_nothing_found_is_a_no(query):
    result = lookup("--", query)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f'newsx: no company is called "{query}", or nearly so. newsx companies add puts it on a list of yours.\n'
    )


def test_a_record():
    (line,) = lookup("BABA").stdout.splitlines()
    record = json.loads(line)
    assert record["name"] == "Alibaba Group Holding Limited"
    assert (record["ticker"], record["exchange"], record["country"]) == ("BABA", "XNYS", "CN")
    assert record["listings"][:2] == [
        {"symbol": "BABA", "mic": "XNYS", "ric": "BABA.N"},
        {"symbol": "9988", "mic": "XHKG", "ric": "9988.HK"},
    ]
    assert "Alibaba" in record["aliases"]
    assert all(record.values()), "what is not known is left out"


def test_what_comes_near_is_said_to_be_near():
    assert "what comes near" in lookup("Nvdia").stderr
    assert lookup("Nvidia").stderr == lookup("hugging").stderr == ""


def test_a_table():
    head, row = lookup("baba", "--format", "table").stdout.splitlines()
    assert head.split() == ["company", "ticker", "venue", "other", "listings", "also", "called"]
    assert row.startswith("Alibaba Group Holding Limited  BABA    XNYS   9988 XHKG")


def test_csv_is_what_companies_reads(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(lookup("baba", "--format", "csv").stdout)
    assert ids(lookup("9988.HK", "--companies", str(path))) == ["XNYS:BABA"]


def test_limit():
    assert len(ids(lookup("bank", "of", "-n", "3"))) == 3
    assert lookup("bank", "-n", "0").exit_code == 2


def test_a_list_of_ones_own(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("name,ticker\nZorblat Robotics Inc.,ZQXA\n")
    assert ids(lookup("zorblat", "--companies", str(path))) == ["ZQXA"]


def test_the_list_in_the_settings(tmp_path, monkeypatch):
    (tmp_path / "own.csv").write_text("name,ticker\nZorblat Robotics Inc.,ZQXA\n")
    (tmp_path / "newsx.toml").write_text('companies = ["own.csv"]\n')
    monkeypatch.chdir(tmp_path)
    assert ids(lookup("zorblat")) == ["ZQXA"]


def test_a_bad_list_is_a_line_and_no_traceback(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("nam,ticker\nA,B\n")
    done = subprocess.run(
        [sys.executable, "-m", "newsx", "lookup", "BABA", "--companies", str(path)], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f'newsx: {path}:1: no column "nam". Did you mean "name"?\n'


@pytest.mark.parametrize(
    "args", [["lookup", "baba"], ["lookup", "goldmann"], ["companies", "-n", "3"], ["companies", "search", "baba"]]
)
def test_spacy_is_not_imported(args):
    code = f"""
import sys
from newsx.cli.app import main
try:
    main({args!r})
except SystemExit as end:
    assert not end.code, end.code
assert not {{"spacy", "thinc", "numpy"}} & set(sys.modules), "heavy"
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
