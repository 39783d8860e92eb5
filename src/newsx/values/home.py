"""Which currency an article means by a sign that several share: "$", "kr", "rupees". article -> currency."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property

from newsx.values import sentence
from newsx.values.currencies import Currencies, Unit

# The dollar of an article about the whole world is the US one; another is meant only where much speaks for it.
WORLD = "USD"
ENOUGH = 3  # pieces of evidence
# a venue says more than a country does
MARKETS = frozenset(("ASX", "S&P/ASX", "JSE", "TSX", "TSXV", "TSX-V", "NZX", "SGX"))
NEAR = 120  # characters around an amount in which a currency's own name settles the matter
BEFORE = 480  # and those of its paragraph before its sentence


class Home:
    """What speaks for which currency in one article. Counted once, when first asked."""

    def __init__(self, text: str, currencies: Currencies) -> None:
        self.text = text
        self.currencies = currencies
        self._dollars: dict[tuple[Unit, str], tuple[str, bool]] = {}
        self._said: dict[tuple[str, ...], Counter[str]] = {}

    def said(self, codes: tuple[str, ...]) -> Counter[str]:
        """Pieces of evidence for each of some currencies: its country, people, cities, markets. Counted once."""
        if codes not in self._said:
            said = self._said[codes] = Counter()
            for place in self._places_in(codes, 0, len(self.text)):
                weight = ENOUGH if place in MARKETS or (place.isupper() and len(place) > 5) else 1
                weight += place in self.currencies.twice
                for code in self.currencies.places[place]:
                    said[code] += weight
        return self._said[codes]

    @cached_property
    def written(self) -> set[str]:
        """Currencies whose dollar is told apart by its prefix: A$, US$."""
        units = map(self.currencies.signs.get, self._dollar_signs)
        return {unit.codes[0] for unit in units if unit is not None and len(unit.codes) == 1}

    @cached_property
    def _dollar_signs(self) -> set[str]:
        found = set()
        for m in DOLLAR.finditer(self.text):
            before = LETTERS.search(self.text, max(0, m.start() - 5), m.start()) if not m["letters"] else None
            found.add(before[0].replace(".", "").strip() + "$" if before else m[0])
        return found

    def _of_cents(self, codes: tuple[str, ...], dollar: str) -> dict[str, bool]:
        """Whose cents they may be by the sums that the article writes, and whether that is assumed: S$2.9 billion."""
        found = dict.fromkeys(self.written, False)
        if "$" in self._dollar_signs:
            code, assumed = self.choose(self.currencies.signs["$"], 0, 0, dollar)
            found.setdefault(code or "", assumed)
        found |= {OTHER_COINS[m[0]]: False for m in OTHER_SUMS.finditer(self.text)}
        return {code: assumed for code, assumed in found.items() if code in codes}

    def choose(self, unit: Unit, start: int, end: int, dollar: str = WORLD) -> tuple[str | None, bool]:
        """The currency of a way of writing at text[start:end], and whether it had to be assumed.

        dollar: what a bare dollar means when nothing in the article tells.
        """
        if len(unit.codes) == 1:
            return unit.codes[0], False
        if unit.default == WORLD:
            if unit.share < 1 and (sign := self._sign_beside(start, end)) is not None:
                beside = self.currencies.signs.get(sign)
                if beside is not None and not set(beside.codes).isdisjoint(unit.codes):
                    return self.choose(beside, start, end, dollar)
            if (unit, dollar) not in self._dollars:
                self._dollars[unit, dollar] = self._dollar(unit, dollar)
            return self._dollars[unit, dollar]
        near = self._near(unit.codes, start, end)
        if near:
            return near, False
        said = self.said(unit.codes)
        likely = sorted(unit.codes, key=lambda code: (-said[code], code != unit.default))
        best, next_best = said[likely[0]], said[likely[1]]
        if best:
            return likely[0], best == next_best  # two of them: not the third that is meant elsewhere
        return (unit.default, True) if unit.default else (None, False)

    def _sign_beside(self, start: int, end: int) -> str | None:
        """The sign of the level that cents moved to or from: eased 80 cents to HK$98.15."""
        level = LEVEL_BEHIND.match(self.text, end) or LEVEL_BEFORE.search(self.text, max(0, start - 40), start)
        return level["sign"] if level is not None else None

    def _dollar(self, unit: Unit, dollar: str) -> tuple[str, bool]:
        """A bare dollar: another country's when much speaks for it and it is not told apart by its prefix."""
        if unit.share < 1 and len(theirs := self._of_cents(unit.codes, dollar)) == 1:
            return theirs.popitem()
        ours = [code for code in unit.codes if code != WORLD and code not in self.written and code != "EUR"]
        said = self.said(unit.codes)
        best = max(ours, key=lambda code: said[code], default=WORLD)
        foreign = 0 if WORLD in self.written else said[WORLD]  # US$ beside $: the $ is not the US one
        if best != WORLD and said[best] >= ENOUGH and self._is_home(best, said[best], foreign):
            return best, False
        return (WORLD, False) if dollar == WORLD and foreign else (dollar, True)

    def _is_home(self, code: str, ours: int, foreign: int) -> bool:
        """Whether so much evidence for a country outweighs that for the United States.

        American places and institutions say more than "U.S." does: a Canadian bank has U.S. profits, too, though
        one name that is said again and again may be somebody's (Sydney).
        """
        foreign += sum(1 for _ in AMERICAN.finditer(self.text))
        if ours > 2 * foreign:
            return True
        named = sum(place in NAMED for place in self._places_in((WORLD,), 0, len(self.text)))
        ours_named = set(self._places_in((code,), 0, len(self.text)))
        return named >= foreign and ours > ENOUGH and ours >= 2 * foreign and len(ours_named) > 1

    def _near(self, codes: tuple[str, ...], start: int, end: int) -> str | None:
        """The one currency of several that its clause speaks for, else its paragraph so far, else what is around."""
        first = sentence.start_of(self.text, start, NEAR)
        last = CLAUSE_END.search(self.text, end, end + NEAR)
        so_far = max(0, first - BEFORE)
        for begin, stop in (
            (first, last.start() if last is not None else end + NEAR),
            (self.text.rfind("\n", so_far, first) + 1 or so_far, first),
            (max(0, start - NEAR), end + NEAR),
        ):
            if found := self._spoken_for(codes, begin, stop):
                return found.pop() if len(found) == 1 else None
        return None

    def _spoken_for(self, codes: tuple[str, ...], start: int, end: int) -> set[str]:
        """Which of some currencies a stretch of the text speaks for, by a place or by the ISO code itself."""
        places = self._places_in(codes, start, end)
        found = {code for place in places for code in self.currencies.places[place] if code in codes}
        return found | set(_written(codes).findall(self.text, start, end))

    def _places_in(self, codes: tuple[str, ...], start: int, end: int) -> Iterator[str]:
        """The places of some currencies in a stretch of the text; those in small letters one by one, they are few."""
        capital, small = _places(tuple(place for code in codes for place in self.currencies.speak_for.get(code, ())))
        if capital is not None:
            for m in capital.finditer(self.text, start, end):
                yield m[0]
        for place in small:
            yield from [place] * self.text.count(place, start, end)


