"""The finance tokenizer: spaCy's own class with one regex; lossless, fast, cut where a find may begin or end.

A chunk between blanks is cut at its first sign and at every sign inside that ``CUT`` matches, so that
``(NYSE:BABA)``, ``HK$149``, ``5-7%`` and ``Alibaba’s`` come apart as a reader would take them.
Numbers keep their inner ``.`` and ``,``, words their inner ``.``, ``&`` and ``'``:
1,200.5, JD.com, BRK.B, AT&T, O'Reilly.
"""

import re
from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import registry

# Anchored: a pipeline from disk searches with it. spaCy takes the signs at the start of a chunk off one by one and
# copies the rest each time; so a ruler of a million hyphens is left to CUT, whose time is in proportion.
SIGN = r"\A[^\w](?=[^\w]{0,62}+(?:\w|\Z))"

# The flags stand inside: a pipeline on disk keeps only the pattern.
CUT = r"""(?xs)
    [^\w] (?:
        (?<![.,&'’])                                # a bracket, a currency sign, a hyphen, a percent sign ...
      | (?!\w) (?<! \b[^\W\d]\.[^\W\d]\. )          # . , & ' at the end of a word; but U.S. stays whole
      | (?<=,) (?: (?=[^\W\d]) | (?<=[^\W\d],) )    # rose,fell and 1,and; but 1,200
      | (?<=['’]) [sS] (?!\w)                       # Alibaba|'s
    )
"""

MAX_CACHE = 1_000_000  # chunks; spaCy's default of 10,000 is full after a few hundred articles
LONGEST = 2**30  # characters that spaCy's Tokenizer takes; its default of a million is for parsers


def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """spaCy's Tokenizer without suffixes, special cases and URLs: a special case costs it its cache (spaCy #13950)."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(
            nlp.vocab,
            prefix_search=re.compile(SIGN).search,
            infix_finditer=re.compile(CUT).finditer,
            max_cache_size=MAX_CACHE,
        )

    return create


registry.tokenizers.register("newsx.tokenizer.v1", func=make_tokenizer)


def blank() -> Language:
    """An English Language with this tokenizer and nothing else, for texts of any length."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "newsx.tokenizer.v1"}}})
    nlp.max_length = LONGEST
    return nlp
