"""The tokenizer: where it cuts, where it does not, and that nothing is lost."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import newsx

CUTS = [
    ("(NYSE:BABA)", "( NYSE : BABA )"),
    ("(NASDAQ:GOOGL)(NASDAQ:GOOG)", "( NASDAQ : GOOGL ) ( NASDAQ : GOOG )"),
    ("HK$149", "HK $ 149"),
    ("$3.2bn,", "$ 3.2bn ,"),
    ("5-7%", "5 - 7 %"),
    ("(3.4)%", "( 3.4 ) %"),
    ("52-week", "52 - week"),
    ("Nvidia’s", "Nvidia ’s"),
    ("BRK.B's", "BRK.B 's"),
    ("Brothers’", "Brothers ’"),
    ("Corp.", "Corp ."),
    ("BRK.B.", "BRK.B ."),
    ("10%.", "10 % ."),
    ("1,200.", "1,200 ."),
    ("rose,fell", "rose , fell"),
    ("[CCL](#link)", "[ CCL ] ( # link )"),
    ("“We", "“ We"),
    ("…”", "… ”"),
    (".5%", ". 5 %"),
    ("$TWTR/$SQ", "$ TWTR / $ SQ"),
    ("billion—more", "billion — more"),
]
KEEPS = ["1,200.5", "JD.com", "BRK.B", "9988.HK", "AT&T", "O’Reilly", "U.S.", "H20", "Qwen3", "3MM", "L'Oréal", "don't"]


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "newsx.tokenizer.v1"}}})


@pytest.mark.parametrize(("chunk", "tokens"), CUTS)
def test_cuts(nlp, chunk, tokens):
    assert [t.text for t in nlp(f"so {chunk} then")][1:-1] == tokens.split()


@pytest.mark.parametrize("chunk", KEEPS)
def test_keeps(nlp, chunk):
    assert [t.text for t in nlp(f"so {chunk} then")] == ["so", chunk, "then"]


@given(st.text(alphabet=st.sampled_from("aS1.,&'’$%()-:  \n\t\u00a0\u2009“€é中\u200b"), max_size=40))
def test_loses_nothing_of_finance_like_text(nlp, text):
    assert nlp(text).text == text


@given(st.text(max_size=60))
def test_loses_nothing_of_any_text(nlp, text):
    assert nlp(text).text == text


def test_a_text_longer_than_spacy_takes_by_default():
    doc = newsx.load()("word " * 240_000 + "rose 5%")
    assert [(e.start_char, e.text) for e in doc.ents] == [(1_200_005, "5%")]


def test_survives_the_disk(nlp, tmp_path):
    nlp.to_disk(tmp_path / "p")
    text = "Acme’s (NYSE:ACM) shares rose 5-7% to HK$149, the U.S. firm said."
    again = spacy.load(tmp_path / "p")
    assert [t.text for t in again(text)] == [t.text for t in nlp(text)]
    assert again.config["nlp"]["tokenizer"] == {"@tokenizers": "newsx.tokenizer.v1"}
