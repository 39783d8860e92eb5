"""Settings -> a spaCy Language; articles -> Documents, in one process or many."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar, cast

import orjson
import spacy
from spacy.language import Language
from spacy.pipeline import SpanRuler
from spacy.tokens import Doc

from newsx import components, pool, tokenizer
from newsx.articles import clean
from newsx.errors import NewsxError, SettingsError
from newsx.records import Article, Change, Document, Entity
from newsx.rules import percent
from newsx.rules.candidate import Candidate
from newsx.rules.company import CompanyRule
from newsx.rules.money import MoneyRule
from newsx.rules.security_id import SecurityIdRule
from newsx.rules.ticker import TickerRule
from newsx.settings import KNOWN, Settings, known_labels
from newsx.universe import Universe

Result = TypeVar("Result")

PIECE = 1_000_000  # characters read at a time; a longer article is cut at a paragraph
WARM = 1_000_000  # characters that fill spaCy's caches before the first memory zone
ZONE = 2_000_000  # characters a memory zone: what they added to spaCy's string store is dropped after them
LIFE = 50_000_000  # characters a Language: its tables grow with every new word, 25 MB a million, and no zone mends that
BATCH = 100  # articles a batch of the pool, or ...
BATCH_SIZE = 1_000_000  # ... as many as make so many characters
BAD_PATTERN = (ValueError, TypeError, KeyError, AttributeError, re.error)  # what spaCy raises for one
TRAINED = ("POS", "TAG", "MORPH", "LEMMA", "DEP")  # what a pattern may ask for only where a pipeline has set it
TRIED = "Shares rose on Monday."
TRIAL = 1.0  # seconds of work for one process before it is worth starting more


class Pipeline:
    """The spaCy pipeline and what turns its docs into records. Built once, used for any number of articles."""

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self.nlp = load(settings, inspected=False)  # nobody sees the docs, only what was chosen in them
        self.settings = settings
        self._reading = replace(settings, labels=()) if settings.changes else settings
        self._moves = _moves(settings)
        self._zone = ExitStack()
        self._room = WARM  # characters until the next memory zone begins
        self._life = LIFE  # characters until the next Language

    def document(self, article: Article) -> Document:
        """What stands in one article, of any length. Half of a surrogate pair counts as a replacement character.

        raises: TypeError when its text is no str.
        """
        if not isinstance(article.text, str):
            raise TypeError(f"the text of an article should be a str, found {type(article.text).__name__}.")
        try:
            return self._document(article)
        except UnicodeEncodeError:  # spaCy's strings and all outputs are UTF-8, which cannot hold it
            return self._document(replace(article, text=clean(article.text)))

    def _document(self, article: Article) -> Document:
        found: list[Entity] = []
        for start, piece in pieces(article.text):
            here = self._entities_in(piece)
            found += here if not start else [e._replace(start=e.start + start, end=e.end + start) for e in here]
        moves = self._moves(article.text, found)
        return Document(article.id, tuple(self._wanted(found)), moves, article.meta, article.text)

    def _wanted(self, found: list[Entity]) -> list[Entity]:
        """Moves are read from all labels, also from those that nobody asked for."""
        labels = self.settings.labels
        return [e for e in found if e.label in labels] if labels and self.settings.changes else found

    def _entities_in(self, text: str) -> tuple[Entity, ...]:
        self._room -= len(text)
        self._life -= len(text)
        if self._room < 0:  # nothing of a Doc is kept, so what spaCy stored for it can go
            self._zone.close()
            if self._life < 0 and not self.settings.model:
                self.nlp = load(self.settings, inspected=False)
                self._room, self._life = WARM, LIFE
            else:
                self._zone.enter_context(self.nlp.memory_zone())
                self._room = ZONE
        doc = self.nlp.make_doc(text)
        doc.user_data[components.SOURCE] = text
        return _records(text, components.settled(self.nlp(doc)), self._reading)


def _moves(settings: Settings) -> Callable[[str, Sequence[Entity]], tuple[Change, ...]]:
    """What reads the moves of an article; loaded only where they are asked for."""
    if not settings.changes:
        return lambda text, entities: ()
    from newsx.changes import changes

    return changes


def entities(doc: Doc, settings: Settings | None = None) -> tuple[Entity, ...]:
    """The doc's entities as records, in reading order: newsx's own labels and those of the user's own rules."""
    return _records(components.source(doc), components.chosen(doc), settings or Settings())


def _records(text: str, chosen: Iterable[Candidate], settings: Settings) -> tuple[Entity, ...]:
    values = _values(settings.companies, settings.dollar)
    found = []
    for c in chosen:
        if c.label not in settings.labels if settings.labels else c.label not in KNOWN and c.rule[:6] != "rules.":
            continue
        worth = values[c.label](text, c) if c.label in values else {}
        evidence = c.evidence if settings.explain and c.evidence else None
        found.append(Entity(c.start, c.end, text[c.start : c.end], c.label, rule=c.rule, evidence=evidence, **worth))
    return tuple(found)


