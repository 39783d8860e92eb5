"""Settings -> a spaCy Language; articles -> Documents."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsx import components
from newsx.records import Article, Document, Entity
from newsx.rules import money, percent
from newsx.rules.candidate import Candidate
from newsx.rules.company import CompanyRule
from newsx.rules.ticker import TickerRule
from newsx.settings import Settings
from newsx.universe import Universe


class Pipeline:
    """The spaCy pipeline and what turns its docs into records. Built once, used for any number of articles."""

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self.nlp = load(settings)
        universe = Universe.load(*settings.companies)
        company, ticker = CompanyRule(universe), TickerRule(universe)
        self.values: dict[str, Callable[[str, Candidate], dict[str, Any]]] = {
            "PERCENT": percent.values,
            "PRICE": money.values,
            "MONEY": money.values,
            "TICKER": ticker.values,
            "COMPANY": company.values,
        }

    def document(self, article: Article) -> Document:
        """What stands in one article."""
        doc = self.nlp.make_doc(article.text)
        doc.user_data[components.SOURCE] = article.text
        return Document(article.id, self.entities(self.nlp(doc)), meta=article.meta)

    def entities(self, doc: Doc) -> tuple[Entity, ...]:
        """The doc's entities as records, in reading order."""
        text = components.source(doc)
        return tuple(self._entity(text, c) for c in components.chosen(doc))

    def _entity(self, text: str, c: Candidate) -> Entity:
        values = self.values[c.label](text, c) if c.label in self.values else {}
        return Entity(c.start, c.end, text[c.start : c.end], c.label, rule=c.rule, **values)


def load(settings: Settings | None = None) -> Language:
    """The spaCy pipeline: the finance tokenizer, a component a rule, and the one that chooses."""
    settings = settings or Settings()
    own = {"companies": [str(path) for path in settings.companies]}
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "newsx.tokenizer.v1"}}})
    nlp.add_pipe("newsx_percent")
    nlp.add_pipe("newsx_money")
    nlp.add_pipe("newsx_ticker", config=own)
    nlp.add_pipe("newsx_company", config=own)
    nlp.add_pipe("newsx_choice", config={"ignore": list(settings.ignore)})
    return nlp


def extract(text: str, settings: Settings | None = None) -> Document:
    """What stands in one text."""
    return Pipeline(settings).document(Article("text", text))


def stream(articles: Iterable[Article], settings: Settings | None = None) -> Iterator[Document]:
    """A Document for every article, in order, as soon as it is read."""
    pipeline = Pipeline(settings)
    for article in articles:
        yield pipeline.document(article)
