"""Pieces and cues -> verdicts. All evidence on a name is put together over the whole article before it is weighed."""

import math
import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from newsx.rules.company.cues import LISTED_TOO, OF_SOME, VERBS, Cues
from newsx.rules.company.evidence import PRIOR, STANDS, WEIGHTS
from newsx.rules.company.listed import ORDINALS
from newsx.rules.company.pieces import ADJECTIVES, BEGINS, NATIONALITY, OTHERS, Piece, Pieces
from newsx.universe.names import fold

# Behind these a sentence begins, and its first word's capital says nothing
OPENING = frozenset('.?!:;\n\r\t"“”‘•*|—–>)')
ENDS_NAME = frozenset(["", ",", ".", ";", ":", ")", "\n"])
JOINED = (" and ", " or ", " & ")
LEADS = ADJECTIVES | {"Ally", "Booking", "Next", "On", "One", "Seven", "Three", "Wise"}  # what begins a sentence, too
DOES = VERBS | {"X's shares", "X's business", "X's officer"}
INSIDE = frozenset(["listed, inside a sentence", "well known, inside a sentence"])
BEFORE = re.compile(r"([A-Z]\w+),? \Z")
LIST = frozenset((", ", " and ", ", and ", " or ", ", or ", " & ", "/", " and the "))
CODE = frozenset('@#_="')  # before a handle, a tag, a name in code
ENOUGH = WEIGHTS["listed"] + 3  # more evidence would change nothing and cost time
VETO = frozenset(["role before", "X index"])  # this mention is a person or an index, whatever the name else is


class Name:
    """One name of the article, with all that speaks for and against it."""

    __slots__ = (
        "bare",
        "evidence",
        "full",
        "id",
        "inside",
        "key",
        "kind",
        "order",
        "piece",
        "prior",
        "settled",
        "sum",
        "text",
        "words",
    )

    def __init__(self, piece: Piece, order: int = 0) -> None:
        self.order = order  # of all names, by first mention
        _, _, self.key, self.text, self.kind, _, self.id, _, self.words, _, _ = piece
        self.evidence: dict[str, float] = {}
        self.settled: tuple[str, float, tuple[tuple[str, float], ...]] | None = None
        self.sum = 0.0
        self.full = False  # whether it stands somewhere with its legal suffix, which then decides who it is
        self.piece: Piece | None = None  # the last that was weighed
        self.prior = False  # whether it has its prior, which counts once
        self.bare = False  # whether it stands inside a sentence without an article: Amazon, not the Amazon
        self.inside = False  # whether it stands inside a sentence somewhere, where its capital says something

    def add(self, what: str) -> None:
        """Each kind of evidence counts once."""
        if what not in self.evidence:
            self.evidence[what] = weight = WEIGHTS[what]
            self.sum += weight

    def drop(self, what: str) -> None:
        self.sum -= self.evidence.pop(what, 0.0)

    @property
    def only_a_word(self) -> bool:
        """Whether all that speaks against a listed name is that a word is written like it: Progressive, Occidental."""
        return "listed, ambiguous" in self.evidence and OTHERS.isdisjoint(self.evidence)

    def verdict(self) -> tuple[str, float, tuple[tuple[str, float], ...]]:
        """id, certainty from 0 to 1, evidence: the same for every mention, once all is weighed."""
        if self.settled is None:
            self.settled = self.id, 1 / (1 + math.exp(-self.sum)), tuple(self.evidence.items())
        return self.settled


class Judged(NamedTuple):
    """One mention with its verdict. start, end: offsets into the article. id: "" when no list knows the company."""

    start: int
    end: int
    stands: bool
    sum: float
    evidence: tuple[tuple[str, float], ...]
    id: str = ""


