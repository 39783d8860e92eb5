"""The table of amounts, and how a find is written in it."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

TABLE = tomllib.loads((Path(__file__).parent / "amounts.toml").read_text(encoding="utf-8"))
MARKS = [(form["title"], row[0], row[1:]) for form in TABLE["form"] for row in form["rows"]]
LEAVES_ALONE = [row for part in TABLE["alone"] for row in part["rows"]]


def plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def written(span: str, label: str, values: Mapping[str, Any]) -> str:
    """One find as the table writes it: ``span = LABEL worth unit ...``."""
    known = {key: value for key, value in values.items() if value is not None}
    one = known.get("value", known.get("amount"))
    worth = plain(one) if one is not None else f"{plain(known['low'])}..{plain(known['high'])}"
    rest = [known.get("unit") or known.get("currency") or "?"]
    rest += ["assumed"] if known.get("assumed") else []
    rest += [f"change {plain(known['change'])}"] if "change" in known else []
    rest += [f"per {known['per']}"] if "per" in known else []
    rest += [known["bound"]] if "bound" in known else []
    return f"{span} = {label} {worth} {' '.join(rest)}"


def finds(text: str, rule: Any) -> list[str]:
    """What the rule, or the module that is one, finds in the text, as the table writes it."""
    return [written(text[c.start : c.end], c.label, rule.values(text, c)) for c in rule.find(text)]


def read_through(text: str, rule: Any) -> None:
    """All finds, with the values of the last few."""
    for c in rule.find(text):
        if c.start > len(text) - 5_000:
            rule.values(text, c)


def place(marked: str) -> tuple[str, int, int]:
    """The text without its brackets, and where they stood."""
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end
