"""The text of a ticker -> the symbol and where it trades, as written: "NYSE:BABA", "9988.HK", "$BRK-B", "700 HK"."""

import re
from typing import NamedTuple

CLASS = re.compile(r"(?<=[A-Za-z])[-/ ](?=[A-Za-z]$)")
COUPLE = re.compile(r"\$?[A-Z0-9]+(?:=[FX]|-USDT?)\Z")  # "BTC-USD", "MGC=F", "EURUSD=X": a symbol as a whole
EQUITY = re.compile(r"(?P<symbol>\S+) (?P<code>[A-Z]{2})(?: Equity)?\Z")
COLON = re.compile(r"(?P<left>[^:]+?)[ \xa0]*:[ \xa0]*(?P<right>.+)\Z", re.DOTALL)
LOWER_CLASS = re.compile(r"(?<=[A-Z])([a-z])\Z")
DASH = re.compile(r"(?P<symbol>[A-Z]{1,5}(?:[.-][A-Z]{1,2})?)-(?P<venue>[TXNQ])\Z")  # as Canadian papers write: "TD-T"
SUFFIX = re.compile(r"(?P<symbol>[A-Z0-9]+(?:-[A-Z])?[a-z]?)\.(?P<suffix>[A-Z]{1,3})\Z")


class Written(NamedTuple):
    """A ticker as its text says it.

    symbol: in capitals; a share class stands behind a full stop ("BRK.B"), Hong Kong's numbers have four digits.
    exchange: venue, suffix or code as written, "" when there is none.
    style: which table the exchange is to be looked up in: venue, suffix (Reuters, Yahoo), code (Bloomberg), dash
    (Canadian papers), or "".
    """

    symbol: str
    exchange: str = ""
    style: str = ""


def written(text: str) -> Written:
    """The symbol and the exchange in the text of a ticker.

    >>> written("NYSE: BABA"), written("9988.HK").exchange, written("AAPL US Equity").symbol, written("$brk-b").symbol
    (Written(symbol='BABA', exchange='NYSE', style='venue'), 'HK', 'AAPL', 'BRK.B')

    text: as found by the ticker rule. A one-letter end behind a full stop is read as a share class ("BRK.B", "BRK.A")
    when it is A, B or C, otherwise as the suffix of an exchange ("VOD.L", "6758.T").
    raises: ValueError when the text is empty.
    source: Reuters and Bloomberg styles as newspapers print them; cashtags as StockTwits and X have them.
    """
    if not text.strip():
        raise ValueError("an empty text is no ticker")
    if text[0] == "$":
        left, colon, right = text[1:].partition(":")
        if not colon:
            return _bare(text[1:].upper())
        if len(left) == 2:
            return Written(canonical(right, left), left, "code")
    if m := COLON.match(text):
        if len(m["right"]) == 2 and m["right"].isupper() and not m["left"].isalpha():  # "6758:JP"
            return Written(canonical(m["left"], m["right"]), m["right"], "code")
        right, left = m["right"].strip("$[]*"), m["left"].lstrip("$")
        if (s := SUFFIX.match(right)) and s["suffix"] not in "ABC" and len(s["suffix"]) < 3:  # "LSE: ARM.L": said twice
            right = s["symbol"]
        return Written(canonical(right, left), left, "venue")
    if m := EQUITY.match(text):
        return Written(canonical(m["symbol"], m["code"]), m["code"], "code")
    if m := DASH.match(text):
        return Written(canonical(m["symbol"]), m["venue"], "dash")
    return _bare(text)


def _bare(text: str) -> Written:
    if COUPLE.match(text):
        return Written(text)
    m = SUFFIX.match(text)
    if m and (m["suffix"] not in "ABC" or m["symbol"].isdigit()):
        symbol = LOWER_CLASS.sub(r".\1", m["symbol"])  # "BRKb.N"
        return Written(canonical(symbol, m["suffix"]), m["suffix"], "suffix")
    return Written(canonical(text))


def canonical(symbol: str, exchange: str = "") -> str:
    """One way to write a symbol: capitals, "BRK.B" for "BRK-B" and "BRK/B", "0700" for Hong Kong's "700" and "00700".

    >>> canonical("BRK-B"), canonical("00700", "HKEX"), canonical("600519", "SS")
    ('BRK.B', '0700', '600519')
    """
    if (
        symbol.isdigit()
        and len(symbol) <= 5
        and exchange.upper().startswith(("HK", "SEHK", "XHKG", "HONG", "STOCK EX"))
    ):
        return symbol.lstrip("0").zfill(4)
    return CLASS.sub(".", symbol).upper()
