"""The names in a run that the universe holds. tokens of a run -> which of them are a listed name, and whose."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsx.rules.company.runs import Token
from newsx.rules.company.words import Words
from newsx.universe import Company, Universe
from newsx.universe.names import fold, without_legal

LONGEST = 8  # words of a listed name
INDICES = frozenset(["Index", "Indices", "Average", "Averages", "Composite", "Industrials"])
FIELDS = frozenset(["Heavy", "Venture", "Private", "Investment", "Asset", "Real", "Life", "Digital", "Global", "Green"])
LARGEST = 350  # companies by size: who does not know them?
# behind a run: the 66 of Phillips 66, and what may follow it
NUMBER = re.compile(r" (?P<number>\d{1,4})(?![\w%]|[.,:/-]\d)(?: [A-Z][\w&.’'-]*){0,3}")
ORDINALS = ("st", "nd", "rd", "th")
FOLLOW = ("With", "Up", "In", "On", "To", "For", "From", "Out", "Off", "By", "As", "Its", "The", "A", "Over", "After")
FORMS = {  # legal forms that stand for one another
    **dict.fromkeys(["inc", "incorporated", "corp", "corporation", "co", "company"], "inc"),
    **dict.fromkeys(["ltd", "limited"], "ltd"),
    **{form: form for form in ("plc", "ag", "sa", "se", "nv")},
}


class Match(NamedTuple):
    """One listed name. first, end: its tokens, end excluded. how: the evidence. id: "" for more than is listed."""

    first: int
    end: int
    how: str
    id: str = ""


class Listed:
    """Finds the names of the universe, and those of institutions, exchanges and indices, which are none."""

    def __init__(self, universe: Universe, words: Words) -> None:
        self.universe = universe
        self.names = universe.names
        self.words = words
        self.bodies = words.bodies

    def begin(self, text: str, start: int, end: int) -> int:
        """Where the run at text[start:end] begins, with the small letters of eBay or the number of 20th Century Fox."""
        while start and text[start - 1].isalnum():
            start -= 1
        if start < 3 or text[start - 1] not in " -":
            return start
        if text[start - 2].isdigit() or text[start - 3 : start - 1] in ORDINALS:
            number = text[max(0, start - 12) : start].split()[-1].rstrip("-")
            head = f"{number}{text[start - 1]}{text[start:end]}"
            if number[0].isdigit() and " ".join(head.split()[:2]) in self.universe.numbered:
                return start - 1 - len(number)
        return start

    def end(self, text: str, start: int, end: int) -> int:
        """Where the run at text[start:end] ends, with the 66 of Phillips 66 and what follows it: Group 1 Automotive."""
        number = NUMBER.match(text, end)
        if number is None:
            return end
        last = text[start:end].rsplit(" ", 1)[-1]
        return number.end() if f"{last} {number['number']}" in self.universe.numbered else end

    def find(self, run: str, tokens: list[Token], initial: bool, headline: bool) -> Iterator[Match]:
        """Each name that a list has, the longest at each place, in reading order.

        May widen tokens[i] by its possessive: McDonald's has its 's, Apple's has not.
        """
        i = floor = 0  # floor: what stands before it belongs to the name before
        while i < len(tokens):
            end, name = self._longest(run, tokens, i)
            if not end:
                i += 1
                continue
            before = tokens[i - 1] if i > floor and tokens[i].gap in (" ", " & ") and not tokens[i - 1].owns else None
            body = name.removeprefix("The ") in self.bodies
            if over := self._whole(run, tokens, end) if body else _index(tokens, end):
                yield Match(i, over, "institution")
                i = floor = over
            elif not self._part(before, tokens, i, end, name, headline or (initial and i == 0)):
                end = self._more(tokens, end, headline)
                if self._of_land(tokens, end):
                    end += 1
                    yield Match(i, end, "institution")
                else:
                    yield self._match(run, tokens, i, end, name, initial and i == 0)
                i = floor = end
            else:
                i += 1

    def _whole(self, run: str, tokens: list[Token], end: int) -> int:
        """Where an institution ends that has banks in many cities: Federal Reserve | Bank of San Francisco."""
        if end + 1 < len(tokens) and tokens[end].text == "Bank" and tokens[end + 1].gap.startswith(" of"):
            end += 2
            if end < len(tokens) and run[tokens[end - 1].start : tokens[end].end] in self.words.places:
                end += 1  # New York
        return end

    def _of_land(self, tokens: list[Token], end: int) -> bool:
        """Whether a bank goes on with its country, so that it is the central bank: National Bank | of Poland."""
        bank = end < len(tokens) and tokens[end - 1].text == "Bank" and tokens[end].gap.startswith(" of")
        return bank and tokens[end].text in self.words.countries

    def knows(self, run: str, words: list[Token]) -> bool:
        """Whether a run begins with a listed name, or one of institutions, exchanges and indices."""
        return self._longest(run, words, 0)[0] > 0

    def _longest(self, run: str, tokens: list[Token], i: int) -> tuple[int, str]:
        """(last token + 1, name) of the longest name that begins at i; (0, "") when none does."""
        names, bodies = self.names, self.bodies
        first, loud = tokens[i].start, tokens[i].loud
        for j in range(min(len(tokens), i + LONGEST), i, -1):
            _, own, _, stop, _, _ = last = tokens[j - 1]
            for end in (stop, own) if stop != own else (own,):
                name = run[first:end]
                if "’" in name:
                    name = name.replace("’", "'")
                if name not in names and name not in bodies:
                    if name[-1] == ".":
                        name = name.rstrip(".")
                    elif end != own or not loud:
                        continue
                    if name not in names and name not in bodies:
                        if end != own or not loud:
                            continue
                        name = _calm(tokens[i:j])
                        if name not in names and name not in bodies:
                            continue
                if end != own:
                    tokens[j - 1] = last._replace(end=end)
                return j, name
        return 0, ""

    def _match(self, run: str, tokens: list[Token], i: int, end: int, name: str, initial: bool) -> Match:
        first = i
        if (
            initial
            and tokens[i].text == "The"
            and name[4:] in self.names
            and tokens[end - 1].text not in self.words.legal
        ):
            first += self._safe(name[4:])  # "The" only begins the sentence; but The Information
        safe = self._safe(name) and not (tokens[i].loud and name in self.words.places)  # ZURICH (Reuters)
        text = run[tokens[first].start : tokens[end - 1].end]
        return Match(first, end, "listed" if safe else "listed, ambiguous", self._id(text, name, safe))

    def _safe(self, name: str) -> bool:
        """Whether a listed name needs no other evidence: no ordinary word, person, place or product goes by it."""
        if name in self.words.products or len(name) < 2:
            return False
        return name not in self.universe.ambiguous or name not in self.universe.named(name)[0].ambiguous

    def _id(self, text: str, name: str, safe: bool) -> str:
        """The id of the company that is meant when name is known and text is what stands there; "" when it is more.

        Target Corp. is Target Corporation, Target Pty Ltd somebody else.
        """
        text = text.replace("’", "'")
        company = self.universe.named(name)[0]
        if text.rstrip(".") == name.rstrip("."):
            return company.id
        short = without_legal(text)
        if fold(short) != fold(without_legal(name)):
            return known[0].id if (known := self.universe.named(short)) else ""
        if safe or text.isupper():
            return company.id
        form, own = _form(text), _form(company.name)
        return company.id if not own or form == own else ""

    def _part(self, before: Token | None, tokens: list[Token], i: int, end: int, name: str, capital: bool) -> bool:
        """Whether a listed name does not mean the company here: it says too little, or is part of more.

        capital: any word would have one here, at the beginning of a sentence or in a headline.
        """
        words = self.words
        if end == i + 1:
            if name in words.never:
                return True
            safe = self._safe(name)
            if self._inside(before, tokens, i, safe):
                return True
            if safe or capital or not self._goes_on_plainly(tokens, i):
                return False
            return not is_large(self.universe.named(name)[0])
        if end == i + 2 and tokens[i].text == "The" and self._goes_on_otherwise(tokens, end):
            return True  # The National | Stock Exchange
        if before is None:
            return False
        if tokens[end - 1].text == "Bank" and before.text in words.demonyms:
            return True  # Croatian | National Bank
        if before.text in words.breaks or before.text in words.beside or before.text.lower() in words.kinds:
            return False
        if words.ordinary(before.text) and tokens[end - 1].text not in words.legal:
            return False
        # Marlow | Global Asset Management, Northern Trout | Lithium Corp.
        return all(t.text.lower() in words.common or words.ends_firm(t.text) for t in tokens[i:end])

    def _inside(self, before: Token | None, tokens: list[Token], i: int, safe: bool) -> bool:
        """Whether a word that is listed is a part of something longer: Henry Ford, Logan Smith, Target Practice."""
        words, t = self.words, tokens[i]
        if before is not None:
            word = before.text
            if (
                " ".join(t.text for t in tokens[max(0, i - 2) : i + 1]) in words.places
                or f"{word} {t.text}" in words.places
            ):
                return True  # Kansas City, United Arab Emirates
            if not safe and i > 1 and all(self._plain(t) for t in tokens[i - 2 : i]):
                return True  # Blue Bottle | Coffee
            if word in words.given or word in words.first or word in words.honorifics:
                return True
            if not safe and word in words.surnames:
                return True
            if not (words.ordinary(word) or words.apart(word)):
                return True
        if i + 1 == len(tokens) or tokens[i + 1].gap not in (" ", " & ", " of ", " de ") or t.owns:
            return False
        after = tokens[i + 1]
        word = after.text
        if f"{t.text}{after.gap}{word}" in words.places:
            return True  # Rio de Janeiro
        if word.lower() in words.belongings or word in words.legal:
            return False
        if t.text in words.given and after.gap == " " and not words.ordinary(word) and word not in words.last:
            return True
        if safe:
            return False
        if (word in words.surnames and after.gap != " of ") or word in words.institutions or self._goes_on(tokens, i):
            return True
        unknown = not (words.ordinary(word) or words.apart(word) or word in self.names or word in words.products)
        return after.gap == " " and unknown and not any(c.isdigit() for c in word)

    def _plain(self, t: Token) -> bool:
        """Whether it is an ordinary word that has a capital only because it is part of a name."""
        words = self.words
        return words.ordinary(t.text) and not (t.text in words.breaks or t.owns or t.text.lower() in words.kinds)

    def _goes_on_plainly(self, tokens: list[Token], i: int) -> bool:
        """Whether an ordinary word goes on with the one at i, whose capital says that both are a name: Yellow Cake."""
        if i + 1 == len(tokens) or tokens[i + 1].gap != " " or tokens[i].owns or not self._plain(tokens[i + 1]):
            return False
        small, words = tokens[i + 1].text.lower(), self.words
        return not (small in words.belongings or small in words.verbs or small in words.shares)

    def _goes_on_otherwise(self, tokens: list[Token], end: int) -> bool:
        """Whether a word with a capital stands behind a name that is no legal form, no title and no date."""
        if end == len(tokens) or tokens[end].gap != " " or tokens[end - 1].owns:
            return False
        word = tokens[end].text
        return word not in self.words.legal and word not in self.words.beside

    def _goes_on(self, tokens: list[Token], i: int) -> bool:
        """Whether a name begins at i that ends like a company's, so that the word at i is a part of it only."""
        words = self.words
        for k in range(i + 1, min(len(tokens), i + 4)):
            t = tokens[k]
            if t.gap not in (" ", " & ") or tokens[k - 1].owns or t.text in words.breaks:
                return False
            if t.text in words.last or (k > i + 1 and t.text in words.legal):
                return True
        return False

    def _more(self, tokens: list[Token], end: int, headline: bool) -> int:
        """Takes in what a listed name goes on with: a legal suffix, words that end a firm's name, a country."""
        words = self.words
        start = end
        for k in range(start, min(len(tokens), start + 4)):
            t = tokens[k]
            word = t.text
            if tokens[k - 1].owns or t.gap not in (" ", ", ", " & ", " de ", "\u00a0"):
                break
            if word in words.legal or (word in words.last and not (headline and _is_verb(tokens, k))):
                end = k + 1
            elif k > start or headline:
                break
            elif word in words.countries:
                end = k + 1
            elif word in words.titles or word in words.given or word in words.products:
                break
            elif words.ordinary(word) and word not in FIELDS:
                break  # one unknown word may stand in between: Fox Searchlight Pictures
        return end


def is_large(company: Company) -> bool:
    """Whether everybody knows it, so that its name needs less beside it."""
    return 0 < company.rank <= LARGEST


def _index(tokens: list[Token], end: int) -> int:
    """Where an index ends that is called after a company, 0 when it is none: Bloomberg | Dollar Spot Index."""
    for k in range(end, min(len(tokens), end + 4)):
        if tokens[k].gap != " " or tokens[k - 1].owns:
            return 0
        if tokens[k].text in INDICES:
            return k + 1
    return 0


def _calm(tokens: list[Token]) -> str:
    """The name as it is written where nobody shouts: GOLDMAN SACHS, ANT Group."""
    return tokens[0].text if len(tokens) == 1 else " ".join(t.text.title() for t in tokens)


def _is_verb(tokens: list[Token], k: int) -> bool:
    """Whether the word at k is a verb of a headline: Acme Partners With Bolt, Acme Lines Up Lenders."""
    return tokens[k].text.endswith("s") and (k + 1 == len(tokens) or tokens[k + 1].text in FOLLOW)


def _form(name: str) -> str:
    """The legal form at the end of a name, the same for forms of one kind."""
    return FORMS.get(name.rsplit(None, 1)[-1].rstrip(".").lower(), "")
