"""Why not: the candidates that were turned down, each with the reason."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsx import components
from newsx.pipeline import Pipeline, pieces
from newsx.records import Article, Document, TurnedDown
from newsx.rules import overlap
from newsx.rules.candidate import Candidate
from newsx.rules.company import Judged
from newsx.rules.company.evidence import STANDS
from newsx.settings import Settings


def explain(article: Article, pipeline: Pipeline) -> Document:
    """What stands in the article, with what was turned down in it, in reading order.

    Of the labels that the pipeline's settings name, if they name any. Evidence stands with the entities when the
    settings say ``explain``.
    """
    labels = pipeline.settings.labels
    found = [
        replace(t, start=t.start + offset, end=t.end + offset)
        for offset, piece in pieces(article.text)
        for t in turned_down(piece, pipeline)
        if not labels or t.label in labels
    ]
    return replace(pipeline.document(article), turned_down=tuple(found))


def explained(articles: Iterable[Article], settings: Settings | None = None) -> Iterator[Document]:
    """A Document for every article, in order, with the evidence and with what was turned down."""
    pipeline = Pipeline(replace(settings or Settings(), explain=True))
    for article in articles:
        yield explain(article, pipeline)


def turned_down(text: str, pipeline: Pipeline) -> list[TurnedDown]:
    """The candidates of one text that are no entities, in reading order."""
    nlp = pipeline.nlp
    doc = nlp.make_doc(text)
    doc.user_data[components.SOURCE] = text
    company = next((part for _, part in nlp.pipeline if isinstance(part, components.CompanyComponent)), None)
    judged: list[Judged] = []
    for _, part in nlp.pipeline:  # one by one: the company rule looks at what stood in the doc before the choice
        if part is company:
            judged = list(company.judged(doc))
        doc = part(doc)
    stays = components.settled(doc)
    ignored = pipeline.settings.ignore
    lost = [*_lost(text, components.candidates(doc), stays, ignored), *_outweighed(text, judged)]
    return sorted(set(lost), key=lambda t: (t.start, t.end, t.label, t.rule))


def _lost(
    text: str, candidates: Iterable[Candidate], stays: list[Candidate], ignored: Iterable[str]
) -> Iterator[TurnedDown]:
    for c, winner in overlap.lost(candidates, stays):
        surface = text[c.start : c.end]
        if winner is None:
            reason = "on the list of what to ignore" if surface in ignored else "stands in the middle of a token"
        else:
            reason = _better(text, winner, c)
        yield TurnedDown(c.start, c.end, surface, c.label, c.rule, reason, c.evidence)


def _better(text: str, winner: Candidate, c: Candidate) -> str:
    won = f"{winner.label} {text[winner.start : winner.end]} ({winner.rule})"
    if winner.end - winner.start > c.end - c.start:
        return f"{won} is longer"
    return f"{won} is more certain" if winner.weight > c.weight else f"{won} comes first"


def _outweighed(text: str, judged: Iterable[Judged]) -> Iterator[TurnedDown]:
    for j in judged:
        if j.stands:
            continue
        if j.sum < STANDS:
            reason = f"adds up to {j.sum:+g}; {STANDS:g} is enough".replace("-", "−")
        else:
            reason = "not a company's name at this place"
        rule = "company.listed" if j.id else "company.evidence"
        yield TurnedDown(j.start, j.end, text[j.start : j.end], "COMPANY", rule, reason, j.evidence)
