"""The names that one run holds, with what each says by itself. run -> pieces."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from newsx.rules.company.listed import Listed, is_large
from newsx.rules.company.runs import Token, pattern, tokens
from newsx.rules.company.words import Words
from newsx.universe import Company, Universe
from newsx.universe.names import fold, without_legal
from newsx.universe.securities import securities

ACRONYM = re.compile(r"[A-Z][A-Z&]{1,4}$")
RIC = re.compile(r"[A-Z0-9]{2,6}\.[A-Z]{1,2}$")  # TSCO.L
INNER = re.compile(r"(?!(?:Ma?c|D[aeiu]|L[aeo]|Fitz|V[ao]n)[A-Z])[A-Z][A-Za-z]*[a-z][A-Z]|[a-z][A-Z]")  # not McKay
WEB = re.compile(r"\w\.(?:com|net|org|io|ai|co|tv|co\.uk)$", re.IGNORECASE)
ENDINGS = (
    *("soft", "tech", "corp", "bank", "group", "pharma", "ware", "tronic", "tronics", "chem", "gas", "air", "tel"),
    *("media", "system", "systems", "labs", "works"),
)
SOUNDS = re.compile(rf"[a-z](?:{'|'.join(ENDINGS)})$")
CENTRAL_BANK = re.compile(
    r"(?:(?P<who>[A-Z]\w+) )?(?P<kind>Central|Reserve|National|State|People['’]s|Fed|Federal Reserve) Bank"
    r"(?: of (?:the )?(?P<of>.+))?$|Bank of (?P<land>.+)$"
)
BEGINS = "begins a sentence"
NATIONALITY = "nationality"
DEMONYM = ("listed, ambiguous", "one unknown word")
OTHERS = frozenset(["surname", "given name", "place", "product"])  # what else goes by a name
ADJECTIVES = frozenset(["Analog", "Coherent", "Delta", "Progressive", "Southern", "Total"])  # Total fixed cash burn
NUMBERED = re.compile(  # Class B, Tier 1
    r"(?:Class|Series|Type|Tier|Phase|Stage|Part|Title|Section|Chapter|Schedule|Round|Level|Grade) [A-Z0-9]{1,3}$"
)
CODE = re.compile(r"(?:[A-Z0-9./]{1,8} )?[A-Z]{2} (?:Equity|EQUITY)$")  # IBM US Equity, a symbol
SLUG = re.compile(r"[A-Z]{4,14}(?: [A-Z]{2,14}){0,3}-(?=[A-Z][a-z])")  # EXCLUSIVE-Acme, UPDATE 1-Acme
QUIET = ("one unknown word", "ordinary words", BEGINS)
# What joins two words of one name whatever they are; "of", "for" and "and" do so behind some words only
JOINS = frozenset(["", ",", "&", "+", "& i", "y", "e", "et", "und", "van", "von", "der", "do", "dos", "la"])
JOINS |= {"de", "de la", "dei", "del", "della", "des", "du", "di", "da", "das"}
OF_HEADS = frozenset(["Bank", "Banco", "Banca", "Banque", "Union", "Trust"])  # Bank of Somewhere


class Piece(NamedTuple):
    """One name inside a run.

    start, end: offsets into the run, without a possessive. key: the same for all spellings of the name, with and
    without legal suffix. kind: "name", "person" or "institution". evidence: what the name says by itself.
    id: the company's, "" when no list knows it. headline: the run is one, where capitals say nothing.
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


