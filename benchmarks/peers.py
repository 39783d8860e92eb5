"""What a user would take instead, each as ``text -> something``. A peer that is not installed is left out."""

from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any

Reader = Callable[[str], Any]


def peers() -> Iterator[tuple[str, str, int, Reader]]:
    """(name, what it finds, kB of text that it gets a round, how to call it)."""
    for name, finds, kilobytes, start in PEERS:
        try:
            yield f"{name} {version(name)}", finds, kilobytes, start()
        except ImportError:
            continue


def _reticker() -> Reader:
    import reticker

    return reticker.TickerExtractor().extract  # type: ignore[no-any-return]


def _flashtext() -> Reader:
    from flashtext import KeywordProcessor

    from newsx.universe import Universe

    names = KeywordProcessor(case_sensitive=True)
    for company in list(Universe.load().companies.values())[:10_000]:
        names.add_keyword(company.name)
    return lambda text: names.extract_keywords(text, span_info=True)


def _price_parser() -> Reader:
    from price_parser import Price

    return lambda text: [Price.fromstring(sentence) for sentence in text.split(". ")]


def _quantulum3() -> Reader:
    from quantulum3 import parser

    return parser.parse  # type: ignore[no-any-return]


def _recognizers() -> Reader:
    from recognizers_number_with_unit import Culture, NumberWithUnitRecognizer

    return NumberWithUnitRecognizer(Culture.English).get_currency_model().parse  # type: ignore[no-any-return]


PEERS = [
    ("reticker", "ticker strings, no spans", 1000, _reticker),
    ("flashtext", "10,000 company names, spans", 1000, _flashtext),
    ("price-parser", "a price a sentence, no spans", 500, _price_parser),
    ("quantulum3", "amounts, spans, values", 20, _quantulum3),
    ("recognizers-text-suite", "sums of money, spans, values", 20, _recognizers),
]
