"""values/percents.py: what the text of a percentage is worth, whoever marked it."""

from decimal import Decimal

import pytest

from newsx.values.percents import Percentage, read, rises

ONE = [
    ("1%-point", "1", "pp"),
    ("0.5%pt", "0.5", "pp"),
    ("5%", "5", "percent"),
    ("1,200%", "1200", "percent"),
    ("5 percent", "5", "percent"),
    ("5 per cent", "5", "percent"),
    ("5 PER CENT", "5", "percent"),
    ("5", "5", "percent"),
    ("one and a half percent", "1.5", "percent"),
    ("minus five percent", "-5", "percent"),
    ("Negative 5%", "-5", "percent"),
    ("(3.4)%", "-3.4", "percent"),
    ("5 to 5 percent", "5", "percent"),
    ("7 to 5 percent", "7", "percent"),
    ("25 basis points", "0.25", "bp"),
    ("25-basis-point", "0.25", "bp"),
    ("a basis point", "0.01", "bp"),
    ("1.5 percentage points", "1.5", "pp"),
    ("A percentage point", "1", "pp"),
]


@pytest.mark.parametrize(("text", "value", "unit"), ONE)
def test_one(text: str, value: str, unit: str) -> None:
    assert read(text) == Percentage(Decimal(value), None, unit)


RANGES = [
    ("5-7%", False, "5", "7", "percent"),
    ("-1.25 to -0.25 percent", False, "-1.25", "-0.25", "percent"),
    ("50-75 bps", False, "0.5", "0.75", "bp"),
    ("3.7 and 4.3 percent", True, "3.7", "4.3", "percent"),
    ("minus 2 and 3 percent", True, "-2", "3", "percent"),
    ("minus five and minus two percent", True, "-5", "-2", "percent"),
    ("one and two and a half percent", True, "1", "2.5", "percent"),
]


@pytest.mark.parametrize(("text", "between", "low", "high", "unit"), RANGES)
def test_range(text: str, between: bool, low: str, high: str, unit: str) -> None:
    assert read(text, between=between) == Percentage(Decimal(low), Decimal(high), unit)


@pytest.mark.xfail(reason='the first "and" is taken for the one that joins the ends', strict=True)
def test_and_inside_a_number_behind_between() -> None:
    assert read("one and a half and two percent", between=True) == Percentage(Decimal("1.5"), Decimal(2), "percent")


@pytest.mark.parametrize("text", ["", "a percent", "percent", "a few percent", "basis points"])
def test_no_number(text: str) -> None:
    assert read(text) is None


RISES = [
    ("5%", False, True),
    ("5-7%", False, True),
    ("7-5%", False, False),
    ("5 to 5%", False, False),
    ("minus 3 and minus 2 percent", True, True),
    ("minus 2 and minus 3 percent", True, False),
]


@pytest.mark.parametrize(("text", "between", "rising"), RISES)
def test_rises(text: str, between: bool, rising: bool) -> None:
    assert rises(text, between=between) is rising
