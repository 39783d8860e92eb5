"""newsx companies: show, search, add to a list of one's own, update it from public lists (served by the test)."""

import csv
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import ClassVar

import pytest
from typer.testing import CliRunner

from newsx.cli.app import app
from newsx.errors import InputError, NewsxError, SettingsError
from newsx.universe import Universe

RUN = CliRunner()


def companies(*args: object):
    return RUN.invoke(app, ["companies", *map(str, args)])


def failure(*args: object) -> NewsxError:
    result = companies(*args)
    assert isinstance(result.exception, NewsxError), result.output
    return result.exception


def names(result) -> list[str]:
    return [json.loads(line)["name"] for line in result.stdout.splitlines()]


# --- show and search -------------------------------------------------------------------------------------------------


def test_shows_all_when_piped():
    result = companies()
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == len(Universe.load())


def test_shows_those_of_a_country_at_a_venue():
    result = companies("--country", "cn", "--venue", "HKEX", "--limit", "5")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(records) == 5
    assert all(r["country"] == "CN" and any(x["mic"] == "XHKG" for x in r["listings"]) for r in records)
    assert "more. newsx companies search finds one; --limit 0 shows all." in result.stderr


def test_shows_those_of_a_kind():
    assert "Bloomberg News" in names(companies("--kind", "news agency"))


NOBODY = [
    (["--country", "QQ"], '--country "QQ": no company has it. Write the two letters of ISO 3166 (US, CN).'),
    (["--kind", "bnak"], '--kind "bnak": no company has it. Did you mean "bank"?'),
    (["--country", "KP", "--kind", "airline"], "no company is all of this: --country KP, --kind airline."),
    (["--country", "us", "--venue", "XHKG", "--kind", "sports club"], "no company is all of this: --country us, "),
]


@pytest.mark.parametrize(("args", "says"), NOBODY)
def test_none_is_a_no(args, says):
    ran = companies(*args)
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"newsx: {says}")
    assert ran.stderr.count("\n") == 1


def test_an_unknown_venue():
    error = failure("--venue", "Mars")
    assert str(error) == '--venue "Mars": no such venue is known. Write its usual name or MIC (NYSE, XHKG).'
    assert error.exit_code == 2


def test_an_option_before_the_part_that_does_not_see_it():
    error = failure("--country", "DE", "search", "deere")
    assert str(error) == (
        "--country before search is not for it. What is stands behind it; newsx companies search --help says more."
    )


def test_csv_is_read_back(tmp_path):
    path = tmp_path / "all.csv"
    path.write_text(companies("--country", "JP", "--format", "csv").stdout)
    assert len(Universe.load(path)) == len(Universe.load())


def test_search_finds_all_with_the_words():
    found = names(companies("search", "goldman"))
    assert found[0] == "The Goldman Sachs Group, Inc."
    assert len(found) > 1 and all("oldman" in name for name in found[:3])
    assert names(companies("search", "semiconductor manufacturing"))[:2] == [
        "Semiconductor Manufacturing International Corporation",
        "Taiwan Semiconductor Manufacturing Company Limited",
    ]


def test_search_without_a_find_is_a_no():
    result = companies("search", "qwertzuiop")
    assert result.exit_code == 1
    assert result.stderr == 'newsx: no company is called "qwertzuiop", or nearly so.\n'


# --- add -------------------------------------------------------------------------------------------------------------


def test_add_makes_the_list(tmp_path):
    path = tmp_path / "own.csv"
    result = companies(
        "add", "Zorblat Robotics Inc.", "--ticker", "ZQXA", "--venue", "Nasdaq", "-a", "Zorblat", "--to", path
    )
    assert (result.exit_code, result.stderr) == (0, f"newsx: Zorblat Robotics Inc. added to {path}.\n")
    universe = Universe.load(path)
    assert universe.named("Zorblat")[0].id == "XNAS:ZQXA"


