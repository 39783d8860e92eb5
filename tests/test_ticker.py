"""rules/ticker: what it marks in every style, what it leaves alone, the company and venue it gives, and its cost."""

import pytest

from growth import in_proportion
from newsx.rules.overlap import choose
from newsx.rules.ticker import TickerRule, tone
from newsx.universe import Company, Universe


@pytest.fixture(scope="module")
def rule():
    return TickerRule(Universe.load())


def marks(rule, text):
    return [text[c.start : c.end] for c in choose(rule.find(text))]


def values(rule, text):
    return [rule.values(text, c) for c in choose(rule.find(text))]


MARKED = [
    # a venue
    ("Shares of Alibaba (NYSE:BABA) rose.", ["NYSE:BABA"]),
    ("Chipmaker Nvidia (NASDAQ: NVDA) fell.", ["NASDAQ: NVDA"]),
    ("Nasdaq: AAPL was flat in late trading.", ["Nasdaq: AAPL"]),
    ("The miner (NYSE American: UUUU) slid.", ["NYSE American: UUUU"]),
    ("Vale (NYSE: VALE; B3: VALE3) shipped more ore.", ["NYSE: VALE", "B3: VALE3"]),
    ("Alphabet (NASDAQ:GOOGL) (NASDAQ:GOOG) held a developer day.", ["NASDAQ:GOOGL", "NASDAQ:GOOG"]),
    ("Eve Holding (NYSE: EVEX, EVEXW; B3: EVEB31) flew.", ["NYSE: EVEX", "EVEXW", "B3: EVEB31"]),
    ("Tencent Music (NYSE: TME and HKEX: 1698) streams more.", ["NYSE: TME", "HKEX: 1698"]),
    ("News Corp (NASDAQ: NWS, NWSA and ASX: NWS, NWSLV) paid.", ["NASDAQ: NWS", "NWSA", "ASX: NWS", "NWSLV"]),
    ("QVC's preferred line (OTCID: QVCAQ, QVCGQ) halved.", ["OTCID: QVCAQ", "QVCGQ"]),
    ("Cruise line Carnival (NYSE: [CCL](#ccl)) sailed.", ["CCL"]),
    ("Agilent (NYSE: [A](https://example.org/a), [B](#b)) gained.", ["A", "B"]),
    ("Shopify (TSX/NYSE: SHOP) and Agnico (TSX, NYSE: AEM) closed higher.", ["TSX/NYSE: SHOP", "TSX, NYSE: AEM"]),
    ("Berkshire (NYSE: BRK.A, BRK.B) bought back stock.", ["NYSE: BRK.A", "BRK.B"]),
    ("Tencent (HKEX: 0700) and HSBC (SEHK: 00005) rallied.", ["HKEX: 0700", "SEHK: 00005"]),
    ("Infosys (NSE: INFY, BSE: 500209) hired fewer people.", ["NSE: INFY", "BSE: 500209"]),
    ("Glencore [LON:GLEN] kept its payout.", ["LON:GLEN"]),
    ("A start-up (NOSUCH: QZXY) wants to list.", ["NOSUCH: QZXY"]),  # a venue that nobody knows is kept
    ("The issuer (ticker: GME) did not comment.", ["GME"]),
    ("Cisco ($NASDAQ:CSCO) hit a record.", ["$NASDAQ:CSCO"]),
    ("Barclays (LSE: BARC.L) cut jobs.", ["LSE: BARC.L"]),
    ("Gold miner Newmont (NYSE: NEM, TSX: NGT, QZEX: NEMX) reported.", ["NYSE: NEM", "TSX: NGT", "QZEX: NEMX"]),
    ("It will trade under the symbol “FIGR” on the exchange.", ["FIGR"]),
    ("Units trade as ticker symbols ABCD.U and ABCD from Monday.", ["ABCD.U", "ABCD"]),
    ("Investor (Stockholm: INVE-A.ST - news) rose.", ["Stockholm: INVE-A.ST"]),
    # a cashtag
    ("Traders pile into $BABA again.", ["$BABA"]),
    ("$TWTR/$SQ were one man's companies.", ["$TWTR", "$SQ"]),
    ("$TSLA’s run is over, so is $GME's.", ["$TSLA", "$GME"]),
    ("Old money likes $BRK.B more than $F.", ["$BRK.B", "$F"]),
    ("Listed in Riyadh as $AB:001122 since May.", ["$AB:001122"]),
    ("picked up some $pltr and $sofi today", ["$pltr", "$sofi"]),
    ("($AMC) is not dead", ["$AMC"]),
    # a suffix, a class, a country
    ("Alibaba <BABA.N> and Apple <AAPL.O> led.", ["BABA.N", "AAPL.O"]),
    ("Vodafone (VOD.L) lost a contract to Sony (6758.T).", ["VOD.L", "6758.T"]),
    ("9988.HK, 005930.KS and 600519.SS drew buyers.", ["9988.HK", "005930.KS", "600519.SS"]),
    ("A value investor holds BRK.B and BRK-B alike.", ["BRK.B", "BRK-B"]),
    ("AAPL US Equity and 700 HK Equity opened the screen.", ["AAPL US Equity", "700 HK Equity"]),
    ("Tencent (700 HK) and Vodafone (VOD LN) were upgraded.", ["700 HK", "VOD LN"]),
    ("Sony was cut to hold, 6758 JP trades at 15 times earnings.", ["6758 JP"]),
    ("The desk bought 6758:JP and 9988:HK at the open.", ["6758:JP", "9988:HK"]),
    ("TSMC (2330.TW/TSM) and Berkshire <BRKb.N> rose.", ["2330.TW", "TSM", "BRKb.N"]),
    ("Toronto-Dominion (TD-T) and Enbridge (ENB-T) raised payouts.", ["TD-T", "ENB-T"]),
    ("Itaú (ITUB4) gained in São Paulo while PETR4 slipped, and so did VALE3.", ["ITUB4", "PETR4", "VALE3"]),
    ("Telus (T-T), Rogers (RCI-B-T) and Enbridge (ENB-T, ENB-N) fell.", ["T-T", "RCI-B-T", "ENB-T", "ENB-N"]),
    # pairs
    ("BTC-USD slipped below 60,000 while MGC=F and EURUSD=X rose.", ["BTC-USD", "MGC=F", "EURUSD=X"]),
]

