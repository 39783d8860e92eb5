"""values/numbers.py: digits, words, magnitudes and ranges."""

from decimal import Decimal

import pytest

from newsx.values.numbers import magnitude, number, pieces, span_of_two, usual_before, word_before

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
    ("a hundred and five", "105"),
    ("an hundred", "100"),
    ("two dozen", "24"),
    ("half of one", "0.5"),
    ("half of four", "2"),
    ("one point three", "1.3"),
    ("one point two five", "1.25"),
    ("12 point 5", "12.5"),
]


@pytest.mark.parametrize(("text", "worth"), NUMBERS)
def test_number(text: str, worth: str) -> None:
    assert number(text) == Decimal(worth)


@pytest.mark.parametrize("text", ["", " ", "many", "a", "of", "1/0", "5x", "six seven"])
def test_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"^no number"):
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
    assert [str(worth) for _, _, worth, _ in pieces("six seven, 5")] == ["5"]  # what is no number is passed over


@pytest.mark.parametrize(
    ("text", "times"),
    [("two million", 10**6), ("five", 1), ("5", 1), ("5bn", 10**9), ("half a billion", 10**9), ("ten thousand", 1000)],
)
def test_magnitude_of_a_piece(text: str, times: int) -> None:
    assert [piece[3] for piece in pieces(text)] == [times]


# ^ is where the search begins, | where the unit does
USUAL = [
    ("It rose 5.2 |percent", "5.2"),
    ("It rose 5.2|%", "5.2"),
    ("It rose 5-|percent", "5-"),
    ("It paid 1,200 |dollars", "1,200"),
    ("In all, 5 |percent", "5"),
    ("All told: 5 |percent", "5"),
    ("It was (5.5 |percent", "5.5"),
    ("It ^rose 5 |percent", "5"),
    ("It rose^ 5 |percent", None),
    ("5 |percent", None),
    ("It rose 5 to 6 |percent", None),
    ("It rose 5 or 6 |percent", None),
    ("Between 5 and 6 |percent", None),
    ("It was minus 5 |percent", None),
    ("It was negative 5 |percent", None),
    ("It rose - 5 |percent", None),
    ("It rose 10 5 |percent", None),
    ("It rose 2½ |percent", None),
    ("It rose A5 |percent", None),
    ("After (a cut) 5 |percent", None),
    ("It paid 5 million |dollars", None),
]
USUAL_TIMES = [
    ("It paid 5 million |dollars", "5 million"),
    ("It paid 5.5 billion |dollars", "5.5 billion"),
    ("It paid 5 |dollars", "5"),
    ("It paid 5 trillion-|dollar", "5 trillion-"),
    ("It made 2 to 5 million |dollars", None),
    ("It paid 5 thousand |dollars", None),
    ("It paid some million |dollars", None),
    ("It ^paid 5 million |dollars", "5 million"),
    ("It paid^ 5 million |dollars", None),
]


@pytest.mark.parametrize(
    ("marked", "number", "times"), [(*row, False) for row in USUAL] + [(*row, True) for row in USUAL_TIMES]
)
def test_the_usual_number_before_a_unit(marked: str, number: str | None, times: bool) -> None:
    text, floor, unit = marks(marked)
    at = usual_before(text, floor, unit, times=times)
    assert (None if at is None else text[at:unit].rstrip()) == number


WORDS_BEFORE = [
    ("It cost five |dollars", "five"),
    ("It cost Twenty-Five\u00a0|dollars", "five"),
    ("It cost 5 million  |dollars", "million"),
    ("It cost 5 |dollars", ""),
    ("It cost 5|%", ""),
    ("Al^pha |dollars", "pha"),
    ("Alpha^  |dollars", ""),
    ("|dollars", ""),
]


@pytest.mark.parametrize(("marked", "word"), WORDS_BEFORE)
def test_the_word_before_a_unit(marked: str, word: str) -> None:
    assert word_before(*marks(marked)) == word


def marks(marked: str) -> tuple[str, int, int]:
    """The text without its marks, and where they stood."""
    floor = max(marked.find("^"), 0)
    plain = marked.replace("^", "")
    return plain.replace("|", ""), floor, plain.index("|")


RANGES = [
    (("10", "1"), ("12000", "1000"), ("10000", "12000")),
    (("10", "1"), ("12", "1"), ("10", "12")),
    (("10000", "1000"), ("12000", "1000"), ("10000", "12000")),
    (("12", "1"), ("10", "1"), None),
    (("10", "1"), ("10", "1"), None),
    (("900", "1"), ("2000", "1000"), None),
]


@pytest.mark.parametrize(("first", "second", "ends"), RANGES)
def test_two_numbers(first: tuple[str, str], second: tuple[str, str], ends: tuple[str, str] | None) -> None:
    one, other = (Decimal(first[0]), Decimal(first[1])), (Decimal(second[0]), Decimal(second[1]))
    assert span_of_two(one, other) == (ends and (Decimal(ends[0]), Decimal(ends[1])))
