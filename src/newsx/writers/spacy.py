"""Documents -> spaCy's DocBin, what ``spacy train`` and ``spacy debug data`` read. The one writer that needs spaCy."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import orjson
from spacy.tokens import Doc, DocBin, Span

from newsx.records import Document, Entity
from newsx.tokenizer import blank
from newsx.writers.jsonl import entity_record, number

ATTRIBUTES = ("ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
KEY = "newsx"  # of Doc.user_data: {"id", "entities", "meta"}, as in --format docs


def write(documents: Iterable[Document]) -> Iterator[bytes]:
    """One DocBin with all documents, which are in memory until it leaves.

    Doc.ents carries the label, kb_id the company's id, span_id the rule; Doc.user_data["newsx"] the records.
    """
    bin = DocBin(attrs=ATTRIBUTES, store_user_data=True)
    for document in documents:
        bin.add(doc(document))
    yield bin.to_bytes()


def doc(document: Document) -> Doc:
    """The document as a spaCy Doc whose tokens end where its entities do."""
    made = tokens(document)
    spans = [
        Span(made, span.start, span.end, label=e.label, kb_id=e.id or "", span_id=e.rule)
        for e in document.entities
        if (span := made.char_span(e.start, e.end)) is not None
    ]
    made.set_ents(spans)
    made.user_data[KEY] = _plain(document)
    return made


def tokens(document: Document) -> Doc:
    """The words of the document, by newsx's tokenizer; a word in which an entity begins or ends is cut there."""
    made = _blank().make_doc(document.text)
    edges = {edge for e in document.entities for edge in (e.start, e.end)}
    if all(_fits(made, e) for e in document.entities):
        return made
    with made.retokenize() as change:
        for token in made:
            inside = sorted(edge - token.idx for edge in edges if token.idx < edge < token.idx + len(token))
            if inside:
                parts = [token.text[a:b] for a, b in zip((0, *inside), (*inside, None), strict=True)]
                change.split(token, parts, heads=[(token, i) for i in range(len(parts))])
    return made


def _fits(made: Doc, entity: Entity) -> bool:
    return made.char_span(entity.start, entity.end) is not None


def _plain(document: Document) -> Any:
    """The records with numbers that any reader of a DocBin takes."""
    record: dict[str, Any] = {"id": document.id, "entities": [entity_record(e) for e in document.entities]}
    if document.meta:
        record["meta"] = dict(document.meta)
    return orjson.loads(orjson.dumps(record, default=number))


_blank = cache(blank)