BARE = [
    ("Visa (V) and Citigroup (C) fell, Salesforce (CRM) did not.", ["V", "C", "CRM"]),
    ("TLT gained 0.5%, SLV rose 2% and HYG lost 0.2%.", ["TLT", "SLV", "HYG"]),
    ("ETF buyers left ARKK for JEPI, while equity funds such as VOO grew.", ["ARKK", "JEPI", "VOO"]),
    ("Money left BlackRock’s IBIT and Fidelity's FBTC.", ["IBIT", "FBTC"]),
    ("Shares of Mara Holdings (MARA) rose.", ["MARA"]),
    ("Bulls argue that PLTR deserves its multiple.", ["PLTR"]),
    ("The broker's list of ideas begins with NVDA, with no more than a line on each.", ["NVDA"]),
    ("BABA stock was trading higher by 1.2% on Tuesday.", ["BABA"]),
    ("Analysts warned that shares of F may fall further.", ["F"]),
    ("PDD shares closed at $101 on Friday.", ["PDD"]),
    ("Microsoft Corp. (MSFT) said on Tuesday that sales rose.", ["MSFT"]),
    ("Tesla Inc. (TSLA) missed its target. TSLA stock fell.", ["TSLA", "TSLA"]),
    ("Carmaker Tesla ( TSLA ) recalled 4,000 trucks.", ["TSLA"]),
    ("The Russell 2000 fund (IWM) drew most of the money.", ["IWM"]),
    ("GME to the moon 🚀 apes together strong", ["GME"]),
    ("I bought 10 TSLA calls and sold my NVDA, lol", ["TSLA", "NVDA"]),
    ("yolo into spy calls, wish me luck", ["spy"]),
    ("buy now lol. CLNE CLNE CLNE CLNE", ["CLNE", "CLNE", "CLNE", "CLNE"]),
    ("I like $LNG, lol. Exports of LNG and the LNG sector boom; LNG shares rose.", ["$LNG", "LNG"]),
    ("my picks: AMD, MU and INTC, hold till earnings", ["AMD", "MU", "INTC"]),
    ("Anyone else holding PLTR? I think PLTR prints", ["PLTR", "PLTR"]),
    ("$GME is back. If GME closes above 30 I buy more GME.", ["$GME", "GME", "GME"]),
    ("Ford (NYSE: F) recalled trucks. F shares fell 2% to $11.", ["NYSE: F", "F"]),
    ("guys should I buy SNOW calls or OPEN shares?", ["SNOW", "OPEN"]),
    ("([CCL](https://example.org)) I am long CCL, thoughts?", ["CCL", "CCL"]),
]

