"""Whether a record has the fields that it needs, and no others, each of its type: newsx's JSON Schema by hand.

The tables of records.py, as plain Python: a general validator takes longer over a record than extracting it did.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Any

from newsx.records import CHANGE_FIELDS, COMMON, FIELDS, LABEL_FIELDS, WORTH

REQUIRED = ("start", "end", "text", "label", "rule")
SPAN = ("start", "end", "label")
Test = Callable[[Any], str]
Fault = tuple[str, str]  # kind and message


def entity(record: Any, labels: frozenset[str], *, gold: bool = False, loose: bool = False) -> Iterator[Fault]:
    """What is wrong with the fields of one entity.

    labels: those that are known besides newsx's own. gold: written by people, so that no rule found it. loose: a span
    of another tool, which needs only a place and a label and may carry fields of its own.
    """
    if not isinstance(record, dict):
        yield "type", f"an entity is {kind(record)}, not an object"
        return
    needed = SPAN if loose else REQUIRED[:-1] if gold else REQUIRED
    missing = [name for name in needed if name not in record]
    for name in missing:
        yield "missing-field", f'no "{name}" here'
    label = record.get("label")
    if "label" in record and not isinstance(label, str):
        yield "type", f"label is {kind(label)}, not a string"
        label = None
    own_rule = str(record.get("rule", "")).startswith("rules.")
    known = label in LABEL_FIELDS
    if isinstance(label, str) and not known and label not in labels and not own_rule:
        yield "label", f'no label is called "{label}". {nearest(label, (*LABEL_FIELDS, *sorted(labels)))}'
    tests = _tests()
    allowed = _allowed(label if known else "")
    for name, value in record.items():
        test = tests.get(name)
        if test is None or name not in allowed:
            if loose and test is None:
                continue
            if test is None:
                yield "unknown-field", unknown(name, sorted(allowed))
            elif known or own_rule:
                yield "unknown-field", f'a {label} has no "{name}"'
        elif (said := test(value)) and (name != "label" or label is not None):
            yield ("type" if said[0] != "," else "field-value"), f"{name} is {said.lstrip(', ')}"
    if known and not loose and label in WORTH and not own_rule:
        ways = WORTH[str(label)]
        if not any(all(name in record for name in way) for way in ways) and not {"low", "high"} & record.keys():
            yield "no-value", f"a {label} without {' or '.join('/'.join(way) for way in ways)}"
    if ("low" in record) != ("high" in record):
        yield "missing-field", 'a range needs "low" and "high"'


def move(record: Any) -> Iterator[Fault]:
    """What is wrong with the fields of one move of ``newsx changes``."""
    if not isinstance(record, dict):
        yield "type", f"a move is {kind(record)}, not an object"
        return
    for name in ("start", "end", "measure", "direction", "rule"):
        if name not in record:
            yield "missing-field", f'no "{name}" here'
    tests = _move_tests()
    for name, value in record.items():
        test = tests.get(name)
        if test is None:
            yield "unknown-field", unknown(name, tuple(tests))
        elif said := test(value):
            yield ("type" if said[0] != "," else "field-value"), f"{name} is {said.lstrip(', ')}"


def unknown(name: str, known: Iterable[str]) -> str:
    """For an unknown field: with the nearest one that is known."""
    return f'no field is called "{name}". {nearest(name, tuple(known))}'


def nearest(word: str, known: tuple[str, ...]) -> str:
    """The nearest of the known words, or all of them."""
    near = get_close_matches(word, known, 1, 0.6) or get_close_matches(word.upper(), known, 1, 0.6)
    return f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(known)}."


def is_number(value: Any) -> bool:
    """A number of JSON, or of a record that was just extracted."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def kind(value: Any) -> str:
    """A value's type for people."""
    if value is None:
        return "null"
    names = {bool: "true or false", str: "a string", list: "a list", tuple: "a list", dict: "an object"}
    return names.get(type(value), "a number")


@cache
def _allowed(label: str) -> frozenset[str]:
    return frozenset(("doc", *COMMON, *(LABEL_FIELDS[label] if label else ("id",))))


@cache
def _tests() -> dict[str, Test]:
    return {name: _test(name, about) for name, (about, _) in FIELDS.items()}


@cache
def _move_tests() -> dict[str, Test]:
    return {name: _test(name, about) for name, (about, _) in CHANGE_FIELDS.items()}


def _test(name: str, about: dict[str, Any]) -> Test:
    """What says what is wrong with a value, "" when nothing is. It begins with a comma when only its type is right."""
    wanted = about.get("type")
    if "enum" in about:
        values = tuple(about["enum"])
        return lambda v: "" if v in values else f", {short(v)}, not {_either(values)}"
    if wanted == "string":
        least = about.get("minLength", 0)
        pattern = re.compile(about["pattern"]) if "pattern" in about else None

        def string(v: Any) -> str:
            if type(v) is not str:
                return f"{kind(v)}, not a string"
            if len(v) < least:
                return ", empty"
            if pattern is not None and not pattern.search(v):
                return f", {short(v)}, not {FORMS.get(name, 'of its form')}"
            return ""

        return string
    if wanted == "integer":
        minimum = about.get("minimum", 0)

        def integer(v: Any) -> str:
            if type(v) is not int:
                return f"{kind(v)}, not a whole number" if not is_number(v) else f", {v}, not a whole number"
            return "" if v >= minimum else f", {v}, less than {minimum}"

        return integer
    if wanted == "number":
        return lambda v: "" if type(v) is int or is_number(v) else f"{kind(v)}, not a number"
    if wanted == "boolean":
        return lambda v: "" if type(v) is bool else f"{kind(v)}, not true or false"
    if wanted == "array":
        return lambda v: "" if isinstance(v, list | tuple) else f"{kind(v)}, not a list"
    return lambda v: "" if isinstance(v, str) or is_number(v) else f"{kind(v)}, not a number or a string"


FORMS = {
    "currency": "three capitals of ISO 4217",
    "mic": "four capitals or digits of ISO 10383",
    "unit": "a unit or a currency",
}


def short(value: Any) -> str:
    """A value for people, not too long."""
    said = f'"{value}"' if isinstance(value, str) else str(value)
    return said if len(said) <= 60 else said[:59] + "…"


def _either(values: tuple[Any, ...]) -> str:
    words = [str(v) for v in values]
    return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
