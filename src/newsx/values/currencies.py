"""Currencies as news writes them: "$", "HK$", "Rs", "Swiss francs", "MUSD" -> ISO 4217. Source: data/currencies.csv."""

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

_DATA = files("newsx") / "data"


@dataclass(frozen=True, slots=True)
class Unit:
    """What one way of writing a currency stands for.

    codes: the currencies it may be, one when it is clear. default: which of them when nothing tells; "" stays open.
    share: what one is worth in the main unit: 1 for dollars, 0.01 for cents.
    weak: that it is also a word or a name (N, TOP), so that only a magnitude or decimals make it money.
    """

    codes: tuple[str, ...]
    default: str
    share: Decimal = Decimal(1)
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Currencies:
    """All ways of writing: with a sign, by letters before or behind the number, by noun, by adjective and noun."""

    signs: dict[str, Unit]
    letters: dict[str, Unit]
    nouns: dict[str, Unit]
    adjectives: dict[str, frozenset[str]]
    codes: dict[str, Unit]
    places: dict[str, tuple[str, ...]]  # name of a place -> the currencies that it speaks for
    speak_for: dict[str, tuple[str, ...]]  # currency -> the places that speak for it
    twice: frozenset[str]  # places that count twice

    @staticmethod
    @cache
    def load() -> "Currencies":
        """The bundled table, read once."""
        return _load()

    def code(self, written: str) -> Unit | None:
        """An ISO code, also with its magnitude before it: USD, MUSD, TSEK."""
        unit = self.codes.get(written) or self.letters.get(written)
        if unit is None and len(written) == 4 and written[0] in "MKTm":
            plain = self.codes.get(written[1:])
            unit = plain and Unit(plain.codes, plain.default, Decimal(10**6 if written[0] in "Mm" else 1000))
        return unit


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_DATA / name).read_text(encoding="utf-8").splitlines()))


def _load() -> Currencies:
    rows = _rows("currencies.csv")
    default = {row["written"]: row["default"] for row in _rows("currencies_shared.csv")}
    who: dict[str, dict[str, list[str]]] = {"signs": {}, "letters": {}, "words": {}, "minor": {}, "places": {}}
    adjectives: dict[str, list[str]] = {}
    codes, names, hundredth = {}, {}, {}
    for row in rows:
        code, digits = row["code"], int(row["digits"])
        codes[code] = Unit((code,), code, weak=row["status"].endswith("weak"))
        hundredth[code] = Decimal(1).scaleb(-digits if digits == 3 else -2)
        for column, ways in who.items():
            for written in filter(None, row[column].split("|")):
                ways.setdefault(written.rstrip("*"), []).append(code)
        lettered = [sign[:2].lower() for sign in row["signs"].split("|") if len(sign) == 3 and sign[2] == "$"]
        lettered = [way for way in lettered if code.endswith("D") and way != "bn"]  # 5 bn dollars are billions
        lettered = [f"{way} dollar{plural}" for way in lettered for plural in ("", "s")]
        for name in (*filter(None, row["names"].split("|")), *lettered):  # HK dollars, and so HK cents
            names[name] = code
            adjective, _, _ = name.rpartition(" ")
            adjectives.setdefault(adjective, []).append(code)

    def unit(written: str, found: list[str], *, minor: bool = False, weak: bool = False) -> Unit:
        said = default.get(written, default.get(written.rstrip("s")))
        fallback = found[0] if len(found) == 1 else said or ""
        share = hundredth[fallback or found[0]] if minor else Decimal(1)
        return Unit(tuple(found), fallback, share, weak)

    nouns = {w: unit(w, found) for w, found in who["words"].items()}
    nouns |= {w: unit(w, found, minor=True) for w, found in who["minor"].items() if len(w) > 1}
    nouns |= {w: unit(w, [code]) for w, code in names.items()}
    nouns |= {w: Unit(("USD",), "USD", Decimal("0.01")) for w in ("cent us", "cents us")}  # as Canadian papers write
    return Currencies(
        signs={w: unit(w, found) for w, found in who["signs"].items()}
        | {w: unit(w, found, minor=True) for w, found in who["minor"].items() if w in "¢￠"},
        letters={w.rstrip("?"): unit(w, found, weak=w.endswith("?")) for w, found in who["letters"].items()}
        | {w: unit(w, found, minor=True) for w, found in who["minor"].items() if w in "pc"},
        nouns=nouns,
        adjectives={a: frozenset(found) for a, found in adjectives.items()},
        codes=codes,
        places={place: tuple(found) for place, found in who["places"].items()},
        speak_for={row["code"]: tuple(filter(None, row["places"].replace("*", "").split("|"))) for row in rows},
        twice=frozenset(place[:-1] for row in rows for place in row["places"].split("|") if place.endswith("*")),
    )


def alternatives(words: list[str]) -> str:
    """A regex for any of the words, the longest first, grouped by first letter so that most words fail at once."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(re.escape(letter) + "(?:" + "|".join(rest) + ")" for letter, rest in sorted(by_letter.items()))
