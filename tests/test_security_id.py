"""rules/security_id.py: identifiers whose check digit holds, whose they are, and what only looks like one."""

import subprocess
import sys

import pytest

from growth import in_proportion
from newsx import extract
from newsx.rules.security_id import SecurityIdRule
from newsx.settings import Settings
from newsx.universe import Universe


@pytest.fixture(scope="module")
def rule():
    return SecurityIdRule(Universe.load())


def found(rule, text):
    return [(c.rule, text[c.start : c.end]) for c in sorted(rule.find(text))]


MARKS = [
    ("Apple's shares (ISIN US0378331005) rose.", [("isin", "US0378331005")]),
    ("ISIN: DE0007164600, WKN 716460.", [("isin", "DE0007164600")]),
    ("the note XS2314659447 trades below par", [("isin", "XS2314659447")]),
    ("GB0002634946/US0231351067", [("isin", "GB0002634946"), ("isin", "US0231351067")]),
    ("FIGI BBG000B9XRY4 is Apple in New York.", [("figi", "BBG000B9XRY4")]),
    ("The issuer (LEI HWUPKR0MPOU8FGXBT394) filed late.", [("lei", "HWUPKR0MPOU8FGXBT394")]),
    ("LEI: 5493006MHB84DD0ZWV18.", [("lei", "5493006MHB84DD0ZWV18")]),
    ("the tender for CUSIP 037833100 ends on Friday", [("cusip", "037833100")]),
    ("CUSIP No. 037833 10 0", [("cusip", "037833 10 0")]),
    ("(CUSIP: 38259P508)", [("cusip", "38259P508")]),
    (
        "CUSIPs 037833100, 594918104 and 38259P508",
        [("cusip", "037833100"), ("cusip", "594918104"), ("cusip", "38259P508")],
    ),
    ("BAE Systems (SEDOL 0263494)", [("sedol", "0263494")]),
    ("SEDOL code: B1YW440", [("sedol", "B1YW440")]),
]

LEAVES_ALONE = [
    ("a wrong check digit", "ISIN US0378331006, LEI HWUPKR0MPOU8FGXBT395, CUSIP 037833101, SEDOL 0263495"),
    ("two letters swapped", "ISIN SU0378331005"),
    ("a number without its name", "Order 037833100 was shipped, invoice 0263494 was paid."),
    ("a longer word", "US03783310055 and XUS0378331005 and US0378331005X"),
    ("part of an address", "https://example.org/-US0378331005-x"),
    ("a telephone number", "Call 020 7946 0958 or 800-123-4567."),
    ("words in capitals", "INTERNATIONAL BUSINESS MACHINES, CUSIP SERVICE BUREAU, SEDOL MASTERFILE"),
    ("small letters", "us0378331005"),
    ("a name without a number", "The CUSIP is not known yet; SEDOL: none."),
    ("a price", "CUSIP fees rose 5% to $1,200."),
]

COMPANIES = [
    ("ISIN GB0002634946", "ISIN", "GB0002634946"),
    ("SEDOL 0263494", "SEDOL", "0263494"),
]


@pytest.mark.parametrize(("text", "expected"), MARKS, ids=[m[0][:30] for m in MARKS])
def test_marks(rule, text, expected):
    assert found(rule, text) == [(f"security_id.{scheme}", code) for scheme, code in expected]


@pytest.mark.parametrize(("why", "text"), LEAVES_ALONE, ids=[w for w, _ in LEAVES_ALONE])
def test_leaves_alone(rule, why, text):
    assert found(rule, text) == []


def test_values_are_without_gaps(rule):
    text = "CUSIP No. 037833 10 0"
    (c,) = rule.find(text)
    assert {k: v for k, v in rule.values(text, c).items() if k in ("scheme", "symbol")} == {
        "scheme": "CUSIP",
        "symbol": "037833100",
    }


@pytest.mark.parametrize(("text", "scheme", "symbol"), COMPANIES)
def test_one_company_by_isin_or_what_an_isin_is_made_of(rule, text, scheme, symbol):
    (c,) = rule.find(text)
    values = rule.values(text, c)
    assert (values["scheme"], values["symbol"]) == (scheme, symbol)
    assert values["company"] is not None and values["company"].startswith("BAE Systems")


def test_a_code_that_nobody_knows_has_no_link(rule):
    text = "the note XS2314659447"
    (c,) = rule.find(text)
    assert (c.id, rule.values(text, c)["company"]) == ("", None)


def test_off_unless_asked_for():
    text = "BAE Systems plc (ISIN GB0002634946) rose 2%."
    assert "SECURITY_ID" not in {e.label for e in extract(text).entities}
    (entity,) = extract(text, Settings(labels=("SECURITY_ID",))).entities
    assert (entity.text, entity.scheme, entity.symbol) == ("GB0002634946", "ISIN", "GB0002634946")


def test_asked_for_together_with_what_moved():
    found = extract("The note XS2314659447 rose 2%.", Settings(labels=("SECURITY_ID",), changes=True)).entities
    assert [e.text for e in found] == ["XS2314659447"]


def test_the_checkers_are_imported_when_needed():
    code = "import sys, newsx.rules.security_id; print('stdnum' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


@pytest.mark.parametrize("worst", ["US0378331006 ", "CUSIP ", "A", "HWUPKR0MPOU8FGXBT395 ", "CUSIP 037833100, ", "0"])
def test_linear(rule, worst):
    assert in_proportion(lambda text: [*rule.find(text)], worst * (200_000 // len(worst)))