def test_add_keeps_the_lines_that_are_there_and_adds_the_columns_it_needs(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text('Ticker,name\nZQ1,"Quux, Inc."\n')
    assert companies("add", "Zorblat AG", "--alias", "Zorbi", "--to", path).exit_code == 0
    assert path.read_text() == 'Ticker,name,aliases\nZQ1,"Quux, Inc.",\n,Zorblat AG,Zorbi\n'


def test_add_says_whose_place_it_takes(tmp_path):
    result = companies("add", "Ali Corp", "--ticker", "BABA", "--venue", "NYSE", "--to", tmp_path / "own.csv")
    assert "It takes the place of Alibaba Group Holding Limited (XNYS:BABA)." in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["A", "--venue", "Mars"], '--venue "Mars": no such venue is known.'),
        (["A", "--venue", "NYSE"], 'newsx companies add: mic "XNYS" without a ticker.'),
        (["A", "--isin", "US0378331006"], 'newsx companies add: isin "US0378331006". Its check digit does not hold'),
        (["A", "--country", "China"], 'newsx companies add: country "China". Write the two capital letters'),
        (["A", "--country", "ZZ"], 'newsx companies add: country "ZZ". Write the two capital letters'),
        (["A", "--kind", "bnak"], '--kind "bnak": no company has it. Did you mean "bank"?'),
        (["A", "--kind", "zoo"], '--kind "zoo": no company has it. There are: airline, asset manager, bank, '),
        (["A", "--ticker", "A B"], 'newsx companies add: ticker "A B". Write one symbol'),
        ([""], "newsx companies add: no name."),
    ],
)
def test_what_is_not_added(tmp_path, args, message):
    path = tmp_path / "own.csv"
    error = failure("add", *args, "--to", path)
    assert isinstance(error, SettingsError) and str(error).startswith(message)
    assert not path.exists()


def test_what_is_there_is_not_added_twice(tmp_path):
    path = tmp_path / "own.csv"
    companies("add", "Zorblat AG", "--to", path)
    before = path.read_text()
    assert str(failure("add", "Zorblat AG", "--to", path)) == (
        f"{path}: Zorblat AG is there already. Change its line with an editor."
    )
    assert path.read_text() == before


def test_without_a_list_it_is_said_how_to_name_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "newsx.toml").write_text("")
    assert str(failure("add", "Zorblat AG")) == (
        "no list of yours to write to. Say --to companies.csv, or name one in newsx.toml."
    )


def test_the_first_list_in_the_settings_is_written(tmp_path, monkeypatch):
    (tmp_path / "mine.csv").write_text("name\nQuux AG\n")
    (tmp_path / "newsx.toml").write_text('companies = ["mine.csv"]\n')
    monkeypatch.chdir(tmp_path)
    assert companies("add", "Zorblat AG").exit_code == 0
    assert (tmp_path / "mine.csv").read_text() == "name\nQuux AG\nZorblat AG\n"


# --- update ----------------------------------------------------------------------------------------------------------

EXCHANGE = json.dumps(
    {
        "fields": ["cik", "name", "ticker", "exchange"],
        "data": [
            [1045810, "NVIDIA CORP", "NVDA", "Nasdaq"],
            [1577552, "Alibaba Group Holding Ltd", "BABA", "NYSE"],
            [1067983, "BERKSHIRE HATHAWAY INC", "BRK-B", "NYSE"],
            [1067983, "BERKSHIRE HATHAWAY INC", "BRK-A", "NYSE"],
            [9900001, "ZORBLAT ROBOTICS HOLDINGS INC", "ZQXA", "Nasdaq"],
            [9900001, "ZORBLAT ROBOTICS HOLDINGS INC", "ZQXB", "Nasdaq"],
            [9900002, "QUUX MINING CORP /NV/", "ZQQF", "OTC"],
            [9900003, "HARVEST LTD", "ZQHV", None],
        ],
    }
)
TICKERS = json.dumps(
    {
        "0": {"cik_str": 320193, "ticker": "AAPL", "title": "Apple Inc."},
        "1": {"cik_str": 9900001, "ticker": "ZQXA", "title": "ZORBLAT ROBOTICS HOLDINGS INC"},
    }
)
NASDAQ = """\
Symbol|Security Name|Market Category|Test Issue|Financial Status|Round Lot Size|ETF|NextShares
AAPL|Apple Inc. - Common Stock|Q|N|N|100|N|N
QQQ|Invesco QQQ Trust, Series 1|G|N|N|100|Y|N
ZVZZT|NASDAQ TEST STOCK|G|Y|N|100|N|N
ZQXA|Zorblat Robotics Holdings Inc. - Class A Ordinary Shares|S|N|N|100|N|N
ZQXAW|Zorblat Robotics Holdings Inc. - Warrants|S|N|N|100|N|N
File Creation Time: 1120202618:02|||||||
"""
OTHER = """\
ACT Symbol|Security Name|Exchange|CQS Symbol|ETF|Round Lot Size|Test Issue|NASDAQ Symbol
F|Ford Motor Company Common Stock|N|F|N|100|N|F
BRK.B|Berkshire Hathaway Inc. New Common Stock|N|BRK.B|N|100|N|BRK=
ZQM|Quux Mining Corp. Common Shares (Canada)|A|ZQM|N|100|N|ZQM
ZQM$A|Quux Mining Corp. Preferred Shares|A|ZQMpA|N|100|N|ZQM-A
File Creation Time: 1120202618:02|||||||
"""
RENAMED = json.dumps({"0": {"cik_str": 1577552, "ticker": "BABA", "title": "Zorblat Commerce Ltd"}})


