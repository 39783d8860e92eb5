"""Documents -> tasks for Prodigy, one article a line, with its tokens: ours are not those of spaCy's English."""

from newsx.records import Document
from newsx.writers.jsonl import dumps
from newsx.writers.spacy import tokens


def line(document: Document) -> bytes:
    """``{"text", "tokens", "spans": [{"start", "end", "label", "token_start", "token_end"}], "meta"}``.

    Offsets count Unicode code points; token_end is the last token of the span, as Prodigy has it. meta: the id, and
    what the article came with.
    """
    doc = tokens(document)
    words = [{"text": t.text, "start": t.idx, "end": t.idx + len(t), "id": t.i, "ws": bool(t.whitespace_)} for t in doc]
    spans = [
        {"start": e.start, "end": e.end, "label": e.label, "token_start": span.start, "token_end": span.end - 1}
        for e in document.entities
        if (span := doc.char_span(e.start, e.end)) is not None
    ]
    return dumps({"text": document.text, "tokens": words, "spans": spans, "meta": {**document.meta, "id": document.id}})
