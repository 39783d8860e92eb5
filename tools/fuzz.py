"""Coverage-guided fuzzing of readers, tokenizer and rules: ``make fuzz``. What must hold is tests/invariants.py.

Needs atheris. Arguments are libFuzzer's: -max_total_time=3600, a folder to keep inputs in, a file to try again.
The first byte of an input says what the others are: pieces of news, a file for the readers, or plain text.
"""

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

with atheris.instrument_imports(include=["newsx", "invariants"]):
    import invariants
    from newsx import articles
    from newsx.errors import InputError, InputWarning
    from newsx.pipeline import Pipeline
    from newsx.records import Article
    from newsx.settings import Settings

PIPELINE = Pipeline(Settings(changes=True))
FILE = Path(tempfile.mkdtemp()) / "in"
PIECES = (*invariants.FRAGMENTS, *invariants.SURROGATES)


def text_of(data: bytes) -> str:
    """A byte a piece, with a blank behind when its highest bit is set."""
    return "".join(PIECES[b % len(PIECES)] + (" " if b & 128 else "") for b in data)


def read(kind: str, data: bytes) -> list[Article]:
    """The articles in a file; problems are InputErrors of one line, all else is a finding."""
    FILE.write_bytes(data)

    def told(problem: InputError) -> None:
        assert str(problem) and "Traceback" not in str(problem)
        assert isinstance(problem, InputWarning) or problem.exit_code == 3

    return list(articles.read([str(FILE)], articles.Reading(kind), told))


def one(data: bytes) -> None:
    kind, data = data[:1], data[1:]
    way = kind[0] % 6 if kind else 0
    if way < 2:
        invariants.checked(PIPELINE, text_of(data))
    elif way == 2:
        invariants.checked(PIPELINE, data.decode("utf-8", "surrogateescape"))
    else:
        for article in read(("text", "lines", "jsonl")[way - 3], data):
            article.text.encode()
            invariants.checked(PIPELINE, article.text)


atheris.Setup(sys.argv, one)
atheris.Fuzz()