class Pieces:
    """Takes runs apart. Each distinct run is taken apart once; the results of the last many are kept."""

    KEEP = 10_000  # distinct runs: half a kB each, and as many as 2 MB of news have

    def __init__(self, universe: Universe, words: Words) -> None:
        self.universe = universe
        self.words = words
        self.listed = Listed(universe, words)
        self.runs = pattern(universe.small)
        self.shortened: dict[str, tuple[tuple[str, ...], str]] = {}
        self.seen: tuple[dict[str, tuple[Piece, ...]], ...] = ({}, {})  # inside a sentence, at its beginning

    def of(self, run: str, initial: bool) -> tuple[Piece, ...]:
        """The names in a run, in reading order; initial: the run begins a sentence."""
        seen = self.seen[initial]
        found = seen.get(run)
        if found is None:
            if len(seen) >= self.KEEP:
                seen.clear()
            found = seen[run] = self._found(run, initial)
        return found

    def short_forms(self, name: str) -> tuple[tuple[str, ...], str]:
        """Keys of the short forms that an article may go on with, once it has said the name in full.

        Acme Fund Managers: Acme Fund, Acme, AFM. The second is the key of the first word where that says nothing by
        itself: Delta of Delta Electronics.
        """
        found = self.shortened.get(name)
        if found is None:
            if len(self.shortened) >= self.KEEP:
                self.shortened.clear()
            words = tokens(name)
            first = words[0].text if words else ""
            weak = _key(first) if self.words.says_nothing(first) else ""
            keys = [_key(name[: t.end]) for t in words[:-1]]
            if len(words) == 2 and self._rare(words[1].text):
                keys.append(_key(words[1].text))  # Healthineers of Siemens Healthineers
            if len(words) > 2:
                keys.append("".join(t.text[0] for t in words if t.text[0].isupper()).lower())
            found = self.shortened[name] = tuple(k for k in keys if k != weak), weak
        return found

    def _rare(self, word: str) -> bool:
        """Whether a word is on no list, so that it alone says who is meant."""
        w = self.words
        return (
            len(word) > 4
            and word.isalpha()
            and not (
                w.says_nothing(word)
                or w.ends_firm(word)
                or word in w.surnames
                or word in w.last_weak
                or word in w.products
            )
        )

    def _found(self, run: str, initial: bool) -> tuple[Piece, ...]:
        w = self.words
        if (slug := SLUG.match(run)) is not None:
            at = slug.end()
            return tuple(p._replace(start=p.start + at, end=p.end + at) for p in self._found(run[at:], initial))
        bare = run.removesuffix("’s").removesuffix("'s")
        if bare in w.demonyms and bare in self.listed.names:
            id = self.universe.named(bare)[0].id
            return (Piece(0, len(bare), bare.lower(), bare, "name", (*DEMONYM, NATIONALITY), id),)
        if run in w.breaks or run in w.beside or (run in w.places and run not in self.listed.names):
            return ()  # The, Monday, Chinese, CEO, Nairobi
        if run.endswith(("Equity", "EQUITY")) and CODE.match(run):
            return ()
        words = tokens(run)
        if len(words) > 1 or self.listed.knows(run, words):
            return tuple(self._taken_apart(run, words, initial))
        word = words[0].text
        if word in w.breaks or word in w.titles:
            return ()
        piece = self._judged(run, words, False, initial, False)
        return (piece,) if piece else ()

    def _taken_apart(self, run: str, words: list[Token], initial: bool) -> Iterator[Piece]:
        if len(words) > 2 and run.isupper():
            words = [t._replace(text=self._small(t.text)) for t in words]
        headline = self._headline(words)
        at = 0
        for match in self.listed.find(run, words, initial, headline):
            if at < match.first:
                yield from self._unlisted(run, words[at : match.first], initial and at == 0, headline)
            name = words[match.first : match.end]
            if match.how == "institution":
                yield _institution(run, name)
            else:
                yield self._name(run, name, match.how, match.id, initial and match.first == 0, headline)
            at = match.end
        if at < len(words):
            yield from self._unlisted(run, words[at:] if at else words, initial and at == 0, headline)

    def _small(self, word: str) -> str:
        """A word of a line in capitals as it is else written: AS, FALL; but IBM stays."""
        small = word.title()
        return small if small in self.words.breaks or small.lower() in self.words.common else word

    def _headline(self, words: list[Token]) -> bool:
        """Whether the words are written in capitals because it is a headline: mostly ordinary ones, and many."""
        if len(words) < 4:
            return False
        last = words[-1].text
        name = self.words.ends_firm(last) or last in self.words.institutions
        return len(words) >= (6 if name else 4) and sum(self.words.ordinary(t.text) for t in words) >= len(words) / 2

    # -- names that no list has

    def _unlisted(self, run: str, words: list[Token], initial: bool, headline: bool) -> Iterator[Piece]:
        for segment, title in self._segments(words):
            first = initial and segment[0] is words[0]
            if len(segment) > 1:
                segment = self._without_tail(self._without_front(segment, first))
            if segment and (piece := self._judged(run, segment, title, first, headline)):
                yield piece

    def _segments(self, words: list[Token]) -> Iterator[tuple[list[Token], bool]]:
        """Cut at words no name holds, behind possessives and legal suffixes; True when a title stands before."""
        now: list[Token] = []
        title = False
        breaks, titles = self.words.breaks, self.words.titles
        for k, t in enumerate(words):
            if now and not self._joined(now, t, words[k + 1 :]):
                yield now, title
                now, title = [], False
            if t.text in breaks or t.text in titles:
                if now:
                    yield now, title
                now, title = [], t.text not in breaks
                continue
            title = title and (bool(now) or not t.gap.startswith(" of"))  # CEO of | Vantoria
            now.append(t)
        if now:
            yield now, title

    def _joined(self, now: list[Token], t: Token, rest: list[Token]) -> bool:
        """Whether t goes on with the name in now."""
        w, before = self.words, now[-1]
        if before.owns or self._person_begins(before, t, rest):
            return False
        if before.text in w.legal and len(now) > 1:
            return t.text in w.legal
        gap = t.gap.strip()
        if gap in JOINS:
            return True
        body = now[0].text in w.institutions  # Ministry of Trade and Industry
        if gap == "and":
            end = next((r.text for r in rest if r.gap == " "), t.text)
            return body or (now[0].text in w.places and before.text in w.last and end in w.last)
        return body or before.text in w.institutions or (gap.startswith("of") and before.text in OF_HEADS)

    def _person_begins(self, before: Token, t: Token, rest: list[Token]) -> bool:
        """Whether a person's name begins at t, behind the last word of a company's: Acme Capital | Daniel Smith."""
        w = self.words
        given = before.text in w.last and t.text in w.given and t.text not in w.places
        return given and len(rest) > 0 and not w.ends_firm(rest[0].text)

    def _without_front(self, words: list[Token], initial: bool) -> list[Token]:
        """Without what stands before a name: Chinese, Monday, South Korea, Chipmaker."""
        w = self.words
        firm = any(w.ends_firm(t.text) for t in words[1:])
        while len(words) > 1:
            word, following = words[0].text, words[1].text
            if f"{word} {following}" in w.places and (len(words) == 2 or not firm):
                words = words[2:]
            elif word in w.calendar or (not firm and word in w.demonyms):
                words = words[1:]
            elif initial and (word.lower() in w.kinds or word.lower() in w.roles) and following.lower() not in w.common:
                words, initial = words[1:], False  # Chipmaker Acme; but Group Holdings
            else:
                break
        return words

    def _without_tail(self, words: list[Token]) -> list[Token]:
        """Without what stands behind a name: Stock, Jumps, and the rest of a headline."""
        w = self.words
        if not words:
            return words
        plain = 0 if words[-1].text in w.institutions else sum(w.ordinary(t.text) for t in words)
        for k, t in enumerate(words):
            if not k:
                continue
            small = t.text.lower()
            if plain > 1 and w.ordinary(t.text) and not w.ordinary(words[0].text):
                return words[:k]
            said = small in w.belongings or small in w.verbs or small in w.says or t.text in w.calendar
            if said and not w.ends_firm(t.text):
                return words[:k]
        return words

    def _judged(self, run: str, words: list[Token], title: bool, initial: bool, headline: bool) -> Piece | None:
        """The one piece that the words are, None when they are a place, a date, an acronym of the trade."""
        w = self.words
        first, last = words[0], words[-1]
        text = run[first.start : last.end]
        bare = text.rstrip(".")
        if len(bare) < 2 or bare in w.breaks or bare in w.beside or text in w.places:
            return None
        several = len(words) > 1
        if len(words) == 2 and NUMBERED.match(text):
            return None
        if initial and not several and text.istitle() and text.isalpha() and (key := text.lower()) in w.common:
            return Piece(first.start, last.end, key, text, "name", QUIET, quiet=True)
        firm = several and w.ends_firm(last.text)
        if title and not firm:
            return _person(words, text, "title before")
        if several and ((last.text not in w.legal and self._heads(words)) or self._central_bank(text)):
            return _institution(run, words)
        if 2 <= len(words) <= 4 and self._given(first.text) and not firm and all(t.gap == " " for t in words[1:]):
            return _person(words, text, "given name first")
        if (known := self._spelled_otherwise(text)) is not None:
            return self._name(run, words, "listed", known.id, initial, headline)
        return self._name(run, words, "", "", initial, headline)

    def _spelled_otherwise(self, text: str) -> Company | None:
        """The company whose name differs in nothing but its inner capitals: NetSol and Netsol, Blackrock."""
        if "-" in text or text.isupper() or text.lower() in self.words.common:
            return None
        known = self.universe.folded(text)
        if not known:
            return None
        small = text.lower()
        alike = (n for n in (text, known[0].name, *known[0].aliases) if n.lower() == small)
        return known[0] if any(INNER.search(n) for n in alike) else None

    def _heads(self, words: list[Token]) -> bool:
        """Whether an institution's word begins or ends the name, or stands before an "of"."""
        institutions = self.words.institutions
        if words[-1].text in institutions:
            return True
        if words[0].text in institutions and not (words[-1].text in self.words.last and words[1].gap == " "):
            return True  # Ministry of Works; but Union Resources
        return any(t.text in institutions for t, after in pairwise(words) if not after.gap.isspace())

    def _central_bank(self, text: str) -> bool:
        """Central Bank of Kenya, Croatian National Bank, Fed Bank of Chicago; but City National Bank is a firm."""
        m = CENTRAL_BANK.match(text) if "Bank" in text else None
        if m is None:
            return False
        shared = m["kind"] in ("National", "State")  # by firms too
        if place := m["of"] or m["land"]:
            return place in self.words.countries or not (m["land"] or shared)
        return m["who"] in self.words.demonyms or not shared

    def _given(self, word: str) -> bool:
        return word in self.words.given or ("-" in word and word.partition("-")[0] in self.words.given)

    # -- what a name says by itself

    def _name(self, run: str, words: list[Token], how: str, id: str, initial: bool, headline: bool) -> Piece:
        """how: the evidence that it is listed, "" when it is not."""
        text = run[words[0].start : words[-1].end]
        said = [how] if how else []
        if how != "listed":
            company = self.universe.get(id) if id else None
            if company and is_large(company):
                said.append("well known")
                if not initial and text not in self.words.capitals and self._alone(run, words):
                    said.append("well known, inside a sentence")
                initial = False  # Apple said: no apple says
            elif company and self.proper(text, company):
                if not headline and (len(words) > 1 or not initial) and self._alone(run, words):
                    said.append("listed, inside a sentence")
                initial = False
            self._doubts(text, words, how, initial, said)
        self._form(text, words, said)
        if self._of_place(run[words[-1].stop :]) and (how or not self._plain(words)):
            said.append("of a place")
        full = "legal suffix" in said
        return Piece(
            words[0].start,
            words[-1].end,
            text if "symbol" in said else _key(without_legal(text) if full else text),
            text,
            "name",
            tuple(said),
            id,
            headline,
            len(words),
            not how and BEGINS in said,
            full,
        )

    def proper(self, text: str, company: Company) -> bool:
        """Whether a listed name that is a word as well has its capital for being a name: Gap, but not Central."""
        w = self.words
        if "own" not in company.source or text in w.capitals or text.startswith("The "):
            return False
        if " " in text or text in w.firms:
            return True
        return not (text.isupper() or text in w.surnames or text in w.places or text in w.given)

    def _alone(self, run: str, words: list[Token]) -> bool:
        """Whether nothing else in the run has a capital but other names and its country: Brazil's Vale, Eaton and Q."""
        front, rest = run[: words[0].start], run[words[-1].stop :]
        if words[-1].owns or self._of_place(rest):
            rest = ""  # Amazon's | Coventry
        if front and front[:-3] not in self.words.countries:
            named = front.endswith(" and ") and self._names(front)
            if not (named or all(word in self.words.breaks for word in front.split())):  # Even Meta
                return False
        return not rest or (rest.startswith(" and ") and self._names(rest))

    def _of_place(self, rest: str) -> bool:
        """Whether a run goes on with the town it is from: Elmos | of Dortmund."""
        return rest.startswith(" of ") and rest[4:].partition(" and ")[0] in self.words.places

    def _names(self, part: str) -> bool:
        """Whether the words of a part of a run are names, and neither of people nor ordinary words."""
        w = self.words
        return not any(
            w.ordinary(word) or word in w.surnames or word in w.given for word in part.split() if word != "and"
        )

    def _doubts(self, text: str, words: list[Token], how: str, initial: bool, said: list[str]) -> None:
        """What makes a name start from below, and what else it may be."""
        w = self.words
        single = len(words) == 1
        acronym = len(text) < 6 and ACRONYM.match(text) is not None
        said.append("an acronym" if acronym else "one unknown word" if single else "several unknown words")
        if not how and (single or words[-1].text not in w.legal) and self._plain(words):
            said.append("ordinary words")
        if single:
            if text in w.given and not how:
                said.append("given name")
            firm = bool(how) and text in w.firms
            if text in w.surnames and not firm and "well known, inside a sentence" not in said:
                said.append("surname")
            if text in w.places and not firm and not (how and "surname" in said):  # what else it may be counts once
                said.append("place")
            if initial and text.lower() in w.common and not (how and OTHERS.intersection(said)):
                said.append(BEGINS)
            if not how and (
                ("." in text and RIC.match(text)) or (acronym and (self.universe.symbol(text) or text in securities()))
            ):
                said.append("symbol")
        if words[0].text in w.products or (single and not text.isalpha() and any(c.isdigit() for c in text)):
            said.append("product")

    def _plain(self, words: list[Token]) -> bool:
        """Whether all words are of everyday language."""
        w = self.words
        return all(t.text.lower() in w.everyday or t.text in w.demonyms for t in words)

    def _form(self, text: str, words: list[Token], said: list[str]) -> None:
        """What the form of a name says."""
        w, last = self.words, words[-1].text
        if len(words) > 1:
            if last in w.legal:
                said.append("legal suffix")
            elif last in w.last_weak:
                said.append("ends like a firm or a field")
            elif last in w.last:
                said.append("ends like a company")
            elif last in w.surnames and last.lower() not in w.common:
                said.append("ends in a surname")
            if words[0].text in w.first:
                said.append("begins like a company")
        elif text.endswith(ENDINGS) and SOUNDS.search(text):
            said.append("sounds like a company")
        if "&" in text:
            said.append("ampersand")
        if "." in text and WEB.search(text):
            site = text not in self.universe and text.partition(".")[0] in self.universe
            said.append("website of a company" if site else "web name")
        elif not text.istitle() and INNER.match(text):
            said.append("inner capital")


def _institution(run: str, words: list[Token]) -> Piece:
    text = run[words[0].start : words[-1].end]
    return Piece(words[0].start, words[-1].end, fold(text), text, "institution", ("institution",))


def _person(words: list[Token], text: str, why: str) -> Piece:
    """Under a key of its own, so that Ford the firm is another."""
    return Piece(words[0].start, words[-1].end, f"~{fold(text)}", text, "person", (why,), words=len(words))


def _key(name: str) -> str:
    """fold(), the short way where there is little to fold."""
    if name.isascii() and name.replace(" ", "").isalnum() and " and " not in name and not name.startswith("The "):
        return name.replace(" ", "").lower()
    return fold(name)
