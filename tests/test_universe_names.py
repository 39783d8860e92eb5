"""Names: short forms, spellings that are the same, and names as registers shout them."""

import pytest

from newsx.universe.names import casing, fold, key, short_names, tidy, without_legal

WITHOUT_LEGAL = [
    ("Alibaba Group Holding Ltd.", "Alibaba Group Holding"),
    ("JPMorgan Chase & Co.", "JPMorgan Chase"),
    ("Tesla, Inc.", "Tesla"),
    ("Toyota Motor Corporation", "Toyota Motor"),
    ("BAE Systems plc", "BAE Systems"),
    ("Volkswagen AG", "Volkswagen"),
    ("Petróleo Brasileiro S.A.", "Petróleo Brasileiro"),
    ("América Móvil, S.A.B. de C.V.", "América Móvil"),
    ("America Movil S A B de C V", "America Movil"),
    ("A.P. Møller - Mærsk A/S", "A.P. Møller - Mærsk"),
    ("Sinopec Shanghai Petrochemical Co., Ltd.", "Sinopec Shanghai Petrochemical"),
    ("PT Bank Central Asia Tbk", "Bank Central Asia"),
    ("Türk Hava Yolları A.Ş.", "Türk Hava Yolları"),
    ("Henkel AG & Co. KGaA", "Henkel"),
    ("Energy Transfer L.P.", "Energy Transfer"),
    ("Eni S.p.A.", "Eni"),
    ("ASML Holding N.V.", "ASML Holding"),
    ("Grab Holdings Limited", "Grab Holdings"),
]
KEEPS = [
    "OpenAI",
    "Bank of China",
    "The Limited",
    "Company",
    "Inc",
    "Hugging Face",
    "Bank of the Company",
    "Hermes of AG",
]


@pytest.mark.parametrize(("name", "short"), WITHOUT_LEGAL)
def test_without_legal_form(name, short):
    assert without_legal(name) == short


@pytest.mark.parametrize("name", KEEPS)
def test_a_name_without_one_stays(name):
    assert without_legal(name) == name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Alibaba Group Holding Limited", ["Alibaba Group Holding", "Alibaba Group", "Alibaba"]),
        ("The Gap, Inc.", ["Gap, Inc.", "The Gap", "Gap"]),
        ("Amazon.com, Inc.", ["Amazon.com", "Amazon"]),
        ("Johnson & Johnson", ["Johnson and Johnson"]),
        ("Nestlé S.A.", ["Nestlé", "Nestle"]),
        ("J.P. Morgan Chase & Co.", ["J.P. Morgan Chase", "JP Morgan Chase"]),
        ("Coinbase Global, Inc.", ["Coinbase Global"]),
        ("Bank of America Corporation", ["Bank of America"]),
        ("OpenAI", []),
        ("Group Inc.", ["Group"]),
    ],
)
def test_short_names(name, short):
    assert short_names(name) == short


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nestlé", "NESTLE"), ("J.P. Morgan", "JP Morgan"), ("JPMorgan", "J.P. Morgan"), ("The Coca-Cola", "Coca Cola"),
        ("Procter & Gamble", "Procter and Gamble"), ("McDonald's", "McDonald’s"), ("McDonald's", "MCDONALDS"),
        ("Ørsted", "Orsted"), ("Mærsk", "Maersk"),
    ],
)  # fmt: skip
def test_spellings_that_are_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Alphabet", "Alpha Bet Holdings"), ("3M", "M"), ("AT&T", "AT"), ("Meta", "Metal")]
)
def test_spellings_that_are_not(one, other):
    assert fold(one) != fold(other)


def test_a_key_leaves_the_legal_form_out_and_nothing_else():
    assert key("TENCENT HOLDINGS LTD") == key("Tencent Holdings Limited") != key("Tencent Music")
    assert key("The and") and fold("and") and fold("the")


KNOWN = {"nvidia": "NVIDIA", "bae": "BAE", "nyse": "NYSE", "new": "New", "sun": "Sun"}


@pytest.mark.parametrize(
    ("register", "name"),
    [
        ("ALIBABA GROUP HOLDING LTD", "Alibaba Group Holding Limited"),
        ("NVIDIA CORP", "NVIDIA Corporation"),
        ("AMAZON COM INC", "Amazon.com, Inc."),
        ("FORD MOTOR CO", "Ford Motor Company"),
        ("PROCTER & GAMBLE Co", "Procter & Gamble Company"),
        ("BAE SYSTEMS PLC /FI/", "BAE Systems plc"),
        ("SHINHAN FINANCIAL GROUP CO LTD", "Shinhan Financial Group Co., Ltd."),
        ("BANK OF AMERICA CORP /DE/", "Bank of America Corporation"),
        ("MCDONALDS CORP", "McDonalds Corporation"),
        ("J M SMUCKER Co", "J.M. Smucker Company"),
        ("AMERICA MOVIL SAB DE CV/", "America Movil S.A.B. de C.V."),
        ("PBF ENERGY INC.", "PBF Energy, Inc."),
        ("3M CO", "3M Company"),
        ("Galderma Group AG/ADR", "Galderma Group AG"),
        ("Voyager Technologies, Inc./DE", "Voyager Technologies, Inc."),
        ("Spotify Technology S.A.", "Spotify Technology S.A."),
        ("Alphabet Inc.", "Alphabet Inc."),
    ],
)
def test_tidy(register, name):
    assert tidy(register, KNOWN) == name


def test_casing_learns_from_names_in_mixed_case_only():
    assert casing(["Acme Steel Corp", "US Steel", "ACME STEEL CORP", "eBay Inc."]) == {
        "acme": "Acme", "steel": "Steel", "corp": "Corp", "us": "US", "ebay": "eBay", "inc": "Inc",
    }  # fmt: skip
