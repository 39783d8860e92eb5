"""Settings -> a spaCy Language; articles -> Documents, in one process or many."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsx import components, pool
from newsx.errors import NewsxError
from newsx.records import Article, Document, Entity
from newsx.rules import money, percent
from newsx.rules.candidate import Candidate
from newsx.rules.company import CompanyRule
from newsx.rules.ticker import TickerRule
from newsx.settings import Settings
from newsx.universe import Universe

Result = TypeVar("Result")

PIECE = 1_000_000  # characters read at a time; a longer article is cut at a paragraph
WARM = 1_000_000  # characters that fill spaCy's caches before the first memory zone
ZONE = 16_000_000  # characters a memory zone: what they added to spaCy's string store is dropped after them
BATCH = 100  # articles a batch of the pool, or ...
BATCH_SIZE = 1_000_000  # ... as many as make so many characters
TRIAL = 1.0  # seconds of work for one process before it is worth starting more


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
        self._zone = ExitStack()
        self._room = WARM  # characters until the next memory zone begins

    def document(self, article: Article) -> Document:
        """What stands in one article, of any length."""
        found: list[Entity] = []
        for start, piece in pieces(article.text):
            here = self._entities_in(piece)
            found += here if not start else [replace(e, start=e.start + start, end=e.end + start) for e in here]
        return Document(article.id, tuple(found), meta=article.meta, text=article.text)

    def entities(self, doc: Doc) -> tuple[Entity, ...]:
        """The doc's entities as records, in reading order."""
        text = components.source(doc)
        return tuple(self._entity(text, c) for c in components.chosen(doc))

    def _entities_in(self, text: str) -> tuple[Entity, ...]:
        self._room -= len(text)
        if self._room < 0:  # nothing of a Doc is kept, so what spaCy stored for it can go
            self._zone.close()
            self._zone.enter_context(self.nlp.memory_zone())
            self._room = ZONE
        doc = self.nlp.make_doc(text)
        doc.user_data[components.SOURCE] = text
        return self.entities(self.nlp(doc))

    def _entity(self, text: str, c: Candidate) -> Entity:
        values = self.values[c.label](text, c) if c.label in self.values else {}
        return Entity(c.start, c.end, text[c.start : c.end], c.label, rule=c.rule, **values)


def pieces(text: str, size: int = PIECE) -> Iterator[tuple[int, str]]:
    """(offset, piece) of at most ``size`` characters, cut behind a paragraph, else a line, a sentence, a blank."""
    start = 0
    while len(text) - start > size:
        middle = start + size // 2
        for bound in ("\n\n", "\n", ". ", " "):
            cut = text.rfind(bound, middle, start + size)
            if cut >= 0:
                cut += len(bound)
                break
        else:
            cut = start + size
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]


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


def stream(
    articles: Iterable[Article],
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    lost: Callable[[Sequence[Article]], None] | None = None,
) -> Iterator[Document]:
    """A Document for every article, in order; see ``each``."""
    return each(articles, _itself, settings, jobs=jobs, lost=lost)


def each(
    articles: Iterable[Article],
    make: Callable[[Document], Result],
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    lost: Callable[[Sequence[Article]], None] | None = None,
) -> Iterator[Result]:
    """``make(document)`` for every article, in order, as soon as it can be had.

    make: done where the article was read, so that with several jobs only its result, best bytes, travels.
    jobs: processes; 0 for as many as there are cores, once the first second of work shows that they pay.
    lost: told of a batch that killed its worker twice (out of memory, say); without it that is a NewsxError.
    """
    pipeline = Pipeline(settings)
    source = iter(articles)
    if jobs == 0:
        jobs = pool.cores()
        yield from _trial(source, pipeline, make)
    if jobs == 1:
        for article in source:
            yield make(pipeline.document(article))
        return
    work = _Work(settings, make, pipeline)
    for batch in pool.ordered(_batches(source), work, jobs, partial(_give_up, lost)):
        yield from batch


def _trial(source: Iterator[Article], pipeline: Pipeline, make: Callable[[Document], Result]) -> Iterator[Result]:
    """One process, until it has worked for a second and hardly waited for what it reads."""
    worked, since = 0.0, time.monotonic()
    for article in source:
        start = time.monotonic()
        result = make(pipeline.document(article))
        worked += time.monotonic() - start
        yield result
        if worked > TRIAL:
            if worked > (time.monotonic() - since) / 2:
                return
            worked, since = 0.0, time.monotonic()


def _batches(source: Iterator[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    size = 0
    for article in source:
        batch.append(article)
        size += len(article.text)
        if len(batch) >= BATCH or size >= BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _give_up(lost: Callable[[Sequence[Article]], None] | None, batch: Sequence[Article]) -> list[Any]:
    if lost is None:
        raise NewsxError(f"a worker died twice on the articles {batch[0].id} to {batch[-1].id}")
    lost(batch)
    return []


def _itself(document: Document) -> Document:
    return document


class _Work:
    """What a worker does with a batch. A forked one finds the pipeline built, a spawned one builds it."""

    def __init__(
        self, settings: Settings | None, make: Callable[[Document], Any], pipeline: Pipeline | None = None
    ) -> None:
        self.settings, self.make, self.pipeline = settings, make, pipeline

    def __getstate__(self) -> tuple[Settings | None, Callable[[Document], Any]]:
        return self.settings, self.make

    def __setstate__(self, state: tuple[Settings | None, Callable[[Document], Any]]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    def __call__(self, batch: Sequence[Article]) -> list[Any]:
        if self.pipeline is None:
            self.pipeline = Pipeline(self.settings)
        return [self.make(self.pipeline.document(article)) for article in batch]
