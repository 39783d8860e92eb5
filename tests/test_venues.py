"""Venues: what news and data vendors call an exchange -> its MIC; the table against ISO 10383."""

from collections import Counter

import pytest
from iso10383 import MIC, Status

from newsx.universe import venues

ISO = {entry.value.mic: entry.value for entry in MIC}

NAMES = [
    ("NYSE", "XNYS"), ("New York Stock Exchange", "XNYS"), ("the New York Stock Exchange", "XNYS"),
    ("Nasdaq", "XNAS"), ("NASDAQ", "XNAS"), ("NasdaqGS", "XNAS"), ("Nasdaq Global Select Market", "XNAS"),
    ("NYSE American", "XASE"), ("NYSEAMERICAN", "XASE"), ("AMEX", "XASE"), ("NYSE Arca", "ARCX"), ("OTC", "OTCM"),
    ("OTCQX", "OTCM"), ("OTC Pink", "OTCM"), ("OTCID", "OTCM"), ("LSE", "XLON"), ("LON", "XLON"), ("AIM", "AIMX"),
    ("TSX", "XTSE"), ("TSX-V", "XTSX"), ("TSXV", "XTSX"), ("CSE", "XCNQ"), ("HKEX", "XHKG"), ("SEHK", "XHKG"),
    ("HKG", "XHKG"), ("Hong Kong Stock Exchange", "XHKG"), ("SSE", "XSHG"), ("SZSE", "XSHE"), ("TSE", "XTKS"),
    ("TYO", "XTKS"), ("KRX", "XKRX"), ("KOSDAQ", "XKOS"), ("TWSE", "XTAI"), ("NSE", "XNSE"), ("BSE", "XBOM"),
    ("NSE Kenya", "XNAI"), ("ASX", "XASX"), ("NZX", "XNZE"), ("SGX", "XSES"), ("B3", "BVMF"), ("BMV", "XMEX"),
    ("BVL", "XLIM"), ("JSE", "XJSE"), ("FRA", "XFRA"), ("ETR", "XETR"), ("XETRA", "XETR"), ("EPA", "XPAR"),
    ("Euronext Paris", "XPAR"), ("AMS", "XAMS"), ("SIX", "XSWX"), ("SWX", "XSWX"), ("BIT", "XMIL"),
    ("Borsa Italiana", "XMIL"), ("BME", "XMAD"), ("STO", "XSTO"), ("OMX", "XSTO"), ("OSE", "XOSL"), ("HEL", "XHEL"),
    ("CPH", "XCSE"), ("WSE", "XWAR"), ("MOEX", "MISX"), ("TADAWUL", "XSAU"), ("DFM", "XDFM"), ("ADX", "XADS"),
    ("TASE", "XTAE"), ("BIST", "XIST"), ("IDX", "XIDX"), ("SET", "XBKK"), ("PSE", "XPHS"), ("Bursa", "XKLS"),
    ("NGX", "XNSA"), ("XHKG", "XHKG"), ("XNGS", "XNAS"), ("MTAA", "XMIL"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "mic"), NAMES)
def test_names_in_news(name, mic):
    assert venues.mic_of(name) == mic


@pytest.mark.parametrize(
    "name", ["", "Mars Exchange", "NYSEX", "the", "Inc", "GMT", "CEO", "EPS", "UTC", "ESG", "ISIN"]
)
def test_what_is_no_venue(name):
    assert venues.mic_of(name) == ""


@pytest.mark.parametrize(
    ("suffix", "mic"),
    [
        ("N", "XNYS"), ("O", "XNAS"), ("OQ", "XNAS"), ("A", "XASE"), ("L", "XLON"), ("T", "XTKS"), ("HK", "XHKG"),
        ("SS", "XSHG"), ("SZ", "XSHE"), ("KS", "XKRX"), ("KQ", "XKOS"), ("TW", "XTAI"), ("TWO", "ROCO"),
        ("NS", "XNSE"), ("BO", "XBOM"), ("AX", "XASX"), ("TO", "XTSE"), ("V", "XTSX"), ("DE", "XETR"), ("F", "XFRA"),
        ("PA", "XPAR"), ("AS", "XAMS"), ("BR", "XBRU"), ("MI", "XMIL"), ("MC", "XMAD"), ("S", "XSWX"), ("ST", "XSTO"),
        ("OL", "XOSL"), ("HE", "XHEL"), ("CO", "XCSE"), ("VI", "XWBO"), ("WA", "XWAR"), ("SA", "BVMF"), ("MX", "XMEX"),
        ("SI", "XSES"), ("BK", "XBKK"), ("JK", "XIDX"), ("KL", "XKLS"), ("NZ", "XNZE"), ("PK", "OTCM"),
        ("J", "XJSE"), ("IS", "XIST"), ("com", ""), ("", ""), ("B", ""), ("AI", ""),
    ],
)  # fmt: skip
def test_reuters_suffixes(suffix, mic):
    assert venues.mic_of_ric(suffix) == mic


