"""The rules as spaCy components: they write candidates to ``doc.spans``, the last one chooses into ``doc.ents``."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsx.rules import overlap, percent
from newsx.rules.candidate import Candidate
from newsx.rules.company import CompanyRule, Judged
from newsx.rules.money import MoneyRule
from newsx.rules.security_id import SecurityIdRule
from newsx.rules.ticker import TickerRule
from newsx.universe import Universe

SPANS = "newsx"  # key of doc.spans, and of the candidates with their character offsets in doc.user_data
OWN_RULES = "newsx_rules"  # key of doc.spans: what patterns of the user's own found
OWN_WEIGHT = 2.0  # above every certainty of ours: at the same place the user's own rule wins
SOURCE = "newsx.source"  # key of doc.user_data: the text as read, so that nobody builds it again from tokens
CHOSEN = "newsx.chosen"  # key of doc.user_data: {token start, token end, label} -> the candidate chosen

Find = Callable[[str], Iterable[Candidate]]


def source(doc: Doc) -> str:
    """The article's text, as it was read."""
    text: str = doc.user_data.get(SOURCE) or doc.text
    return text


def span_of(doc: Doc, c: Candidate) -> Span | None:
    """The candidate as a Span with its rule as span_id; widened to whole tokens where they are not ours."""
    return doc.char_span(c.start, c.end, label=c.label, kb_id=c.id, span_id=c.rule) or doc.char_span(
        c.start, c.end, label=c.label, kb_id=c.id, span_id=c.rule, alignment_mode="expand"
    )


class RuleComponent:
    """One rule in a pipeline: finds in the text, adds to ``doc.spans[spans_key]``. Keeps nothing between docs.

    spans: whether the candidates are to be spans, too. newsx_choice does without, and they take as long as some rules.
    """

    def __init__(self, find: Find, spans_key: str, spans: bool = True) -> None:
        self.find = find
        self.spans_key = spans_key
        self.spans = spans

    def __call__(self, doc: Doc) -> Doc:
        found = list(self.found(doc))
        doc.user_data.setdefault(self.spans_key, []).extend(found)
        if not self.spans:
            return doc
        spans = [span for c in found if (span := span_of(doc, c)) is not None]
        if self.spans_key in doc.spans:
            doc.spans[self.spans_key].extend(spans)
        else:
            doc.spans[self.spans_key] = spans
        return doc

    def found(self, doc: Doc) -> Iterable[Candidate]:
        """What the rule finds in the doc."""
        return self.find(source(doc))


class CompanyComponent(RuleComponent):
    """The company rule, told what earlier components hold for organisations (labels in ``organisations``)."""

    def __init__(
        self, rule: CompanyRule, spans_key: str, spans: bool = True, organisations: Iterable[str] = ()
    ) -> None:
        super().__init__(rule.find, spans_key, spans)
        self.rule = rule
        self.organisations = frozenset(organisations)

    def found(self, doc: Doc) -> Iterable[Candidate]:
        """What the rule finds in the doc."""
        if not self.organisations:
            return self.find(source(doc))
        return self.rule.find(source(doc), self._told(doc))

    def judged(self, doc: Doc) -> Iterable[Judged]:
        """Every name of the doc with its verdict, also those turned down."""
        return self.rule.explain(source(doc), self._told(doc))

    def _told(self, doc: Doc) -> list[tuple[int, int]]:
        return [(e.start_char, e.end_char) for e in doc.ents if e.label_ in self.organisations]


class ChoiceComponent:
    """Chooses among the candidates of all rules, and the entities that stood in the doc, into ``doc.ents``.

    found_before: labels of entities from earlier components that count, and as what; empty: all, as they stand.
    outside: say of every other token that it is no entity ("O"), as spaCy does. It takes longer than the choice, and
    whoever reads only ``doc.ents`` does not need it.
    """

    def __init__(
        self,
        spans_key: str,
        ignore: Iterable[str] = (),
        found_before: Mapping[str, str] | None = None,
        outside: bool = True,
    ) -> None:
        self.spans_key = spans_key
        self.outside = outside
        self.ignore = frozenset(ignore)
        self.found_before = found_before or {}

    def __call__(self, doc: Doc) -> Doc:
        chosen: list[tuple[int, int, str, Candidate]] = []
        ents: list[Span] = []
        reach = 0
        earlier = doc.ents
        for c in overlap.choose(self._candidates(doc, earlier)):
            span = span_of(doc, c)
            if span is not None and (start := span.start) >= reach:  # two finds may fall on one foreign token
                ents.append(span)
                reach = span.end
                chosen.append((start, reach, c.label, c))
        doc.set_ents(ents, default="outside" if self.outside or earlier else "unmodified")
        doc.user_data[CHOSEN] = chosen
        return doc

    def _candidates(self, doc: Doc, earlier: Sequence[Span]) -> list[Candidate]:
        candidates = _plain(doc.user_data.get(self.spans_key, ())) + _own(doc)
        if self.ignore:
            text = source(doc)
            candidates = [c for c in candidates if text[c.start : c.end] not in self.ignore]
        for e in earlier:
            label = self.found_before.get(e.label_, "") if self.found_before else e.label_
            if label:
                candidates.append(Candidate(e.start_char, e.end_char, label, e.id_ or "spacy", 0.5, e.kb_id_))
        return candidates


