"""Whether what a record says an entity is worth agrees with its text, which is read again, without spaCy."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from newsx.checks.schema import is_number, short
from newsx.rules.security_id import MODULES
from newsx.universe import venues
from newsx.universe.table import is_isin
from newsx.values import percents, sums, symbols
from newsx.values.currencies import Currencies

CLOSE = 1e-9  # JSON's numbers are floats
AMOUNTS = ("PRICE", "MONEY")
AND = " and "
BEHIND = 40
# "$5" in "$5 to $10 billion" takes the magnitude of its neighbour
MAGNITUDES = (10**3, 10**5, 10**6, 10**7, 10**9, 10**12)
TO_ANOTHER = re.compile(
    r"\s?(?:to|and|or|-|–|—)\s?[^\s\d]{0,4}\d[\d.,]*[\s-]?(?:thousand|[mbtr]+illion|lakh|crore|mn|bn|tn|[kmbt]\b)",
    re.IGNORECASE,
)

Fault = tuple[str, str]


def check(entity: Mapping[str, Any], behind: str | None = None) -> Iterator[Fault]:
    """What is wrong with the values of one entity whose fields are of the right type.

    behind: the article behind it, BEHIND characters of it, None when nobody has the article.
    """
    label = entity.get("label")
    if label == "PERCENT":
        yield from _percent(entity)
    elif label in AMOUNTS:
        yield from _sum(entity, behind)
    elif label == "TICKER":
        yield from _ticker(entity)
    elif label == "SECURITY_ID":
        yield from _security(entity)


def _percent(entity: Mapping[str, Any]) -> Iterator[Fault]:
    text = entity["text"]
    worth = _percentage(text, AND in text and "high" in entity)
    if worth is None:
        if "value" in entity or "low" in entity:
            yield "value", f"{short(text)} is no percentage that newsx can read"
        return
    if "unit" in entity and entity["unit"] != worth.unit:
        yield "unit", f"unit is {entity['unit']}, but {short(text)} is in {worth.unit}"
    yield from _numbers(entity, "value", worth.low, worth.high)


def _sum(entity: Mapping[str, Any], behind: str | None) -> Iterator[Fault]:
    text = entity["text"]
    currency = entity.get("currency")
    if currency is not None and currency not in _currencies().codes:
        yield "currency-code", f'"{currency}" is no currency of ISO 4217'
        currency = None
    worth = _amount(text, AND in text and "high" in entity)
    if worth is None:
        if "amount" in entity or "low" in entity:
            yield "value", f"{short(text)} is no sum that newsx can read"
        return
    if currency and worth.unit is not None and currency not in worth.unit.codes and currency not in worth.unit.default:
        yield "currency", f"currency is {currency}, but {short(text)} is {_either(worth.unit.codes)}"
    shared = not worth.magnitude and worth.high is None and (behind is None or TO_ANOTHER.match(behind))
    times = MAGNITUDES if shared else ()
    yield from _numbers(entity, "amount", worth.low, worth.high, times)


def _numbers(
    entity: Mapping[str, Any], name: str, low: Decimal, high: Decimal | None, times: tuple[int, ...] = ()
) -> Iterator[Fault]:
    """The value, or the two of a range, against those read; and the signed change against the value."""
    text = entity["text"]
    one = entity.get(name)
    lower, higher = entity.get("low"), entity.get("high")
    if lower is not None and higher is not None and lower >= higher:
        yield "range", f"low is {plain(lower)}, high is {plain(higher)}"
    elif lower is not None and higher is not None:
        if high is None:
            yield "value", f"low and high are {plain(lower)} and {plain(higher)}, but {short(text)} is no range"
        elif not (near(lower, low) and near(higher, high)):
            yield "value", f"{plain(lower)} to {plain(higher)}, but {short(text)} is {plain(low)} to {plain(high)}"
    elif one is not None:
        change = entity.get("change")
        if high is not None:
            yield "value", f"{name} is {plain(one)}, but {short(text)} is the range {plain(low)} to {plain(high)}"
        elif not near(one, low) and not any(near(one, low * n) for n in times):
            yield "value", f"{name} is {plain(one)}, but {short(text)} is {plain(low)}"
        elif change is not None and not near(abs(change), abs(one)):
            yield "change", f"change is {plain(change)}, but the {name} {plain(one)}"


def _ticker(entity: Mapping[str, Any]) -> Iterator[Fault]:
    text, symbol = entity["text"], entity.get("symbol")
    written = _written(text)
    if written is None or symbol is None:
        return
    exchange = entity.get("exchange")
    if symbol != written.symbol and symbol != symbols.canonical(written.symbol, exchange or ""):
        yield "symbol", f'symbol is "{symbol}", but {short(text)} is {written.symbol}'
    if written.exchange and exchange is not None and exchange != written.exchange:
        yield "venue", f'exchange is "{exchange}", but {short(text)} names {written.exchange}'
    elif written.exchange and exchange is None:
        yield "venue", f"no exchange, but {short(text)} names {written.exchange}"
    mic = entity.get("mic")
    if mic is not None and written.exchange:
        wanted = _mic(written)
        if wanted and mic != wanted:
            yield "venue", f"mic is {mic}, but {written.exchange} is {wanted}"


def _security(entity: Mapping[str, Any]) -> Iterator[Fault]:
    text, symbol, scheme = entity["text"], entity.get("symbol"), entity.get("scheme")
    if symbol is None or scheme not in MODULES:
        return
    if symbol != re.sub(r"[ -]", "", text):
        yield "symbol", f'symbol is "{symbol}", but the text {short(text)}'
    if not (is_isin(symbol) if scheme == "ISIN" else _holds(scheme, symbol)):
        yield "identifier", f"{short(symbol)} is no valid {scheme}"


def near(one: Any, other: Any) -> bool:
    """Whether two numbers are the same but for how JSON writes them."""
    try:
        a, b = float(one), float(other)
    except OverflowError:
        return bool(one == other)
    return a == b or abs(a - b) <= CLOSE * max(abs(a), abs(b))


def plain(number: Any) -> str:
    """A number as people write it: no exponent, no zeros at the end."""
    if not is_number(number):
        return short(number)
    value = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    written = format(value, "f") if abs(value.adjusted()) < 40 else str(value)
    return (written.rstrip("0").rstrip(".") if "." in written else written) or "0"


@lru_cache(65_536)
def _percentage(text: str, between: bool) -> percents.Percentage | None:
    try:
        return percents.read(text, between=between)
    except (ValueError, ArithmeticError):
        return None


@lru_cache(65_536)
def _amount(text: str, between: bool) -> sums.Sum | None:
    try:
        return sums.read(text, _currencies(), between=between)
    except (ValueError, ArithmeticError):
        return None


@lru_cache(65_536)
def _written(text: str) -> symbols.Written | None:
    try:
        return symbols.written(text)
    except (ValueError, IndexError):
        return None


@lru_cache(4096)
def _mic(written: symbols.Written) -> str:
    if written.style == "suffix":
        return venues.mic_of_suffix(written.exchange)
    if written.style == "code":
        return venues.mic_of_bloomberg(written.exchange, written.symbol)
    return venues.mic_of(written.exchange)


@lru_cache(4096)
def _holds(scheme: str, symbol: str) -> bool:
    return bool(import_module(f"stdnum.{MODULES[scheme]}").is_valid(symbol))


@cache
def _currencies() -> Currencies:
    return Currencies.load()


def _either(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else f"one of {', '.join(codes[:4])}{' …' if len(codes) > 4 else ''}"
