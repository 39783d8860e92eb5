"""What goes in and what comes out: Article -> Document with its Entities and Changes, and their JSON Schema."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

LABELS = ("COMPANY", "TICKER", "PERCENT", "PRICE", "MONEY")


@dataclass(frozen=True, slots=True)
class Article:
    """One story exactly as read. id: path, path:line or the record's own id; meta: fields passed through."""

    id: str
    text: str
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity with its values; those that do not apply are None and are left out of the JSON.

    start, end: Unicode code points into the article as read; ``article.text[start:end] == text``.
    rule: what found it.

    COMPANY: name, and when listed and known ticker and exchange (ISO 10383 MIC) of the primary listing; id.
    TICKER: symbol, exchange as written, mic (ISO 10383), company (canonical name), id.
    PERCENT: value in percent (25 bp is 0.25) or low and high; unit percent, pp or bp; change, signed; bound.
    PRICE, MONEY: amount in full units or low and high; currency (ISO 4217); assumed, when the sign alone
    does not say which currency; per (share, barrel ...); change, signed; bound.
    bound: about, over, under or up_to.
    evidence: what spoke for it and how much, only when asked for.
    """

    start: int
    end: int
    text: str
    label: str
    name: str | None = None
    ticker: str | None = None
    symbol: str | None = None
    exchange: str | None = None
    mic: str | None = None
    company: str | None = None
    id: str | None = None
    value: Decimal | None = None
    amount: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    currency: str | None = None
    assumed: bool | None = None
    change: Decimal | None = None
    bound: str | None = None
    per: str | None = None
    rule: str = ""
    evidence: tuple[tuple[str, float], ...] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Who moved, which way, by how much: one move of one measure.

    start, end: the words that say it. change: signed, in unit (percent, pp, bp or the currency's code).
    from_, to: levels before and after, in currency when they are money. ``from_`` is ``from`` in the JSON.
    consistent: whether from_, to and change agree, None unless all three are there.
    """

    start: int
    end: int
    measure: str
    direction: str
    rule: str
    company: str | None = None
    name: str | None = None
    ticker: str | None = None
    change: Decimal | None = None
    unit: str | None = None
    from_: Decimal | None = None
    to: Decimal | None = None
    currency: str | None = None
    period: str | None = None
    when: str | None = None
    bound: str | None = None
    consistent: bool | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What was found in one article, in reading order."""

    id: str
    entities: tuple[Entity, ...] = ()
    changes: tuple[Change, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