def _plain(found: Iterable[Sequence[Any]]) -> list[Candidate]:
    """Candidates as such; a doc that has been in bytes has them as lists."""
    return [c if type(c) is Candidate else Candidate(*c) for c in found]


def candidates(doc: Doc) -> list[Candidate]:
    """What all rules found in the doc, and the patterns of the user's own, before anything was chosen."""
    return _plain(doc.user_data.get(SPANS, ())) + _own(doc)


def _own(doc: Doc) -> list[Candidate]:
    spans = doc.spans.get(OWN_RULES) or ()
    return [Candidate(s.start_char, s.end_char, s.label_, f"rules.{s.id_ or 'own'}", OWN_WEIGHT) for s in spans]


def settled(doc: Doc) -> list[Candidate]:
    """What newsx_choice chose, of a doc that no component has touched since."""
    return [c for _, _, _, c in doc.user_data[CHOSEN]]


def chosen(doc: Doc) -> Iterator[Candidate]:
    """doc.ents as candidates with exact offsets; an entity that another component set counts as it stands."""
    known = {(start, end, label): Candidate(*c) for start, end, label, c in doc.user_data.get(CHOSEN, ())}
    for e in doc.ents:
        yield known.get((e.start, e.end, e.label_)) or Candidate(
            e.start_char, e.end_char, e.label_, e.id_ or "spacy", id=e.kb_id_
        )


@Language.factory("newsx_percent", assigns=["doc.spans"], default_config={"spans_key": SPANS, "spans": True})
def make_percent(nlp: Language, name: str, spans_key: str, spans: bool) -> RuleComponent:
    return RuleComponent(percent.find, spans_key, spans)


@Language.factory("newsx_money", assigns=["doc.spans"], default_config={"spans_key": SPANS, "spans": True})
def make_money(nlp: Language, name: str, spans_key: str, spans: bool) -> RuleComponent:
    return RuleComponent(MoneyRule().find, spans_key, spans)


@Language.factory(
    "newsx_security_id", assigns=["doc.spans"], default_config={"spans_key": SPANS, "spans": True, "companies": []}
)
def make_security_id(nlp: Language, name: str, spans_key: str, spans: bool, companies: Sequence[str]) -> RuleComponent:
    return RuleComponent(SecurityIdRule(Universe.load(*map(Path, companies))).find, spans_key, spans)


@Language.factory(
    "newsx_ticker", assigns=["doc.spans"], default_config={"spans_key": SPANS, "spans": True, "companies": []}
)
def make_ticker(nlp: Language, name: str, spans_key: str, spans: bool, companies: Sequence[str]) -> RuleComponent:
    return RuleComponent(TickerRule(Universe.load(*map(Path, companies))).find, spans_key, spans)


@Language.factory(
    "newsx_company",
    assigns=["doc.spans"],
    default_config={"spans_key": SPANS, "spans": True, "companies": [], "organisations": []},
)
def make_company(
    nlp: Language, name: str, spans_key: str, spans: bool, companies: Sequence[str], organisations: Sequence[str]
) -> RuleComponent:
    return CompanyComponent(CompanyRule(Universe.load(*map(Path, companies))), spans_key, spans, organisations)


@Language.factory(
    "newsx_choice",
    requires=["doc.spans"],
    assigns=["doc.ents"],
    default_config={"spans_key": SPANS, "ignore": [], "found_before": {}, "outside": True},
)
def make_choice(
    nlp: Language, name: str, spans_key: str, ignore: Sequence[str], found_before: Mapping[str, str], outside: bool
) -> ChoiceComponent:
    return ChoiceComponent(spans_key, ignore, found_before, outside)
