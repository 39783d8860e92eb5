"""What holds for every text: drawn from pieces of news, and from all of Unicode. invariants.py says what it is."""

import random
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invariants import FRAGMENTS, SURROGATES, checked, reads_back
from newsx import pipeline as module
from newsx.pipeline import Pipeline, each, extract, pieces, stream
from newsx.records import Article
from newsx.settings import Settings
from newsx.writers import docs

PIECE = st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(("", " ", " "))).map("".join)
NEWS = st.lists(PIECE, max_size=30).map("".join)
BROKEN = st.lists(st.one_of(PIECE, st.sampled_from(SURROGATES)), max_size=20).map("".join)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=80)


@pytest.fixture(scope="module")
def everything():
    """All rules, evidence and moves."""
    return Pipeline(Settings(changes=True, explain=True))


@settings(max_examples=600, deadline=None)
@given(text=NEWS)
def test_pieces_of_news(everything, text):
    reads_back(checked(everything, text))


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(ANYTHING, BROKEN))
def test_any_text(everything, text):
    reads_back(checked(everything, text))


# Texts that once broke something, or that broke others; each with what is found in it.
HOSTILE = [
    ("", []),
    (" \n\t\0", []),
    ("\ud800 Alibaba rose 5% \udfff", ["Alibaba", "5%"]),
    ("\ud83d%", []),
    ("Alibaba\0rose\x005%", ["Alibaba", "5%"]),
    ("\ufeffAlibaba rose 5%", ["Alibaba", "5%"]),
    ("Alibaba\u200b rose\u200b 5%\u200b.", ["Alibaba", "5%"]),
    ("\u202eAlibaba\u202c rose 5%", ["Alibaba", "5%"]),
    ("Alibaba\u2028rose\u20855%", ["Alibaba"]),
    ("Alibaba rose 5%\r\rApple fell 3%", ["Alibaba", "5%", "Apple", "3%"]),
    ("😀Alibaba😀rose 5%😀", ["Alibaba", "5%"]),
    ("זהב Alibaba עלה 5% היום", ["Alibaba", "5%"]),
    ("rose " + "9" * 400 + "%", None),
    ("$" + "1," * 300 + "000 million", None),
    ("$" + "4" * 5000, []),  # json.loads of Python takes 4,300 digits
    ("EUR " + "1,000," * 1000 + "000 million", []),
    ("$0." + "0" * 500 + "1", None),
    ("%%%%$$$$€€€€", []),
    ("((((((((((NYSE:", []),
    ("İ" * 30 + " about 5%", ["5%"]),  # in small letters it is longer
    ('=HYPERLINK("http://x","5%")', ["5%"]),
]


@pytest.mark.parametrize(("text", "found"), HOSTILE, ids=[ascii(text)[:40] for text, _ in HOSTILE])
def test_hostile(everything, text, found):
    """found: None where only what holds for every text is asked for."""
    document = checked(everything, text)
    assert found is None or [e.text for e in document.entities] == found


@pytest.mark.parametrize("text", ["I bought 2600 $FLY today", "sold 40 $AMD, kept the rest"])
def test_a_cashtag_keeps_its_sign(pipeline, text):
    assert [e.label for e in checked(pipeline, text).entities] == ["TICKER"]


# -- an article for itself

STORIES = [
    "Alibaba Group Holding Ltd. (NYSE: BABA) rose 5% to $181.34. Alibaba said revenue grew 8% to 247.8 billion yuan.",
    "Shares in Orsted A/S fell 3% in Copenhagen. Orsted cut its target to 250 kroner.",
    "The Reserve Bank of Australia held rates; Commonwealth Bank gained A$1.20 to $158. BHP lost 2% on the ASX.",
    "Quellmont Industries Inc. (Quellmont) said it would pay $3.2bn for Harrow & Pike LLP.",
    "Quellmont was the name of a street. Apple pie costs $5. $AAPL calls, 25bps, lol",
    "Target raised its price target. Gap closed the gap. Visa said visa rules changed 5 per cent.",
    "BABA BABA BABA 9988.HK down 3 p.c.; PDD, JD.com and Tencent up",
    "",
]


