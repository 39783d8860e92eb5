"""Whose move it is: the measure and the company that a word of moving belongs to, in the clause or before it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsx.changes.sentences import INDEX_NAME, Token
from newsx.changes.words import OF_SHARES
from newsx.records import Change, Entity

NAMES = ("COMPANY", "TICKER")
# A company that is only the source or the author of the news is not what the news is about.
SOURCE = re.compile(
    r"[’']?s?[ ](?:(?:senior|equity|chief)[ ])*"
    r"(?:analysts?|strategists?|economists?|reported[ ]that|data|Intelligence|News)\b"
)
AGENCIES = frozenset(
    (
        "bloomberg intelligence",
        *("bloomberg", "bloomberg news", "reuters", "thomson reuters", "dow jones", "dow jones newswires", "benzinga"),
        *("associated press", "the associated press", "wall street journal", "the wall street journal", "cnbc", "lseg"),
        *("financial times", "the financial times", "marketwatch", "barron's", "barron’s", "factset", "refinitiv"),
    )
)
BEHIND = re.compile(r"\b(?:by|with|from|to|against|like|over|than|in|on|for|at|of|and|via|as|unlike|including)\b", re.I)
OF_SHARE = re.compile(
    r"\b(?:shares|stock|stake|revenue|sales|profit|shareholders?|analysts?|investors?)\s+(?:of|in|at|for)\s+$", re.I
)
FIRM = re.compile(r"\b(?:firm|bank|broker|brokerage|analysts?|lender)\b", re.I)
LISTED = re.compile(
    r".*-(?:listed|traded|quoted)|class|[ab]|ordinary|common|preferred|preference|voting|traded|listed|premarket"
)
GENERIC = frozenset(("stocks", "shares", "equities"))
ATTRIBUTED = re.compile(r",(?:[wd]{0,2})C[^,;]{0,2}\|")  # ", Boeing said"
RELATIVE = ("which", "who", "whose", "where")
TOLD = ("has", "had", "was", "took", "came", "made", "shows", "showed")
SHARES = re.compile(r"\b(?:shares?|stock|ADRs|receipts)\b")
OWNED = re.compile(r"[’'′]s?[ ](?!shares?\b|stock\b|ADRs\b|(?:[\w-]+[ ]){1,3}(?:shares?|stock)\b)")
NO_FOCUS = frozenset(("index", "price", "rate"))  # nobody's, unless the clause says whose


@dataclass(frozen=True, slots=True)
class Subject:
    """What moved. measure: "" when unknown; what: offsets of its words; sign: -1 for a loss, else 0.

    at: index of its head word; start, end: offsets of all its words; direct: a company stands as the subject itself;
    index: a stock index is named in it; inherited: it was named earlier than in this clause.
    described: the owner is told by words for it, "the Chinese company"; stranger: it is no known company.
    own: whether "its" or nothing refers to whoever was spoken of.
    """

    company: Entity | None = None
    measure: str = ""
    what: tuple[int, int] | None = None
    sign: int = 0
    at: int | None = None
    start: int | None = None
    end: int | None = None
    direct: bool = False
    index: bool = False
    inherited: bool = False
    own: bool = False
    stranger: bool = False
    described: bool = False
    broker: Entity | None = None  # who says so, never who moved


NOBODY = Subject()


class Focus:
    """Which company the article speaks of, sentence by sentence."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self.text = text
        self.current: Entity | None = None
        self.earlier: Entity | None = None
        self.spoken: Subject | None = None  # what moved in the sentence before
        self.before = (0, 0)  # where that sentence stands
        self.listed: Entity | None = None  # the last one in focus that has shares
        named = [e for e in entities if e.label in NAMES and not self._source(e)]
        self.mentions = Counter(map(_key, named))
        most = self.mentions.most_common(1)[0][0] if named else ""
        self.main = next((e for e in named if _key(e) == most and (e.ticker or e.label == "TICKER")), None)
        if named:
            self._turn_to(named[0])

    def paragraph(self) -> None:
        """A new paragraph is again about the company that the article is about, if it is about one."""
        if self.main is not None and self.current is not None and self._outweighs(self.main, self.current):
            self._turn_to(self.main)

    def _outweighs(self, one: Entity, other: Entity) -> bool:
        return self.mentions[_key(one)] >= 3 * self.mentions[_key(other)]

    def _turn_to(self, e: Entity) -> None:
        if not _same(e, self.current):
            self.earlier, self.current = self.current, e
        if e.ticker or e.label == "TICKER" or e.name is None:  # of a name that no list knows nobody can say
            self.listed = e

    def _aside(self, e: Entity) -> bool:
        """Whether only something of theirs is spoken of, in an article about another: "Baidu's plan for ..."."""
        if self.current is None or OWNED.match(self.text, e.end) is None:
            return False
        return self._outweighs(self.current, e)

    def _source(self, e: Entity) -> bool:
        index = INDEX_NAME.match(self.text, e.start)
        if index is not None and index.end() > e.end:
            return True
        return e.text.lower() in AGENCIES or SOURCE.match(self.text, e.end) is not None

    def after(self, start: int, end: int, inside: Sequence[Entity], said: Sequence[Change] = ()) -> None:
        """A sentence is over: its first company is in focus when it stood where subjects stand."""
        if not said:
            self.spoken = None
        self.before = (start, end)
        rated = [c for c in said if c.measure in ("target", "rating", "estimate") and c.company]
        chosen: Entity | None = None
        if rated:
            chosen = next((e for e in inside if e.label in NAMES and e.text == rated[0].company), None)
        if chosen is None and not rated:
            for e in inside:
                if e.label not in NAMES or self._source(e):
                    continue
                before = self.text[start : e.start]
                if len(before) > 60 or len(before.split()) > 7:
                    break
                if (not BEHIND.search(before.rsplit(",", 1)[-1]) or OF_SHARE.search(before)) and not self._aside(e):
                    chosen = e
                break
        if chosen is None and said:
            named = next((c for c in reversed(said) if c.company), None)
            if named:
                chosen = next((e for e in inside if e.label in NAMES and e.text == named.company), None)
        if chosen is not None:
            self._turn_to(chosen)

    def it(self) -> Subject | None:
        """What "it" and "they" stand for: what moved in the sentence before, or the shares spoken of there."""
        if self.spoken is None and SHARES.search(self.text, *self.before):
            return Subject(None, "share price", own=True)
        return self.spoken

    def other_than(self, broker: Entity | None) -> Entity | None:
        """The company in focus, or the one before when that is the broker who speaks."""
        return self.earlier if _same(self.current, broker) else self.current


