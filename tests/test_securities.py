"""universe/securities.py and its lists: sound, sorted, each word once."""

import csv
from importlib.resources import files

import pytest

from newsx.universe import Universe, venues
from newsx.universe.securities import coins, securities, traded, words

DATA = files("newsx").joinpath("data")
LISTS = ["acronyms.txt", "ordinary.txt", "slang.txt", "jargon.txt", "trade.txt", "symbols.txt"]


def lines(name):
    return DATA.joinpath(name).read_text(encoding="utf-8").splitlines()


def test_securities_are_sorted_and_have_a_venue_that_we_know():
    rows = list(csv.reader(lines("securities.csv")))
    assert rows[0] == ["symbol", "mic", "name", "kind"] and rows[1:] == sorted(rows[1:])
    assert len({(r[0], r[3]) for r in rows}) == len(rows)
    for symbol, mic, name, kind in rows[1:]:
        assert symbol.isupper() and name and kind in ("fund", "index", "former", "coin"), symbol
        assert venues.get(mic) is not None if kind != "coin" else mic == "", symbol


@pytest.mark.parametrize("name", LISTS)
def test_lists_say_where_they_are_from_and_hold_each_word_once(name):
    assert any(line.startswith("# Source: ") for line in lines(name))
    every = [w for line in lines(name) if not line.startswith("#") for w in line.split()]
    assert len(every) == len(set(every)) == len(words(name)) > 40


@pytest.mark.parametrize("name", ["ordinary.txt", "slang.txt", "jargon.txt", "trade.txt", "symbols.txt"])
def test_lists_are_sorted(name):
    every = [w for line in lines(name) if not line.startswith("#") for w in line.split()]
    assert every == sorted(every)


def test_capitals_or_none():
    for name in ("acronyms.txt", "ordinary.txt", "symbols.txt"):
        assert all(w == w.upper() for w in words(name)), name
    for name in ("slang.txt", "jargon.txt", "trade.txt"):
        assert all(w == w.lower() for w in words(name)), name


def test_a_word_is_on_one_list():
    assert not words("acronyms.txt") & words("ordinary.txt")
    assert not words("slang.txt") & words("jargon.txt")


def test_what_they_are_for():
    assert {"CEO", "IPO", "GDP", "AI", "ET", "EPS", "ETF", "GPU"} <= words("acronyms.txt")
    assert {"OPEN", "ALL", "GO", "SNOW"} <= words("ordinary.txt")
    assert {"BABA", "TWTR", "SPY"} <= traded() and len(traded()) > 50_000
    assert securities()["SPY"].mic == "ARCX" and "BTC" in coins()


def test_a_former_symbol_is_not_listed_today():
    """What is listed today goes before, so such a row would say nothing; the SEC's list decides."""
    universe = Universe.load()
    again = {
        s.symbol
        for s in securities().values()
        if s.kind == "former" and (c := universe.symbol(s.symbol)) and (s.symbol, s.mic) in c.listings
    }
    assert again == set()
