"""values/direction.py, bounds.py and units.py: what the words around an amount say."""

import pytest

from newsx.values.bounds import bound
from newsx.values.direction import direction
from newsx.values.units import per

DIRECTIONS = [
    ("Sales rose [5%].", 1),
    ("Sales rose by as much as [5%].", 1),
    ("Shares rose significantly by [8.1%] on Tuesday.", 1),
    ("Shares are up another [5%].", 1),
    ("The year-to-date Alpha gain of just over [107%].", 1),
    ("A [5%] gain.", 1),
    ("Prices were [5%] higher.", 1),
    ("It posted growth between [3%] and 7%.", 1),
    ("It posted growth between 3% and [7%].", 1),
    ("It grows by 9% to [11%] a month.", 1),
    ("It lifted its full-year profit [4 per cent] to $10 billion.", 1),
    ("It raised its forecast for the year to March by [4%].", 1),
    ("The index gained 23 points, or [0.1%], to 17,781.", 1),
    ("The index gained 23 points ([0.1%]).", 1),
    ("Sales fell [5%].", -1),
    ("Sales were down about [5%].", -1),
    ("A [2.5 percent] quarterly decline.", -1),
    ("The stock gave up over [6 per cent].", -1),
    ("It cut its workforce by [10%].", -1),
    ("The spread narrowed [5%].", -1),
    ("Alpha fell 2%, and Beta Corp [3%].", -1),
    ("In İstanbul İş, İnfo and İdeal fell about [3%].", -1),
    ("Sales rose to [5%].", None),
    ("The rate is [5%].", None),
    ("Sales rose. [5%] of them were abroad.", None),
    ("It cut [10%] of its staff.", None),
    ("It bought [10%] of the firm.", None),
    ("Chips make up [5%] of sales.", None),
    ("The index returned [13%].", None),
    ("It yields [5%] while prices fell.", None),
    ("Down from [5%].", None),
]


@pytest.mark.parametrize(("marked", "way"), DIRECTIONS)
def test_direction(marked: str, way: int | None) -> None:
    assert direction(*place(marked)) == way


RESULTS = [
    ("Costs fell by [$86 million].", -1),
    ("Profit rose [$5 million].", 1),
    ("It had a loss of [$5 million].", None),
    ("The bank lost [$5 million].", None),
    ("It added [$5 million] to the fund.", None),
    ("It raised [$5 million].", None),
    ("It raised its budget by [$5 million].", 1),
]


@pytest.mark.parametrize(("marked", "way"), RESULTS)
def test_direction_of_a_sum(marked: str, way: int | None) -> None:
    text, start, end = place(marked)
    assert direction(text, start, end, result=True) == way


BOUNDS = [
    ("about [5%]", "about"),
    ("an estimated [5%]", "about"),
    ("[5%] or so", "about"),
    ("~[5%]", "about"),
    ("well over [5%]", "over"),
    ("in excess of [5%]", "over"),
    ("no less than [5%]", "over"),
    ("[5%]-plus", "over"),
    ("[5%]+", "over"),
    ("[5%] or more", "over"),
    ("less than [5%]", "under"),
    ("no more than [5%]", "under"),
    ("just shy of a [5%]", "under"),
    ("as much as [5%]", "up_to"),
    ("up to a [5%]", "up_to"),
    ("the rover [5%]", None),
    ("moreover [5%]", None),
    ("[5%] plusher", None),
    ("a [5%]", None),
    ("[5%]", None),
]


@pytest.mark.parametrize(("marked", "said"), BOUNDS)
def test_bound(marked: str, said: str | None) -> None:
    assert bound(*place(marked)) == said


UNITS = [
    ("[$70] a barrel", "barrel"),
    ("[$70]-a-share", "share"),
    ("[80p] per share", "share"),
    ("[80p] per ordinary share", "share"),
    ("[$5]/bbl", "barrel"),
    ("[$1,000] an ounce", "ounce"),
    ("[$500] a metric ton", "tonne"),
    ("[$20] per MWh", "MWh"),
    ("[$3] per million tokens", "token"),
    ("[$3] a month", "month"),
    ("[$3] apiece", "piece"),
    ("[$3] per widget", "widget"),
    ("EPS of [$3]", "share"),
    ("[$9.55] to $9.80 per share", "share"),
    ("[$3] a time of need", None),
    ("[$3] per cent", None),
    ("[$3]", None),
    ("a [$3] share", None),
]


@pytest.mark.parametrize(("marked", "unit"), UNITS)
def test_per(marked: str, unit: str | None) -> None:
    assert per(*place(marked)) == unit


def place(marked: str) -> tuple[str, int, int]:
    """The text without its brackets, and where they stood."""
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end
