"""Runs of capitalised words in a text, and the names that one run holds. text -> runs; run -> pieces."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from newsx.rules.company.words import Words
from newsx.universe import Universe
from newsx.universe.names import fold, without_legal

CAP = "A-ZÀ-ÖØ-ÞŁŚŠŞŻŽİŐĆČ"
# The rest of a word: inner & ' . - where they belong to it (AT&T, McDonald's, JD.com, Coca-Cola), and the full stop
# of initials and abbreviations. Look-behinds name the abbreviations by length, as re wants them.
REST = rf"""(?:\w++ | [&'’+](?=\w) | -(?=[{CAP}\d]|[a-z]{{1,3}}-[{CAP}])
        | (?<=\bA)/(?=S\b) | (?<=\.com)\.(?=[a-z][a-z]\b)
        | \.(?=(?:com|net|org|io|ai|co|uk|cn|de|tv|fm)\b|[{CAP}](?!\w)))*+
    (?:\.(?:(?<=[{CAP}]\.)(?<![\w/][{CAP}]\.)
         | (?<=\b(?:St|Co|Dr|Mr|Ms|Mt|Wm|Jr|Sr)\.)
         | (?<=\b(?:Inc|Cos|Ltd|Mrs|Gen|Sen|Rep|Gov|Pvt|Pty|Plc)\.)
         | (?<=\b(?:Corp|Bros|Prof)\.)))?+"""
JOIN = rf"""(?:[ \u00a0](?:(?:&[ ]i|[&+]|of[ ]the|for[ ]the|of|and|for
        |de[ ]la|de[ilrs]?|della|d[uia]|d[ao]s|do|la|v[ao]n|et|und|y|e)[ ])?+
        (?=[{CAP}])
    | ,[ ](?=(?:Inc|LLC|Ltd|LP|L\.P|N\.A|PLC|S\.A|Co)\b))"""
RUN = re.compile(
    rf"""[{CAP}](?:(?<!\w[{CAP}])                                # or behind the small letters of eBay, iRobot, easyJet
        |(?<=\b[a-z][{CAP}])|(?<=\b[a-z][a-z][{CAP}])|(?<=\beasy[{CAP}])|(?<=\ball[{CAP}])|(?<=\b\d[{CAP}]))
    {REST}(?:{JOIN}[{CAP}]{REST}){{0,40}}+                        # a bound, that one shouting page stays linear""",
    re.VERBOSE,
)
POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
ACRONYM = re.compile(r"[A-Z][A-Z&]{1,4}$")
INNER = re.compile(r"(?!(?:Ma?c|D[aeiu]|L[aeo]|Fitz|V[ao]n)[A-Z])[A-Z][A-Za-z]*[a-z][A-Z]|[a-z][A-Z]")  # not McKay
CENTRAL_BANK = re.compile(
    r"(?:(?P<who>[A-Z]\w+) )?(?P<kind>Central|Reserve|National|State|People['’]s|Fed|Federal Reserve) Bank"
    r"(?: of (?:the )?(?P<of>.+))?$|Bank of (?P<land>.+)$"
)
WEB = re.compile(r"\w\.(?:com|net|org|io|ai|co|tv|co\.uk)$", re.IGNORECASE)
SOUNDS = re.compile(
    r"[a-z](?:soft|tech|corp|bank|group|pharma|ware|tronics?|chem|gas|air|tel|media|systems?|labs|works)$"
)
# What joins two words of one name whatever they are; "of", "for" and "and" do so behind some words only
JOINS = frozenset(
    ["", ",", "&", "+", "& i", "de", "de la", "dei", "del", "della", "der", "des", "du", "di", "da", "das"]
)
JOINS |= {"do", "dos", "la", "van", "von", "et", "und", "y", "e"}
INDICES = frozenset(["Index", "Indices", "Average", "Averages", "Composite", "Industrials"])
ORDINALS = ("st", "nd", "rd", "th")
LONGEST = 8  # words of a listed name
FOLLOW = ("With", "Up", "In", "On", "To", "For", "From", "Out", "Off", "By", "As", "Its", "The", "A", "Over", "After")
SHOUTED = 4  # letters; longer words all in capitals are written so for effect