LEAVES_ALONE = [
    ("acronyms that nothing large trades under", "NASA rose to the task, OPEC fell silent and UNICEF met the ASEAN."),
    ("titles", "The CEO and the CFO met the COO; the CTO stayed away."),
    ("measures", "EPS beat, EBITDA fell and ROE was 12%, YoY and QoQ, said the CEO in its Q3 report."),
    ("places of the law", "The SEC, the FTC and the DOJ sued; the EU and the UK did not."),
    ("deals", "An IPO, a SPAC and an ETF were launched; M&A slowed, LBO debt grew."),
    ("technology", "AI needs GPU and HBM supply: GPT-4o, H20 and the Qwen3-Omni-30B-A3B model run on it."),
    ("units", "The plant makes 300 MW, 40 GWh and 5 MT a year; a TB costs less."),
    ("economy", "GDP grew, CPI fell, PMI was flat, and the FOMC met on JAN 31."),
    ("times", "Trading ended at 4 PM ET on MON, 9 PM GMT, 5 AM HKT."),
    ("Roman numerals", "Part II and Part IV of Basel III, Louis XIV, World War II."),
    ("currencies", "USD, EUR and HKD fell against the JPY; $USD is no share, nor is $CAD."),
    ("units behind a dollar", "Revenue in $m, cost in $bn, and the table ($M) or ($B) says so."),
    ("a company's short name", "IBM said it would buy a rival of SAP and AMD, and UBS and KKR advised."),
    ("companies in a list", "Competition from JD.com, PDD and Meituan has eaten into its margins."),
    ("a name that goes on", "PDD Holdings and AMC Entertainment and GE Vernova reported."),
    ("a name with a sign", "S&P Global, AT&T and S & T Bancorp; shares of S & T Bancorp rose."),
    ("words in capitals", "ALL you can eat, NOW open, GO home, BIG news for US stocks."),
    ("a headline in capitals", "CHINA STOCKS FALL AS FED HOLDS RATES, OIL GAINS ON OPEC CUT"),
    ("spelt out", "The Reserve Fund Committee (RFC) met; the RFC will meet again."),
    ("spelt out, and a symbol elsewhere", "Carr, Riggs & Ingram LLC (CRI) hired; clients of CRI applaud."),
    ("a dateline", "LONDON: BP said its refinery was shut. PARIS: LVMH opened a shop."),
    ("a venue before a headline", "NYSE: STOCKS SLIP AT THE BELL"),
    ("a venue before a sentence", "Nasdaq: US technology shares fell."),
    ("a title in brackets", "The founder (CEO: JANE DOE) left. (Photo: AP) (Source: CNBC)"),
    ("abbreviations with full stops", "The U.S., the U.K. and J.P. Morgan; L.A. and D.C. too."),
    ("addresses", "See www.bbc.co.uk/NEWS and https://example.org/quote/AMD or AMAZON.CO.UK."),
    ("a clock", "At 10:30 AM in London and 18:05 HK time the market was calm."),
    ("money of Hong Kong", "A taxi costs 300 HK dollars, the flat 6,500 HK a month."),
    (
        "a symbol of another kind",
        "The symbol of the town is a bear; the ticker on the wall and the symbol A mean little.",
    ),
    ("a plural", "Holders of RESPs and IRAs pay no tax on CDs."),
    ("a class of shares", "Class A and Class B shares, Series F notes, Schedule D filings."),
    ("hyphens", "AI-driven, A-share, B-side, H-1B, F-150, COVID-19 and WSR-57 radars."),
    ("letters with a dash", "The Plan (A-T), the Model (X-T) and (ZQXV-T) were shown."),
    ("letters with a digit", "The ABCD4 gene, MATH3 lessons, the WORD11 file, a PETR4-like plan; ISO 9001."),
    ("what a firm has", "Boeing's MAX, the bank's CEO, Nvidia's GPU and India's CPI."),
    ("funds, where nobody speaks of them", "The DIA and the AGG met near VOO, with the GLD of Leeds."),
    ("names in a program", "set $ip, $url and $id; then run $cmdline and $everything"),
    ("an artist", "A$AP Rocky and Ke$ha sang; Micro$oft paid US$5."),
    ("small words in a post", "anyone else think the market can go up all day, so low, be real lol"),
    ("a pair of currencies", "EUR/USD rose and USD-JPY fell; NON-USD debt grew."),
    ("nothing", ""),
    ("one letter", "A"),
]