@cache
def _values(companies: tuple[Path, ...], dollar: str) -> Mapping[str, Callable[[str, Candidate], dict[str, Any]]]:
    """What reads the values of a find, by label."""
    universe = Universe.load(*companies)
    money = MoneyRule(dollar)
    return {
        "PERCENT": percent.values,
        "PRICE": money.values,
        "MONEY": money.values,
        "TICKER": TickerRule(universe).values,
        "SECURITY_ID": SecurityIdRule(universe).values,
        "COMPANY": CompanyRule(universe).values,
    }


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


def load(settings: Settings | None = None, *, inspected: bool = True) -> Language:
    """The spaCy pipeline: the finance tokenizer, a component a rule, and the one that chooses.

    inspected: whether anybody looks at more of a doc than its entities: at the candidates in ``doc.spans``, at the
    tokens that belong to no entity, which are to be marked so ("O"), at what a token knows of its word.
    """
    settings = settings or Settings()
    known_labels(settings)
    spans = {"spans": inspected}
    own = {**spans, "companies": [str(path) for path in settings.companies]}
    if settings.model:
        nlp = _trained(settings.model)
    else:
        nlp = tokenizer.blank()
        if not inspected and not settings.rules:
            # norm, shape, is_stop ... are most of the time that a new word takes; spaCy's stubs leave the attribute out
            cast(Any, nlp.vocab).lex_attr_getters = {}
    nlp.add_pipe("newsx_percent", config=spans)
    nlp.add_pipe("newsx_money", config=spans)
    nlp.add_pipe("newsx_ticker", config=own)
    if "SECURITY_ID" in settings.labels:
        nlp.add_pipe("newsx_security_id", config=own)
    nlp.add_pipe("newsx_company", config={**own, "organisations": ["ORG"] if settings.model else []})
    if patterns := [pattern for path in settings.rules for pattern in _patterns(path)]:
        _add_patterns(nlp, patterns)
    found_before = {"ORG": ""} if settings.model else {}  # evidence for the company rule, no find by itself
    choice = {"ignore": list(settings.ignore), "found_before": found_before, "outside": inspected}
    nlp.add_pipe("newsx_choice", config=choice)
    return nlp


def _trained(name: str) -> Language:
    try:
        return spacy.load(name)
    except (OSError, ValueError, TypeError, AttributeError, ImportError) as error:  # the last three: another package
        said = str(error).split("\n")[0].rstrip(".")
        raise SettingsError(f'no spaCy pipeline "{name}" to be had: {said}.') from None


def _patterns(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Patterns of spaCy's EntityRuler, one JSON object a line: label, pattern (a text or a list of tokens), id.

    Each with its ``file:line``.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}.") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            pattern = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise SettingsError(f"{path}:{number}: not JSON: {error.msg}.") from None
        if not isinstance(pattern, dict) or not pattern.get("label") or not pattern.get("pattern"):
            example = '{"label": "PRODUCT", "pattern": "Qwen3-Max"}'
            raise SettingsError(f"{path}:{number}: not a pattern. It needs a label and a pattern: {example}.")
        for name in ("label", "id"):
            if not isinstance(pattern.get(name, ""), str):
                raise SettingsError(f"{path}:{number}: {name} is not a string. Put it into quotes.")
        yield f"{path}:{number}", pattern


def _add_patterns(nlp: Language, patterns: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Adds the component that finds them; what spaCy takes now and refuses in the first article is said now, too."""
    config = {"spans_key": components.OWN_RULES}
    ruler = cast(SpanRuler, nlp.add_pipe("span_ruler", components.OWN_RULES, config=config))
    try:
        ruler.add_patterns([pattern for _, pattern in patterns])
        nlp(TRIED)
    except BAD_PATTERN as error:
        said = str(error)
        for where, pattern in patterns:  # which one was it?
            ruler.clear()
            try:
                ruler.add_patterns([pattern])
                nlp(TRIED)
            except BAD_PATTERN as its:
                if lacking := _of_a_model(pattern):
                    raise SettingsError(
                        f"{where}: {lacking} of a word is known to trained pipelines only. Name one that sets it with "
                        "--model, or write the pattern with TEXT, LOWER or SHAPE."
                    ) from None
                raise SettingsError(
                    f"{where}: spaCy does not take this pattern: {' '.join(str(its).split())}"
                ) from None
        raise SettingsError(f"{patterns[0][0]}: spaCy does not take these patterns: {' '.join(said.split())}") from None


def _of_a_model(pattern: Mapping[str, Any]) -> str:
    """The attribute in a pattern that only a trained pipeline knows, "" when there is none."""
    tokens = pattern["pattern"] if isinstance(pattern["pattern"], list) else ()
    names = {str(name).upper() for token in tokens if isinstance(token, dict) for name in token}
    return next((name for name in TRAINED if name in names), "")


def extract(text: str, settings: Settings | None = None) -> Document:
    """What stands in one text. raises: TypeError when it is no str."""
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