def found_in(pipeline, text):
    document = pipeline.document(Article("x", text))
    return document.entities, document.changes


def test_articles_know_nothing_of_each_other(everything):
    """Whatever came before, also in a memory zone, an article holds what it holds on its own."""
    alone = {text: found_in(Pipeline(everything.settings), text) for text in STORIES}
    draw = random.Random(3)
    for _ in range(6):
        for text in draw.sample(STORIES, len(STORIES)):
            assert found_in(everything, text) == alone[text]


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(NEWS, min_size=2, max_size=4))
def test_any_articles_know_nothing_of_each_other(everything, texts):
    forward = [found_in(everything, text) for text in texts]
    backward = [found_in(everything, text) for text in reversed(texts)]
    assert forward == backward[::-1]


def articles(count):
    draw = random.Random(count)
    for number in range(count):
        words = draw.choices(FRAGMENTS, k=draw.randint(0, 60))
        yield Article(f"{number}", " ".join([draw.choice(STORIES), *words]), {"n": number})


def test_the_same_bytes_whatever_the_number_of_processes():
    chosen = Settings(changes=True)
    runs = [b"".join(each(articles(450), docs.line, chosen, jobs=jobs)) for jobs in (1, 2, 3)]
    assert runs[0].count(b"\n") == 450
    assert runs[0] == runs[1] == runs[2]


# -- memory zones


def test_zones_change_nothing(monkeypatch):
    """spaCy forgets what it learned of words, never what an article holds."""
    outside = [docs.line(d) for d in stream(articles(120))]
    monkeypatch.setattr(module, "WARM", 500)
    monkeypatch.setattr(module, "ZONE", 2_000)
    assert [docs.line(d) for d in stream(articles(120))] == outside


def test_a_new_language_changes_nothing(monkeypatch):
    """spaCy's tables of words grow for ever, so that a long stream gets new ones."""
    outside = [docs.line(d) for d in stream(articles(120))]
    monkeypatch.setattr(module, "WARM", 500)
    monkeypatch.setattr(module, "ZONE", 2_000)
    monkeypatch.setattr(module, "LIFE", 5_000)
    pipeline = Pipeline()
    first = pipeline.nlp
    assert [docs.line(pipeline.document(article)) for article in articles(120)] == outside
    assert pipeline.nlp is not first


def test_an_error_inside_a_zone_leaves_the_pipeline_sane(monkeypatch):
    monkeypatch.setattr(module, "WARM", 0)
    monkeypatch.setattr(module, "ZONE", 1_000)
    pipeline = Pipeline()
    outside = [found_in(Pipeline(), text) for text in STORIES]
    usual = pipeline.nlp.get_pipe("newsx_choice").outside

    def fails(doc):
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr("newsx.components.overlap.choose", fails)
        for text in STORIES[:4]:
            with pytest.raises(ZeroDivisionError):
                found_in(pipeline, text)
    assert pipeline.nlp.get_pipe("newsx_choice").outside == usual
    assert [found_in(pipeline, text) for text in STORIES * 8] == outside * 8


# -- long articles


@settings(max_examples=200, deadline=None)
@given(text=NEWS, size=st.integers(1, 40))
def test_a_long_article_is_cut_without_loss(text, size):
    cut = list(pieces(text, size))
    assert "".join(piece for _, piece in cut) == text
    assert all(len(piece) <= size for _, piece in cut)
    assert all(start + len(piece) == following for (start, piece), (following, _) in pairwise(cut))


def test_a_long_article_holds_what_its_parts_hold(monkeypatch):
    story = "\n\n".join(text for text in STORIES if text)
    size = len(story) + 2
    cut = partial(pieces, size=size)
    long = (story + "\n\n") * 5
    assert [start for start, _ in cut(long)] == [0, size, 2 * size, 3 * size, 4 * size]
    monkeypatch.setattr(module, "pieces", cut)
    once, many = extract(story), extract(long)
    assert [e.text for e in many.entities] == [e.text for e in once.entities] * 5
    assert all(many.text[e.start : e.end] == e.text for e in many.entities)