VALUES = [
    ("(NYSE: BABA)", "BABA", "NYSE", "XNYS", "Alibaba Group Holding Limited"),
    ("$BABA", "BABA", None, "XNYS", "Alibaba Group Holding Limited"),
    ("<BABA.N>", "BABA", "N", "XNYS", "Alibaba Group Holding Limited"),
    ("9988.HK", "9988", "HK", "XHKG", "Alibaba Group Holding Limited"),
    ("Tencent (700 HK)", "0700", "HK", "XHKG", "Tencent Holdings Limited"),
    ("(HKEX: 700)", "0700", "HKEX", "XHKG", "Tencent Holdings Limited"),
    ("VOD.L", "VOD", "L", "XLON", "Vodafone Group Public Limited Company"),
    ("005930.KS", "005930", "KS", "XKRX", "Samsung Electronics Co., Ltd."),
    ("600519.SS", "600519", "SS", "XSHG", "Kweichow Moutai Co., Ltd."),
    ("6758:JP", "6758", "JP", "XTKS", "Sony Group Corporation"),
    ("BRK-B", "BRK.B", None, "XNYS", "Berkshire Hathaway Inc."),
    ("AAPL US Equity", "AAPL", "US", "XNAS", "Apple Inc."),
    ("(TSX/NYSE: SHOP)", "SHOP", "TSX/NYSE", "XTSE", "Shopify Inc."),
    ("I bought SPY calls, lol", "SPY", None, "ARCX", "SPDR S&P 500 ETF Trust"),
    ("$VIX", "VIX", None, "XCBO", None),
    ("$ZZZQX", "ZZZQX", None, None, None),  # nobody knows it: no link, no venue
    ("(NOSUCH: QZXY)", "QZXY", "NOSUCH", None, None),
    ("(TD-T)", "TD", "T", "XTSE", "The Toronto-Dominion Bank"),
    ("(RCI-B-T)", "RCI.B", "T", "XTSE", "Rogers Communications Inc."),
    ("PETR4", "PETR4", None, "BVMF", "Petróleo Brasileiro S.A. - Petrobras"),
    ("BTC-USD", "BTC-USD", None, None, None),
    ("MGC=F", "MGC=F", None, None, None),
]


@pytest.mark.parametrize(("text", "expected"), MARKED, ids=[m[0][:40] for m in MARKED])
def test_marks_what_says_so(rule, text, expected):
    assert marks(rule, text) == expected


@pytest.mark.parametrize(("text", "expected"), BARE, ids=[b[0][:40] for b in BARE])
def test_marks_bare_symbols_with_evidence(rule, text, expected):
    assert marks(rule, text) == expected


@pytest.mark.parametrize(("why", "text"), LEAVES_ALONE, ids=[w for w, _ in LEAVES_ALONE])
def test_leaves_alone(rule, why, text):
    assert marks(rule, text) == []


@pytest.mark.parametrize(("text", "symbol", "exchange", "mic", "company"), VALUES, ids=[v[0] for v in VALUES])
def test_values(rule, text, symbol, exchange, mic, company):
    (found,) = values(rule, text)
    assert (found["symbol"], found["exchange"], found["mic"], found["company"]) == (symbol, exchange, mic, company)
    assert (found["id"] is None) == (company is None)