class Lists(BaseHTTPRequestHandler):
    """What the tests ask for, and what a bad day brings."""

    asked: ClassVar[list[tuple[str, str]]] = []
    over: ClassVar[threading.Event] = threading.Event()

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        body = {"/exchange.json": EXCHANGE, "/nasdaqlisted.txt": NASDAQ}.get(self.path, "").encode()
        if self.path == "/slow":
            self.over.wait(10)
        elif self.path == "/forbidden":
            self.send_error(403)
            return
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", str(len(EXCHANGE)))
            self.end_headers()
            self.wfile.write(EXCHANGE[:50].encode())
            return
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""


class Server(ThreadingHTTPServer):
    daemon_threads = False  # closing waits for the slow answer, which must not end inside of another test

    def handle_error(self, *_: object) -> None:
        """Who gave up waiting has closed the connection; nothing of it on standard error."""


@pytest.fixture(scope="module")
def server():
    http = Server(("127.0.0.1", 0), Lists)
    threading.Thread(target=http.serve_forever, args=[0.01], daemon=True).start()
    yield f"http://127.0.0.1:{http.server_port}"
    Lists.over.set()
    http.shutdown()
    http.server_close()


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(path.read_text())))


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "public"
    path.write_text(text)
    return path


def test_update_from_a_server(server, tmp_path):
    path = tmp_path / "own.csv"
    result = companies("update", "--from", f"{server}/exchange.json", "--to", path, "--agent", "Jane jane@example.com")
    assert result.exit_code == 0
    assert result.stderr == (
        f"newsx: {server}/exchange.json: {len(EXCHANGE)} bytes, "
        f"SHA-256 {hashlib.sha256(EXCHANGE.encode()).hexdigest()}\n"
        f"newsx: 3 new and 0 renamed companies added to {path}.\n"
    )
    assert ("/exchange.json", "Jane jane@example.com") in Lists.asked
    harvest, quux, zorblat = rows(path)
    assert (zorblat["name"], zorblat["ticker"], zorblat["mic"]) == ("Zorblat Robotics Holdings, Inc.", "ZQXA", "XNAS")
    assert (zorblat["aliases"], zorblat["listings"]) == ("Zorblat Robotics Holdings|Zorblat Robotics", "ZQXB:XNAS")
    assert (quux["name"], quux["ticker"], quux["mic"]) == ("Quux Mining Corporation", "ZQQF", "OTCM")
    assert (harvest["name"], harvest["mic"], harvest["ambiguous"]) == ("Harvest Limited", "", "Harvest")
    universe = Universe.load(path)
    assert universe.named("Zorblat Robotics")[0].id == "XNAS:ZQXA"
    assert "Harvest" in universe.ambiguous


def test_a_second_update_adds_nothing(server, tmp_path):
    path = tmp_path / "own.csv"
    companies("update", "--from", f"{server}/exchange.json", "--to", path)
    before = path.read_text()
    result = companies("update", "--from", f"{server}/exchange.json", "--to", path)
    assert result.stderr.endswith("newsx: 0 new and 0 renamed companies.\n")
    assert path.read_text() == before


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (TICKERS, [("Zorblat Robotics Holdings, Inc.", "ZQXA", "")]),
        (NASDAQ, [("Zorblat Robotics Holdings Inc.", "ZQXA", "XNAS")]),
        (OTHER, [("Quux Mining Corp.", "ZQM", "XASE")]),
    ],
)
def test_the_other_formats(tmp_path, text, added):
    path = tmp_path / "own.csv"
    assert companies("update", "--from", file(tmp_path, text), "--to", path).exit_code == 0
    assert [(r["name"], r["ticker"], r["mic"]) for r in rows(path)] == added


def test_several_lists_at_once(server, tmp_path):
    path = tmp_path / "own.csv"
    sources = ["--from", f"{server}/nasdaqlisted.txt", "--from", file(tmp_path, OTHER)]
    assert companies("update", *sources, "--to", path).exit_code == 0
    assert [r["ticker"] for r in rows(path)] == ["ZQM", "ZQXA"]