class Subjects:
    """The subjects of one sentence."""

    def __init__(self, tokens: Sequence[Token], kinds: str, focus: Focus) -> None:
        self.tokens, self.kinds, self.focus = tokens, kinds, focus
        self.objects: set[int] = set()  # measures that are objects of "raised", "cut": nobody else's subject
        self.last: Subject | None = None
        self.rated: Entity | None = None  # the company whose rating this sentence changes

    def left(self, k: int, inherit: bool | None = None) -> Subject:
        """The subject of the word at k, which stands left of it."""
        if inherit and self.last is not None and self.kinds[:k].rstrip("yV")[-1:] not in ("S", "C"):
            return replace(self.last, inherited=True)
        i = self._before_relative(k) - 1
        if i == k - 1 and self._unknown(k):
            return NOBODY
        crossed = False
        while i >= 0:
            kind = self.kinds[i]
            if kind == ";":
                break
            if kind == "|":
                if self.tokens[i].word not in ("which", "who", "whose", "that", "with") and not crossed:
                    crossed = True
                    if self.last is not None:  # "fell 3% but rose 2%"; not "while its rival rose 2%"
                        return NOBODY if "w" in self.kinds[i + 1 : k] else replace(self.last, inherited=True)
            elif kind == "S" and i not in self.objects and not self._against(i):
                return self._keep(self._measure(i, k))
            elif kind == "C":
                subject = self._company(i, k)
                if subject is not None:
                    return self._keep(subject)
            i -= 1
        if self.last is not None:
            return replace(self.last, inherited=True)
        pronoun = any(t.word in ("it", "they") for t in self.tokens[max(0, k - 4) : k])
        if pronoun and (it := self.focus.it()) is not None:
            return self._keep(replace(it, inherited=True, at=None))
        m = re.match(r"[wdys]{0,4}C", self.kinds[k + 1 : k + 1]) if k == 0 else None
        return NOBODY if m is None else self._keep(Subject(self.tokens[m.end()].entity, "share price", direct=True))

    def _against(self, s: int) -> bool:
        """Whether the price at s is only what another is measured in: "dipped 0.2 percent to C$1.30 to the dollar"."""
        return self.tokens[s].measure == "price" and re.search(r"[tva]d?w?$", self.kinds[max(0, s - 3) : s]) is not None

    def _unknown(self, k: int) -> bool:
        """Whether something that no list knows stands as the subject of k: "Apple rose 2% and Acme fell 3%"."""
        i = k - 1
        while i >= 0 and self.kinds[i] in "yVN":
            i -= 1
        end = i
        while i >= 0 and self.kinds[i] in "wd9":
            i -= 1
        if "w" not in self.kinds[i + 1 : end + 1] or (i >= 0 and self.kinds[i] not in ",&|"):
            return False
        name = self.focus.text[self.tokens[end].start].isupper() and "d" not in self.kinds[i + 1 : end + 1]
        told = any(kind in "%$" for kind in self.kinds[: max(i, 0)])
        return name or (told and self.kinds[i] in ",&")

    def _keep(self, subject: Subject) -> Subject:
        self.last = subject
        return subject

    def _before_relative(self, k: int) -> int:
        """Where to look left from: before ", which ... ," or ", up 5% ... ," when that stands right before k."""
        j = k - 1
        while j >= 0 and self.kinds[j] in "yV":
            j -= 1
        if j >= 0 and self.kinds[j] == ",":
            for p in range(j - 1, max(-1, j - 30), -1):
                if self.kinds[p] != ",":
                    continue
                if self.tokens[p + 1].word in RELATIVE:
                    return p
                if self.kinds[p + 1] in "hu" and not set(self.kinds[p + 1 : j]) & set("SC&"):
                    return p
        return k

    def apart(self, k: int) -> tuple[int, int]:
        """Where the clause in commas right before the word at k begins and ends; twice where k stands without one."""
        p = self._before_relative(k)
        if p == k:
            return self.tokens[k].start, 0
        closing = max(i for i in range(p + 1, k) if self.kinds[i] == ",")
        return self.tokens[p].start, self.tokens[closing].end

    def _company(self, c: int, k: int) -> Subject | None:
        """A company left of k: subject itself, or owner of the measure before it ("shares of Nestlé")."""
        linked = re.search(r"(S)[wdsyCm]*(?:[oiaf][wdsyC]*(?:C&)?)+$", self.kinds[max(0, c - 10) : c])
        if linked:
            s = max(0, c - 10) + linked.start(1)
            source = "f" in self.kinds[s:c] and self.tokens[s].measure not in ("revenue", "profit")
            if s not in self.objects and not source:
                return self._measure(s, k, self.tokens[c].entity)
            return None
        before = self.kinds[:c].rstrip("dyw" if self.kinds[c - 1 : c] == "d" else "dy")[-1:]
        if before in tuple("oiabftv") or (before == "q"):
            return None
        if k > c + 1 and self.kinds[c + 1] in "s" and "w" in self.kinds[c + 2 : k] and "V" not in self.kinds[c + 2 : k]:
            own = self.kinds[c + 2 : k].rstrip("yV")  # "Tesla's chief rose": somebody else
            if own and set(own) <= set("wy"):
                token = self.tokens[c]
                return Subject(
                    token.entity,
                    "other",
                    (self.tokens[c + 2].start, self.tokens[c + 1 + len(own)].end),
                    0,
                    c,
                    token.start,
                )
        if c + 1 < len(self.tokens) and self.tokens[c + 1].word in ("analyst", "analysts", "strategists", "economists"):
            return None
        token = self.tokens[c]
        return Subject(token.entity, "share price", None, 0, c, token.start, direct=True)

    def _measure(self, s: int, k: int, company: Entity | None = None) -> Subject:
        """The measure at s, its head word and whose it is."""
        while True:
            head = re.search(r"(S)[wdsy]*[oiaf][wdsyC%$9]*$", self.kinds[max(0, s - 10) : s])
            if head is None:
                break
            new = max(0, s - 10) + head.start(1)
            if new in self.objects or self.tokens[new].word == "futures":
                break
            s = new
        token = self.tokens[s]
        first = s
        while first and self.kinds[first - 1] in "wSnm9" and s - first < 5:
            first -= 1
        start = self.tokens[first].start
        subject = Subject(company, token.measure, (start, token.end), token.sign, s, start)
        if s + 1 < k and self.kinds[s + 1] == "m" and self.tokens[s + 1].word == "growth":
            subject = replace(subject, what=(start, self.tokens[s + 1].end))
        index = any(self.tokens[i].measure == "index" and i < s for i in range(first, s))
        subject = replace(subject, index=index)
        if token.measure == "index" or index:
            return subject
        if company is None:
            owner = re.search(r"C[sSw9my]{0,8}$", self.kinds[max(0, s - 9) : s])
            if owner:
                c = max(0, s - 9) + owner.start()
                company = self.tokens[c].entity
                what = self._after_owner(c, s)
                subject = replace(
                    subject,
                    company=company,
                    start=self.tokens[c].start,
                    what=(what, subject.what[1] if subject.what else token.end),
                )
        if company is None:
            owner = re.match(r"[wsy]*[oia][dwSy]*C", self.kinds[s + 1 : k])
            if owner:
                subject = replace(subject, company=self.tokens[s + owner.end()].entity)
        determiner = self.tokens[first - 1] if first else None
        own = (
            determiner is None or determiner.kind == "s" or (determiner.kind == "d" and self._whose(determiner, token))
        )
        subject = replace(subject, own=own)
        if subject.company is None and re.match(r"od[wy]{2,4}", self.kinds[s + 1 : k]):
            subject = replace(subject, described=token.measure == "share price")
        if subject.company is None and (stranger := self._stranger(first, s, k)) is not None:
            return replace(subject, own=False, stranger=True, what=stranger, start=stranger[0])
        if token.measure == "share price" and subject.company is None and token.word in GENERIC:
            modifiers = [t.word for t in self.tokens[first:s] if t.kind == "w"]
            group = token.word != "shares" or (bool(modifiers) and not any(LISTED.fullmatch(m) for m in modifiers))
            if first and self.kinds[first - 1] == "s":
                group = False
            if group:
                return replace(subject, measure="index", own=False)
        return subject

    def _whose(self, determiner: Token, measure: Token) -> bool:
        """Whether "its" or "the" points to who was spoken of; "the economy", "the exports" do not."""
        return determiner.word in ("its", "their", "our") or measure.measure != "other"

    def _stranger(self, first: int, s: int, k: int) -> tuple[int, int] | None:
        """The words of a measure with an owner that no list knows: "industrials' earnings", "shares of Acme"."""
        end = self.tokens[s].end
        if first and self.kinds[first - 1] == "s":
            i = first - 1
            while i and self.kinds[i - 1] in "wy":
                i -= 1
            lower = self.focus.text[self.tokens[first - 2].start].islower() if first > 1 else True
            if i and self.kinds[i - 1] == "d" and lower:
                return None  # "the retailer's sales": who was spoken of
            return self.tokens[i].start, end
        owner = re.match(r"o[dwy]{1,4}", self.kinds[s + 1 : k])
        if owner:
            last = self.tokens[s + owner.end()]
            if last.kind == "w" and self.focus.text[last.start].isupper() and self.tokens[s].measure == "share price":
                return self.tokens[first].start, last.end
        return None

    def _after_owner(self, c: int, s: int) -> int:
        i = c + 1
        while i < s and self.kinds[i] == "s":
            i += 1
        return self.tokens[i].start

    def noun(self, first: int, last: int, k: int) -> Subject:
        """The subject of a noun of moving: "a 7% drop in Pfizer shares", "the stock's 6% gain"."""
        kinds = self.kinds
        for at in {k + 1, last + 1}:
            m = re.match(r"[wyh]{0,2}[iof][wdysC9]{0,6}?S[Sm]*", kinds[at : at + 14])
            c = re.match(r"[wyh]{0,2}[iof][dwy]{0,3}C", kinds[at : at + 8])
            if m:
                s = at + m.end() - 1
                while kinds[s] != "S":
                    s -= 1
                subject = self._measure_right(s, at)
                return self._keep(subject)
            if c:
                token = self.tokens[at + c.end() - 1]
                if self.tokens[k].word in OF_SHARES:
                    return self._keep(Subject(token.entity, "share price", None, 0, None, None, token.end))
        m = re.search(r"([SC])(s?)[wydq]{0,6}$", kinds[max(0, first - 8) : first])
        if m and (m[2] or m.end(1) == m.end() or kinds[first] == "m"):
            i = max(0, first - 8) + m.start(1)
            if i not in self.objects:
                if m[1] == "S":
                    return self._keep(self._measure(i, first))
                if self.tokens[k].word in OF_SHARES:
                    token = self.tokens[i]
                    return self._keep(Subject(token.entity, "share price", None, 0, i, token.start))
        if self.tokens[k].word not in OF_SHARES:
            return NOBODY
        opening = re.match(r"(?:i|\||y)d[y]?.{1,6},[d]?C", kinds)  # "With a 3.3% decline, Chevron"
        if opening and last < opening.end() and first <= 3:
            token = self.tokens[opening.end() - 1]
            return self._keep(Subject(token.entity, "share price", None, 0, None, None, token.end))
        taken = "k" in kinds[max(0, first - 12) : first]
        if taken and self.last is not None:
            return replace(self.last, inherited=True)
        determined = re.search(r"(?:d|s)[wy]{0,3}$", kinds[:first])
        word = self.tokens[determined.start()].word if determined else "a"
        if word in ("its", "their"):  # of what this sentence named, if it did
            subject = self.left(first)
            if subject.measure:
                return replace(subject, inherited=True)
        definite = word not in ("a", "an")
        if definite or taken:
            return self._keep(Subject(None, "share price", None, 0, None, None, own=True))
        subject = self.left(first)
        if subject.measure and re.search(r",d[wy]{0,3}$", kinds[:first]):  # "... at $4.21, a premarket jump of 9.3%"
            return subject
        if subject.direct and not subject.inherited and kinds[subject.at or 0 : first].count("|") == 0:
            return subject
        told = re.match(r"[iwyd9]{0,7}[V|]", kinds[last + 1 : last + 9])
        if first <= 3 and told and self.tokens[last + told.end()].word in TOLD:  # "A gain of 73% has buried ..."
            return self._keep(Subject(None, "share price", None, 0, None, None, own=True))
        return NOBODY

    def _measure_right(self, s: int, at: int) -> Subject:
        """A measure right of the noun, and whose: "in Pfizer shares", "in the company's sales", "in sales at Intel"."""
        first = s
        while first > at and self.kinds[first - 1] in "wSm9":
            first -= 1
        token = self.tokens[s]
        company = None
        owner = re.search(r"C[sSw9my]*$", self.kinds[at:s])
        if owner:
            company = self.tokens[at + owner.start()].entity
            first = max(first, at + owner.start() + 1)
            while first < s and self.kinds[first] == "s":
                first += 1
        after = re.match(r"[oia][dwy]{0,3}C", self.kinds[s + 1 : s + 7])
        end = token.end
        if company is None and after:
            company = self.tokens[s + after.end()].entity
            end = self.tokens[s + after.end()].end
        measure = token.measure
        if (
            measure == "share price"
            and company is None
            and token.word in GENERIC
            and (first < s or token.word == "stocks")
        ):
            measure = "index"
        what = (self.tokens[first].start, token.end)
        return Subject(company, measure, what, token.sign, s, None, end, own=company is None)

    def object(self, k: int, at: int) -> Subject:
        """The measure at ``at`` as the object of "raised" at k, and whose it is."""
        token = self.tokens[at]
        first = at
        while first > k + 1 and self.kinds[first - 1] in "wSm9":
            first -= 1
        what = (self.tokens[first].start, token.end)
        index = any(self.tokens[i].measure == "index" for i in range(first, at))
        subject = Subject(None, token.measure, what, token.sign, at, self.tokens[k].start, index=index)
        owner = re.search(r"C[sSw9my]*$", self.kinds[k + 1 : at])
        behind = re.match(r"[wym]{0,2}[ioa][dwy]{0,3}C", self.kinds[at + 1 : at + 10])
        if owner:
            return self._keep(replace(subject, company=self.tokens[k + 1 + owner.start()].entity))
        if behind:
            return self._keep(replace(subject, company=self.tokens[at + behind.end()].entity))
        if index or token.measure == "index":
            return self._keep(subject)
        doer = self._doer(k)
        if token.measure in ("target", "estimate", "rating"):
            if token.word in (
                "price target",
                "target price",
                "price targets",
                "target prices",
                "estimate",
                "estimates",
                "price objective",
            ):
                return self._keep(replace(subject, broker=doer, own=True))
            bank = doer is None and FIRM.search(" ".join(t.word for t in self.tokens[max(0, k - 5) : k]))
            return self._keep(replace(subject, company=doer, own=not bank))
        return self._keep(replace(subject, company=doer, own=True))

    def _doer(self, k: int) -> Entity | None:
        """The company that stands as the subject of the verb at k."""
        i = k - 1
        while i >= 0 and self.kinds[i] not in ";":
            if self.kinds[i] == "C":
                before = self.kinds[:i].rstrip("d")[-1:]
                if not before or before not in "oiabftv" or self.kinds[max(0, i - 2) : i].startswith("S"):
                    return self.tokens[i].entity
            i -= 1
        return None

    def estimated(self, k: int) -> bool:
        """Whether an estimate or a target is what is spoken of left of k: "forecast a rise of 0.3%"."""
        for i in range(k - 1, -1, -1):
            if self.kinds[i] in "|;,":
                return False
            if self.kinds[i] == "S" and self.tokens[i].measure in ("estimate", "target"):
                return True
        return False

    def fallback(self, k: int, subject: Subject) -> Subject:
        return self.completed(subject, k, k)

    def completed(self, subject: Subject, last: int, first: int) -> Subject:
        """The subject with its company, looked for behind the move, in the sentence, then in the focus."""
        if subject.company is not None or subject.index or subject.measure in ("index", "price"):
            return subject
        behind = re.match(r"[wydi9]{0,6}a[dw]{0,2}C", self.kinds[last + 1 : last + 12])
        if behind and subject.measure in ("revenue", "profit", "margin", "other"):
            return replace(subject, company=self.tokens[last + behind.end()].entity)
        if subject.measure in NO_FOCUS or subject.stranger:
            return subject
        broker = subject.broker
        if broker is None and self.rated is not None:
            return replace(subject, company=self.rated)
        if broker is None and subject.described:
            return replace(subject, company=self.focus.other_than(self._doer(first)))
        if broker is None:
            for i in range(min(first, len(self.kinds)) - 1, -1, -1):
                if self.kinds[i] == "C":
                    before = self.kinds[:i].rstrip("d")[-1:]
                    analysts = self.tokens[i + 1].word in ("analysts", "analyst") if i + 1 < len(self.tokens) else False
                    if (before == "" or before not in "oiabftv") and not analysts:
                        return replace(subject, company=self.tokens[i].entity)
            said = ATTRIBUTED.search(self.kinds, last)
            if said and subject.measure not in ("share price",):
                c = said.start() + said[0].index("C")
                return replace(subject, company=self.tokens[c].entity)
        if subject.own or subject.measure != "other":
            known = self.focus.listed if subject.measure == "share price" else None
            return replace(subject, company=self.rated or known or self.focus.other_than(broker))
        return subject


def _key(e: Entity) -> str:
    return e.name or e.company or e.text


def _same(a: Entity | None, b: Entity | None) -> bool:
    if a is None or b is None:
        return a is b
    return a.text == b.text or (a.id is not None and a.id == b.id)
