"""What goes in and what comes out: Article -> Document with its Entities and Changes, and their JSON Schema."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

MEASURES = (
    *("share price", "index", "price", "rate"),
    *("revenue", "profit", "margin", "estimate", "target", "rating", "other"),
)
LABELS = ("COMPANY", "TICKER", "PERCENT", "PRICE", "MONEY")
ON_REQUEST = ("SECURITY_ID",)  # looked for only when the settings name it


@dataclass(frozen=True, slots=True)
class Article:
    """One story exactly as read. id: path, path:line or the record's own id; meta: fields passed through."""

    id: str
    text: str
    meta: Mapping[str, Any] = field(default_factory=dict)


class Entity(NamedTuple):
    """One entity with its values; those that do not apply are None and are left out of the JSON.

    start, end: Unicode code points into the article as read; ``article.text[start:end] == text``.
    rule: what found it.

    COMPANY: name, and when listed and known ticker and exchange (ISO 10383 MIC) of the primary listing; id.
    TICKER: symbol, exchange as written, mic (ISO 10383), company (canonical name), id.
    SECURITY_ID: scheme (ISIN, CUSIP, SEDOL, LEI or FIGI), symbol without blanks, company and id when known.
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
    scheme: str | None = None
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

    start, end: from the subject or the first amount to the last amount. company: the mention as written, a name or
    a ticker; name, ticker: canonical. measure: one of MEASURES; what: its words as written. direction: up, down
    or flat. change: signed, in unit (percent, pp, bp, points or the currency's code). from_, to: levels before and
    after, in currency when they are money, in unit when they are percentages, words when they are ratings;
    ``from_`` is ``from`` in JSON. from_high, to_high: the upper end of a level that is a range, from_ and to are then
    the lower one. bound: of change, of to when there is no change. consistent: whether from_, to and change agree,
    None unless all three are there.
    """

    start: int
    end: int
    measure: str
    direction: str
    company: str | None = None
    name: str | None = None
    ticker: str | None = None
    what: str | None = None
    change: Decimal | None = None
    unit: str | None = None
    from_: Decimal | str | None = None
    from_high: Decimal | None = None
    to: Decimal | str | None = None
    to_high: Decimal | None = None
    currency: str | None = None
    period: str | None = None
    when: str | None = None
    bound: str | None = None
    consistent: bool | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A candidate that is no entity, and the reason. evidence: what spoke for and against it, and how much."""

    start: int
    end: int
    text: str
    label: str
    rule: str
    reason: str
    evidence: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What was found in one article, in reading order.

    text: the article as read. turned_down: filled by newsx.explain. Both stay out of the JSON.
    """

    id: str
    entities: tuple[Entity, ...] = ()
    changes: tuple[Change, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    text: str = field(default="", repr=False)
    turned_down: tuple[TurnedDown, ...] = field(default=(), repr=False)


# What each field of a record says: its type in JSON Schema, and a line for people.
FIELDS: dict[str, tuple[dict[str, Any], str]] = {
    "doc": ({"type": "string"}, "the article: its path, path:line, or the id that its record has"),
    "start": ({"type": "integer", "minimum": 0}, "first character, in Unicode code points of the article as read"),
    "end": ({"type": "integer", "minimum": 1}, "the character behind the last one"),
    "text": ({"type": "string", "minLength": 1}, "the article from start to end"),
    "label": ({"type": "string", "minLength": 1}, "what it is"),
    "name": ({"type": "string", "minLength": 1}, "canonical name of the company"),
    "ticker": ({"type": "string", "minLength": 1}, "symbol of the company's primary listing"),
    "symbol": ({"type": "string", "minLength": 1}, "the symbol without its venue; the identifier without blanks"),
    "scheme": ({"enum": ["ISIN", "CUSIP", "SEDOL", "LEI", "FIGI"]}, "which kind of identifier"),
    "exchange": ({"type": "string", "minLength": 1}, "COMPANY: MIC of the primary listing; TICKER: venue as written"),
    "mic": ({"type": "string", "pattern": "^[A-Z0-9]{4}$"}, "the venue's ISO 10383 code"),
    "company": ({"type": "string", "minLength": 1}, "canonical name of the company that the symbol stands for"),
    "id": ({"type": "string", "minLength": 1}, "key of the company or security in the universe"),
    "value": ({"type": "number"}, "in percent: 25 basis points are 0.25"),
    "amount": ({"type": "number"}, "in full units: 3.2 billion is 3200000000"),
    "low": ({"type": "number"}, "lower end of a range"),
    "high": ({"type": "number"}, "upper end of a range"),
    "unit": ({"enum": ["percent", "pp", "bp"]}, "percent, percentage points or basis points, as written"),
    "currency": ({"type": "string", "pattern": "^[A-Z]{3}$"}, "ISO 4217"),
    "assumed": ({"type": "boolean"}, "true when the text does not settle which currency is meant"),
    "change": ({"type": "number"}, "signed, when the sentence says which way"),
    "bound": ({"enum": ["about", "over", "under", "up_to"]}, "a qualifier: about, over, under, up_to"),
    "per": ({"type": "string", "minLength": 1}, "what the price is for: share, barrel ..."),
    "rule": ({"type": "string", "minLength": 1}, "what found it"),
    "evidence": (
        {"type": "array", "items": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "number"}]}},
        "with --explain: what spoke for and against it, and how much",
    ),
}
_SIGNED = {"type": "number"}
_LEVEL = {"type": ["number", "string"]}
CHANGE_FIELDS: dict[str, tuple[dict[str, Any], str]] = {
    "doc": FIELDS["doc"],
    "start": FIELDS["start"],
    "end": FIELDS["end"],
    "measure": ({"enum": list(MEASURES)}, "what moved"),
    "direction": ({"enum": ["up", "down", "flat"]}, "which way; for a loss, up is better"),
    "company": ({"type": "string", "minLength": 1}, "whose: the mention as written, a name or a ticker"),
    "name": FIELDS["name"],
    "ticker": FIELDS["ticker"],
    "what": ({"type": "string", "minLength": 1}, "the measure's words as written"),
    "change": (_SIGNED, "by how much, signed, in unit"),
    "unit": ({"type": "string", "pattern": "^(percent|pp|bp|points|[A-Z]{3})$"}, "of change, or else of from and to"),
    "from": (_LEVEL, "the level before; for a rating its word"),
    "from_high": (_SIGNED, "the upper end, when the level before is a range; from is the lower one"),
    "to": (_LEVEL, "the level after; for a rating its word"),
    "to_high": (_SIGNED, "the upper end, when the level after is a range; to is the lower one"),
    "currency": ({"type": "string", "pattern": "^[A-Z]{3}$"}, "of from and to, ISO 4217"),
    "period": ({"type": "string", "minLength": 1}, "the time it covers, as written"),
    "when": ({"type": "string", "minLength": 1}, "the day or the session, as written"),
    "bound": FIELDS["bound"],
    "consistent": ({"type": "boolean"}, "whether from, to and change agree as far as they were rounded"),
    "rule": FIELDS["rule"],
}
COMMON = ("start", "end", "text", "label", "rule", "evidence")
AMOUNTS = ("amount", "low", "high", "currency", "assumed", "change", "bound", "per")
LABEL_FIELDS: dict[str, tuple[str, ...]] = {
    "COMPANY": ("name", "ticker", "exchange", "id"),
    "TICKER": ("symbol", "exchange", "mic", "company", "id"),
    "SECURITY_ID": ("scheme", "symbol", "company", "id"),
    "PERCENT": ("value", "low", "high", "unit", "change", "bound"),
    "PRICE": AMOUNTS,
    "MONEY": AMOUNTS,
}
# What it takes to be worth something: one of these sets of fields. Only own rules may mark what has no value.
WORTH: dict[str, tuple[tuple[str, ...], ...]] = {
    "TICKER": (("symbol",),),
    "SECURITY_ID": (("scheme", "symbol"),),
    "PERCENT": (("unit", "value"), ("unit", "low", "high")),
    "PRICE": (("amount",), ("low", "high")),
    "MONEY": (("amount",), ("low", "high")),
}
OWN_RULE = r"^rules\."
SCHEMA_ID = "urn:newsx:records:1"  # the number goes up when a reader of old records would misread new ones


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what ``newsx extract`` and ``newsx changes`` write, a line."""
    own = {
        "description": "an entity of the user's own rules",
        **_closed(["doc", *COMMON, "id"], ["start", "end", "text", "label", "rule"]),
    }
    own["properties"]["label"] = {"type": "string", "minLength": 1, "not": {"enum": list(LABEL_FIELDS)}}
    entity = {"oneOf": [{"$ref": f"#/$defs/{label}"} for label in (*LABEL_FIELDS, "OWN")]}
    document = {
        "type": "object",
        "description": "one article, as in --format docs",
        "properties": {
            "id": {"type": "string"},
            "entities": {"type": "array", "items": {**entity, "not": {"required": ["doc"]}}},
            "changes": {"type": "array", "items": {"$ref": "#/$defs/change", "not": {"required": ["doc"]}}},
            "meta": {"type": "object", "description": "the other fields of the record that was read"},
        },
        "required": ["id", "entities"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "What newsx extract and newsx changes write, a line",
        "oneOf": [{"$ref": "#/$defs/record"}, {"$ref": "#/$defs/document"}, {"$ref": "#/$defs/changed"}],
        "$defs": {
            "record": {"description": "one entity, as in --format jsonl", "required": ["doc"], **entity},
            "document": document,
            "changed": {
                "description": "one move, as newsx changes writes it",
                "required": ["doc"],
                "$ref": "#/$defs/change",
            },
            "change": {
                "type": "object",
                "properties": {name: {**kind, "description": said} for name, (kind, said) in CHANGE_FIELDS.items()},
                "required": ["start", "end", "measure", "direction", "rule"],
                "additionalProperties": False,
            },
            **{label: _of_label(label) for label in LABEL_FIELDS},
            "OWN": own,
        },
    }


def _of_label(label: str) -> dict[str, Any]:
    found = _closed(["doc", *COMMON, *LABEL_FIELDS[label]], ["start", "end", "text", "label", "rule"])
    found["properties"]["label"] = {"const": label}
    if label in WORTH:
        found["anyOf"] = [
            *({"required": list(names)} for names in WORTH[label]),
            {"properties": {"rule": {"pattern": OWN_RULE}}},
        ]
    if "low" in found["properties"]:
        found["dependentRequired"] = {"low": ["high"], "high": ["low"]}
    return found


def _closed(names: list[str], required: list[str]) -> dict[str, Any]:
    properties = {name: {**FIELDS[name][0], "description": FIELDS[name][1]} for name in FIELDS if name in names}
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