class Mention:
    __slots__ = ("end", "name", "start", "veto")

    def __init__(self, start: int, end: int, name: Name) -> None:
        self.start, self.end, self.name = start, end, name
        self.veto = ""  # evidence that turns this mention down

    @property
    def stands(self) -> bool:
        name = self.name
        if self.veto and (self.veto == "X index" or "listed" not in name.evidence):
            return False
        return name.kind == "name" and name.sum >= STANDS

    def judged(self) -> Judged:
        name = self.name
        return Judged(self.start, self.end, self.stands, name.sum, tuple(name.evidence.items()), name.id)


class Article:
    """One text on its way to a verdict: collect, then settle."""

    def __init__(self, text: str, pieces: Pieces, cues: Cues, organisations: Iterable[tuple[int, int]] = ()) -> None:
        self.text = text
        self.pieces = pieces
        self.names: dict[str, Name] = {}
        self.mentions: list[Mention] = []
        self._collect(pieces, cues)
        if organisations:
            self._believe(organisations)
        self._settle()

    def _collect(self, pieces: Pieces, cues: Cues) -> None:
        text, mentions, names = self.text, self.mentions, self.names
        (inside, opening), begin = pieces.seen, pieces.listed.begin
        headlines: list[tuple[Piece, Mention]] = []
        openings: list[tuple[int, Piece]] = []  # ordinary words that begin a sentence: names only if they are elsewhere
        reach = 0
        for m in pieces.runs.finditer(text):
            start, end = m.span()
            if start < reach:
                continue  # the rest of Group 1 Automotive
            if text[end + 1 : end + 2].isdigit() and text[end] == " ":
                end = reach = pieces.listed.end(text, start, end)
            before = text[start - 1] if start else "\n"
            if before == " " and start > 1:
                before = text[start - 2]
                if before.isdigit() or (before in "tdh" and text[start - 3 : start - 1] in ORDINALS):
                    start = begin(text, start, end)
            else:
                if before.isalnum() or before == "-":
                    start = begin(text, start, end)
                    before = text[start - 1] if start else "\n"
                if before in CODE and (before != '"' or text[start - 2 : start - 1] == "="):
                    continue
            run, initial = text[start:end], before in OPENING
            found = (opening if initial else inside).get(run)
            if found is None:
                found = pieces.of(run, initial)
            for piece in found:
                if piece.quiet:
                    openings.append((start, piece))
                    continue
                if (
                    text.startswith("+", start + piece.end)
                    and not text[start + piece.end + 1 : start + piece.end + 2].isdigit()
                ):
                    continue  # Disney+, what Disney sells
                leads = NATIONALITY in piece.evidence or (initial and not piece.start and piece.text in LEADS)
                if leads and not self._does(start + piece.start, start + piece.end, cues):
                    continue  # American consumers, Next week
                key = piece.key
                name = names.get(key)
                if name is not None and piece.full and name.full and piece.id and name.id and piece.id != name.id:
                    key = f"{key} {piece.id}"  # Merck & Co, and Merck KGaA
                    name = names.get(key)
                if name is None:
                    name = names[key] = Name(piece, len(names))
                elif piece.full or (piece.id and not name.id and not name.full):
                    name.id = piece.id
                name.full = name.full or piece.full
                mention = Mention(start + piece.start, start + piece.end, name)
                mentions.append(mention)
                if piece.headline and "listed" not in piece.evidence:
                    headlines.append((piece, mention))
                    continue
                self._weigh(piece, mention, cues)
        openings = [(start, piece) for start, piece in openings if piece.key in names]
        if openings:
            mentions += [Mention(start + p.start, start + p.end, names[p.key]) for start, p in openings]
            mentions.sort(key=attrgetter("start"))
        for piece, mention in headlines:
            if not mention.name.evidence or "only in a headline" in mention.name.evidence:
                mention.name.add("only in a headline")
                self._weigh(piece, mention, cues)

    def _weigh(self, piece: Piece, mention: Mention, cues: Cues) -> None:
        name = mention.name
        if piece is not name.piece:
            name.piece = piece
            evidence = name.evidence
            if BEGINS not in piece.evidence:
                name.inside = True
                if BEGINS in evidence:
                    name.drop(BEGINS)
            for e in piece.evidence:
                if e in PRIOR:
                    if name.prior:
                        continue
                    name.prior = True
                elif e == BEGINS and name.inside:
                    continue
                elif e in INSIDE and self._titled(mention.start):
                    name.piece = None  # it may stand inside a sentence elsewhere
                    continue
                name.add(e)
        if piece.kind != "institution" and name.sum < ENOUGH and NATIONALITY not in piece.evidence:
            around = cues.around(self.text, mention.start, mention.end)
            if "the X" not in around and name.inside and name.id:
                name.bare = True
                name.drop("the X")
            for e in around:
                if e == "the X" and name.bare:
                    continue
                if (e == "X data" and BEGINS in piece.evidence) or (e == "X, which" and not name.id):
                    continue  # Benchmark data; a place may have a ", which" as well
                if e in OF_SOME:
                    if self._acts(name) if e == "X acts" else name.id:
                        name.add(OF_SOME[e])
                    continue
                if e not in name.evidence:
                    name.add(e)
                    if e in LISTED_TOO and name.id and "surname" not in name.evidence:
                        name.add(LISTED_TOO[e])
                if e in VETO:
                    mention.veto = e
            if name.id and self.text.startswith(" (", mention.end):
                symbol = name.id.rpartition(":")[2]
                if self.text.startswith(f"{symbol})", mention.end + 2):
                    name.add("ticker behind")

    def _does(self, start: int, end: int, cues: Cues) -> bool:
        """Whether a word stands as a firm may, doing something or having shares: American said so, Next shares."""
        text = self.text
        if text[end : end + 1] in ENDS_NAME or text.startswith(JOINED, end):
            return text[start:end] in LEADS
        found = cues.around(text, start, end)
        shares = "X shares" in found and text[start:end] != "Total"  # Total dividends
        return "the X" not in found and (shares or not DOES.isdisjoint(found))

    def _titled(self, start: int) -> bool:
        """Whether the word before has a capital though it is an ordinary one, as in a title: Bricks, Vans and Boats."""
        before = BEFORE.search(self.text, max(0, start - 25), start)
        words = self.pieces.words
        return (
            before is not None
            and words.ordinary(before[1])
            and not (before[1] in words.breaks or before[1] in words.calendar)
        )

    def _acts(self, name: Name) -> bool:
        """Whether it means the company where it does something, whatever that is: no apple and no gap appeals."""
        if "well known" in name.evidence:
            return name.text not in ADJECTIVES
        company = self.pieces.universe.get(name.id) if "listed, ambiguous" in name.evidence else None
        return company is not None and self.pieces.proper(name.text, company)

    def _believe(self, organisations: Iterable[tuple[int, int]]) -> None:
        """What a model holds for an organisation speaks for the name there; where none is seen, for the words."""
        starts = [m.start for m in self.mentions]
        for start, end in organisations:
            first = bisect_left(starts, start)
            first -= first > 0 and self.mentions[first - 1].end > start
            there = [m for m in self.mentions[first : bisect_left(starts, end)] if m.end > start]
            if not there:
                text = self.text[start:end]
                piece = Piece(start, end, fold(text), text, "name", ("several unknown words",), words=2)
                name = self.names.setdefault(piece.key, Name(piece))
                there = [Mention(start, end, name)]
                insort(self.mentions, there[0], key=attrgetter("start"))
                starts.insert(bisect_left(starts, start), start)
                name.add("several unknown words")
            for mention in there:
                mention.name.add("model")

    def _settle(self) -> None:
        for name in self.names.values():
            if name.kind == "person" and name.sum >= STANDS:
                name.kind = "name"
        self._surnames()
        self._brackets()
        shorter: dict[str, Name] = {}
        weak: dict[str, Name] = {}
        named = {name.id for name in self.names.values() if "listed" in name.evidence}
        for name in self._longest_first():
            full = shorter.get(name.key) or ("listed, ambiguous" in name.evidence and weak.get(name.key)) or None
            if full is not None and full is not name and "listed" not in name.evidence:
                name.add("short for a company")
                if not (name.id and (name.id in named or self._is_unit(full) or self._is_another(full, name))):
                    name.id = full.id
            if name.words > 1 and name.sum >= STANDS:
                keys, alone = self.pieces.short_forms(name.text)
                for key in keys:
                    shorter.setdefault(key, name)
                if alone:
                    weak.setdefault(alone, name)
        self._lists()
        self._namesakes()

    def _is_unit(self, name: Name) -> bool:
        """Whether a name is that of a part of a firm: Amazon beside Amazon Web Services is Amazon."""
        company = self.pieces.universe.get(name.id) if name.id else None
        return company is not None and company.kind == "unit"

    @staticmethod
    def _is_another(full: Name, name: Name) -> bool:
        """Whether a longer name that comes after a listed one is not who the shorter is: Visa, then Visa Ventures."""
        return not full.id and not full.full and name.order < full.order

    def _namesakes(self) -> None:
        """Of companies that share a name, the one from where most firms of the article are: SBI beside Infosys."""
        universe = self.pieces.universe
        stand = [name for name in self.names.values() if name.id and name.sum >= STANDS]
        shared = {name for name in stand if not name.full and universe.shared(name.text)}
        if not shared:
            return
        others = [universe.get(name.id) for name in stand if name not in shared]
        homes = Counter(company.country or "US" for company in others if company is not None)
        for name in shared:
            bearers = universe.named(name.text)
            if name.id == bearers[0].id:  # the likeliest; it stays where the others are no likelier here
                name.id = max(bearers, key=lambda c: homes[c.country or "US"]).id

    def _longest_first(self) -> Iterator[Name]:
        """The names that may be companies; those of one word, which most are, are not sorted for nothing."""
        names = [name for name in self.names.values() if name.kind == "name"]
        yield from sorted((name for name in names if name.words > 1), key=lambda name: -name.words)
        yield from (name for name in names if name.words == 1)

    def _surnames(self) -> None:
        """A surname alone is the person who was named in full."""
        for name in [n for n in self.names.values() if n.kind == "person"]:
            alone = self.names.get(fold(name.text.rsplit(" ", 1)[-1]))
            if alone is not None:
                alone.add("surname of a person")

    def _brackets(self) -> None:
        """The acronym in brackets behind a name is what the name is: Full Name Holdings (FNH)."""
        text = self.text
        for full, short in pairwise(self.mentions):
            if (
                short.start - full.end == 2
                and text[full.end : short.start] == " ("
                and text[short.end : short.end + 1] == ")"
            ):
                if full.name.id.endswith(f":{text[short.start : short.end]}"):
                    full.name.add("ticker behind")
                elif full.name.kind == "institution":
                    short.name.add("short for an institution")
                elif full.name.kind == "name" and full.name.sum >= STANDS and short.name.words == 1:
                    short.name.add("short for a company")
                    if "listed" not in short.name.evidence:
                        short.name.id = full.name.id

    def _lists(self) -> None:
        """What stands in a list with a company is one: Acme, Bolt and Crane. And so is what has one: Acme's Bolt."""
        text = self.text
        for a, b in pairwise(self.mentions):
            if b.start - a.end > 6:
                continue
            between = text[a.end : b.start]
            if between == " of " and a.name.kind == "person":
                b.name.add("person of X")
            elif between in ("'s ", "’s "):
                if b.name.kind == "person":
                    a.name.add("person of X")
                elif "listed" in b.name.evidence:
                    a.name.add("X's company")
                elif a.name.sum >= STANDS and "listed, ambiguous" not in b.name.evidence:
                    b.name.add("after a possessive")
            elif between in LIST and a.name is not b.name:
                words = a.name.only_a_word and b.name.only_a_word
                for one, other in ((a.name, b.name), (b.name, a.name)):
                    if words or (other.sum < STANDS <= one.sum and one.kind == other.kind == "name"):
                        other.add("beside a company")