# 80 cents, or 0.8 per cent, to HK$98.15; at HK$98.15, down 80 cents
LEVEL_BEHIND = re.compile(
    r"(?:[^.;\n$€]|\.(?=\d)){0,32}?[ ](?:to|at|from)(?:[ ](?:close|end|finish|settle|at)){0,2}"
    r"[ ](?P<sign>[A-Z]{0,3}\$|€)(?=[ ]?\d)"
)
LEVEL_BEFORE = re.compile(
    r"(?P<sign>(?:(?<![A-Z])[A-Z]{1,3})?\$|€)\d[\d.,]*,?[ ](?:up|down|off|an?[ ](?:gain|rise|fall|drop|loss)[ ]of)[ ]\Z"
)
NAMED = frozenset(("U.S.", "US", "United States", "American", "America"))
AMERICAN = re.compile(  # what speaks for the United States beside the places of the table
    r"\b(?:Los Angeles|Chicago|San Francisco|Houston|Dallas|Boston|Seattle|Atlanta|Detroit|Silicon Valley|White House"
    r"|California|Texas|Florida|Calif\.|Trump|Congress|Pentagon)(?!\w)"
)
CLAUSE_END = re.compile(r"[,;:()–—\n]|[.!?][”\"’)]?\s|[ ](?:while|whereas|as|and|but)[ ]")
# 35 euros, R45 billion: what else has cents
OTHER_COINS = {"€": "EUR", "euros": "EUR", "R": "ZAR", "rand": "ZAR"}
OTHER_SUMS = re.compile(
    r"€(?=[ ]?\d)|(?<=[\dn] )euros(?!\w)|R(?<!\wR)(?=\d[\d.,]*(?:[ ]?[bmt]|\d))|(?<=[\dn] )rand(?!\w)"
)
DOLLAR = re.compile(r"\$(?P<letters>US|AU|NZ|A|C)?(?=[ ]?\d)")
LETTERS = re.compile(r"(?<![A-Za-z])(?:[A-Z]{1,3}|U\.S\.)[ ]?\Z")


@cache
def _places(places: tuple[str, ...]) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """All names of places in one pattern, by first letter, and the words in small letters (yuan, crore)."""
    groups: dict[str, list[str]] = {}
    for place in sorted(set(places), key=lambda name: (-len(name), name)):
        if place[0].isupper():
            groups.setdefault(place[0], []).append(re.escape(place[1:]))
    ways = [rf"{letter}(?<!\w{letter})(?:{'|'.join(rest)})(?!\w)" for letter, rest in groups.items()]
    small = tuple(dict.fromkeys(place for place in places if not place[0].isupper()))
    return re.compile("|".join(ways)) if ways else None, small


@cache
def _written(codes: tuple[str, ...]) -> re.Pattern[str]:
    """The ISO codes themselves: NOK 9.70 beside crowns."""
    return re.compile(r"(?<![A-Za-z])(?:" + "|".join(codes) + r")(?![A-Za-z])")
