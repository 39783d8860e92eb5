"""Time in proportion to the text, whatever stands in it: every regex of ours, and all of the rules together.

The rules' own tests have piles made for each of them; here any piece that news or hostile text has is piled up.
"""

import gc
import importlib
import pkgutil
import re
import subprocess
import sys
from time import process_time

import pytest

import newsx
from invariants import FRAGMENTS
from newsx.pipeline import Pipeline
from newsx.records import Article
from newsx.settings import Settings

PIECES = [piece for piece in dict.fromkeys(FRAGMENTS) if len(piece) < 40]
PILES = [
    *PIECES,
    *(piece + " " for piece in PIECES if piece[-1].isalnum() or piece[-1] in "%.)"),
    *(
        "Aa",
        "Aa Bb ",
        "A.B. ",
        "Ab&",
        "J. ",
        "3M ",
        "half a ",
        "one and ",
        "1 000 ",
        "$1\n",
        "$5 to ",
        "between $5 and ",
    ),
    *("Bank of the West and ", "Acme (Acme) ", "(NYSE: A, ", "[CCL](#", "shares of ", "from 5% to ", "A, ", "lol spy "),
    *(
        "Alibaba rose 5% to $3. ",
        "gained 3%, A ",
        "5 dollars and one ",
        "upgraded Acme to ",
        "$1 from ",
        "to $4 from $5 ",
        "$5 → $6 ",
        "with Acme down 5% ",
        "5% in March and ",
        "€5 and 5 cents ",
        "grow 1% to 2% to ",
        "SBI and Infosys ",
        ". )",
        ".) ",
        "\n\n ",
        "\r\n- ",
    ),
]
SMALL, LARGE = 500, 2_000  # characters for one regex
MUCH = 0.004  # seconds for SMALL: eight for a megabyte

# Regexes that take the square of what they are given, and are never given much.
SHORT_INPUT = {
    "beside.ROW": "a gap of less than 12 characters",
    "beside.QUOTE": "the few dozen characters on the right",
    "beside.COMPANY_BEFORE": "the few dozen characters on the left",
    "marked.JOINED": "the few dozen characters on the left",
    "money.AT_ONCE": "matched where a text begins",
    "money.HUNDREDTHS": "matched behind a find",
    "money.IN_WORDS": "a window of FAR characters",
    "names.LEGAL_PHRASE": "one name",
    "names.REGISTER_TAIL": "one name",
    "percent.ALONE": "matched where a text begins",
    "percent.IN_WORDS": "a window of FAR characters",
    "percents._NEGATIVE": "matched where a find begins",
    "pieces.CENTRAL_BANK": "matched where a name begins",
    "pieces.INNER": "matched where a word begins",
    "sentences.OPENS": "matched behind a full stop",
    "sentences.SMALL": "matched behind a full stop",
    "sentences.STARTER": "matched behind a full stop",
    "sources.NUMBERED": "one id",
    "runs.NAME": "one name",
    "subject.LISTED": "one word",
    "sums._USUAL": "matched where a find begins",
    "sums._NEGATIVE": "matched where a find begins",
    "symbols.COLON": "one symbol",
    "symbols.COUPLE": "one symbol",
    "symbols.EQUITY": "one symbol",
    "symbols.SUFFIX": "one symbol",
    "direction._LISTED": "the words before a find",
    "direction._SAME_AGAIN": "the words before a find",
}


def patterns():
    """Every compiled regex of text in our modules, with module.NAME."""
    found = {}
    for module in pkgutil.walk_packages(newsx.__path__, "newsx."):
        if module.name.endswith("__main__"):
            continue
        try:
            loaded = importlib.import_module(module.name)
        except ModuleNotFoundError as missing:  # an extra that is not installed
            assert not str(missing.name).startswith("newsx")
            continue
        for name, value in vars(loaded).items():
            for pattern in inside(value):
                if isinstance(pattern.pattern, str):
                    found.setdefault(pattern, f"{module.name.rpartition('.')[2]}.{name}")
    return found


def inside(value):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict | tuple | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from inside(one)


def seconds(pattern, piece, size):
    text = piece * (size // len(piece) + 1)
    start = process_time()
    for _ in pattern.finditer(text, 0, size):
        pass
    return process_time() - start


def test_every_regex():
    """Quadratic ones are listed with the reason why that does no harm."""
    found = patterns()
    assert len(found) > 150
    bad = {}
    for pattern, name in found.items():
        if name in SHORT_INPUT:
            continue
        for piece in PILES:
            if seconds(pattern, piece, SMALL) > MUCH:
                small, large = (min(seconds(pattern, piece, size) for _ in range(3)) for size in (SMALL, LARGE))
                if large > 8 * small and large > 4 * MUCH:
                    bad[name] = f"{piece!r}: {small:.4f} s, four times as much: {large:.4f} s"
                    break
    assert not bad, f"more than linear; make them so, or say in SHORT_INPUT why it does no harm: {bad}"


EVERY_DAY = PILES[::6] + PILES[-32:]


@pytest.mark.parametrize(
    ("piles", "large"),
    [(EVERY_DAY, 20_000), pytest.param(PILES, 1_000_000, marks=pytest.mark.long)],
    ids=["some", "all"],
)
def test_the_whole_way(piles, large):
    """Four times the text takes about four times as long; sixteen would be its square."""
    pipeline = Pipeline(Settings(changes=True))

    def taken(piece, size):
        text = (piece * (size // len(piece) + 1))[:size]
        start = process_time()
        pipeline.document(Article("pile", text))
        return process_time() - start

    taken("warm 5% ", 10_000)
    gc.collect()
    gc.freeze()  # as the command does, so that no collection looks at all that the tests hold
    bad = []
    for piece in piles:
        whole = taken(piece, large)
        if whole > large / 1e6 * 4:  # four seconds for a megabyte is no square yet
            quarter = min(taken(piece, large // 4) for _ in range(2))
            whole = min(whole, taken(piece, large))
            if whole > 8 * quarter and whole > 0.1:
                bad.append(f"{piece!r}: {quarter:.3f} s, four times as much: {whole:.3f} s")
    gc.unfreeze()
    assert not bad


STORY = "Alibaba rose {0}.7% in the {0}th week, and Quell{0} Industries Inc. paid ${0} million.\n"
HELD = f"""
import resource
from newsx.pipeline import Pipeline
from newsx.records import Article

def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

pipeline = Pipeline()
pipeline.document(Article("warm", "Alibaba rose 5%. " * 100_000))
before = most()
text = "".join({STORY!r}.format(n) for n in range(600_000))
document = pipeline.document(Article("long", text))
print(len(text), len(document.entities), (most() - before) / len(text))
"""


@pytest.mark.long
def test_memory_of_a_long_article():
    """50 MB, dense with finds: read a piece at a time, its records are what takes room."""
    ran = subprocess.run([sys.executable, "-c", HELD], capture_output=True, text=True, check=True)
    size, entities, multiple = ran.stdout.split()
    assert int(size) > 45_000_000
    assert int(entities) == 4 * 600_000  # a company, a percentage, another company, a sum: in every line
    assert float(multiple) < 30, ran.stdout