OF_HEADS = frozenset(["Bank", "Banco", "Banca", "Banque", "Union", "Trust"])  # Bank of Somewhere
ONE = ("one unknown word",)
MANY = ("several unknown words",)


class Piece(NamedTuple):
    """One name inside a run.

    start, end: offsets into the run, without a possessive. key: the name without legal suffix and accents, the same
    for all spellings. kind: "name", "person" or "institution". evidence: what the name says by itself.
    id: the company's, "" when no list knows it. head: the run is a headline, where capitals say nothing.
    words: how many words it has. quiet: an ordinary word at the beginning of a sentence, which no cue makes a name.
    full: it has its legal suffix.
    """

    start: int
    end: int
    key: str
    text: str
    kind: str
    evidence: tuple[str, ...]
    id: str = ""
    headline: bool = False
    words: int = 1
    quiet: bool = False
    full: bool = False


class Token(NamedTuple):
    start: int
    end: int  # without the possessive
    text: str  # as the lists have it: without the possessive and a last full stop, CORPORATION as Corporation
    stop: int  # with it
    gap: str  # what stands between the token before and this one
    loud: bool  # three letters or more, all capitals


class Runs:
    """Takes runs apart. Each distinct run is taken apart once; the results of the last many are kept."""

    KEEP = 50_000  # distinct runs

    def __init__(self, universe: Universe, words: Words) -> None:
        self.universe = universe
        self.listed = universe.names
        w = self.words = words
        self.bodies = w.institution_names | w.markets
        self.never = w.breaks | w.calendar | w.titles | w.demonyms | w.acronyms | w.last | w.legal
        self.beside = w.demonyms | w.titles | w.calendar | w.acronyms
        self.generic = w.demonyms | w.last | w.institutions
        self.shortened: dict[str, tuple[tuple[str, ...], str]] = {}
        self.seen: tuple[dict[str, tuple[Piece, ...]], ...] = ({}, {})  # inside a sentence, at its beginning

    @cached_property
    def numbered(self) -> frozenset[str]:
        """The first words of names that begin with a number: "20th Century", "7-Eleven"."""
        return frozenset(" ".join(name.split()[:2]) for name in self.listed if name[0].isdigit())

    def begin(self, text: str, start: int, end: int) -> int:
        """Where the run at text[start:end] begins, with the small letters of eBay or the number of 20th Century Fox."""
        while start and text[start - 1].isalnum():
            start -= 1
        if (
            start > 2
            and text[start - 1] in " -"
            and (text[start - 2].isdigit() or text[start - 3 : start - 1] in ORDINALS)
        ):
            number = text[max(0, start - 12) : start].split()[-1].rstrip("-")
            head = f"{number}{text[start - 1]}{text[start:end]}"
            if number[0].isdigit() and " ".join(head.split()[:2]) in self.numbered:
                return start - 1 - len(number)
        return start

    def pieces(self, run: str, initial: bool) -> tuple[Piece, ...]:
        """The names in a run, in reading order; initial: the run begins a sentence."""
        seen = self.seen[initial]
        found = seen.get(run)
        if found is None:
            if len(seen) >= self.KEEP:
                seen.clear()
            found = seen[run] = () if self._idle(run) else tuple(self._pieces(run, initial))
        return found

    def _idle(self, run: str) -> bool:
        """Whether a run is one word that can be no name: The, Monday, Chinese, CEO, Nairobi."""
        w = self.words
        return run in w.breaks or run in self.beside or (run in w.places and run not in self.listed)

    def _pieces(self, run: str, initial: bool) -> Iterator[Piece]:
        tokens = _tokens(run)
        if len(tokens) > 2 and run.isupper():
            tokens = [t._replace(text=self._small(t.text)) for t in tokens]
        headline = self._headline(tokens)
        at = 0
        for i, j, id, how in self._listed(run, tokens, initial, headline):
            yield from self._unlisted(run, tokens[at:i], initial and at == 0, headline)
            if how == "institution":
                yield self._institution(run, tokens[i:j])
            else:
                yield self._name(run, tokens[i:j], (how,), id, initial and i == 0, headline)
            at = j
        yield from self._unlisted(run, tokens[at:], initial and at == 0, headline)

    def _small(self, word: str) -> str:
        """A word of a line in capitals as it is else written: AS, FALL; but IBM stays."""
        small = word.title()
        return small if small in self.words.breaks or small.lower() in self.words.common else word

    def _headline(self, tokens: list[Token]) -> bool:
        """Whether the words are written in capitals because it is a headline: mostly ordinary ones, and many."""
        last = tokens[-1].text
        name = last in self.words.legal or last in self.words.last or last in self.words.institutions
        return len(tokens) >= (6 if name else 4) and sum(map(self._ordinary, tokens)) >= len(tokens) / 2

    def _ordinary(self, t: Token) -> bool:
        """Whether it is a word of everyday language, capital or not."""
        word = t.text
        if word in self.words.breaks:
            return True
        if word in self.words.last or (len(word) > 1 and word.isupper()):
            return False
        return word.lower() in self.words.common or word.lower() in self.words.kinds

    # -- names that the universe holds

    def _listed(
        self, run: str, tokens: list[Token], initial: bool, headline: bool
    ) -> Iterator[tuple[int, int, str, str]]:
        """(first token, last token + 1, id, how it is listed) of each name a list has, the longest at each place."""
        words = self.words
        i = floor = 0
        while i < len(tokens):
            j, name = self._longest(run, tokens, i)
            if j and (end := j if name.removeprefix("The ") in self.bodies else self._index(tokens, j)):
                yield i, end, "", "institution"
                j = end
            elif j and not self._part(self._before(tokens, i) if i > floor else None, tokens, i, j, name):
                j = self._more(tokens, j, headline)
                first = i
                if (
                    initial
                    and i == 0
                    and tokens[i].text == "The"
                    and name[4:] in self.listed
                    and tokens[j - 1].text not in words.legal
                ):
                    first += self._safe(name[4:])  # it begins a sentence; but The Information
                text = run[tokens[first].start : tokens[j - 1].end]
                safe = self._safe(name) and not (tokens[i].loud and name in words.places)  # ZURICH (Reuters)
                yield first, j, self._id(text, name, safe), "listed" if safe else "listed, ambiguous"
            else:
                i += 1
                continue
            i = floor = j

    @staticmethod
    def _index(tokens: list[Token], j: int) -> int:
        """Where an index ends that is called after a company, 0 when it is none: Bloomberg | Dollar Spot Index."""
        for k in range(j, min(len(tokens), j + 4)):
            if tokens[k].gap != " " or tokens[k - 1].stop != tokens[k - 1].end:
                return 0
            if tokens[k].text in INDICES:
                return k + 1
        return 0

    @staticmethod
    def _before(tokens: list[Token], i: int) -> Token | None:
        """The word right before the one at i, when both may belong to one name."""
        before = tokens[i - 1]
        return before if tokens[i].gap in (" ", " & ") and before.stop == before.end else None

    def _longest(self, run: str, tokens: list[Token], i: int) -> tuple[int, str]:
        """(last token + 1, name) of the longest name that a list has and that begins at i; (0, "") when none does."""
        listed, bodies = self.listed, self.bodies
        first = tokens[i].start
        for j in range(min(len(tokens), i + LONGEST), i, -1):
            last = tokens[j - 1]
            for end in (last.stop, last.end) if last.stop != last.end else (last.end,):
                surface = run[first:end]
                if "’" in surface:
                    surface = surface.replace("’", "'")
                if surface in listed or surface in bodies:
                    name = surface
                elif (name := surface.rstrip(".")) not in listed and name not in bodies:
                    name = self._calm(tokens[i:j]) if tokens[i].loud else ""
                    if end != last.end or (name not in listed and name not in bodies):
                        continue
                tokens[j - 1] = last._replace(end=end)  # McDonald's has its 's, Apple's has not
                return j, name
        return 0, ""

    @staticmethod
    def _calm(tokens: list[Token]) -> str:
        """The name as it is written where nobody shouts: GOLDMAN SACHS, ANT Group."""
        return " ".join(t.text.title() if len(tokens) > 1 else t.text for t in tokens)

    def _safe(self, name: str) -> bool:
        """Whether a listed name needs no other evidence: no ordinary word, person, place or product goes by it."""
        if name in self.words.products or len(name) < 2:
            return False
        return name not in self.universe.ambiguous or name not in self.universe.named(name)[0].ambiguous

    def _part(self, before: Token | None, tokens: list[Token], i: int, j: int, name: str) -> bool:
        """Whether a listed name does not mean the company here: it says too little, or is part of more."""
        if j == i + 1:
            return name in self.never or self._inside(before, tokens, i, self._safe(name))
        if before is not None and tokens[j - 1].text == "Bank" and before.text in self.words.demonyms:
            return True  # Croatian | National Bank
        return (  # Marlow | Global Asset Management
            before is not None
            and not (self._ordinary(before) or before.text in self.words.titles or before.text in self.words.demonyms)
            and all(t.text.lower() in self.words.common for t in tokens[i:j])
        )

    def _inside(self, before: Token | None, tokens: list[Token], i: int, safe: bool) -> bool:
        """Whether a word that is listed is a part of something longer: Henry Ford, Logan Smith, Target Practice."""
        words, t = self.words, tokens[i]
        if before is not None:
            word = before.text
            if word in words.given or word in words.first or word in words.honorifics:
                return True
            if not safe and word in words.surnames:
                return True
            if not (self._ordinary(before) or self._apart(word)):
                return True
        if i + 1 < len(tokens) and tokens[i + 1].gap in (" ", " & ", " of ") and t.stop == t.end:
            after = tokens[i + 1]
            word = after.text
            if word in words.last or word in words.legal or word.lower() in words.belongings:
                return not safe and word.lower() not in words.belongings and word not in words.legal
            if t.text in words.given and after.gap == " " and not self._ordinary(after):
                return True
            if not safe and (word in words.surnames or word in words.institutions or self._goes_on(tokens, i)):
                return True
            if (
                not safe
                and after.gap == " "
                and not (self._ordinary(after) or self._apart(word) or word in self.listed)
            ):
                return not any(c.isdigit() for c in word) and word not in words.products
        return False

    def _apart(self, word: str) -> bool:
        """Whether a capitalised word beside a name is none of it: Chinese, President, June, CEO, Berlin."""
        return word in self.beside or word in self.words.places or word in self.words.given

    def _goes_on(self, tokens: list[Token], i: int) -> bool:
        """Whether a name begins at i that ends like a company's, so that the word at i is a part of it only."""
        words = self.words
        for k in range(i + 1, min(len(tokens), i + 4)):
            t = tokens[k]
            if t.gap not in (" ", " & ") or tokens[k - 1].stop != tokens[k - 1].end or t.text in words.breaks:
                return False
            if t.text in words.last or (k > i + 1 and t.text in words.legal):
                return True
        return False

    def _more(self, tokens: list[Token], j: int, headline: bool) -> int:
        """Takes in what a listed name goes on with: a legal suffix, or words that end a company's name."""
        words = self.words
        end = j
        for k in range(j, min(len(tokens), j + 4)):
            t = tokens[k]
            word = t.text
            if tokens[k - 1].stop != tokens[k - 1].end or t.gap not in (" ", ", ", " & ", " de ", "\u00a0"):
                break
            if (
                word in words.legal
                or (word in words.last and not (headline and self._verb(tokens, k)))
                or (k == j and word in words.countries)
            ):
                end = k + 1
            elif (
                headline
                or k > j
                or self._ordinary(t)
                or word in words.titles
                or word in words.given
                or t.text in words.products
            ):
                break
        return end

    @staticmethod
    def _verb(tokens: list[Token], k: int) -> bool:
        """Whether the word at k is a verb of a headline: Acme Partners With Bolt, Acme Lines Up Lenders."""
        return tokens[k].text.endswith("s") and (k + 1 == len(tokens) or tokens[k + 1].text in FOLLOW)

    def _id(self, text: str, name: str, safe: bool) -> str:
        """The id of the company that is meant when name is known and text is what stands there; "" when it is more.

        Target Corp. is Target Corporation, Target Pty Ltd somebody else.
        """
        text = text.replace("’", "'")
        if text.rstrip(".") == name.rstrip("."):
            return self.universe.named(name)[0].id
        short = without_legal(text)
        if fold(short) != fold(without_legal(name)):
            return known[0].id if (known := self.universe.named(short)) else ""
        company = self.universe.named(name)[0]
        if safe or text.isupper():
            return company.id
        form, own = (_form(t) for t in (text, company.name))
        return company.id if not own or form == own else ""

    # -- names that it does not hold

    def _unlisted(self, run: str, tokens: list[Token], initial: bool, headline: bool) -> Iterator[Piece]:
        for segment, title in self._segments(tokens):
            first = initial and segment[0] is tokens[0]
            segment = self._trimmed(segment, first)
            if segment:
                yield from self._judged(run, segment, title, first, headline)

    def _segments(self, tokens: list[Token]) -> Iterator[tuple[list[Token], bool]]:
        """Cut at words no name holds, behind possessives and legal suffixes; True when a title stands before."""
        words = self.words
        now: list[Token] = []
        title = False
        for k, t in enumerate(tokens):
            if now and not self._joined(now, t, tokens[k + 1 :]):
                yield now, title
                now, title = [], False
            if t.text in words.breaks or t.text in words.titles:
                if now:
                    yield now, title
                now, title = [], t.text not in words.breaks
                continue
            now.append(t)
        if now:
            yield now, title

    def _joined(self, now: list[Token], t: Token, rest: list[Token]) -> bool:
        words, before = self.words, now[-1]
        word = t.text
        if before.stop != before.end:
            return False
        if before.text in words.legal and len(now) > 1:
            return word in words.legal
        gap = t.gap.strip()
        if self._person_begins(before, t, rest):
            return False  # Acme Capital | Daniel Smith
        if gap in JOINS:
            return True
        if gap == "and":
            ends = [*(r.text for r in rest if r.gap == " "), t.text]
            return now[0].text in words.institutions or (
                now[0].text in words.places and before.text in words.last and ends[-1] in words.last
            )
        if gap.startswith("of"):
            return before.text in words.institutions or before.text in OF_HEADS or now[0].text in words.institutions
        return before.text in words.institutions or now[0].text in words.institutions

    def _person_begins(self, before: Token, t: Token, rest: list[Token]) -> bool:
        """Whether a person's name begins at t, behind the last word of a company's: Acme Capital | Daniel Smith."""
        w = self.words
        return (
            len(rest) > 0
            and before.text in w.last
            and t.text in w.given
            and t.text not in w.places
            and not (rest[0].text in w.last or rest[0].text in w.legal)
        )

    def _trimmed(self, tokens: list[Token], initial: bool) -> list[Token]:
        """Without what stands before a name (Chinese, Shares) and behind it (Stock, Jumps)."""
        words = self.words
        company = any(t.text in words.legal or t.text in words.last for t in tokens[1:])
        while len(tokens) > 1:
            t = tokens[0]
            lower = t.text.lower()
            if f"{t.text} {tokens[1].text}" in words.places and (len(tokens) == 2 or not company):
                tokens = tokens[2:]  # South Korea
            elif t.text in words.calendar or (not company and t.text in words.demonyms):
                tokens = tokens[1:]
            elif (
                initial
                and self._ordinary(t)
                and not (company and lower not in words.kinds and lower not in words.roles)
                and not (t.text in words.first or t.text in words.surnames)
                and tokens[1].text.lower() not in words.common
            ):
                tokens, initial = tokens[1:], False
            elif t.text in ("U.S.", "U.S", "US", "UK", "U.K.", "EU") and not company:
                tokens = tokens[1:]
            else:
                break
        if not tokens:
            return []
        plain = 0 if tokens[-1].text in words.institutions else sum(self._ordinary(t) for t in tokens)
        for k, t in enumerate(tokens):
            lower = t.text.lower()
            if k and plain > 1 and self._ordinary(t) and not self._ordinary(tokens[0]):
                return tokens[:k]
            if (
                k
                and t.text not in words.last
                and t.text not in words.legal
                and (
                    lower in words.belongings or lower in words.verbs or lower in words.says or t.text in words.calendar
                )
            ):
                return tokens[:k]
        return tokens

    def _judged(self, run: str, tokens: list[Token], title: bool, initial: bool, headline: bool) -> Iterator[Piece]:
        words = self.words
        text = run[tokens[0].start : tokens[-1].end]
        bare = text.rstrip(".")
        last = tokens[-1].text
        firm = len(tokens) > 1 and (last in words.legal or last in words.last)
        if (
            len(bare) < 2
            or bare in words.calendar
            or bare in words.acronyms
            or bare in words.demonyms
            or text in words.places
            or bare in words.breaks
        ):
            return
        if title and not firm:
            yield self._person(tokens, text, "title before")
            return
        heads = {
            t.text for k, t in enumerate(tokens) if k == 0 or k + 1 == len(tokens) or not tokens[k + 1].gap.isspace()
        }
        if len(tokens) > 1 and heads & words.institutions and last not in words.legal:
            yield self._institution(run, tokens)
            return
        if self._central_bank(text):
            yield self._institution(run, tokens)
            return
        if 2 <= len(tokens) <= 4 and self._given(tokens) and not firm and all(t.gap == " " for t in tokens[1:]):
            yield self._person(tokens, text, "given name first")
            return
        yield self._name(run, tokens, (), "", initial, headline)

    def _central_bank(self, text: str) -> bool:
        """Central Bank of Kenya, Croatian National Bank, Fed Bank of Chicago; but City National Bank is a firm."""
        m = CENTRAL_BANK.match(text) if "Bank" in text else None
        if m is None:
            return False
        shared = m["kind"] in ("National", "State")  # by firms too
        if place := m["of"] or m["land"]:
            return place in self.words.countries or not (m["land"] or shared)
        return m["who"] in self.words.demonyms or not shared

    @staticmethod
    def _institution(run: str, tokens: list[Token]) -> Piece:
        text = run[tokens[0].start : tokens[-1].end]
        return Piece(tokens[0].start, tokens[-1].end, fold(text), text, "institution", ("institution",))

    def _given(self, tokens: list[Token]) -> bool:
        first = tokens[0].text
        return first in self.words.given or ("-" in first and first.partition("-")[0] in self.words.given)

    def _person(self, tokens: list[Token], text: str, why: str) -> Piece:
        key = "~" + fold(text)
        return Piece(tokens[0].start, tokens[-1].end, key, text, "person", (why,), words=len(tokens))

    def _name(
        self, run: str, tokens: list[Token], listed: tuple[str, ...], id: str, initial: bool, headline: bool
    ) -> Piece:
        words = self.words
        text = run[tokens[0].start : tokens[-1].end]
        last = tokens[-1].text
        single = len(tokens) == 1
        said = list(listed)
        if "listed" not in listed:
            said += ("an acronym",) if ACRONYM.match(text) else ONE if single else MANY
            if (
                not listed
                and all(t.text.lower() in words.common or t.text in words.demonyms for t in tokens)
                and not (last in words.legal and not single)
            ):
                said.append("ordinary words")
            if single:
                if text in words.given and not listed:
                    said.append("given name")
                if text in words.surnames:
                    said.append("surname")
                if text in words.places:
                    said.append("place")
                if initial and text.lower() in words.common:
                    said.append("begins a sentence")
                if ACRONYM.match(text) and not listed and self.universe.symbol(text):
                    said.append("symbol")
            if tokens[0].text in words.products or (single and any(c.isdigit() for c in text)):
                said.append("product")
        if not single:
            if last in words.legal:
                said.append("legal suffix")
            elif last in words.last_weak:
                said.append("ends like a firm or a field")
            elif last in words.last:
                said.append("ends like a company")
            elif last in words.surnames and last.lower() not in words.common and last not in words.last:
                said.append("ends in a surname")
            if tokens[0].text in words.first:
                said.append("begins like a company")
        if single and SOUNDS.search(text):
            said.append("sounds like a company")
        if "&" in text:
            said.append("ampersand")
        if WEB.search(text):
            site = text not in self.universe and text.partition(".")[0] in self.universe
            said.append("website of a company" if site else "web name")
        elif INNER.match(text):
            said.append("inner capital")
        return Piece(
            tokens[0].start,
            tokens[-1].end,
            text if "symbol" in said else _key(without_legal(text) if last in words.legal else text),
            text,
            "name",
            tuple(said),
            id,
            headline,
            len(tokens),
            not listed and "begins a sentence" in said,
            "legal suffix" in said,
        )

    def short_forms(self, name: str) -> tuple[tuple[str, ...], str]:
        """Keys of the short forms that an article may go on with, once it has said the name in full.

        Acme Fund Managers: Acme Fund, Acme, AFM. The second is the key of the first word where that says nothing by
        itself: Delta of Delta Electronics.
        """
        found = self.shortened.get(name)
        if found is None:
            if len(self.shortened) >= self.KEEP:
                self.shortened.clear()
            tokens = _tokens(name)
            first = tokens[0].text if tokens else ""
            weak = fold(first) if self._says_nothing(first) else ""
            keys = [fold(name[: t.end]) for t in tokens[:-1]]
            if len(tokens) > 2:
                keys.append("".join(t.text[0] for t in tokens if t.text[0].isupper()).lower())
            found = self.shortened[name] = tuple(k for k in keys if k != weak), weak
        return found

    def _says_nothing(self, word: str) -> bool:
        """Whether a name cannot be shortened to this word: National, American, London, James, Bank."""
        w = self.words
        return word.lower() in w.common or word in self.generic or word in w.places or word in w.given


