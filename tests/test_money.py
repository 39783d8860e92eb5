"""rules/money.py: what it marks and what it is worth, what it leaves alone, the meaning of a bare dollar, and speed."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amounts import LEAVES_ALONE, MARKS, finds, read_through
from growth import in_proportion
from newsx.rules.candidate import Candidate
from newsx.rules.money import MoneyRule

RULE = MoneyRule()


@pytest.mark.parametrize(("title", "text", "want"), MARKS)
def test_marks(title: str, text: str, want: list[str]) -> None:
    assert finds(text, RULE) == [find for find in want if " = PERCENT " not in find]


@pytest.mark.parametrize(("why", "text"), LEAVES_ALONE)
def test_leaves_alone(why: str, text: str) -> None:
    assert finds(text, RULE) == []


# What other extractors get wrong: the suffix, the code, the scale, the sign, the range.
HARD = [
    ("Revenue climbed to $4.1bn.", ["$4.1bn = MONEY 4100000000 USD assumed"]),
    ("A bond of EUR 2.3bn was sold.", ["EUR 2.3bn = MONEY 2300000000 EUR"]),
    ("The seed round was $3MM.", ["$3MM = MONEY 3000000 USD assumed"]),
    ("An order worth 50 MUSD came in.", ["50 MUSD = MONEY 50000000 USD"]),
    ("The extra budget is ¥1.2 trillion.", ["¥1.2 trillion = MONEY 1200000000000 JPY assumed"]),
    ("It closed at HK$149.", ["HK$149 = PRICE 149 HKD"]),
    ("It sells for between $5 and $10.", ["$5 = PRICE 5 USD assumed", "$10 = PRICE 10 USD assumed"]),
    ("Margins will widen 5-7%.", []),
    ("Spreads are 150bps wide.", []),
    ("The payout is 45 cents.", ["45 cents = PRICE 0.45 USD assumed"]),
    ("A margin of (3.4)% and a loss of $(1.2) million.", ["$(1.2) million = MONEY -1200000 USD assumed"]),
    ("The site cost Rs 1,200 crore.", ["Rs 1,200 crore = MONEY 12000000000 INR"]),
    ("Half a billion dollars is gone.", ["Half a billion dollars = MONEY 500000000 USD assumed"]),
    ("A five-million-dollar house.", ["five-million-dollar = MONEY 5000000 USD assumed"]),
    ("It will cost $10-12 billion.", ["$10-12 billion = MONEY 10000000000..12000000000 USD assumed"]),
    ("The US$4.7 billion company left.", ["US$4.7 billion = MONEY 4700000000 USD"]),
    (
        "Debt decreased from $23.5 million to $1.2 million.",
        ["$23.5 million = MONEY 23500000 USD assumed", "$1.2 million = MONEY 1200000 USD assumed"],
    ),
    ("Sales grew £0.1mn.", ["£0.1mn = MONEY 100000 GBP change 100000"]),
]


@pytest.mark.parametrize(("text", "want"), HARD)
def test_hard_forms(text: str, want: list[str]) -> None:
    assert finds(text, RULE) == want


DOLLARS = [
    ("A loan of $5 million.", "AUD", "AUD", True),
    ("A loan of $5 million.", "USD", "USD", True),
    ("Wall Street gave a loan of $5 million.", "USD", "USD", None),
    ("A loan of A$5 million.", "USD", "AUD", None),
    ("The ASX heard of a loan of $5 million in Sydney.", "USD", "AUD", None),
    ("Sydney and Perth, Australia: it owes A$2 million, not $5 million.", "USD", "USD", True),
    ("The Nasdaq and the NYSE fell; in Toronto, Canada, a loan of $5 million was made.", "USD", "USD", None),
]


@pytest.mark.parametrize(("text", "setting", "currency", "assumed"), DOLLARS)
def test_a_bare_dollar(text: str, setting: str, currency: str, assumed: bool | None) -> None:
    rule = MoneyRule(setting)
    values = rule.values(text, list(rule.find(text))[-1])
    assert (values["currency"], values["assumed"]) == (currency, assumed)


def test_articles_do_not_touch_each_other() -> None:
    rule = MoneyRule()
    there, here = "SYDNEY: the ASX says $5 million.", "A loan of $5 million."
    assert [finds(text, rule) for text in (there, here, there)] == [
        ["$5 million = MONEY 5000000 AUD"],
        ["$5 million = MONEY 5000000 USD assumed"],
        ["$5 million = MONEY 5000000 AUD"],
    ]


def test_amounts_are_exact() -> None:
    text = "It paid $0.1bn."
    values = RULE.values(text, next(iter(RULE.find(text))))
    assert values["amount"] == Decimal(100_000_000)
    assert isinstance(values["amount"], Decimal)


def test_a_span_of_another_hand() -> None:
    """A span that a trained model set may be anything; what holds no amount has no values."""
    assert RULE.values("millions of dollars", Candidate(0, 19, "MONEY", "spacy")) == {}
    assert RULE.values("5 things", Candidate(0, 8, "MONEY", "spacy"))["currency"] is None


PIECES = (
    "$", "€", "£", "¢", "US$", "A$", "$US", "USD", "EUR", "Rs ", "MUSD", "p", "c", "%", "5", "12", "1,200", "3.5",
    "0", "1/0", "½", " million", "bn", " lakh crore", " dollars", " Swiss francs", " yuan", " cents", "-", "–",
    " to ", " and ", " or ", "between ", "half a ", "six ", "seven ", "twenty-", "a ", "(", ")", " ", ".", ",",
    "\n", " rose ", " fell by ", " per share", "about ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=400, deadline=None)
def test_whatever_is_written_is_read_or_left(text: str) -> None:
    """No find overlaps another, each has an amount or both ends of a range, and nothing raises."""
    reach = 0
    for c in RULE.find(text):
        assert reach <= c.start < c.end <= len(text)
        reach = c.end
        values = RULE.values(text, c)
        assert (values["amount"] is None) != (values["low"] is None)
        assert (values["low"] is None) == (values["high"] is None)


def test_the_unit_of_a_comparison() -> None:
    assert finds("EPS of $0.87, up from $0.71.", RULE) == [
        "$0.87 = PRICE 0.87 USD assumed per share",
        "$0.71 = PRICE 0.71 USD assumed per share",
    ]


WORST = {
    "digits": "1",
    "dollars": "$",
    "priced": "$1",
    "groups": "$1,1",
    "ranges": "$1-",
    "words": "one and ",
    "half": "half a ",
    "nouns": " dollar",
    "million": "million ",
    "amounts": "5 dollars ",
    "won": "5 won ",
    "pounds": "lost 5 pounds ",
    "codes": "USD ",
    "coded": "USD1 ",
    "capitals": "A",
    "rand": "R500 ",
    "pence": "720p ",
    "glued": "dollar",
    "spaced groups": "€1 000 ",
    "adjectives": "Hong Kong ",
    "stops": "$1. ",
    "lines": "$1\n",
    "blanks": " ",
}


DENSE = frozenset(
    (
        "priced",
        "ranges",
        "groups",
        "amounts",
        "won",
        "pounds",
        "coded",
        "pence",
        "rand",
        "spaced groups",
        "stops",
        "lines",
    )
)


@pytest.mark.parametrize(("name", "piece"), WORST.items(), ids=WORST.keys())
def test_linear(name: str, piece: str) -> None:
    """Four times the worst case takes four times as long: a megabyte, less where every few letters are a find."""
    size = 60_000 if name in DENSE else 1_000_000
    assert in_proportion(lambda text: read_through(text, MoneyRule()), piece * (size // len(piece)))
