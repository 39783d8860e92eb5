"""values/currencies.py and its table: ISO 4217 in full, sorted, every way of writing read."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from newsx.values.currencies import Currencies

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "newsx" / "data" / "currencies.csv"
TABLE_ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
CURRENCIES = Currencies.load()

WRITTEN = [
    ("signs", "HK$", ("HKD",), "HKD"),
    ("signs", "$A", ("AUD",), "AUD"),
    ("signs", "€", ("EUR",), "EUR"),
    ("signs", "¥", ("CNY", "JPY"), "JPY"),
    ("nouns", "swiss francs", ("CHF",), "CHF"),
    ("nouns", "new taiwan dollars", ("TWD",), "TWD"),
    ("nouns", "baht", ("THB",), "THB"),
    ("nouns", "kroner", ("DKK", "NOK"), "NOK"),
    ("letters", "RM", ("MYR",), "MYR"),
]


@pytest.mark.parametrize(("way", "written", "codes", "default"), WRITTEN)
def test_a_way_of_writing(way: str, written: str, codes: tuple[str, ...], default: str) -> None:
    unit = getattr(CURRENCIES, way)[written]
    assert (unit.codes, unit.default) == (codes, default)


def test_a_bare_dollar_may_be_several() -> None:
    unit = CURRENCIES.signs["$"]
    assert unit.default == "USD"
    assert {"USD", "AUD", "CAD", "NZD", "SGD"} == set(unit.codes)


def test_codes_with_a_magnitude() -> None:
    million, thousand, small = CURRENCIES.code("MUSD"), CURRENCIES.code("TSEK"), CURRENCIES.code("mEUR")
    assert million is not None
    assert thousand is not None
    assert small is not None
    assert (million.codes, million.default, int(million.share)) == (("USD",), "USD", 1_000_000)
    assert (thousand.codes, thousand.default, int(thousand.share)) == (("SEK",), "SEK", 1_000)
    assert (small.codes, small.default, int(small.share)) == (("EUR",), "EUR", 1_000_000)
    assert CURRENCIES.code("XUSD") is None


def test_letters_are_found_like_codes() -> None:
    assert CURRENCIES.code("RM") == CURRENCIES.letters["RM"]
    assert CURRENCIES.code("rm") is None


def test_the_table_is_sorted_and_has_each_code_once() -> None:
    codes = [row["code"] for row in TABLE_ROWS]
    assert codes == sorted(set(codes))
    assert all(len(code) in (3, 4) and code.isupper() for code in codes)
    assert {row["status"].removesuffix("-weak") for row in TABLE_ROWS} == {"current", "past", "crypto"}


def test_every_current_currency_has_a_name() -> None:
    nameless = [
        row["code"] for row in TABLE_ROWS if row["status"].startswith("current") and not row["names"] + row["words"]
    ]
    assert nameless == []


def test_the_table_is_what_its_script_makes() -> None:
    pytest.importorskip("iso4217")
    pytest.importorskip("babel")
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "currencies.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