def _key(name: str) -> str:
    """fold(), the short way where there is little to fold."""
    if name.isascii() and name.replace(" ", "").isalnum() and " and " not in name and not name.startswith("The "):
        return name.replace(" ", "").lower()
    return fold(name)


def _form(name: str) -> str:
    """The legal form at the end of a name, the same for forms of one kind: Inc. and Corporation, Ltd and Limited."""
    last = name.rsplit(None, 1)[-1].rstrip(".").lower()
    if last in ("inc", "corp", "corporation", "incorporated", "co", "company"):
        return "inc"
    return {"limited": "ltd", "ltd": "ltd", "plc": "plc", "ag": "ag", "sa": "sa", "se": "se", "nv": "nv"}.get(last, "")


def _tokens(run: str) -> list[Token]:
    """The words of a run that may be a part of a name; what joins them (of, &, the) is the gap before the next."""
    found: list[Token] = []
    at = start = 0
    for word in run.replace("\u00a0", " ").split(" "):
        stop = start + len(word)
        if word not in "&+" and (word[:1].isdigit() or not word.islower()) and (bare := word.rstrip(",")):
            end = start + len(bare)
            gap = run[at:start]
            if "'" in bare or "’" in bare:
                bare = POSSESSIVE.sub("", bare) or bare
            text = bare.rstrip(".") or bare
            loud = len(text) > 2 and text.isupper()
            if loud and len(text) > SHOUTED and text.isalpha():
                text = text.title()
            found.append(Token(start, start + len(bare), text, end, gap, loud))
            at = end
        start = stop + 1
    return found
