"""Which currency an article means by a sign that several share: "$", "kr", "rupees". article -> currency."""

import re
from collections import Counter
from functools import lru_cache

from newsx.values.currencies import Currencies, Unit

# The dollar of an article about the whole world is the US one; another is meant only where much speaks for it.
WORLD = "USD"
ENOUGH = 3  # pieces of evidence
MARKETS = frozenset(("ASX", "S&P/ASX", "TSX", "TSXV", "TSX-V", "NZX", "SGX"))  # a venue says more than a country does
NEAR = 120  # characters around an amount in which a currency's own name settles the matter


class Home:
    """What speaks for which currency in one article. Counted once an article, when first asked."""

    def __init__(self, text: str, currencies: Currencies) -> None:
        self.text = text
        self.places = currencies.places
        self.said: Counter[str] = Counter()  # code -> pieces of evidence
        self.written: set[str] = set()  # currencies whose dollar is told apart by its prefix: A$, US$
        for m in _places(tuple(currencies.places)).finditer(text):
            for code in self.places[m[0]]:
                self.said[code] += ENOUGH if m[0] in MARKETS or m[0].isupper() and len(m[0]) > 5 else 1
        for m in PREFIXED.finditer(text):
            unit = currencies.signs.get(m[0].replace(".", "").replace(" ", ""))
            if unit is not None and len(unit.codes) == 1:
                self.written.add(unit.codes[0])

    def choose(self, unit: Unit, start: int, end: int, dollar: str = WORLD) -> tuple[str | None, bool]:
        """The currency of a way of writing at text[start:end], and whether it had to be assumed.

        dollar: what a bare dollar means when nothing in the article tells.
        """
        if len(unit.codes) == 1:
            return unit.codes[0], False
        if unit.default == WORLD:
            return self._dollar(unit, dollar)
        near = self._near(unit.codes, start, end)
        if near:
            return near, False
        likely = sorted(unit.codes, key=lambda code: (-self.said[code], code != unit.default))
        best, next_best = self.said[likely[0]], self.said[likely[1]]
        if best > next_best:
            return likely[0], False
        return (unit.default, True) if unit.default else (None, False)

    def _dollar(self, unit: Unit, dollar: str) -> tuple[str, bool]:
        """A bare dollar: another country's when much speaks for it and it is not told apart by its prefix."""
        ours = [code for code in unit.codes if code != WORLD and code not in self.written and code != "EUR"]
        best = max(ours, key=lambda code: self.said[code], default=WORLD)
        foreign = 0 if WORLD in self.written else self.said[WORLD]  # US$ beside $: the $ is not the US one
        if best != WORLD and self.said[best] >= ENOUGH and self.said[best] > 2 * foreign:
            return best, False
        return (WORLD, False) if dollar == WORLD and foreign else (dollar, True)

    def _near(self, codes: tuple[str, ...], start: int, end: int) -> str | None:
        """The one currency of several that the words around the amount speak for."""
        window = self.text[max(0, start - NEAR) : end + NEAR]
        found = {code for m in _places(tuple(self.places)).finditer(window) for code in self.places[m[0]]}
        ours = [code for code in codes if code in found]
        return ours[0] if len(ours) == 1 else None


PREFIXED = re.compile(r"(?:(?<![A-Za-z])(?:[A-Z]{1,2}|U\.S\.|AUD|CAD|NZD|USD)[ ]?\$|\$(?:US|AU|NZ|A|C))(?=[ ]?\d)")


@lru_cache(maxsize=2)
def _places(places: tuple[str, ...]) -> re.Pattern[str]:
    """All places in one pattern, by first letter; the guard stands behind it, so that most letters fail at once."""
    groups: dict[str, list[str]] = {}
    for place in sorted(places, key=len, reverse=True):
        groups.setdefault(place[0], []).append(re.escape(place[1:]))
    ways = (rf"{letter}(?<!\w{letter})(?:{'|'.join(rest)})(?!\w)" for letter, rest in groups.items())
    return re.compile("|".join(ways))