def test_a_list_has_one_venue_and_many_symbols(rule):
    text = "Vale (NYSE: VALE, VALEP; B3: VALE3) and Carnival (NYSE: [CCL](#c), [CUK](#d))"
    assert [(v["symbol"], v["exchange"], v["mic"]) for v in values(rule, text)] == [
        ("VALE", "NYSE", "XNYS"),
        ("VALEP", "NYSE", "XNYS"),
        ("VALE3", "B3", "BVMF"),
        ("CCL", "NYSE", "XNYS"),
        ("CUK", "NYSE", "XNYS"),
    ]


def test_a_bare_symbol_keeps_the_venue_it_was_written_with(rule):
    text = "BHP Group (ASX: BHP) fell. BHP shares closed at A$40. $BHP fell too."
    assert [v["mic"] for v in values(rule, text)] == ["XASX", "XASX", "XNYS"]


def company(name, ticker, mic, *aliases, **more):
    return Company(f"{mic}:{ticker}", name, ticker, mic, aliases=aliases, listings=((ticker, mic),), **more)


TWO = Universe(
    [
        company("Delta Works NV", "DLTW", "XAMS", "Delta Works"),
        company("Dalton Wire Inc.", "DLTW", "XNYS", "Dalton Wire", rank=50),
        company("Marmot AG", "MRMT", "XSWX", "Marmot"),
    ]
)


@pytest.mark.parametrize(
    ("why", "text", "id"),
    [
        ("the venue decides", "(Euronext Amsterdam: DLTW)", "XAMS:DLTW"),
        ("and the other one too", "(NYSE: DLTW)", "XNYS:DLTW"),
        ("a cashtag is American", "$DLTW", "XNYS:DLTW"),
        ("a venue where neither is listed", "(ASX: DLTW)", ""),
        ("listed abroad alone: no guess", "$MRMT", ""),
        ("unless the text names the company", "Marmot of Zug: $MRMT", "XSWX:MRMT"),
        ("a bare symbol means what it meant with its venue", "(AMS: DLTW) DLTW shares fell to 3 euros.", "XAMS:DLTW"),
    ],
)
def test_never_a_guessed_link(why, text, id):
    assert {c.id for c in TickerRule(TWO).find(text)} == {id}


def test_evidence_is_named_and_adds_up(rule):
    (found,) = rule.find("BABA stock was trading higher by 1.2% on Tuesday.")
    assert dict(found.evidence) == {"listed": 2.0, "large": 1.0, "long": 0.5, "nothing else": 0.5, "shares": 3.5}
    assert 0.5 < found.weight < 1


POSTS = [
    ("anyone still holding GME? lol", "post"),
    ("What do you think about my calls on SPY", "post"),
    ("Tesla said on Monday that it would recall trucks, according to a filing, and the spokesman said no more.", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "sounds"), POSTS)
def test_tone(text, sounds):
    assert tone.of(text) == sounds


def test_every_mark_fits_the_text(rule):
    text = " ".join(t for t, _ in MARKED + BARE)
    for c in rule.find(text):
        assert 0 <= c.start < c.end <= len(text) and c.label == "TICKER"
        assert rule.values(text, c)["symbol"]


WORST = {
    "capitals": "ABCDE " * 13_000,
    "one symbol": "GME " * 20_000,
    "known symbols": "AMD, NVDA and MU " * 4_000,
    "colons": "NYSE: " * 13_000,
    "venues without an end": "(NYSE: A, " * 8_000,
    "open brackets": "(" * 80_000,
    "brackets of links": "(NYSE: [CCL](#" * 6_000,
    "dollars": "$" * 80_000,
    "cashtags": "$AB." * 20_000,
    "full stops": "A." * 40_000,
    "numbers": "700 HK " * 11_000,
    "capital letters": "A" * 80_000,
    "small letters": "lol spy " * 10_000,
    "slashes": "aapl/" * 16_000,
    "names": "Apple (" * 11_000,
}


@pytest.mark.parametrize("worst", WORST)
def test_linear(rule, worst):
    """Four times the text takes about four times as long; sixteen would be quadratic."""
    assert in_proportion(lambda text: [*rule.find(text)], WORST[worst])
