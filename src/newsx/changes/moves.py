"""The moves of one article: a word that moves (rose, gain, up, raised) beside an amount, and whose it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from newsx.changes.consistent import consistent
from newsx.changes.ratings import RATED, ratings
from newsx.changes.sentences import Token, bounds, read
from newsx.changes.subject import NOBODY, Focus, Subject, Subjects
from newsx.changes.words import (
    CAUSES,
    EITHER,
    EXTREME,
    OF_BUSINESS,
    PARTICIPLES,
    PERIOD,
    PHRASAL,
    TRANSITIVE,
    WHEN,
)
from newsx.records import Change, Entity
from newsx.values.direction import BASIS, OFF_ITS_HIGH

AMOUNTS = frozenset(("PERCENT", "PRICE", "MONEY"))
# After a word that moves: "rose (significantly by) 8.1%", "rose (in the quarter by) 8.1%".
AFTER = re.compile(r"[yqbdh]{0,6}([%$P])|[wdyish9]{1,8}b[yqdw]{0,3}([%$P])")
BEFORE = re.compile(r"([%$P])[yw]{0,3}$")  # "a 4.3% (overnight) gain"
NOUN_OF = re.compile(r"(?:[wdsy]{0,4}[ioa][wdsyCS9]{1,6}|w)?o[yqd]*([%$])")  # "a gain (in the shares) of 5%"
NOUN_TO = re.compile(r"(?:[wdsyi]{0,6})t[yqd]*([%$])")  # "takes the gain (for the year) to 80%"
NOUN_STANDS = re.compile(r"[wdsyi9]{0,6}Vy*a[yqd]*([%$])")  # "the gain for the year stands at 80%"
UP_FROM = re.compile(r"[yq]*f[yqd]*[%$9]")
TO_A = re.compile(r"d[wy]{1,3}(?:o[q]?)?[%$9]|[wyo]{1,3}q?[%$9]")  # "to a meagre 3%", "to a record high of $150"
AT_A_RATE = re.compile(r"a[dwyqS]{0,4}o?[yq]*(%)")  # "grew at an annual rate of 5%"
CLOSED_AT = re.compile(r"y*V[ty]*[at]")  # "and closed at $78.55"
MEANS = ("average", "mean", "median", "forecast", "estimate")  # "from an average of 0.1%": no level
CLAUSE = re.compile(r"[,;]|[ ](?:and|but|while|after|before|as|though|although)[ ]")
AND_ITS = re.compile(r",?&[dwsyC]{0,4}(S)")  # ", and its target"
AMOUNTS_LISTED = re.compile(r"%(?:,%)*,?&%")  # "2%, 3% and 4%"
MEASURE_OF = re.compile(r"S[oia]d?$")
NAMES_LISTED = re.compile(r"C[sw]?(?:,C[sw]?)*,?&C[sSwyV]{0,4}$")
# from the lower end of a range to the upper one: 5%-6%, between 5% and 6%, to $2 a share to $3 a share
TO_THE_OTHER = re.compile(r"(?:[ ](?:a|per)[ ]share)?(?:[ ]?[-–—][ ]?|[ ](?P<word>to|and)[ ])")
WAY = re.compile(rf"[ ]{BASIS}")
TWO_WAYS = re.compile(rf"[ ]{BASIS}[^.;:()\n]{{2,60}}(?:,?[ ](?:and|but|or)(?:[ ]by)?[ ]|,[ ])")
MARKET = frozenset(("share price", "index"))
DAILY = MARKET | {"price"}  # what moves by the day
YEAR_AGO = re.compile(r"[^.;]{0,40}?\b(?:year|quarter|month|earlier|ago|prior|previous|before|same period|in 20\d\d)\b")
ESTIMATED = re.compile(r"[^.;,]{0,40}?\b(?:expect|estimate|consensus|forecast|project|predict|anticipat|analysts)")


def changes(text: str, entities: Sequence[Entity]) -> tuple[Change, ...]:
    """The moves that a text tells of, in reading order.

    text: the article as read. entities: what was found in it, in reading order; companies, tickers and amounts
    are taken from them, words that move and what they move from the text between them.
    returns: one Change for each move of one measure that the text states as done; none for what could, may or
    is expected to happen, for stakes, yields and shares of a whole.
    Linear in the length of text; only sentences that hold an amount or a rating are read word by word.
    """
    amounts = any(e.label in AMOUNTS for e in entities)
    if not amounts and not RATED.search(text):
        return ()
    found: list[Change] = []
    focus = Focus(text, entities)
    i = 0
    for start, end in bounds(text):
        first = i
        while i < len(entities) and entities[i].start < end:
            i += 1
        inside = entities[first:i]
        if text[start - 1 : start] == "\n":
            focus.paragraph()
        if any(e.label in AMOUNTS for e in inside) or (inside and RATED.search(text, start, end)):
            said = Sentence(text, start, end, inside, focus).changes()
            found += said
            focus.after(start, end, inside, said)
        else:
            focus.after(start, end, inside)
    return tuple(found)


@dataclass(slots=True)
class Move:
    """A Change in the making."""

    rule: str
    sign: int
    subject: Subject
    first: int  # token index of the word that moves
    last: int
    amount: Token | None = None
    from_: Token | None = None
    to: Token | None = None
    from_high: Token | None = None  # the second token of a range: 5%-6%, between $2 and $3
    to_high: Token | None = None
    used: list[int] = field(default_factory=list)
    direction: str = ""


class Sentence:
    """One sentence: its words as a string of kinds, and the moves found in it."""

    def __init__(self, text: str, start: int, end: int, entities: Sequence[Entity], focus: Focus) -> None:
        self.text, self.start, self.end, self.entities, self.focus = text, start, end, entities, focus
        self.tokens = read(text, start, end, entities)
        self.kinds = "".join(t.kind for t in self.tokens)
        self.subjects = Subjects(self.tokens, self.kinds, focus)
        self.used: set[int] = set()
        self.moves: list[Move] = []
        self.rated: list[tuple[Change, Entity | None]] = []

    def changes(self) -> list[Change]:
        rated = self.rated
        if RATED.search(self.text, self.start, self.end):
            rated += ratings(self.text, self.start, self.end, self.entities, self.focus)
            self.subjects.rated = rated[-1][1] if rated else None
        for k, token in enumerate(self.tokens):
            if k in self.used:
                continue
            if token.kind == "u":
                self._verb(k)
            elif token.kind == "m":
                self._noun(k)
            elif token.kind == "h":
                self._adverb(k)
            elif token.kind == "e":
                self._flat(k)
            elif token.kind == "z":
                self._swing(k)
            elif token.kind == "v":
                self._pair(k)
            elif token.kind == "%" and token.word[0] in "+-−":
                self._sign(k)
            elif token.kind == "%" and self.moves:
                self._other_basis(k)
        self.focus.spoken = self.moves[-1].subject if self.moves else None
        records = [self._change(i, move) for i, move in enumerate(self.moves)] + [change for change, _ in rated]
        return sorted(records, key=lambda c: (c.start, c.end))

    # One method a kind of wording. Each adds to self.moves, or leaves the sentence as it is.

    def _verb(self, k: int) -> None:
        token = self.tokens[k]
        if self._unreal(k):
            return
        if token.word in TRANSITIVE or token.word in EITHER:
            if self._object(k):
                return
            if token.word in TRANSITIVE and not self._passive(k):
                return
        subject = self.subjects.left(k, inherit=token.word in PARTICIPLES or None)
        if subject.measure == "" and subject.company is None:
            return
        if subject.direct and token.word in OF_BUSINESS:
            subject = replace(subject, measure="other")
        sign = token.sign * (subject.sign or 1)
        if subject.sign and token.word.startswith(("narrow", "widen")):
            sign = 1 if token.word.startswith("narrow") else -1
        move = Move("change.verb", sign, subject, k, k)
        m = AFTER.match(self.kinds, k + 1)
        if m is None and token.word in OF_BUSINESS:
            m = AT_A_RATE.match(self.kinds, k + 1)
        if m and (at := m.start(m.lastindex or 0)) not in self.used and self._size_of(k, at):
            self._amount(move, at)
        self._finish(move)

    def _size_of(self, k: int, at: int) -> bool:
        """Whether the amount is by how much: not in "dropping below $49", nor in "boosted by a 5% rise in sales"."""
        passed = at - 1 > k and self.tokens[at - 1].word in ("below", "above", "beyond", "past")
        return not passed and not (
            "b" in self.kinds[k + 1 : at] and re.match(r"[yw]{0,2}m", self.kinds[at + 1 : at + 4])
        )

    def _object(self, k: int) -> bool:
        """ "Raised its price target on Micron to $135 from $110"."""
        m = re.compile(r"([wdsyC9ni&m]*?)(S[Sm]*)").match(self.kinds, k + 1, k + 14)
        if not m:
            return self._target_too(k)
        while m and self.tokens[m.end() - 1].kind == "m":  # "its growth by": the S before it names the measure
            if m.end() - 1 == m.start(2):
                return False
            m = re.compile(r"([wdsyC9ni&m]*?)(S[Sm]*S|S)").match(self.kinds, k + 1, m.end() - 1)
        if not m:
            return False
        at = m.end() - 1
        token = self.tokens[k]
        subject = self.subjects.object(k, at)
        if subject is NOBODY:
            return False
        sign = token.sign
        if subject.sign:
            sign = 1 if sign < 0 or token.word.startswith("narrow") else -1
        move = Move("change.object", sign, subject, k, at)
        self.subjects.objects.update(range(m.start(2), m.end(2)))
        after = AFTER.match(self.kinds, at + 1)
        if after and (amount := after.start(after.lastindex or 0)) not in self.used:
            self._amount(move, amount)
        self._finish(move)
        ranged = token.word.startswith(("narrow", "widen")) and subject.measure in ("estimate", "target")
        if ranged and not subject.sign and self.moves and self.moves[-1] is move:
            self._by_the_middle(move)
        return True

    def _target_too(self, k: int) -> bool:
        """ "Cut Acme to sell from hold, and its target to $40": what the verb of a rating has for a second object."""
        start = self.tokens[k].start
        rating = next(((c, company) for c, company in self.rated if c.start <= start < c.end), None)
        if rating is None:
            return False
        behind = next((i for i, t in enumerate(self.tokens) if t.start >= rating[0].end), len(self.tokens))
        m = AND_ITS.match(self.kinds, behind)
        if m is None or self.tokens[m.start(1)].measure != "target":
            return False
        at = m.start(1)
        what = self.tokens[at]
        subject = Subject(rating[1], "target", (what.start, what.end), 0, at, what.start)
        self.subjects.objects.add(at)
        self._finish(Move("change.object", self.tokens[k].sign, subject, at, at))
        return True

    def _by_the_middle(self, move: Move) -> None:
        """A forecast that was narrowed has gone the way of its middle and lower end; else it is no move."""
        ends = (*_ends(move.from_, move.from_high, loss=False), *_ends(move.to, move.to_high, loss=False))
        told = [end for end in ends if end is not None]
        if len(told) < len(ends):
            self.moves.remove(move)
            return
        was, is_now = told[0] + told[1], told[2] + told[3]
        move.sign = (is_now > was) - (is_now < was)
        if (told[2] - told[0]) * move.sign <= 0:
            self.moves.remove(move)  # the lower end went up, the middle down: no way at all

    def _passive(self, k: int) -> bool:
        return re.search(r"(?:V|S)[ywN]*$", self.kinds[max(0, k - 4) : k]) is not None

    def _noun(self, k: int) -> None:
        token = self.tokens[k]
        if (
            token.word in ("growth", "expansion", "contraction", "return", "returns", "rally")
            and self.kinds[k + 1 : k + 2] == "t"
        ):
            return
        m = BEFORE.search(self.kinds, max(0, k - 4), k)
        of = NOUN_OF.match(self.kinds, k + 1)
        to = NOUN_TO.match(self.kinds, k + 1) if "k" in self.kinds[max(0, k - 12) : k] else None
        stands = NOUN_STANDS.match(self.kinds, k + 1)
        if m and m.start(1) not in self.used and self._joined(m.start(1), k):
            at = m.start(1)
        elif of and of.start(1) not in self.used:
            at = of.start(1)
        elif to and to.start(1) not in self.used:
            at = to.start(1)
        elif stands and stands.start(1) not in self.used:
            at = stands.start(1)
        else:
            return
        first, last = min(at, k), max(at, k)
        if (
            self._unreal(first)
            or self.subjects.estimated(first)
            or "H" in self.kinds[last + 1 : last + 6].split("|")[0]
        ):
            return
        subject = self.subjects.noun(first, last, k)
        if subject is NOBODY:
            return
        if self.kinds[at] == "$" and (
            token.word in ("loss", "losses", "gain", "gains", "return", "returns") or not subject.what
        ):
            return  # "a loss on assets of $1.4 billion"
        move = Move("change.noun", token.sign * (subject.sign or 1), subject, first, last)
        self._amount(move, at)
        self._level_before(move, first)
        self._finish(move)

    def _joined(self, at: int, k: int) -> bool:
        """Whether the words between an amount and a noun are adjectives, not another noun phrase."""
        return all(self.tokens[i].word not in ("stake", "share", "per", "year", "cent") for i in range(at + 1, k))

    def _adverb(self, k: int) -> None:
        token = self.tokens[k]
        before = BEFORE.search(self.kinds, max(0, k - 3), k)
        after = re.compile(r"[yqbd]{0,5}([%$P])").match(self.kinds, k + 1)
        from_ = UP_FROM.match(self.kinds, k + 1)
        if self.kinds[k + 1 : k + 2] == "T" or self._unreal(k) or self.subjects.estimated(k):
            return
        if k and self.tokens[k - 1].word in PHRASAL:
            return
        off = OFF_ITS_HIGH.match(self.text, token.start - 1) if token.word == "off" and before else None
        if token.word == "off" and off is None and (k == 0 or self.kinds[k - 1] not in "Vy,"):
            return
        if off is not None and off["low"]:
            return  # 8% off the low of the day: "off" would point the wrong way
        at = -1
        if after and after.start(1) not in self.used:
            at = after.start(1)
        elif (
            before and before.start(1) not in self.used and self.tokens[k].start - self.tokens[before.start(1)].end < 12
        ):
            at = before.start(1)
        elif not from_:
            return
        earlier = self._contiguous(k)
        if earlier is not None and self._joins(earlier, token.sign, at):
            if at >= 0 and earlier.amount is None:
                self._amount(earlier, at)
            self._finish(earlier, again=True)
            return
        subject = self.subjects.left(k)
        if subject.measure == "" and subject.company is None:
            return
        first = min(k, at) if at >= 0 else k
        move = Move("change.adverb", token.sign * (subject.sign or 1), subject, first, k)
        if at >= 0:
            self._amount(move, at)
        self._level_before(move, first)
        self._finish(move)

    def _level_before(self, move: Move, first: int) -> None:
        """ "Revenue was $4.7bn, up 15%": the level stands before the move."""
        level = re.search(r"[$%9][wiyd9]{0,6},[yqVd]*w?$", self.kinds[max(0, first - 12) : first])
        if level is None or move.subject.inherited:
            return
        at = max(0, first - 12) + level.start()
        if at not in self.used and self._is_level(move, at) and at > (move.subject.at or -1):
            move.to = self.tokens[at]
            move.used.append(at)
            self.used.add(at)

    def _contiguous(self, k: int) -> Move | None:
        """The move before, when only a comma and a few plain words stand between."""
        if not self.moves:
            return None
        earlier = self.moves[-1]
        gap = self.kinds[max(earlier.used, default=earlier.last) + 1 : k]
        return earlier if re.fullmatch(r"[wiyd9]{0,6},y*", gap) else None

    def _joins(self, earlier: Move, sign: int, at: int) -> bool:
        same = sign * (earlier.subject.sign or 1) == earlier.sign
        if at >= 0:
            return same and earlier.amount is None and earlier.to is not None
        return same and earlier.to is not None and earlier.from_ is None

    def _flat(self, k: int) -> None:
        m = re.compile(r"a[yqd]*([%$9])").match(self.kinds, k + 1)
        if not m or m.start(1) in self.used or self._unreal(k):
            return
        subject = self.subjects.left(k)
        if subject.measure == "":
            return
        move = Move("change.flat", 0, subject, k, k)
        self._finish(move)

    def _swing(self, k: int) -> None:
        """ "Swung to a profit of $793 million from a loss of $2.3 billion"."""
        words = [
            (i, t)
            for i, t in enumerate(self.tokens[k + 1 : k + 24], k + 1)
            if t.kind in "Smtf$|;" or t.word in ("loss", "profit")
        ]
        sides: dict[str, tuple[int, Token | None, int]] = {}
        role = ""
        for i, t in words:
            if t.kind in "tf":
                role = t.kind
            elif t.kind in "|;":
                break
            elif role and t.kind == "$":
                sign, _, at = sides.get(role, (0, None, i))
                if sides.get(role, (0, None, 0))[1] is None:
                    sides[role] = (sign, t, i)
            elif role and (t.word.endswith("loss") or t.measure == "profit") and sides.get(role, (0,))[0] == 0:
                _, amount, at = sides.get(role, (0, None, i))
                sides[role] = (-1 if "loss" in t.word else 1, amount, at)
        to, from_ = sides.get("t"), sides.get("f")
        if not to or not to[0] or not (to[1] or (from_ and from_[1])) or self._unreal(k):
            return
        subject = replace(self.subjects.left(k), measure="profit", what=None, direct=False)
        if subject.company is None:
            subject = self.subjects.fallback(k, subject)
        move = Move("change.swing", to[0], replace(subject, sign=0), k, k)
        for side, name in ((to, "to"), (from_, "from_")):
            if side and side[1] is not None and side[2] not in self.used:
                setattr(move, name, _signed(side[1], side[0]))
                move.used.append(side[2])
        if len({move.to is None, move.from_ is None}) and (move.to or move.from_):
            self.used.update(move.used)
            self.moves.append(move)

    def _pair(self, k: int) -> None:
        """ "Revenue was $4.7 billion, compared with $4.1 billion a year earlier"."""
        now = re.search(r"([$%])[wiyd9]{0,6},?[y]*$", self.kinds[max(0, k - 9) : k])
        then = re.compile(r"[qyd]*([$%])").match(self.kinds, k + 1)
        if not now or not then:
            return
        at, old = max(0, k - 9) + now.start(1), then.start(1)
        a, b = self.tokens[at], self.tokens[old]
        if at in self.used or old in self.used or a.kind != b.kind or not YEAR_AGO.match(self.text[b.end : self.end]):
            return
        if ESTIMATED.match(self.text, b.end, self.end) or self._unreal(at):
            return
        subject = self.subjects.left(at)
        if subject.measure in ("", "share price", "index") or subject.inherited:
            return
        x, y = _level(a), _level(b)
        if x is None or y is None or _currency(a) != _currency(b):
            return
        sign = (x > y) - (x < y)
        move = Move("change.pair", sign * (subject.sign or 1), subject, at, k, to=a, from_=b, used=[at, old])
        self.used.update((at, old))
        self.moves.append(move)

    def _sign(self, k: int) -> None:
        """ "Revenue: $4.7bn (+15%)", "MU +19%"."""
        level = re.search(r"[SC][,V]{0,2}(\$[,w]{1,2})?$", self.kinds[max(0, k - 6) : k])
        if level is None:
            return
        subject = self.subjects.left(k)
        if subject.measure == "" or subject.inherited:
            return
        sign = 1 if self.tokens[k].word[0] == "+" else -1
        move = Move("change.sign", sign * (subject.sign or 1), subject, k, k)
        self._amount(move, k)
        if level[1] and self._is_level(move, to := max(0, k - 6) + level.start(1)) and to not in self.used:
            move.to = self.tokens[to]
            move.used.append(to)
            self.used.add(to)
        self._finish(move)

    def _other_basis(self, k: int) -> None:
        """ "Down 10% as reported and 5% on a comparable basis": the verb of the move before, counted in another way."""
        token, earlier = self.tokens[k], self.moves[-1]
        if earlier.amount is None or earlier.amount.kind != "%" or _unit(earlier.amount) != _unit(token):
            return
        last = max([earlier.last, *earlier.used])
        between = (t for t in self.tokens[last + 1 : k] if t.word not in ("as", "reported"))
        if any(t.kind in "umhezCS%$PHNTV|;" for t in between):
            return
        if TWO_WAYS.fullmatch(self.text, self.tokens[last].end, token.start) and WAY.match(self.text, token.end):
            other = Move(earlier.rule, earlier.sign, earlier.subject, k, k, token, used=[k])
            self.moves.append(other)
            self.used.add(k)

    # What all wordings share.

    def _unreal(self, k: int) -> bool:
        """Whether the move at k could, may, should or did not happen."""
        verb = self.tokens[k].kind == "u" and self.tokens[k].word not in PARTICIPLES
        infinitive = False
        for i in range(k - 1, -1, -1):
            kind = self.kinds[i]
            if kind in "|;" or (kind == "," and i < k - 1):
                return self.tokens[i].word in ("if", "unless")
            if kind == "t" and i >= k - 2 and verb:
                infinitive = True
            elif infinitive and self.tokens[i].word in CAUSES:
                return False  # "sent the shares to fall"
            elif kind == "H":
                if not (verb and self.kinds[i + 1 : i + 2] in ("o", "i")):  # not "hopes of a deal lifted the shares"
                    return True
            elif kind == "N" and i >= k - 4:
                return True
        return infinitive

    def _amount(self, move: Move, at: int) -> None:
        move.amount = self.tokens[at]
        move.last = max(move.last, at)
        move.first = min(move.first, at)
        move.used.append(at)
        self.used.add(at)

    def _is_level(self, move: Move, at: int) -> bool:
        """Whether the amount at this token may be a level of what moved."""
        token, measure = self.tokens[at], move.subject.measure
        if token.kind == "9":
            if measure == "target":
                return move.subject.index
            return measure in ("index", "price", "other") and self.kinds[at + 1 : at + 2] != "9"
        if token.kind == "%":
            if measure in ("share price", "index", "price"):
                return False
            return move.amount is None or _unit(move.amount) in ("pp", "bp") or measure in ("rate", "margin")
        if measure == "share price" and token.entity and token.entity.label == "MONEY" and _large(token):
            return False
        return measure not in ("rate", "margin")

    def _finish(self, move: Move, again: bool = False) -> None:
        """Read on after the move for levels: "to $135 from $110", "at $178.02", ", trading at $4.21"."""
        kinds, role, since = self.kinds, "", 0
        i = max([move.last, *move.used]) + 1
        coordinate = -1
        while i < len(kinds) and since < 18:
            kind, token = kinds[i], self.tokens[i]
            since += 1
            if kind in "|;zuT" and not (kind == "u" and i == move.first):
                break
            if kind in "mh" and i != move.first and not again:
                break
            if kind == "&":
                if re.match(r"[wdyCSs]{0,5}[umhV]", kinds[i + 1 : i + 8]) and not CLOSED_AT.match(kinds, i + 1):
                    break
                if move.to is not None and move.rule == "change.object" and kinds[i + 1 : i + 2] == move.to.kind:
                    coordinate = i + 1
                    break
            if kind == "C" and kinds[i - 1] not in "aiofdw":
                break
            if kind in "tfavr":
                role = kind
            elif token.word in ("below", "above", "beyond") and move.amount is None and not role:
                role = "t"
            elif kind == "V" and token.word in ("shares",):
                break
            elif kind in "%$9" and i not in self.used:
                self._place(move, role, i)
                if i in self.used:
                    since = 0
                    i += self._other_end(move, i)
                role = ""
            elif token.word == "between" and role:
                pass  # to between 5% and 6%
            elif kind not in "qydV":
                reached = role in ("t", "f", "a") and token.word not in MEANS and TO_A.match(kinds, i - 1)
                role = "or" if token.word == "or" else role if reached else ""
            i += 1
        if again:
            return
        if not self._worth(move):
            self.used.difference_update(move.used)
            return
        if self._respectively(move):
            return
        self.moves.append(move)
        if coordinate >= 0:
            other = Move(move.rule, move.sign, move.subject, coordinate, coordinate, used=[coordinate])
            other.to = self.tokens[coordinate]
            self.used.add(coordinate)
            self.moves.append(other)

    def _respectively(self, move: Move) -> bool:
        """ "Acme, Bolt and Cobb rose 2%, 3% and 4%, respectively": each its own, or none when they do not pair."""
        at = next((i for i, t in enumerate(self.tokens) if t is move.amount), -1)
        if at < 0 or move.subject.company is None or move.rule == "change.object":
            return False
        listed = AMOUNTS_LISTED.match(self.kinds, at)
        if listed is None:
            return False
        said = any(t.word == "respectively" for t in self.tokens[listed.end() : listed.end() + 7])
        names = NAMES_LISTED.search(self.kinds[: move.first])
        if names is None and not said:
            return False
        amounts = [i for i in range(at, listed.end()) if self.kinds[i] == "%"]
        self.used.update(amounts)
        companies = [i for i in range(*names.span()) if self.kinds[i] == "C"] if names is not None else []
        if len(companies) != len(amounts):
            return True  # whose is whose is not clear
        of = MEASURE_OF.search(self.kinds[: names.start()]) if names is not None else None
        subject = move.subject
        if of is not None and self.tokens[of.start()].measure != subject.measure:  # revenue at Acme and Bolt
            what = self.tokens[of.start()]
            subject = replace(subject, measure=what.measure, what=(what.start, what.end), sign=what.sign, direct=False)
        for company, amount in zip(companies, amounts, strict=True):
            token = self.tokens[company]
            whose = replace(subject, company=token.entity, start=token.start)
            self.moves.append(Move(move.rule, move.sign, whose, move.first, amount, self.tokens[amount], used=[amount]))
        return True

    def _place(self, move: Move, role: str, i: int) -> None:
        token = self.tokens[i]
        if role == "or" or (role == "" and self.tokens[i - 1].word == "or"):
            if token.kind == "%" and (move.amount is None or move.amount.kind in "$P"):
                move.amount = token
            else:
                return
        elif role in ("f", "v"):
            if move.from_ is not None or not self._is_level(move, i):
                return
            if role == "v" and ESTIMATED.match(self.text, token.end, self.end):
                return
            move.from_ = token
        elif role in ("t", "a", "r"):
            if (
                move.to is not None
                or not self._is_level(move, i)
                or (role == "a" and token.kind == "9" and move.subject.measure == "other")
            ):
                return
            move.to = token
        else:
            return
        move.used.append(i)
        self.used.add(i)

    def _other_end(self, move: Move, i: int) -> int:
        """How many tokens stand up to the upper end of a range that begins with the level at i; 0 without one."""
        low = self.tokens[i]
        j = next((j for j in range(i + 1, min(i + 5, len(self.tokens))) if self.tokens[j].kind == low.kind), i)
        high, after = self.tokens[j], low is move.to
        if j == i or j in self.used or not (after or low is move.from_):
            return 0
        m = TO_THE_OTHER.fullmatch(self.text, low.end, high.start)
        if m is None or (m["word"] == "and" and (i == 0 or self.tokens[i - 1].word != "between")):
            return 0
        said = i > 1 and self.tokens[i - 2].word == "range"  # from a range of 5% to 6%
        if m["word"] == "to" and not after and move.to is None and not said:
            return 0  # raised from 5% to 6%
        ends = _level(low), _level(high)
        if ends[0] is None or ends[1] is None or ends[0] >= ends[1] or _currency(low) != _currency(high):
            return 0
        if after:
            move.to_high = high
        else:
            move.from_high = high
        move.used.append(j)
        self.used.add(j)
        return j - i

    def _worth(self, move: Move) -> bool:
        """Whether it says enough to be a move."""
        subject = move.subject
        if move.amount is None and move.to is None:
            return False
        if move.amount is not None and move.amount.kind == "$":
            if subject.direct and (_large(move.amount) or move.to is None):
                return False  # "lost $23 billion" is a loss, not a move
            if subject.measure in ("rate", "margin", "index"):
                return False
        if subject.direct and move.amount is None:
            return subject.measure == "share price" and move.to is not None and move.to.kind == "$"
        return subject.measure != ""

    # From a move to a record.

    def _change(self, i: int, move: Move) -> Change:
        subject, amount = move.subject, move.amount
        subject = self.subjects.completed(subject, max([move.last, *move.used]), move.first)
        loss = subject.sign < 0
        to, to_high = _ends(move.to, move.to_high, loss)
        from_, from_high = _ends(move.from_, move.from_high, loss)
        change: Decimal | None = None
        if amount is not None and (size := _size(amount)) is not None:
            change = abs(size) * (move.sign or 1)
        sign = move.sign
        levels = [t for t in (move.to, move.from_) if t is not None]
        unit = _unit(amount) if amount is not None else next((_unit(t) for t in levels if t.kind == "%"), None)
        currency = next((c for t in levels if (c := _currency(t))), None)
        ends = [self.tokens[j].end for j in (*move.used, move.last)]
        starts = [self.tokens[j].start for j in (*move.used, move.first)]
        if subject.start is not None and not subject.inherited:
            starts.append(subject.start)
        if subject.end is not None and not subject.inherited:
            ends.append(subject.end)
        start, end = min(starts), max(ends)
        company = subject.company
        when, period = self._time(i, move)
        bound_of = (
            amount.entity
            if amount is not None and amount.entity
            else next((t.entity for t in levels if t.entity), None)
        )
        return Change(
            start,
            end,
            measure=subject.measure or "other",
            direction={1: "up", -1: "down"}.get(sign, "flat"),
            rule=move.rule,
            company=company.text if company else None,
            name=(company.name or company.company) if company else None,
            ticker=(company.ticker or company.symbol) if company else None,
            what=self.text[subject.what[0] : subject.what[1]] if subject.what else None,
            change=change,
            unit=unit,
            from_=from_,
            from_high=from_high,
            to=to,
            to_high=to_high,
            currency=currency,
            period=period,
            when=when,
            bound=bound_of.bound if bound_of else None,
            consistent=consistent(move.from_, move.to, amount, change, from_, to)
            if change is not None and to_high is None and from_high is None
            else None,
        )

    def _time(self, i: int, move: Move) -> tuple[str | None, str | None]:
        """The words for the day and for the period of a move: in its own clause, else those of the move before.

        What stands behind another move, or in its clause, is of that one, and what a clause in commas says (", which
        has fallen this year, gave up 2%") is of that clause.
        """
        mine = self.tokens[max([move.last, *move.used])].end
        later = next((m for m in self.moves[i + 1 :] if m.first != move.first), None)
        after = self.end if later is None else self._begins(later, mine)
        covered = self._told_otherwise(move, after)
        trigger, own, theirs = self.tokens[move.first].start, self.start, self.start
        if i:
            earlier = self.moves[i - 1]
            theirs = min(self.tokens[max([earlier.last, *earlier.used])].end, trigger)
            clause = CLAUSE.search(self.text, theirs, trigger)
            own = clause.end() if clause is not None else trigger
        opened, closed = self.subjects.apart(move.first)
        left = (max(own, closed), trigger), (own, max(own, opened))
        when, period = self._said(WHEN, ((trigger, after), *left)), self._said(PERIOD, ((trigger, covered), *left))
        if i and not closed and when is None and period is None:
            ours, other = move.subject.measure, earlier.subject.measure
            if ours in DAILY and other in DAILY:
                when = self._said(WHEN, ((theirs, own),))
            if (ours in MARKET) == (other in MARKET):
                period = self._said(PERIOD, ((theirs, own),))
        return when, period

    def _begins(self, move: Move, after: int) -> int:
        """Where the clause of a move begins that stands after another: at its comma or conjunction, or its subject."""
        start, subject = self.tokens[move.first].start, move.subject
        if subject.start is not None and after < subject.start < start:
            start = subject.start
        *_, clause = (None, *CLAUSE.finditer(self.text, after, start))
        return start if clause is None else clause.start()

    def _told_otherwise(self, move: Move, end: int) -> int:
        """Where a clause begins whose period is not that of the move before it; end when there is none.

        It tells what is to come ("fell 5% after it warned that sales would drop this year"), or the reason why shares
        moved ("rose 5% on strong first-quarter sales").
        """
        opened = reason = -1
        compared = False
        for i in range(max([move.last, *move.used]) + 1, len(self.tokens)):
            token, before, behind = self.tokens[i], self.kinds[i - 1], self.kinds[i + 1 : i + 2]
            if token.start >= end:
                break
            if token.kind in ",|;":
                opened, compared = token.start, False
                reason = token.start if token.kind == "|" else -1
            elif token.word == "on":
                reason = token.start
            elif token.kind == "T":
                compared = True
            elif (
                token.kind == "H" and not compared and before not in "idos$v|" and (behind == "" or behind not in ",oi")
            ):
                return opened if opened >= 0 else token.start
            elif token.kind == "S" and reason >= 0 and move.subject.measure in MARKET and token.measure not in MARKET:
                return reason
        return end

    def _said(self, pattern: re.Pattern[str], places: Iterable[tuple[int, int]]) -> str | None:
        """The first words for a time in some stretches of the text, in this order."""
        for m in (m for place in places for m in pattern.finditer(self.text, *place)):
            if not EXTREME.search(self.text, max(self.start, m.start() - 60), m.start()):
                return m[0]
        return None


def _signed(token: Token, sign: int) -> Token:
    return token._replace(sign=sign)


def _unit(token: Token) -> str | None:
    e = token.entity
    if e is None:
        return "points"
    return (e.unit or "percent") if e.label == "PERCENT" else e.currency


def _size(token: Token) -> Decimal | None:
    """An amount in its unit: 25 bp is 25. None for a range."""
    e = token.entity
    if e is None:
        return token.number
    if e.label != "PERCENT":
        return e.amount
    return e.value * 100 if e.value is not None and e.unit == "bp" else e.value


def _level(token: Token | None) -> Decimal | None:
    if token is None:
        return None
    e = token.entity
    value = token.number if e is None else e.value if e.label == "PERCENT" else e.amount
    return value if value is None or not token.sign else abs(value) * token.sign


def _ends(low: Token | None, high: Token | None, loss: bool) -> tuple[Decimal | None, Decimal | None]:
    """A level, and its upper end when it is a range; below zero for a loss."""
    one, other = _level(low), _level(high)
    if one is None and low is not None and low.entity is not None:
        one, other = low.entity.low, low.entity.high
    if not loss or one is None:
        return one, other
    return (-abs(one), None) if other is None else (-abs(other), -abs(one))


def _currency(token: Token) -> str | None:
    return token.entity.currency if token.entity else None


def _large(token: Token) -> bool:
    """A sum of thousands or more, not the price of one share."""
    e = token.entity
    return e is not None and e.amount is not None and e.amount >= 1_000_000
