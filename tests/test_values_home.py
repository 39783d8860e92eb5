"""values/home.py: which currency an article means by a sign that several share, and whether that is assumed."""

import pytest

from amounts import place
from newsx.values.currencies import Currencies
from newsx.values.home import Home

CURRENCIES = Currencies.load()
FAR = " and so on" * 20  # more than what counts as near

DOLLARS = [
    ("It got a loan of [$]5 million.", "USD", True),
    ("Wall Street gave a loan of [$]5 million.", "USD", False),
    ("Sydney heard of a loan of [$]5 million.", "USD", True),
    ("Sydney and Perth heard of a loan of [$]5 million.", "USD", True),
    ("Sydney, Perth and Brisbane heard of a loan of [$]5 million.", "AUD", False),
    ("The ASX heard of a loan of [$]5 million.", "AUD", False),
    ("SYDNEY: a loan of [$]5 million was made.", "AUD", False),
    ("Sydney, Perth, Brisbane and Melbourne told New York and Washington of [$]5 million.", "USD", False),
    ("Sydney, Perth, Brisbane, Australia and Melbourne told New York and Washington of [$]5 million.", "AUD", False),
    ("A New York fund put US$5 into Sydney, Perth and Melbourne, and [$]6 million into a ship.", "AUD", False),
    ("The Canadian bank of Toronto, Canada, lent U.S. firms in Ottawa, and its U.S. unit, [$]5 million.", "CAD", False),
    ("The Canadian bank of Toronto, Canada, lent firms in Boston and New York [$]5 million.", "USD", False),
    (
        "Sydney told Sydney, Sydney and Sydney that a U.S. fund and its American friends gave [$]5 million.",
        "USD",
        False,
    ),
    ("Toronto, Ottawa and Canada told Chicago and Boston of [$]5 million.", "USD", True),
    ("Rents in Toronto fell to [$]1,900, and the Bank of Canada may cut its rates.", "CAD", False),
    ("The Royal Bank of Canada says that rents fell to [$]1,900.", "USD", True),
    ("Qantas must pay [$]9 million, the Federal Court said.", "AUD", False),
    ("Qantas must pay [$]9 million.", "USD", True),
    ("The Federal Court said that it must pay [$]9 million.", "USD", True),
    ("RBC and BMO, the brokers, put the share at [$]90.", "USD", True),
    ("It owes A$1, C$2, NZ$3, S$4 and US$5, and [$]6 million to a friend.", "USD", True),
    ("Sydney, Perth and Brisbane: it owes A$2 million, and [$]6 million to a friend.", "USD", True),
    ("Sydney, Perth and Brisbane: it owes $2 million AUD, and [$]6 million to a friend.", "AUD", False),
]


@pytest.mark.parametrize(("marked", "currency", "assumed"), DOLLARS)
def test_dollars(marked: str, currency: str, assumed: bool) -> None:
    text, start, end = place(marked)
    assert Home(text, CURRENCIES).choose(CURRENCIES.signs["$"], start, end) == (currency, assumed)


def test_what_a_bare_dollar_means_when_nothing_tells() -> None:
    home = Home("It got a loan of $5 million.", CURRENCIES)
    asked = [home.choose(CURRENCIES.signs["$"], 17, 27, dollar) for dollar in ("CAD", "USD", "CAD")]
    assert asked == [("CAD", True), ("USD", True), ("CAD", True)]


CENTS = [
    ("It pays [5 cents] a share.", "USD", True),
    ("Profit was $3 million, and it pays [5 cents] a share.", "USD", True),
    ("Profit was S$3 million, and it pays [5 cents] a share.", "SGD", False),
    ("Profit was HK$3 million, and it pays [5 cents] a share.", "HKD", False),
    ("Sydney, Perth, Brisbane: profit was $3 million, and it pays [5 cents] a share.", "AUD", False),
    ("Sydney, Perth, Brisbane: profit was US$3 million, and it pays [5 cents] a share.", "USD", False),
    ("Profit was R3.4 billion, and it pays [5 cents] a share.", "ZAR", False),
    ("Profit was 3.4 billion rand, and it pays [5 cents] a share.", "ZAR", False),
    ("Profit was 3.4 million euros, and it pays [5 cents] a share.", "EUR", False),
    ("Profit was €3 million, and it pays [5 cents] a share.", "EUR", False),
    ("Profit was €3 million, or $3.4 million, and it pays [5 cents] a share.", "USD", True),
    ("The euros were in a bag with R2-D2, and it pays [5 cents] a share.", "USD", True),
    ("Profit was £3 million, and it pays [5 cents] a share.", "USD", True),
    ("Shares on the JSE rose, and it pays [5 cents] a share.", "ZAR", False),
    ("It owes A$1 and US$5. Kowloon Gas slid [40 cents] to HK$71.20.", "HKD", False),
    ("It owes A$1 and US$5. It is up [40 cents], or 0.5 per cent, at C$71.20.", "CAD", False),
    ("It owes US$5 and C$7. It closed at A$4.10, down [6 cents].", "AUD", False),
    ("It owes US$5 and C$7. It added [6 cents] to €4.10.", "EUR", False),
    ("It owes A$1 and C$7. It pays [6 cents]. On Monday it went to HK$4.", "USD", True),
    ("It owes A$1 and C$7. It added [6 cents] to $4.10.", "USD", True),
]


