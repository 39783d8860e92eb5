"""values/symbols.py: the text of a ticker -> symbol and exchange as written."""

import pytest

from newsx.values.symbols import canonical, written

WRITTEN = [
    ("BABA", "BABA", "", ""),
    ("$BABA", "BABA", "", ""),
    ("$brk.b", "BRK.B", "", ""),
    ("BRK-B", "BRK.B", "", ""),
    ("BRK/B", "BRK.B", "", ""),
    ("BF.A", "BF.A", "", ""),
    ("spy", "SPY", "", ""),
    ("NYSE:BABA", "BABA", "NYSE", "venue"),
    ("NYSE: BABA", "BABA", "NYSE", "venue"),
    ("NYSE American: IMO", "IMO", "NYSE American", "venue"),
    ("NASDAQ\xa0: AAPL", "AAPL", "NASDAQ", "venue"),
    ("$NASDAQ:CSCO", "CSCO", "NASDAQ", "venue"),
    ("LSE: BARC.L", "BARC", "LSE", "venue"),
    ("Stockholm: INVE-A.ST", "INVE.A", "Stockholm", "venue"),
    ("HKEX: 700", "0700", "HKEX", "venue"),
    ("SEHK: 00700", "0700", "SEHK", "venue"),
    ("B3: VALE3", "VALE3", "B3", "venue"),
    ("TSX/NYSE: SHOP", "SHOP", "TSX/NYSE", "venue"),
    ("NYSE: BRK.A", "BRK.A", "NYSE", "venue"),
    ("BABA.N", "BABA", "N", "suffix"),
    ("VOD.L", "VOD", "L", "suffix"),
    ("6758.T", "6758", "T", "suffix"),
    ("BRKb.N", "BRK.B", "N", "suffix"),
    ("NYSE: BAC.PRL", "BAC.PRL", "NYSE", "venue"),
    ("9988.HK", "9988", "HK", "suffix"),
    ("0005.HK", "0005", "HK", "suffix"),
    ("005930.KS", "005930", "KS", "suffix"),
    ("600519.SS", "600519", "SS", "suffix"),
    ("$vod.l", "VOD", "L", "suffix"),
    ("700.HK", "0700", "HK", "suffix"),
    ("GOLD.X", "GOLD", "X", "suffix"),
    ("TSX: GOLD.X", "GOLD", "TSX", "venue"),
    ("NYSE: X", "X", "NYSE", "venue"),
    ("XETRA: SAP", "SAP", "XETRA", "venue"),
    ("NYSE: $BABA", "BABA", "NYSE", "venue"),
    ("NYSE: [BABA]", "BABA", "NYSE", "venue"),
    ("NYSE: *BABA*", "BABA", "NYSE", "venue"),
    ("700:HK", "0700", "HK", "code"),
    ("$HK:700", "0700", "HK", "code"),
    ("AAPL US Equity", "AAPL", "US", "code"),
    ("VOD LN", "VOD", "LN", "code"),
    ("700 HK", "0700", "HK", "code"),
    ("6758:JP", "6758", "JP", "code"),
    ("$AB:001122", "001122", "AB", "code"),
    ("BTC-USD", "BTC-USD", "", ""),
    ("ETH-USDT", "ETH-USDT", "", ""),
    ("MGC=F", "MGC=F", "", ""),
    ("EURUSD=X", "EURUSD=X", "", ""),
]


@pytest.mark.parametrize(("text", "symbol", "exchange", "style"), WRITTEN)
def test_written(text, symbol, exchange, style):
    assert written(text) == (symbol, exchange, style)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_an_empty_text_is_no_ticker(text):
    with pytest.raises(ValueError, match=r"^an empty text is no ticker$"):
        written(text)


@pytest.mark.parametrize("text", ["$", "$:", ":", ".", "NYSE:", "=F", "😀", "700", "A" * 10_000])
def test_anything_else_is_read_as_it_stands(text):
    assert isinstance(written(text).symbol, str)


def test_one_security_one_symbol():
    tencent = {written(t).symbol for t in ("HKEX: 0700", "700 HK", "0700.HK", "SEHK:00700", "700 HK Equity")}
    berkshire = {written(t).symbol for t in ("NYSE: BRK.B", "BRK-B", "$BRK.B", "BRK/B", "BRK.B")}
    assert (tencent, berkshire) == ({"0700"}, {"BRK.B"})


@pytest.mark.parametrize(
    ("symbol", "exchange", "expected"),
    [
        ("0700", "", "0700"),  # without an exchange nobody knows whose number it is
        ("00700", "TSE", "00700"),
        ("600519", "HKEX", "600519"),  # too long for Hong Kong
        ("000700", "HKEX", "000700"),
        ("5", "HK", "0005"),
        ("5", "SEHK", "0005"),
        ("5", "XHKG", "0005"),
        ("5", "Hong Kong", "0005"),
        ("5", "Stock Exchange of Hong Kong", "0005"),
        ("novo b", "Nasdaq Copenhagen", "NOVO.B"),
    ],
)
def test_canonical(symbol, exchange, expected):
    assert canonical(symbol, exchange) == expected