@pytest.mark.parametrize(
    ("suffix", "mic"),
    [("L", "XLON"), ("JO", "XJSE"), ("SW", "XSWX"), ("CN", "XCNQ"), ("SR", "XSAU"), ("N", ""), ("", "")],
)
def test_yahoo_suffixes(suffix, mic):
    assert venues.mic_of_yahoo(suffix) == mic


def test_a_suffix_is_a_reuters_one_before_it_is_a_yahoo_one():
    assert venues.mic_of_suffix("DU") == "XDFM" != venues.mic_of_yahoo("DU")
    assert venues.mic_of_suffix("JO") == "XJSE"
    assert venues.mic_of_suffix("io") == ""


@pytest.mark.parametrize(
    ("code", "symbol", "mic"),
    [
        ("UN", "", "XNYS"), ("UW", "", "XNAS"), ("LN", "", "XLON"), ("HK", "700", "XHKG"), ("JP", "", "XTKS"),
        ("JT", "", "XTKS"), ("KS", "", "XKRX"), ("TT", "", "XTAI"), ("IN", "", "XNSE"), ("AU", "", "XASX"),
        ("CN", "", "XTSE"), ("GY", "", "XETR"), ("GR", "", "XETR"), ("FP", "", "XPAR"), ("NA", "", "XAMS"),
        ("IM", "", "XMIL"), ("SM", "", "XMAD"), ("SW", "", "XSWX"), ("CH", "600519", "XSHG"), ("CH", "000333", "XSHE"),
        ("CH", "300750", "XSHE"), ("CH", "", ""), ("US", "AAPL", ""), ("ZZ", "", ""), ("AI", "", ""),
    ],
)  # fmt: skip
def test_bloomberg_codes(code, symbol, mic):
    assert venues.mic_of_bloomberg(code, symbol) == mic


def test_codes_of_whole_countries_are_bloomberg_codes():
    assert venues.is_bloomberg("US") and venues.is_bloomberg("CH") and venues.is_bloomberg("LN")
    assert not venues.is_bloomberg("EQ") and not venues.is_bloomberg("")


def test_stock_venues_of_a_country_share_their_symbols_and_futures_do_not():
    assert venues.market("XNYS") == venues.market("XNAS") == venues.market("OTCM") == venues.market("XNGS") == "US"
    assert venues.market("XCME") == "XCME" and venues.market("ZZZZ") == "ZZZZ" and venues.market("") == ""


@pytest.mark.parametrize(
    ("symbol", "mic", "ric"),
    [
        ("VOD", "XLON", "VOD.L"),
        ("0700", "XHKG", "0700.HK"),
        ("BRK.B", "XNYS", "BRKb.N"),
        ("", "XNYS", ""),
        ("X", "", ""),
    ],
)
def test_reuters_codes(symbol, mic, ric):
    assert venues.ric(symbol, mic) == ric


def test_the_table_holds_what_iso_10383_holds():
    for v in venues._all():
        assert v.mic in ISO and ISO[v.mic].status is not Status.expired, v
        assert ISO[v.mic].iso_country_code.name.strip("_").upper() == v.country, v
        assert v.kind in ("stock", "futures"), v
        assert not [mic for mic in v.also if mic not in ISO], v


def test_the_table_is_sorted_and_no_code_stands_for_two():
    table = venues._all()
    assert [v.mic for v in table] == sorted({v.mic for v in table})
    for column in ("ric", "yahoo", "bloomberg"):
        codes = Counter(code for v in table for code in getattr(v, column))
        assert not [code for code, n in codes.items() if n > 1], column
    names = Counter(venues._fold(name) for v in table for name in v.names)
    assert not [name for name, n in names.items() if n > 1]
    mics = {mic for v in table for mic in (v.mic, *v.also)}
    assert len(mics) == sum(1 + len(v.also) for v in table)