@pytest.mark.parametrize(("marked", "currency", "assumed"), CENTS)
def test_cents_are_of_the_sums_around_them(marked: str, currency: str, assumed: bool) -> None:
    text, start, end = place(marked)
    assert Home(text, CURRENCIES).choose(CURRENCIES.nouns["cents"], start, end) == (currency, assumed)


SHARED = [
    (f"Oslo and Copenhagen met{FAR}. A ticket is [5 crowns].", "crowns", "DKK", True),
    (f"Oslo, Norway, and Copenhagen met{FAR}. A ticket is [5 crowns].", "crowns", "NOK", False),
    ("A ticket is [5 crowns].", "crowns", "CZK", True),
    ("A ticket is [5 rupees].", "rupees", "INR", True),
    ("A ticket in Karachi, Pakistan, is [5 rupees].", "rupees", "PKR", False),
    ("A ticket is [5 rupees] in all of Pakistan.", "rupees", "PKR", False),
    (f"Pakistan has trains{FAR}. A ticket is [5 rupees].", "rupees", "PKR", False),
    (f"A ticket is [5 rupees]{FAR} in Pakistan.", "rupees", "PKR", False),
    (f"Pakistan and Pakistan{FAR}. In Mumbai a ticket is [5 rupees].", "rupees", "INR", False),
    (f"Mumbai and India{FAR}. In Pakistan a ticket is [5 rupees].", "rupees", "PKR", False),
    (f"In Pakistan a ticket is [5 rupees]{FAR}, in Mumbai and India more.", "rupees", "PKR", False),
    (f"Pakistan: a ticket is [5 rupees]{FAR}, in Mumbai and India more.", "rupees", "PKR", False),
    (f"A crore{FAR}. In Pakistan a ticket is [5 rupees]{FAR}.", "rupees", "PKR", False),
    (f"In Pakistan a ticket is [5 rupees]{FAR}, a crore of them.", "rupees", "PKR", False),
    ("From Mumbai to Karachi in Pakistan a ticket is [5 rupees].", "rupees", "PKR", False),
    ("From India to Pakistan a ticket is [5 rupees].", "rupees", "INR", True),
    ("Oslo has trams. A ticket is [5 crowns]. Sweden has them, too.", "crowns", "NOK", False),
    ("It lent NOK 4 billion. A ticket is [5 crowns].\n\nSweden's trams are free.", "crowns", "NOK", False),
    (f"Mexico's trams are old{FAR}. A ticket is [5 pesos]. In Buenos Aires it is more.", "pesos", "MXN", False),
    ("A ticket is [5 crowns] in Stockholm. In Oslo it is more.", "crowns", "SEK", False),
    ("Oslo has trams. A ticket is [5 crowns], while Sweden's cost more.", "crowns", "NOK", False),
    ("Oslo bought a Danish tram. A ticket is [5 crowns].", "crowns", "DKK", True),
    ("It is in BANOK 4. A ticket is [5 crowns].", "crowns", "CZK", True),
    ("A ticket is [5 dinars].", "dinars", None, False),
    ("A ticket is [5 euros] in London.", "euros", "EUR", False),
]


@pytest.mark.parametrize(("marked", "noun", "currency", "assumed"), SHARED)
def test_nouns_of_several_currencies(marked: str, noun: str, currency: str | None, assumed: bool) -> None:
    text, start, end = place(marked)
    assert Home(text, CURRENCIES).choose(CURRENCIES.nouns[noun], start, end) == (currency, assumed)