def test_a_renamed_company_keeps_its_old_name(tmp_path):
    path = tmp_path / "own.csv"
    companies("update", "--from", file(tmp_path, RENAMED), "--to", path)
    company = Universe.load(path).symbol("BABA", "XNYS")
    assert company.name == "Zorblat Commerce Ltd" and company.former == ("Alibaba Group Holding Limited",)
    assert Universe.load(path).named("Alibaba")[0] == company


def test_a_renamed_company_of_a_list_by_hand(tmp_path):
    """The new line has the symbol of the old one, which is wrong in lines by hand only: so it says where it is from."""
    path = tmp_path / "own.csv"
    path.write_text("name,ticker\nAlibaba Group Holding Limited,BABA\n")
    assert companies("update", "--from", file(tmp_path, RENAMED), "--to", path).exit_code == 0
    assert [(r["name"], r["source"]) for r in rows(path)] == [
        ("Alibaba Group Holding Limited", ""),
        ("Zorblat Commerce Ltd", "update"),
    ]
    assert Universe.load(path).symbol("BABA", "XNYS").name == "Zorblat Commerce Ltd"


def test_the_lists_of_the_sec_and_of_nasdaq_are_known_by_name(server, tmp_path, monkeypatch):
    from newsx.universe import public_lists

    monkeypatch.setitem(public_lists.ADDRESSES, "sec", (f"{server}/exchange.json",))
    path = tmp_path / "own.csv"
    assert companies("update", "--from", "sec", "--to", path).exit_code == 0
    assert len(rows(path)) == 3


def test_a_checksum_that_holds_and_one_that_does_not(server, tmp_path):
    path = tmp_path / "own.csv"
    right = hashlib.sha256(EXCHANGE.encode()).hexdigest()
    source = f"{server}/exchange.json"
    error = failure("update", "--from", source, "--to", path, "--sha256", "0" * 64)
    assert str(error) == f"{source}: its SHA-256 is {right}, not the one given. Nothing was changed."
    assert error.exit_code == 2 and not path.exists()
    assert companies("update", "--from", source, "--to", path, "--sha256", right).exit_code == 0


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("/none", "the server says 404 Not Found."),
        (
            "/forbidden",
            'the server says 403 Forbidden. The SEC wants to know who asks: --agent "Jane Doe jane@example.com".',
        ),
        ("/slow", "no answer in 0.3 seconds. Try again later, or --from a file."),
        ("/cut", f"50 of {len(EXCHANGE)} bytes came. Try again."),
    ],
)
def test_a_bad_day_of_the_server(server, tmp_path, place, message):
    path = tmp_path / "own.csv"
    path.write_text("name\nQuux AG\n")
    error = failure("update", "--from", server + place, "--to", path, "--timeout", "0.3")
    assert isinstance(error, InputError) and error.exit_code == 3
    assert str(error).startswith(f"{server}{place}: {message}")
    assert path.read_text() == "name\nQuux AG\n"


def test_no_server_at_all(tmp_path):
    error = failure("update", "--from", "http://127.0.0.1:9/x", "--to", tmp_path / "own.csv")
    assert isinstance(error, InputError) and "cannot be read" in str(error)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (EXCHANGE[:300], "not whole JSON: "),
        ("[" * 100_000, "not whole JSON: "),
        (
            '{"fields": ["x"], "data": [[1]]}',
            "JSON, but not the SEC's company_tickers.json or company_tickers_exchange.json.",
        ),
        ("[1, 2]", "JSON, but not the SEC's"),
        ("{}", "no companies in it."),
        ("", "1: neither the SEC's JSON nor Nasdaq's"),
        ("name,ticker\nAcme,ACM\n", "1: neither the SEC's JSON nor Nasdaq's"),
        (NASDAQ[:300], "cut off, its last line should say File Creation Time. Fetch it again."),
        (NASDAQ.replace("|S|N|N|100|N|N", "|S|N", 1), "5: 4 cells where the header has 8."),
    ],
)
def test_what_is_no_such_list(tmp_path, text, message):
    source, path = file(tmp_path, text), tmp_path / "own.csv"
    error = failure("update", "--from", source, "--to", path)
    assert isinstance(error, InputError)
    assert str(error).replace(f"{source}:", "", 1).lstrip().startswith(message)
    assert not path.exists()


def test_a_file_that_is_not_there(tmp_path):
    error = failure("update", "--from", tmp_path / "none", "--to", tmp_path / "own.csv")
    assert str(error) == f"{tmp_path / 'none'}: no such file or directory."
    assert error.exit_code == 3
