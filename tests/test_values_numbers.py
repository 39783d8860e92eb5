"""values/numbers.py: digits, words, magnitudes and ranges."""

from decimal import Decimal

import pytest

from newsx.values.numbers import magnitude, number, pieces, span_of_two

NUMBERS = [
    ("1,234.50", "1234.5"),
    ("12,34,567", "1234567"),
    ("1.234.567", "1234567"),
    ("1.234.567,8", "1234567.8"),
    ("1 234 567", "1234567"),
    ("1’200", "1200"),
    ("3,5", "3.5"),
    ("1/4", "0.25"),
    ("2 1/2", "2.5"),
    ("4½", "4.5"),
    ("¾", "0.75"),
    ("１２", "12"),
    ("five", "5"),
    ("twenty-five", "25"),
    ("one hundred and fifty", "150"),
    ("half a billion", "500000000"),
    ("a quarter of a million", "250000"),
    ("three quarters of a million", "750000"),
    ("one and a half million", "1500000"),
    ("two hundred thousand", "200000"),
    ("one million two hundred thousand", "1200000"),
    ("two lakh crore", "2000000000000"),
    ("a dozen", "12"),
    ("half of one", "0.5"),
    ("one point three", "1.3"),
]


@pytest.mark.parametrize(("text", "worth"), NUMBERS)
def test_number(text: str, worth: str) -> None:
    assert number(text) == Decimal(worth)


@pytest.mark.parametrize("text", ["", " ", "many", "a", "of", "1/0"])
def test_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        number(text)


MAGNITUDES = [
    ("", "1"),
    ("k", "1000"),
    ("m", "1000000"),
    ("MM", "1000000"),
    (" million", "1000000"),
    ("bn", "1000000000"),
    (" Mrd", "1000000000"),
    ("T", "1000000000000"),
    (" lakh crore", "1000000000000"),
    (" hundred thousand", "100000"),
]


@pytest.mark.parametrize(("text", "worth"), MAGNITUDES)
def test_magnitude(text: str, worth: str) -> None:
    assert magnitude(text) == Decimal(worth)


def test_no_magnitude() -> None:
    with pytest.raises(ValueError, match="no magnitude"):
        magnitude("gazillion")


def test_pieces() -> None:
    assert [(start, end, str(worth)) for start, end, worth, _ in pieces("$10-12bn")] == [
        (1, 3, "10"),
        (4, 8, "12000000000"),
    ]
    assert pieces("a tenge often tens") == []


RANGES = [
    (("10", "1"), ("12000", "1000"), ("10000", "12000")),
    (("10", "1"), ("12", "1"), ("10", "12")),
    (("10000", "1000"), ("12000", "1000"), ("10000", "12000")),
    (("12", "1"), ("10", "1"), None),
    (("900", "1"), ("2000", "1000"), None),
]


@pytest.mark.parametrize(("first", "second", "ends"), RANGES)
def test_two_numbers(first: tuple[str, str], second: tuple[str, str], ends: tuple[str, str] | None) -> None:
    one, other = (Decimal(first[0]), Decimal(first[1])), (Decimal(second[0]), Decimal(second[1]))
    assert span_of_two(one, other) == (ends and (Decimal(ends[0]), Decimal(ends[1])))
