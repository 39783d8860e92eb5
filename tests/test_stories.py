"""What holds for every article, whatever stands in it, shown on the sample articles and the stories."""

import subprocess
import sys

import pytest
import spacy
from spacy.lang.en import English
from spacy.tokens import Doc, DocBin

import gold
from newsx import components
from newsx.pipeline import Pipeline, entities
from newsx.records import Article, Document
from newsx.rules.candidate import Candidate

STORIES = (*gold.seeds(), *gold.cases())


@pytest.fixture(scope="module")
def documents(pipeline: Pipeline) -> dict[str, Document]:
    return {story.id: pipeline.document(Article(story.id, story.text)) for story in STORIES}


@pytest.fixture(scope="module")
def docs(pipeline: Pipeline) -> dict[str, Doc]:
    return {story.id: pipeline.nlp(story.text) for story in STORIES}


def ents(doc: Doc) -> list[tuple[int, int, str, str, str]]:
    return [(e.start_char, e.end_char, e.label_, e.kb_id_, e.id_) for e in doc.ents]


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.name)
def test_offsets_point_at_the_text_and_never_overlap(documents: dict[str, Document], story: gold.Story):
    end = 0
    for entity in documents[story.id].entities:
        assert story.text[entity.start : entity.end] == entity.text
        assert end <= entity.start < entity.end
        end = entity.end


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.name)
def test_no_find_begins_or_ends_inside_a_token(docs: dict[str, Doc], story: gold.Story):
    """Chosen or turned down: our tokenizer cuts wherever a rule may."""
    doc = docs[story.id]
    candidates = [Candidate(*c) for c in doc.user_data[components.SPANS]]
    inside = [c for c in candidates if doc.char_span(c.start, c.end) is None]
    assert [(story.text[c.start : c.end], c.rule) for c in inside] == []


def test_the_articles_before_make_no_difference(pipeline: Pipeline, documents: dict[str, Document]):
    for story in reversed(STORIES):
        assert pipeline.document(Article(story.id, story.text)) == documents[story.id]


def test_a_new_pipeline_finds_the_same(documents: dict[str, Document]):
    again = Pipeline()
    for story in STORIES:
        assert again.document(Article(story.id, story.text)) == documents[story.id]


def test_records_come_from_the_doc(docs: dict[str, Doc], documents: dict[str, Document]):
    for story in STORIES:
        assert entities(docs[story.id]) == documents[story.id].entities


def test_the_pipeline_survives_disk_and_bytes(pipeline: Pipeline, docs: dict[str, Doc], tmp_path):
    pipeline.nlp.to_disk(tmp_path)
    from_disk = spacy.load(tmp_path)
    from_bytes = English.from_config(pipeline.nlp.config).from_bytes(pipeline.nlp.to_bytes())
    for nlp in (from_disk, from_bytes):
        for story in STORIES:
            assert ents(nlp(story.text)) == ents(docs[story.id])


def test_docs_survive_bytes_and_docbin(docs: dict[str, Doc], documents: dict[str, Document]):
    vocab = spacy.blank("en").vocab
    box = DocBin(store_user_data=True, docs=docs.values())
    for story, doc in zip(STORIES, DocBin().from_bytes(box.to_bytes()).get_docs(vocab), strict=True):
        assert entities(doc) == documents[story.id].entities
    for story in STORIES:
        doc = Doc(vocab).from_bytes(docs[story.id].to_bytes())
        assert entities(doc) == documents[story.id].entities


BY_NAME_ALONE = """
import spacy
nlp = spacy.blank("en")
for name in ("newsx_percent", "newsx_money", "newsx_ticker", "newsx_company", "newsx_choice"):
    nlp.add_pipe(name)
doc = nlp("Alibaba Group (NYSE:BABA) shares rose 5% to $181.34 after it had raised $3.2 billion.")
for e in doc.ents:
    print(e.label_, e.start_char, e.end_char)
"""


def test_spacy_knows_the_components_by_name():
    """In a pipeline of somebody else's, with spaCy's own tokenizer, and without an import of newsx."""
    run = subprocess.run([sys.executable, "-c", BY_NAME_ALONE], capture_output=True, text=True, check=True)
    assert {line.split()[0] for line in run.stdout.splitlines()} == {"COMPANY", "TICKER", "PERCENT", "PRICE", "MONEY"}
